/** The calls in progress: admission, look-up by id, and ending all of them. */
import type { CallFacts } from '../report/call-facts.js';
import type { CallStateName } from './call-state.js';
import type { Clock } from '../clock.js';
import { Ending, type EndingKind } from './ending.js';
import { LET_GO_MS } from './watchdog.js';

/** How many calls are admitted. */
export interface AdmissionLimits {
  /** Concurrent calls; 0 is no limit. */
  readonly maxCalls: number;
}

/** A call as an operator or the API sees it. */
export interface ActiveCall {
  readonly state: CallStateName;
  readonly facts: CallFacts;
  /** Milliseconds since it arrived, also where the machine's clock has been set since. */
  readonly ageMs: number;
}

/** A little longer than a stuck step can delay the end of its call. */
const END_WITHIN_MS = LET_GO_MS + 2000;
/** How often a drain tells what it waits for, and how many calls it names. */
const DRAIN_TELLS_MS = 5000;
const DRAIN_NAMES = 10;

export type DrainWatcher = (calls: number, ids: readonly string[]) => void;

interface CallInWork {
  readonly state: { readonly name: CallStateName; readonly facts: CallFacts; readonly now: number };
  stop(ending: Ending): void;
}

interface Entry extends CallInWork {
  readonly onRemoved: (() => void)[];
}

export class Calls {
  #limits: AdmissionLimits;
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  #isPaused = false;
  /** What a drain waits for: the last call, or the time after its limit. */
  #over: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;
  /** Ends the limit of a drain, and what it tells. */
  #callOff: (() => void) | undefined;
  #deadlineAt = Infinity;

  constructor(limits: AdmissionLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** No call is admitted: an operator has paused it, or everything is ending. */
  get draining(): boolean {
    return this.#isPaused || this.stopping;
  }

  /** Everything is ending. */
  get stopping(): boolean {
    return this.#over !== undefined;
  }

  /** Admits no more calls until `resume`. */
  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
  }

  /** Other limits are in force. Calls in progress count, and none of them ends. */
  limit(limits: AdmissionLimits): void {
    this.#limits = limits;
  }

  /** Why no call can be admitted now, or undefined. Calls a second are counted where they come in (call-gate.ts). */
  refusal(): 'service-stopping' | 'overloaded' | undefined {
    if (this.draining) return 'service-stopping';
    const { maxCalls } = this.#limits;
    return maxCalls > 0 && this.#entries.size > maxCalls ? 'overloaded' : undefined;
  }

  add(sessionId: string, call: CallInWork): void {
    const { state } = call;
    this.#entries.set(sessionId, { state, stop: (ending) => call.stop(ending), onRemoved: [] });
  }

  remove(sessionId: string): void {
    const entry = this.#entries.get(sessionId);
    this.#entries.delete(sessionId);
    for (const tell of entry?.onRemoved ?? []) tell();
    if (this.#entries.size === 0) this.#over?.resolve();
  }

  find(sessionId: string): ActiveCall | undefined {
    const entry = this.#entries.get(sessionId);
    return entry && activeCall(entry);
  }

  *list(): Iterable<ActiveCall> {
    for (const entry of this.#entries.values()) yield activeCall(entry);
  }

  /**
   * Ends a call. Resolves when everything of it is released, or after END_WITHIN_MS, when it has ended and a peer has
   * not answered its BYE yet; with false if there is no such call.
   */
  async end(sessionId: string, kind: EndingKind): Promise<boolean> {
    const entry = this.#entries.get(sessionId);
    if (entry === undefined || entry.state.name === 'ended') return false;
    entry.stop(new Ending(kind));
    await new Promise<void>((resolve) => {
      const callOff = this.#clock.after(END_WITHIN_MS, resolve);
      entry.onRemoved.push(() => {
        callOff();
        resolve();
      });
    });
    return true;
  }

  /**
   * Admits no more calls and resolves when the last one is over. After `deadlineMs` the remaining ones are ended;
   * END_WITHIN_MS later the end of the process takes care of the rest. Until then `onWaiting` is called every five
   * seconds, with the number of calls that are left and the ids of the oldest ten. A second call may shorten the limit,
   * and tells in place of the first; both resolve together.
   */
  drain(deadlineMs: number, onWaiting: DrainWatcher = () => undefined): Promise<void> {
    const over = (this.#over ??= settledFromOutside());
    if (this.#entries.size === 0) over.resolve();
    else if (this.#clock.elapsed() < this.#deadlineAt) this.#limitDrain(deadlineMs, onWaiting);
    return over.promise.then(() => this.#callOff?.());
  }

  #limitDrain(deadlineMs: number, onWaiting: DrainWatcher): void {
    this.#callOff?.();
    const now = this.#clock.elapsed();
    this.#deadlineAt = Math.min(this.#deadlineAt, now + deadlineMs);
    const tellNoMore = this.#tellEvery(DRAIN_TELLS_MS, onWaiting);
    let callOff = this.#clock.after(Math.max(0, this.#deadlineAt - now), () => {
      for (const entry of this.#entries.values())
        entry.stop(new Ending(entry.state.name === 'connected' ? 'drained' : 'service-stopping'));
      callOff = this.#clock.after(END_WITHIN_MS, () => this.#over?.resolve());
    });
    this.#callOff = () => {
      tellNoMore();
      callOff();
    };
  }

  #tellEvery(intervalMs: number, onWaiting: DrainWatcher): () => void {
    let callOff: () => void;
    const tell = (): void => {
      onWaiting(this.#entries.size, [...this.#entries.keys()].slice(0, DRAIN_NAMES));
      callOff = this.#clock.after(intervalMs, tell);
    };
    callOff = this.#clock.after(intervalMs, tell);
    return () => callOff();
  }
}

function settledFromOutside(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}

function activeCall({ state: { name, facts, now } }: CallInWork): ActiveCall {
  return { state: name, facts, ageMs: now - facts.arrivedAt };
}
