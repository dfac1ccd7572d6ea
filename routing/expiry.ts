/**
 * Sweeps expired bindings, YB parts and temporary callees, so that their claims and numbers are free again. It does not
 * matter when: an expired binding does not resolve, and a request that meets its claim sweeps it at once.
 */
import { BindingError } from './bindings/binding-error.js';
import { keys } from './journal/documents.js';
import type { Change } from './journal/journal.js';
import type { Ledger } from './ledger.js';
import { NONE } from './table/table.js';

/** Removals in one commit: enough to share a write, few enough to leave room for requests. */
const BATCH = 256;

export class Expiry {
  #sweeping: Promise<number> | undefined;
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param onFlaw is called with the reason when a sweep fails for another reason than the journal.
   * @param others sweeps what else expires; answers how many.
   */
  constructor(
    readonly ledger: Ledger,
    readonly onFlaw: (flaw: unknown) => void,
    readonly others: () => Promise<number>,
  ) {}

  start(everyMs: number): void {
    this.#timer = setInterval(() => {
      this.sweep().catch(this.onFlaw);
    }, everyMs);
    this.#timer.unref();
  }

  /**
   * Resolves with the number removed. While the journal is unavailable nothing is removed, and the next sweep tries
   * again.
   */
  sweep(): Promise<number> {
    this.#sweeping ??= this.#sweep().finally(() => (this.#sweeping = undefined));
    return this.#sweeping;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  async #sweep(): Promise<number> {
    let swept = 0;
    try {
      for (;;) {
        const rows = this.#expiredRows();
        const removed = await Promise.all(rows.map((row) => this.ledger.remove(row)));
        swept += removed.filter(Boolean).length;
        if (rows.length < BATCH || !removed.some(Boolean)) break;
      }
      swept += await this.#sweepTemporaryCallees();
      swept += await this.others();
    } catch (error) {
      if (!(error instanceof BindingError)) throw error;
    }
    return swept;
  }

  /** The expired rows at the top of the heap. A YB part goes with its AX part. */
  #expiredRows(): readonly number[] {
    const { table } = this.ledger;
    const { rows } = table;
    const now = this.ledger.clock();
    const expired: number[] = [];
    const places = [0];
    while (expired.length < BATCH) {
      const place = places.shift();
      if (place === undefined) break;
      const row = rows.expiry.at(place);
      if (place >= rows.expiry.size || row === NONE || rows.expiresAt(row) > now) continue;
      const goesWithWhole = rows.kind(row) === 'YB' && this.#wholeHasExpired(row, now);
      if (!goesWithWhole) expired.push(row);
      places.push(2 * place + 1, 2 * place + 2);
    }
    return expired;
  }

  #wholeHasExpired(part: number, now: number): boolean {
    const { rows } = this.ledger.table;
    const whole = rows.owningX(rows.x(part));
    return whole !== NONE && rows.expiresAt(whole) <= now;
  }

  async #sweepTemporaryCallees(): Promise<number> {
    const { table, clock } = this.ledger;
    const expired = table.expiredTemporaryCallees(clock()).slice(0, BATCH);
    const changes = expired.flatMap(({ subscriptionId, revision }) => {
      const row = table.rows.findId(subscriptionId);
      return row === NONE
        ? []
        : [removeTemporaryCallee(table.rows.shared(row).appKey, subscriptionId, revision)];
    });
    await Promise.all(changes.map((change) => this.ledger.enter(change)));
    return changes.length;
  }
}

/** The change that removes a temporary callee, unless another one has been set since. */
export function removeTemporaryCallee(scope: string, subscriptionId: string, revision: number): Change {
  const key = keys.temporary(subscriptionId);
  return { scope, expect: [{ key, revision }], put: [], remove: [key], release: [], claim: [], count: [] };
}
