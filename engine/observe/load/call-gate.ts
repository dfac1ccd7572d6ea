/**
 * The gate for new calls in the SIP process, where a refusal costs least: before a transaction, and without the engine.
 * What belongs to a call in progress never asks it. It refuses for three reasons:
 *
 *  - more calls come than `callsPerSecond`;
 *  - a reserve is used up (memory, file descriptors, a queue, the number of calls): then every call is refused;
 *  - a process answers late: then as many calls are refused as it takes (admission-rate.ts).
 *
 * Delays are measured where calls wait: in the receive queue of the listeners, in the channel to the engine, and, as
 * the engine says, in the other processes. The measurements stop almost entirely while no call comes.
 */
import type { Clock } from '../../clock.js';
import { TokenBucket } from '../../token-bucket.js';
import { worstOf, type GateSettings, type LoadPart, type SipLoad } from '../../load.js';
import { AdmissionRate } from './admission-rate.js';
import { RoundTrips } from './round-trips.js';
import { Standing } from './standing.js';

export interface GateParts {
  /** How long what the network sends waits until it is read, in milliseconds. */
  readonly receiveDelay: () => number;
  /** Tells the engine of this process's load, and returns the engine's. */
  readonly ask: (own: SipLoad) => Promise<readonly LoadPart[]>;
  /** The share of the heap in use. */
  readonly heapInUse: () => number;
  readonly random: () => number;
  readonly clock: Clock;
  /** Receives lines for the log. */
  readonly tell: (notice: string) => void;
}

const TICK_MS = 50;
const IDLE_TICK_MS = 1000;
/** Without a new call for this long, the ticks are slow. */
const IDLE_AFTER_MS = 2000;
/** How long calls count as being refused after the last refusal. */
const REFUSING_MS = 2000;
const TELL_EVERY_MS = 10_000;
const NONE: readonly LoadPart[] = [];

export class CallGate {
  #settings: GateSettings;
  readonly #parts: GateParts;
  readonly #rate: AdmissionRate;
  readonly #own = new Standing();
  readonly #engine: RoundTrips;
  #engineParts = NONE;
  /** This process and the way to the engine, at the last tick. */
  #ownParts = NONE;
  #usedUp: string | undefined;
  /** The part because of which calls have been refused last, for the log. */
  #cause: string | undefined;
  /** Counts calls against `callsPerSecond`. */
  readonly #ceiling = new TokenBucket();
  #lastCallAt = -Infinity;
  #refusedAt = -Infinity;
  #toldAt = -Infinity;
  #refused = 0;
  #isIdle = true;
  #isClosed = false;
  #callOff: () => void = () => undefined;

  constructor(settings: GateSettings, parts: GateParts) {
    this.#settings = settings;
    this.#parts = parts;
    const now = parts.clock.elapsed();
    this.#rate = new AdmissionRate(now);
    this.#engine = new RoundTrips(() => parts.clock.elapsed());
    this.#engine.watch('engine', async () => {
      this.#engineParts = await parts.ask({ parts: this.#ownParts, isRefusing: this.isRefusing });
    });
  }

  start(): void {
    // What has been used up before the first call is known by then.
    this.#engine.measure();
    this.#schedule(IDLE_TICK_MS);
  }

  close(): void {
    this.#isClosed = true;
    this.#callOff();
  }

  /** Other limits are in force for the calls to come. */
  limit(settings: GateSettings): void {
    this.#settings = settings;
  }

  /** Whether calls have been refused here within the last seconds. */
  get isRefusing(): boolean {
    return this.#parts.clock.elapsed() - this.#refusedAt < REFUSING_MS;
  }

  /**
   * Asked once for each new call: undefined admits it, otherwise it is refused, and its caller may try again after that
   * many seconds. The seconds differ, so that refused callers do not come back together.
   */
  refuse(): number | undefined {
    const now = this.#parts.clock.elapsed();
    this.#lastCallAt = now;
    if (this.#isIdle) this.#wake();
    if (
      this.#usedUp === undefined &&
      this.#ceiling.take(now, this.#settings.callsPerSecond) &&
      this.#rate.admit(now)
    )
      return undefined;
    this.#refusedAt = now;
    this.#refused += 1;
    return this.retryAfterSeconds;
  }

  get retryAfterSeconds(): number {
    const { retryAfterSeconds } = this.#settings;
    return retryAfterSeconds + Math.floor(this.#parts.random() * (retryAfterSeconds + 1));
  }

  #wake(): void {
    this.#isIdle = false;
    this.#callOff();
    this.#schedule(TICK_MS);
  }

  #schedule(ms: number): void {
    const due = this.#parts.clock.elapsed() + ms;
    this.#callOff = this.#parts.clock.after(ms, () => {
      if (this.#isClosed) return;
      const now = this.#parts.clock.elapsed();
      this.#measure(now, Math.max(0, now - due));
      this.#isIdle = now - this.#lastCallAt > IDLE_AFTER_MS && this.#rate.limit === Infinity;
      this.#schedule(this.#isIdle ? IDLE_TICK_MS : TICK_MS);
    });
  }

  #measure(now: number, lateMs: number): void {
    const { delayMs, memory } = this.#settings;
    this.#own.take(Math.max(lateMs, this.#parts.receiveDelay()));
    this.#ownParts = [
      { part: 'sip', value: this.#own.delay / delayMs, isDelay: true },
      ...[...this.#engine.delays()].map(({ part, delayMs: ms }) => ({
        part,
        value: ms / delayMs,
        isDelay: true,
      })),
      ...(memory > 0 ? [{ part: 'memory', value: this.#parts.heapInUse() / memory, isDelay: false }] : []),
    ];
    this.#engine.measure();
    const all = [...this.#ownParts, ...this.#engineParts];
    const reserve = worstOf(all.filter(({ isDelay }) => !isDelay));
    this.#usedUp = reserve.value >= 1 ? reserve.part : undefined;
    const delay = worstOf(all.filter(({ isDelay }) => isDelay));
    this.#rate.observe(delay.value, now);
    if (this.#usedUp !== undefined) this.#cause = this.#usedUp;
    else if (delay.value >= 1) this.#cause = delay.part;
    this.#tell(now);
    if (this.#usedUp === undefined && this.#rate.limit === Infinity) this.#cause = undefined;
  }

  /** One line as refusals begin, and one every ten seconds while they last. */
  #tell(now: number): void {
    if (this.#refused === 0 || now - this.#toldAt < TELL_EVERY_MS) return;
    this.#toldAt = now;
    const { limit } = this.#rate;
    const why = this.#cause === undefined ? '' : `, for the load of ${this.#cause}`;
    const rate = limit === Infinity ? '' : `; ${Math.round(limit)} calls a second are admitted`;
    const calls = this.#refused === 1 ? '1 call was' : `${this.#refused} calls were`;
    this.#parts.tell(`overload: ${calls} refused with 503${why}${rate}`);
    this.#refused = 0;
  }
}
