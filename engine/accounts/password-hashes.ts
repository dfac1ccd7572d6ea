/**
 * Passwords as scrypt hashes (RFC 7914). An attempt at a name that does not exist costs what an attempt at an existing one
 * costs. Each hash takes 32 MB and a third of a second of a core, in the thread pool of the process that also handles
 * calls, so one runs at a time, few wait, and the others are refused. Those who have signed in before from where they are
 * go first and have places of their own, so that many strangers at once do not keep them out.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { HashedPassword, ScryptCost } from './account.js';
import { AccountError } from './account-error.js';

/** OWASP's recommendation for 32 MB. */
export const USUAL_COST: ScryptCost = { n: 32_768, r: 8, p: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const MOST_WAITING = 16;

export class PasswordHashes {
  readonly #cost: ScryptCost;
  readonly #stranger: HashedPassword;
  readonly #known: (() => void)[] = [];
  readonly #strangers: (() => void)[] = [];
  #isRunning = false;

  constructor(cost: ScryptCost = USUAL_COST) {
    this.#cost = cost;
    this.#stranger = {
      ...cost,
      salt: randomBytes(SALT_BYTES).toString('base64'),
      hash: randomBytes(HASH_BYTES).toString('base64'),
    };
  }

  /** Rejects with AccountError (busy). */
  async hash(password: string): Promise<HashedPassword> {
    const salt = randomBytes(SALT_BYTES);
    const hash = await this.#inTurn(true, () => derive(password, salt, this.#cost));
    return { ...this.#cost, salt: salt.toString('base64'), hash: hash.toString('base64') };
  }

  /**
   * `hashed` undefined: there is no such account. `isKnown`: it has signed in before from there. Rejects with AccountError
   * (busy).
   */
  async matches(password: string, hashed: HashedPassword | undefined, isKnown: boolean): Promise<boolean> {
    const { salt, hash, ...cost } = hashed ?? this.#stranger;
    const found = await this.#inTurn(isKnown, () => derive(password, Buffer.from(salt, 'base64'), cost));
    return timingSafeEqual(found, Buffer.from(hash, 'base64')) && hashed !== undefined;
  }

  /** Whether it was made with other parameters than those of today. */
  isOutdated({ n, r, p }: HashedPassword): boolean {
    return n !== this.#cost.n || r !== this.#cost.r || p !== this.#cost.p;
  }

  async #inTurn(isKnown: boolean, work: () => Promise<Buffer>): Promise<Buffer> {
    if (this.#isRunning) {
      const waiting = isKnown ? this.#known : this.#strangers;
      if (waiting.length >= MOST_WAITING)
        throw new AccountError('busy', 'as many passwords are being checked as may be at once');
      // It takes over from the one that ends.
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    this.#isRunning = true;
    try {
      return await work();
    } finally {
      const next = this.#known.shift() ?? this.#strangers.shift();
      if (next === undefined) this.#isRunning = false;
      else next();
    }
  }
}

/** The same password typed on two keyboards may differ in how its letters are composed (RFC 8265 4.2). */
function derive(password: string, salt: Buffer, { n, r, p }: ScryptCost): Promise<Buffer> {
  const options = { N: n, r, p, maxmem: 256 * n * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, HASH_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
