import t from 'tap';
import { callRecord } from '../../../engine/report/call-record.js';
import type { CallFacts } from '../../../engine/report/call-facts.js';
import { eventBody } from '../../../engine/report/events.js';
import { A, application, B, X } from '../../support/stages/call-stage.js';

const at = Date.UTC(2026, 0, 24, 2, 30, 22, 999);

function facts(more: Partial<CallFacts> = {}): CallFacts {
  return {
    sessionId: 's-1',
    arrivedAt: at,
    caller: A,
    x: X,
    relationX: undefined,
    application: application(),
    subscriptionId: 'b-1',
    userData: undefined,
    direction: 1,
    display: X,
    callee: B,
    extension: undefined,
    dialledAt: at + 1000,
    ringingAt: at + 2000,
    answeredAt: at + 3000,
    endedAt: at + 4000,
    recording: undefined,
    end: {
      kind: 'caller-hung-up',
      stateCode: 0,
      stateDesc: 'The user releases the call.',
      ulFailReason: 0,
      sipStatus: 0,
      calleeQ850: 0,
    },
    ...more,
  };
}

const options = {
  spId: 'sp',
  hostName: 'host',
  recordDomain: 'rec.example',
  recordBucketName: 'sp-bucket',
  serviceType: { AX: '003', AXB: '004' },
};

void t.test('an event has the vendor’s fields, times in UTC to the second (spec 10.1)', (t) => {
  t.same(JSON.parse(eventBody('disconnect', facts(), at)), {
    eventType: 'disconnect',
    statusInfo: {
      sessionId: 's-1',
      timestamp: '2026-01-24 02:30:22',
      caller: X,
      called: B,
      stateCode: 0,
      stateDesc: 'The user releases the call.',
      subscriptionId: 'b-1',
    },
  });
  t.end();
});

void t.test(
  'callin tells the real caller and X; once transferred, what is shown and the real callee',
  (t) => {
    const info = (type: 'callin' | 'callout' | 'disconnect', of = facts()): unknown =>
      (JSON.parse(eventBody(type, of, at)) as { statusInfo: { caller: string; called: string } }).statusInfo;
    t.match(info('callin'), { caller: A, called: X });
    t.match(info('callout'), { caller: X, called: B });
    const refused = facts({ callee: undefined, display: undefined });
    t.match(info('disconnect', refused), { caller: A, called: X }, 'never transferred');
    t.match(info('callin', facts({ caller: undefined })), { caller: '' }, 'withheld');
    t.end();
  },
);

void t.test(
  'AXE tells the digits, and no binding before them; X mode tells its notifyMode and no binding',
  (t) => {
    const axe = facts({ application: application('AXE'), extension: '1234' });
    t.same(JSON.parse(eventBody('collectInfo', axe, at)), {
      eventType: 'collectInfo',
      statusInfo: {
        sessionId: 's-1',
        timestamp: '2026-01-24 02:30:22',
        digitInfo: '1234',
        subscriptionId: 'b-1',
      },
    });
    t.notMatch(eventBody('callin', axe, at), /subscriptionId/);
    const x = facts({ application: application('X'), userData: 'u' });
    t.match(eventBody('answer', x, at), /"userData":"u","notifyMode":"Notify"/);
    t.match(eventBody('callin', x, at, 'Block'), /"notifyMode":"Block"/);
    t.notMatch(eventBody('answer', x, at), /subscriptionId/);
    t.end();
  },
);

void t.test('a record has every field the vendor’s has (spec 10.2)', (t) => {
  const recording = { fileName: '260124023022.wav', startedAt: at + 3000 };
  t.same(callRecord(facts({ recording }), options), {
    direction: 1,
    spId: 'sp',
    appKey: 'app',
    icid: `s-1.${at}`,
    bindNum: X,
    sessionId: 's-1',
    subscriptionId: 'b-1',
    callerNum: A,
    calleeNum: X,
    fwdDisplayNum: X,
    fwdDstNum: B,
    callInTime: '2026-01-24 02:30:22',
    fwdStartTime: '2026-01-24 02:30:23',
    fwdAlertingTime: '2026-01-24 02:30:24',
    fwdAnswerTime: '2026-01-24 02:30:25',
    callEndTime: '2026-01-24 02:30:26',
    fwdUnaswRsn: 0,
    ulFailReason: 0,
    sipStatusCode: 0,
    callOutUnaswRsn: 0,
    recordFlag: 1,
    ttsPlayTimes: 0,
    ttsTransDuration: 0,
    mptyId: 'b-1',
    serviceType: '004',
    hostName: 'host',
    voiceCheckType: 0,
    recordStartTime: '2026-01-24 02:30:25',
    recordDomain: 'rec.example',
    recordBucketName: 'sp-bucket',
    recordObjectName: '260124023022.wav',
  });
  t.end();
});

void t.test('a call that found no binding is abnormal, and fails at its end', (t) => {
  const record = callRecord(
    facts({
      direction: undefined,
      subscriptionId: undefined,
      display: undefined,
      callee: undefined,
      dialledAt: undefined,
      ringingAt: undefined,
      answeredAt: undefined,
    }),
    options,
  );
  t.match(record, { direction: 2, subscriptionId: '', fwdDstNum: '', failTime: '2026-01-24 02:30:26' });
  t.notOk('fwdAnswerTime' in record);
  t.end();
});

void t.test('bindNum is X also of a call that dialled Y; calleeNum is what was dialled (spec 10.2)', (t) => {
  const y = '+8617100000008' as typeof X;
  const record = callRecord(facts({ application: application('AXYB'), x: y, relationX: X }), options);
  t.match(record, { bindNum: X, calleeNum: y });
  t.match(callRecord(facts({ relationX: undefined }), options), { bindNum: X, calleeNum: X });
  t.end();
});
