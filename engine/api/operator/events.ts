/**
 * Messages of calls to be pulled, and those whose push was given up. A token of the role `subscriber` reads those of its
 * own applications and nothing else of this API.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { REPORT_KINDS } from '../../../config/reports-schema.js';
import type { ShownEvent, ShownUndelivered } from './answers.js';
import type { Operator } from '../../accounts/operator.js';
import type { OperatorContext } from './context.js';
import { OperatorProblem, problems } from './problems.js';
import { answer, appKey, body, failures, time } from './schemas.js';

const LONGEST_WAIT_SECONDS = 60;

const id = {
  type: 'string',
  maxLength: 64,
  description: 'Id of a message, the `Idempotency-Key` of its push. Ids of an application increase.',
} as const;
const message = {
  type: 'object',
  description: 'What is pushed: the same JSON.',
  additionalProperties: true,
} as const;
const after = { ...id, description: 'The last message that was read: `next` of the answer before.' } as const;
const limit = { type: 'integer', minimum: 1, maximum: 1000, default: 100 } as const;

const event = {
  type: 'object',
  properties: {
    id,
    appKey,
    kind: {
      type: 'string',
      description: '`eventType`; `fee` for a record, `smsEvent` for a notice of a short message.',
    },
    at: time,
    sessionId: { type: 'string', description: 'A notice of a short message has its `smsIdentifier` here.' },
    message,
  },
} as const;

const undeliveredMessage = {
  type: 'object',
  properties: {
    id,
    appKey,
    channel: { type: 'string', description: 'Which of its addresses: status, fee and so on.' },
    sessionId: { type: 'string', description: '`*`: several records that were pushed together.' },
    failures: { type: 'integer' },
    givenUpAt: time,
    because: { type: 'string', description: 'Why the last push failed.' },
    message,
  },
} as const;

interface EventsQuery {
  readonly appKey?: string;
  readonly after?: string;
  readonly kinds?: string;
  readonly limit: number;
  readonly wait: number;
}

export function eventOperations(
  app: FastifyInstance,
  context: OperatorContext,
  operatorOf: (request: FastifyRequest) => Operator | undefined,
): void {
  const { events } = context;
  app.get<{ Querystring: EventsQuery }>(
    '/events',
    { config: { role: 'subscriber' }, schema: eventsSchema },
    async (request) => {
      const { after: place, kinds, limit: most, wait, appKey: one } = request.query;
      const appKeys = scopeOf(operatorOf(request), one);
      requirePulled(context, appKeys);
      const page = await events.read({
        ...{ appKeys, after: place, limit: most, waitMs: wait * 1000 },
        kinds: kindsOf(kinds),
      });
      if (page === undefined) throw unknownPlace();
      const items = page.events.map(({ group, at, body: text, ...rest }): ShownEvent => ({
        ...rest,
        at: new Date(at).toISOString(),
        sessionId: group,
        message: messageOf(rest.kind, text),
      }));
      return { items, next: page.next, missed: page.missed };
    },
  );
  // A reader that waits must not hold up the end of the service.
  app.addHook('preClose', (done) => {
    events.endWaiting();
    done();
  });
  undeliveredOperations(app, context, operatorOf);
}

function undeliveredOperations(
  app: FastifyInstance,
  { events }: OperatorContext,
  operatorOf: (request: FastifyRequest) => Operator | undefined,
): void {
  app.get<{ Querystring: { readonly appKey?: string; readonly after?: string; readonly limit: number } }>(
    '/undelivered',
    { config: { role: 'subscriber' }, schema: undeliveredSchema },
    async (request) => {
      const { after: place, limit: most, appKey: one } = request.query;
      const appKeys = scopeOf(operatorOf(request), one);
      const found = await events.undelivered({ appKeys, after: place, limit: most });
      if (found === undefined) throw unknownPlace();
      const items = found.map(({ group, at, body: text, ...rest }): ShownUndelivered => ({
        ...rest,
        sessionId: group,
        givenUpAt: new Date(at).toISOString(),
        message: messageOf(rest.channel, text),
      }));
      return { items, next: found.at(-1)?.id ?? place };
    },
  );
  app.post<{ Body: { readonly appKey?: string; readonly ids?: readonly string[] } }>(
    '/undelivered/resend',
    { config: { role: 'operator' }, schema: resendSchema },
    async ({ body: { appKey: one, ids } }) => {
      if (one === undefined && ids === undefined)
        throw new OperatorProblem(problems.invalid, 'expected appKey, ids or both, found neither');
      const resent = await events.resend(one, ids);
      if (resent === undefined) throw unknownPlace();
      return { resent };
    },
  );
}

/** Which applications a token may read; undefined: all of them. */
function scopeOf(operator: Operator | undefined, asked: string | undefined): readonly string[] | undefined {
  const own = operator?.role === 'subscriber' ? (operator.applications ?? []) : undefined;
  if (asked === undefined) return own;
  if (own !== undefined && !own.includes(asked))
    throw new OperatorProblem(problems.forbidden, 'expected an application of this token, found another');
  return [asked];
}

/** An answer without messages would look as if there were none. */
function requirePulled({ routing }: OperatorContext, appKeys: readonly string[] | undefined): void {
  const all = routing.applications.list();
  const read = appKeys === undefined ? all : all.filter((one) => appKeys.includes(one.appKey));
  if (read.some(({ reports }) => reports?.pull === true)) return;
  throw new OperatorProblem(
    problems.conflict,
    'expected an application with reports.pull, found none: its messages are not kept',
    { code: 'not-kept' },
  );
}

function kindsOf(text: string | undefined): readonly string[] | undefined {
  const kinds = text?.split(',').filter((kind) => kind !== '');
  const wrong = kinds?.find((kind) => !(REPORT_KINDS as readonly string[]).includes(kind));
  if (wrong === undefined) return kinds;
  const fault = {
    field: 'query/kinds',
    message: `expected some of ${REPORT_KINDS.join(', ')}, found another`,
  };
  throw new OperatorProblem(problems.invalid, `${fault.field} ${fault.message}`, { faults: [fault] });
}

/** As it is pushed: records are stored without what is around them. */
function messageOf(kind: string, text: string): object {
  return JSON.parse(kind === 'fee' ? `{"eventType":"fee","feeLst":[${text}]}` : text) as object;
}

function unknownPlace(): OperatorProblem {
  return new OperatorProblem(problems.invalid, 'expected the id of a message of this engine, found another', {
    code: 'unknown-id',
  });
}

const eventsSchema = {
  operationId: 'listEvents',
  tags: ['events'],
  summary: 'Messages of calls, to be pulled',
  description:
    'For applications with `reports.pull`, pushed or not, oldest first, for `reports.pullDays`. Go on with `after` = `next`. ' +
    'Each engine has its own messages and ids. The role `subscriber` reads those of its own applications.',
  querystring: body({
    appKey: { ...appKey, description: 'Those of this application only.' },
    after,
    kinds: { type: 'string', maxLength: 256, description: `Only these, e.g. disconnect,fee.` },
    limit,
    wait: {
      type: 'integer',
      minimum: 0,
      maximum: LONGEST_WAIT_SECONDS,
      default: 0,
      description: 'Seconds to wait for a message if there is none.',
    },
  }),
  response: {
    200: answer('Messages after that one.', {
      items: { type: 'array', items: event },
      next: after,
      missed: {
        type: 'boolean',
        description: 'Messages after `after` have been deleted: it is older than `reports.pullDays`.',
      },
    }),
    ...failures,
  },
} as const;

const undeliveredSchema = {
  operationId: 'listUndelivered',
  tags: ['events'],
  summary: 'Messages that no address has taken, after the last retry',
  querystring: body({ appKey, after, limit }),
  response: {
    200: answer('Oldest first, for `reports.givenUpDays`.', {
      items: { type: 'array', items: undeliveredMessage },
      next: after,
    }),
    ...failures,
  },
} as const;

const resendSchema = {
  operationId: 'resendUndelivered',
  tags: ['events'],
  summary: 'Pushes them again',
  description: 'With their old Idempotency-Key, and all retries once more.',
  body: body({ appKey, ids: { type: 'array', items: id, minItems: 1, maxItems: 1000 } }),
  response: { 200: answer('How many.', { resent: { type: 'integer' } }), ...failures },
} as const;
