/**
 * The parts of long messages that wait for the others, one file each. A carrier sends the next part only once this one
 * is acknowledged, and then forgets it: so it is on the disk first. A file is written under another name and renamed, so
 * that a crash leaves no half of one.
 */
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A part as it came. */
export interface StoredPart {
  /** The message's: made by us, in letters and digits. */
  readonly setId: string;
  /** What the parts of a message have in common. */
  readonly key: string;
  readonly number: number;
  readonly total: number;
  readonly dataCoding: number;
  /** In base64. */
  readonly content: string;
  /** When the first part of the message came, milliseconds since 1970. */
  readonly since: number;
}

export interface PartStore {
  /** Everything that was kept, in any order. */
  load(): Promise<readonly StoredPart[]>;
  /** Resolves when it survives a crash. */
  keep(part: StoredPart): Promise<void>;
  forget(setId: string, numbers: readonly number[]): Promise<void>;
}

const NAME = /^[0-9A-Za-z]+-\d+\.json$/;

export class PartFiles implements PartStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A file that cannot be read is removed: its message is as lost as if the carrier had not sent it. */
  async load(): Promise<readonly StoredPart[]> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const parts: StoredPart[] = [];
    for (const name of await readdir(this.#folder)) {
      const file = join(this.#folder, name);
      const part = NAME.test(name) ? readPart(await readFile(file, 'utf8')) : undefined;
      if (part === undefined) await rm(file, { force: true, recursive: true });
      else parts.push(part);
    }
    return parts;
  }

  /** The same while parts come and go: nothing is removed, and one that goes meanwhile is left out. */
  async list(): Promise<readonly StoredPart[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const texts = await Promise.all(
      names
        .filter((name) => NAME.test(name))
        .map((name) => readFile(join(this.#folder, name), 'utf8').catch(() => '')),
    );
    return texts.map(readPart).filter((part) => part !== undefined);
  }

  async keep(part: StoredPart): Promise<void> {
    const file = this.#fileOf(part.setId, part.number);
    const handle = await open(`${file}.new`, 'w', 0o600);
    try {
      await handle.writeFile(JSON.stringify(part));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(`${file}.new`, file);
    const folder = await open(this.#folder, 'r');
    await folder.sync().finally(() => folder.close());
  }

  async forget(setId: string, numbers: readonly number[]): Promise<void> {
    await Promise.all(numbers.map((number) => rm(this.#fileOf(setId, number), { force: true })));
  }

  #fileOf(setId: string, number: number): string {
    return join(this.#folder, `${setId}-${number}.json`);
  }
}

function readPart(text: string): StoredPart | undefined {
  try {
    const part = JSON.parse(text) as StoredPart;
    const isWhole = [part.setId, part.key, part.content].every((field) => typeof field === 'string');
    const numbers = [part.number, part.total, part.dataCoding, part.since];
    return isWhole && numbers.every(Number.isInteger) ? part : undefined;
  } catch {
    return undefined;
  }
}
