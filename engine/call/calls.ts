/** The calls in work: who may be let in, which call an id means, and how all of them are brought to an end. */
import type { CallFacts } from '../report/call-facts.js';
import type { CallLimits } from './call-parts.js';
import type { CallStateName } from './call-state.js';
import type { Clock } from './clock.js';
import { Ending, type EndingKind } from './ending.js';

/** A call as an operator or the API sees it. */
export interface ActiveCall {
  readonly state: CallStateName;
  readonly facts: CallFacts;
}

interface Entry {
  readonly state: { readonly name: CallStateName; readonly facts: CallFacts };
  stop(ending: Ending): void;
}

export class Calls {
  readonly #limits: Pick<CallLimits, 'maxCalls' | 'callsPerSecond'>;
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  #draining = false;
  #onEmpty: (() => void) | undefined;
  /** Token bucket, one second deep. */
  #tokens: number;
  #filledAt: number;

  constructor(limits: Pick<CallLimits, 'maxCalls' | 'callsPerSecond'>, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#tokens = limits.callsPerSecond;
    this.#filledAt = clock.elapsed();
  }

  get size(): number {
    return this.#entries.size;
  }

  get draining(): boolean {
    return this.#draining;
  }

  /** Why no more calls can be let in now, or undefined. Takes a token when there is no reason. */
  refusal(): 'service-stopping' | 'overloaded' | undefined {
    if (this.#draining) return 'service-stopping';
    if (this.#limits.maxCalls > 0 && this.#entries.size > this.#limits.maxCalls) return 'overloaded';
    return this.#takeToken() ? undefined : 'overloaded';
  }

  add(sessionId: string, entry: Entry): void {
    this.#entries.set(sessionId, entry);
  }

  remove(sessionId: string): void {
    this.#entries.delete(sessionId);
    if (this.#entries.size === 0) this.#onEmpty?.();
  }

  find(sessionId: string): ActiveCall | undefined {
    const entry = this.#entries.get(sessionId);
    return entry && { state: entry.state.name, facts: entry.state.facts };
  }

  *list(): Iterable<ActiveCall> {
    for (const { state } of this.#entries.values()) yield { state: state.name, facts: state.facts };
  }

  /** Ends a call; false when there is no such call (any more). */
  end(sessionId: string, kind: EndingKind): boolean {
    const entry = this.#entries.get(sessionId);
    if (entry === undefined || entry.state.name === 'ended') return false;
    entry.stop(new Ending(kind));
    return true;
  }

  /** Lets no more calls in and resolves when the last is over; those left after `deadlineMs` are ended. */
  async drain(deadlineMs: number): Promise<void> {
    this.#draining = true;
    if (this.#entries.size === 0) return;
    const empty = new Promise<void>((resolve) => (this.#onEmpty = resolve));
    const callOff = this.#clock.after(deadlineMs, () => {
      for (const entry of this.#entries.values()) entry.stop(new Ending('service-stopping'));
    });
    await empty;
    callOff();
  }

  #takeToken(): boolean {
    const perSecond = this.#limits.callsPerSecond;
    if (perSecond === 0) return true;
    const now = this.#clock.elapsed();
    this.#tokens = Math.min(perSecond, this.#tokens + ((now - this.#filledAt) * perSecond) / 1000);
    this.#filledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
