/**
 * Limits password guessing. Each wrong answer takes a token of its source and one of its user name. Without a token an
 * answer is refused unread, right or wrong, so that a guess made meanwhile reveals nothing. Only time restores tokens.
 *
 * Guesses from elsewhere must not lock out a user's own phone, nor a phone with a wrong password its neighbours behind
 * one address: where a user has registered before, it has tokens of its own.
 */
import { networkOf } from '../../sipd/stack/transport/source-network.js';
import { TokenBuckets } from '../../token-buckets.js';

/** For a mistyped password and a phone that repeats it by itself. */
const SOURCE = { burst: 5, refillMs: 10_000 };
/** From all sources together, some 3000 a day. */
const USER = { burst: 10, refillMs: 30_000 };
/** Remembered sources of one user, the latest ones. */
const MAX_HOMES = 8;

export interface Guess {
  readonly address: string;
  readonly user: string;
}

export class GuessLimit {
  readonly #sources: TokenBuckets;
  readonly #users: TokenBuckets;
  /** Where users have registered from; only existing users, so that it is bounded by their number. */
  readonly #homes = new Map<string, Set<string>>();

  /** `now`: milliseconds of a monotonic clock. */
  constructor(now: () => number) {
    this.#sources = new TokenBuckets(SOURCE, now);
    this.#users = new TokenBuckets(USER, now);
  }

  /** Whether the answer to a challenge may be checked. */
  mayTry(guess: Guess): boolean {
    return this.#keysOf(guess).every(([buckets, key]) => buckets.has(key));
  }

  /** It was checked, and is wrong. A name without an account has no bucket (`isUser`). */
  wrong(guess: Guess, isUser: boolean): void {
    for (const [buckets, key] of this.#keysOf(guess))
      if (isUser || buckets === this.#sources) buckets.take(key);
  }

  /** It was checked, and is right. */
  right({ address, user }: Guess): void {
    const network = networkOf(address);
    const homes = this.#homes.get(user) ?? new Set();
    this.#homes.set(user, homes);
    homes.delete(network);
    homes.add(network);
    for (const home of homes) if (homes.size > MAX_HOMES) homes.delete(home);
  }

  #keysOf({ address, user }: Guess): readonly (readonly [TokenBuckets, string])[] {
    const network = networkOf(address);
    if (this.#homes.get(user)?.has(network) === true) return [[this.#sources, `${network} ${user}`]];
    return [
      [this.#sources, network],
      [this.#users, user],
    ];
  }
}
