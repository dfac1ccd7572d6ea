import t from 'tap';
import { parseConfig } from '../../../config/load.js';
import { examine } from '../../../engine/doctor/doctor.js';
import { describeFindings, type Finding, type Level } from '../../../engine/doctor/finding.js';
import type { Machine } from '../../../engine/doctor/machine.js';
import { TestAuthority } from '../../support/servers/certificates.js';
import { fakeMachine, type FakeFiles } from '../../support/fakes/fake-machine.js';

const allowed = {
  lookup: () => undefined,
  refusal: (host: string) =>
    host === '10.0.0.9' ? `${host} is no public address, and callbacks.allowedNetworks …` : undefined,
};

const CONFIG = `
dataDirectory: /var/lib/callveil
limits: {maxCalls: 2000}
trunks:
  - {name: by-address, from: [192.0.2.1], to: "sip:192.0.2.1:5060"}
  - {name: by-name, from: [192.0.2.2], to: "sip:sbc.example.com;transport=tcp"}
  - {name: texts, from: [192.0.2.3], smpp: {servers: ["smsc.example.com:2775"], systemId: a, password: b}}
applications:
  - appKey: app
    appSecret: secret
    mode: AXB
    callbacks: {status: "https://receiver.example.com/status", fee: "http://10.0.0.8:8000/fee"}
journal: {type: redis, redis: {url: "redis://:hidden@redis.example.com:6379"}}
records: {store: postgresql, postgresql: {url: "postgres://callveil:hidden@pg.example.com/callveil"}}
`;

function examined(machine: Machine, config = CONFIG): Promise<readonly Finding[]> {
  return examine(parseConfig(config), machine, allowed);
}

void t.test('on a machine where everything is well, there is neither doubt nor fault', async (t) => {
  const findings = await examined(fakeMachine());
  t.same(
    findings.filter(({ level }) => level !== 'good'),
    [],
  );
  t.same(
    [...new Set(findings.map(({ check }) => check))],
    ['ports', 'limits', 'disk', 'stores', 'trunks', 'call-backs', 'clock'],
  );
  t.notMatch(JSON.stringify(findings), /hidden/, 'no password is said');
  t.same(describeFindings(findings, false), [`0 faults, 0 doubts, ${findings.length} good`]);
});

interface Case {
  readonly what: string;
  readonly machine?: Partial<Machine>;
  readonly files?: FakeFiles;
  readonly level: Level;
  readonly check: string;
  readonly subject: RegExp;
  readonly found: RegExp;
  readonly advice?: RegExp;
}

const failing = (failed: string) => () => Promise.resolve({ failed });
const holder = (pid: number, parent: number) => () => ({ pid, parent, command: '/usr/sbin/kamailio -f x' });
const owner = { '/var/lib/callveil/service.owner': '{"process":77,"host":"a"}\n' };

const cases: readonly Case[] = [
  {
    what: 'a port that another program has',
    machine: { bind: failing('EADDRINUSE bind'), holder: holder(12, 1) },
    level: 'fault',
    check: 'ports',
    subject: /sip udp udp\/127\.0\.0\.1:5060/,
    found: /held by process 12 \(\/usr\/sbin\/kamailio/,
    advice: /stop it, or choose another/,
  },
  {
    what: 'a port that another service of ours has',
    machine: { bind: failing('EADDRINUSE bind'), holder: holder(12, 78) },
    files: owner,
    level: 'fault',
    check: 'ports',
    subject: /^api/,
    found: /held by process 12/,
  },
  {
    what: 'a port that a process of the service that runs has',
    machine: { bind: failing('EADDRINUSE bind'), holder: holder(12, 77) },
    files: owner,
    level: 'good',
    check: 'ports',
    subject: /^api/,
    found: /the service that runs \(process 12\)/,
  },
  {
    what: 'a port whose holder this user may not see',
    machine: { bind: failing('EADDRINUSE bind') },
    level: 'fault',
    check: 'ports',
    subject: /^operator/,
    found: /another process/,
    advice: /as root, ss -lpn/,
  },
  {
    what: 'a port of the media that is in use',
    machine: { bind: failing('EADDRINUSE bind') },
    level: 'good',
    check: 'ports',
    subject: /^media udp/,
    found: /takes another one/,
  },
  {
    what: 'an address of another machine',
    machine: { bind: failing('EADDRNOTAVAIL bind') },
    level: 'fault',
    check: 'ports',
    subject: /^sip tcp/,
    found: /no address of this machine/,
  },
  {
    what: 'a port below 1024',
    machine: { bind: failing('EACCES bind') },
    level: 'fault',
    check: 'ports',
    subject: /^sip tcp/,
    found: /may not/,
    advice: /CAP_NET_BIND_SERVICE/,
  },
  {
    what: 'media ports that the kernel gives to others',
    files: { '/proc/sys/net/ipv4/ip_local_port_range': '15000 60999' },
    level: 'doubt',
    check: 'ports',
    subject: /^media ports 20000/,
    found: /gives 15000/,
    advice: /reserved_ports=20000-32767/,
  },
  {
    what: 'media ports that are reserved',
    files: {
      '/proc/sys/net/ipv4/ip_local_port_range': '15000 60999',
      '/proc/sys/net/ipv4/ip_local_reserved_ports': '8080,20000-32767',
    },
    level: 'good',
    check: 'ports',
    subject: /^media ports/,
    found: /none/,
  },
  {
    what: 'few open files',
    files: { '/proc/self/limits': 'Max open files  1024  4096  files' },
    level: 'fault',
    check: 'limits',
    subject: /this shell/,
    found: /at most 4096/,
    advice: /LimitNOFILE=17024/,
  },
  {
    what: 'few open files of the service that runs',
    files: { ...owner, '/proc/77/limits': 'Max open files  1024  1024  files' },
    level: 'fault',
    check: 'limits',
    subject: /the service \(process 77\)/,
    found: /at most 1024/,
  },
  {
    what: 'small buffers of the kernel',
    files: { '/proc/sys/net/core/rmem_max': '212992' },
    level: 'doubt',
    check: 'limits',
    subject: /rmem_max/,
    found: /212992/,
    advice: /sysctl -w net\.core\.rmem_max=4194304/,
  },
  {
    what: 'a short queue of connections',
    files: { '/proc/sys/net/core/somaxconn': '128' },
    level: 'doubt',
    check: 'limits',
    subject: /somaxconn/,
    found: /128/,
    advice: /1024/,
  },
  {
    what: 'a disk that is full',
    machine: { room: () => ({ freeBytes: 1e7, bytes: 100e9 }) },
    level: 'fault',
    check: 'disk',
    subject: /var\/lib\/callveil$/,
    found: /9 MiB free/,
    advice: /retentionDays/,
  },
  {
    what: 'a disk that is nearly full',
    machine: { room: () => ({ freeBytes: 5e9, bytes: 100e9 }) },
    level: 'doubt',
    check: 'disk',
    subject: /recordings$/,
    found: /free of/,
    advice: /larger disk/,
  },
  {
    what: 'a slow disk',
    machine: { syncMs: () => Promise.resolve(80) },
    level: 'doubt',
    check: 'disk',
    subject: /^writes/,
    found: /80\.0 ms/,
    advice: /SSD/,
  },
  {
    what: 'a folder that cannot be written to',
    machine: { syncMs: failing('EACCES') },
    level: 'fault',
    check: 'disk',
    subject: /^writes/,
    found: /EACCES/,
    advice: /chown/,
  },
  {
    what: 'a clock that is off',
    machine: {
      run: () =>
        Promise.resolve('Leap status     : Normal\nSystem time     : 3.5 seconds fast of NTP time\n'),
    },
    level: 'doubt',
    check: 'clock',
    subject: /time of day/,
    found: /3\.5 s fast/,
    advice: /makestep/,
  },
  {
    what: 'a clock that is off by more than signatures allow',
    machine: { run: () => Promise.resolve('System time     : 90000.0 seconds slow of NTP time\n') },
    level: 'fault',
    check: 'clock',
    subject: /time of day/,
    found: /every request .* is refused/,
  },
  {
    what: 'chrony without a server',
    machine: {
      run: () =>
        Promise.resolve('Leap status     : Not synchronised\nSystem time : 0.0 seconds slow of NTP time'),
    },
    level: 'doubt',
    check: 'clock',
    subject: /time of day/,
    found: /no time server/,
    advice: /chronyc sources/,
  },
  {
    what: 'timedatectl that says no',
    machine: {
      run: (name) => Promise.resolve(name === 'chronyc' ? undefined : 'NTP=yes\nNTPSynchronized=no\n'),
    },
    level: 'doubt',
    check: 'clock',
    subject: /time of day/,
    found: /not synchronised/,
    advice: /set-ntp/,
  },
  {
    what: 'timedatectl that says yes',
    machine: { run: (name) => Promise.resolve(name === 'chronyc' ? undefined : 'NTPSynchronized=yes\n') },
    level: 'good',
    check: 'clock',
    subject: /time of day/,
    found: /synchronised/,
  },
  {
    what: 'a machine that does not say',
    machine: { run: () => Promise.resolve(undefined) },
    level: 'doubt',
    check: 'clock',
    subject: /time of day/,
    found: /neither/,
    advice: /install chrony/,
  },
  {
    what: 'a Redis that is away',
    machine: { redis: failing('connect ECONNREFUSED') },
    level: 'fault',
    check: 'stores',
    subject: /redis at redis\.example\.com:6379$/,
    found: /REFUSED/,
    advice: /journal\.redis\.url/,
  },
  {
    what: 'an old Redis',
    machine: { redis: () => Promise.resolve({ version: '6.0.16', role: 'master', mayLose: false }) },
    level: 'fault',
    check: 'stores',
    subject: /redis/,
    found: /6\.0\.16/,
    advice: /6\.2 or later/,
  },
  {
    what: 'a Redis that may lose binds',
    machine: { redis: () => Promise.resolve({ version: '7.0.0', role: 'master', mayLose: true }) },
    level: 'doubt',
    check: 'stores',
    subject: /redis/,
    found: /may lose/,
    advice: /appendfsync always/,
  },
  {
    what: 'a replica',
    machine: { redis: () => Promise.resolve({ version: '7.0.0', role: 'slave', mayLose: false }) },
    level: 'fault',
    check: 'stores',
    subject: /redis/,
    found: /slave/,
    advice: /master/,
  },
  {
    what: 'a PostgreSQL that refuses',
    machine: { postgresql: failing('password authentication failed') },
    level: 'fault',
    check: 'stores',
    subject: /postgresql at pg\.example\.com$/,
    found: /password/,
    advice: /pg_hba/,
  },
  {
    what: 'an old PostgreSQL',
    machine: { postgresql: () => Promise.resolve('12.22') },
    level: 'fault',
    check: 'stores',
    subject: /postgresql/,
    found: /12\.22/,
    advice: /13/,
  },
  {
    what: 'a trunk that does not answer',
    machine: { options: failing('no answer within 4000 ms') },
    level: 'doubt',
    check: 'trunks',
    subject: /by-address .* at 192\.0\.2\.1:5060/,
    found: /no answer/,
    advice: /firewalls/,
  },
  {
    what: 'a trunk whose name has no address',
    machine: { resolve: failing('ENOTFOUND') },
    level: 'fault',
    check: 'trunks',
    subject: /by-name/,
    found: /ENOTFOUND/,
    advice: /dig sbc\.example\.com/,
  },
  {
    what: 'a trunk with servers of its service',
    machine: {
      services: (name) =>
        Promise.resolve(
          name === '_sip._tcp.sbc.example.com' ? [{ host: 'one.example.com', port: 5070 }] : [],
        ),
    },
    level: 'good',
    check: 'trunks',
    subject: /by-name .* at 192\.0\.2\.7:5070/,
    found: /answers OPTIONS: 200 OK/,
  },
  {
    what: 'an SMSC that is away',
    machine: { connect: failing('ECONNREFUSED') },
    level: 'fault',
    check: 'trunks',
    subject: /texts smpp smsc\.example\.com:2775/,
    found: /REFUSED/,
    advice: /smpp\.servers/,
  },
  {
    what: 'a receiver that is away',
    machine: { connect: failing('ECONNREFUSED') },
    level: 'fault',
    check: 'call-backs',
    subject: /of app to http:\/\/10\.0\.0\.8:8000/,
    found: /REFUSED/,
    advice: /callveil-ctl receivers/,
  },
  {
    what: 'a receiver with a certificate of an unknown issuer',
    machine: { connectTls: failing('unable to verify the first certificate') },
    level: 'fault',
    check: 'call-backs',
    subject: /https:\/\/receiver/,
    found: /verify/,
    advice: /callbacks\.caFile/,
  },
  {
    what: 'a check that fails itself',
    machine: {
      room: () => {
        throw new Error('a fault of ours');
      },
    },
    level: 'fault',
    check: 'disk',
    subject: /the check itself/,
    found: /a fault of ours/,
  },
];

for (const { what, machine = {}, files = {}, level, check, subject, found, advice } of cases)
  void t.test(`${what}: ${level}`, async (t) => {
    const findings = await examined(fakeMachine(machine, files));
    const fits = findings.filter(
      (one) => one.check === check && subject.test(one.subject) && found.test(one.found),
    );
    t.match(
      fits,
      [{ level, ...(advice && { advice }) }],
      JSON.stringify(findings.filter((one) => one.check === check)),
    );
    for (const one of findings) if (one.level !== 'good') t.ok(one.advice, `${one.subject} says what to do`);
  });

void t.test('a clock that steps while it runs', async (t) => {
  let asked = 0;
  const findings = await examined(fakeMachine({ now: () => (asked++ === 0 ? 0 : 90_000) }));
  t.match(findings.at(-1), { check: 'clock', level: 'doubt', found: '90000 ms while this ran' });
});

void t.test('a receiver that call-backs may not go to', async (t) => {
  const config = `applications: [{appKey: app, appSecret: s, mode: AXB, callbacks: {fee: "http://10.0.0.9/"}}]`;
  const findings = await examined(fakeMachine(), config);
  t.match(
    findings.find(({ check }) => check === 'call-backs'),
    { level: 'fault', found: /no public address/, advice: /add its network to callbacks\.allowedNetworks/ },
  );
});

void t.test('certificates: their ends, their keys, and the order of a chain', async (t) => {
  const authority = await TestAuthority.create();
  t.teardown(() => authority.remove());
  const one = await authority.issue({ commonName: 'one', days: 60 });
  const ending = await authority.issue({ commonName: 'ending', days: 5 });
  const over = await authority.issue({ commonName: 'over', days: -1 });
  const now = (): number => Date.now();
  const look = async (certificate: string, key: string): Promise<readonly string[]> => {
    const files = { '/c.pem': certificate, '/k.pem': key };
    const config = 'api: {tls: {certificateFile: /c.pem, keyFile: /k.pem}}';
    const findings = await examined(fakeMachine({ now }, files), config);
    return findings
      .filter(({ check }) => check === 'certificates')
      .map(({ level, found }) => `${level} ${found}`);
  };
  const issuer = authority.certificate;
  t.match(await look(one.certificate, one.key), [/^good one ends on 20/, /^good the key of the certificate/]);
  t.match(await look(ending.certificate, ending.key), [/^doubt ending ends in [45] days/, /^good/]);
  t.match(await look(over.certificate, over.key), [/^fault over ended on 20/, /^good/]);
  t.match(await look(one.certificate, ending.key), [/^good/, /^fault the key of another certificate/]);
  t.match(await look(one.certificate, 'x'), [/^good/, /^fault no private key in PEM/]);
  t.match(await look('x', one.key), [/^fault no certificate in PEM/]);
  t.match(await look(one.certificate + issuer, one.key), [
    /^good one/,
    /^doubt authority ends/,
    /^good the key/,
  ]);
  t.match(await look(one.certificate + ending.certificate, one.key), [
    /^good/,
    /^doubt/,
    /^fault ending is behind one/,
    /^good/,
  ]);
  t.match(await look(issuer, 'x'), [/^doubt authority ends in 1 days/, /^fault no private key/]);
});

void t.test('a drachtio-server that is away', async (t) => {
  const away = fakeMachine({ connect: () => Promise.resolve({ failed: 'ECONNREFUSED' }) });
  const findings = await examined(away, 'sip: {server: drachtio}');
  t.match(
    findings.find(({ check }) => check === 'stores'),
    { level: 'fault', subject: 'drachtio-server at 127.0.0.1:9022', advice: /sip\.drachtio/ },
  );
  t.notOk(
    findings.some(({ subject }) => subject.startsWith('sip')),
    'it has the ports, and not we',
  );
});
