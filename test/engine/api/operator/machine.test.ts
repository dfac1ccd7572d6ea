import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { parseConfig } from '../../../../config/load.js';
import { machineState } from '../../../../engine/machine-state.js';
import { createLogger } from '../../../../engine/observe/log.js';
import { RecentLines } from '../../../../engine/observe/recent-lines.js';
import { operatorUnderTest } from '../../../support/stages/operator-under-test.js';
import { mobile } from '../../../support/stages/routing-world.js';

interface Line {
  readonly sequence: number;
  readonly level: string;
  readonly text: string;
  readonly fields: string;
}

void t.test('the machine and the processes are those of the system', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-machine-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'broken.pem'), 'no certificate');
  const config = parseConfig(
    `dataDirectory: ${folder}\napi: {tls: {certificateFile: ${folder}/broken.pem, keyFile: ${folder}/key.pem}}\n`,
  );
  const state = await machineState({
    config: () => config,
    processes: () =>
      new Map([
        ['media-0', process.pid],
        ['media-1', process.pid],
        ['sip', 2 ** 22 + 1],
      ]),
    load: () => [{ part: 'disk', value: 0.12345, isDelay: false }],
  });
  const own = state.processes.find(({ pid }) => pid === process.pid);
  t.equal(own?.name, 'media', 'its threads are one process');
  t.ok((own?.memoryBytes ?? 0) > 10_000_000);
  t.ok((own?.uptimeSeconds ?? -1) >= 0);
  t.ok((own?.cpuSeconds ?? 0) > 0);
  t.same(
    state.processes.find(({ name }) => name === 'sip'),
    { name: 'sip', pid: 2 ** 22 + 1 },
    'it has gone',
  );
  t.ok(state.processes.some(({ name, pid }) => name === 'parent' && pid === process.ppid));
  t.match(state.disks, [{ folder: 'data', path: folder }]);
  t.ok((state.disks[0]?.bytes ?? 0) > 0);
  t.same(state.load, [{ part: 'disk', value: 0.123, isDelay: false }]);
  t.match(state.certificates, [{ of: 'api', file: `${folder}/broken.pem`, because: /\S/ }]);
  t.equal(state.versions['node'], process.versions.node);
});

void t.test(
  'lines of the log are shown with every number masked, even if the log itself shows them',
  async (t) => {
    const under = await operatorUnderTest();
    for (const showNumbers of [true, false]) {
      const logger = createLogger({
        ...{ level: 'trace', showNumbers },
        destination: { write: (line: string) => under.lines.add(line) },
      });
      logger.trace({ pii: { message: 'INVITE' } }, 'SIP message');
      logger.info(
        { call: 'abc', pii: { caller: mobile(21), n: 13_800_000_021, list: [mobile(22)] } },
        'a call',
      );
      logger.warn({ because: `no such callee 13800000021` }, 'it failed');
      logger.error({ err: new Error('what 138-0000-0021 sent') }, 'an error');
    }
    const { json } = await under.ask('operator', 'GET /v1/system/log');
    const items = json['items'] as readonly Line[];
    t.equal(items.length, 6, 'messages of SIP are not kept');
    t.notMatch(JSON.stringify(items), /0000002|138-0000|13800000/);
    t.notMatch(JSON.stringify(under.lines.list('debug', 0, 10)), /13800000/, 'nor in memory');
    for (const one of items.filter(({ level }) => level === 'info'))
      t.match(one.fields, /"list":\["\+86138\*{4}0022"\]/, 'masked once');
    t.match(items[0], { sequence: 1, level: 'info', text: 'a call', fields: /"caller":"\+86138\*{4}0021"/ });
    const grave = await under.ask('admin', 'GET /v1/system/log?level=warn&after=3&limit=1');
    t.match(grave.json['items'], [{ sequence: 6, level: 'error' }]);
    for (const role of ['viewer', 'auditor', 'subscriber'] as const)
      t.equal((await under.ask(role, 'GET /v1/system/log')).status, 403);
    t.equal((await under.ask('viewer', 'GET /v1/system/machine')).status, 200);
    t.equal((await under.ask('operator', 'GET /v1/system/log?level=loud')).status, 400);
  },
);

void t.test(
  'a number in groups, or in JSON that is a text, is masked too, and the line stays whole',
  async (t) => {
    const under = await operatorUnderTest();
    const logger = createLogger({
      ...{ level: 'info', showNumbers: true },
      destination: { write: (line: string) => under.lines.add(line) },
    });
    const body = JSON.stringify({ list: [13_800_000_021, 1], since: 1_234_567.5 });
    logger.info(
      { pii: { body, text: 'says "138-0000-0021" \\', seconds: 1_234_567.5, bytes: 50_600, port: 5060 } },
      'a request',
    );
    const { json } = await under.ask('operator', 'GET /v1/system/log');
    const [line] = json['items'] as readonly Line[];
    t.equal(line?.text, 'a request');
    t.match(JSON.parse(line?.fields ?? ''), {
      pii: { body: /^\{"list":\[138\*{4}0021,1\]/, text: 'says "138****0021" \\', port: 5060 },
    });
    t.notMatch(JSON.stringify(under.lines.list('debug', 0, 10)), /13800000|138-0000/, 'nor in memory');
  },
);

void t.test('who did what is for auditors, so requests of operators are not among the lines', async (t) => {
  const under = await operatorUnderTest();
  const logger = createLogger({
    ...{ level: 'info', showNumbers: false },
    destination: { write: (line: string) => under.lines.add(line) },
  });
  const audit = { name: 'auditor-name', role: 'auditor' };
  logger
    .child({ part: 'api' })
    .info({ audit, method: 'POST', uri: '/v1/audit/search' }, 'operator api: request');
  logger.info({ part: 'audit', because: '"audit":{"name":' }, 'the head of the audit');
  const { json } = await under.ask('operator', 'GET /v1/system/log');
  t.match(json['items'], [{ sequence: 1, text: 'the head of the audit' }]);
});

void t.test('the last thousand lines are kept, and long ones are not', (t) => {
  const lines = new RecentLines();
  for (let n = 1; n <= 1003; n += 1) lines.add(`{"level":"info","time":"T","msg":"${n}"}\n`);
  lines.add(`{"level":"error","time":"T","msg":"${'x'.repeat(5000)}"}\n`);
  const all = lines.list('debug', 0, 5000);
  t.equal(all.length, 1000);
  t.equal(all[0]?.sequence, 5);
  t.match(all.at(-1)?.text, /^\{"level":"error","time":"T","msg":"a line of 50\d\d characters/);
  t.same(
    lines.list('error', 0, 10).map(({ sequence }) => sequence),
    [1004],
  );
  t.same(lines.list('debug', 1004, 10), []);
  t.end();
});

void t.test('levels are those of the calls that were asked for', async (t) => {
  const under = await operatorUnderTest();
  under.levels.set('a', { sessionId: 'a', caller: { packets: 16, dbm0: -20.5 }, callee: { packets: 0 } });
  const { json } = await under.ask('viewer', 'POST /v1/calls/levels', { sessionIds: ['a', 'b'] });
  t.same(json, {
    items: [{ sessionId: 'a', caller: { packets: 16, dbm0: -20.5 }, callee: { packets: 0 } }],
    total: 1,
  });
  const many = Array.from({ length: 51 }, (_, n) => `s${n}`);
  t.equal((await under.ask('viewer', 'POST /v1/calls/levels', { sessionIds: many })).status, 400);
  t.equal((await under.ask('subscriber', 'POST /v1/calls/levels', { sessionIds: [] })).status, 403);
});
