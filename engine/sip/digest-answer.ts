/** Digest authentication, the client's side (RFC 3261 22.2, RFC 7616 3.4): the answer to a challenge. */
import { randomBytes } from 'node:crypto';
import { digestResponse, parseCredentials } from './digest.js';

export interface ChallengedRequest {
  readonly method: string;
  /** The Request-URI. */
  readonly uri: string;
  readonly username: string;
  readonly password: string;
}

/**
 * The Authorization that answers the first challenge whose dialect we speak (RFC 7616 3.7: a server names the one it
 * likes best first); undefined where we speak none.
 *
 * @param challenges the WWW-Authenticate or Proxy-Authenticate values.
 */
export function answerChallenge(
  challenges: readonly string[],
  request: ChallengedRequest,
): string | undefined {
  for (const challenge of challenges.flatMap((value) => value.split(NEXT_CHALLENGE, MAX_CHALLENGES))) {
    const answer = answerTo(challenge, request);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Several challenges may share a header line. */
const NEXT_CHALLENGE = /,\s*(?=Digest\s)/i;
const MAX_CHALLENGES = 8;

function answerTo(challenge: string, request: ChallengedRequest): string | undefined {
  const asked = parseCredentials(challenge);
  const realm = asked?.get('realm');
  const nonce = asked?.get('nonce');
  if (asked === undefined || realm === undefined || nonce === undefined) return undefined;
  const offered = asked.get('qop');
  const qop = offered?.split(',').find((one) => one.trim().toLowerCase() === 'auth');
  if (offered !== undefined && qop === undefined) return undefined;
  const algorithm = asked.get('algorithm');
  const fields = new Map([
    ['username', request.username],
    ['realm', realm],
    ['nonce', nonce],
    ['uri', request.uri],
  ]);
  if (algorithm !== undefined) fields.set('algorithm', algorithm);
  if (qop !== undefined) {
    fields.set('qop', 'auth').set('nc', '00000001').set('cnonce', randomBytes(8).toString('hex'));
  }
  const response = digestResponse(request.method, fields, request.password);
  if (response === undefined) return undefined;
  const opaque = asked.get('opaque');
  if (opaque !== undefined) fields.set('opaque', opaque);
  return `Digest ${[...fields.set('response', response)].map(([name, value]) => written(name, value)).join(', ')}`;
}

/** RFC 7616 3.4: these three are tokens, the rest are quoted strings. */
function written(name: string, value: string): string {
  if (name === 'algorithm' || name === 'qop' || name === 'nc') return `${name}=${value}`;
  return `${name}="${value.replace(/["\\]/g, '\\$&')}"`;
}
