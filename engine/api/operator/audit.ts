/** The audit as auditors read it. No operation changes it. */
import type { E164 } from '../../../routing/numbers/number.js';
import { AUDIT_ACTIONS, type AuditAction, type AuditEntry, type Head } from '../../protect/chain.js';
import type { Operations } from './context.js';
import { writtenNumber } from './phone-number.js';
import { answer, body, failures, time } from './schemas.js';

const sequence = { type: 'integer', minimum: 0 } as const;
const hash = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;
const head = { type: 'object', properties: { sequence, hash } } as const;
const entry = {
  type: 'object',
  properties: {
    sequence,
    time,
    who: {
      type: 'object',
      description: 'A token of this API, an application (role `application`), or Callveil (role `service`).',
      properties: { name: { type: 'string' }, role: { type: 'string' } },
    },
    action: { type: 'string', enum: AUDIT_ACTIONS },
    what: {
      type: 'object',
      additionalProperties: true,
      description: 'The operation and what it named. Numbers are keyed hashes.',
    },
    previous: hash,
    hash: { ...hash, description: 'SHA-256 of `previous` and the entry as canonical JSON.' },
  },
} as const;

interface Search {
  readonly number?: E164;
  readonly who?: string;
  readonly action?: AuditAction;
  readonly after?: number;
  readonly limit: number;
}

interface Noted {
  readonly sequence?: number;
  readonly hash?: string;
}

export const auditOperations: Operations = (app, { audit }) => {
  app.post<{ Body: Search }>(
    '/audit/search',
    {
      config: { role: 'auditor' },
      schema: {
        operationId: 'searchAudit',
        tags: ['audit'],
        summary: 'Who looked at, listened to, changed, exported or erased what',
        body: body({
          number: { ...writtenNumber, description: 'Only entries that concern it.' },
          who: { type: 'string', maxLength: 128, description: 'Only those of a name.' },
          action: { type: 'string', enum: AUDIT_ACTIONS },
          after: { ...sequence, description: 'Those after this one; absent: the newest ones.' },
          limit: { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
        }),
        response: {
          200: answer('Oldest first.', { items: { type: 'array', items: entry }, head }),
          ...failures,
        },
      },
    },
    async ({ body: { number, who, action, after, limit } }) => {
      const key = number === undefined ? undefined : audit.numberKey(number);
      const matches = (one: AuditEntry): boolean =>
        (who === undefined || one.who.name === who) &&
        (action === undefined || one.action === action) &&
        (key === undefined || JSON.stringify(one.what).includes(key));
      const found = await audit.read({ after, limit, matches });
      const items = found.map((one) => ({ ...one, time: new Date(one.time).toISOString() }));
      return { items, head: audit.head };
    },
  );

  app.get<{ Querystring: Noted }>(
    '/audit/verify',
    {
      config: { role: 'auditor' },
      schema: {
        operationId: 'verifyAudit',
        tags: ['audit'],
        summary: 'Whether the audit is as it was written',
        description:
          'Reads the whole file. Pass a head that was noted earlier to prove that nothing up to it was taken away.',
        querystring: body({ sequence: { ...sequence, minimum: 1 }, hash }),
        response: {
          200: answer('What was found.', {
            intact: { type: 'boolean' },
            entries: { type: 'integer', description: 'Those that were read, up to the first broken one.' },
            head: { ...head, description: 'The last good entry. Keep it elsewhere.' },
            checkpoint: { ...head, description: 'Entries up to this one were cut off after their days.' },
            broken: {
              type: 'object',
              description: 'The first entry that is not as it was written.',
              properties: { line: { type: 'integer' }, sequence, because: { type: 'string' } },
            },
          }),
          ...failures,
        },
      },
    },
    ({ query }) => audit.verify(headOf(query)),
  );
};

function headOf({ sequence: place, hash: text }: Noted): Head | undefined {
  return place === undefined || text === undefined ? undefined : { sequence: place, hash: text };
}
