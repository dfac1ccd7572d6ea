/** How loud the legs of live calls are at the moment. A POST, so that a page asks for those that it shows. */
import type { Operations } from './context.js';
import { body, failures, listOf } from './schemas.js';

const sessionId = { type: 'string', minLength: 1, maxLength: 256 } as const;
const MOST = 50;
const level = {
  type: 'object',
  properties: {
    dbm0: {
      type: 'number',
      description: 'Mean level in dBm0; missing: encrypted, not of G.711, or no packets.',
    },
    packets: { type: 'integer', description: 'That came while it was measured.' },
  },
} as const;

export const levelOperation: Operations = (app, { levels }) => {
  app.post<{ Body: { sessionIds: readonly string[] } }>(
    '/calls/levels',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'listLevels',
        tags: ['calls'],
        summary: 'What is heard from both legs of live calls, over a fraction of a second',
        description:
          'Measured while it is asked for, at most once a second: who asks more often gets the measurement before. Calls ' +
          'without audio here are left out.',
        body: body({ sessionIds: { type: 'array', items: sessionId, maxItems: MOST, uniqueItems: true } }, [
          'sessionIds',
        ]),
        response: {
          200: listOf('Those that have audio.', {
            type: 'object',
            properties: { sessionId, caller: level, callee: level },
          }),
          ...failures,
        },
      },
    },
    async ({ body: { sessionIds } }) => {
      const items = await levels(sessionIds);
      return { items, total: items.length };
    },
  );
};
