/** The accounts of operators, for admins: added, given other rights, reset, removed, their sessions ended. */
import type { FastifyInstance } from 'fastify';
import type { OperatorRole } from '../../../config/config.js';
import type { ListedAccount } from '../../accounts/accounts.js';
import { accountName, MOST_BYTES, password, role } from './account-schemas.js';
import { accountProblem } from './account-problems.js';
import type { Page, ShownAccount } from './answers.js';
import type { Operations, OperatorContext } from './context.js';
import { notFound } from './problems.js';
import { answer, appKey, body, failures, listOf, nothing, time } from './schemas.js';
import { optionalTime, timeOf } from './times.js';

const applications = {
  type: 'array',
  items: appKey,
  maxItems: 1000,
  description: 'subscriber: whose messages it may read. The other roles have no such limit.',
} as const;

export const shownAccount = {
  $id: 'Account',
  type: 'object',
  properties: {
    name: accountName,
    role,
    applications,
    hasSecondFactor: { type: 'boolean' },
    mustChangePassword: { type: 'boolean', description: 'An administrator set the password.' },
    sessions: { type: 'integer', description: 'That have not ended.' },
    createdAt: time,
    signedInAt: { ...time, description: 'Left out: never.' },
  },
} as const;

interface Named {
  readonly name: string;
}

interface Rights {
  readonly role: OperatorRole;
  readonly applications?: readonly string[];
}

interface Reset {
  readonly password: string;
  readonly keepSecondFactor?: boolean;
}

const params = body({ name: accountName }, ['name']);
const secret = { config: { role: 'admin', secret: true }, bodyLimit: MOST_BYTES } as const;
const described = { tags: ['accounts'] };

export const accountOperations: Operations = (app, context) => {
  const { accounts } = context.accounts;
  app.get(
    '/accounts',
    {
      config: { role: 'admin' },
      schema: {
        ...{ ...described, operationId: 'listAccounts', summary: 'All accounts of this engine, by name' },
        response: { 200: listOf('All of them.', { $ref: 'Account#' }), ...failures },
      },
    },
    (): Page<ShownAccount> => {
      const items = accounts.list().map(shown);
      return { items, total: items.length };
    },
  );

  app.post<{ Body: Named & Rights & { readonly password: string } }>(
    '/accounts',
    {
      ...secret,
      schema: {
        ...{ ...described, operationId: 'addAccount', summary: 'Adds an account' },
        description: 'Its operator has to change the password before anything else.',
        body: body({ name: accountName, role, applications, password }, ['name', 'role', 'password']),
        response: { 204: nothing, ...failures },
      },
    },
    async ({ body: wanted }, reply) => {
      await accounts.add(wanted).catch(rethrown);
      await reply.code(204).send();
    },
  );
  changeOperations(app, context);
  removeOperations(app, context);
};

function changeOperations(app: FastifyInstance, { accounts: { accounts } }: OperatorContext): void {
  app.patch<{ Params: Named; Body: Rights }>(
    '/accounts/:name',
    {
      config: { role: 'admin' },
      schema: {
        ...{ ...described, operationId: 'changeAccountRole', summary: 'Gives an account another role' },
        description: 'Ends its sessions.',
        params,
        body: body({ role, applications }, ['role']),
        response: { 204: nothing, ...failures },
      },
    },
    async ({ params: { name }, body: rights }, reply) => {
      await accounts.changeRole(name, rights.role, rights.applications).catch(rethrown);
      await reply.code(204).send();
    },
  );

  app.post<{ Params: Named; Body: Reset }>(
    '/accounts/:name/reset',
    {
      ...secret,
      schema: {
        ...{ ...described, operationId: 'resetAccount', summary: 'Gives an account another password' },
        description:
          'For an operator who has forgotten it, or has lost the authenticator. Ends its sessions. The second factor is taken ' +
          'away unless it is kept; the operator has to change the password before anything else.',
        params,
        body: body({ password, keepSecondFactor: { type: 'boolean', default: false } }, ['password']),
        response: { 204: nothing, ...failures },
      },
    },
    async ({ params: { name }, body: { password: fresh, keepSecondFactor = false } }, reply) => {
      await accounts.reset(name, fresh, keepSecondFactor).catch(rethrown);
      await reply.code(204).send();
    },
  );
}

function removeOperations(app: FastifyInstance, { accounts: { accounts } }: OperatorContext): void {
  app.delete<{ Params: Named }>(
    '/accounts/:name/sessions',
    {
      config: { role: 'admin' },
      schema: {
        ...{ ...described, operationId: 'endAccountSessions', summary: 'Ends the sessions of an account' },
        params,
        response: { 200: answer('They have ended.', { ended: { type: 'integer' } }), ...failures },
      },
    },
    async ({ params: { name } }) => {
      if (accounts.find(name) === undefined) throw notFound('account');
      return { ended: accounts.endSessions(name) };
    },
  );

  app.delete<{ Params: Named }>(
    '/accounts/:name',
    {
      config: { role: 'admin' },
      schema: {
        ...{
          ...described,
          operationId: 'removeAccount',
          summary: 'Removes an account and ends its sessions',
        },
        params,
        response: { 204: nothing, ...failures },
      },
    },
    async ({ params: { name } }, reply) => {
      await accounts.remove(name).catch(rethrown);
      await reply.code(204).send();
    },
  );
}

function shown({ createdAt, signedInAt, ...account }: ListedAccount): ShownAccount {
  return {
    ...account,
    createdAt: timeOf(createdAt),
    ...optionalTime('signedInAt', signedInAt),
  };
}

function rethrown(error: unknown): never {
  throw accountProblem(error);
}
