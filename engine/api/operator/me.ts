/**
 * Who is signed in, so that a console shows no button that its operator may not use, and what operators do with their own
 * accounts.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Credentials } from '../../accounts/sign-in.js';
import { ownProblem } from './account-problems.js';
import { code, MOST_BYTES, password, shownOperator } from './account-schemas.js';
import type { ShownEnrolment, ShownOperator } from './answers.js';
import type { Authenticated } from './authentication.js';
import { OperatorProblem, problems } from './problems.js';
import { answer, body, failures, nothing } from './schemas.js';
import { sessionIdOf, setSession } from './session-cookie.js';
import type { SignInParts } from './sign-in-parts.js';

interface Secrets {
  readonly password: string;
  readonly newPassword?: string;
  readonly code?: string;
}

/** What a session needs to be one of an account. */
interface Own {
  readonly name: string;
  readonly session: string;
  readonly credentials: Credentials;
}

const own = { config: { role: 'subscriber', own: true, secret: true }, bodyLimit: MOST_BYTES } as const;
const described = { tags: ['accounts'] };

export function meOperations(app: FastifyInstance, parts: SignInParts): void {
  const { accounts, authentication, config } = parts;
  app.get(
    '/me',
    {
      config: { role: 'subscriber', own: true },
      schema: {
        ...{ operationId: 'getMe', tags: ['system'], summary: 'Who this token or session belongs to' },
        response: { 200: answer('You.', shownOperator), ...failures },
      },
    },
    (request): ShownOperator => {
      const { operator, of, firstDeed } = authentication.of(request);
      const account = of?.by === 'account' ? accounts.accounts.find(of.key) : undefined;
      const { name, role, by } = operator;
      return { name, role, by, firstDeed, hasSecondFactor: account?.hasSecondFactor };
    },
  );

  app.post<{ Body: Secrets }>(
    '/me/password',
    {
      ...own,
      schema: {
        ...{
          ...described,
          operationId: 'changeOwnPassword',
          summary: 'Another password for the own account',
        },
        description: 'Ends all sessions of the account; the answer begins a new one, as the request had it.',
        body: body({ password, newPassword: password }, ['password', 'newPassword']),
        response: {
          200: answer('Changed.', {
            session: { type: 'string', description: 'The new one, for a session that came in a header.' },
          }),
          ...failures,
        },
      },
    },
    async (request, reply): Promise<{ session?: string }> => {
      const { credentials, session: before } = ownOf(parts, request);
      const { newPassword = '' } = request.body;
      const session = await accounts.own.changePassword(credentials, newPassword).catch(rethrown);
      if (sessionIdOf(request, config.operator) !== before) return { session };
      setSession(request, reply, session, config.operator);
      return {};
    },
  );
  secondFactorOperations(app, parts);
}

function secondFactorOperations(app: FastifyInstance, parts: SignInParts): void {
  const { accounts } = parts;
  app.post<{ Body: Secrets }>(
    '/me/second-factor',
    {
      ...own,
      schema: {
        ...{ ...described, operationId: 'enrolSecondFactor', summary: 'A secret for an authenticator' },
        description: 'TOTP (RFC 6238). It is in force once a code confirms it.',
        body: body({ password }, ['password']),
        response: {
          200: answer('The secret, which nothing shows again.', {
            key: { type: 'string', description: 'Base32.' },
            uri: { type: 'string', description: '`otpauth:`, for a QR code.' },
          }),
          ...failures,
        },
      },
    },
    async (request): Promise<ShownEnrolment> => {
      const { credentials } = ownOf(parts, request);
      const { secret: key, uri } = await accounts.own.enrol(credentials).catch(rethrown);
      return { key, uri };
    },
  );

  app.post<{ Body: { readonly code: string } }>(
    '/me/second-factor/confirm',
    {
      ...own,
      schema: {
        ...{ ...described, operationId: 'confirmSecondFactor', summary: 'Puts the second factor in force' },
        body: body({ code }, ['code']),
        response: {
          200: answer('In force.', {
            recoveryCodes: {
              ...{ type: 'array', items: { type: 'string' } },
              description: 'Each signs in once without the authenticator. Nothing shows them again.',
            },
          }),
          ...failures,
        },
      },
    },
    async (request): Promise<{ readonly recoveryCodes: readonly string[] }> => {
      const { name, session } = ownOf(parts, request);
      return {
        recoveryCodes: await accounts.own.confirm(name, request.body.code, session).catch(rethrown),
      };
    },
  );

  app.post<{ Body: Secrets }>(
    '/me/second-factor/remove',
    {
      ...own,
      schema: {
        ...{
          ...described,
          operationId: 'removeSecondFactor',
          summary: 'Signs in without a second factor again',
        },
        body: body({ password, code }, ['password', 'code']),
        response: { 204: nothing, ...failures },
      },
    },
    async (request, reply: FastifyReply) => {
      const { credentials, session } = ownOf(parts, request);
      await accounts.own.removeSecondFactor(credentials, session).catch(rethrown);
      await reply.code(204).send();
    },
  );
}

/** Throws OperatorProblem (conflict) if it is no session of an account. */
function ownOf(
  { authentication, signIns }: SignInParts,
  request: FastifyRequest<{ Body: Partial<Secrets> }>,
): Own {
  const { operator, of, session }: Authenticated = authentication.of(request);
  if (of?.by !== 'account' || session === undefined)
    throw new OperatorProblem(problems.conflict, 'expected a session of an account', { code: 'no-account' });
  const { password: typed = '', code: typedCode } = request.body;
  const credentials = {
    ...{ name: operator.name, password: typed, code: typedCode },
    source: signIns.sourceOf(request.ip),
  };
  return { name: operator.name, session, credentials };
}

function rethrown(error: unknown): never {
  throw ownProblem(error);
}
