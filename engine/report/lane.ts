/**
 * The queue of one receiver: a bounded number of items in progress, at most one of each group, and neighbours sent
 * together if they may be.
 */
export interface LaneOptions<T> {
  readonly concurrency: number;
  readonly maxBatch: number;
  /** Items of one group are done in order, one after the other. */
  readonly groupOf: (item: T) => string;
  /** Whether `next` may go together with `first`. */
  readonly batches: (first: T, next: T) => boolean;
  readonly work: (items: readonly T[]) => Promise<void>;
}

/** How far the queue is searched for an item whose group is free. */
const LOOK_AHEAD = 256;

export class Lane<T> {
  readonly #options: LaneOptions<T>;
  #line: T[] = [];
  readonly #busy = new Set<string>();
  readonly #active = new Set<Promise<void>>();
  #starting = false;
  #closed = false;

  constructor(options: LaneOptions<T>) {
    this.#options = options;
  }

  /** Items added together may be sent together: work starts after the adding. */
  add(item: T): void {
    this.#line.push(item);
    if (this.#starting) return;
    this.#starting = true;
    queueMicrotask(() => {
      this.#starting = false;
      this.#pump();
    });
  }

  /** Removes items from the queue, except those in progress; returns them in order. */
  drop(isDropped: (item: T) => boolean): T[] {
    const dropped = this.#line.filter(isDropped);
    if (dropped.length > 0) this.#line = this.#line.filter((item) => !isDropped(item));
    return dropped;
  }

  /** Starts nothing more; resolves when the items in progress are done. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#active);
  }

  #pump(): void {
    while (!this.#closed && this.#active.size < this.#options.concurrency) {
      const items = this.#next();
      if (items.length === 0) return;
      const groups = items.map(this.#options.groupOf);
      groups.forEach((group) => this.#busy.add(group));
      const active = this.#options.work(items).finally(() => {
        groups.forEach((group) => this.#busy.delete(group));
        this.#active.delete(active);
        this.#pump();
      });
      this.#active.add(active);
    }
  }

  /** The first item whose group is free, and the following ones that may go with it. */
  #next(): T[] {
    const { groupOf, batches, maxBatch } = this.#options;
    const at = this.#line.slice(0, LOOK_AHEAD).findIndex((item) => !this.#busy.has(groupOf(item)));
    const first = at < 0 ? undefined : this.#line[at];
    if (first === undefined) return [];
    let end = at + 1;
    while (end < this.#line.length && end - at < maxBatch) {
      const next = this.#line[end];
      if (next === undefined || !batches(first, next) || this.#busy.has(groupOf(next))) break;
      end += 1;
    }
    return this.#line.splice(at, end - at);
  }
}
