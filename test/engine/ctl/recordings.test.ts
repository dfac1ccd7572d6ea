import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { recordingName } from '../../../engine/report/recording-name.js';
import { wavHeader } from '../../../media/wav-header.js';
import { ctlOf } from '../../support/servers/run-ctl.js';
import { sampleTime } from '../../support/stages/api-under-test.js';
import { operatorUnderTest } from '../../support/stages/operator-under-test.js';
import { pastRecord, RECORDED_AT } from '../../support/stages/record-stores.js';

void t.test('recordings are searched, fetched into a new file, and their listeners listed', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const fileName = recordingName(RECORDED_AT, 'app');
  const bytes = Buffer.concat([wavHeader(8000), Buffer.alloc(8000)]);
  writeFileSync(join(api.recordings, fileName), bytes);
  utimesSync(join(api.recordings, fileName), sampleTime / 1000, sampleTime / 1000);
  await api.records.put([pastRecord(1, { details: { recording: fileName } }), pastRecord(2)]);
  t.match((await ctl('viewer', 'recordings', 'search')).stdout, /^\S+ +s1 +app .* 1 +\S+Z$/m);
  const folder = mkdtempSync(join(tmpdir(), 'callveil-ctl-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'call.wav');
  t.match(await ctl('viewer', 'recordings', 'get', 's1', '--output', file), { code: 1, stderr: /403/ });
  t.notOk(existsSync(file), 'a refusal leaves no file behind');
  t.match(await ctl('operator', 'recordings', 'get', 's1', '--output', file), { code: 0 });
  t.ok(readFileSync(file).equals(bytes));
  t.equal(statSync(file).mode & 0o777, 0o600, 'for its owner alone');
  t.match(await ctl('operator', 'recordings', 'get', 's1', '--output', file), { code: 2, stderr: /EEXIST/ });
  t.match(await ctl('viewer', 'recordings', 'get', 's1', '--output', '-'), { code: 1, stderr: /403/ });
  t.match(
    (await ctl('auditor', 'recordings', 'listeners', 's1')).stdout,
    /operator-name +operator +127\.0\.0\.1/,
  );
});

void t.test('a past call is explained by its session', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  await api.records.put([pastRecord(1)]);
  const { stdout, code } = await ctl('viewer', 'explain', '--session', 's1');
  t.equal(code, 0);
  t.match(stdout, /yes +trunk out put it through/);
  t.match(stdout, /^caller +\+86138\*{4}0001$/m);
  t.match(await ctl('viewer', 'explain', '--session', 's9'), { code: 1 });
  t.match(await ctl('viewer', 'explain'), {
    code: 2,
    stderr: /expected <caller> and <dialled>, or --session/,
  });
});

void t.test(
  'a secret is made and shown once; an address is tried; the machine, its log and levels are shown',
  async (t) => {
    const api = await operatorUnderTest();
    const ctl = await ctlOf(api, t);
    const made = await ctl('admin', 'applications', 'create', 'shop', '--mode', 'AXB');
    const secret = /^appSecret +(\S+)$/m.exec(made.stdout)?.[1];
    t.equal(api.routing.applications.get('shop')?.appSecret, secret);
    const renewed = await ctl('admin', 'applications', 'renew-secret', 'shop');
    t.match(renewed.stdout, /^appSecret +[\w-]{32}$/m);
    t.notMatch(renewed.stdout, secret ?? '');
    const before = api.routing.applications.get('shop');
    if (before !== undefined)
      api.routing.applications.put({ ...before, callbacks: { status: 'http://10.0.0.1/' } });
    t.match(
      (await ctl('operator', 'applications', 'try', 'shop', 'status')).stdout,
      /^because +10\.0\.0\.1 is no public/m,
    );
    const machine = await ctl('viewer', 'system', 'show');
    t.match(machine.stdout, /^engine +4711 +90061/m);
    t.match(machine.stdout, /^trunk carrier-a +- .*ENOENT/m);
    api.lines.add(
      '{"level":"warn","time":"2026-11-30T10:00:00.000Z","msg":"it failed","pii":{"caller":"+8613800000021"}}\n',
    );
    const log = await ctl('operator', 'system', 'log', '--level', 'warn');
    t.equal(log.stdout, '1 2026-11-30T10:00:00.000Z warn it failed {"pii":{"caller":"+86138****0021"}}\n');
    api.levels.set('a', { sessionId: 'a', caller: { packets: 16, dbm0: -20.5 }, callee: { packets: 0 } });
    t.match((await ctl('viewer', 'calls', 'levels', 'a', 'b')).stdout, /^a +-20\.5 +-$/m);
  },
);
