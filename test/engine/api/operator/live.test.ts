import t from 'tap';
import { oneCallLive } from '../../../support/stages/live-state.js';
import { operatorUnderTest } from '../../../support/stages/operator-under-test.js';

void t.test('what is live is listed by process, ids shortened and without any number', async (t) => {
  const api = await operatorUnderTest();
  t.teardown(() => api.api.close());
  api.live = oneCallLive;
  const { status, json } = await api.ask('operator', 'GET /v1/live');
  t.equal(status, 200);
  t.strictSame(json, {
    sip: {
      from: 'own-stack',
      transactions: {
        items: [
          {
            ...{ method: 'INVITE', direction: 'in', state: 'accepted', ageMs: 1201 },
            ...{ branch: '-*************-1', peer: '192.0.2.10:5060' },
          },
          {
            ...{ method: 'BYE', direction: 'out', state: 'trying', ageMs: 3 },
            ...{ branch: '0a1b2c3d4e5f********', peer: '192.0.2.11:5060' },
          },
        ],
        total: 2,
      },
      dialogs: {
        items: [
          { id: '***********-1@192.0.2.10…', role: 'uas', state: 'confirmed', ageMs: 1100 },
          { id: '0a1b2c3d4e5f********a4b5…', role: 'uac', state: 'early', ageMs: 1000 },
        ],
        total: 1500,
      },
    },
    media: {
      sessions: {
        items: [
          {
            ...{ sessionId: 'session-1', worker: 1 },
            ...{ callerPort: 20_000, calleePort: 20_002, ageMs: 900 },
          },
        ],
        total: 1,
      },
    },
    engine: {
      calls: { items: [{ sessionId: 'session-1', state: 'connected', ageMs: 1300 }], total: 1 },
      held: { incoming: 0, legs: 2 },
    },
  });
});

void t.test('a SIP process that lists nothing says why, and the rest is listed all the same', async (t) => {
  const api = await operatorUnderTest();
  t.teardown(() => api.api.close());
  for (const from of ['drachtio-server', 'nowhere'] as const) {
    api.live = { ...oneCallLive, sip: { from } };
    const { json } = await api.ask('admin', 'GET /v1/live');
    const none = { items: [], total: 0 };
    t.match(json, { sip: { from, transactions: none, dialogs: none }, media: { sessions: { total: 1 } } });
  }
});

void t.test('a media session whose worker has died has no place', async (t) => {
  const api = await operatorUnderTest();
  t.teardown(() => api.api.close());
  const [session] = oneCallLive.media.items;
  if (session === undefined) throw new Error('there is one');
  api.live = { ...oneCallLive, media: { total: 1, items: [{ ...session, worker: undefined }] } };
  const { json } = await api.ask('operator', 'GET /v1/live');
  t.notMatch(JSON.stringify(json), '"worker"');
});
