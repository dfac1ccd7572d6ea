/**
 * Standard output as the log has it. A write that fails (a full disk, a reader that has gone) costs lines and nothing else: no
 * call waits for it, and the process does not end. How many were lost is a line of the log once it can be written again.
 */
import { write, writeSync } from 'node:fs';
import { isDiskFull } from './full-disk.js';

/** Characters waiting for the disk. A reader so far behind is stuck; what is more is lost, and memory kept for the calls. */
const MAX_WAITING = 16 * 1024 * 1024;
const RETRY_MS = 100;

export class LogStream {
  readonly #fd: number;
  /** Lines that are not being written yet. */
  #waiting = '';
  #waitingLines = 0;
  /** What is being written, and how many lines it is. */
  #writing: Buffer | undefined;
  #writingLines = 0;
  #lost = 0;
  #reason = '';
  /** Half a line was written before the disk was full. */
  #isCut = false;
  /** Told at the first line that is lost, and when lines are written again. */
  onFault: (reason: string | undefined) => void = () => undefined;

  constructor(fd = 1) {
    this.#fd = fd;
  }

  /** Lines lost since the start. */
  lostLines = 0;

  /** Lines of the levels error and fatal since the start. */
  errorLines = 0;

  /** One line with its end. */
  write(line: string): void {
    if (line.startsWith('{"level":"error"') || line.startsWith('{"level":"fatal"')) this.errorLines += 1;
    if (this.#waiting.length > MAX_WAITING) return this.#lose(1, 'its reader is too slow');
    this.#waiting += line;
    this.#waitingLines += 1;
    if (this.#writing === undefined) this.#next();
  }

  /** Writes what waits, as far as that can be done at once: the process ends. What is being written is the system's to finish. */
  flushSync(): void {
    const rest = Buffer.from(this.#waiting);
    this.#waiting = '';
    try {
      for (let at = 0; at < rest.length;) at += writeSync(this.#fd, rest, at);
    } catch {
      // The process ends: these lines are lost.
    }
  }

  #next(): void {
    if (this.#waiting === '') {
      this.#writing = undefined;
      return;
    }
    const notice = this.#lost > 0 ? `${this.#isCut ? '\n' : ''}${lossNotice(this.#lost, this.#reason)}` : '';
    this.#writing = Buffer.from(notice + this.#waiting);
    this.#writingLines = this.#waitingLines;
    this.#waiting = '';
    this.#waitingLines = 0;
    this.#attempt(this.#writing, 0);
  }

  #attempt(bytes: Buffer, from: number): void {
    write(this.#fd, bytes, from, bytes.length - from, null, (error, written) => {
      if (error !== null && (error.code === 'EAGAIN' || error.code === 'EBUSY')) {
        setTimeout(() => this.#attempt(bytes, from), RETRY_MS);
        return;
      }
      if (error !== null) this.#fail(error, from > 0);
      else if (from + written < bytes.length) return this.#attempt(bytes, from + written);
      else this.#succeed();
      this.#next();
    });
  }

  #fail(error: Error, isCut: boolean): void {
    this.#isCut ||= isCut;
    this.#lose(this.#writingLines, isDiskFull(error) ? 'the disk is full' : error.message);
  }

  #succeed(): void {
    if (this.#lost === 0) return;
    this.#lost = 0;
    this.#isCut = false;
    this.onFault(undefined);
  }

  #lose(lines: number, reason: string): void {
    const isFirst = this.#lost === 0;
    this.#lost += lines;
    this.lostLines += lines;
    this.#reason = reason;
    if (isFirst) this.onFault(reason);
  }
}

function lossNotice(lines: number, reason: string): string {
  const time = new Date().toISOString();
  const msg = `lines of the log were lost: ${reason}`;
  return `${JSON.stringify({ level: 'error', time, part: 'log', lines, msg })}\n`;
}
