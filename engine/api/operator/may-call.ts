/** Whether a call would be put through, and why not: what every rule of carriers and law says about it. */
import type { FastifyRequest } from 'fastify';
import type { E164 } from '../../../routing/numbers/number.js';
import type { MayCall } from '../../../routing/rules/may-call.js';
import { Ending } from '../../call/ending.js';
import type { Operations } from './context.js';
import { writtenNumber } from './phone-number.js';
import { answer, appKey, body, failures, number, subscriptionId, time } from './schemas.js';
import { millisecondsOf, optionalTime } from './times.js';
import type { ShownMayCall } from './rules-answers.js';

interface Question {
  readonly caller: E164;
  readonly dialled: E164;
  readonly digits?: string;
  readonly at?: string;
}

const fields = {
  caller: writtenNumber,
  dialled: writtenNumber,
  digits: { type: 'string', pattern: '^[0-9]{0,8}$', description: 'AXE: the extension.' },
  at: { ...time, description: 'Left out: now. The frequencies are always those of now.' },
} as const;

const allowed = answer('The answer, with what every rule says.', {
  allowed: { type: 'boolean' },
  refusedBy: {
    type: 'string',
    enum: ['routing', 'blacklist', 'registration', 'hours', 'frequency', 'onboarding', 'complaints'],
    description: 'The first rule that refuses it; routing: there is no way to a callee.',
  },
  reason: { type: 'string', description: 'The ending that the call would have.' },
  sipStatus: { type: 'integer' },
  stateCode: { type: 'integer', description: 'The state code that the application gets.' },
  until: { ...time, description: 'From then on all rules allow it; left out: not by the passing of time.' },
  appKey,
  subscriptionId,
  x: number,
  rules: {
    type: 'array',
    description: 'Every rule in force.',
    items: {
      type: 'object',
      properties: {
        rule: { type: 'string' },
        statement: { type: 'string' },
        allows: { type: 'boolean' },
        because: { type: 'string' },
        until: time,
      },
    },
  },
});

export const mayCallOperation: Operations = (app, { routing, clock }) => {
  const ask = ({ caller, dialled, digits, at }: Question): ShownMayCall =>
    shown(routing.mayCall({ caller, dialled, digits, at: millisecondsOf(at) ?? clock() }));
  const schema = {
    tags: ['rules'],
    summary: 'Whether a call would be put through, and why not',
    description: 'Nothing is changed or counted.',
    response: { 200: allowed, ...failures },
  };

  app.get<{ Querystring: Question }>(
    '/may-call',
    {
      config: { role: 'viewer' },
      preValidation: plusOfNumbers,
      schema: {
        ...schema,
        operationId: 'mayCall',
        description: `${schema.description} Proxies log addresses: POST keeps the numbers out of them.`,
        querystring: body(fields, ['caller', 'dialled']),
      },
    },
    ({ query }) => ask(query),
  );

  app.post<{ Body: Question }>(
    '/may-call',
    {
      config: { role: 'viewer' },
      schema: { ...schema, operationId: 'askMayCall', body: body(fields, ['caller', 'dialled']) },
    },
    ({ body: question }) => ask(question),
  );
};

/** A + that was not escaped arrives as a blank. */
function plusOfNumbers(request: FastifyRequest, _reply: unknown, done: () => void): void {
  const query = request.query as Record<string, unknown>;
  for (const name of ['caller', 'dialled']) {
    const text = query[name];
    if (typeof text === 'string') query[name] = text.replace(/^ (?=\d)/, '+');
  }
  done();
}

function shown({
  resolution,
  allowed: isAllowed,
  refusedBy,
  reason,
  verdicts,
  until,
}: MayCall): ShownMayCall {
  const { application, x } = resolution;
  const ending = reason === undefined ? undefined : new Ending(reason);
  return {
    allowed: isAllowed,
    refusedBy,
    reason,
    sipStatus: ending?.row.sip,
    stateCode: ending?.codes(application?.mode).stateCode,
    ...optionalTime('until', until),
    appKey: application?.appKey,
    subscriptionId: 'subscriptionId' in resolution ? resolution.subscriptionId : undefined,
    x,
    rules: verdicts.map(({ rule, statement, refusal }) => ({
      rule,
      statement,
      allows: refusal === undefined,
      because: refusal?.because,
      ...optionalTime('until', refusal?.until),
    })),
  };
}
