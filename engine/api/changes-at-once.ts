/**
 * How many changes both APIs carry out at once. A change waits for the journal and is bound to be slow when that is;
 * without a bound its requests would pile up in memory, and be answered when their clients have long given up. Calls
 * come first: while they are refused, a tenth of the changes is admitted.
 */
import type { FastifyRequest } from 'fastify';

/** Reading costs little and waits for nothing. */
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

export class ChangesAtOnce {
  readonly #most: number;
  readonly #isOverloaded: () => boolean;
  readonly #open = new WeakSet<FastifyRequest>();
  #count = 0;

  constructor(most: number, isOverloaded: () => boolean) {
    this.#most = most;
    this.#isOverloaded = isOverloaded;
  }

  /** In progress. */
  get count(): number {
    return this.#count;
  }

  /** Whether the request may be carried out; if it changes something it is counted until `over`. */
  admit(request: FastifyRequest): boolean {
    if (READS.has(request.method)) return true;
    const most = this.#isOverloaded() ? Math.ceil(this.#most / 10) : this.#most;
    if (this.#count >= most) return false;
    this.#count += 1;
    this.#open.add(request);
    return true;
  }

  /** It was answered, or its client has gone. Does nothing for a request that was not counted. */
  over(request: FastifyRequest): void {
    if (this.#open.delete(request)) this.#count -= 1;
  }
}
