import t from 'tap';
import type { AskDns } from '../../../../../engine/sipd/stack/dns/records.js';
import { SourceList } from '../../../../../engine/sipd/stack/transport/source-list.js';
import { everyAddressOf } from '../../../../../engine/sipd/stack/transport/source-names.js';
import { FakeClock } from '../../../../support/fakes/fake-clock.js';

void t.test('addresses and blocks of both families, also as a socket of both shows them', (t) => {
  const list = new SourceList({
    blocks: ['192.0.2.10', '198.51.100.0/24', '2001:db8::/32', '2001:DB8:1::7'],
  });
  const isIn = ['192.0.2.10', '198.51.100.255', '::ffff:192.0.2.10', '::ffff:198.51.100.3', '2001:db8:5::1'];
  for (const address of [...isIn, ...isIn]) t.ok(list.has(address), address);
  for (const address of ['192.0.2.11', '198.51.101.0', '::ffff:192.0.2.11', '2001:db9::1', 'no address', ''])
    t.notOk(list.has(address), address);
  t.end();
});

void t.test('an empty list contains no address', (t) => {
  t.notOk(new SourceList({ blocks: [] }).has('127.0.0.1'));
  t.end();
});

void t.test('a name stands for all its addresses, and for those it had in the last hour', (t) => {
  let now = 0;
  let addresses = ['192.0.2.1', '2001:db8::1'];
  const asked: string[] = [];
  const list = new SourceList({
    blocks: ['192.0.2.200'],
    names: ['sbc.example.com'],
    now: () => now,
    lookUp: (name, found) => {
      asked.push(name);
      found(addresses);
    },
  });
  t.notOk(list.has('192.0.2.1'), 'not asked yet');
  list.start();
  t.teardown(() => list.stop());
  t.ok(list.has('192.0.2.1') && list.has('2001:db8::1') && list.has('192.0.2.200'));
  addresses = ['192.0.2.2'];
  now = 60_000;
  list.lookUpNames();
  t.ok(list.has('192.0.2.2'), 'it has moved');
  t.ok(list.has('192.0.2.1'), 'and its calls go on from where it was');
  addresses = [];
  now = 3_600_001;
  list.lookUpNames();
  t.notOk(list.has('192.0.2.1'));
  t.ok(list.has('192.0.2.2'), 'a name server that is away takes nobody out at once');
  t.same(asked, ['sbc.example.com', 'sbc.example.com', 'sbc.example.com']);
  t.end();
});

void t.test('names are looked up again as their records say, and every minute at least', async (t) => {
  const clock = new FakeClock();
  const start = clock.elapsed();
  const asked: number[] = [];
  let seconds = 20;
  const list = new SourceList({
    blocks: [],
    names: ['sbc.example.com'],
    now: () => clock.elapsed(),
    after: (ms, act) => clock.after(ms, act),
    lookUp: (_name, found) => {
      asked.push((clock.elapsed() - start) / 1000);
      found(['192.0.2.1'], seconds);
    },
  });
  list.start();
  await clock.pass(20_000);
  seconds = 600;
  await clock.pass(20_000);
  await clock.pass(60_000);
  seconds = 0;
  await clock.pass(60_000);
  await clock.pass(5_000);
  t.same(asked, [0, 20, 40, 100, 160, 165]);
  list.stop();
  t.equal(clock.pending, 0);
});

void t.test('every address behind a name counts, by any transport and by its own records', async (t) => {
  const records: Readonly<Record<string, readonly unknown[]>> = {
    'NAPTR carrier.example': [
      { order: 1, preference: 1, flags: 's', service: 'sip+d2t', replacement: '_sip._tcp.carrier.example' },
    ],
    'SRV _sip._tcp.carrier.example': [{ priority: 1, weight: 1, port: 5060, target: 'gw.example' }],
    'A gw.example': ['192.0.2.1'],
    'AAAA gw.example': ['2001:db8::1'],
    'A carrier.example': ['192.0.2.9'],
  };
  const dns: AskDns = (name, kind, found) =>
    queueMicrotask(() => found({ records: (records[`${kind} ${name}`] ?? []) as never, seconds: 30 }));
  const found = await new Promise((resolve) =>
    everyAddressOf(dns, () => 0)('carrier.example', (addresses, seconds) =>
      resolve([[...addresses].sort(), seconds]),
    ),
  );
  t.same(found, [['192.0.2.1', '192.0.2.9', '2001:db8::1'], 30]);
});
