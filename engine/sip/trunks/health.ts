/**
 * How each trunk is, by what calls and OPTIONS experience. A trunk that is not up is tried after all others, so that
 * one call waits for it and not every call. The states are kept by name, apart from the trunks, and so survive a
 * reload.
 *
 *    up ──no answer of any kind to a call, or to OPTIONS that it has answered before──▶ silent ──any answer──▶ up
 *    up ──503 with Retry-After, or an answer to OPTIONS that does not count as up──▶ refusing
 *    refusing ──time over, a better answer to OPTIONS, a call served──▶ up
 *
 * Where OPTIONS find out that a silent trunk is back, no call tries it for that. Otherwise, when its time is over, one
 * call does; each one in vain doubles the time.
 */
import type { Clock } from '../../clock.js';

export type TrunkState = 'up' | 'silent' | 'refusing';

export interface TrunkHealthOptions {
  /** For how long a silent trunk is tried last; 0 switches this off. */
  readonly holdMs: number;
  readonly clock: Pick<Clock, 'elapsed' | 'after'>;
}

/** Called at each change. */
export type HealthListener = (trunk: string, state: TrunkState) => void;

/** How long the call that tries it may take; then another one tries it. */
const TRIAL_MS = 10_000;
const LONGEST_HOLD = 8;
/** A greater Retry-After is cut, because a peer may write anything into it. */
const LONGEST_REFUSAL_MS = 3_600_000;

interface Condition {
  state: Exclude<TrunkState, 'up'>;
  /** By the clock's `elapsed`. */
  readonly since: number;
  /** When the next call tries it, while silent. */
  tryAt: number;
  /** Whether a call is trying it. */
  isTried: boolean;
  holdMs: number;
  callOff: (() => void) | undefined;
}

export class TrunkHealth {
  readonly #options: TrunkHealthOptions;
  readonly #conditions = new Map<string, Condition>();
  /** The trunks whose silence OPTIONS can end: they are asked, and have answered before. */
  readonly #answering = new Set<string>();
  readonly #listeners: HealthListener[] = [];

  constructor(options: TrunkHealthOptions) {
    this.#options = options;
  }

  onChange(listener: HealthListener): void {
    this.#listeners.push(listener);
  }

  /** Whether any trunk is not up. */
  get isAny(): boolean {
    return this.#conditions.size > 0;
  }

  stateOf(trunk: string): TrunkState {
    return (this.isAny ? this.#conditions.get(trunk)?.state : undefined) ?? 'up';
  }

  /** How long it has been in a state other than up. */
  ageMs(trunk: string): number | undefined {
    const since = this.#conditions.get(trunk)?.since;
    return since === undefined ? undefined : this.#options.clock.elapsed() - since;
  }

  /**
   * Whether a call about to be placed tries it last. When a silence has lasted its time, this is false for one call.
   */
  passesOver(trunk: string): boolean {
    const condition = this.isAny ? this.#conditions.get(trunk) : undefined;
    if (condition === undefined) return false;
    if (condition.state === 'refusing') return true;
    const now = this.#options.clock.elapsed();
    if (condition.tryAt > now) return true;
    condition.tryAt = now + TRIAL_MS;
    condition.isTried = true;
    return false;
  }

  /** A call to it got no answer of any kind. */
  fell(trunk: string): void {
    const { holdMs, clock } = this.#options;
    if (holdMs === 0) return;
    const before = this.#conditions.get(trunk);
    const isSilent = before?.state === 'silent';
    const factor = isSilent && before.isTried ? 2 : 1;
    const hold = Math.min(factor * (isSilent ? before.holdMs : holdMs), LONGEST_HOLD * holdMs);
    const now = clock.elapsed();
    const tryAt = this.#answering.has(trunk) ? Infinity : now + hold;
    this.#set(trunk, { state: 'silent', since: isSilent ? before.since : now, tryAt, holdMs: hold });
  }

  /** A message of it has come, so it is not silent. It may still be refusing calls. */
  heard(trunk: string): void {
    if (this.stateOf(trunk) === 'silent') this.#clear(trunk);
  }

  /** It has answered a call otherwise than with a failure of its own. */
  served(trunk: string): void {
    if (this.stateOf(trunk) !== 'up') this.#clear(trunk);
  }

  /** It accepts no calls for that time. */
  refuses(trunk: string, ms = LONGEST_REFUSAL_MS): void {
    if (this.#options.holdMs === 0 || ms <= 0) return;
    const { clock } = this.#options;
    const before = this.#conditions.get(trunk);
    const since = before?.state === 'refusing' ? before.since : clock.elapsed();
    const callOff = clock.after(Math.min(ms, LONGEST_REFUSAL_MS), () => this.#clear(trunk));
    this.#set(trunk, { state: 'refusing', since, tryAt: Infinity, holdMs: this.#options.holdMs, callOff });
  }

  /** It has answered OPTIONS: from now on silence to OPTIONS means something. */
  answeredOptions(trunk: string): void {
    this.#answering.add(trunk);
  }

  /** It has not answered OPTIONS. That says nothing about a trunk that never has: many carriers ignore them. */
  ignoredOptions(trunk: string): void {
    if (this.#answering.has(trunk) && this.stateOf(trunk) !== 'silent') this.fell(trunk);
  }

  /** It is not asked any more, or calls reach it although it does not answer OPTIONS. */
  trustsCallsOnly(trunk: string): void {
    const condition = this.#conditions.get(trunk);
    if (this.#answering.delete(trunk) && condition?.state === 'silent')
      condition.tryAt = this.#options.clock.elapsed() + condition.holdMs;
  }

  /** Forgets every trunk but these. */
  keepOnly(trunks: ReadonlySet<string>): void {
    for (const [name, { callOff }] of this.#conditions) {
      if (trunks.has(name)) continue;
      callOff?.();
      this.#conditions.delete(name);
    }
    for (const name of this.#answering) if (!trunks.has(name)) this.#answering.delete(name);
  }

  close(): Promise<void> {
    this.keepOnly(new Set());
    return Promise.resolve();
  }

  #set(
    trunk: string,
    condition: Pick<Condition, 'state' | 'since' | 'tryAt' | 'holdMs'> & Partial<Condition>,
  ): void {
    const before = this.#conditions.get(trunk);
    before?.callOff?.();
    this.#conditions.set(trunk, { isTried: false, callOff: undefined, ...condition });
    if (before?.state !== condition.state) this.#tell(trunk, condition.state);
  }

  #clear(trunk: string): void {
    const condition = this.#conditions.get(trunk);
    if (condition === undefined) return;
    condition.callOff?.();
    this.#conditions.delete(trunk);
    this.#tell(trunk, 'up');
  }

  #tell(trunk: string, state: TrunkState): void {
    for (const listener of this.#listeners) listener(trunk, state);
  }
}
