/**
 * What every process holds at this instant. It shows the addresses of peers, so it is not for viewers; ids that peers have
 * made are shortened, and numbers in them masked, for everyone.
 */
import type { ShownLive } from './call-answers.js';
import type { LiveState, Operations } from './context.js';
import { answer, failures, listOf } from './schemas.js';

/** Enough of an id to find it in a trace. */
const SHOWN_ID = 24;
/** Fewer digits identify no one. */
const TELLING_DIGITS = /\d{7,}/g;
/** Every branch begins with it (RFC 3261 8.1.1.7). */
const MAGIC_COOKIE = /^z9hG4bK/;
const NONE = { total: 0, items: [] } as const;

const ageMs = { type: 'integer', description: 'Milliseconds since it began.' } as const;
const text = { type: 'string' } as const;
const role = { type: 'string', enum: ['uac', 'uas'], description: 'uac: the callee’s leg.' } as const;
const shortened = { type: 'string', description: 'Shortened, numbers in it masked.' } as const;

const sip = answer('The SIP process.', {
  from: {
    type: 'string',
    enum: ['own-stack', 'drachtio-server', 'nowhere'],
    description:
      'drachtio-server: an external server, which alone can list them. nowhere: the process is away.',
  },
  transactions: listOf('Those that came first, then those begun here; oldest first.', {
    type: 'object',
    properties: {
      method: text,
      direction: { type: 'string', enum: ['in', 'out'] },
      state: text,
      ageMs,
      branch: shortened,
      peer: text,
    },
  }),
  dialogs: listOf('Oldest first.', {
    type: 'object',
    properties: { id: shortened, role, state: text, ageMs },
  }),
});

const media = answer('The media process.', {
  sessions: listOf('Oldest first.', {
    type: 'object',
    properties: {
      sessionId: text,
      worker: { type: 'integer', description: 'Its place; absent if it has died.' },
      callerPort: { type: 'integer' },
      calleePort: { type: 'integer' },
      ageMs,
    },
  }),
});

const engine = answer('The engine.', {
  calls: listOf('Oldest first.', { type: 'object', properties: { sessionId: text, state: text, ageMs } }),
  held: {
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'Sizes of its tables of SIP objects.',
  },
});

export const liveOperation: Operations = (app, { live }) => {
  app.get(
    '/live',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'listLive',
        tags: ['system'],
        summary: 'Every live transaction, dialog and media session',
        description: 'At most 1000 of each kind; `total` is how many there are.',
        response: { 200: answer('Now.', { sip, media, engine }), ...failures },
      },
    },
    async () => shown(await live()),
  );
};

function shown({ sip, media, calls, held }: LiveState): ShownLive {
  const { from, transactions = NONE, dialogs = NONE } = sip;
  return {
    sip: {
      from,
      transactions: each(transactions, (one) => ({
        ...one,
        branch: short(one.branch.replace(MAGIC_COOKIE, '')),
      })),
      dialogs: each(dialogs, (one) => ({ ...one, id: short(one.id) })),
    },
    media: {
      sessions: each(media, ({ callId, worker, ports, ageMs }) => ({
        ...{ sessionId: callId, worker, callerPort: ports.caller, calleePort: ports.callee, ageMs },
      })),
    },
    engine: { calls: each(calls, (one) => one), held },
  };
}

function each<T extends { readonly ageMs: number }, Shown extends { readonly ageMs: number }>(
  { total, items }: { readonly total: number; readonly items: readonly T[] },
  show: (one: T) => Shown,
): { readonly total: number; readonly items: readonly Shown[] } {
  return { total, items: items.map((one) => ({ ...show(one), ageMs: Math.round(one.ageMs) })) };
}

/** Masked before it is cut, so that no part of a number is left. */
function short(id: string): string {
  const masked = id.replace(TELLING_DIGITS, (digits) => '*'.repeat(digits.length));
  return masked.length > SHOWN_ID ? `${masked.slice(0, SHOWN_ID)}…` : masked;
}
