/**
 * The last lines of the log in memory, for operators who look; what is older, or too long, is in the log alone. Numbers are
 * masked here even if the log has them whole (`log.showNumbers`), so that nothing in memory is about a person.
 */
import { maskNumber } from '../../routing/numbers/number.js';
import { GROUPED, joined } from './grouped-number.js';

export interface RecentLine {
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly text: string;
}

/** Every run of digits that may be of a number; one that was masked before, `86138****0021`, stays as it is. */
export function maskDigitsOnce(text: string): string {
  return text.replace(/\d{5,}(?!\d*\*{4})/g, maskNumber);
}

const LEVELS = ['debug', 'info', 'warn', 'error', 'fatal'];
const MOST_LINES = 1000;
/** Characters. */
const LONGEST = 4096;
/** Only auditors and admins may know who did what; and every look at the lines would be the newest of them. */
const REQUEST = ',"audit":{"name":';
const LEVEL = /^\{"level":"(\w+)"/;

export class RecentLines {
  readonly #lines: RecentLine[] = [];
  #sequence = 0;

  /** One line of JSON. Messages of SIP, at the level trace, are not kept, nor requests of operators. */
  add(line: string): void {
    const level = LEVEL.exec(line)?.[1];
    if (level === 'trace' || line.includes(REQUEST)) return;
    this.#sequence += 1;
    const text = line.length > LONGEST ? tooLong(line, level ?? 'info') : withoutNumbers(line);
    this.#lines[this.#sequence % MOST_LINES] = { sequence: this.#sequence, text };
  }

  /** Those behind `after` that are at least as grave as `level`, the newest `limit` of them, newest last. */
  list(level: string, after: number, limit: number): readonly RecentLine[] {
    const least = LEVELS.indexOf(level);
    const found: RecentLine[] = [];
    const first = Math.max(after + 1, this.#sequence - MOST_LINES + 1, 1);
    for (let sequence = this.#sequence; sequence >= first && found.length < limit; sequence -= 1) {
      const line = this.#lines[sequence % MOST_LINES];
      if (line !== undefined && graveness(line.text) >= least) found.push(line);
    }
    return found.reverse();
  }
}

/** Only what stands behind `pii` may have any. */
function withoutNumbers(line: string): string {
  const at = line.indexOf('"pii":');
  if (at === -1) return line;
  const personal = line.slice(at);
  const texts = MAYBE_NUMBER.test(personal) ? personal.replace(VALUE, asText) : personal;
  return line.slice(0, at) + maskDigitsOnce(texts.replace(GROUPED, joined));
}

const MAYBE_NUMBER = /[:,[]-?\d{5}/;
/** A text or a number of JSON: a text may have JSON itself, so a number is found only where texts are. */
const VALUE = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g;

/** A long number becomes a text, as its mask is no number. */
function asText(value: string): string {
  return /^-?\d{5}/.test(value) ? `"${value}"` : value;
}

function graveness(text: string): number {
  return LEVELS.indexOf(LEVEL.exec(text)?.[1] ?? 'info');
}

/** Cut JSON is none any more, so it is left out whole. */
function tooLong(line: string, level: string): string {
  const time = /"time":"([^"]{1,40})"/.exec(line)?.[1];
  return JSON.stringify({ level, time, msg: `a line of ${line.length} characters, which the log has` });
}
