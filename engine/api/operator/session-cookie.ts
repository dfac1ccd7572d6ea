/**
 * The cookie of a browser's session, and whether a request with it comes from our own page. The cookie is sent by the
 * browser to this host alone, is not readable by scripts, and over TLS has the prefix that no other host or path can set
 * (RFC 6265bis 4.1.3.2).
 */
import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'callveil-session';
const SECURE_NAME = `__Host-${NAME}`;
/** A session is 32 bytes in base64url. */
const ID = /^[\w-]{43}$/;

/** `publicUrl`: where browsers reach the listener, if that is configured. */
export interface Reached {
  readonly publicUrl?: string | undefined;
}

/** The session id in the cookie; undefined for none, and for several, one of which another page must have set. */
export function sessionIdOf({ headers }: FastifyRequest, { publicUrl }: Reached): string | undefined {
  const names = publicUrl?.startsWith('https:') === true ? [SECURE_NAME] : [SECURE_NAME, NAME];
  for (const name of names) {
    const ids = valuesOf(headers.cookie, name);
    if (ids.length > 0) return ids.length === 1 && ID.test(ids[0] ?? '') ? ids[0] : undefined;
  }
  return undefined;
}

export function setSession(request: FastifyRequest, reply: FastifyReply, id: string, reached: Reached): void {
  const isSecure = isOverTls(request, reached);
  void reply.header('set-cookie', cookie(isSecure ? SECURE_NAME : NAME, id, isSecure));
}

export function forgetSession(request: FastifyRequest, reply: FastifyReply, reached: Reached): void {
  const isSecure = isOverTls(request, reached);
  void reply.header('set-cookie', `${cookie(isSecure ? SECURE_NAME : NAME, '', isSecure)}; Max-Age=0`);
}

/**
 * Whether our own page makes the request. `wanted`: a request that says nothing about it is refused too, as every browser
 * says where a change comes from.
 */
export function isOwnPage(
  { headers, method }: FastifyRequest,
  { publicUrl }: Reached,
  wanted: boolean,
): boolean {
  const site = headers['sec-fetch-site'];
  const isRead = method === 'GET' || method === 'HEAD';
  if (site !== undefined) return site === 'same-origin' || (site === 'none' && isRead);
  const { origin } = headers;
  if (origin === undefined) return isRead || !wanted;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === headers.host || origin === (publicUrl && new URL(publicUrl).origin);
}

/** A cookie without an end of its own goes with the browser; the session ends here. */
function cookie(name: string, value: string, isSecure: boolean): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
}

/** A proxy may speak TLS for us: then the browser's own word is the one that counts. */
export function isOverTls({ headers, protocol }: FastifyRequest, { publicUrl }: Reached): boolean {
  return [headers.origin, publicUrl, `${protocol}:`].some((one) => one?.startsWith('https:') === true);
}

export function valuesOf(header: string | undefined, name: string): string[] {
  return (header ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at > 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
}
