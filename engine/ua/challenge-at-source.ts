/**
 * The digest challenge to a source that is no trunk, where a trunk may be anywhere. It leaves nothing behind here (RFC
 * 3261 8.2.7): neither a transaction, whose 401 would be sent again and again to an address that may be forged, nor
 * work of the engine. The nonce is bound to the address, so that a peer must receive answers there to get past it.
 */
import { challengesOf, credentialsFor } from '../sip/digest.js';
import { Nonces } from '../sip/nonces.js';
import type { SourceChallenge } from '../sip/signaling-speech.js';
import type { SourceRules } from '../sipd/stack/stack.js';
import { challengeLines } from './headers/leg-headers.js';

/** For `SourceRules.challenge`: undefined for a request that answers a challenge of that kind, right or wrong. */
export function challengeAtSource(
  { realm, algorithms, status, nonceKey }: SourceChallenge,
  nonces = new Nonces({ key: nonceKey }),
): NonNullable<SourceRules['challenge']> {
  return ({ headers }, { remoteAddress }) => {
    const given = [...headers.getAll('Authorization'), ...headers.getAll('Proxy-Authorization')];
    const nonce = credentialsFor(realm, given.join(', '))?.get('nonce');
    const age = nonce === undefined ? undefined : nonces.ageOf(nonce, remoteAddress);
    if (age !== undefined && !nonces.isExpired(age)) return undefined;
    const challenges = challengesOf(realm, algorithms, nonces.make(remoteAddress), age !== undefined);
    return { status, headers: challengeLines(status, challenges) };
  };
}
