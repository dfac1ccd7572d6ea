/**
 * The audit's file: lines that are only ever appended, synced to disk before the one who waits for them goes on. Writers of
 * the same moment share one sync. Only `cut` writes the file once more, under another name that then takes its place.
 */
import { createWriteStream } from 'node:fs';
import { open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInterface } from 'node:readline';
import {
  ChainCheck,
  nextEntry,
  NO_HEAD,
  readLine,
  type AuditEntry,
  type AuditFacts,
  type Head,
  type Verification,
} from './chain.js';

export interface AuditLogOptions {
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A write failed; the writers' promises are rejected too. */
  readonly onFailure: (error: unknown) => void;
  readonly onWritten: () => void;
}

export interface AuditQuery {
  /** Entries with greater sequences, oldest first; undefined: the newest ones. */
  readonly after: number | undefined;
  readonly limit: number;
  readonly matches: (entry: AuditEntry) => boolean;
}

interface Waiting {
  readonly facts: AuditFacts;
  readonly resolve: (entry: AuditEntry) => void;
  readonly reject: (error: unknown) => void;
}

/** More than the longest line. */
const TAIL_BYTES = 256 * 1024;
const SERVICE = { name: 'callveil', role: 'service' } as const;

export class AuditLog {
  readonly #options: AuditLogOptions;
  #handle: FileHandle;
  #head: Head;
  #size: number;
  #waiting: Waiting[] = [];
  /** One piece of work with the file after the other. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(options: AuditLogOptions, handle: FileHandle, { head, size }: Tail) {
    this.#options = options;
    this.#handle = handle;
    this.#head = head;
    this.#size = size;
  }

  /**
   * Opens the file, or creates it. A last line that a crash left unfinished is taken away, which an entry then says. A file
   * whose end cannot be read is put aside, and a new chain begins that says so. Rejects if the disk fails.
   */
  static async open(options: AuditLogOptions): Promise<AuditLog> {
    const { file, now } = options;
    const handle = await open(file, 'a+', 0o600);
    const found = await tailOf(handle);
    if (found === undefined) {
      await handle.close();
      const aside = `${file}.broken-${now()}`;
      await rename(file, aside);
      const log = new AuditLog(options, await open(file, 'a+', 0o600), { head: NO_HEAD, size: 0, torn: 0 });
      await log.#say({ putAside: aside });
      return log;
    }
    const log = new AuditLog(options, handle, found);
    if (found.torn > 0) {
      await handle.truncate(found.size);
      await log.#say({ unfinishedBytes: found.torn });
    }
    return log;
  }

  /** The newest entry on disk. */
  get head(): Head {
    return this.#head;
  }

  /** Resolves when the entry is on disk; rejects if it is not. */
  write(facts: AuditFacts): Promise<AuditEntry> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ facts, resolve, reject });
      if (this.#waiting.length === 1) this.#inTurn(() => this.#writeWaiting()).catch(reject);
    });
  }

  /** Reads the whole file. `expected`: a head noted earlier, which must still be there. */
  async verify(expected?: Head): Promise<Verification> {
    const { lines, head } = await this.#snapshot();
    const check = new ChainCheck(expected);
    for await (const line of lines) check.take(line);
    return check.end(head);
  }

  async read({ after, limit, matches }: AuditQuery): Promise<readonly AuditEntry[]> {
    const { lines } = await this.#snapshot();
    const found: AuditEntry[] = [];
    for await (const line of lines) {
      const entry = readLine(line);
      if (entry === undefined || 'checkpoint' in entry) continue;
      if (entry.sequence <= (after ?? 0) || !matches(entry)) continue;
      found.push(entry);
      if (after === undefined && found.length > limit) found.shift();
      if (after !== undefined && found.length === limit) break;
    }
    return found;
  }

  /**
   * Takes entries older than this time off the beginning; answers how many. The newest one stays. An entry `cut` with the last
   * sequence and hash that went is written first, and the file then begins with the same as its checkpoint. A chain that is
   * broken is not cut, as that would hide it: rejects.
   */
  async cut(before: number): Promise<number> {
    const { lines } = await this.#snapshot();
    const check = new ChainCheck();
    let removed = 0;
    let last: Head | undefined;
    for await (const line of lines) {
      const entry = check.take(line);
      if (entry === undefined) continue;
      if (entry.time >= before) break;
      removed += 1;
      last = { sequence: entry.sequence, hash: entry.hash };
    }
    const { broken } = check.end();
    // A checkpoint's own entry may stand behind the place where the reading ended.
    if (broken !== undefined && !broken.because.includes('no entry says'))
      throw new Error(`the audit is broken at line ${broken.line} and is not cut: ${broken.because}`);
    if (last === undefined) return 0;
    const { now } = this.#options;
    const what = { upTo: last.sequence, hash: last.hash, entries: removed };
    await this.write({ time: now(), who: SERVICE, action: 'cut', what });
    await this.#inTurn(() => this.#rewriteAfter(last));
    return removed;
  }

  /** Copies the entries that are on disk now into a new file, while others are written. */
  async copyTo(file: string): Promise<void> {
    const { handle, size } = await this.#inTurn(async () => ({
      handle: await open(this.#options.file, 'r'),
      size: this.#size,
    }));
    try {
      if (size === 0) return await writeFile(file, '', { mode: 0o600 });
      const content = handle.createReadStream({ start: 0, end: size - 1, autoClose: false });
      await pipeline(content, createWriteStream(file, { mode: 0o600 }));
    } finally {
      await handle.close();
    }
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    await this.#inTurn(() => this.#handle.close());
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #writeWaiting(): Promise<void> {
    const waiting = this.#waiting.splice(0);
    let head = this.#head;
    const entries = waiting.map(({ facts }) => {
      const entry = nextEntry(head, facts);
      head = entry;
      return entry;
    });
    const text = Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    try {
      await this.#handle.appendFile(text);
      await this.#handle.datasync();
    } catch (error) {
      // A part of it may be in the file.
      await this.#handle.truncate(this.#size).catch(() => undefined);
      this.#options.onFailure(error);
      for (const { reject } of waiting) reject(error);
      return;
    }
    this.#size += text.length;
    this.#head = { sequence: head.sequence, hash: head.hash };
    this.#options.onWritten();
    waiting.forEach(({ resolve }, place) => resolve(entries[place] as AuditEntry));
  }

  /** What is in the file now; later appends, and a cut, do not disturb the reading. Read to the end or leave the loop. */
  async #snapshot(): Promise<{ readonly lines: AsyncIterable<string>; readonly head: Head }> {
    return this.#inTurn(async () => ({
      lines: linesOf(await open(this.#options.file, 'r'), this.#size),
      head: this.#head,
    }));
  }

  async #rewriteAfter(last: Head): Promise<void> {
    const { file } = this.#options;
    const fresh = `${file}.new`;
    await rm(fresh, { force: true });
    const written = await open(fresh, 'a+', 0o600);
    await written.appendFile(`${JSON.stringify({ checkpoint: last })}\n`);
    let batch = '';
    for await (const line of linesOf(await open(file, 'r'), this.#size)) {
      const entry = readLine(line);
      if (entry === undefined || 'checkpoint' in entry || entry.sequence <= last.sequence) continue;
      batch += `${line}\n`;
      if (batch.length < TAIL_BYTES) continue;
      await written.appendFile(batch);
      batch = '';
    }
    await written.appendFile(batch);
    await written.datasync();
    await rename(fresh, file);
    const folder = await open(dirname(file), 'r');
    await folder.sync();
    await folder.close();
    await this.#handle.close();
    this.#handle = written;
    this.#size = (await written.stat()).size;
  }

  async #say(what: AuditFacts['what']): Promise<void> {
    await this.write({ time: this.#options.now(), who: SERVICE, action: 'repaired', what });
  }
}

/** The lines of the first so many bytes. */
async function* linesOf(handle: FileHandle, bytes: number): AsyncGenerator<string> {
  try {
    if (bytes === 0) return;
    const input = handle.createReadStream({ start: 0, end: bytes - 1, autoClose: false });
    yield* createInterface({ input, crlfDelay: Infinity });
  } finally {
    await handle.close();
  }
}

interface Tail {
  readonly head: Head;
  /** Bytes of whole lines. */
  readonly size: number;
  /** Bytes of an unfinished line after them. */
  readonly torn: number;
}

/** undefined: the last whole line is no entry. */
async function tailOf(handle: FileHandle): Promise<Tail | undefined> {
  const { size: bytes } = await handle.stat();
  const start = Math.max(0, bytes - TAIL_BYTES);
  const buffer = Buffer.alloc(bytes - start);
  await handle.read(buffer, 0, buffer.length, start);
  const end = buffer.lastIndexOf(10) + 1;
  const size = start + end;
  const torn = bytes - size;
  if (end === 0) return start === 0 ? { head: NO_HEAD, size: 0, torn } : undefined;
  const from = end < 2 ? 0 : buffer.lastIndexOf(10, end - 2) + 1;
  const read = readLine(buffer.toString('utf8', from, end - 1));
  if (read === undefined) return undefined;
  const { sequence, hash } = 'checkpoint' in read ? read.checkpoint : read;
  return { head: { sequence, hash }, size, torn };
}
