/**
 * Chooses X or Y from an application's pool: by city code, else by A's own city, strictly or loosely. Numbers take
 * turns, so that load spreads and a number just returned is the last to be used; a number without relations rests
 * first.
 *
 * The city of a mobile number is only known if the policy has prefixes for it. If the city is unknown, or if the
 * application has no number there and matching is loose, any free number of the application will do.
 */
import type { AreaChoice } from '../bindings/bindings.js';
import { BindingError } from '../bindings/binding-error.js';
import type { E164 } from './number.js';
import type { Policy } from './policy.js';
import { NONE, type Table } from '../table/table.js';
import type { Occupation } from '../table/numbers.js';

export interface NumberWish {
  readonly appKey: string;
  readonly choice: AreaChoice;
  /** The number whose city decides if no city is given. */
  readonly party: E164;
  /** Which uses a number may already have, the preferred one first. */
  readonly occupations: readonly Occupation[];
  /** Numbers tried without success. */
  readonly excluded: ReadonlySet<number>;
  accept(number: number): boolean;
}

export class PoolChoice {
  #turn = 0;

  constructor(
    readonly table: Table,
    readonly policy: Policy,
    readonly clock: () => number,
  ) {}

  /** Index of a number in the table, NONE if none is free. BindingError `invalid` for a bad city code. */
  choose(wish: NumberWish): number {
    this.#turn += 1;
    const area = this.#area(wish);
    if (area !== undefined) {
      const found = this.#within(wish, area);
      if (found !== NONE || wish.choice.areaMatchMode !== '1') return found;
    }
    return this.#within(wish, undefined);
  }

  /** Until when an idle number rests; undefined if it may be handed out. */
  restsUntil(number: number): number | undefined {
    const { numbers } = this.table;
    const releasedAt = numbers.releasedAt(number);
    if (releasedAt === 0 || numbers.relations(number) + numbers.serves(number) > 0) return undefined;
    const until = releasedAt + this.policy.coolingOffSeconds * 1000;
    return until > this.clock() ? until : undefined;
  }

  #area({ choice, party }: NumberWish): string | undefined {
    if (choice.areaCode === undefined || choice.areaCode === '') return this.policy.areaCodeOf(party);
    const area = this.policy.readAreaCode(choice.areaCode);
    if (area === undefined)
      throw new BindingError(
        'invalid',
        `areaCode: expected the area code of a city, found ${choice.areaCode}`,
        'areaCode',
      );
    return area;
  }

  #within(wish: NumberWish, area: string | undefined): number {
    for (const occupation of wish.occupations) {
      const found = this.#among(wish, this.table.numbers.candidates(wish.appKey, occupation, area));
      if (found !== NONE) return found;
    }
    return NONE;
  }

  #among(wish: NumberWish, lists: readonly (readonly number[])[]): number {
    for (let n = 0; n < lists.length; n += 1) {
      const list = lists[(this.#turn + n) % lists.length] ?? [];
      for (let i = 0; i < list.length; i += 1) {
        const number = list[(this.#turn + i) % list.length] ?? NONE;
        if (wish.excluded.has(number) || this.restsUntil(number) !== undefined) continue;
        if (wish.accept(number)) return number;
      }
    }
    return NONE;
  }
}
