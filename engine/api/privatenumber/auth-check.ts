/**
 * Who is calling: both request signatures, checked in the order of their codes (spec 2, 9).
 *
 *   Authorization, by number: 1023006 … 1023013
 *   X-WSSE: 1023026 … 1023031      X-AKSK: 1023033 … 1023038
 *   application known 1010003 → its addresses 1020166 → guesses 1010010 → digest 401 → clock 1010013 → nonce → status 1010008, 1010029
 */
import type { ApiConfig } from '../../../config/config.js';
import { addressList } from '../../../config/address.js';
import type { Application } from '../../../routing/application.js';
import { passwordDigest, sameSecret, type Scheme } from '../../report/password-digest.js';
import type { FailedSignIns } from '../failed-sign-ins.js';
import type { NonceMemory } from './auth-nonce.js';
import { invalid, Refusal, results, type Result } from './result-codes.js';

export interface AuthRequest {
  readonly authorization: string | undefined;
  readonly wsse: string | undefined;
  readonly aksk: string | undefined;
  /** Address of the client. */
  readonly address: string;
}

export interface AuthOptions {
  readonly config: Pick<ApiConfig, 'clockSkewSeconds' | 'wrongDigest'>;
  readonly applications: { get(appKey: string): Application | undefined };
  /** Absent: a nonce may be repeated. */
  readonly nonces?: NonceMemory | undefined;
  readonly signIns: Pick<FailedSignIns, 'mayTry' | 'failed'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** The application whose signature the request has. Throws Refusal. */
export function authenticate(request: AuthRequest, options: AuthOptions): Application {
  const scheme = readScheme(request.authorization);
  const token = scheme === 'WSSE' ? readWsse(request.wsse) : readAksk(request.aksk);
  const created = readCreated(token.created);
  if (token.nonce.length > LONGEST_NONCE)
    throw invalid(`Nonce must not be longer than ${LONGEST_NONCE} characters.`);
  const application = options.applications.get(token.username);
  if (!application) throw new Refusal(results.unknownApplication);
  const { allowedAddresses } = application;
  if (allowedAddresses.length > 0 && !addressList(allowedAddresses).has(request.address)) {
    throw new Refusal(results.addressNotAllowed);
  }
  if (!options.signIns.mayTry(request.address, application.appKey)) throw new Refusal(results.flowControl);
  const digest = passwordDigest(scheme, token.nonce, token.created, application.appSecret);
  if (!sameSecret(token.digest, digest)) {
    options.signIns.failed(request.address, application.appKey);
    throw wrongDigest(options);
  }
  const now = options.clock();
  if (Math.abs(now - created) > options.config.clockSkewSeconds * 1000) throw new Refusal(results.timeLimit);
  if (options.nonces?.isRepeated(application.appKey, token.nonce, now) === true) throw wrongDigest(options);
  if (application.status === 'disabled') throw new Refusal(results.applicationUnavailable);
  if (application.status === 'frozen') throw new Refusal(results.applicationFrozen);
  return application;
}

const LONGEST_NONCE = 128;

function readScheme(header: string | undefined): Scheme {
  if (header === undefined || header.trim() === '') throw new Refusal(results.authorizationMissing);
  const { words, attributes } = parseAuthHeader(header);
  const type = attributes.get('type');
  const faults: readonly [boolean, Result][] = [
    [!attributes.has('realm'), results.realmMissing],
    [!attributes.has('profile'), results.profileMissing],
    [attributes.get('realm') !== 'SDP', results.realmWrong],
    [attributes.get('profile') !== 'UsernameToken', results.profileWrong],
    [type !== undefined && type !== 'Appkey', results.typeWrong],
    [type === undefined, results.typeMissing],
    [!words.has('wsse') && !words.has('aksk'), results.schemeMissing],
  ];
  refuseFirst(faults);
  return words.has('aksk') ? 'AKSK' : 'WSSE';
}

interface UsernameToken {
  readonly username: string;
  readonly nonce: string;
  readonly created: string;
  readonly digest: string;
}

function readWsse(header: string | undefined): UsernameToken {
  if (header === undefined || header.trim() === '') throw new Refusal(results.wsseMissing);
  const { attributes } = parseAuthHeader(header);
  refuseFirst([
    [!attributes.has('username'), results.wsseUsernameMissing],
    [!attributes.has('nonce'), results.wsseNonceMissing],
    [!attributes.has('created'), results.wsseCreatedMissing],
    [!attributes.has('passworddigest'), results.wsseDigestMissing],
  ]);
  return tokenOf(attributes);
}

function readAksk(header: string | undefined): UsernameToken {
  if (header === undefined || header.trim() === '') throw new Refusal(results.akskMissing);
  const { words, attributes } = parseAuthHeader(header);
  refuseFirst([
    [!attributes.has('username'), results.akskUsernameMissing],
    [!attributes.has('nonce'), results.akskNonceMissing],
    [!attributes.has('created'), results.akskCreatedMissing],
    [!attributes.has('passworddigest'), results.akskDigestMissing],
    [!words.has('usernametoken'), results.akskTokenMissing],
  ]);
  return tokenOf(attributes);
}

function tokenOf(attributes: ReadonlyMap<string, string>): UsernameToken {
  return {
    username: attributes.get('username') ?? '',
    nonce: attributes.get('nonce') ?? '',
    created: attributes.get('created') ?? '',
    digest: attributes.get('passworddigest') ?? '',
  };
}

/** `yyyy-MM-ddTHH:mm:ssZ`; fractions of a second and a numeric offset are accepted too. */
function readCreated(text: string): number {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/.test(text)
    ? Date.parse(text)
    : NaN;
  if (Number.isNaN(time)) throw new Refusal(results.createdFormat);
  return time;
}

function refuseFirst(faults: readonly (readonly [boolean, Result])[]): void {
  const fault = faults.find(([wrong]) => wrong);
  if (fault) throw new Refusal(fault[1]);
}

function wrongDigest({ config }: AuthOptions): Refusal {
  const { code, text } = config.wrongDigest;
  return new Refusal({ ...results.authenticationFailed, code, text });
}

interface AuthHeader {
  /** Bare words before or between attributes, in lower case: the scheme, or `usernametoken`. */
  readonly words: ReadonlySet<string>;
  /** By name in lower case; the first of several; those without a value are left out. */
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * Reads `Authorization` and `X-WSSE`/`X-AKSK` the way customers' clients really write them (spec 2): blanks after
 * commas or none, names in any case, values with or without quotes. One pass, no pattern that could backtrack.
 */
function parseAuthHeader(header: string): AuthHeader {
  const words = new Set<string>();
  const attributes = new Map<string, string>();
  for (const part of header.split(',')) {
    const equals = part.indexOf('=');
    const before = (equals < 0 ? part : part.slice(0, equals)).split(/[ \t]/).filter((word) => word !== '');
    const name = equals < 0 ? undefined : before.pop()?.toLowerCase();
    for (const word of before) words.add(word.toLowerCase());
    const value = unquote(part.slice(equals + 1).trim());
    if (name !== undefined && value !== '' && !attributes.has(name)) attributes.set(name, value);
  }
  return { words, attributes };
}

function unquote(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}
