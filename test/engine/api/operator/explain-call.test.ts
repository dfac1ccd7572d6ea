import t from 'tap';
import type { EndedCall } from '../../../../engine/call/call-parts.js';
import { RefusedCalls } from '../../../../engine/refused-calls.js';
import { activeCall } from '../../../support/stages/active-call.js';
import { sampleApplication } from '../../../support/stages/api-under-test.js';
import { capturedCall } from '../../../support/stages/captured-call.js';
import { operatorUnderTest } from '../../../support/stages/operator-under-test.js';
import { pastRecord, RECORDED_AT } from '../../../support/stages/record-stores.js';
import { mobile, privateNumber } from '../../../support/stages/routing-world.js';

const explain = 'GET /v1/explain?sessionId=';
const stepsOf = (json: Readonly<Record<string, unknown>>): readonly string[] =>
  (json['steps'] as readonly { readonly outcome: string; readonly step: string }[]).map(
    ({ outcome, step }) => `${outcome} ${step}`,
  );

void t.test(
  'a call of the past is explained from its record: binding, trunks with their answers, ending',
  async (t) => {
    const under = await operatorUnderTest();
    const bound = await under.ask('operator', 'POST /v1/bindings/axb', {
      ...{ appKey: 'key-AXB', a: mobile(1), b: mobile(2), x: privateNumber(101) },
    });
    const subscriptionId = String(bound.json['subscriptionId']);
    const tried = [
      { trunk: 'a', outcome: 'silent', tookMs: 4000 },
      { trunk: 'b', outcome: 'refused', status: 503, tookMs: 120 },
      { trunk: 'c', outcome: 'refused', status: 486, tookMs: 3000 },
    ] as const;
    await under.records.put([
      pastRecord(1, {
        ...{ appKey: 'key-AXB', subscriptionId, ending: 'callee-busy', talkMs: 0 },
        details: { tried, sipStatus: 486, ringingAt: RECORDED_AT, extension: '42' },
      }),
    ]);
    under.captured.set('s1', capturedCall);
    const { status, json } = await under.ask('operator', `${explain}s1`);
    t.equal(status, 200);
    t.same(stepsOf(json), [
      'found the call came from trunk in',
      'yes the caller gives a number',
      'found +86170****0001 is a number of application key-AXB',
      'found the caller has typed extension 42',
      `found binding ${subscriptionId} led to the callee`,
      'yes this binding is in force now',
      'found the callee is +86138****0002',
      'no trunk a put it through: it was silent after 4.0 s',
      'no trunk b put it through: refused with 503 after 0.1 s',
      'no trunk c put it through: refused with 486 after 3.0 s',
      'yes the phone of the callee rang',
      'no the callee answered',
      'found it ended with callee-busy: The callee is busy',
      'found the cause is with the callee',
      'found the caller got SIP status 486',
    ]);
    t.match(json, { from: 'record', hasLadder: true, record: { caller: mobile(1), tried } });
    await under.ask('operator', `DELETE /v1/bindings/${subscriptionId}`);
    t.ok(
      stepsOf((await under.ask('operator', `${explain}s1`)).json).includes('no this binding is in force now'),
    );
  },
);

void t.test('each way of trying a trunk has its words, and old records the last way alone', async (t) => {
  const { ask, records } = await operatorUnderTest();
  const ways = ['answered', 'refused', 'unanswered', 'silent', 'called-off', 'failed'] as const;
  await records.put([
    pastRecord(1, { details: { tried: ways.map((outcome) => ({ trunk: 't', outcome, tookMs: 0 })) } }),
    pastRecord(2),
    pastRecord(3, { ending: 'of another version', details: { sipStatus: 500 } }),
  ]);
  t.match(
    stepsOf((await ask('viewer', `${explain}s1`)).json).filter(
      (step) => step.includes(' t ') || step.endsWith(' t'),
    ),
    [
      'yes trunk t put it through',
      'no trunk t put it through: refused',
      'no trunk t put it through: the callee did not answer',
      'no trunk t put it through: it was silent',
      'no trunk t put it through: it was called off',
      'no trunk t put it through: it failed',
    ],
  );
  const answered = stepsOf((await ask('viewer', `${explain}s2`)).json);
  t.ok(answered.includes('yes trunk out put it through'));
  t.ok(answered.includes('no the call was recorded'));
  t.ok(answered.includes('found it ended with caller-hung-up: The user releases the call'));
  const other = stepsOf((await ask('viewer', `${explain}s3`)).json);
  t.ok(other.includes('no trunk out put it through: refused with 500'));
  t.ok(other.includes('found it ended with of another version: why is not known'));
});

void t.test('a call in progress, and one that reached no application, are explained too', async (t) => {
  const { ask, calls, refusedCalls } = await operatorUnderTest();
  calls.set('live', activeCall('live', { application: sampleApplication('AXB'), callerTrunk: 'in' }));
  const live = await ask('viewer', `${explain}live`);
  t.match(live.json, { from: 'live', hasLadder: false });
  t.equal(stepsOf(live.json).at(-1), 'yes the call is in progress');
  const kept = new RefusedCalls();
  const { facts } = activeCall('refused', { callerTrunk: 'in' });
  const told: string[] = [];
  const { onEnded } = kept.with({
    onEnded: ({ facts: { sessionId } }: EndedCall) => void told.push(sessionId),
  });
  const end = {
    ...{ kind: 'number-not-ours', stateCode: 8025, stateDesc: '', ulFailReason: 8025 },
    sipStatus: 404,
    calleeQ850: 0,
  };
  onEnded({ facts: { ...facts, end }, trunk: 'in', calleeTrunk: undefined, statistics: undefined });
  onEnded({
    ...{ facts: { ...facts, end, sessionId: 'other', application: sampleApplication('AX') }, trunk: 'in' },
    ...{ calleeTrunk: undefined, statistics: undefined },
  });
  t.same(told, ['refused', 'other']);
  t.equal(kept.of('other'), undefined, 'it has a record');
  const refused = kept.of('refused');
  t.notMatch(JSON.stringify(refused), /\d{7}/, 'no number in memory');
  if (refused !== undefined) refusedCalls.set('refused', refused);
  const { json } = await ask('operator', `${explain}refused`);
  t.equal(json['from'], 'refused');
  t.match(stepsOf(json), [
    'found the call came from trunk in',
    'yes the caller gives a number',
    /^missing \+86170\*{4}\d{4} is a number of no application$/,
    'found it ended with number-not-ours: The number does not exist',
    'found the cause is with the caller',
    'found the caller got SIP status 404',
  ]);
});

void t.test(
  'of a call that was refused before its numbers were read nothing is said about them',
  async (t) => {
    const { ask, refusedCalls } = await operatorUnderTest();
    refusedCalls.set('full', {
      trunk: 'in',
      caller: undefined,
      dialled: undefined,
      ending: 'caller-trunk-full',
    });
    const steps = stepsOf((await ask('viewer', `${explain}full`)).json);
    t.equal(steps[0], 'found the call came from trunk in');
    t.match(steps[1], /^found it ended with caller-trunk-full: /);
  },
);

void t.test(
  'the status for a caller is shown unless it may have been answered for its extension',
  async (t) => {
    const { ask, records } = await operatorUnderTest();
    for (const [n, appKey] of ['key-AX', 'key-AXE'].entries()) {
      await records.put([pastRecord(n, { ...{ appKey, ending: 'callee-busy', talkMs: 0 }, details: {} })]);
      const steps = stepsOf((await ask('viewer', `${explain}s${n}`)).json);
      t.equal(steps.includes('found the caller got SIP status 486'), appKey === 'key-AX', appKey);
    }
  },
);

void t.test('of refused calls the last thousands are kept', (t) => {
  const kept = new RefusedCalls();
  const end = { kind: 'x', stateCode: 0, stateDesc: '', ulFailReason: 0, sipStatus: 0, calleeQ850: 0 };
  for (let n = 0; n < 2001; n += 1)
    kept.ended({
      ...{ facts: { ...activeCall(`c${n}`).facts, end }, trunk: undefined, calleeTrunk: undefined },
      statistics: undefined,
    });
  t.equal(kept.of('c0'), undefined);
  t.ok(kept.of('c1'));
  t.end();
});

void t.test('viewers get numbers masked; a session that is unknown is not found', async (t) => {
  const { ask, records } = await operatorUnderTest();
  await records.put([pastRecord(1)]);
  for (const role of ['viewer', 'auditor'] as const) {
    const text = JSON.stringify((await ask(role, `${explain}s1`)).json);
    for (const number of [mobile(1), mobile(2), privateNumber(1)]) t.notMatch(text, number);
  }
  t.equal((await ask('viewer', `${explain}s9`)).status, 404);
  t.equal((await ask('viewer', 'GET /v1/explain')).status, 400);
  t.equal((await ask('subscriber', `${explain}s1`)).status, 403);
  records.isAway = true;
  t.equal((await ask('viewer', `${explain}s1`)).status, 503);
});
