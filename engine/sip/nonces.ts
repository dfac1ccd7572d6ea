/**
 * The nonces of our digest challenges (RFC 7616 5.4, 5.5). A nonce carries its time and a keyed hash over it, so that a
 * challenge leaves nothing to store, and any holder of the key judges it: the SIP process challenges a source it does
 * not know with the key of the engine, which then judges the answer. Only nonces that have been answered right are
 * remembered, with their count: an answer that is repeated by an eavesdropper counts no further.
 */
import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

export interface NonceOptions {
  /** Hexadecimal; random by default. */
  readonly key?: string;
  readonly lifetimeMs?: number;
  /** Milliseconds of a monotonic clock that the processes of the machine share. */
  readonly now?: () => number;
}

const DEFAULT_LIFETIME_MS = 300_000;
/** Answered nonces that are remembered; those before the oldest of them count as expired. */
const MAX_USED = 10_000;

export class Nonces {
  readonly key: string;
  readonly lifetimeMs: number;
  readonly #now: () => number;
  /** The highest count of each nonce that was answered, in the order of their first answers. */
  readonly #used = new Map<string, number>();
  /** Each nonce is another, also within a millisecond, and in the two processes. */
  #made = randomInt(2 ** 32);
  /** Nonces made until then count as expired. */
  #forgottenUntil = -Infinity;

  constructor({
    key = randomBytes(32).toString('hex'),
    lifetimeMs = DEFAULT_LIFETIME_MS,
    now,
  }: NonceOptions = {}) {
    this.key = key;
    this.lifetimeMs = lifetimeMs;
    this.#now = now ?? machineMilliseconds;
  }

  /** `scope`: what the nonce is bound to, such as the address that asked for it. */
  make(scope = ''): string {
    this.#made = (this.#made + 1) % 2 ** 32;
    const content = `${Math.floor(this.#now()).toString(36)}.${this.#made.toString(36)}`;
    return `${content}.${this.#seal(content, scope)}`;
  }

  /** Milliseconds since we made that nonce for that scope; undefined if we did not. */
  ageOf(nonce: string, scope = ''): number | undefined {
    const sealAt = nonce.lastIndexOf('.') + 1;
    const seal = nonce.slice(sealAt);
    const expected = Buffer.from(this.#seal(nonce.slice(0, Math.max(0, sealAt - 1)), scope));
    const found = Buffer.from(seal);
    if (found.length !== expected.length || !timingSafeEqual(found, expected)) return undefined;
    return this.#now() - parseInt(nonce, 36);
  }

  /** Whether it is too old to be answered. `age`: as `ageOf` says. */
  isExpired(age: number): boolean {
    return age > this.lifetimeMs || this.#now() - age <= this.#forgottenUntil;
  }

  /**
   * Takes a right answer; false if one with that count, or a higher one, has come before.
   *
   * @param count value of `nc`, hexadecimal; without one the nonce counts once.
   */
  use(nonce: string, count: string | undefined): boolean {
    const counted = count === undefined ? 1 : /^[\da-f]{1,8}$/i.test(count) ? parseInt(count, 16) : 0;
    const before = this.#used.get(nonce);
    if (counted <= (before ?? 0)) return false;
    this.#used.set(nonce, counted);
    if (before === undefined && this.#used.size > MAX_USED) this.#forgetFirst();
    return true;
  }

  #forgetFirst(): void {
    for (const nonce of this.#used.keys()) {
      this.#used.delete(nonce);
      this.#forgottenUntil = Math.max(this.#forgottenUntil, parseInt(nonce, 36));
      return;
    }
  }

  #seal(content: string, scope: string): string {
    return createHmac('sha256', this.key).update(`${content} ${scope}`).digest('hex').slice(0, 32);
  }
}

function machineMilliseconds(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
