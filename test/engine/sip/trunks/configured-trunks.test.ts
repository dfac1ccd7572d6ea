import t from 'tap';
import { parseConfig } from '../../../../config/load.js';
import {
  answeredAtSource,
  answeredSources,
  reusedConnections,
  ConfiguredTrunks,
} from '../../../../engine/sip/trunks/configured-trunks.js';
import { TrunkHealth } from '../../../../engine/sip/trunks/health.js';
import type { E164 } from '../../../../routing/numbers/number.js';
import { loadPolicy } from '../../../../routing/numbers/policy.js';
import { FakeClock } from '../../../support/fakes/fake-clock.js';
import { authorize } from '../../../support/phones/digest-client.js';

const callee = '+8613800000001' as E164;
const x = '+8617100000001' as E164;

const routing = new URL('../../../../../routing/', import.meta.url);

function trunks(
  yaml: string,
  country = 'china',
  health = new TrunkHealth({ holdMs: 60_000, clock: new FakeClock() }),
): ConfiguredTrunks {
  const policy = loadPolicy(new URL(`policy-${country}.json`, routing));
  return new ConfiguredTrunks(parseConfig(yaml), policy, health && { health });
}

const CARRIERS = `
trunks:
  - { name: one, type: carrier, from: [192.0.2.0/24], to: "sip:192.0.2.10:5070;transport=tcp", numberFormat: national, maxCalls: 1 }
  - { name: two, type: carrier, from: [198.51.100.7], to: "sip:198.51.100.7", credentials: { username: u, password: p } }
  - { name: in-only, type: carrier, from: [203.0.113.1] }
`;

void t.test(
  'the addresses of trunks that are answered at the source: whence they call and where they are called',
  async (t) => {
    const { trunks: configs } = parseConfig(`
trunks:
  - { name: one, from: [192.0.2.0/24], to: "sip:198.51.100.1:5070;transport=tcp", contact: source }
  - { name: two, to: "sip:[2001:db8::1]:5060", contact: source }
  - { name: three, from: [203.0.113.1], to: "sip:203.0.113.1" }
`);
    t.same(answeredAtSource(configs), ['192.0.2.0/24', '198.51.100.1', '2001:db8::1']);
  },
);

void t.test('whose connections carry the requests of both sides', async (t) => {
  const { trunks: configs } = parseConfig(`
sip:
  listen:
    - { transport: tcp, host: 127.0.0.1, port: 5060 }
    - { transport: tls, host: 127.0.0.1, port: 5061, certificateFile: c, keyFile: k, clientCertificates: requested }
trunks:
  - { name: one, from: [192.0.2.0/24], to: "sip:[2001:db8::1]:5070;transport=tcp", connectionReuse: true }
  - { name: two, fromCertificates: [SBC.example.com], to: "sips:SBC.example.com", connectionReuse: true }
  - { name: three, from: [203.0.113.1], to: "sip:203.0.113.1;transport=tcp" }
`);
  t.same(reusedConnections(configs), ['192.0.2.0/24', '2001:db8::1', 'sbc.example.com', 'sbc.example.com']);
});

void t.test('who is no stranger: whence trunks call and where they are called, names included', async (t) => {
  const { trunks: configs } = parseConfig(`
sip:
  listen:
    - { transport: tcp, host: 127.0.0.1, port: 5060 }
    - { transport: tls, host: 127.0.0.1, port: 5061, certificateFile: c, keyFile: k, clientCertificates: requested }
trunks:
  - { name: four, fromCertificates: [SBC.example.com] }
  - { name: one, from: [192.0.2.0/24, "2001:db8::/32"], to: "sip:sbc.example.com:5070;transport=tcp" }
  - { name: two, to: "sip:[2001:db8::1]:5060" }
  - { name: three, from: [203.0.113.1] }
`);
  t.same(answeredSources(configs, 'key'), {
    blocks: ['192.0.2.0/24', '2001:db8::/32', '203.0.113.1', '2001:db8::1'],
    certificates: ['sbc.example.com'],
    names: ['sbc.example.com'],
    registers: false,
  });
  const phones = parseConfig('trunks:\n  - { name: phones, type: softphones }\n').trunks;
  t.same(answeredSources(phones, 'key'), { blocks: [], certificates: [], names: [], registers: true });
});

const THREE = `
trunks:
  - { name: one, from: [192.0.2.0/24], to: "sip:192.0.2.10:5070" }
  - { name: two, from: [198.51.100.7], to: "sip:sbc.example.com", firstAnswerSeconds: 3 }
  - { name: three, to: "sip:203.0.113.1" }
  - { name: in-only, from: [203.0.113.9] }
`;

void t.test('trunks that are not up are tried last, in their order', async (t) => {
  const carriers = trunks(THREE);
  const order = (): string[] => carriers.routes(callee, x).map(({ trunk }) => trunk.name);
  const [one, two] = carriers.routes(callee, x).map(({ trunk }) => trunk);
  t.same([one?.firstAnswerMs, two?.firstAnswerMs], [5000, 3000]);
  two?.refuses(30_000);
  t.same(order(), ['one', 'three', 'two']);
  one?.fellSilent();
  t.same(order(), ['three', 'one', 'two'], 'those that are not up keep their order');
  two?.served();
  t.same(order(), ['two', 'three', 'one']);
});

void t.test('a message tries a silent trunk last, once, and leaves its trial to a call', async (t) => {
  const clock = new FakeClock();
  const carriers = trunks(THREE, 'china', new TrunkHealth({ holdMs: 60_000, clock }));
  const order = (): readonly string[] => carriers.messageTrunks(callee);
  const [one] = carriers.routes(callee, x).map(({ trunk }) => trunk);
  one?.fellSilent();
  t.same(order(), ['two', 'three', 'in-only', 'one']);
  await clock.pass(60_000);
  t.same(order(), ['two', 'three', 'in-only', 'one'], 'its silence has lasted its time');
  t.equal(carriers.routes(callee, x)[0]?.trunk.name, 'one', 'the next call tries it');
  one?.served();
  t.same(order(), ['one', 'two', 'three', 'in-only']);
});

void t.test('it is heard by its name, and by OPTIONS from where its calls go to', async (t) => {
  const carriers = trunks(THREE);
  const held = (): string[] =>
    carriers.states.flatMap(({ trunk, state }) => (state === 'silent' ? trunk : []));
  const all = carriers.routes(callee, x);
  const silence = (): void => all.forEach(({ trunk }) => trunk.fellSilent());
  silence();
  t.same(held(), ['one', 'two', 'three']);
  carriers.heardFrom({ trunk: 'two' });
  t.same(held(), ['one', 'three']);
  carriers.heardFrom({ address: '192.0.2.11' });
  t.same(held(), ['one', 'three'], 'another of its hosts says nothing of the one that is called');
  carriers.heardFrom({ address: '192.0.2.10' });
  t.same(held(), ['three']);
  silence();
  carriers.heardFrom({ address: '198.51.100.7' });
  t.same(held(), ['one', 'three'], 'where calls go to a name, any of its addresses does');
  carriers.heardFrom({ address: '203.0.113.9' });
  carriers.heardFrom({ trunk: 'nobody' });
  t.same(held(), ['one', 'three']);
});

void t.test('with silentTrunkSeconds 0 the order is that of the file', async (t) => {
  const carriers = trunks(THREE, 'china', new TrunkHealth({ holdMs: 0, clock: new FakeClock() }));
  carriers.routes(callee, x)[0]?.trunk.fellSilent();
  t.equal(carriers.routes(callee, x)[0]?.trunk.name, 'one');
});

void t.test('a call belongs to the trunk its address is listed under, a stranger to none', async (t) => {
  const carriers = trunks(CARRIERS);
  const at = (address: string): string | undefined =>
    carriers.trunkOf({ transport: 'udp', address, port: 5060 })?.name;
  t.same([at('192.0.2.99'), at('198.51.100.7'), at('198.51.100.8')], ['one', 'two', undefined]);
});

void t.test(
  'a callee is tried on every trunk with a way out, in order, numbers as each wants them',
  async (t) => {
    t.match(trunks(CARRIERS).routes(callee, x), [
      {
        uri: 'sip:13800000001@192.0.2.10:5070;transport=tcp',
        nextHop: 'sip:192.0.2.10:5070;transport=tcp',
        display: '17100000001',
      },
      {
        uri: 'sip:+8613800000001@198.51.100.7',
        display: '+8617100000001',
        credentials: { username: 'u', password: 'p' },
      },
    ]);
  },
);

void t.test('the first identity asserted by a trunk that is a number counts', async (t) => {
  const trunk = trunks(CARRIERS).trunkOf({ transport: 'udp', address: '192.0.2.1', port: 5060 });
  const cases: [string[], string | undefined][] = [
    [['alice', '+8613800000021'], '+8613800000021'],
    [['anonymous', '13800000021', '+8613800000022'], '+8613800000021'],
    [['+8613800000021', '+8613800000022'], '+8613800000021'],
    [['8001', '+8613800000021'], '+8613800000021'],
    [['10086'], '+8610086'],
    [['alice', 'anonymous'], undefined],
    [[], undefined],
  ];
  for (const [users, number] of cases)
    t.equal(trunk?.callerNumber({ asserted: users, from: [] }), number, users.join(', '));
});

void t.test('a trunk carries no more calls than it may', async (t) => {
  const trunk = trunks(CARRIERS).trunkOf({ transport: 'udp', address: '192.0.2.1', port: 5060 });
  t.equal(trunk?.tryAcquire(), true);
  t.equal(trunk?.tryAcquire(), false);
  trunk?.release();
  trunk?.release();
  t.equal(trunk?.tryAcquire(), true);
});

void t.test('without a softphones trunk no phone registers', async (t) => {
  let status = 0;
  trunks(CARRIERS).register({
    source: { transport: 'udp', address: '192.0.2.1', port: 5060 },
    user: '+8613800000001',
    authorization: undefined,
    contacts: [],
    removesAll: false,
    expiresSeconds: undefined,
    challenge: () => t.fail('challenged'),
    accept: () => t.fail('accepted'),
    reject: (code) => void (status = code),
  });
  t.equal(status, 403);
});

void t.test('a registered phone calls as itself only, and is reached where it registered from', async (t) => {
  const phones = trunks(`
trunks:
  - { name: phones, type: softphones, realm: pbx, accounts: [{ number: "+8613800000001", password: pw }] }
`);
  const source = { transport: 'udp', address: '127.0.0.1', port: 5071 };
  let challenge = '';
  const register = (authorization: string | undefined): void =>
    phones.register({
      source,
      user: callee,
      authorization,
      contacts: [{ uri: `sip:${callee}@10.0.0.9`, expiresSeconds: 60 }],
      removesAll: false,
      expiresSeconds: undefined,
      challenge: ([header = '']) => void (challenge = header),
      accept: () => undefined,
      reject: () => t.fail('rejected'),
    });
  register(undefined);
  t.equal(phones.trunkOf(source), undefined);
  register(authorize(challenge, callee, 'pw'));
  const trunk = phones.trunkOf(source);
  t.equal(trunk?.callerNumber({ from: ['13800000001'] }), callee);
  t.equal(trunk?.callerNumber({ from: ['+8613800000002'] }), undefined);
  t.equal(trunk?.callerNumber({ from: [] }), undefined);
  t.match(phones.routes(callee, x), [
    { uri: `sip:${callee}@10.0.0.9`, nextHop: 'sip:127.0.0.1:5071;transport=udp', display: x },
  ]);
});

void t.test('numbers are read and written as the policy of the country says, in each format', async (t) => {
  const yaml = ['national', 'digits', 'e164']
    .map((format, n) => `  - { name: ${format}, from: [192.0.2.${n}], to: "sip:h", numberFormat: ${format} }`)
    .join('\n');
  for (const [country, number, national, written] of [
    ['germany', '+4915112345678', '015112345678', ['015112345678', '4915112345678', '+4915112345678']],
    ['germany', '+493012345678', '030-12345678', ['03012345678', '493012345678', '+493012345678']],
    ['germany', '+390612345678', '00390612345678', ['00390612345678', '390612345678', '+390612345678']],
    ['italy', '+390612345678', '06 12345678', ['0612345678', '390612345678', '+390612345678']],
    ['italy', '+393912345678', '3912345678', ['3912345678', '393912345678', '+393912345678']],
    ['north-america', '+14155550100', '(415) 555-0100', ['4155550100', '14155550100', '+14155550100']],
    [
      'north-america',
      '+493012345678',
      '011493012345678',
      ['011493012345678', '493012345678', '+493012345678'],
    ],
    ['china', '+8675528000001', '075528000001', ['075528000001', '8675528000001', '+8675528000001']],
    ['china', '+442079460000', '00442079460000', ['00442079460000', '442079460000', '+442079460000']],
  ] as [string, E164, string, string[]][]) {
    const carriers = trunks(`trunks:\n${yaml}`, country);
    const routes = carriers.routes(number, number);
    t.same(
      routes.map(({ uri }) => uri),
      written.map((user) => `sip:${user}@h`),
      `${number} as a callee from ${country}`,
    );
    t.same(
      routes.map(({ display }) => display),
      written,
      `${number} as a display`,
    );
    for (const [n, format] of ['national', 'digits', 'e164'].entries()) {
      const trunk = carriers.trunkOf({ transport: 'udp', address: `192.0.2.${n}`, port: 5060 });
      const ways = [national, written[n] ?? '', number];
      t.same(
        ways.map((way) => trunk?.dialledNumber(way)),
        ways.map(() => number),
        `${number} dialled at ${format} in ${country}`,
      );
      t.equal(trunk?.callerNumber({ from: [written[n] ?? ''] }), number);
    }
  }
});
