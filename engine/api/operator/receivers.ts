/** Messages that wait for each address of the applications. */
import type { ShownReceiver } from './answers.js';
import type { Operations } from './context.js';
import { appKey, failures, listOf, time } from './schemas.js';

const receiver = {
  type: 'object',
  properties: {
    appKey,
    channel: {
      type: 'string',
      description: 'Which of its call-back addresses: status, fee, numberStatus and so on.',
    },
    waiting: { type: 'integer', description: 'Messages that have not been taken yet.' },
    failed: { type: 'integer', description: 'Those of them that have been pushed in vain before.' },
    nextDueAt: { ...time, description: 'When the first of them is pushed again; absent: at once.' },
    down: {
      type: 'boolean',
      description: 'The last pushes all failed: one message at a time tries whether it is back.',
    },
  },
} as const;

export const receiverOperation: Operations = (app, { receivers }) => {
  app.get(
    '/receivers',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'listReceivers',
        tags: ['system'],
        summary: 'What waits to be pushed to each address of the applications',
        response: { 200: listOf('Receivers that something waits for.', receiver), ...failures },
      },
    },
    async () => {
      const all = await receivers();
      const items = all.map(({ nextDueAt, isDown, ...rest }): ShownReceiver => {
        const due = nextDueAt === 0 ? {} : { nextDueAt: new Date(nextDueAt).toISOString() };
        return { ...rest, ...due, down: isDown };
      });
      return { items, total: items.length };
    },
  );
};
