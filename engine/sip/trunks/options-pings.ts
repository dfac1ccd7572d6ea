/**
 * Asks trunks by OPTIONS whether they are there (RFC 3261 11), and tells their health. A trunk with `options: always`
 * is asked every interval; one with `silent` only while it is not up. After each vain attempt the next one waits twice
 * as long, up to the interval, so that a trunk that is back is found soon and one that is away for a day costs little.
 * Random parts keep several trunks, and several engines, from asking in the same instant.
 */
import type { Clock } from '../../clock.js';
import type { PingAnswer, Signaling } from '../signaling.js';
import { SignalingError } from '../signaling-error.js';
import type { TrunkHealth } from './health.js';

export interface PingedTrunk {
  readonly name: string;
  /** Next hop of its calls. */
  readonly to: string;
  readonly options: 'never' | 'silent' | 'always';
  readonly everyMs: number;
  /** Statuses that count as up beside 2xx; empty: all but 408 and 5xx. */
  readonly upOn: readonly number[];
}

export interface OptionsPingsParts {
  readonly health: TrunkHealth;
  readonly ping: Signaling['ping'];
  readonly clock: Pick<Clock, 'elapsed' | 'after'>;
  /** From 0 up to, and without, 1. */
  readonly random: () => number;
}

/**
 * An attempt counts as vain after this time; over UDP it has been sent four times. A later answer counts all the same.
 */
const PATIENCE_MS = 5000;
const FIRST_MS = 1000;
/** The random part of each interval. */
const JITTER = 0.2;

export class OptionsPings {
  readonly #parts: OptionsPingsParts;
  readonly #pingers = new Map<string, Pinger>();

  constructor(parts: OptionsPingsParts) {
    this.#parts = parts;
    parts.health.onChange((trunk, state) => this.#pingers.get(trunk)?.changed(state === 'up'));
  }

  /** Asks these trunks from now on, and no others. What is known of their health stays. */
  watch(trunks: readonly PingedTrunk[]): void {
    this.#stop();
    const { health } = this.#parts;
    health.keepOnly(new Set(trunks.map(({ name }) => name)));
    for (const trunk of trunks) {
      if (trunk.options === 'never') health.trustsCallsOnly(trunk.name);
      else this.#pingers.set(trunk.name, new Pinger(trunk, this.#parts));
    }
  }

  close(): Promise<void> {
    this.#stop();
    return Promise.resolve();
  }

  #stop(): void {
    for (const pinger of this.#pingers.values()) pinger.stop();
    this.#pingers.clear();
  }
}

class Pinger {
  readonly #trunk: PingedTrunk;
  readonly #parts: OptionsPingsParts;
  #callOff: (() => void) | undefined;
  #isWaiting = false;
  #isStopped = false;
  #vain = 0;

  constructor(trunk: PingedTrunk, parts: OptionsPingsParts) {
    this.#trunk = trunk;
    this.#parts = parts;
    if (!this.#isUp) this.#schedule(FIRST_MS);
    else if (trunk.options === 'always') this.#schedule(trunk.everyMs * parts.random());
  }

  /** Its health has changed. */
  changed(isUp: boolean): void {
    this.#vain = 0;
    if (!this.#isWaiting) this.#scheduleNext(isUp);
    // Calls reach it while OPTIONS get no answer: its silence to them means nothing.
    else if (isUp) this.#parts.health.trustsCallsOnly(this.#trunk.name);
  }

  stop(): void {
    this.#isStopped = true;
    this.#callOff?.();
  }

  get #isUp(): boolean {
    return this.#parts.health.stateOf(this.#trunk.name) === 'up';
  }

  #scheduleNext(isUp = this.#isUp): void {
    const { everyMs, options } = this.#trunk;
    this.#callOff?.();
    if (!isUp) this.#schedule(Math.min(FIRST_MS * 2 ** this.#vain, everyMs));
    else if (options === 'always') this.#schedule(everyMs);
  }

  #schedule(ms: number): void {
    if (this.#isStopped) return;
    const { clock, random } = this.#parts;
    this.#callOff = clock.after(ms * (1 - JITTER / 2 + JITTER * random()), () => this.#ask());
  }

  #ask(): void {
    const { name, to } = this.#trunk;
    const { health, clock, ping } = this.#parts;
    this.#isWaiting = true;
    this.#callOff = clock.after(PATIENCE_MS, () => health.ignoredOptions(name));
    ping({ uri: to }).then(
      (answer) => this.#over(() => this.#take(answer)),
      (error: unknown) =>
        this.#over(() => {
          // Without a SIP process nothing is known.
          if (error instanceof SignalingError && error.isSilent) health.ignoredOptions(name);
        }),
    );
  }

  #over(act: () => void): void {
    if (this.#isStopped) return;
    this.#callOff?.();
    this.#vain += 1;
    this.#isWaiting = false;
    act();
    this.#scheduleNext();
  }

  #take({ status, retryAfterSeconds }: PingAnswer): void {
    const { name, upOn } = this.#trunk;
    const { health } = this.#parts;
    health.answeredOptions(name);
    if (countsAsUp(status, upOn)) health.served(name);
    else health.refuses(name, status === 503 && retryAfterSeconds ? retryAfterSeconds * 1000 : undefined);
  }
}

function countsAsUp(status: number, upOn: readonly number[]): boolean {
  if (status < 300) return true;
  return upOn.length > 0 ? upOn.includes(status) : status !== 408 && Math.trunc(status / 100) !== 5;
}
