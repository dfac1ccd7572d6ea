import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import t from 'tap';
import { operatorUnderTest } from '../../support/stages/operator-under-test.js';
import { pastRecord, RECORDED_AT } from '../../support/stages/record-stores.js';
import { ctlOf, fileFor, runCtl } from '../../support/servers/run-ctl.js';
import { mobile } from '../../support/stages/routing-world.js';

void t.test('records are searched, shown and exported', async (t) => {
  const api = await operatorUnderTest();
  const ctl = await ctlOf(api, t);
  t.match(await ctl('viewer', 'records', 'search'), { code: 0, stderr: 'none\n' });
  await api.records.put([
    pastRecord(1, { ending: 'no-answer', talkMs: 0 }),
    pastRecord(2, { kind: 'message', ending: 'sent' }),
    pastRecord(3, { caller: mobile(7), callerTrunk: 'other', subscriptionId: 'mine', appKey: 'key-AX' }),
  ]);
  const first = await ctl('operator', 'records', 'search', '--limit', '1');
  t.match(first.stdout, /^at +kind +id +appKey +caller +x +callee +talkSeconds +ending\n.* call +s3 /);
  const [, after = ''] = /^--after (\S+) for more\n$/.exec(first.stderr) ?? [];
  t.same(listed(await ctl('operator', 'records', 'search', '--after', after)), ['s2', 's1']);
  // The store judges what each means; here each must only arrive.
  const from = ['--from', new Date(RECORDED_AT).toISOString(), '--min-seconds', '100'];
  const which = ['--trunk', 'other', '--binding', 'mine', '--app-key', 'key-AX'];
  t.same(listed(await ctl('operator', 'records', 'search', '--number', mobile(7), ...which, ...from)), [
    's3',
  ]);
  t.same(listed(await ctl('operator', 'records', 'search', '--kind', 'message', '--kind', 'number')), ['s2']);
  const early = ['--until', new Date(RECORDED_AT + 2000).toISOString(), '--ending', 'no-answer'];
  t.same(listed(await ctl('operator', 'records', 'search', ...early, '--max-seconds', '0')), ['s1']);
  t.match(await ctl('operator', 'records', 'search', '--kind', 'letter'), { code: 2 });
  const shown = await ctl('viewer', 'records', 'show', 'call', 's1');
  t.match(shown.stdout, /^reason +The callee does not answer\.$/m);
  t.notMatch(shown.stdout, mobile(1));

  const csv = await ctl('operator', 'records', 'export', '--number', mobile(7));
  t.match(csv, { code: 0, stderr: '1 records\n' });
  t.match(csv.stdout, new RegExp(`^kind,id,.*\\r\\ncall,s3,.*\\${mobile(7)},.*\\r\\n$`));
  const file = fileFor(t, 'records.csv', '');
  t.match(await ctl('operator', 'records', 'export', '--output', file), {
    code: 0,
    stdout: '',
    stderr: '3 records\n',
  });
  t.equal(readFileSync(file, 'utf8').split('\r\n').length, 5);
  t.match(await ctl('viewer', 'records', 'export'), { code: 1, stderr: /403/ });
  t.match(await ctl('operator', 'records', 'export', '--output', '/nowhere/records.csv'), { code: 2 });
});

void t.test('an export that breaks off fails, and says how', async (t) => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' });
    response.write('kind,id\r\ncall,s1\r\n', () => response.destroy());
  }).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const env = { CALLVEIL_URL: `http://127.0.0.1:${port}`, CALLVEIL_TOKEN: 'token' };
  t.match(await runCtl(['records', 'export'], env), { code: 3, stderr: /cannot be reached/ });
});

function listed({ stdout }: { readonly stdout: string }): string[] {
  return [...stdout.matchAll(/ (s\d) /g)].map(([, id = '']) => id);
}
