/**
 * Our registrations with carriers (RFC 3261 10.2): one for each trunk with `register`. They outlive a reload, which
 * only changes those whose settings have changed.
 *
 *    registering ──200──▶ registered ──three quarters of what was granted──▶ registering, still registered
 *        │                    │   └──granted time over──▶ failed
 *        └──refusal, silence──▶ waiting: twice as long each time, never sooner than Retry-After ──▶ registering
 *    any ──a new SIP process──▶ registering, because its port may be another
 *    any ──stop, or gone from the file──▶ REGISTER with Expires: 0
 */
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../clock.js';
import type { RegisterOutcome, RegisterRequest } from '../signaling.js';

/** A trunk's registration, as its configuration wants it. */
export interface RegistrationTerms {
  readonly trunk: string;
  readonly request: RegisterRequest;
  /** Shortest and longest wait after a failure. */
  readonly retryMs: number;
  readonly maxRetryMs: number;
}

export interface RegistrationStatus {
  readonly trunk: string;
  /** Whether the registrar has our binding as far as we know. */
  readonly isRegistered: boolean;
  /** When the binding ends, or how long ago it did; undefined if there has been none. */
  readonly expiresInMs: number | undefined;
  /** Status of the last answer, or the one that stands for none; undefined before the first. */
  readonly lastStatus: number | undefined;
}

export interface RegistrationsParts {
  readonly register: (request: RegisterRequest) => Promise<RegisterOutcome>;
  readonly clock: Pick<Clock, 'elapsed' | 'after'>;
  /** From 0 up to, and without, 1. */
  readonly random: () => number;
  /** For each change, and not for each attempt. */
  readonly onChange: (change: RegistrationChange) => void;
}

export interface RegistrationChange {
  readonly trunk: string;
  readonly isRegistered: boolean;
  /** Status of the answer, or why there is none. */
  readonly because: string;
}

/** The part of the granted time after which it is asked for again, less up to a tenth, so that many spread out. */
const REFRESH_AT = 0.75;
const MIN_REFRESH_MS = 5000;
/** How long a stop waits for the registrars. */
const STOP_WITHIN_MS = 2000;

export class Registrations {
  readonly #parts: RegistrationsParts;
  readonly #all = new Map<string, Registration>();
  #closing: Promise<void> | undefined;

  constructor(parts: RegistrationsParts) {
    this.#parts = parts;
  }

  /** Registers these trunks from now on, and no others. */
  keep(terms: readonly RegistrationTerms[]): void {
    if (this.#closing !== undefined) return;
    const wanted = new Map(terms.map((one) => [one.trunk, one]));
    for (const [trunk, registration] of this.#all) {
      if (isDeepStrictEqual(registration.terms, wanted.get(trunk))) continue;
      this.#all.delete(trunk);
      registration.stop().catch(() => undefined);
    }
    for (const one of terms) {
      if (this.#all.has(one.trunk)) continue;
      const registration = new Registration(one, this.#parts);
      this.#all.set(one.trunk, registration);
      registration.start();
    }
  }

  /** A new SIP process has no bindings, and perhaps other ports. */
  startAgain(): void {
    for (const registration of this.#all.values()) registration.start();
  }

  /** Undefined for a trunk that does not register. */
  isRegistered(trunk: string): boolean | undefined {
    return this.#all.get(trunk)?.isRegistered;
  }

  /** Its Service-Route (RFC 3608), for as long as we are registered. */
  serviceRoutesOf(trunk: string): readonly string[] | undefined {
    return this.#all.get(trunk)?.serviceRoutes;
  }

  get states(): readonly RegistrationStatus[] {
    return [...this.#all.values()].map((registration) => registration.status);
  }

  /** Ends all of them: the carriers send no more calls. Resolves when they have answered, or after two seconds. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    const all = [...this.#all.values()].map((registration) => registration.stop());
    this.#all.clear();
    let callOff = (): void => undefined;
    const isOver = new Promise<void>((resolve) => {
      callOff = this.#parts.clock.after(STOP_WITHIN_MS, resolve);
    });
    await Promise.race([Promise.all(all), isOver]);
    callOff();
  }
}

class Registration {
  readonly terms: RegistrationTerms;
  readonly #parts: RegistrationsParts;
  #callOff: (() => void) | undefined;
  #callOffExpiry: (() => void) | undefined;
  /** Answers to attempts before it do not count. */
  #attempt = 0;
  #failures = 0;
  #until: number | undefined;
  #wasRegistered: boolean | undefined;
  #lastStatus: number | undefined;
  #serviceRoutes: readonly string[] | undefined;
  #isStopped = false;

  constructor(terms: RegistrationTerms, parts: RegistrationsParts) {
    this.terms = terms;
    this.#parts = parts;
  }

  get isRegistered(): boolean {
    return this.#until !== undefined && this.#until > this.#parts.clock.elapsed();
  }

  get serviceRoutes(): readonly string[] | undefined {
    return this.isRegistered ? this.#serviceRoutes : undefined;
  }

  get status(): RegistrationStatus {
    const { trunk } = this.terms;
    const expiresInMs = this.#until === undefined ? undefined : this.#until - this.#parts.clock.elapsed();
    return { trunk, isRegistered: this.isRegistered, expiresInMs, lastStatus: this.#lastStatus };
  }

  /** Never rejects. */
  start(): void {
    if (this.#isStopped) return;
    this.#callOff?.();
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#parts.register(this.terms.request).then(
      (outcome) => this.#isCurrent(attempt) && this.#took(outcome),
      (error: unknown) => this.#isCurrent(attempt) && this.#failed(reasonOf(error), undefined),
    );
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#callOff?.();
    this.#callOffExpiry?.();
    // Also without an answer so far: the registrar may have it.
    const gone = { ...this.terms.request, expiresSeconds: 0 };
    await this.#parts.register(gone).catch(() => undefined);
  }

  #isCurrent(attempt: number): boolean {
    return attempt === this.#attempt && !this.#isStopped;
  }

  #took({ status, isMadeUp, grantedSeconds, retryAfterSeconds, serviceRoutes }: RegisterOutcome): void {
    this.#lastStatus = status;
    if (status >= 300 || grantedSeconds === undefined || grantedSeconds === 0) {
      const why = isMadeUp ? `no answer (${status})` : `refused with ${status}`;
      return this.#failed(status < 300 ? 'the registrar does not keep our Contact' : why, retryAfterSeconds);
    }
    const { clock, random } = this.#parts;
    const ms = grantedSeconds * 1000;
    this.#failures = 0;
    this.#serviceRoutes = serviceRoutes;
    this.#until = clock.elapsed() + ms;
    this.#tell(String(status));
    this.#callOffExpiry?.();
    this.#callOffExpiry = clock.after(ms, () => this.#tell('its time is over'));
    this.#again(Math.max(MIN_REFRESH_MS, ms * REFRESH_AT * (1 - random() / 10)));
  }

  #failed(why: string, retryAfterSeconds: number | undefined): void {
    const { retryMs, maxRetryMs } = this.terms;
    const { clock, random } = this.#parts;
    // RFC 5626 4.5: a random part, so that a registrar that comes back is not overrun.
    const backOff = Math.min(maxRetryMs, retryMs * 2 ** Math.min(this.#failures, 16)) * (0.5 + random() / 2);
    this.#failures += 1;
    const left = Math.max(0, (this.#until ?? 0) - clock.elapsed());
    const wait = left > 0 ? Math.min(backOff, Math.max(MIN_REFRESH_MS, left / 2)) : backOff;
    this.#tell(why);
    this.#again(Math.max(wait, (retryAfterSeconds ?? 0) * 1000));
  }

  #again(ms: number): void {
    this.#callOff = this.#parts.clock.after(ms, () => this.start());
  }

  #tell(because: string): void {
    const { isRegistered } = this;
    if (isRegistered === this.#wasRegistered) return;
    this.#wasRegistered = isRegistered;
    this.#parts.onChange({ trunk: this.terms.trunk, isRegistered, because });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
