/** Which places a name stands for (RFC 3263), by a DNS server of the test. */
import t, { type Test } from 'tap';
import { DnsCache } from '../../../../../engine/sipd/stack/dns/cache.js';
import { DnsClient } from '../../../../../engine/sipd/stack/dns/client.js';
import { locate, type Located, type Sought } from '../../../../../engine/sipd/stack/dns/locate.js';
import { DnsServer } from '../../../../support/servers/dns-server.js';

const ZONE = [
  'full.example NAPTR/300 10 10 s SIPS+D2T - _sips._tcp.full.example',
  'full.example NAPTR/300 20 10 S SIP+D2T - _sip._tcp.full.example',
  'full.example NAPTR/300 20 20 s SIP+D2U - _sip._udp.elsewhere.example',
  'full.example NAPTR/300 5 5 u E2U+sip !^.*$!sip:x@y! .',
  '_sips._tcp.full.example SRV/200 1 1 5061 gw1.example',
  '_sip._tcp.full.example SRV/200 1 1 5062 gw1.example',
  '_sip._udp.elsewhere.example SRV/100 20 1 5064 gw2.example',
  '_sip._udp.elsewhere.example SRV/100 10 1 5063 gw1.example',
  'gw1.example A/60 192.0.2.1',
  'gw1.example AAAA/50 2001:db8::1',
  'gw2.example A/60 192.0.2.2',
  'gw2.example A/60 192.0.2.3',
  'srv.example A/60 192.0.2.9',
  '_sip._udp.srv.example SRV 1 1 5070 gw1.example',
  '_sip._tcp.srv.example SRV 1 1 5071 gw2.example',
  'alias.example CNAME/30 gw2.example',
  'plain.example A/60 192.0.2.4',
  'none.example A/60 192.0.2.5',
  '_sip._udp.none.example SRV 0 0 0 .',
];

/** `transport address:port` of each place. */
function shown({ locations }: Located): string {
  return locations
    .map(({ transport = 'any', address, port }) => `${transport} ${address}:${port}`)
    .join(', ');
}

interface Bench {
  readonly server: DnsServer;
  locate(sought: Partial<Sought> & { host: string }): Promise<Located>;
  now: number;
}

async function bench(t: Test, has: readonly (string | number)[] = ['udp', 'tcp', 4]): Promise<Bench> {
  const server = await DnsServer.start(ZONE);
  const client = new DnsClient([server.address]);
  t.teardown(() => {
    client.close();
    server.close();
  });
  const cache = new DnsCache(
    (name, kind, found) => client.ask(name, kind, found),
    () => one.now,
  );
  const one: Bench = {
    server,
    now: 0,
    locate: (sought) =>
      new Promise((resolve) =>
        locate(
          { port: undefined, transport: undefined, isSecure: false, ...sought },
          {
            find: (name, kind, found) => cache.find(name, kind, found),
            lookUpHost: (name, found) => found(name === 'hosts.example' ? ['127.0.0.9'] : []),
            has: (what) => has.includes(what),
            random: () => 0,
          },
          resolve,
        ),
      ),
  };
  return one;
}

void t.test('what a URI asks for, and where it leads', async (t) => {
  const both = ['udp', 'tcp', 4];
  const table: [sought: Partial<Sought> & { host: string }, has: (string | number)[], places: string][] = [
    [
      { host: 'full.example' },
      both,
      'tcp 192.0.2.1:5062, udp 192.0.2.1:5063, udp 192.0.2.2:5064, udp 192.0.2.3:5064',
    ],
    [{ host: 'full.example' }, ['udp', 4], 'udp 192.0.2.1:5063, udp 192.0.2.2:5064, udp 192.0.2.3:5064'],
    [{ host: 'full.example' }, ['tcp', 'tls', 4], 'tls 192.0.2.1:5061, tcp 192.0.2.1:5062'],
    [{ host: 'full.example', isSecure: true }, [...both, 'tls'], 'tls 192.0.2.1:5061'],
    [{ host: 'full.example', transport: 'tcp' }, both, 'tcp 192.0.2.1:5062'],
    [{ host: 'full.example' }, ['tcp', 4, 6], 'tcp 192.0.2.1:5062, tcp 2001:db8::1:5062'],
    [{ host: 'full.example' }, ['tcp', 6], 'tcp 2001:db8::1:5062'],
    [{ host: 'srv.example' }, both, 'udp 192.0.2.1:5070, tcp 192.0.2.2:5071, tcp 192.0.2.3:5071'],
    [{ host: 'srv.example', transport: 'udp' }, both, 'udp 192.0.2.1:5070'],
    [{ host: 'srv.example', port: 5080 }, both, 'any 192.0.2.9:5080'],
    [{ host: 'srv.example', port: 5080, transport: 'tcp' }, both, 'tcp 192.0.2.9:5080'],
    [{ host: 'plain.example' }, both, 'any 192.0.2.4:5060'],
    [{ host: 'plain.example', transport: 'tls' }, [...both, 'tls'], 'tls 192.0.2.4:5061'],
    [{ host: 'alias.example', port: 5060 }, both, 'any 192.0.2.2:5060, any 192.0.2.3:5060'],
    [{ host: 'none.example', transport: 'udp' }, both, ''],
    [{ host: 'hosts.example' }, both, 'any 127.0.0.9:5060'],
    [{ host: 'nowhere.example' }, both, ''],
    [{ host: 'single' }, both, ''],
  ];
  for (const [sought, has, places] of table) {
    const one = await bench(t, has);
    t.equal(shown(await one.locate(sought)), places, `${JSON.stringify(sought)} with ${has.join()}`);
  }
});

void t.test('answers are used for as long as they say, and asked for once at a time', async (t) => {
  const one = await bench(t);
  const [first] = await Promise.all([
    one.locate({ host: 'full.example' }),
    one.locate({ host: 'full.example' }),
  ]);
  t.equal(first.seconds, 60, 'the least of all records');
  const { length } = one.server.asked;
  t.equal(new Set(one.server.asked).size, length, 'each question once');
  one.now = 59_999;
  await one.locate({ host: 'full.example' });
  t.equal(one.server.asked.length, length);
  one.now = 60_000;
  await one.locate({ host: 'full.example' });
  t.same(one.server.asked.slice(length).sort(), ['A gw1.example', 'A gw2.example'], 'only what has run out');
  one.now = 100_000;
  await one.locate({ host: 'full.example' });
  t.same(one.server.asked.slice(length + 2).sort(), ['SRV _sip._udp.elsewhere.example']);
});

void t.test('that there is nothing is remembered as its zone says', async (t) => {
  const one = await bench(t);
  one.server.zone([...ZONE, 'example SOA/600 45']);
  await one.locate({ host: 'gone.example' });
  const { length } = one.server.asked;
  one.now = 44_999;
  await one.locate({ host: 'gone.example' });
  t.equal(one.server.asked.length, length);
  one.now = 45_000;
  await one.locate({ host: 'gone.example' });
  t.equal(one.server.asked.length, 2 * length);
});

void t.test('while DNS is away, the last answer goes on being used', async (t) => {
  const one = await bench(t);
  const before = shown(await one.locate({ host: 'plain.example', port: 5060 }));
  one.server.code = 2;
  one.now = 3_000_000;
  t.equal(shown(await one.locate({ host: 'plain.example', port: 5060 })), before);
  const { length } = one.server.asked;
  one.now += 4_999;
  await one.locate({ host: 'plain.example', port: 5060 });
  t.equal(one.server.asked.length, length, 'and DNS is not asked by each call');
  one.now = 3_000_000 + 5_000;
  one.server.code = 0;
  await one.locate({ host: 'plain.example', port: 5060 });
  t.equal(one.server.asked.length, length + 1);
  one.server.code = 2;
  one.now += 3_700_000;
  t.equal(shown(await one.locate({ host: 'plain.example', port: 5060 })), '', 'for an hour');
});

void t.test('weights order the targets of one priority', async (t) => {
  const one = await bench(t);
  one.server.zone([
    '_sip._udp.w.example SRV 1 0 1 zero.example',
    '_sip._udp.w.example SRV 1 10 2 ten.example',
    '_sip._udp.w.example SRV 0 0 3 first.example',
    ...['zero', 'ten', 'first'].map((name, n) => `${name}.example A 192.0.2.${n}`),
  ]);
  const { locations } = await one.locate({ host: 'w.example', transport: 'udp' });
  t.same(
    locations.map(({ port }) => port),
    [3, 2, 1],
  );
});
