/**
 * Service-Route of a registrar's 200 (RFC 3608): the proxies that our requests have to visit, the nearest first. What
 * goes into a later request is written again from their URIs, so that nothing else of the answer gets there.
 */
import type { SipMessage } from '../transactions/transactions.js';
import { urisWithParameters } from './uri-user.js';

/** More proxies than any path has. */
const MAX_ROUTES = 8;

/**
 * As values of Route. Undefined if there is none, or if one of them cannot be used: a part of a path leads nowhere. All
 * of them are loose routers (RFC 3608 5).
 */
export function serviceRoutesOf(response: Pick<SipMessage, 'header'>): readonly string[] | undefined {
  const header = response.header('Service-Route');
  const uris = urisWithParameters(header).map(({ uri }) => uri.trim());
  const isWhole = uris.length > 0 && uris.length <= MAX_ROUTES && uris.every((uri) => LOOSE_ROUTER.test(uri));
  return isWhole ? uris.map((uri) => `<${uri}>`) : undefined;
}

/** `sip:user@host:port;transport=tcp;lr`, in any order, without headers. */
const LOOSE_ROUTER =
  /^sips?:(?:[\w.!~*'()&=+$,;/%-]{1,128}@)?(?:\[[\da-f:.]+\]|[a-z\d.-]{1,253})(?::[1-9]\d{0,4})?(?:;[\w.!~*'()%:/[\]&+$-]+(?:=[\w.!~*'()%:/[\]&+$-]*)?)*;lr(?:=\w*)?(?:;[\w.!~*'()%:/[\]&+$-]+(?:=[\w.!~*'()%:/[\]&+$-]*)?)*$/i;
