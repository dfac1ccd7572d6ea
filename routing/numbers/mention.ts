/**
 * A person's number as others may have written it: in E.164, as it is dialled inside its country or from another one, with
 * blanks, dots, dashes or brackets between the digits. Free text (`userData`, notes) is searched with it. What is about the
 * number is all of a field; what merely mentions it has more beside it.
 */
import type { NumberFormatData } from './format.js';
import type { E164 } from './number.js';

const FULL_WIDTH = 0xff10;
const DIGIT = '[\\d\uff10-\uff19]';
/** Between two digits of a written number. */
const GAP = '[\\s().\\-/]{0,2}';
/** A shorter number is not looked for without its country code: too many other digits look like it. */
const LEAST_NATIONAL = 7;

/** What a thread needs to make the same. */
export interface MentionData {
  /** A regular expression. */
  readonly source: string;
  /** Those that every way of writing the number has, where nothing stands between them. */
  readonly digits: string;
}

export class Mention {
  readonly data: MentionData;
  readonly #found: RegExp;
  readonly #whole: RegExp;
  readonly #every: RegExp;

  constructor(data: MentionData) {
    this.data = data;
    const { source } = data;
    this.#found = new RegExp(`(?<!${DIGIT})(?:${source})(?!${DIGIT})`);
    this.#whole = new RegExp(`^\\s*(?:${source})\\s*$`);
    this.#every = new RegExp(this.#found, 'g');
  }

  static of(number: E164, { countryCode, internationalPrefix = '00', ...format }: NumberFormatData): Mention {
    const digits = number.slice(1);
    const abroad = `\\+?(?:${internationalPrefix}${GAP})?`;
    const national = digits.startsWith(countryCode) ? digits.slice(countryCode.length) : '';
    if (national.length < LEAST_NATIONAL)
      return new Mention({ source: `${abroad}${spaced(digits)}`, digits });
    const prefixes = [format.trunkPrefix, ...format.kinds.map(({ trunkPrefix }) => trunkPrefix), '0'];
    const trunk = [...new Set(prefixes)].filter((prefix) => prefix !== undefined && prefix !== '').join('|');
    const before = `(?:${abroad}${spaced(countryCode)}${GAP}(?:\\(?0\\)?${GAP})?|(?:${trunk})${GAP})?`;
    return new Mention({ source: `${before}${spaced(national)}`, digits: national });
  }

  /** Whether a text has the number in it, and not only as a part of longer digits. */
  isIn(text: string): boolean {
    return this.#found.test(text);
  }

  /** Whether a text is the number and nothing else. */
  isAll(text: string): boolean {
    return this.#whole.test(text);
  }

  /** The text with an asterisk in place of each character of the number. */
  without(text: string): string {
    return text.replace(this.#every, (found) => '*'.repeat(found.length));
  }
}

/** Each digit may be a full-width one, as East Asian keyboards write them. */
function spaced(digits: string): string {
  return [...digits].map((digit) => `[${digit}${String.fromCharCode(FULL_WIDTH + Number(digit))}]`).join(GAP);
}
