/**
 * The calls in progress, on disk with their progress so far. A call found here at the start of the service was in
 * progress when an earlier run died; it is reported as ended at that run's last sign of life.
 */
import type { Application } from '../../routing/application.js';
import type { Clock } from '../clock.js';
import type { CallFacts } from './call-facts.js';
import type { Outbox } from './outbox.js';

/**
 * How often a run with calls writes a sign of life: up to this much may be missing at the end of a call that died with
 * it.
 */
const ALIVE_MS = 2000;

export class OpenCalls {
  readonly #outbox: Pick<Outbox, 'keepCall' | 'forgetCall' | 'sayAlive' | 'openCalls'>;
  readonly #clock: Clock;
  readonly #open = new Set<string>();
  #callOff: (() => void) | undefined;

  constructor(outbox: Pick<Outbox, 'keepCall' | 'forgetCall' | 'sayAlive' | 'openCalls'>, clock: Clock) {
    this.#outbox = outbox;
    this.#clock = clock;
  }

  /** Stores what is known of a call now. */
  keep(facts: CallFacts, application: Application): void {
    const { sessionId } = facts;
    this.#open.add(sessionId);
    const { appKey } = application;
    this.#outbox.keepCall(sessionId, () => ({
      sessionId,
      appKey,
      body: JSON.stringify({ ...facts, application: undefined }),
    }));
    this.#callOff ??= this.#clock.after(0, () => this.#sayAlive());
  }

  /** Its record is written, which removes it from this table. */
  ended(sessionId: string): void {
    this.#open.delete(sessionId);
  }

  /** Calls that an earlier run left behind, with the date of its last sign of life as their end. */
  async left(applicationOf: (appKey: string) => Application | undefined): Promise<CallFacts[]> {
    const { calls, aliveAt } = await this.#outbox.openCalls();
    return calls.flatMap(({ sessionId, appKey, body }) => {
      const application = applicationOf(appKey);
      if (application !== undefined) {
        const facts = JSON.parse(body) as CallFacts;
        return [{ ...facts, application, endedAt: facts.endedAt ?? lastSign(facts, aliveAt) }];
      }
      this.#outbox.forgetCall(sessionId); // no caller is left who could be informed
      return [];
    });
  }

  close(): void {
    this.#callOff?.();
  }

  #sayAlive(): void {
    this.#outbox.sayAlive(this.#clock.now());
    this.#callOff = this.#open.size === 0 ? undefined : this.#clock.after(ALIVE_MS, () => this.#sayAlive());
  }
}

function lastSign({ arrivedAt, dialledAt, ringingAt, answeredAt }: CallFacts, aliveAt: number): number {
  return Math.max(aliveAt, arrivedAt, dialledAt ?? 0, ringingAt ?? 0, answeredAt ?? 0);
}
