/**
 * Signing in with OpenID Connect: to the provider and back. Both are pages that the browser goes to, so what fails is said
 * by the console, by a word behind its `#`. The way back is fixed: no request decides where a browser is sent.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OpenIdError, type OpenId } from '../../accounts/open-id.js';
import type { SessionOf } from '../../accounts/sessions.js';
import { isOverTls, setSession, valuesOf } from './session-cookie.js';
import { noteSignIn, type SignInParts } from './sign-in-parts.js';

export const OPEN_ID_PATH = '/sign-in/openid';
const CONSOLE = '/console/';
/** Holds the state: it ties what comes back to the browser that went. */
const STATE = 'callveil-openid';
const STATE_SECONDS = 600;

export function openIdOperations(app: FastifyInstance, parts: SignInParts, openId: OpenId): void {
  const { signIns, config, logger } = parts;
  const refuse = (reply: FastifyReply, error: unknown): FastifyReply => {
    if (!(error instanceof OpenIdError)) throw error;
    const { fault, cause } = error;
    // The library's errors may carry what the provider sent, tokens too: only their words are kept.
    const because = cause instanceof Error ? cause.message : cause;
    logger.warn({ part: 'openid', fault, because }, 'a sign-in with OpenID Connect failed');
    return reply.redirect(`${CONSOLE}#/${fault}`, 302);
  };

  app.get(
    OPEN_ID_PATH,
    { config: { open: true, secret: true }, schema: { hide: true } },
    async (request, reply) => {
      if (!signIns.mayTry(request.ip)) return reply.redirect(`${CONSOLE}#/too-many-failures`, 302);
      signIns.failed(request.ip);
      try {
        const { url, state } = await openId.begin();
        signIns.passed(request.ip);
        void reply.header('set-cookie', stateCookie(request, parts, state, STATE_SECONDS));
        return await reply.redirect(url.href, 302);
      } catch (error) {
        return refuse(reply, error);
      }
    },
  );

  app.get(
    `${OPEN_ID_PATH}/back`,
    { config: { open: true, secret: true }, schema: { hide: true } },
    async (request, reply) => {
      void reply.header('set-cookie', stateCookie(request, parts, '', 0));
      const [state = '', ...others] = valuesOf(request.headers.cookie, STATE);
      // No state can be guessed, so this does not count as an attempt: any page could make a browser send many.
      if (others.length > 0 || !openId.hasBegun(state)) {
        logger.info(
          { part: 'openid' },
          'a browser comes back that has not begun a sign-in here, or long ago',
        );
        return reply.redirect(`${CONSOLE}#/openid-refused`, 302);
      }
      if (!signIns.mayTry(request.ip)) return reply.redirect(`${CONSOLE}#/too-many-failures`, 302);
      signIns.failed(request.ip);
      try {
        const query = new URL(request.url, 'http://callveil').search;
        const { operator, subject, idToken } = await openId.finish(state, query);
        signIns.passed(request.ip);
        const of: SessionOf = { by: 'openid', key: subject, operator, idToken };
        await noteSignIn(parts, request, operator, { by: of.by });
        setSession(request, reply, parts.accounts.sessions.begin(of), config.operator);
        return await reply.redirect(CONSOLE, 302);
      } catch (error) {
        return refuse(reply, error);
      }
    },
  );
}

/** The browser comes back from another site, so it is not `Strict`; it begins nothing by itself. */
function stateCookie(
  request: FastifyRequest,
  { config }: SignInParts,
  state: string,
  seconds: number,
): string {
  const secure = isOverTls(request, config.operator) ? '; Secure' : '';
  return `${STATE}=${state}; Path=/v1${OPEN_ID_PATH}; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
}
