/**
 * Numbers that are barred, by what they are barred from, for one application or all, and until when. An entry is a
 * number or the beginning of numbers (`+86170*`). A call costs two look-ups, and one more for each length of beginning.
 */
import { numberOf, type E164 } from '../numbers/number.js';

/**
 * `bind-a`, `bind-b`: to be bound as A or B. `call-as-a`, `call-as-b`: calls by A to B, as the one or the other. `call`,
 * `message`: every one, whichever side it is. `x`: everything over one X.
 */
export type BlacklistKind = 'bind-a' | 'bind-b' | 'call-as-a' | 'call-as-b' | 'call' | 'message' | 'x';

export const BLACKLIST_KINDS: readonly BlacklistKind[] = [
  'bind-a',
  'bind-b',
  'call-as-a',
  'call-as-b',
  'call',
  'message',
  'x',
];

export interface BlacklistEntry {
  readonly kind: BlacklistKind;
  /** E.164, or its beginning and `*`. */
  readonly number: string;
  /** Of kind `x`. */
  readonly x?: E164 | undefined;
  /** undefined: for every application. */
  readonly appKey?: string | undefined;
  /** From this instant on it counts no longer; undefined: it has no term. */
  readonly expiresAt?: number | undefined;
  readonly addedAt: number;
  /** For people. */
  readonly note?: string | undefined;
}

/** As an operator writes it. */
export interface BlacklistWish {
  readonly kind: BlacklistKind;
  /** A number, or the beginning of numbers: `+86170*`. */
  readonly number: string;
  /** With kind `x`, and only with it. */
  readonly x?: string | undefined;
  /** undefined: for every application. */
  readonly appKey?: string | undefined;
  /** Milliseconds since 1970; undefined: it has no term. */
  readonly expiresAt?: number | undefined;
  readonly note?: string | undefined;
}

export interface Sought {
  readonly appKey: string;
  readonly number: E164;
  readonly x: E164 | undefined;
  readonly at: number;
}

export class Blacklist {
  /** By the key of its document, with the scope in front. */
  readonly #entries = new Map<string, BlacklistEntry>();
  readonly #exact = new Map<number, BlacklistEntry[]>();
  readonly #prefixes = new Map<string, BlacklistEntry[]>();
  /** How many beginnings there are of each length. */
  readonly #lengths = new Map<number, number>();

  /** No term ends before this. */
  #nextExpiry = Infinity;

  get size(): number {
    return this.#entries.size;
  }

  put(place: string, entry: BlacklistEntry): void {
    this.remove(place);
    this.#entries.set(place, entry);
    this.#nextExpiry = Math.min(this.#nextExpiry, entry.expiresAt ?? Infinity);
    const { number } = entry;
    if (!number.endsWith('*')) return add(this.#exact, numberOf(number as E164), entry);
    const prefix = number.slice(0, -1);
    add(this.#prefixes, prefix, entry);
    this.#lengths.set(prefix.length, (this.#lengths.get(prefix.length) ?? 0) + 1);
  }

  remove(place: string): void {
    const entry = this.#entries.get(place);
    if (entry === undefined) return;
    this.#entries.delete(place);
    const { number } = entry;
    if (!number.endsWith('*')) return take(this.#exact, numberOf(number as E164), entry);
    const prefix = number.slice(0, -1);
    take(this.#prefixes, prefix, entry);
    const left = (this.#lengths.get(prefix.length) ?? 0) - 1;
    if (left === 0) this.#lengths.delete(prefix.length);
    else this.#lengths.set(prefix.length, left);
  }

  get(place: string): BlacklistEntry | undefined {
    return this.#entries.get(place);
  }

  /** All of them, by place, in the order in which they were added. */
  all(): IterableIterator<[string, BlacklistEntry]> {
    return this.#entries.entries();
  }

  /** Entries whose term is over, at most so many. Costs nothing before the first one's is. */
  expired(at: number, limit: number): readonly BlacklistEntry[] {
    if (at < this.#nextExpiry) return [];
    const found: BlacklistEntry[] = [];
    let next = Infinity;
    for (const entry of this.#entries.values()) {
      const { expiresAt = Infinity } = entry;
      if (expiresAt <= at && found.length < limit) found.push(entry);
      else next = Math.min(next, expiresAt);
    }
    // Those found stay until they are removed; a removal that fails is tried again.
    if (found.length === 0) this.#nextExpiry = next;
    return found;
  }

  /** The entry of one of these kinds that bars the number for longest; undefined: none does. */
  barring(kinds: readonly BlacklistKind[], sought: Sought): BlacklistEntry | undefined {
    if (this.#entries.size === 0) return undefined;
    const { number } = sought;
    let found = longest(this.#exact.get(numberOf(number)), kinds, sought, undefined);
    for (const length of this.#lengths.keys())
      found = longest(this.#prefixes.get(number.slice(0, length)), kinds, sought, found);
    return found;
  }
}

function longest(
  entries: readonly BlacklistEntry[] | undefined,
  kinds: readonly BlacklistKind[],
  { appKey, x, at }: Sought,
  before: BlacklistEntry | undefined,
): BlacklistEntry | undefined {
  let found = before;
  for (const entry of entries ?? []) {
    const { kind, appKey: only, expiresAt = Infinity } = entry;
    const counts = expiresAt > at && (only === undefined || only === appKey) && kinds.includes(kind);
    if (!counts || (kind === 'x' && entry.x !== x)) continue;
    if (found === undefined || expiresAt > (found.expiresAt ?? Infinity)) found = entry;
  }
  return found;
}

function add<K>(lists: Map<K, BlacklistEntry[]>, key: K, entry: BlacklistEntry): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [entry]);
  else list.push(entry);
}

function take<K>(lists: Map<K, BlacklistEntry[]>, key: K, entry: BlacklistEntry): void {
  const left = (lists.get(key) ?? []).filter((one) => one !== entry);
  if (left.length === 0) lists.delete(key);
  else lists.set(key, left);
}
