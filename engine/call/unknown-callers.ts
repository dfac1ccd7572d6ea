/**
 * Calls that belong to no trunk, refused before they become calls: they take no place of `maxCalls`, have no record, and
 * share one line of the log a second. Our own SIP server drops them earlier. An external one delivers them, and needs an
 * answer, because it keeps the transaction until then.
 */
import type { Logger } from '../observe/log.js';
import type { IncomingCall } from '../sip/signaling.js';
import type { Clock } from '../clock.js';
import { ENDINGS } from './ending.js';

const SUM_UP_EVERY_MS = 1000;

export class UnknownCallers {
  readonly #logger: Logger;
  readonly #clock: Clock;
  #calls = 0;

  constructor(logger: Logger, clock: Clock) {
    this.#logger = logger;
    this.#clock = clock;
  }

  refuse(incoming: IncomingCall): void {
    const { sip, q850 } = ENDINGS['unknown-trunk'];
    const { address, port } = incoming.source;
    incoming.reject(sip, { q850 });
    this.#calls += 1;
    if (this.#calls > 1) return;
    this.#clock.after(SUM_UP_EVERY_MS, () => {
      const facts = { calls: this.#calls, first: `${address}:${port}` };
      this.#logger.warn(facts, 'calls of no trunk were refused within a second');
      this.#calls = 0;
    });
  }
}
