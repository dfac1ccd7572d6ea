/**
 * The number pool in memory: a row of bytes for each number, and for each application and city the lists from which X
 * or Y is chosen. A number is in at most one list, by its use: idle, carrying relations as X, or serving as Y. Only
 * numbers in normal status are in one.
 */
import type { NumberCause, NumberStatus, PoolNumber } from '../application.js';
import { e164From, numberOf, type E164 } from '../numbers/number.js';
import { HashIndex, hashOf, NONE } from './hash.js';
import { Interner } from './interner.js';
import { RowMemory } from './row-memory.js';

export type Occupation = 'idle' | 'carrying' | 'serving';
type Lists = Readonly<Record<Occupation, number[]>>;

/** One cache line: 16 bytes of floats, then the integers. `head`: first row of the bindings on this X. */
const floats = { number: 0, releasedAt: 1 } as const;
const integers = {
  /**
   * Which application (its id plus one); 0: in no pool, only mentioned by a document that was loaded before the
   * number's own.
   */
  owner: 4,
  area: 5,
  status: 6,
  revision: 7,
  relations: 8,
  serves: 9,
  place: 10,
  head: 11,
} as const;

const statuses: readonly NumberStatus[] = ['normal', 'suspended', 'unavailable', 'frozen'];

export class NumberTable {
  #size = 0;
  readonly #memory = new RowMemory(64);
  readonly #causes = new Map<number, NumberCause>();
  readonly #byNumber = new HashIndex();
  readonly #applications = new Interner<string>();
  readonly #areas = new Interner<string>();
  readonly #lists = new Map<number, Map<number, Lists>>();

  get size(): number {
    return this.#size;
  }

  /** Index of a number, NONE if it was never mentioned. */
  find(number: number): number {
    for (let i = this.#byNumber.first(hashOf(number, 0)); i !== NONE; i = this.#byNumber.next())
      if (this.#memory.float(i, floats.number) === number) return i;
    return NONE;
  }

  /** Index of a number; adds it if it is new. */
  mention(number: number): number {
    const known = this.find(number);
    if (known !== NONE) return known;
    const index = this.#size;
    this.#memory.reserve(index + 1);
    this.#size += 1;
    this.#memory.setFloat(index, floats.number, number);
    this.setHead(index, NONE);
    this.#memory.setInteger(index, integers.place, NONE);
    this.#byNumber.add(hashOf(number, 0), index);
    return index;
  }

  put(pooled: PoolNumber, revision: number): void {
    const index = this.mention(numberOf(pooled.number));
    this.#unlist(index);
    this.#disown(index);
    this.#memory.setInteger(index, integers.owner, this.#applications.take(pooled.appKey) + 1);
    this.#memory.setInteger(index, integers.area, this.#areas.take(pooled.areaCode));
    this.#memory.setInteger(index, integers.status, statuses.indexOf(pooled.status));
    this.#memory.setInteger(index, integers.revision, revision);
    if (pooled.cause === undefined) this.#causes.delete(index);
    else this.#causes.set(index, pooled.cause);
    this.#list(index);
  }

  /** Removes the number from its pool; its index stays, empty. */
  remove(index: number): void {
    this.#unlist(index);
    this.#disown(index);
    this.#memory.setInteger(index, integers.owner, 0);
    this.#memory.setInteger(index, integers.revision, 0);
    this.#causes.delete(index);
  }

  /** How many numbers an application has. Reads every row. */
  countOf(appKey: string): number {
    let count = 0;
    for (let index = 0; index < this.#size; index += 1) if (this.owner(index) === appKey) count += 1;
    return count;
  }

  e164(index: number): E164 {
    return e164From(this.#memory.float(index, floats.number));
  }

  /** Key of the application that owns it. */
  owner(index: number): string | undefined {
    const owner = this.#memory.integer(index, integers.owner);
    return owner === 0 ? undefined : this.#applications.get(owner - 1);
  }

  status(index: number): NumberStatus {
    return statuses[this.#memory.integer(index, integers.status)] ?? 'normal';
  }

  revision(index: number): number {
    return this.#memory.integer(index, integers.revision);
  }

  area(index: number): string {
    return this.#areas.get(this.#memory.integer(index, integers.area));
  }

  /** Relations it carries as X; an AX part counts as one. */
  relations(index: number): number {
    return this.#memory.integer(index, integers.relations);
  }

  /** Relations it serves as Y. */
  serves(index: number): number {
    return this.#memory.integer(index, integers.serves);
  }

  /** When a relation last left it; 0 never. */
  releasedAt(index: number): number {
    return this.#memory.float(index, floats.releasedAt);
  }

  setReleasedAt(index: number, at: number): void {
    this.#memory.setFloat(index, floats.releasedAt, at);
  }

  /** First row of the bindings on this X, kept for BindingRows. */
  head(index: number): number {
    return this.#memory.integer(index, integers.head);
  }

  setHead(index: number, row: number): void {
    this.#memory.setInteger(index, integers.head, row);
  }

  /** A relation was added (+1) or removed (-1). */
  count(index: number, role: 'x' | 'y', by: number): void {
    this.#unlist(index);
    const field = role === 'x' ? integers.relations : integers.serves;
    this.#memory.setInteger(index, field, this.#memory.integer(index, field) + by);
    this.#list(index);
  }

  pooled(index: number): PoolNumber | undefined {
    const appKey = this.owner(index);
    if (appKey === undefined) return undefined;
    const cause = this.#causes.get(index);
    const number = {
      number: this.e164(index),
      appKey,
      areaCode: this.area(index),
      status: this.status(index),
    };
    return cause === undefined ? number : { ...number, cause };
  }

  /** Numbers of an application in normal status with that use, in one city or in all; one list for each city. */
  candidates(appKey: string, occupation: Occupation, areaCode?: string): readonly (readonly number[])[] {
    const cities = this.#lists.get(this.#applications.find(appKey));
    if (cities === undefined) return [];
    if (areaCode !== undefined) return [cities.get(this.#areas.find(areaCode))?.[occupation] ?? []];
    return [...cities.values()].map((lists) => lists[occupation]);
  }

  #disown(index: number): void {
    const owner = this.#memory.integer(index, integers.owner);
    if (owner === 0) return;
    this.#applications.drop(owner - 1);
    this.#areas.drop(this.#memory.integer(index, integers.area));
  }

  #list(index: number): void {
    if (this.#memory.integer(index, integers.owner) === 0 || this.status(index) !== 'normal') return;
    const list = this.#listOf(index);
    this.#memory.setInteger(index, integers.place, list.length);
    list.push(index);
  }

  #unlist(index: number): void {
    const place = this.#memory.integer(index, integers.place);
    if (place === NONE) return;
    const list = this.#listOf(index);
    const last = list.pop();
    if (last !== undefined && last !== index) {
      list[place] = last;
      this.#memory.setInteger(last, integers.place, place);
    }
    this.#memory.setInteger(index, integers.place, NONE);
  }

  #listOf(index: number): number[] {
    const owner = this.#memory.integer(index, integers.owner) - 1;
    const area = this.#memory.integer(index, integers.area);
    let cities = this.#lists.get(owner);
    if (cities === undefined) this.#lists.set(owner, (cities = new Map<number, Lists>()));
    let lists = cities.get(area);
    if (lists === undefined) cities.set(area, (lists = { idle: [], carrying: [], serving: [] }));
    if (this.serves(index) > 0) return lists.serving;
    return this.relations(index) > 0 ? lists.carrying : lists.idle;
  }
}
