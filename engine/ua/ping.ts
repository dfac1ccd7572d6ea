/** OPTIONS outside any dialog: whether a trunk's host is there (RFC 3261 11). */
import { pingHeaders } from './headers/leg-headers.js';
import { retryAfterOf } from './headers/peer-headers.js';
import type { PingAnswer, Signaling } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import type { UaLink } from './link.js';

/**
 * Any answer resolves it. Rejects with SignalingError: `isSilent` if there was none, `unavailable` without a server.
 */
export async function sendPing(
  link: UaLink,
  { uri, nextHop }: Parameters<Signaling['ping']>[0],
): Promise<PingAnswer> {
  const response = await link.exchange({ method: 'OPTIONS', headers: pingHeaders(uri), nextHop }, uri);
  const { status } = response;
  if (response.isMadeUp) {
    const code = status === 408 ? 'timeout' : 'refused';
    throw new SignalingError(code, status, `no answer to OPTIONS (${status})`, undefined, true);
  }
  return { status, retryAfterSeconds: retryAfterOf(response) };
}
