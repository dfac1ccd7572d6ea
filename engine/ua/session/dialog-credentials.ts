/**
 * The credentials of one dialog and the challenges it has received (RFC 3261 22.2, 22.3; RFC 7616 3.3, 3.4). Every
 * challenged request of the dialog can be answered, and later requests carry the answer to an earlier challenge from
 * the start. They belong to this dialog alone: no nonce, realm or user name goes into a request of another one.
 *
 *    unknown ──challenge──▶ answered, nc=1 ──next request──▶ nc=2 …
 *                              │    ▲
 *                              └────┘  a challenge with another nonce, if ours was stale or used before; nextnonce
 */
import { randomBytes } from 'node:crypto';
import { digestResponse } from '../../sip/digest.js';
import { parseDigests, type DigestParameters } from '../../sip/digest-parameters.js';
import type { Login } from '../../sip/signaling.js';
import type { HeaderLine, SipMessage } from '../transactions/transactions.js';

/** The parts of a request that a digest covers. */
export interface AuthorizedRequest {
  readonly method: string;
  /** The Request-URI as it is sent. */
  readonly uri: string;
  readonly body: string | undefined;
}

/** A challenge that requests of this dialog answer. */
interface Challenge {
  readonly isProxy: boolean;
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | undefined;
  readonly algorithm: string | undefined;
  readonly qop: 'auth' | 'auth-int' | undefined;
  /** One for each nonce: the session key of the `-sess` algorithms depends on both, once (RFC 7616 3.4.2). */
  readonly cnonce: string;
  /** How often the nonce has been answered. */
  count: number;
}

/** More realms than any path has proxies. */
const MAX_REALMS = 8;

export class DialogCredentials {
  /** Request-URI of the dialog's next request, as far as it is known before that is sent. */
  target: string | undefined;
  readonly #login: Login;
  /** By `isProxy` and realm. */
  readonly #challenges = new Map<string, Challenge>();

  constructor(login: Login) {
    this.#login = login;
  }

  /** The same credentials in another dialog. */
  anew(): DialogCredentials {
    return new DialogCredentials(this.#login);
  }

  /** Authorization and Proxy-Authorization of a request, one line for each realm (RFC 3261 22.3). Counts the nonces. */
  authorize(request: AuthorizedRequest): HeaderLine[] {
    return [...this.#challenges.values()].map((challenge) => {
      challenge.count += 1;
      const name = challenge.isProxy ? 'Proxy-Authorization' : 'Authorization';
      return [name, answerTo(challenge, request, this.#login)];
    });
  }

  /**
   * Takes the challenges of a 401 or 407. False if sending the request again would not help: we speak none of the
   * schemes and algorithms, or our credentials have just been refused (RFC 3261 22.2).
   *
   * @param hadAuthorization whether the challenged request carried what `authorize` made.
   */
  take(response: SipMessage, hadAuthorization: boolean): boolean {
    const asked = [
      ...understood(response.header('Proxy-Authenticate'), true),
      ...understood(response.header('WWW-Authenticate'), false),
    ];
    for (const { challenge, isStale } of asked) {
      const before = hadAuthorization ? this.#challenges.get(keyOf(challenge)) : undefined;
      // A nonce that worked for an earlier request may have expired although the server does not call it stale.
      const isRefused = before !== undefined && (before.count === 1 || before.nonce === challenge.nonce);
      if (isRefused && !isStale) return false;
    }
    for (const { challenge } of asked) this.#keep(challenge);
    return asked.length > 0;
  }

  /** A response that is no challenge may bring the nonce for the next request (RFC 7616 3.5, RFC 7615). */
  accepted(response: SipMessage): void {
    this.#renew(false, response.header('Authentication-Info'));
    this.#renew(true, response.header('Proxy-Authentication-Info'));
  }

  /** The peer's Contact in an INVITE, an UPDATE or a 2xx to ours is the target of later requests. */
  retarget(contact: string | undefined): void {
    const uri = /<([^>]+)>/.exec(contact ?? '')?.[1] ?? /^[^;,\s]+/.exec(contact ?? '')?.[0];
    if (uri !== undefined) this.target = uri;
  }

  /** A nonce that is named again continues its count. */
  #keep(challenge: Challenge): void {
    const key = keyOf(challenge);
    const before = this.#challenges.get(key);
    if (before?.nonce === challenge.nonce) return;
    if (before !== undefined || this.#challenges.size < MAX_REALMS) this.#challenges.set(key, challenge);
  }

  /** The header names no realm, so it can be assigned only if there is exactly one. */
  #renew(isProxy: boolean, info: string | undefined): void {
    if (info === undefined) return;
    const nonce = parseDigests(`Digest ${info}`)[0]?.get('nextnonce');
    const [challenge, ...others] = [...this.#challenges.values()].filter((one) => one.isProxy === isProxy);
    if (nonce === undefined || challenge === undefined || others.length > 0) return;
    this.#challenges.set(keyOf(challenge), { ...challenge, nonce, cnonce: newCnonce(), count: 0 });
  }
}

/** For each realm the first challenge that we can answer: a server lists the preferred one first (RFC 8760 2.3). */
function understood(
  header: string | undefined,
  isProxy: boolean,
): { challenge: Challenge; isStale: boolean }[] {
  const found = new Map<string, { challenge: Challenge; isStale: boolean }>();
  for (const parameters of header === undefined ? [] : parseDigests(header)) {
    const challenge = challengeOf(parameters, isProxy);
    if (challenge === undefined || found.has(challenge.realm)) continue;
    found.set(challenge.realm, { challenge, isStale: /^true$/i.test(parameters.get('stale') ?? '') });
  }
  return [...found.values()];
}

function challengeOf(parameters: DigestParameters, isProxy: boolean): Challenge | undefined {
  const realm = parameters.get('realm');
  const nonce = parameters.get('nonce');
  const algorithm = parameters.get('algorithm');
  if (realm === undefined || nonce === undefined) return undefined;
  const offered = (parameters.get('qop') ?? '').toLowerCase().split(/[\s,]+/);
  const qop = offered.includes('auth') ? 'auth' : offered.includes('auth-int') ? 'auth-int' : undefined;
  if (qop === undefined && offered.some((one) => one !== '')) return undefined;
  const opaque = parameters.get('opaque');
  const challenge: Challenge = {
    isProxy,
    realm,
    nonce,
    opaque,
    algorithm,
    qop,
    cnonce: newCnonce(),
    count: 0,
  };
  const isSpoken = digestResponse('ACK', fieldsOf(challenge, 'sip:a', ''), '', '') !== undefined;
  return isSpoken ? challenge : undefined;
}

/** RFC 7616 3.4. */
function answerTo(challenge: Challenge, { method, uri, body }: AuthorizedRequest, login: Login): string {
  const fields = fieldsOf(challenge, uri, login.username);
  const response = digestResponse(method, fields, login.password, body ?? '') ?? '';
  fields.set('response', response);
  if (challenge.opaque !== undefined) fields.set('opaque', challenge.opaque);
  return `Digest ${[...fields].map(([name, value]) => written(name, value)).join(', ')}`;
}

function fieldsOf(challenge: Challenge, uri: string, username: string): Map<string, string> {
  const { realm, nonce, algorithm, qop, cnonce, count } = challenge;
  const fields = new Map([
    ['username', username],
    ['realm', realm],
    ['nonce', nonce],
    ['uri', uri],
  ]);
  if (algorithm !== undefined) fields.set('algorithm', algorithm);
  if (qop !== undefined) fields.set('qop', qop).set('nc', count.toString(16).padStart(8, '0'));
  if (qop !== undefined || /-sess$/i.test(algorithm ?? '')) fields.set('cnonce', cnonce);
  return fields;
}

/** RFC 7616 3.4: these three are tokens, the rest are quoted strings. */
function written(name: string, value: string): string {
  if (name === 'algorithm' || name === 'qop' || name === 'nc') return `${name}=${value}`;
  return `${name}="${value.replace(/["\\]/g, '\\$&')}"`;
}

function keyOf({ isProxy, realm }: Challenge): string {
  return `${isProxy ? 'proxy' : 'peer'} ${realm}`;
}

function newCnonce(): string {
  return randomBytes(8).toString('hex');
}
