import t from 'tap';
import { operatorUnderTest } from '../../support/stages/operator-under-test.js';
import { pastRecord } from '../../support/stages/record-stores.js';
import { ctlOf } from '../../support/servers/run-ctl.js';

const HOUR = Date.UTC(2026, 0, 26, 14);

void t.test('statistics are shown in total, by ending, and as one asks', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const call = (n: number, more: object) =>
    pastRecord(n, { at: HOUR + n, endedAt: HOUR + n, appKey: 'key-AXB', talkMs: 60_000, ...more });
  await api.records.put([
    call(1, { details: { answeredAt: HOUR, areaCode: '0755' } }),
    call(2, { details: { areaCode: '010' }, ending: 'no-answer', calleeTrunk: 'other', talkMs: 0 }),
  ]);
  const time = ['--from', new Date(HOUR).toISOString(), '--until', new Date(HOUR + 3_600_000).toISOString()];
  const plain = await ctl('viewer', 'statistics', ...time);
  t.match(plain, { code: 0, stderr: '' });
  t.match(plain.stdout, /^calls +2\nanswered +1\nanswerPercent +50\n/m);
  t.match(plain.stdout, /^no-answer +1 +50 +The callee does not answer\.$/m);
  t.equal(plain.stdout.split('\n\n').length, 2);
  const full = await ctl('viewer', 'statistics', ...time, '--by', 'city', '--interval', 'hour');
  t.match(full.stdout, /^key +name +calls .*\n(.*\n)*0755 +深圳 +1 +1 +100 +60 /m);
  t.match(full.stdout, /^at +calls .*\n2026-01-26T14:00:00\.000Z +2 +1 /m);
  const trunk = await ctl('viewer', 'statistics', ...time, '--callee-trunk', 'other', '--by', 'hour');
  t.match(trunk.stdout, /^calls +1$/m);
  const json = await ctl(
    'viewer',
    '--json',
    'statistics',
    ...time,
    '--area-code',
    '010',
    '--app-key',
    'key-AXB',
  );
  t.match(JSON.parse(json.stdout), { total: { calls: 1 }, interval: 'hour' });
  t.match(await ctl('viewer', 'statistics', ...time, '--caller-trunk', 'in', '--by', 'city'), { code: 1 });
});

void t.test('numbers are counted by city, and planned', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  const cities = await ctl('viewer', 'numbers', 'cities', '--app-key', 'key-AX');
  t.match(cities.stdout, /^areaCode +province +cities +total .*\n0755 +广东 +深圳 +3 +3 +0 +0 +0 +0\n$/);
  const plan = await ctl('viewer', 'numbers', 'plan', 'axyb', '100', '--b-per-a', '4', '--area-code', '0755');
  t.match(
    plan.stdout,
    /^mode +AXYB\nneeded +104\nthere +12\nmissing +92\n\nwhat +numbers +rule\nx +100 +an X belongs/,
  );
  t.match(await ctl('viewer', 'numbers', 'plan', 'AX', '9', '--per-user', '6'), {
    code: 1,
    stderr: /at most 5 X/,
  });
});
