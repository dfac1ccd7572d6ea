/**
 * Standard output for the log. A failed write (a full disk, a reader that has gone) loses lines and nothing else: no
 * call waits for it, and the process does not end. Once writing works again, one line of the log says how many were
 * lost.
 */
import { write, writeSync } from 'node:fs';
import { isDiskFull } from './full-disk.js';
import { RecentLines } from './recent-lines.js';

/**
 * Characters waiting for the disk. A reader so far behind is stuck; further lines are lost, and the memory is kept for
 * calls.
 */
const MAX_WAITING = 16 * 1024 * 1024;
const RETRY_MS = 100;

export class LogStream {
  readonly #fd: number;
  /** Lines that are not being written yet. */
  #waiting = '';
  #waitingLines = 0;
  /** The lines being written, and their number. */
  #writing: Buffer | undefined;
  #writingLines = 0;
  #lost = 0;
  #reason = '';
  /** Half a line was written before the disk was full. */
  #isCut = false;
  /** Called when the first line is lost, and when lines are written again. */
  onFault: (reason: string | undefined) => void = () => undefined;

  constructor(fd = 1) {
    this.#fd = fd;
  }

  /** Lines lost since the start. */
  lostLines = 0;

  /** Lines at the levels error and fatal since the start. */
  errorLines = 0;

  /** The last lines, also those that were lost. */
  readonly recent = new RecentLines();

  /** One line with its line end. */
  write(line: string): void {
    this.recent.add(line);
    if (line.startsWith('{"level":"error"') || line.startsWith('{"level":"fatal"')) this.errorLines += 1;
    if (this.#waiting.length > MAX_WAITING) return this.#lose(1, 'its reader is too slow');
    this.#waiting += line;
    this.#waitingLines += 1;
    if (this.#writing === undefined) this.#next();
  }

  /**
   * Writes the waiting lines as far as that is possible at once, because the process ends. The system finishes the
   * write in progress.
   */
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
