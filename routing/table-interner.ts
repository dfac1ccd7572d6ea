/**
 * Values that many rows share, kept once: a million bindings use a handful of different rules. Counted, so that a
 * value nobody uses any more is forgotten.
 */
export class Interner<T> {
  readonly #ids = new Map<string, number>();
  readonly #entries: ({ readonly key: string; readonly value: T; uses: number } | undefined)[] = [];
  readonly #free: number[] = [];

  /** Takes one use of the value; equal values (as JSON) get the same number. */
  take(value: T): number {
    const key = JSON.stringify(value);
    const id = this.#ids.get(key);
    const entry = id === undefined ? undefined : this.#entries[id];
    if (id !== undefined && entry !== undefined) {
      entry.uses += 1;
      return id;
    }
    const fresh = this.#free.pop() ?? this.#entries.length;
    this.#entries[fresh] = { key, value, uses: 1 };
    this.#ids.set(key, fresh);
    return fresh;
  }

  /** Number of a value that is in use, -1 if it is not. */
  find(value: T): number {
    return this.#ids.get(JSON.stringify(value)) ?? -1;
  }

  get(id: number): T {
    const entry = this.#entries[id];
    if (entry === undefined) throw new TypeError(`no interned value ${id}`);
    return entry.value;
  }

  /** Gives one use back. */
  drop(id: number): void {
    const entry = this.#entries[id];
    if (entry === undefined) return;
    entry.uses -= 1;
    if (entry.uses > 0) return;
    this.#ids.delete(entry.key);
    this.#entries[id] = undefined;
    this.#free.push(id);
  }
}
