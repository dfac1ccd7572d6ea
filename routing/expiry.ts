/**
 * Sweeps bindings, YB parts and temporary callees that have run out, so that their claims and numbers are free again.
 * Nothing depends on when: what has run out does not resolve, and a request that meets its claim sweeps it at once.
 */
import { BindingError } from './bindings/binding-error.js';
import { keys } from './journal/documents.js';
import type { Change } from './journal/journal.js';
import type { Ledger } from './ledger.js';
import { NONE } from './table/table.js';

/** Removals committed at once: enough to share a write, few enough to leave room for requests. */
const batch = 256;

export class Expiry {
  #sweeping: Promise<number> | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param onFlaw told why a sweep by itself failed, when it was not for the journal's sake. */
  constructor(
    readonly ledger: Ledger,
    readonly onFlaw: (flaw: unknown) => void,
  ) {}

  start(everyMs: number): void {
    this.#timer = setInterval(() => {
      this.sweep().catch(this.onFlaw);
    }, everyMs);
    this.#timer.unref();
  }

  /** Resolves with how many went. While the journal is away nothing goes, and the next sweep tries again. */
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
        if (rows.length < batch || !removed.some(Boolean)) break;
      }
      swept += await this.#sweepTemporaryCallees();
    } catch (error) {
      if (!(error instanceof BindingError)) throw error;
    }
    return swept;
  }

  /** The heap's top and what hangs below it, as far as it has expired; a YB part goes with its whole. */
  #expiredRows(): readonly number[] {
    const { table } = this.ledger;
    const { rows } = table;
    const now = this.ledger.clock();
    const expired: number[] = [];
    const places = [0];
    while (expired.length < batch) {
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
    const expired = table.expiredTemporaryCallees(clock()).slice(0, batch);
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

/** The change that takes a temporary callee away, unless another has been set since. */
export function removeTemporaryCallee(scope: string, subscriptionId: string, revision: number): Change {
  const key = keys.temporary(subscriptionId);
  return { scope, expect: [{ key, revision }], put: [], remove: [key], release: [], claim: [], count: [] };
}
