/**
 * The expressions of a number policy as something to compute with: literal digits, `\d`, `[…]`, groups, `|`, `?`, `*`,
 * `+` and `{n,m}`. A pattern is taken apart digit by digit: its derivative by a digit matches what may follow that
 * digit (Brzozowski, Derivatives of regular expressions, 1964). `plan.ts` finds ranges of numbers with it.
 */
export interface Pattern {
  /** Equal keys: the same pattern. */
  readonly key: string;
  /** Whether it matches the empty text. */
  readonly matchesEmpty: boolean;
  /** The patterns of which one has to match; itself alone unless it is such a choice. */
  readonly choices: readonly Pattern[];
  after(digit: number): Pattern;
}

/** A number has at most 15 digits, so repeating more often is repeating without end. */
const endless = 16;
/** Longer ones are lists of numbers rather than a plan; what they are taken apart into grows with their square. */
const maxLength = 1000;
/** Characters that repetitions may make of an expression; nested ones multiply. */
const maxRepeated = 10_000;

/** undefined for an expression that uses anything else: look-ahead, back references, letters. */
export function readPattern(expression: string): Pattern | undefined {
  if (expression.length > maxLength) return undefined;
  try {
    return new PatternReader(expression).read();
  } catch (error) {
    if (error instanceof NotOfDigits) return undefined;
    throw error;
  }
}

/** Digits of the longest number an expression matches, `most` where that is longer or the expression is none of digits alone. */
export function longestMatch(expression: string, most: number): number {
  const whole = readPattern(expression);
  if (whole === undefined) return most;
  let longest = 0;
  let left = new Map([[whole.key, whole]]);
  for (let digits = 1; digits <= most; digits += 1) {
    left = new Map(
      [...left.values()]
        .flatMap((pattern) => [...allDigits].map((digit) => pattern.after(digit)))
        .filter((pattern) => pattern !== nothing)
        .map((pattern) => [pattern.key, pattern]),
    );
    if ([...left.values()].some(({ matchesEmpty }) => matchesEmpty)) longest = digits;
  }
  return longest;
}

/** Without choices: nothing matches. */
const nothing: Pattern = { key: '∅', matchesEmpty: false, choices: [], after: () => nothing };
const empty = pattern('ε', true, () => nothing);

function oneOf(digits: ReadonlySet<number>): Pattern {
  const key = `[${[...digits].sort().join('')}]`;
  return pattern(key, false, (digit) => (digits.has(digit) ? empty : nothing));
}

function sequence(first: Pattern, rest: Pattern): Pattern {
  if (first === nothing || rest === nothing) return nothing;
  if (first === empty) return rest;
  if (rest === empty) return first;
  return pattern(`(${first.key}${rest.key})`, first.matchesEmpty && rest.matchesEmpty, (digit) => {
    const within = sequence(first.after(digit), rest);
    return first.matchesEmpty ? anyOf([within, rest.after(digit)]) : within;
  });
}

/** Each choice once and in one order, so that what matches alike has the same key again and again. */
function anyOf(patterns: readonly Pattern[]): Pattern {
  const byKey = new Map(patterns.flatMap(({ choices }) => choices).map((choice) => [choice.key, choice]));
  const choices = [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? []);
  const [first = nothing] = choices;
  if (choices.length < 2) return first;
  return {
    key: `(${choices.map(({ key }) => key).join('|')})`,
    matchesEmpty: choices.some(({ matchesEmpty }) => matchesEmpty),
    choices,
    after: (digit) => anyOf(choices.map((choice) => choice.after(digit))),
  };
}

function pattern(key: string, matchesEmpty: boolean, after: (digit: number) => Pattern): Pattern {
  const single: Pattern = { key, matchesEmpty, choices: [], after };
  return Object.assign(single, { choices: [single] });
}

class NotOfDigits extends Error {}

/** Recursive descent over an expression that `RegExp` has already accepted. */
class PatternReader {
  #at = 0;
  #repeatedCharacters = 0;

  constructor(private readonly expression: string) {}

  read(): Pattern {
    const whole = this.#alternatives();
    if (this.#at < this.expression.length) throw new NotOfDigits();
    return whole;
  }

  #alternatives(): Pattern {
    const choices = [this.#sequence()];
    while (this.#skip('|')) choices.push(this.#sequence());
    return anyOf(choices);
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    while (this.#at < this.expression.length && !'|)'.includes(this.#ahead)) parts.push(this.#repeated());
    return parts.reduceRight((rest, part) => sequence(part, rest), empty);
  }

  #repeated(): Pattern {
    const part = this.#part();
    const counted = this.#match(/\{(\d+)(,?)(\d*)\}/y);
    if (counted !== undefined) {
      const [, least = '', comma = '', most = ''] = counted;
      const min = Number(least);
      return this.#repeat(part, min, comma === '' ? min : most === '' ? endless : Number(most));
    }
    if (this.#skip('?')) return this.#repeat(part, 0, 1);
    if (this.#skip('*')) return this.#repeat(part, 0, endless);
    return this.#skip('+') ? this.#repeat(part, 1, endless) : part;
  }

  #repeat(part: Pattern, min: number, max: number): Pattern {
    // Lazily or not, what matches as a whole is the same.
    this.#skip('?');
    const least = Math.min(min, endless);
    const most = Math.min(Math.max(max, least), endless);
    let repeated = empty;
    for (let n = 0; n < most; n += 1) {
      this.#repeatedCharacters += part.key.length;
      if (this.#repeatedCharacters > maxRepeated) throw new NotOfDigits();
      const more = sequence(part, repeated);
      repeated = n < most - least ? anyOf([more, empty]) : more;
    }
    return repeated;
  }

  #part(): Pattern {
    if (this.#skip('(')) {
      if (this.#ahead === '?' && !this.#skip('?:')) throw new NotOfDigits();
      const group = this.#alternatives();
      if (!this.#skip(')')) throw new NotOfDigits();
      return group;
    }
    if (this.#skip('\\d') || this.#skip('.')) return oneOf(allDigits);
    const [, not, members] = this.#match(/\[(\^?)((?:\d-\d|\d|\\d)+)\]/y) ?? [];
    if (members !== undefined) return oneOf(digitsOf(members, not === '^'));
    const [digit] = this.#match(/\d/y) ?? [];
    if (digit === undefined) throw new NotOfDigits();
    return oneOf(new Set([Number(digit)]));
  }

  get #ahead(): string {
    return this.expression[this.#at] ?? '';
  }

  #skip(text: string): boolean {
    if (!this.expression.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #match(sticky: RegExp): RegExpExecArray | undefined {
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.expression) ?? undefined;
    this.#at += match?.[0].length ?? 0;
    return match;
  }
}

const allDigits: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

/** `3-9`, `\d`, `1`, one after the other. */
function digitsOf(members: string, areExcluded: boolean): ReadonlySet<number> {
  const named = [...allDigits].filter((digit) =>
    [...members.matchAll(/(\d)-(\d)|(\d)|\\d/g)].some(([, from, to, one]) =>
      from === undefined
        ? one === undefined || digit === Number(one)
        : digit >= Number(from) && digit <= Number(to),
    ),
  );
  return new Set(areExcluded ? [...allDigits].filter((digit) => !named.includes(digit)) : named);
}
