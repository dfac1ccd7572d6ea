/**
 * Records of the past: calls, messages and changes of numbers. Searches are POSTs, because a number must not be in a
 * URL. An export has complete numbers and is for operators; it is in the audit before it begins.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { E164 } from '../../../routing/numbers/number.js';
import type { PlacedRecord, RecordKind, RecordPlace, RecordQuery } from '../../records/record-store.js';
import type { ShownRecord } from './call-answers.js';
import type { Operator } from '../../accounts/operator.js';
import type { OperatorContext } from './context.js';
import { writtenNumber } from './phone-number.js';
import { notFound, OperatorProblem, problems } from './problems.js';
import { recordsAsCsv } from './records-csv.js';
import { reasonOf } from './record-reason.js';
import { answer, appKey, body, failures, number, subscriptionId, time } from './schemas.js';
import { millisecondsOf, timeOf } from './times.js';

const KINDS = ['call', 'message', 'number'] as const satisfies readonly RecordKind[];
const kind = { type: 'string', enum: KINDS } as const;
const recordId = { type: 'string', minLength: 1, maxLength: 256 } as const;
const name = { type: 'string', minLength: 1, maxLength: 128 } as const;
const count = { type: 'integer' } as const;
const score = { type: 'number', minimum: 1, maximum: 4.5 } as const;
const seconds = { type: 'number', minimum: 0, maximum: 10_000_000 } as const;
/** Milliseconds since 1970, and the sequence of a record. */
export const place = { type: 'string', pattern: '^[0-9]{1,15}-[0-9]{1,15}$' } as const;

export const shownRecord = {
  $id: 'Record',
  type: 'object',
  properties: {
    kind,
    id: { ...recordId, description: 'Session of a call, `smsIdentifier` of a message, own id of a change.' },
    at: { ...time, description: 'When it came, or the number changed.' },
    endedAt: time,
    appKey,
    subscriptionId,
    caller: { ...number, description: 'Who called or wrote.' },
    x: { ...number, description: 'The privacy number of the relation, or the one that changed.' },
    dialled: { ...number, description: 'The number dialled, where it is not X.' },
    display: { ...number, description: 'What the callee saw.' },
    callee: { ...number, description: 'Whom it went to.' },
    callerTrunk: name,
    calleeTrunk: name,
    ending: { ...name, description: 'Why it ended; `unknown` for a call of a version without this store.' },
    reason: { type: 'string', description: 'The ending in words.' },
    fault: { type: 'string', description: 'Whose fault the ending of a call was.' },
    talkSeconds: seconds,
    dialledAt: time,
    ringingAt: time,
    answeredAt: time,
    releasedBy: { type: 'string', enum: ['caller', 'callee'], description: 'Who hung up.' },
    stateCode: count,
    ulFailReason: count,
    sipStatus: count,
    calleeQ850: count,
    callerMos: { ...score, description: 'How well the caller heard (mean opinion score, ITU-T G.107).' },
    calleeMos: { ...score, description: 'How well the callee heard.' },
    tried: {
      type: 'array',
      description: 'The ways to the callee that were tried, in order.',
      items: {
        type: 'object',
        properties: {
          trunk: name,
          outcome: {
            type: 'string',
            enum: ['answered', 'refused', 'unanswered', 'silent', 'called-off', 'failed'],
          },
          status: { ...count, description: 'The SIP status that refused it.' },
          tookMs: count,
        },
      },
    },
    extension: { type: 'string' },
    recording: { type: 'string', description: 'File name of the recording.' },
    parts: { ...count, description: 'Parts in which a message came.' },
    attempts: { ...count, description: 'How often a message was tried.' },
    cause: { type: 'string', description: "Why a number's status changed." },
  },
} as const;

export const wanted = {
  kinds: { type: 'array', minItems: 1, maxItems: 3, uniqueItems: true, items: kind },
  number: { ...writtenNumber, description: 'In whichever part: real numbers and privacy numbers.' },
  appKey,
  subscriptionId,
  trunk: { ...name, description: 'Of either leg.' },
  ending: { ...name, description: 'Ending of a call, result of a message, new status of a number.' },
  from: { ...time, description: 'Those that came at this time or later.' },
  until: { ...time, description: 'Those that came before.' },
  minSeconds: { ...seconds, description: 'Talked at least so long.' },
  maxSeconds: { ...seconds, description: 'Talked at most so long.' },
} as const;

export interface Wanted {
  readonly kinds?: readonly RecordKind[];
  readonly number?: E164;
  readonly appKey?: string;
  readonly subscriptionId?: string;
  readonly trunk?: string;
  readonly ending?: string;
  readonly from?: string;
  readonly until?: string;
  readonly minSeconds?: number;
  readonly maxSeconds?: number;
}

interface Search extends Wanted {
  readonly after?: string;
  readonly limit: number;
}

export function recordOperations(
  app: FastifyInstance,
  { records, audit }: OperatorContext,
  operatorOf: (request: FastifyRequest) => Operator | undefined,
): void {
  app.post<{ Body: Search }>(
    '/records/search',
    { config: { role: 'viewer' }, schema: searchSchema },
    async ({ body: { after, limit, ...query } }) => {
      const behind = after === undefined ? undefined : placeIn(after);
      // One more than is shown says whether there are more.
      const found = await there(records.search(queryOf(query), behind, limit + 1));
      const last = found.length > limit ? found[limit - 1] : undefined;
      return { items: found.slice(0, limit).map(describeRecord), next: last && placeOf(last.place) };
    },
  );

  app.get<{ Params: { readonly kind: RecordKind; readonly id: string } }>(
    '/records/:kind/:id',
    { config: { role: 'viewer' }, schema: getSchema },
    async ({ params }) => {
      const found = await there(records.find(params.kind, params.id));
      if (found === undefined) throw notFound('record');
      return describeRecord(found);
    },
  );

  app.post<{ Body: Wanted }>(
    '/records/export',
    { config: { role: 'operator' }, schema: exportSchema },
    async (request, reply) => {
      const query = queryOf(request.body);
      // A store that is away is answered here, and not in the middle of a file.
      await there(records.search(query, undefined, 1));
      const { name: who = '', role = '' } = operatorOf(request) ?? {};
      const numbers = query.number === undefined ? {} : { numbers: [audit.numberKey(query.number as E164)] };
      const { number: _, ...rest } = request.body;
      const what = {
        operation: 'exportRecords',
        ...numbers,
        wanted: JSON.stringify(rest),
        client: request.ip,
      };
      await audit.write({ who: { name: who, role }, action: 'exported', what }).catch(() => {
        throw new OperatorProblem(problems.unaudited, 'the audit cannot be written, so nothing is shown');
      });
      void reply.header('content-disposition', 'attachment; filename="records.csv"');
      return reply
        .type('text/csv; charset=utf-8')
        .send(Readable.from(recordsAsCsv(records.all(query), describeRecord), { objectMode: false }));
    },
  );
}

const searchSchema = {
  operationId: 'searchRecords',
  tags: ['records'],
  summary: 'Calls, messages and changes of numbers of the past, newest first',
  description:
    'A call is found within a second of its end. Go on with `after` = `next`, until there is no `next`: none of those that ' +
    'were there at the beginning is missed, and none comes twice.',
  body: body({
    ...wanted,
    after: { ...place, description: '`next` of the answer before.' },
    limit: { type: 'integer', minimum: 1, maximum: 1000, default: 50 },
  }),
  response: {
    200: answer('One page of them.', {
      items: { type: 'array', items: { $ref: 'Record#' } },
      next: { ...place, description: 'The place of the last one; absent: there are no more.' },
    }),
    ...failures,
  },
};

const getSchema = {
  operationId: 'getRecord',
  tags: ['records'],
  summary: 'One record',
  params: body({ kind, id: recordId }, ['kind', 'id']),
  response: { 200: { description: 'The record.', $ref: 'Record#' }, ...failures },
};

const exportSchema = {
  operationId: 'exportRecords',
  tags: ['records'],
  summary: 'Records as CSV',
  description:
    'With a heading and complete numbers, newest first, sent while it is read. A connection that breaks off means that it is ' +
    'not whole. It is in the audit before the answer begins.',
  produces: ['text/csv'],
  body: body(wanted),
  response: {
    200: { description: 'The file.', content: { 'text/csv': { schema: { type: 'string' } } } },
    ...failures,
  },
};

export function queryOf({ from, until, minSeconds, maxSeconds, ...rest }: Wanted): RecordQuery {
  return {
    ...rest,
    from: millisecondsOf(from),
    until: millisecondsOf(until),
    minTalkMs: wholeMs(minSeconds),
    maxTalkMs: wholeMs(maxSeconds),
  };
}

/** The stores have whole milliseconds, and PostgreSQL takes nothing else; 1.005 s is a little less than 1005 here. */
function wholeMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 1000);
}

/** Any failure means that the store is away, or its disk. */
export async function there<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((cause: unknown) => {
    throw new OperatorProblem(problems.recordsAway, 'try again later; calls go on', {}, cause);
  });
}

export function placeOf({ at, sequence }: RecordPlace): string {
  return `${at}-${sequence}`;
}

export function placeIn(text: string): RecordPlace {
  const [at = 0, sequence = 0] = text.split('-').map(Number);
  return { at, sequence };
}

export function describeRecord({ place: _, details, talkMs, ...record }: PlacedRecord): ShownRecord {
  const { dialledAt, ringingAt, answeredAt, releasedBy, ...rest } = details;
  return {
    ...record,
    ...rest,
    at: timeOf(record.at),
    endedAt: timeOf(record.endedAt),
    ...reasonOf(record),
    talkSeconds: talkMs / 1000,
    dialledAt: timeIn(dialledAt),
    ringingAt: timeIn(ringingAt),
    answeredAt: timeIn(answeredAt),
    releasedBy: releasedBy === undefined ? undefined : releasedBy === 1 ? 'caller' : 'callee',
  };
}

function timeIn(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : timeOf(milliseconds);
}
