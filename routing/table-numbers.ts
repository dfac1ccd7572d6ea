/**
 * The number pool in memory: a row of typed arrays a number, and per application and city the lists that a choice of X
 * or Y looks through. A number stands in at most one list, by what it does now: idle, carrying relations as X, or
 * serving as Y. Only numbers in normal status stand in one.
 */
import type { NumberCause, NumberStatus, PoolNumber } from './application.js';
import { e164From, numberOf, type E164 } from './number.js';
import { grown } from './table-columns.js';
import { HashIndex, hashOf, NONE } from './table-hash.js';
import { Interner } from './table-interner.js';

export type Occupation = 'idle' | 'carrying' | 'serving';
type Lists = Readonly<Record<Occupation, number[]>>;

const statuses: readonly NumberStatus[] = ['normal', 'suspended', 'unavailable', 'frozen'];

export class NumberTable {
  #size = 0;
  #number = new Float64Array(16);
  /** Which application (id, plus one; 0 not in a pool: only mentioned by a document that was loaded before it). */
  #owner = new Uint32Array(16);
  #area = new Uint32Array(16);
  #status = new Uint8Array(16);
  #revision = new Uint32Array(16);
  #relations = new Uint32Array(16);
  #serves = new Uint32Array(16);
  #releasedAt = new Float64Array(16);
  #place = new Uint32Array(16).fill(NONE);
  /** First row of the bindings on this X; kept here for BindingTable. */
  head = new Uint32Array(16).fill(NONE);
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
      if (this.#number[i] === number) return i;
    return NONE;
  }

  /** Index of a number, given one if it has none. */
  mention(number: number): number {
    const known = this.find(number);
    if (known !== NONE) return known;
    const index = this.#size;
    if (index === this.#number.length) this.#grow();
    this.#size += 1;
    this.#number[index] = number;
    this.head[index] = NONE;
    this.#place[index] = NONE;
    this.#byNumber.add(hashOf(number, 0), index);
    return index;
  }

  put(pooled: PoolNumber, revision: number): void {
    const index = this.mention(numberOf(pooled.number));
    this.#unlist(index);
    this.#disown(index);
    this.#owner[index] = this.#applications.take(pooled.appKey) + 1;
    this.#area[index] = this.#areas.take(pooled.areaCode);
    this.#status[index] = statuses.indexOf(pooled.status);
    this.#revision[index] = revision;
    if (pooled.cause === undefined) this.#causes.delete(index);
    else this.#causes.set(index, pooled.cause);
    this.#list(index);
  }

  /** Takes the number out of its pool; its index stays, empty. */
  remove(index: number): void {
    this.#unlist(index);
    this.#disown(index);
    this.#owner[index] = 0;
    this.#revision[index] = 0;
    this.#causes.delete(index);
  }

  number(index: number): number {
    return this.#number[index] ?? 0;
  }

  e164(index: number): E164 {
    return e164From(this.#number[index] ?? 0);
  }

  /** Key of the application whose pool it is in. */
  owner(index: number): string | undefined {
    const owner = this.#owner[index] ?? 0;
    return owner === 0 ? undefined : this.#applications.get(owner - 1);
  }

  status(index: number): NumberStatus {
    return statuses[this.#status[index] ?? 0] ?? 'normal';
  }

  revision(index: number): number {
    return this.#revision[index] ?? 0;
  }

  area(index: number): string {
    return this.#areas.get(this.#area[index] ?? 0);
  }

  /** Relations it carries as X, an AX part counting as one. */
  relations(index: number): number {
    return this.#relations[index] ?? 0;
  }

  /** Relations it serves as Y. */
  serves(index: number): number {
    return this.#serves[index] ?? 0;
  }

  /** When a relation last left it; 0 never. */
  releasedAt(index: number): number {
    return this.#releasedAt[index] ?? 0;
  }

  setReleasedAt(index: number, at: number): void {
    this.#releasedAt[index] = at;
  }

  /** A relation came (+1) or went (-1). */
  count(index: number, role: 'x' | 'y', by: number): void {
    this.#unlist(index);
    const column = role === 'x' ? this.#relations : this.#serves;
    column[index] = (column[index] ?? 0) + by;
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

  /** Numbers of an application in normal status doing that, in one city or, without one, in all; a list per city. */
  candidates(appKey: string, occupation: Occupation, areaCode?: string): readonly (readonly number[])[] {
    const cities = this.#lists.get(this.#applications.find(appKey));
    if (cities === undefined) return [];
    if (areaCode !== undefined) return [cities.get(this.#areas.find(areaCode))?.[occupation] ?? []];
    return [...cities.values()].map((lists) => lists[occupation]);
  }

  #disown(index: number): void {
    const owner = this.#owner[index] ?? 0;
    if (owner === 0) return;
    this.#applications.drop(owner - 1);
    this.#areas.drop(this.#area[index] ?? 0);
  }

  #list(index: number): void {
    if (this.#owner[index] === 0 || this.status(index) !== 'normal') return;
    const list = this.#listOf(index);
    this.#place[index] = list.length;
    list.push(index);
  }

  #unlist(index: number): void {
    const place = this.#place[index] ?? NONE;
    if (place === NONE) return;
    const list = this.#listOf(index);
    const last = list.pop();
    if (last !== undefined && last !== index) {
      list[place] = last;
      this.#place[last] = place;
    }
    this.#place[index] = NONE;
  }

  #listOf(index: number): number[] {
    const owner = (this.#owner[index] ?? 0) - 1;
    const area = this.#area[index] ?? 0;
    let cities = this.#lists.get(owner);
    if (cities === undefined) this.#lists.set(owner, (cities = new Map<number, Lists>()));
    let lists = cities.get(area);
    if (lists === undefined) cities.set(area, (lists = { idle: [], carrying: [], serving: [] }));
    if (this.serves(index) > 0) return lists.serving;
    return this.relations(index) > 0 ? lists.carrying : lists.idle;
  }

  #grow(): void {
    const length = this.#size + 1;
    this.#number = grown(this.#number, length);
    this.#owner = grown(this.#owner, length);
    this.#area = grown(this.#area, length);
    this.#status = grown(this.#status, length);
    this.#revision = grown(this.#revision, length);
    this.#relations = grown(this.#relations, length);
    this.#serves = grown(this.#serves, length);
    this.#releasedAt = grown(this.#releasedAt, length);
    this.#place = grown(this.#place, length);
    this.head = grown(this.head, length);
  }
}
