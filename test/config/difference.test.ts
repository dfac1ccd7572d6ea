import t from 'tap';
import { describeDifference, differences } from '../../config/difference.js';
import { parseConfig } from '../../config/load.js';

function lines(before: string, after: string): string[] {
  return differences(parseConfig(before), parseConfig(after)).map(
    (one) => `${one.isChangeable ? '' : 'fixed '}${describeDifference(one)}`,
  );
}

void t.test('keys are compared with their defaults, in the order of the manual', async (t) => {
  t.same(lines('', '# nothing\nlog: {level: info}\n'), []);
  t.same(
    lines('limits: {maxCalls: 5}', 'log: {level: warn}\nmedia: {portMin: 30000}\nlimits: {maxCalls: 6}'),
    ['fixed media.portMin: 20000 → 30000', 'limits.maxCalls: 5 → 6', 'log.level: "info" → "warn"'],
  );
  t.same(lines('', 'policyFile: p.json'), [lines('', 'policyFile: p.json')[0]]);
  t.match(lines('', 'policyFile: p.json'), [/^fixed policyFile: nothing → ".*p\.json"$/]);
});

void t.test('trunks are compared by their names', async (t) => {
  const trunk = (name: string, more = ''): string => `{name: ${name}, to: 'sip:192.0.2.1'${more}}`;
  const trunks = (...list: string[]): string => `trunks: [${list.join(', ')}]\n`;
  t.same(lines(trunks(trunk('a'), trunk('b')), trunks(trunk('c'), trunk('a'), trunk('b', ', maxCalls: 3'))), [
    'trunks[b].maxCalls: 0 → 3',
    'trunks[c]: nothing → a group of keys',
  ]);
  t.same(lines(trunks(trunk('a'), trunk('b')), trunks(trunk('b'))), ['trunks[a]: a group of keys → nothing']);
  t.same(lines(trunks(trunk('a'), trunk('b')), trunks(trunk('b'), trunk('a'))), [
    'trunks: another order → this order',
  ]);
  t.same(
    lines(trunks(trunk('a', ', from: [192.0.2.1]')), trunks(trunk('a', ', from: [192.0.2.1, 192.0.2.2]'))),
    ['trunks[a].from: ["192.0.2.1"] → ["192.0.2.1", "192.0.2.2"]'],
  );
  // Order of a list of addresses is a difference too, and one of a list inside a group.
  t.same(lines(trunks(trunk('a', ', from: [192.0.2.1]')), trunks(trunk('a'))), [
    'trunks[a].from: ["192.0.2.1"] → an empty list',
  ]);
});

void t.test('no secret is shown, nor what an address carries', async (t) => {
  const application = (secret: string, url: string): string =>
    `applications: [{appKey: k, appSecret: ${secret}, mode: AXB, callbacks: {status: '${url}'}}]\n`;
  const found = lines(
    `${application('hunter2', 'https://u:hunter3@a.example/x?token=hunter4')}` +
      'operator: {tokens: [{name: n, role: admin, token: hunter5hunter5hunter5}]}\n' +
      'journal: {redis: {url: "redis://:hunter6@127.0.0.1"}}\n' +
      'trunks: [{name: a, to: "sip:192.0.2.1", credentials: {username: u, password: hunter7}}]\n',
    `${application('hunter8', 'https://u:hunter9@b.example/x?token=hunter4')}` +
      'operator: {tokens: [{name: n, role: admin, token: hunterAhunterAhunterA}]}\n' +
      'journal: {redis: {url: "redis://:hunterB@127.0.0.1"}}\n' +
      'trunks: [{name: a, to: "sip:192.0.2.1", credentials: {username: u, password: hunterC}}]\n',
  );
  t.same(found, [
    'fixed journal.redis.url: a secret → a secret',
    'operator.tokens[n].token: a secret → a secret',
    'trunks[a].credentials.password: a secret → a secret',
    'applications[k].appSecret: a secret → a secret',
    'applications[k].callbacks.status: "https://…@a.example/x?…" → "https://…@b.example/x?…"',
  ]);
});

void t.test('what the processes were started with is fixed', async (t) => {
  const fixed = (text: string): void => {
    const found = lines('', text);
    t.ok(found.length > 0 && found.every((line) => line.startsWith('fixed ')), `${text}: ${found.join()}`);
  };
  for (const text of [
    'dataDirectory: other',
    'sip: {server: drachtio}',
    'sip: {listen: [{transport: udp, host: 127.0.0.1, port: 5070}]}',
    'media: {workers: 2}',
    'recording: {directory: other}',
    'journal: {type: memory}',
    'api: {port: 9000}',
    'operator: {console: false}',
    'log: {showNumbers: true}',
  ])
    fixed(text);
});
