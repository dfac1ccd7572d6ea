/**
 * A backup of everything that this engine stores, made while it works: the stores are copied one after the other into a
 * folder beside them, which takes seconds, and then sent as one archive for as long as its reader takes.
 *
 * What is consistent: a store that is copied has everything that was acknowledged before the backup began. Later changes may
 * be in one store and not in another; `engine/backing-up.ts` orders the stores so that every such state is one that a crash
 * can leave too, from which a start recovers: what says that something was passed on is copied before the place where it
 * was passed on to.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { STORES, type StoreName } from './formats.js';
import { MANIFEST, manifestOf, SUMS, sumsText } from './manifest.js';
import { tarEnd, tarHeader, tarPadding } from './tar-writer.js';

/** A store as a backup takes it. */
export interface BackedStore {
  readonly name: StoreName;
  /** Roughly what a copy takes on the disk. */
  bytes(): Promise<number>;
  /** Copies everything acknowledged before the call into a folder, which becomes the data folder. Rejects if the disk fails. */
  copyTo(folder: string): Promise<void>;
}

export interface BackupChoice {
  /** Whether the files of recordings are in it. */
  readonly recordings: boolean;
  /** Whether the configuration has its secrets, and the keys of certificates are in it. */
  readonly secrets: boolean;
}

export interface BackupsOptions {
  readonly dataDirectory: string;
  readonly recordings: string;
  /** In the order in which they are copied. */
  readonly stores: readonly BackedStore[];
  /** Stores that have a backup of their own, in words. */
  readonly elsewhere: readonly string[];
  /** The files of the configuration, by their absolute paths. */
  readonly configuration: (withSecrets: boolean) => Promise<ReadonlyMap<string, string>>;
  readonly version: string;
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Why no backup is made at the moment. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';

  constructor(
    readonly reason: 'running' | 'disk',
    message: string,
  ) {
    super(message);
  }
}

export interface RunningBackup {
  readonly fileName: string;
  /** The archive. Throws in the middle if a file cannot be read: what was sent is then no backup. */
  readonly pieces: AsyncIterable<Buffer>;
  /** Removes the copies. Idempotent; to be called in any case. */
  close(): Promise<void>;
}

/** Where copies are made; a crash may leave one, which `clean` removes. */
const COPIES = /^\.backup-/;
/** Room that is left to calls. */
const SPARE_BYTES = 64 * 1024 * 1024;

export class Backups {
  readonly #options: BackupsOptions;
  #isRunning = false;

  constructor(options: BackupsOptions) {
    this.#options = options;
  }

  /** Removes what a crash left of backups. */
  static async clean(dataDirectory: string): Promise<void> {
    const left = (await readdir(dataDirectory)).filter((name) => COPIES.test(name));
    for (const name of left) await rm(join(dataDirectory, name), { recursive: true, force: true });
  }

  /** Resolves once everything is copied. Rejects with BackupRefused, or if a store fails. */
  async begin(choice: BackupChoice): Promise<RunningBackup> {
    if (this.#isRunning) throw new BackupRefused('running', 'another backup is being made');
    this.#isRunning = true;
    const { dataDirectory, now } = this.#options;
    const at = now();
    const stamp = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
    const folder = join(dataDirectory, `.backup-${stamp}`);
    let closed: Promise<void> | undefined;
    const close = (): Promise<void> =>
      (closed ??= rm(folder, { recursive: true, force: true }).finally(() => (this.#isRunning = false)));
    try {
      await this.#requireRoom();
      await rm(folder, { recursive: true, force: true });
      await this.#copy(folder, choice, at);
    } catch (error) {
      await close();
      throw error;
    }
    return { fileName: `callveil-${stamp}.tar`, pieces: this.#archive(folder, choice), close };
  }

  async #requireRoom(): Promise<void> {
    const { stores, dataDirectory } = this.#options;
    let wanted = SPARE_BYTES;
    for (const store of stores) wanted += await store.bytes();
    const { bavail, bsize } = await statfs(dataDirectory);
    if (bavail * bsize < wanted)
      throw new BackupRefused(
        'disk',
        `expected ${wanted} bytes of room in ${dataDirectory}, found ${bavail * bsize}`,
      );
  }

  async #copy(folder: string, choice: BackupChoice, at: number): Promise<void> {
    const { stores, elsewhere, configuration, version, host } = this.#options;
    const data = join(folder, 'data');
    await mkdir(data, { recursive: true, mode: 0o700 });
    for (const store of stores) await store.copyTo(data);
    for (const [file, text] of await configuration(choice.secrets)) {
      const copy = join(folder, 'configuration', file);
      await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
      await writeFile(copy, text, { mode: 0o600 });
    }
    const formats = Object.fromEntries(stores.map(({ name }) => [name, STORES[name].format]));
    const manifest = manifestOf({
      ...{ version, host, at: new Date(at).toISOString(), formats, elsewhere },
      ...choice,
    });
    await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`, { mode: 0o600 });
  }

  async *#archive(folder: string, { recordings }: BackupChoice): AsyncGenerator<Buffer> {
    const sums = new Map<string, string>();
    yield* sent(join(folder, MANIFEST), MANIFEST, sums);
    for (const file of await filesBelow(folder)) {
      const name = relative(folder, file);
      if (name !== MANIFEST) yield* sent(file, name, sums);
    }
    if (recordings)
      for (const file of await recordingsIn(this.#options.recordings))
        yield* sent(file, `recordings/${basename(file)}`, sums);
    const text = Buffer.from(sumsText(sums));
    yield tarHeader({ name: SUMS, bytes: text.length, at: this.#options.now() });
    yield Buffer.concat([text, tarPadding(text.length), tarEnd()]);
  }
}

/** One file with its heading; a recording that its retention has deleted meanwhile is left out. */
async function* sent(file: string, name: string, sums: Map<string, string>): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    if (name.startsWith('recordings/') && isMissing(error)) return undefined;
    throw error;
  });
  if (handle === undefined) return;
  try {
    const { size: bytes, mtimeMs } = await handle.stat();
    yield tarHeader({ name, bytes, at: mtimeMs });
    const hash = createHash('sha256');
    let read = 0;
    const content = createReadStream(file, {
      ...{ fd: handle, autoClose: false, start: 0, highWaterMark: 1024 * 1024 },
      end: Math.max(0, bytes - 1),
    });
    if (bytes > 0)
      for await (const piece of content as AsyncIterable<Buffer>) {
        hash.update(piece);
        read += piece.length;
        yield piece;
      }
    if (read !== bytes) throw new Error(`${name} became shorter while it was read`);
    yield tarPadding(bytes);
    sums.set(name, hash.digest('hex'));
  } finally {
    await handle.close();
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(path)));
    else if (entry.isFile()) files.push(path);
  }
  return files;
}

/** One in progress is taken as far as it is written, which is a file that plays. */
async function recordingsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const files: string[] = [];
  for (const name of names.sort()) {
    const found = name.startsWith('.') ? undefined : await stat(join(folder, name)).catch(() => undefined);
    if (found?.isFile() === true) files.push(join(folder, name));
  }
  return files;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
