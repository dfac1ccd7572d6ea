/**
 * How a country's numbers are written and read, from the policy's data. Reading is the inverse of writing, and also
 * accepts what people and carriers write. No rule of a particular country is in this file.
 */
import type { E164 } from './number.js';

/**
 * `+8613800000021`; the same without `+`; as dialled inside the country: `13800000021`, `075528000001`,
 * `0014155550100`; as dialled from anywhere: `008613800000021`; or as dialled inside one area, whose numbers have no
 * area code: `28000001`, and all others as inside the country.
 */
export type NumberWriting = 'e164' | 'digits' | 'national' | 'international' | 'local';

export interface NumberFormatData {
  /** Country calling code, without `+`. */
  readonly countryCode: string;
  /** The first match wins. `trunkPrefix` precedes such numbers in national format (`0` 755 …). */
  readonly kinds: readonly { readonly national: string; readonly trunkPrefix?: string }[];
  /** The prefix of kinds that do not set their own. Absent: none. */
  readonly trunkPrefix?: string;
  /** The prefix dialled before the country code of another country. Absent: `00`. */
  readonly internationalPrefix?: string;
}

/** International numbers have at most 15 digits (ITU-T E.164 6.2.1), plus the prefix dialled before them. */
const WRITTEN = /^\d{4,20}$/;
/** A number of another country has at least this many digits. */
const SHORTEST_FOREIGN = 8;

export class NumberFormat {
  readonly #countryCode: string;
  readonly #internationalPrefix: string;
  readonly #kinds: readonly { readonly national: RegExp; readonly prefix: string }[];
  /** Every trunk prefix, longest first; the empty one is last, if some kind has none. */
  readonly #prefixes: readonly string[];
  readonly #otherPrefix: string;
  /** Length of the longest national number. */
  readonly #longest: number;

  constructor(data: NumberFormatData) {
    const { countryCode, kinds, trunkPrefix = '', internationalPrefix = '00' } = data;
    this.#countryCode = countryCode;
    this.#internationalPrefix = internationalPrefix;
    this.#otherPrefix = trunkPrefix;
    this.#kinds = kinds.map((kind) => ({
      national: new RegExp(`^(?:${kind.national})$`),
      prefix: kind.trunkPrefix ?? trunkPrefix,
    }));
    this.#prefixes = [...new Set(this.#kinds.map(({ prefix }) => prefix))].sort(
      (one, other) => other.length - one.length,
    );
    const most = 15 - countryCode.length;
    this.#longest = Math.max(...kinds.map(({ national }) => longestMatch(national, most)), 0) || most;
  }

  /**
   * undefined if the text is not a number. `as`: the format the writer claims to use; it decides ambiguous cases and
   * refuses nothing. `area`: for `local`, the area code without its prefix.
   */
  read(text: string, as?: NumberWriting, area?: string): E164 | undefined {
    const written = text.replace(/[\s().-]/g, '');
    const digits = written.replace(/^\+/, '');
    if (!WRITTEN.test(digits)) return undefined;
    if (written.startsWith('+')) return this.#international(digits);
    const { length } = this.#internationalPrefix;
    if (digits.startsWith(this.#internationalPrefix) && digits.length > length + 3)
      return this.#international(digits.slice(length));
    const local = as === 'local' && area !== undefined ? this.#local(digits, area) : undefined;
    if (local !== undefined) return local;
    const dialled = this.#dialled(digits);
    const withCountryCode = this.#withCountryCode(digits);
    const home = as === 'digits' ? (withCountryCode ?? dialled) : (dialled ?? withCountryCode);
    return home ?? this.#carelesslyDialled(digits) ?? this.#outsideThePlan(digits, as);
  }

  write(number: E164, as: NumberWriting, area = ''): string {
    if (as === 'e164') return number;
    const digits = number.slice(1);
    if (as === 'digits') return digits;
    if (as === 'international') return this.#internationalPrefix + digits;
    if (as === 'local' && digits.startsWith(this.#countryCode + area)) {
      const local = digits.slice(this.#countryCode.length + area.length);
      // 10086 is no number of Beijing (10), although it begins with its area code.
      if (this.#local(local, area) === number) return local;
    }
    if (!digits.startsWith(this.#countryCode)) return this.#internationalPrefix + digits;
    const national = digits.slice(this.#countryCode.length);
    return this.#prefixOf(national) + national;
  }

  /**
   * Digits that begin with a country code. `+86 (0)755 …` is a common mistake; no number has its trunk prefix there.
   */
  #international(digits: string): E164 | undefined {
    if (!digits.startsWith(this.#countryCode)) return e164Of(digits);
    const national = digits.slice(this.#countryCode.length);
    if (this.#isHome(national)) return e164Of(digits);
    const prefix = this.#trunkPrefixOf(national);
    return this.#dialled(national) ?? this.#home(national.slice(prefix.length));
  }

  /** The national format. */
  #dialled(digits: string): E164 | undefined {
    for (const prefix of this.#prefixes) {
      const national = digits.slice(prefix.length);
      const isOfKind = digits.startsWith(prefix) && this.#isHome(national);
      if (isOfKind && this.#prefixOf(national) === prefix) return this.#home(national);
    }
    return undefined;
  }

  /** A number without area code, as it is dialled inside that area. It never begins with a trunk prefix. */
  #local(digits: string, area: string): E164 | undefined {
    const isLocal = this.#trunkPrefixOf(digits) === '' && this.#isHome(area + digits);
    return isLocal && area !== '' ? this.#home(area + digits) : undefined;
  }

  /** Candidates with a trunk prefix that their kind does not have, or without the one it has. */
  #carelesslyDialled(digits: string): E164 | undefined {
    for (const prefix of [...this.#prefixes, '']) {
      if (!digits.startsWith(prefix)) continue;
      const national = digits.slice(prefix.length);
      if (this.#isHome(national)) return this.#home(national);
    }
    return undefined;
  }

  #withCountryCode(digits: string): E164 | undefined {
    const national = digits.slice(this.#countryCode.length);
    return digits.startsWith(this.#countryCode) && this.#isHome(national) ? e164Of(digits) : undefined;
  }

  /** A number that no expression of the policy matches: the most likely reading. */
  #outsideThePlan(digits: string, as: NumberWriting | undefined): E164 | undefined {
    const prefix = this.#trunkPrefixOf(digits);
    if (prefix !== '') return this.#home(digits.slice(prefix.length));
    const isLong = digits.length > this.#longest;
    if (isLong || (as === 'digits' && digits.length >= SHORTEST_FOREIGN)) return e164Of(digits);
    return this.#home(digits);
  }

  /** The part of the text that looks like a trunk prefix. */
  #trunkPrefixOf(digits: string): string {
    return this.#prefixes.find((prefix) => digits.startsWith(prefix)) ?? '';
  }

  #home(national: string): E164 | undefined {
    return e164Of(this.#countryCode + national);
  }

  #isHome(national: string): boolean {
    return this.#kinds.some((kind) => kind.national.test(national));
  }

  #prefixOf(national: string): string {
    return this.#kinds.find((kind) => kind.national.test(national))?.prefix ?? this.#otherPrefix;
  }
}

function e164Of(digits: string): E164 | undefined {
  return /^[1-9]\d{3,14}$/.test(digits) ? (`+${digits}` as E164) : undefined;
}

/**
 * Length of the longest number that an expression matches; `most` if it is longer, or if the expression depends on
 * which digits they are. If every digit were a 0, the expression would match that many zeros.
 */
function longestMatch(expression: string, most: number): number {
  const ofZeros = expression.replace(/\{[\d,]+\}|\[\^?(?:\d|-|\\d)+\]|\\d|\.|\d/g, (part) =>
    part[0] === '{' ? part : '0',
  );
  if (!/^(?:0|\{[\d,]+\}|\(\?:|[()|?*+])*$/.test(ofZeros)) return most;
  const whole = new RegExp(`^(?:${ofZeros})$`);
  let longest = most;
  while (longest > 0 && !whole.test('0'.repeat(longest))) longest -= 1;
  return longest;
}
