/**
 * Restores a backup: everything in the archive is written beside what is there, its sums are compared, and only then a plan
 * is committed that exchanges the two (restore-plan.ts). Nothing may have the stores open.
 */
import { createHash } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { basename, dirname, join, normalize } from 'node:path';
import { existsSync } from 'node:fs';
import { makeFolder, STORE_NAMES, STORES, syncFolder, writeSynced, type StoreName } from './formats.js';
import { MANIFEST, readManifest, readSums, SUMS, type Manifest } from './manifest.js';
import {
  commitPlan,
  completeRestore,
  KEPT,
  removeStaged,
  STAGING,
  type Move,
  type StorePlaces,
} from './restore-plan.js';
import { tarEntries, type TarEntry } from './tar-reader.js';

/** A backup that is whole and good, on the disk beside what is stored. */
export interface StagedRestore {
  readonly manifest: Manifest;
  readonly files: number;
  /** Recordings that were not there; those that were are left as they are. */
  readonly recordings: number;
  /**
   * Commits to the exchange, which `completeRestore` then makes. Nothing may have a store open. Answers the folders that
   * will have what was there before.
   */
  commit(): Promise<readonly string[]>;
  /** Gives it up. */
  remove(): Promise<void>;
}

/** Says that a restore took place, until it is in the audit. */
export const RESTORED_FILE = 'restored.json';
/** Of texts that are read whole: manifest and sums. */
const LONGEST_TEXT = 64 * 1024 * 1024;

/** Restores where no service runs. Rejects with an Error for a person; then everything is as it was. */
export async function restore(
  archive: AsyncIterable<Uint8Array>,
  places: StorePlaces,
  now: number,
  by: string,
): Promise<StagedRestore & { readonly keptIn: readonly string[] }> {
  // One that was committed before is ended first: its files stand where those of this one go.
  await completeRestore(places);
  const staged = await stageRestore(archive, places, now, by);
  const keptIn = await staged.commit();
  try {
    await completeRestore(places);
  } catch (error) {
    throw new RestoreInterrupted(error);
  }
  return { ...staged, keptIn };
}

/** The disk failed in the middle of the exchange, which the next start or restore ends. */
export class RestoreInterrupted extends Error {
  override readonly name = 'RestoreInterrupted';

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * Reads and checks an archive. `by`: who asked for it, for the audit. Rejects with an Error for a person; then nothing is left
 * of it.
 */
export async function stageRestore(
  archive: AsyncIterable<Uint8Array>,
  places: StorePlaces,
  now: number,
  by: string,
): Promise<StagedRestore> {
  const staged = new Staged(places);
  try {
    const manifest = await staged.take(archive);
    await staged.note(manifest, now, by);
    const stamp = new Date(now).toISOString().replace(/[-:.]/g, '');
    return {
      ...{ manifest, files: staged.files, recordings: staged.recordings },
      commit: async () => {
        const plan = await staged.plan(manifest, `${KEPT}${stamp}`);
        await commitPlan(places, plan);
        return [...new Set(plan.aside.map(({ to }) => dirname(to)))];
      },
      remove: () => removeStaged(places),
    };
  } catch (error) {
    await removeStaged(places);
    throw error;
  }
}

/** The content of an archive, on the file systems that it goes to. */
class Staged {
  readonly #places: StorePlaces;
  /** By name in the archive. */
  readonly #files = new Map<string, Move>();
  #note: Move | undefined;
  recordings = 0;

  constructor(places: StorePlaces) {
    this.#places = places;
  }

  get files(): number {
    return this.#files.size;
  }

  /** Writes everything to the disk and compares it with its sums. */
  async take(archive: AsyncIterable<Uint8Array>): Promise<Manifest> {
    const sums = new Map<string, string>();
    let manifest: Manifest | undefined;
    let announced: ReadonlyMap<string, string> | undefined;
    for await (const entry of tarEntries(archive)) {
      if (announced !== undefined) throw new Error(`expected nothing behind ${SUMS}, found ${entry.name}`);
      if (manifest === undefined) {
        if (entry.name !== MANIFEST) throw new Error(`expected ${MANIFEST} first, found ${entry.name}`);
        const text = await textOf(entry);
        manifest = readManifest(text);
        sums.set(entry.name, createHash('sha256').update(text).digest('hex'));
      } else if (entry.name === SUMS) announced = readSums(await textOf(entry));
      else sums.set(entry.name, await this.#write(entry));
    }
    if (manifest === undefined || announced === undefined)
      throw new Error('the archive ends too early: it is not whole');
    compare(sums, announced);
    return manifest;
  }

  /** For the audit, which the next start opens. */
  async note({ at, host, version }: Manifest, now: number, by: string): Promise<void> {
    const { dataDirectory } = this.#places;
    const from = join(dataDirectory, STAGING, RESTORED_FILE);
    const note = { restoredAt: new Date(now).toISOString(), backupOf: at, host, version, by };
    await writeSynced(from, JSON.stringify(note));
    this.#note = { from, to: join(dataDirectory, RESTORED_FILE) };
  }

  /** What is there goes aside, store by store of the archive; stores that it does not have stay as they are. */
  async plan(
    { formats }: Manifest,
    kept: string,
  ): Promise<{ readonly aside: readonly Move[]; readonly in: readonly Move[] }> {
    const aside: Move[] = [];
    for (const store of STORE_NAMES.filter((name) => formats[name] !== undefined))
      for (const path of await this.#pathsOf(store))
        if (existsSync(path)) aside.push({ from: path, to: join(dirname(path), kept, basename(path)) });
    return { aside, in: [...this.#files.values(), ...(this.#note === undefined ? [] : [this.#note])] };
  }

  /** Answers its SHA-256. */
  async #write(entry: TarEntry): Promise<string> {
    const to = this.#placeOf(entry.name);
    const hash = createHash('sha256');
    if (to === undefined) {
      for await (const piece of entry.content) hash.update(piece);
      return hash.digest('hex');
    }
    const from = join(to.folder, STAGING, entry.name);
    await makeFolder(dirname(from));
    const handle = await open(from, 'w', 0o600);
    try {
      for await (const piece of entry.content) {
        hash.update(piece);
        await handle.writeFile(piece);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await syncFolder(dirname(from));
    this.#files.set(entry.name, { from, to: to.path });
    if (entry.name.startsWith('recordings/')) this.recordings += 1;
    return hash.digest('hex');
  }

  /** Undefined for what is not restored: the configuration, and recordings that are there. */
  #placeOf(name: string): { readonly folder: string; readonly path: string } | undefined {
    const { dataDirectory, journal, prompts, recordings } = this.#places;
    // A rename onto the folder of the exchange would fail at each start from then on.
    const isExchange = basename(name) === STAGING || basename(name).startsWith(KEPT);
    const isWithin = normalize(name) === name && !/^(?:\/|\.\.)/.test(name) && !isExchange;
    const [top = '', ...rest] = name.split('/');
    if (isWithin && top === 'configuration') return undefined;
    if (isWithin && top === 'recordings' && rest.length === 1) {
      const path = join(recordings, basename(name));
      return existsSync(path) ? undefined : { folder: recordings, path };
    }
    const inData = rest.join('/');
    const known = STORE_NAMES.flatMap((store): readonly string[] => STORES[store].files);
    if (!isWithin || top !== 'data' || !known.some((file) => isOf(inData, file)))
      throw new Error(`the archive has a file that is none of a store: ${JSON.stringify(name)}`);
    if (inData === 'journal.sqlite') return { folder: dirname(journal), path: journal };
    if (rest[0] === 'prompts') return { folder: prompts, path: join(prompts, basename(name)) };
    return { folder: dataDirectory, path: join(dataDirectory, inData) };
  }

  /** What a store may have there now. An old write-ahead log would be taken for that of the new file. */
  async #pathsOf(store: StoreName): Promise<readonly string[]> {
    const { dataDirectory, journal, prompts } = this.#places;
    if (store === 'prompts') {
      const names = await readdir(prompts).catch(() => []);
      return names.filter((name) => name.endsWith('.wav')).map((name) => join(prompts, name));
    }
    const files: readonly string[] = STORES[store].files;
    return files.flatMap((name) => {
      const path = store === 'journal' ? journal : join(dataDirectory, name.replace(/\/$/, ''));
      return name.endsWith('.sqlite') ? [path, `${path}-wal`, `${path}-shm`] : [path];
    });
  }
}

/** Whether a name in the data folder is that file of a store, or directly in that folder. */
function isOf(name: string, file: string): boolean {
  return file.endsWith('/') ? name.startsWith(file) && !name.includes('/', file.length) : name === file;
}

function compare(found: ReadonlyMap<string, string>, announced: ReadonlyMap<string, string>): void {
  for (const [name, sum] of announced) {
    if (!found.has(name)) throw new Error(`the archive is damaged: ${name} is missing`);
    if (found.get(name) !== sum) throw new Error(`the archive is damaged: the SHA-256 of ${name} is wrong`);
  }
  for (const name of found.keys())
    if (!announced.has(name)) throw new Error(`the archive is damaged: ${SUMS} does not have ${name}`);
}

async function textOf({ name, bytes, content }: TarEntry): Promise<string> {
  if (bytes > LONGEST_TEXT) throw new Error(`the archive is damaged: ${name} has ${bytes} bytes`);
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
