/** The trunks and how they are. */
import type { ShownTrunk } from './answers.js';
import type { Operations } from './context.js';
import { failures, listOf, time } from './schemas.js';

const trunk = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    type: { type: 'string', enum: ['carrier', 'softphones'] },
    callsGoOut: { type: 'boolean', description: 'Whether it has an address that calls go to.' },
    calls: { type: 'integer', description: 'Calls on it now, in and out.' },
    maxCalls: { type: 'integer', description: 'Its limit; 0 no limit.' },
    state: {
      type: 'string',
      enum: ['up', 'silent', 'refusing'],
      description:
        'silent: it does not answer. refusing: it wants no calls at the moment. Both are tried last.',
    },
    isRegistered: {
      type: 'boolean',
      description: 'Whether we are registered with it; absent if it needs no registration.',
    },
    refusals: {
      type: 'array',
      description: 'What calls sent to it were refused with since the start, the most frequent first.',
      items: {
        type: 'object',
        properties: {
          status: { type: 'integer', description: 'SIP status; 408 also if it did not answer.' },
          count: { type: 'integer' },
        },
      },
    },
    since: { ...time, description: 'Since when it is not up; absent while it is.' },
    smpp: {
      type: 'array',
      description: 'Its connections over SMPP; absent if it has none.',
      items: {
        type: 'object',
        properties: {
          server: { type: 'string', description: 'Host and port.' },
          role: { type: 'string', enum: ['transceiver', 'transmitter', 'receiver'] },
          isBound: { type: 'boolean', description: 'Whether messages can pass.' },
          since: { ...time, description: 'Since when it is so.' },
          because: { type: 'string', description: 'Why it is not bound.' },
        },
      },
    },
  },
} as const;

export const trunkOperation: Operations = (app, { trunks, clock }) => {
  app.get(
    '/trunks',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'listTrunks',
        tags: ['system'],
        summary: 'The trunks and how they are',
        response: { 200: listOf('All trunks, in the order of the file.', trunk), ...failures },
      },
    },
    () => {
      const ago = (ms: number): string => new Date(clock() - ms).toISOString();
      const items = trunks.list().map(({ ageMs, binds = [], ...rest }): ShownTrunk => {
        const since = ageMs === undefined ? {} : { since: ago(ageMs) };
        const smpp = binds.map(({ server, role, isBound, because, ageMs: boundMs }) => ({
          ...{ server, role, isBound, because },
          since: ago(boundMs),
        }));
        return { ...rest, ...since, ...(smpp.length > 0 && { smpp }) };
      });
      return { items, total: items.length };
    },
  );
};
