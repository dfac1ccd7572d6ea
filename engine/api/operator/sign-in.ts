/** Signing in and out: with an account or a token, for a session in a cookie or, for programs, in a header. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SessionOf } from '../../accounts/sessions.js';
import type { ShownOperator, ShownSignInWays } from './answers.js';
import { accountProblem } from './account-problems.js';
import { code, MOST_BYTES, password, shownOperator } from './account-schemas.js';
import { tokenKey } from './bearer.js';
import { OPEN_ID_PATH, openIdOperations } from './open-id.js';
import { OperatorProblem, problems } from './problems.js';
import { answer, body, failures } from './schemas.js';
import { forgetSession, isOwnPage, sessionIdOf, setSession } from './session-cookie.js';
import { noteSignIn, type SignInParts } from './sign-in-parts.js';

interface Asked {
  readonly name?: string;
  readonly password?: string;
  readonly code?: string;
  readonly token?: string;
  readonly as?: 'cookie' | 'header';
}

interface Begun {
  readonly of: SessionOf;
  readonly session: string;
  readonly wrongBefore: number;
}

export function signInOperations(app: FastifyInstance, parts: SignInParts): void {
  const { accounts, config } = parts;
  if (accounts.openId !== undefined) openIdOperations(app, parts, accounts.openId);
  app.get(
    '/sign-in',
    {
      config: { open: true },
      schema: {
        ...{
          operationId: 'getSignInWays',
          tags: ['accounts'],
          summary: 'How one can sign in here',
          security: [],
        },
        response: {
          200: answer('The ways.', {
            token: { type: 'boolean' },
            account: { type: 'boolean', description: 'Whether there are accounts.' },
            openId: {
              type: 'object',
              description: 'OpenID Connect: `path` is a page for a browser to go to.',
              properties: { name: { type: 'string' }, path: { type: 'string' } },
            },
          }),
          ...failures,
        },
      },
    },
    (): ShownSignInWays => ({
      token: config.operator.tokens.length > 0,
      account: !accounts.accounts.isEmpty,
      ...(accounts.openId !== undefined && {
        openId: { name: accounts.openId.name, path: `/v1${OPEN_ID_PATH}` },
      }),
    }),
  );

  signInOperation(app, parts);
  signOutOperation(app, parts);
}

function signInOperation(app: FastifyInstance, parts: SignInParts): void {
  app.post<{ Body: Asked }>(
    '/sign-in',
    {
      config: { open: true, secret: true },
      bodyLimit: MOST_BYTES,
      schema: {
        ...{ operationId: 'signIn', tags: ['accounts'], summary: 'Begins a session', security: [] },
        description:
          'With `name`, `password` and `code`, or with `token`. The session is in a cookie (HttpOnly, SameSite=Strict), or ' +
          'with `as: header` in the answer, to be sent as `Authorization: Session <id>`. Whatever is wrong is answered 401 ' +
          'alike; after several wrong attempts 429 says how long to wait.',
        body: body({
          name: { type: 'string', minLength: 1, maxLength: 64, description: 'The name of an account.' },
          password,
          code,
          token: { type: 'string', minLength: 1, maxLength: 512 },
          as: { type: 'string', enum: ['cookie', 'header'], default: 'cookie' },
        }),
        response: {
          200: answer('You.', {
            ...shownOperator,
            session: { type: 'string', description: 'With `as: header`.' },
          }),
          ...failures,
        },
      },
    },
    (request, reply) => signIn(parts, request, reply),
  );
}

function signOutOperation(app: FastifyInstance, parts: SignInParts): void {
  const { accounts, config } = parts;
  app.post(
    '/sign-out',
    {
      config: { role: 'subscriber', own: true },
      schema: {
        ...{ operationId: 'signOut', tags: ['accounts'], summary: 'Ends the session of this request' },
        response: {
          200: answer('It has ended.', {
            next: {
              type: 'string',
              description: 'OpenID Connect: where one signs out at the provider, too.',
            },
          }),
          ...failures,
        },
      },
    },
    async (request, reply): Promise<{ readonly next?: string | undefined }> => {
      const { session, of } = parts.authentication.of(request);
      if (session !== undefined) accounts.sessions.end(session);
      forgetSession(request, reply, config.operator);
      const { publicUrl } = config.operator;
      if (of?.idToken === undefined || publicUrl === undefined) return {};
      return { next: await accounts.openId?.signOutUrl(of.idToken, new URL('/console/', publicUrl)) };
    },
  );
}

async function signIn(
  parts: SignInParts,
  request: FastifyRequest<{ Body: Asked }>,
  reply: FastifyReply,
): Promise<ShownOperator & { readonly session?: string }> {
  const { accounts, authentication, config, signIns } = parts;
  if (!isOwnPage(request, config.operator, false))
    throw new OperatorProblem(problems.forbidden, 'a page of another site makes this request', {
      code: 'other-site',
    });
  if (!signIns.mayTry(request.ip))
    throw new OperatorProblem(problems.tooManyFailures, 'wait before the next one');
  const { of, session, wrongBefore } = await begin(parts, request);
  const operator = authentication.operatorOf(of);
  if (operator === undefined) throw new OperatorProblem(problems.unauthorized, 'the session has ended');
  // The one that the browser had: an id that was known before signing in is good for nothing after it.
  const before = sessionIdOf(request, config.operator);
  if (before !== undefined) accounts.sessions.end(before);
  await noteSignIn(parts, request, operator, { by: of.by, ...(wrongBefore > 0 && { wrongBefore }) });
  const shown: ShownOperator = { ...operator, firstDeed: authentication.firstDeedOf(of) };
  if (request.body.as === 'header') return { ...shown, session };
  setSession(request, reply, session, config.operator);
  return shown;
}

/** The source has one guess less while the attempt runs, so that many at once gain nothing. */
async function begin(
  { accounts, authentication, signIns }: SignInParts,
  { body: asked, ip }: FastifyRequest<{ Body: Asked }>,
): Promise<Begun> {
  const { name, password: typed, code: typedCode, token } = asked;
  signIns.failed(ip);
  if (token !== undefined && name === undefined) {
    const operator = authentication.bearers.ofToken(token);
    if (operator === undefined) throw new OperatorProblem(problems.unauthorized, 'the token is not known');
    signIns.passed(ip);
    const of: SessionOf = { by: 'token', key: tokenKey(token) };
    return { of, session: accounts.sessions.begin(of), wrongBefore: 0 };
  }
  try {
    if (name === undefined || typed === undefined || token !== undefined)
      throw new OperatorProblem(problems.invalid, 'expected name and password, or token');
    const credentials = { name, password: typed, code: typedCode, source: signIns.sourceOf(ip) };
    const { account, session, wrongBefore } = await accounts.signIn.signIn(credentials);
    signIns.passed(ip);
    return { of: { by: 'account', key: account.name }, session, wrongBefore };
  } catch (error) {
    const problem = accountProblem(error);
    if (problem.kind !== problems.unauthorized) signIns.passed(ip);
    throw problem;
  }
}
