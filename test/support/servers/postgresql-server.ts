/** Debian's PostgreSQL on a free port, its data in a temporary directory, stopped and started at will. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './redis-server.js';

export interface PostgresqlServer {
  /** Where a database is reached, with the rights of its owner. */
  url(database: string): string;
  /** Creates an empty database. */
  create(database: string): void;
  /** SIGQUIT by default, as in a crash. Resolves when it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** On the same port, with what was on the disk. */
  start(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';
const USER = 'postgres';
/** Nothing of a test needs to survive the machine. */
const SETTINGS = ['fsync=off', 'full_page_writes=off', 'max_connections=50', 'lc_messages=C'];

export async function startPostgresql(directory: string): Promise<PostgresqlServer> {
  const bin = programs();
  const port = await freePort();
  const data = join(directory, 'data');
  mkdirSync(data, { mode: 0o700 });
  const owner = serverUser();
  if (owner !== undefined) for (const path of [directory, data]) chownSync(path, owner.uid, owner.gid);
  finished(join(bin, 'initdb'), ['-D', data, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--no-sync'], owner);
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = await run(join(bin, 'postgres'), data, port, owner);
  };
  await start();
  const url = (database: string): string => `postgres://${USER}@127.0.0.1:${port}/${database}`;
  return {
    url,
    create: (database) =>
      finished('psql', ['-q', '-d', url('postgres'), '-c', `CREATE DATABASE ${database}`]),
    start,
    stop: async (signal = 'SIGQUIT') => {
      if (child === undefined) return;
      const exited = once(child, 'exit');
      child.kill(signal);
      child = undefined;
      await exited;
    },
  };
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** The server refuses to run as root; the user that Debian's package makes runs it then. */
function serverUser(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${USER}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined)
    throw new Error('expected the user postgres of Debian, found none');
  return { uid: Number(uid), gid: Number(gid) };
}

/** Debian keeps them apart by version, outside of the path. */
function programs(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
  if (versions.length === 0) throw new Error('PostgreSQL is missing: apt-get install postgresql');
  return join(DEBIAN, String(Math.max(...versions)), 'bin');
}

function finished(program: string, args: readonly string[], owner?: Owner): void {
  const { status, stderr, error } = spawnSync(program, args, { ...owner, cwd: '/', encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
}

async function run(program: string, data: string, port: number, owner?: Owner): Promise<ChildProcess> {
  const listen = ['-h', '127.0.0.1', '-p', String(port), '-k', ''];
  const settings = SETTINGS.flatMap((one) => ['-c', one]);
  const child = spawn(program, ['-D', data, ...listen, ...settings], {
    ...{ ...owner, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
  });
  const lines = createInterface({ input: child.stderr });
  const said: string[] = [];
  for await (const line of lines) {
    said.push(line);
    if (line.includes('database system is ready to accept connections')) break;
  }
  child.stderr.resume();
  if (child.exitCode === null && said.at(-1)?.includes('ready') === true) return child;
  throw new Error(`PostgreSQL ended before it was ready:\n${said.join('\n')}`);
}
