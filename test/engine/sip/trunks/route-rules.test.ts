/** Which trunks carry a call, by the `routes` of the configuration. */
import t from 'tap';
import { parseConfig } from '../../../../config/load.js';
import { ConfiguredTrunks } from '../../../../engine/sip/trunks/configured-trunks.js';
import type { CallOrigin } from '../../../../engine/sip/trunks/trunks.js';
import { weightedOrder } from '../../../../engine/sipd/stack/transport/weighted-order.js';
import type { E164 } from '../../../../routing/numbers/number.js';
import { loadPolicy } from '../../../../routing/numbers/policy.js';

const policy = loadPolicy();
const CARRIERS = `
trunks:
  - { name: one, from: [192.0.2.1], to: "sip:192.0.2.1" }
  - { name: two, from: [192.0.2.2], to: "sip:192.0.2.2" }
  - { name: three, to: "sip:192.0.2.3" }
  - { name: in-only, from: [192.0.2.4] }
`;

function trunks(routes: string, random: () => number = () => 0): ConfiguredTrunks {
  return new ConfiguredTrunks(parseConfig(`${CARRIERS}${routes}`), policy, { random });
}

const mobile = '+8613800000001' as E164;
const abroad = '+442079460000' as E164;
const shenzhen: CallOrigin = { appKey: 'shop', number: '+8675528000001' as E164, areaCode: '0755' };
const beijing: CallOrigin = { appKey: 'taxi', number: '+8617100000001' as E164, areaCode: '010' };

void t.test('the first rule that fits decides', async (t) => {
  const table: [rules: string, callee: E164, origin: CallOrigin, names: string][] = [
    ['', mobile, shenzhen, 'one two three'],
    ['[]', mobile, shenzhen, 'one two three'],
    ['[{ trunks: [{ name: two }, { name: one }] }]', mobile, shenzhen, 'two one'],
    ['[{ applications: [shop], trunks: [{ name: two }] }]', mobile, shenzhen, 'two'],
    ['[{ applications: [shop], trunks: [{ name: two }] }]', mobile, beijing, ''],
    ['[{ applications: [shop, taxi], trunks: [{ name: two }] }]', mobile, beijing, 'two'],
    ['[{ numberPrefixes: [+86755], trunks: [{ name: two }] }]', mobile, shenzhen, 'two'],
    ['[{ numberPrefixes: [+86755], trunks: [{ name: two }] }]', mobile, beijing, ''],
    ['[{ areaCodes: [0755], trunks: [{ name: two }] }]', mobile, shenzhen, 'two'],
    ['[{ areaCodes: [755], trunks: [{ name: two }] }]', mobile, shenzhen, 'two'],
    ['[{ areaCodes: [0755], trunks: [{ name: two }] }]', mobile, {}, ''],
    ['[{ calleePrefixes: [+861], trunks: [{ name: three }] }]', mobile, shenzhen, 'three'],
    ['[{ calleePrefixes: [+861], trunks: [{ name: three }] }]', abroad, shenzhen, ''],
    [
      '[{ calleePrefixes: [+44], trunks: [{ name: three }] }, { trunks: [{ name: one }] }]',
      abroad,
      shenzhen,
      'three',
    ],
    [
      '[{ calleePrefixes: [+44], trunks: [{ name: three }] }, { trunks: [{ name: one }] }]',
      mobile,
      shenzhen,
      'one',
    ],
    [
      '[{ applications: [shop], areaCodes: [010], trunks: [{ name: two }] }, { trunks: [{ name: one }] }]',
      mobile,
      shenzhen,
      'one',
    ],
    [
      '[{ trunks: [{ name: one, priority: 5 }, { name: two, priority: 1 }, { name: three }] }]',
      mobile,
      shenzhen,
      'two three one',
    ],
    [
      '[{ trunks: [{ name: one, priority: 1, weight: 0 }, { name: two, priority: 1 }] }]',
      mobile,
      shenzhen,
      'two one',
    ],
  ];
  for (const [rules, callee, origin, names] of table) {
    const ways = trunks(rules === '' ? '' : `routes: ${rules}`).routes(callee, mobile, origin);
    t.equal(ways.map(({ trunk }) => trunk.name).join(' '), names, `${rules} for ${callee}`);
  }
});

void t.test('each call is drawn by itself, in proportion to the weights', async (t) => {
  let drawn = 0;
  const carriers = trunks(
    'routes: [{ trunks: [{ name: one, priority: 1, weight: 3 }, { name: two, priority: 1, weight: 1 }, { name: three, priority: 2 }] }]',
    () => drawn,
  );
  const order = (): string =>
    carriers
      .routes(mobile, mobile)
      .map(({ trunk }) => trunk.name)
      .join(' ');
  const firsts: string[] = [];
  for (drawn = 0; drawn < 1; drawn += 1 / 8) firsts.push(order());
  t.same(
    firsts.map((names) => names.slice(0, 3)),
    ['one', 'one', 'one', 'one', 'one', 'one', 'two', 'two'],
  );
  t.ok(
    firsts.every((names) => names.endsWith(' three')),
    'a greater priority waits for all of the lower one',
  );
  t.same(
    weightedOrder(
      ['a', 'b'].map((name) => ({ name, priority: 0, weight: 0 })),
      () => 0.6,
    ).map(({ name }) => name),
    ['b', 'a'],
    'without weights each is as likely',
  );
});

void t.test('people see what a call is drawn from, and nothing is drawn for them', async (t) => {
  const carriers = trunks(
    'routes: [{ areaCodes: [010], trunks: [{ name: one }] }, { trunks: [{ name: three }, { name: two, weight: 4 }] }]',
    () => {
      throw new Error('expected no draw');
    },
  );
  t.same(carriers.explain(mobile, shenzhen), {
    rule: 2,
    trunks: [
      { name: 'three', priority: 1, weight: 1 },
      { name: 'two', priority: 2, weight: 4 },
    ],
  });
  const names = trunks('').explain(mobile, shenzhen);
  t.same([names.rule, names.trunks.map(({ name }) => name)], [undefined, ['one', 'two', 'three']]);
});

void t.test('a rule that cannot work is a mistake of the file', async (t) => {
  for (const [routes, mistake] of [
    ['[{ trunks: [{ name: nowhere }] }]', /routes\[0\]\.trunks\[0\]\.name: .*found "?nowhere/],
    ['[{ trunks: [{ name: in-only }] }]', /the name of a trunk with a `to`/],
    ['[{ trunks: [{ name: one }, { name: one }] }]', /a trunk named once in a rule/],
    ['[{ trunks: [] }]', /a list that is not empty/],
    [
      '[{ trunks: [{ name: one }] }, { areaCodes: [0755], trunks: [{ name: two }] }]',
      /no earlier rule takes/,
    ],
    [
      '[{ calleePrefixes: [+86], trunks: [{ name: one }] }, { calleePrefixes: [+861], trunks: [{ name: two }] }]',
      /no earlier rule takes/,
    ],
    ['[{ calleePrefixes: [0755], trunks: [{ name: one }] }]', /the start of a number with its country code/],
  ] as const)
    t.throws(() => parseConfig(`${CARRIERS}routes: ${routes}`), mistake, routes);
  t.doesNotThrow(() =>
    parseConfig(
      `${CARRIERS}routes: [{ calleePrefixes: [+861], trunks: [{ name: one }] }, { calleePrefixes: [+86], trunks: [{ name: two }] }]`,
    ),
  );
});

void t.test('a trunk with SMPP alone carries messages and no calls', async (t) => {
  const smpp = '  - { name: texts, smpp: { servers: ["192.0.2.5:2775"], systemId: a, password: b } }\n';
  const of = (rules: string): ConfiguredTrunks => trunks(`${smpp}routes: ${rules}`);
  const only = of('[{ trunks: [{ name: texts }] }]');
  t.same(only.routes(mobile, undefined, shenzhen), [], 'a call has no route');
  t.same(only.messageTrunks(mobile, shenzhen), ['texts']);
  t.same(only.explain(mobile, shenzhen), { rule: 1, trunks: [] });
  const both = of('[{ trunks: [{ name: texts }, { name: two }] }]');
  t.same(
    both.routes(mobile, undefined, shenzhen).map(({ trunk }) => trunk.name),
    ['two'],
  );
  t.match(both.explain(mobile, shenzhen), { trunks: [{ name: 'two' }] });
  t.same(
    of('[]')
      .routes(mobile, undefined, shenzhen)
      .map(({ trunk }) => trunk.name),
    ['one', 'two', 'three'],
  );
});
