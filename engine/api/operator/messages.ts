/** Short messages: those on their way and what became of the others, without their texts. */
import { MESSAGE_RESULTS } from '../../message/message-result.js';
import type { MessageEntry, MessagePlace } from '../../report/message-facts.js';
import type { ShownMessage } from './answers.js';
import type { Operations } from './context.js';
import { answer, appKey, body, failures, number, subscriptionId, time } from './schemas.js';

export const shownMessage = {
  $id: 'Message',
  type: 'object',
  properties: {
    messageId: { type: 'string', description: '`smsIdentifier` of its notice.' },
    appKey,
    subscriptionId,
    sender: number,
    x: number,
    receiver: number,
    display: { ...number, description: 'What the receiver sees.' },
    trunk: { type: 'string', description: 'The trunk it came from.' },
    parts: { type: 'integer', description: 'Parts in which it came.' },
    state: { type: 'string', enum: ['kept', 'sending', 'ended'] },
    result: {
      type: 'string',
      enum: Object.keys(MESSAGE_RESULTS),
      description: 'What became of it; absent: it is on its way. `unknown`: a carrier may have it.',
    },
    attempts: { type: 'integer' },
    receivedAt: time,
    endedAt: time,
  },
} as const;

/** Milliseconds since 1970, and the id of a message. */
const place = { type: 'string', pattern: '^[0-9]{1,15}-.+$', maxLength: 128 } as const;

interface Query {
  readonly appKey?: string;
  readonly before?: string;
  readonly after?: string;
  readonly limit: number;
}

export const messageOperation: Operations = (app, { messages, clock }) => {
  app.get<{ Querystring: Query }>(
    '/messages',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'listMessages',
        tags: ['messages'],
        summary: 'Short messages, newest first',
        description:
          'Go on with `after` = `next`, until there is no `next`. None is missed, and none comes twice.',
        querystring: body({
          appKey,
          before: { ...time, description: 'Those received before; absent: the newest.' },
          after: { ...place, description: '`next` of the answer before; then `before` is not used.' },
          limit: { type: 'integer', minimum: 1, maximum: 1000, default: 50 },
        }),
        response: {
          200: answer('The messages.', {
            items: { type: 'array', items: { $ref: 'Message#' } },
            next: { ...place, description: 'The place of the last one; absent: there are no more.' },
            waiting: { type: 'integer', description: 'All messages that have not ended.' },
          }),
          ...failures,
        },
      },
    },
    async ({ query: { appKey: key, before, after, limit } }) => {
      const until = before === undefined ? clock() + 1 : Date.parse(before);
      const from = after === undefined ? { receivedAt: until } : placeIn(after);
      // One more than is shown says whether there are more.
      const entries = await messages.recent(key, from, limit + 1);
      const items = entries.slice(0, limit).map(describeMessage);
      const last = entries.length > limit ? entries[limit - 1] : undefined;
      return { items, next: last && placeOf(last), waiting: messages.waiting };
    },
  );
};

function placeOf({ receivedAt, id }: MessageEntry): string {
  return `${receivedAt}-${id}`;
}

function placeIn(text: string): MessagePlace {
  const dash = text.indexOf('-');
  return { receivedAt: Number(text.slice(0, dash)), id: text.slice(dash + 1) };
}

function describeMessage(entry: MessageEntry): ShownMessage {
  const { id, appKey: key, sender, x, receiver, display, trunk, parts, stage, result, attempts } = entry;
  return {
    messageId: id,
    appKey: key,
    subscriptionId: entry.subscriptionId,
    ...{ sender, x, receiver, display, trunk, parts, state: stage, result, attempts },
    receivedAt: new Date(entry.receivedAt).toISOString(),
    endedAt: entry.endedAt === undefined ? undefined : new Date(entry.endedAt).toISOString(),
  };
}
