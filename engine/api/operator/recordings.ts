/**
 * Recordings: which calls have one, listening to it, and who has listened. A search goes through the records of calls; the
 * file is asked for by its session, so no name of a file comes from outside. Everyone who listens is in the audit before
 * the first byte is sent.
 */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PlacedRecord, RecordPlace, RecordQuery } from '../../records/record-store.js';
import { byteRange } from './byte-range.js';
import type { HeldRecording, OperatorContext, OperatorRecords } from './context.js';
import { notFound, OperatorProblem, problems } from './problems.js';
import { place, placeIn, placeOf, queryOf, there, wanted, type Wanted } from './records.js';
import { answer, appKey, body, failures, number, subscriptionId, time } from './schemas.js';
import type { FoundRecordings, ShownListener, ShownRecording } from './system-answers.js';
import { timeOf } from './times.js';

const sessionId = { type: 'string', minLength: 1, maxLength: 256 } as const;
/** Bytes of a WAV file before its audio, and in a second of it. */
const HEADER = 58;
const BYTES_PER_SECOND = 8000;
/** A search reads at most STEP * MOST_STEPS records before it answers with what it has. */
const STEP = 500;
const MOST_STEPS = 10;
const MOST_LISTENERS = 200;

const shownRecording = {
  type: 'object',
  properties: {
    sessionId,
    at: { ...time, description: 'When the call came.' },
    appKey,
    subscriptionId,
    caller: number,
    x: number,
    callee: number,
    talkSeconds: { type: 'number' },
    fileName: { type: 'string' },
    file: {
      type: 'object',
      description: 'Missing: it is past its days, or was never completed.',
      properties: {
        bytes: { type: 'integer' },
        seconds: { type: 'number' },
        keptUntil: { ...time, description: 'It may be deleted from then on.' },
      },
    },
  },
} as const;

const audio = { description: 'A-law WAV.', content: { 'audio/wav': { schema: {} } } } as const;

export function recordingOperations(app: FastifyInstance, context: OperatorContext): void {
  searchOperation(app, context);
  listenOperation(app, context);
  listenersOperation(app, context);
}

const { kinds: _, ...wantedOfCalls } = wanted;

interface Search extends Omit<Wanted, 'kinds'> {
  readonly after?: string;
  readonly limit: number;
}

function searchOperation(app: FastifyInstance, { records, recordings }: OperatorContext): void {
  app.post<{ Body: Search }>(
    '/recordings/search',
    {
      config: { role: 'viewer' },
      schema: {
        operationId: 'searchRecordings',
        tags: ['records'],
        summary: 'Calls that were recorded, newest first',
        description:
          'As `searchRecords` does. A page may have fewer than were asked for, or none, and a `next` all the same: go on until ' +
          'there is no `next`.',
        body: body({
          ...wantedOfCalls,
          after: { ...place, description: '`next` of the answer before.' },
          limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
        }),
        response: {
          200: answer('One page of them.', {
            items: { type: 'array', items: shownRecording },
            next: { ...place, description: 'Where to go on; absent: there are no more.' },
          }),
          ...failures,
        },
      },
    },
    async ({ body: { after, limit, ...asked } }): Promise<FoundRecordings> => {
      const query = { ...queryOf(asked), kinds: ['call'] as const };
      const { found, next } = await recorded(
        records,
        query,
        after === undefined ? undefined : placeIn(after),
        limit,
      );
      const items = await Promise.all(found.map(async (one) => describe(one, await heldOf(recordings, one))));
      return { items, next: next && placeOf(next) };
    },
  );
}

function listenOperation(app: FastifyInstance, { records, recordings }: OperatorContext): void {
  app.get<{ Params: { sessionId: string } }>(
    '/recordings/:sessionId',
    {
      config: { role: 'operator' },
      schema: {
        operationId: 'listenToRecording',
        tags: ['records'],
        summary: 'The audio of a recording',
        description:
          'What the parties of a call said: each request is in the audit, as `listened`, before it is answered. One range of ' +
          'bytes may be asked for (RFC 9110 14).',
        produces: ['audio/wav'],
        params: body({ sessionId }, ['sessionId']),
        response: { 200: audio, 206: audio, ...failures },
      },
    },
    async (request, reply) => {
      const record = await there(records.find('call', request.params.sessionId));
      const held = record && (await heldOf(recordings, record));
      if (held === undefined) throw notFound('recording');
      return sendRecording(request, reply, held, record?.details.recording ?? '');
    },
  );
}

function listenersOperation(app: FastifyInstance, { audit, records }: OperatorContext): void {
  app.get<{ Params: { sessionId: string } }>(
    '/recordings/:sessionId/listeners',
    {
      config: { role: 'auditor' },
      schema: {
        operationId: 'listListeners',
        tags: ['records'],
        summary: 'Who has listened to a recording, and when',
        description: `From the audit, the newest ${MOST_LISTENERS}: operators here, and applications that have fetched it.`,
        params: body({ sessionId }, ['sessionId']),
        response: {
          200: answer('Oldest first.', {
            items: {
              type: 'array',
              items: {
                type: 'object',
                properties: {
                  at: time,
                  who: { type: 'string', description: 'Name of an operator, or key of an application.' },
                  role: { type: 'string' },
                  client: { type: 'string', description: 'From which address.' },
                },
              },
            },
          }),
          ...failures,
        },
      },
    },
    async ({ params }) => {
      const record = await there(records.find('call', params.sessionId));
      const fileName = record?.details.recording;
      const found = await audit.read({
        after: undefined,
        limit: MOST_LISTENERS,
        matches: ({ action, what }) =>
          action === 'listened' &&
          (what['sessionId'] === params.sessionId ||
            (fileName !== undefined && what['recording'] === fileName)),
      });
      const items = found.map(({ time: at, who, what }): ShownListener => {
        const client = what['client'];
        return {
          at: timeOf(at),
          who: who.name,
          role: who.role,
          ...(typeof client === 'string' && { client }),
        };
      });
      return { items };
    },
  );
}

/** `next`: the place of the last record that was looked at, if there may be more behind it. */
async function recorded(
  records: Pick<OperatorRecords, 'search'>,
  query: RecordQuery,
  behind: RecordPlace | undefined,
  limit: number,
): Promise<{ readonly found: readonly PlacedRecord[]; readonly next?: RecordPlace | undefined }> {
  const found: PlacedRecord[] = [];
  let seen = behind;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const page = await there(records.search(query, seen, STEP));
    for (const record of page) {
      if (record.details.recording !== undefined) {
        if (found.length === limit) return { found, next: seen };
        found.push(record);
      }
      seen = record.place;
    }
    if (page.length < STEP) return { found };
  }
  return { found, next: seen };
}

async function heldOf(
  recordings: OperatorContext['recordings'],
  { appKey: owner, details }: PlacedRecord,
): Promise<HeldRecording | undefined> {
  return details.recording === undefined ? undefined : recordings.held(owner, details.recording);
}

function describe(record: PlacedRecord, held: HeldRecording | undefined): ShownRecording {
  const { id, at, talkMs, details, caller, x, callee } = record;
  return {
    ...{ sessionId: id, at: timeOf(at), appKey: record.appKey, subscriptionId: record.subscriptionId },
    ...{ caller, x, callee, talkSeconds: talkMs / 1000, fileName: details.recording ?? '' },
    ...(held !== undefined && {
      file: {
        bytes: held.bytes,
        seconds: Math.max(0, held.bytes - HEADER) / BYTES_PER_SECOND,
        keptUntil: timeOf(held.keptUntil),
      },
    }),
  };
}

function sendRecording(
  request: FastifyRequest,
  reply: FastifyReply,
  { path, bytes }: HeldRecording,
  fileName: string,
): FastifyReply {
  const range = byteRange(request.headers.range, bytes);
  void reply.type('audio/wav').header('accept-ranges', 'bytes');
  if (range === 'outside') {
    void reply.header('content-range', `bytes */${bytes}`);
    throw new OperatorProblem(problems.noSuchRange, `expected bytes within ${bytes}, found others`);
  }
  const { first, last } = range === 'none' ? { first: 0, last: bytes - 1 } : range;
  if (range !== 'none') void reply.code(206).header('content-range', `bytes ${first}-${last}/${bytes}`);
  void reply
    .header('content-length', String(last - first + 1))
    .header('content-disposition', `attachment; filename="${fileName}"`);
  // It is opened when it is read: by then the audit has the request. The answer to HEAD drains one byte.
  return reply.send(
    Readable.from(pieces(path, first, request.method === 'HEAD' ? first : last), { objectMode: false }),
  );
}

async function* pieces(path: string, start: number, end: number): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(path, { start, end })) yield piece as Buffer;
}
