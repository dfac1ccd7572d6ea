import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { callRecord } from '../../../engine/report/call-record.js';
import type { CallFacts } from '../../../engine/report/call-facts.js';
import { eventBody } from '../../../engine/report/events.js';
import { Postbox } from '../../../engine/report/postbox.js';
import { examineRecording, recordingEventBody } from '../../../engine/report/recording-event.js';
import { fieldsOfEvent, fieldsOfRecord } from '../../../engine/report/requested-fields.js';
import type { Application } from '../../../routing/application.js';
import { reportsInForce } from '../../support/stages/usual-reports.js';
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

void t.test('fields on request are in the messages of those who ask, and nowhere else', (t) => {
  const recording = { fileName: '260124023022.wav', startedAt: at + 3000 };
  const hungUp = { ...facts().end, kind: 'callee-hung-up', releasedBy: 2 as const } as CallFacts['end'];
  const call = facts({ recording, end: hungUp, answeredAt: at + 2500, endedAt: at + 63_100 });
  const sources = (fields: string[]) => ({
    ...{ fields, areaOf: (number: string) => (number === X ? '0755' : undefined) },
    recordPushUrl: 'https://store.example/{name}?k=1',
  });
  const all = sources(['callRelDirection', 'areaCode', 'callDuration', 'recordPushURL']);
  const talked = Math.floor((at + 63_100) / 1000) - Math.floor((at + 2500) / 1000);
  t.same(fieldsOfRecord(call, all), {
    areaCode: '0755',
    callRelDirection: 2,
    callDuration: talked,
    recordPushURL: 'https://store.example/260124023022.wav?k=1',
  });
  t.match(JSON.parse(JSON.stringify(callRecord(call, options, fieldsOfRecord(call, all)))), {
    callDuration: talked,
  });
  t.same(fieldsOfEvent('disconnect', call, all), { areaCode: '0755', callRelDirection: 2 });
  t.same(fieldsOfEvent('answer', call, all), { areaCode: '0755' });
  t.same(fieldsOfRecord(call, sources([])), {});
  const stopped = facts({ end: { ...facts().end, kind: 'duration-limit' } as CallFacts['end'] });
  t.notOk('callRelDirection' in fieldsOfRecord(stopped, all), 'neither side hung up');
  const unanswered = facts({ answeredAt: undefined, recording: undefined });
  t.match(fieldsOfRecord(unanswered, all), { callDuration: 0 });
  t.notOk('recordPushURL' in fieldsOfRecord(unanswered, all));
  t.equal(fieldsOfRecord(facts({ answeredAt: at + 9000 }), all)['callDuration'], 0, 'never negative');
  t.end();
});

void t.test('serviceType, spId and the directions of AXB are as the settings say (spec 12, 7)', (t) => {
  const settings = { ...options, axbDirection: { fromA: 0, fromB: 1 } };
  t.match(callRecord(facts({ direction: 1 }), settings), { direction: 0 });
  t.match(callRecord(facts({ direction: 0 }), settings), { direction: 1 });
  t.match(callRecord(facts({ direction: undefined }), settings), { direction: 2 }, 'no binding');
  t.match(callRecord(facts({ application: application('AX'), direction: 1 }), settings), { direction: 1 });
  t.end();
});

void t.test('a recording’s event tells length, digest and place, or the reason there is none', (t) => {
  const place = { recordDomain: 'rec.example', recordBucketName: 'b', recordPushUrl: 'https://s/{name}' };
  const recording = { fileName: 'r.wav', startedAt: at };
  const outcome = { bytes: 16_058, milliseconds: 2000, sha256: 'ab' };
  const info = (of: Partial<CallFacts>): unknown =>
    (JSON.parse(recordingEventBody(facts(of), at, place) ?? '{}') as { statusInfo?: object }).statusInfo;
  const known = { sessionId: 's-1', timestamp: '2026-01-24 02:30:22', subscriptionId: 'b-1' };
  const found = {
    ...known,
    ...{ recordStartTime: '2026-01-24 02:30:22', recordDomain: 'rec.example', recordBucketName: 'b' },
    ...{ recordObjectName: 'r.wav', recordPushURL: 'https://s/r.wav' },
  };
  const measured = { recordMilliseconds: 2000, recordBytes: 16_058, recordSha256: 'ab' };
  t.same(info({ recording, recordingOutcome: outcome }), { ...found, ...measured });
  const brokeOff = { ...outcome, failure: 'the recording broke off' };
  t.same(info({ recording, recordingOutcome: brokeOff }), {
    ...{ ...found, ...measured },
    recordFailure: 'the recording broke off',
  });
  t.same(info({ recordingOutcome: { failure: 'no prompt' } }), { ...known, recordFailure: 'no prompt' });
  t.equal(info({}), undefined, 'a call that was not to be recorded has no such event');
  t.end();
});

void t.test('a recording is measured as it is on disk', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-recording-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'r.wav'), Buffer.alloc(58 + 16_000, 1));
  const sha256 = createHash('sha256')
    .update(Buffer.alloc(58 + 16_000, 1))
    .digest('hex');
  t.same(await examineRecording(folder, 'r.wav'), { bytes: 16_058, milliseconds: 2000, sha256 });
  t.same(await examineRecording(folder, 'gone.wav'), { failure: 'the file cannot be read: ENOENT' });
});

void t.test('an application gets the kinds it wants, at the address for them', (t) => {
  const added: string[] = [];
  const outbox = {
    add: (
      { channel, body }: { channel: string; body: string },
      how?: { isPushed: boolean; event?: unknown },
    ) =>
      void added.push(
        `${body} ${how?.isPushed === true ? channel : '-'} ${how?.event === undefined ? '-' : 'kept'}`,
      ),
  };
  const postbox = new Postbox(outbox, reportsInForce);
  const tell = (one: Application): string[] => {
    for (const kind of ['callin', 'disconnect', 'recording', 'fee', 'numStatus'])
      if (postbox.wants(one, kind)) postbox.post(one, { kind, group: 's', body: kind, at });
    return added.splice(0);
  };
  const status = 'http://a/status';
  t.same(tell(application('AXB')), [], 'no address');
  t.same(tell(application('AXB', { callbacks: { status } })), [
    'callin status -',
    'disconnect status -',
    'numStatus status -',
  ]);
  const separate = { status, fee: 'f', callin: 'c', recording: 'r', numberStatus: 'n' };
  const kinds = ['callin', 'recording', 'fee', 'numStatus'];
  t.same(tell(application('AXB', { callbacks: separate, reports: { kinds } })), [
    'callin callin -',
    'recording recording -',
    'fee fee -',
    'numStatus numberStatus -',
  ]);
  t.same(
    tell(application('AXB', { callbacks: { status }, reports: { pull: true, kinds: ['fee', 'callin'] } })),
    ['callin status kept', 'fee - kept'],
  );
  t.end();
});

void t.test(
  'how a call sounded is in the records of those who ask, and the usual record has nothing of it',
  (t) => {
    const heard = { mos: 4.21, lossPercent: 0.5, jitterMs: 3, delayMs: 60, codec: 'PCMA' };
    const call = facts({ quality: { caller: heard } });
    const sources = (fields: string[]) => ({ fields, areaOf: () => undefined, recordPushUrl: undefined });
    t.same(fieldsOfRecord(call, sources(['callerMos', 'calleeMos'])), { callerMos: 4.21 });
    t.same(fieldsOfRecord(call, sources([])), {});
    t.same(fieldsOfEvent('disconnect', call, sources(['callerMos'])), {});
    t.same(Object.keys(callRecord(call, options)), Object.keys(callRecord(facts(), options)));
    t.end();
  },
);
