/**
 * Digest authentication, the server's side (RFC 3261 22.4, RFC 7616, RFC 8760): challenges a request and judges the
 * answer.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { parseDigests, type DigestParameters } from './digest-parameters.js';
import { Nonces } from './nonces.js';

/** What a server may ask for, the preferred ones first in every list. */
export type DigestAlgorithm = 'MD5' | 'SHA-256' | 'SHA-512-256';

export interface DigestOptions {
  readonly realm: string;
  /** Password of a user, or undefined if there is no such user. */
  readonly passwordOf: (username: string) => string | undefined;
  /** What is offered, each in a challenge of its own, the preferred one first; MD5 by default. */
  readonly algorithms?: readonly DigestAlgorithm[];
  readonly nonces?: Nonces;
}

export type DigestVerdict =
  | { readonly outcome: 'accepted'; readonly username: string }
  /** No credentials, or a nonce that has expired or is used up (`stale`): challenge again, a line for each. */
  | { readonly outcome: 'challenge'; readonly challenges: readonly string[] }
  | { readonly outcome: 'refused'; readonly why: string };

/** Called for every answer to one of our challenges. */
export interface Guesses {
  /** Whether it may be checked; otherwise it is refused, right or wrong. */
  mayTry(username: string): boolean;
  /** It is wrong. `isUser`: the user exists. */
  wrong(username: string, isUser: boolean): void;
  right(username: string): void;
}

const UNLIMITED: Guesses = { mayTry: () => true, wrong: () => undefined, right: () => undefined };

export class DigestAuthenticator {
  readonly realm: string;
  readonly #passwordOf: DigestOptions['passwordOf'];
  readonly #algorithms: readonly DigestAlgorithm[];
  readonly #nonces: Nonces;

  constructor({ realm, passwordOf, algorithms = ['MD5'], nonces = new Nonces() }: DigestOptions) {
    this.realm = realm;
    this.#passwordOf = passwordOf;
    this.#algorithms = algorithms;
    this.#nonces = nonces;
  }

  /**
   * Judges the Authorization header of a request with this method; `guesses` limits guessing. The URI of the answer is
   * not compared to the Request-URI, which proxies on the way may have changed; a count makes each answer good for one
   * request.
   *
   * @param scope what the nonce must be bound to (`Nonces`).
   */
  judge(method: string, header: string | undefined, guesses: Guesses = UNLIMITED, scope = ''): DigestVerdict {
    const credentials = credentialsFor(this.realm, header);
    const nonce = credentials?.get('nonce') ?? '';
    const age = credentials === undefined ? undefined : this.#nonces.ageOf(nonce, scope);
    if (credentials === undefined || age === undefined) return this.#challenge(false, scope);
    const username = credentials.get('username') ?? '';
    if (!guesses.mayTry(username)) return { outcome: 'refused', why: 'too many guesses' };
    const password = this.#passwordOf(username);
    // The same work for an unknown user, so that the time of an answer does not reveal which accounts exist.
    const expected = this.#isOffered(credentials) ? digestResponse(method, credentials, password ?? '') : '';
    if (expected === undefined || expected === '')
      return { outcome: 'refused', why: 'algorithm or qop not offered' };
    const isRight = equal(expected, credentials.get('response') ?? '');
    if (password === undefined || !isRight) {
      guesses.wrong(username, password !== undefined);
      return { outcome: 'refused', why: password === undefined ? 'unknown user' : 'wrong password' };
    }
    guesses.right(username);
    const isFresh = !this.#nonces.isExpired(age) && this.#nonces.use(nonce, countOf(credentials));
    return isFresh ? { outcome: 'accepted', username } : this.#challenge(true, scope);
  }

  #isOffered(credentials: DigestParameters): boolean {
    const algorithm = (credentials.get('algorithm') ?? 'MD5').toUpperCase();
    return this.#algorithms.some((one) => algorithm === one || algorithm === `${one}-SESS`);
  }

  #challenge(isStale: boolean, scope: string): DigestVerdict {
    const challenges = challengesOf(this.realm, this.#algorithms, this.#nonces.make(scope), isStale);
    return { outcome: 'challenge', challenges };
  }
}

/** One challenge for each algorithm, in that order (RFC 8760 2.4). */
export function challengesOf(
  realm: string,
  algorithms: readonly DigestAlgorithm[],
  nonce: string,
  isStale: boolean,
): readonly string[] {
  const quoted = realm.replace(/["\\]/g, '\\$&');
  const stale = isStale ? ', stale=true' : '';
  return algorithms.map(
    (algorithm) => `Digest realm="${quoted}", nonce="${nonce}", algorithm=${algorithm}, qop="auth"${stale}`,
  );
}

/** The answer for that realm among those of a header, whose lines are joined by commas (RFC 3261 22.3). */
export function credentialsFor(realm: string, header: string | undefined): DigestParameters | undefined {
  if (header === undefined || header.length > MAX_CREDENTIALS) return undefined;
  return parseDigests(header).find((one) => one.get('realm') === realm);
}

const MAX_CREDENTIALS = 4096;

/** Without qop there is no count (RFC 2069). */
function countOf(credentials: DigestParameters): string | undefined {
  return credentials.get('qop') === undefined ? undefined : (credentials.get('nc') ?? '');
}

const HASHES = new Map([
  ['MD5', 'md5'],
  ['SHA-256', 'sha256'],
  ['SHA-512-256', 'sha512-256'],
]);

/**
 * The `response` that a peer with this password must have sent (RFC 7616 3.4.1, RFC 8760); undefined for an algorithm
 * or qop that we do not support.
 *
 * @param body what qop `auth-int` covers; without it `auth-int` is not supported.
 */
export function digestResponse(
  method: string,
  credentials: ReadonlyMap<string, string>,
  password: string,
  body?: string,
): string | undefined {
  const algorithm = (credentials.get('algorithm') ?? 'MD5').toUpperCase();
  const isSession = algorithm.endsWith('-SESS');
  const name = HASHES.get(isSession ? algorithm.slice(0, -'-SESS'.length) : algorithm);
  const qop = credentials.get('qop');
  const covered = qop === 'auth-int' ? body : undefined;
  if (name === undefined || (qop !== undefined && qop !== 'auth' && covered === undefined)) return undefined;
  const hash = (text: string): string => createHash(name).update(text).digest('hex');
  const field = (key: string): string => credentials.get(key) ?? '';
  const secret = hash(`${field('username')}:${field('realm')}:${password}`);
  const ha1 = isSession ? hash(`${secret}:${field('nonce')}:${field('cnonce')}`) : secret;
  const ha2 = hash(`${method}:${field('uri')}${covered === undefined ? '' : `:${hash(covered)}`}`);
  return qop === undefined
    ? hash(`${ha1}:${field('nonce')}:${ha2}`)
    : hash(`${ha1}:${field('nonce')}:${field('nc')}:${field('cnonce')}:${qop}:${ha2}`);
}

function equal(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest();
  const right = createHash('sha256').update(b).digest();
  return timingSafeEqual(left, right);
}
