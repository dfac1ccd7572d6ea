/**
 * Values that many rows share, kept once: a million bindings use a few different rules. Uses are counted, so that an
 * unused value is removed.
 */
/** Recent values, compared before any JSON is made: bindings often come in runs with equal rules. */
const REMEMBERED = 4;

interface Entry<T> {
  readonly id: number;
  readonly key: string;
  readonly value: T;
  uses: number;
}

export class Interner<T> {
  readonly #ids = new Map<string, number>();
  readonly #entries: (Entry<T> | undefined)[] = [];
  /** The values that were last found by their JSON. */
  readonly #recent: Entry<T>[] = [];
  readonly #free: number[] = [];

  /** Adds one use of the value; equal values (as JSON) get the same number. */
  take(value: T): number {
    const recent = this.#recent.find((entry) => isAlike(entry.value, value));
    const entry = recent ?? this.#entryOf(value);
    entry.uses += 1;
    return entry.id;
  }

  #entryOf(value: T): Entry<T> {
    const key = JSON.stringify(value);
    const id = this.#ids.get(key) ?? this.#free.pop() ?? this.#entries.length;
    const entry = this.#entries[id] ?? { id, key, value, uses: 0 };
    this.#entries[id] = entry;
    this.#ids.set(key, id);
    if (!this.#recent.includes(entry)) this.#recent.unshift(entry);
    if (this.#recent.length > REMEMBERED) this.#recent.pop();
    return entry;
  }

  /** Number of a value in use, -1 if it is not used. */
  find(value: T): number {
    return this.#ids.get(JSON.stringify(value)) ?? -1;
  }

  get(id: number): T {
    const entry = this.#entries[id];
    if (entry === undefined) throw new TypeError(`no interned value ${id}`);
    return entry.value;
  }

  /** Removes one use. */
  drop(id: number): void {
    const entry = this.#entries[id];
    if (entry === undefined) return;
    entry.uses -= 1;
    if (entry.uses > 0) return;
    this.#ids.delete(entry.key);
    this.#entries[id] = undefined;
    this.#free.push(id);
    const place = this.#recent.indexOf(entry);
    if (place >= 0) this.#recent.splice(place, 1);
  }
}

/** Whether two objects have the same simple values under the same keys; false for some that are equal further down. */
function isAlike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  for (const key in left) if (left[key] !== right[key]) return false;
  for (const key in right) if (!(key in left)) return false;
  return true;
}
