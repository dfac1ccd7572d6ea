/**
 * Digest authentication, the server's side (RFC 3261 22.4, RFC 7616 with MD5 and SHA-256): challenges a request and
 * judges the answer. Nonces carry their own time and a keyed hash, so no challenge needs to be stored.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export interface DigestOptions {
  readonly realm: string;
  /** Password of a user, or undefined if there is no such user. */
  readonly passwordOf: (username: string) => string | undefined;
  /** How long a nonce is valid. */
  readonly nonceLifetimeMs?: number;
  /** Milliseconds of a monotonic clock, for the age of nonces. */
  readonly now?: () => number;
}

export type DigestVerdict =
  | { readonly outcome: 'accepted'; readonly username: string }
  /** No credentials, or a nonce that has expired (`stale`): challenge again. */
  | { readonly outcome: 'challenge'; readonly header: string }
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
  readonly #options: Required<DigestOptions>;
  readonly #key = randomBytes(32);

  constructor(options: DigestOptions) {
    this.#options = { nonceLifetimeMs: 300_000, now: () => performance.now(), ...options };
  }

  /** Judges the Authorization header of a request with this method; `guesses` limits guessing. */
  judge(method: string, authorization: string | undefined, guesses: Guesses = UNLIMITED): DigestVerdict {
    const credentials = authorization === undefined ? undefined : parseCredentials(authorization);
    if (credentials === undefined || credentials.get('realm') !== this.#options.realm)
      return this.#challenge(false);
    const nonce = credentials.get('nonce') ?? '';
    const age = this.#ageOf(nonce);
    if (age === undefined) return this.#challenge(false);
    const username = credentials.get('username') ?? '';
    if (!guesses.mayTry(username)) return { outcome: 'refused', why: 'too many guesses' };
    const password = this.#options.passwordOf(username);
    // The same work for an unknown user, so that the time of an answer does not reveal which accounts exist.
    const expected = digestResponse(method, credentials, password ?? '');
    if (expected === undefined) return { outcome: 'refused', why: 'algorithm or qop not supported' };
    const isRight = equal(expected, credentials.get('response') ?? '');
    if (password === undefined || !isRight) {
      guesses.wrong(username, password !== undefined);
      return { outcome: 'refused', why: password === undefined ? 'unknown user' : 'wrong password' };
    }
    guesses.right(username);
    return age > this.#options.nonceLifetimeMs ? this.#challenge(true) : { outcome: 'accepted', username };
  }

  #challenge(stale: boolean): DigestVerdict {
    const time = Math.floor(this.#options.now()).toString(36);
    const nonce = `${time}.${this.#seal(time)}`;
    const header = `Digest realm="${this.#options.realm}", nonce="${nonce}", algorithm=MD5, qop="auth"${stale ? ', stale=true' : ''}`;
    return { outcome: 'challenge', header };
  }

  /** Milliseconds since we made that nonce; undefined if we did not. */
  #ageOf(nonce: string): number | undefined {
    const [time = '', seal = ''] = nonce.split('.', 2);
    if (!equal(seal, this.#seal(time))) return undefined;
    return this.#options.now() - parseInt(time, 36);
  }

  #seal(time: string): string {
    return createHmac('sha256', this.#key).update(time).digest('hex').slice(0, 32);
  }
}

const HASHES = new Map([
  ['MD5', 'md5'],
  ['SHA-256', 'sha256'],
  ['SHA-512-256', 'sha512-256'],
]);

/**
 * The `response` that a peer with this password must have sent (RFC 7616 3.4.1, RFC 8760); undefined for an algorithm or
 * qop that we do not support.
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

/** `Digest name=value, name="quoted"`; undefined for another scheme. One pass, no backtracking. */
export function parseCredentials(header: string): Map<string, string> | undefined {
  if (header.length > 4096 || !/^Digest\s/i.test(header)) return undefined;
  const fields = new Map<string, string>();
  const pair = /([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))/gy;
  let at = 'Digest'.length;
  while (at < header.length) {
    while (at < header.length && /[\s,]/.test(header[at] ?? '')) at += 1;
    pair.lastIndex = at;
    const match = pair.exec(header);
    if (match === null) return at >= header.length ? fields : undefined;
    fields.set((match[1] ?? '').toLowerCase(), match[3] ?? (match[2] ?? '').replace(/\\(.)/g, '$1'));
    at = pair.lastIndex;
  }
  return fields;
}

function equal(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest();
  const right = createHash('sha256').update(b).digest();
  return timingSafeEqual(left, right);
}
