import t from 'tap';
import type { PullQuery } from '../../../../engine/report/event-log.js';
import { operatorUnderTest, type OperatorUnderTest } from '../../../support/stages/operator-under-test.js';
import { sampleApplication, sampleTime } from '../../../support/stages/api-under-test.js';

const ID = 'e0123456789-000000000007';
const body = JSON.stringify({ eventType: 'answer', statusInfo: { caller: '+8613800000001' } });

async function reading(): Promise<{ under: OperatorUnderTest; asked: PullQuery[] }> {
  const under = await operatorUnderTest(undefined, '', ['key-AXB']);
  const asked: PullQuery[] = [];
  await under.routing.saveApplication({ ...sampleApplication('AXB'), reports: { pull: true } });
  const common = { appKey: 'key-AXB', group: 's1', at: sampleTime };
  under.events = {
    ...under.events,
    read: (query) => {
      asked.push(query);
      if (query.after === 'of another engine') return Promise.resolve(undefined);
      const record = { ...common, id: ID, kind: 'fee', body: '{"icid":"i"}' };
      return Promise.resolve({
        events: [{ ...common, id: ID, kind: 'answer', body }, record],
        next: ID,
        missed: false,
      });
    },
    undelivered: () =>
      Promise.resolve([{ ...common, id: ID, channel: 'status', failures: 7, because: 'answered 500', body }]),
    resend: (_appKey, ids) =>
      Promise.resolve(ids?.includes('of another engine') ? undefined : (ids?.length ?? 5)),
  };
  return { under, asked };
}

void t.test('messages are answered as they are pushed, with the place to go on from', async (t) => {
  const { under, asked } = await reading();
  const { status, json } = await under.ask(
    'operator',
    `GET /v1/events?after=${ID}&kinds=answer,fee&limit=7&wait=5`,
  );
  t.equal(status, 200);
  t.same(json, {
    items: [
      {
        ...{
          id: ID,
          appKey: 'key-AXB',
          kind: 'answer',
          sessionId: 's1',
          at: new Date(sampleTime).toISOString(),
        },
        message: JSON.parse(body) as object,
      },
      {
        ...{
          id: ID,
          appKey: 'key-AXB',
          kind: 'fee',
          sessionId: 's1',
          at: new Date(sampleTime).toISOString(),
        },
        message: { eventType: 'fee', feeLst: [{ icid: 'i' }] },
      },
    ],
    next: ID,
    missed: false,
  });
  t.same(asked, [{ appKeys: undefined, after: ID, kinds: ['answer', 'fee'], limit: 7, waitMs: 5000 }]);
  const masked = await under.ask('viewer', 'GET /v1/events');
  t.notMatch(JSON.stringify(masked.json), /13800000001/, 'a viewer sees no number');
});

void t.test('a subscriber reads its own applications, and nothing else of the API', async (t) => {
  const { under, asked } = await reading();
  const own = await under.ask('subscriber', 'GET /v1/events');
  t.match(JSON.stringify(own.json), /13800000001/, 'with its numbers');
  t.same(
    asked.map(({ appKeys }) => appKeys),
    [['key-AXB']],
  );
  t.equal((await under.ask('subscriber', 'GET /v1/events?appKey=key-AX')).status, 403);
  t.equal((await under.ask('subscriber', 'GET /v1/undelivered')).status, 200);
  t.equal((await under.ask('subscriber', 'GET /v1/undelivered?appKey=key-AX')).status, 403);
  t.match((await under.ask('subscriber', 'GET /v1/me')).json, { role: 'subscriber' });
  for (const request of ['GET /v1/calls', 'GET /v1/applications', 'GET /v1/receivers', 'GET /v1/numbers'])
    t.equal((await under.ask('subscriber', request)).status, 403, request);
  t.equal((await under.ask('subscriber', 'POST /v1/undelivered/resend', { appKey: 'key-AXB' })).status, 403);
});

void t.test('what cannot be read says why', async (t) => {
  const { under } = await reading();
  const other = await under.ask('operator', 'GET /v1/events?after=of%20another%20engine');
  t.match(other, { status: 400, json: { code: 'unknown-id' } });
  t.match(await under.ask('operator', 'GET /v1/events?kinds=ringing'), { status: 400 });
  t.match(await under.ask('operator', 'GET /v1/events?wait=61'), { status: 400 });
  const unkept = await under.ask('operator', 'GET /v1/events?appKey=key-AX');
  t.match(unkept, { status: 409, json: { code: 'not-kept', detail: /reports\.pull/ } });
});

void t.test('undelivered messages are pushed again, by id or all of an application', async (t) => {
  const { under } = await reading();
  const { json } = await under.ask('operator', 'GET /v1/undelivered');
  t.match(json, { items: [{ id: ID, channel: 'status', failures: 7, because: 'answered 500' }], next: ID });
  const resend = (body: object) => under.ask('operator', 'POST /v1/undelivered/resend', body);
  t.match(await resend({ ids: [ID] }), { status: 200, json: { resent: 1 } });
  t.match(await resend({ appKey: 'key-AXB' }), { status: 200, json: { resent: 5 } });
  t.equal((await resend({})).status, 400, 'all of every application is no wish');
  t.equal((await resend({ ids: ['of another engine'] })).status, 400);
  t.equal((await under.ask('viewer', 'POST /v1/undelivered/resend', { ids: [ID] })).status, 403);
});
