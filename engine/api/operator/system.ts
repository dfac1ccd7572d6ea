/** The state of the engine. */
import type { ShownSystem } from './answers.js';
import type { Operations } from './context.js';
import { answer, failures, time } from './schemas.js';

export const systemOperation: Operations = (app, { system, clock }) => {
  app.get(
    '/system',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'getSystem',
        tags: ['system'],
        summary: 'How this engine is',
        response: {
          200: answer('Now.', {
            version: { type: 'string' },
            startedAt: time,
            now: time,
            draining: { type: 'boolean', description: 'Takes no new calls.' },
            calls: { type: 'integer' },
            bindings: { type: 'integer' },
            journalAvailable: {
              type: 'boolean',
              description: 'While false, calls go on and changes answer 503.',
            },
            silentTrunks: {
              type: 'array',
              items: { type: 'string' },
              description: 'Trunks that do not answer, and are tried after all others.',
            },
          }),
          ...failures,
        },
      },
    },
    (): ShownSystem => {
      const state = system();
      return {
        ...state,
        startedAt: new Date(state.startedAt).toISOString(),
        now: new Date(clock()).toISOString(),
      };
    },
  );
};
