import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { recordingName } from '../../../../engine/report/recording-name.js';
import { wavHeader } from '../../../../media/wav-header.js';
import { sampleTime } from '../../../support/stages/api-under-test.js';
import {
  operatorUnderTest,
  tokens,
  type OperatorUnderTest,
} from '../../../support/stages/operator-under-test.js';
import { pastRecord, RECORDED_AT } from '../../../support/stages/record-stores.js';
import { mobile } from '../../../support/stages/routing-world.js';

type Json = Readonly<Record<string, unknown>>;
const items = (json: Json): readonly Json[] => json['items'] as readonly Json[];
const DAY_MS = 86_400_000;

/** A recorded call with its file of two seconds. */
async function recorded(under: OperatorUnderTest, n: number, ageDays = 1): Promise<Buffer> {
  const fileName = recordingName(RECORDED_AT, 'app');
  await under.records.put([pastRecord(n, { details: { recording: fileName } })]);
  const bytes = Buffer.concat([wavHeader(16_000), Buffer.alloc(16_000, n)]);
  const path = join(under.recordings, fileName);
  writeFileSync(path, bytes);
  const at = (sampleTime - ageDays * DAY_MS) / 1000;
  utimesSync(path, at, at);
  return bytes;
}

const listen = (under: OperatorUnderTest, role: keyof typeof tokens, id: string, range?: string) =>
  under.api.inject({
    method: 'GET',
    url: `/v1/recordings/${id}`,
    headers: { authorization: `Bearer ${tokens[role]}`, ...(range !== undefined && { range }) },
  });

void t.test('calls that were recorded are found among all, page by page', async (t) => {
  const under = await operatorUnderTest();
  for (let n = 1; n <= 7; n += 1)
    if (n % 3 === 0) await recorded(under, n);
    else await under.records.put([pastRecord(n)]);
  await under.records.put([pastRecord(8, { kind: 'message' })]);
  const first = await under.ask('operator', 'POST /v1/recordings/search', { limit: 1 });
  t.match(items(first.json), [{ sessionId: 's6', caller: mobile(1), talkSeconds: 120 }]);
  t.match(items(first.json)[0]?.['file'], { bytes: 16_058, seconds: 2 });
  const rest = await under.ask('operator', 'POST /v1/recordings/search', {
    limit: 1,
    after: first.json['next'],
  });
  t.match(items(rest.json), [{ sessionId: 's3' }]);
  t.equal(items(rest.json).length, 1);
  t.notOk('next' in rest.json, 'nothing older is recorded');
  const none = await under.ask('operator', 'POST /v1/recordings/search', { number: mobile(9) });
  t.same(none.json, { items: [] });
});

void t.test('a search that meets none in thousands of records says where to go on', async (t) => {
  const under = await operatorUnderTest();
  await recorded(under, 1);
  await under.records.put(Array.from({ length: 5200 }, (_, n) => pastRecord(n + 2)));
  const first = await under.ask('operator', 'POST /v1/recordings/search', {});
  t.same(items(first.json), []);
  const rest = await under.ask('operator', 'POST /v1/recordings/search', { after: first.json['next'] });
  t.match(items(rest.json), [{ sessionId: 's1' }]);
});

void t.test('a recording is heard whole or in part, and each listener is in the audit', async (t) => {
  const under = await operatorUnderTest();
  const bytes = await recorded(under, 1);
  const whole = await listen(under, 'operator', 's1');
  t.match(whole, { statusCode: 200, headers: { 'content-type': 'audio/wav', 'content-length': '16058' } });
  t.ok(whole.rawPayload.equals(bytes));
  const part = await listen(under, 'admin', 's1', 'bytes=16050-');
  t.match(part, { statusCode: 206, headers: { 'content-range': 'bytes 16050-16057/16058' } });
  t.ok(part.rawPayload.equals(bytes.subarray(16_050)));
  t.equal((await listen(under, 'admin', 's1', 'bytes=99999-')).statusCode, 416);
  const heard = await under.ask('auditor', 'GET /v1/recordings/s1/listeners');
  t.match(items(heard.json), [
    { who: 'operator-name', role: 'operator', client: '127.0.0.1' },
    { who: 'admin-name', role: 'admin' },
  ]);
  t.equal(items(heard.json).length, 2);
  t.same(items((await under.ask('auditor', 'GET /v1/recordings/s2/listeners')).json), []);
});

void t.test('an application that has fetched it is a listener too', async (t) => {
  const under = await operatorUnderTest();
  await recorded(under, 1);
  const recording = (await under.records.find('call', 's1'))?.details.recording;
  for (const one of [recording, 'another.wav'])
    await under.audit.write({
      who: { name: 'app', role: 'application' },
      action: 'listened',
      what: { operation: 'downloadRecording', recording: one, client: '192.0.2.1' },
    });
  const heard = await under.ask('admin', 'GET /v1/recordings/s1/listeners');
  t.match(items(heard.json), [{ who: 'app', role: 'application', client: '192.0.2.1' }]);
  t.equal(items(heard.json).length, 1);
});

void t.test('nothing is heard that the audit does not have', async (t) => {
  const under = await operatorUnderTest();
  await recorded(under, 1);
  await under.audit.close();
  t.equal((await listen(under, 'operator', 's1')).statusCode, 507);
});

void t.test(
  'roles: viewers list with numbers masked and hear nothing; operators see no listeners',
  async (t) => {
    const under = await operatorUnderTest();
    await recorded(under, 1);
    for (const role of ['viewer', 'auditor'] as const) {
      const { json } = await under.ask(role, 'POST /v1/recordings/search', {});
      t.match(items(json), [{ sessionId: 's1', caller: /^\+86138\*{4}/ }]);
      t.notMatch(JSON.stringify(json), mobile(1));
      t.equal((await listen(under, role, 's1')).statusCode, 403);
    }
    for (const role of ['viewer', 'operator'] as const)
      t.equal((await under.ask(role, 'GET /v1/recordings/s1/listeners')).status, 403);
    t.equal((await under.ask('subscriber', 'POST /v1/recordings/search', {})).status, 403);
  },
);

void t.test('what is gone, past its days, or never was, is said so', async (t) => {
  const under = await operatorUnderTest();
  await recorded(under, 1, 31);
  await under.records.put([
    pastRecord(2, { details: { recording: recordingName(RECORDED_AT, 'app') } }),
    pastRecord(3, { details: { recording: '../../etc/passwd' } }),
    pastRecord(4),
  ]);
  const { json } = await under.ask('operator', 'POST /v1/recordings/search', {});
  t.same(
    items(json).map((one) => 'file' in one),
    [false, false, false],
  );
  for (const id of ['s1', 's2', 's3', 's4', 's5'])
    t.equal((await listen(under, 'operator', id)).statusCode, 404, id);
});
