import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import type { E164 } from '../../../routing/numbers/number.js';
import { loadPolicy, makePolicy } from '../../../routing/numbers/policy.js';
import { temporaryDirectory } from '../../support/stages/journal-kinds.js';
import { chinaPolicy, mobile, privateNumber, refused, world } from '../../support/stages/routing-world.js';

void t.test('kinds of Chinese numbers', (t) => {
  for (const [number, kind] of [
    ['+8613800000021', 'mobile'],
    ['+8619900000021', 'mobile'],
    ['+8675528000001', 'landline'],
    ['+861012345678', 'landline'],
    ['+864001234567', 'service'],
    ['+868001234567', 'service'],
    ['+8695588', 'service'],
    ['+8610086', 'service'],
    ['+8611', 'other'],
    ['+14155550100', 'foreign'],
  ] as [E164, string][])
    t.equal(chinaPolicy.kindOf(number), kind, number);
  t.end();
});

void t.test('expressions of any sort name the kinds; the first that matches the whole number counts', (t) => {
  const policy = makePolicy({
    ...chinaPolicy,
    kinds: [
      { kind: 'mobile', national: '(\\d)\\1\\d{9}' },
      { kind: 'service', national: '1|12' },
      { kind: 'landline', national: '1\\d*' },
    ],
  });
  for (const [number, kind] of [
    ['+8611000000000', 'mobile'],
    ['+8612000000000', 'landline'],
    ['+86120', 'landline'],
    ['+8612', 'service'],
    ['+8622', 'other'],
    ['+14155550100', 'foreign'],
  ] as [E164, string][])
    t.equal(policy.kindOf(number), kind, number);
  t.end();
});

void t.test('the city of a landline is in its number, that of a mobile in the policy alone', (t) => {
  t.equal(chinaPolicy.areaCodeOf('+8675528000001' as E164), '0755');
  t.equal(chinaPolicy.areaCodeOf('+861012345678' as E164), '010');
  t.equal(chinaPolicy.areaCodeOf(mobile(1)), undefined);
  t.equal(chinaPolicy.areaCodeOf('+14155550100' as E164), undefined);
  t.same(
    chinaPolicy.cities.of('0551').map(({ city }) => city),
    ['巢湖', '合肥'],
  );
  t.same(chinaPolicy.cities.of('0999999'), []);
  t.end();
});

void t.test('another country is another file', async (t) => {
  const file = join(await temporaryDirectory(t), 'policy.json');
  const american = {
    countryCode: '1',
    kinds: [
      { kind: 'service', national: '8(?:00|88|77)\\d{7}' },
      { kind: 'mobile', national: '[2-9]\\d{9}' },
    ],
    party: ['mobile'],
    temporaryCallee: ['mobile', 'service'],
    callbackNumber: ['mobile'],
    refusedCallers: ['service'],
    mobileCities: { '415': '0415' },
    quotas: { pairsPerX: 10, xPerA: 1, relationsPerY: 3 },
    temporaryCalleeSeconds: { default: 30, max: 60 },
    temporaryCalleeServesOneCall: false,
    axybDurationSeconds: 60,
    axCallback: true,
    realCallerDisplay: 'refuse',
    coolingOffSeconds: 0,
  };
  await writeFile(file, JSON.stringify(american));
  const policy = loadPolicy(file);
  t.equal(policy.parse('(415) 555-0100'), '+14155550100');
  t.equal(policy.kindOf('+18005550100' as E164), 'service');
  t.same((['+18005550100', '+14155550100', '+4915112345678'] as E164[]).map(policy.mayCall), [
    false,
    true,
    true,
  ]);
  t.equal(policy.areaCodeOf('+14155550100' as E164), '0415');
  await writeFile(file, JSON.stringify({ ...american, party: ['pager'], quotas: { pairsPerX: 0 } }));
  t.throws(() => loadPolicy(file), { message: /policy\.json.*\/party\/0 .*\/quotas/ });
  await writeFile(file, JSON.stringify({ ...american, kinds: [{ kind: 'mobile', national: '(' }] }));
  t.throws(() => loadPolicy(file), { message: /policy\.json.*\/kinds\/0\/national/ });
  await writeFile(file, 'countryCode: 1');
  t.throws(() => loadPolicy(file), { message: /policy\.json.*JSON/ });
  t.throws(() => loadPolicy(join(file, 'nowhere')), { message: /nowhere/ });
});

void t.test('who may be called, and who may call', async (t) => {
  const { routing, app, now } = await world('AX');
  const x = privateNumber(1);
  await routing.bindings.ax.bind(app, { a: '075528000001', x });
  const call = (caller: string | undefined) =>
    routing.resolve({ caller: caller as E164, dialled: x, at: now() });
  t.match(await call('+864001234567'), { kind: 'connect', callee: '+8675528000001' });
  t.match(await call('+8675528000001'), { reason: 'landline-caller', prompt: 'no-permission.wav' });
  t.match(await call('+861012345678'), { reason: 'landline-caller' });
  t.match(await call(undefined), { reason: 'caller-unusable' });
  await routing.bindings.ax.modify(app, { x, a: mobile(1) });
  await t.rejects(
    routing.bindings.ax.setTemporaryCallee(app, { x, callee: privateNumber(1) }),
    refused('number-not-allowed', 'callee'),
  );
  for (const [callee, read] of [
    ['95588', '+8695588'],
    ['4001234567', '+864001234567'],
  ] as const) {
    await t.resolves(routing.bindings.ax.setTemporaryCallee(app, { x, callee }));
    t.match(await call(mobile(1)), { kind: 'connect', callee: read });
  }
});

void t.test('a 400 or 95 number cannot be bound as A or B (spec 1)', async (t) => {
  const x = privateNumber(1);
  const cannotBe = (field: string) => refused('number-not-allowed', field);
  for (const service of ['4001234567', '+864001234567', '95588', '+8695588']) {
    const [ax, axe, axyb] = await Promise.all(
      (['AX', 'AXE', 'AXYB'] as const).map((mode) => world(mode, { cities: ['0755', '0755'] })),
    );
    if (ax === undefined || axe === undefined || axyb === undefined) throw new TypeError('three worlds');
    await t.rejects(ax.routing.bindings.ax.bind(ax.app, { a: service, x }), cannotBe('a'));
    await t.rejects(axe.routing.bindings.axe.bind(axe.app, { a: service, x }), cannotBe('a'));
    const bindings = axyb.routing.bindings.axyb;
    await t.rejects(bindings.bind(axyb.app, { a: service }), cannotBe('a'));
    const { id } = await bindings.bind(axyb.app, { a: mobile(1) });
    await t.rejects(bindings.bindY(axyb.app, { subscriptionId: id, b: service }), cannotBe('b'));
    await t.resolves(axe.routing.bindings.axe.bind(axe.app, { a: mobile(1), x, callbackNum: service }));
    await ax.routing.bindings.ax.bind(ax.app, { a: mobile(1), x });
    await t.rejects(ax.routing.bindings.ax.modify(ax.app, { x, a: service }), cannotBe('a'));
  }
});
