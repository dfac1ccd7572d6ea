/** Calls in progress: list, show, end. */
import type { ActiveCall } from '../../call/calls.js';
import type { ShownCall } from './call-answers.js';
import type { Operations } from './context.js';
import { notFound } from './problems.js';
import { appKey, body, failures, listOf, nothing, number, page, subscriptionId, time } from './schemas.js';

const sessionId = { type: 'string', minLength: 1, maxLength: 256 } as const;
export const shownCall = {
  $id: 'Call',
  type: 'object',
  properties: {
    sessionId,
    state: { type: 'string', enum: ['arrived', 'known', 'dialling', 'ringing', 'connected', 'ended'] },
    appKey,
    subscriptionId,
    caller: number,
    x: number,
    callee: number,
    display: number,
    arrivedAt: time,
    ringingAt: time,
    answeredAt: time,
    recorded: { type: 'boolean' },
  },
} as const;

interface Page {
  readonly pageIndex: number;
  readonly pageSize: number;
}

export const callOperations: Operations = (app, { calls }) => {
  app.get<{ Querystring: Page }>(
    '/calls',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'listCalls',
        tags: ['calls'],
        summary: 'Calls in progress',
        description: 'Calls that end move those after them up: a reader of many pages may miss as many.',
        querystring: body(page),
        response: { 200: listOf('One page of them, oldest first.', { $ref: 'Call#' }), ...failures },
      },
    },
    ({ query: { pageIndex, pageSize } }) => {
      const all = [...calls.list()];
      const from = (pageIndex - 1) * pageSize;
      return { items: all.slice(from, from + pageSize).map(describeCall), total: all.length };
    },
  );

  app.get<{ Params: { sessionId: string } }>(
    '/calls/:sessionId',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'getCall',
        tags: ['calls'],
        summary: 'One call in progress',
        params: body({ sessionId }, ['sessionId']),
        response: { 200: { description: 'The call.', $ref: 'Call#' }, ...failures },
      },
    },
    ({ params }) => {
      const call = calls.find(params.sessionId);
      if (!call) throw notFound('call in progress');
      return describeCall(call);
    },
  );

  app.delete<{ Params: { sessionId: string } }>(
    '/calls/:sessionId',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'endCall',
        tags: ['calls'],
        summary: 'Ends a call',
        params: body({ sessionId }, ['sessionId']),
        response: { 204: nothing, ...failures },
      },
    },
    async (request, reply) => {
      if (!(await calls.end(request.params.sessionId))) throw notFound('call in progress');
      return reply.code(204).send();
    },
  );
};

function describeCall({ state, facts }: ActiveCall): ShownCall {
  return {
    sessionId: facts.sessionId,
    state,
    appKey: facts.application?.appKey,
    subscriptionId: facts.subscriptionId,
    caller: facts.caller,
    x: facts.x,
    callee: facts.callee,
    display: facts.display,
    arrivedAt: new Date(facts.arrivedAt).toISOString(),
    ringingAt: timeOf(facts.ringingAt),
    answeredAt: timeOf(facts.answeredAt),
    recorded: facts.recording !== undefined,
  };
}

function timeOf(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}
