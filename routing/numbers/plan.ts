/**
 * A country's number plan as what it is on paper: ranges of numbers. Which of several expressions a number matches
 * first is then a search among a few dozen bounds, instead of running the expressions on every call.
 */
import { readPattern, type Pattern } from './pattern.js';

/** Place of the first expression that matches a number (`numberOf`), one past the last for none. */
export type NumberPlan = (number: number) => number;

/** E.164 numbers have so many digits, country code included (`number.ts`). */
const shortest = 4;
const longest = 15;
/** An expression about the last digits of numbers would make a range of each number. */
const maxRanges = 1000;
const maxSplits = 20_000;

/** undefined where an expression is none of digits alone, or makes too many ranges. */
export function numberPlan(expressions: readonly string[]): NumberPlan | undefined {
  const patterns = expressions.map(readPattern);
  if (!patterns.every((pattern) => pattern !== undefined)) return undefined;
  const ranges = new Ranges();
  for (let length = shortest; length <= longest; length += 1)
    for (let digit = 1; digit <= 9; digit += 1) {
      const following = patterns.map((pattern) => pattern.after(digit));
      if (!ranges.add(following, digit, length - 1)) return undefined;
    }
  return ranges.plan();
}

class Ranges {
  /** A range goes from its start to the next one's. Numbers with fewer digits are smaller, so lengths come in order. */
  readonly #starts: number[] = [];
  readonly #places: number[] = [];
  /** By patterns and number of digits: their common place. */
  readonly #known = new Map<string, number>();
  #splits = 0;

  /** The numbers that begin with `prefix` and have so many more digits; false when there are too many ranges. */
  add(patterns: readonly Pattern[], prefix: number, more: number): boolean {
    const place = this.#common(patterns, more);
    if (place === mixed) {
      this.#splits += 1;
      if (this.#splits > maxSplits) return false;
      for (let digit = 0; digit <= 9; digit += 1) {
        const following = patterns.map((pattern) => pattern.after(digit));
        if (!this.add(following, 10 * prefix + digit, more - 1)) return false;
      }
      return true;
    }
    if (place !== this.#places.at(-1)) {
      this.#starts.push(prefix * 10 ** more);
      this.#places.push(place);
    }
    return this.#starts.length <= maxRanges;
  }

  plan(): NumberPlan {
    const starts = Float64Array.from(this.#starts);
    const places = Uint32Array.from(this.#places);
    // Most numbers asked about are mobiles, a single range: the last answer is looked at first.
    let low = 0;
    return (number) => {
      if ((starts[low] ?? 0) <= number && number < (starts[low + 1] ?? Infinity)) return places[low] ?? 0;
      low = 0;
      let high = starts.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((starts[middle] ?? 0) <= number) low = middle;
        else high = middle;
      }
      return places[low] ?? 0;
    };
  }

  /** The one place that all texts of so many digits have, `mixed` when they differ. */
  #common(patterns: readonly Pattern[], digits: number): number {
    if (digits === 0) {
      const place = patterns.findIndex(({ matchesEmpty }) => matchesEmpty);
      return place < 0 ? patterns.length : place;
    }
    if (this.#known.size > maxSplits) return mixed;
    const key = `${digits} ${patterns.map((pattern) => pattern.key).join(' ')}`;
    let common = this.#known.get(key);
    if (common === undefined) {
      for (let digit = 0; digit <= 9 && common !== mixed; digit += 1) {
        const place = this.#common(
          patterns.map((pattern) => pattern.after(digit)),
          digits - 1,
        );
        common = common === undefined || common === place ? place : mixed;
      }
      this.#known.set(key, common ?? mixed);
    }
    return common ?? mixed;
  }
}

const mixed = -1;

/** The same answers from expressions of any sort. */
export function planByExpressions(expressions: readonly RegExp[]): NumberPlan {
  return (number) => {
    const place = expressions.findIndex((expression) => expression.test(`+${number}`));
    return place < 0 ? expressions.length : place;
  };
}
