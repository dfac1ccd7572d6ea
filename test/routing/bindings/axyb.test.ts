import t from 'tap';
import type { E164 } from '../../../routing/numbers/number.js';
import { mobile, privateNumber, refused, world } from '../../support/stages/routing-world.js';

const [a, b, c] = [mobile(1), mobile(2), mobile(3)];
const shenzhen = (count: number) => Array<string>(count).fill('0755');

void t.test('AXYB: B calls X and A sees Y; A calls Y and B sees X', async (t) => {
  const { routing, app, now } = await world('AXYB', { cities: shenzhen(2) });
  const { axyb } = routing.bindings;
  const whole = await axyb.bind(app, { a, areaCode: '0755', preVoiceX: 'x.wav' });
  const part = await axyb.bindY(app, { subscriptionId: whole.id, b, preVoiceY: 'y.wav' });
  t.not(part.y, whole.x);
  t.match(await routing.resolve({ caller: b, dialled: whole.x, at: now() }), {
    kind: 'connect',
    callee: a,
    display: part.y,
    x: whole.x,
    direction: 0,
    rules: { waitingPrompt: 'y.wav' },
  });
  t.match(await routing.resolve({ caller: a, dialled: part.y, at: now() }), {
    kind: 'connect',
    callee: b,
    display: whole.x,
    x: whole.x,
    direction: 1,
    rules: { waitingPrompt: 'x.wav' },
  });
  t.match(await routing.resolve({ caller: a, dialled: whole.x, at: now() }), { reason: 'own-number' });
  t.match(await routing.resolve({ caller: c, dialled: part.y, at: now() }), { reason: 'no-xy-binding' });
  await t.rejects(axyb.bindY(app, { subscriptionId: whole.id, b }), refused('collision'));
  t.match(axyb.find(app, { x: whole.x }), { binding: { id: whole.id }, parts: [{ b, y: part.y }] });
});

void t.test('AXYB: a stranger calling X gets a Y of their own', async (t) => {
  const { routing, app, now } = await world('AXYB', { cities: shenzhen(2) });
  const whole = await routing.bindings.axyb.bind(app, { a });
  const calls = await Promise.all(
    [1, 2, 3].map(() => routing.resolve({ caller: b, dialled: whole.x, at: now() })),
  );
  const [first] = calls;
  t.match(first, { kind: 'connect', callee: a });
  t.equal(new Set(calls.map((call) => (call.kind === 'connect' ? call.display : call.kind))).size, 1);
  if (first?.kind !== 'connect') return;
  t.match(await routing.resolve({ caller: a, dialled: first.display, at: now() }), { callee: b });
  const parts = routing.bindings.axyb.find(app, { x: whole.x })?.parts ?? [];
  t.match(parts, [{ b, automatic: true }]);
  t.match(
    await routing.resolve({ caller: c, dialled: whole.x, at: now() }),
    { kind: 'refuse', reason: 'no-y-available', prompt: 'business-error.wav' },
    'the only Y stands for B already',
  );
});

void t.test('AXYB: a Y serves many A, but an A once; and so many relations at most', async (t) => {
  const quotas = { pairsPerX: 5000, xPerA: 5, relationsPerY: 2 };
  const { routing, app, now } = await world('AXYB', { cities: [...shenzhen(3), '010'], policy: { quotas } });
  const { axyb } = routing.bindings;
  const wholes = await Promise.all(
    [1, 2, 3].map((n) => axyb.bind(app, { a: mobile(10 + n), areaCode: '0755' })),
  );
  const ids = wholes.map(({ id }) => id);
  const ys = [];
  for (const id of ids.slice(0, 2))
    ys.push((await axyb.bindY(app, { subscriptionId: id, b, areaCode: '010' })).y);
  t.same(ys, [privateNumber(4), privateNumber(4)]);
  t.match(await routing.resolve({ caller: mobile(11), dialled: ys[0] ?? b, at: now() }), { callee: b });
  await t.rejects(
    axyb.bindY(app, { subscriptionId: ids[2] ?? '', b, areaCode: '010' }),
    refused('no-free-y'),
    'full',
  );
  await t.rejects(
    axyb.bindY(app, { subscriptionId: ids[0] ?? '', b: c, areaCode: '010' }),
    refused('no-free-y'),
    'one B to an A on a Y',
  );
  await axyb.unbind(app, { subscriptionId: ids[0] ?? '', y: privateNumber(4) });
  await t.resolves(axyb.bindY(app, { subscriptionId: ids[2] ?? '', b, areaCode: '010' }));
});

void t.test('AXYB: five X to an A, an X to one A, and an X is no Y', async (t) => {
  const { routing, app } = await world('AXYB', { cities: shenzhen(6) });
  const { axyb } = routing.bindings;
  const outcomes = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(() => axyb.bind(app, { a })));
  const bound = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  t.equal(bound.length, 5);
  t.equal(new Set(bound.map((each) => each.x)).size, 5);
  await axyb.bind(app, { a: c });
  await t.rejects(axyb.bindY(app, { subscriptionId: bound[0]?.id ?? '', b }), refused('no-free-y'));
  await t.rejects(axyb.bind(app, { a: b }), refused('no-free-x'));
});

void t.test('AXYB: the whole takes its parts along, a part goes alone, and durations are cut', async (t) => {
  const { routing, app, now, pass } = await world('AXYB', { cities: shenzhen(3) });
  const { axyb } = routing.bindings;
  const whole = await axyb.bind(app, { a, duration: 100, ybDuration: 200 });
  t.match(whole, { duration: 100, ybDuration: 100 });
  const long = await axyb.bindY(app, { subscriptionId: whole.id, b, ybDuration: 0 });
  const short = await axyb.bindY(app, { subscriptionId: whole.id, b: c, ybDuration: 60 });
  t.equal(long.expiresAt, now() + 100_000);
  t.equal(short.expiresAt, now() + 60_000);
  pass(60_000);
  t.match(await routing.resolve({ caller: a, dialled: short.y, at: now() }), { reason: 'no-xy-binding' });
  t.match(await routing.resolve({ caller: a, dialled: long.y, at: now() }), { callee: b });
  t.equal(await routing.sweep(), 1);
  pass(40_000);
  t.match(await routing.resolve({ caller: b, dialled: whole.x, at: now() }), { reason: 'no-xy-binding' });
  t.equal(axyb.find(app, { subscriptionId: whole.id }), undefined);
  t.equal(await routing.sweep(), 1, 'part and whole in one change');
  t.match(
    routing.pool.list({}, { pageIndex: 1, pageSize: 9 }).items.map((each) => each.relations),
    [0, 0, 0],
  );
  const again = await world('AXYB', { cities: shenzhen(2) });
  const other = await again.routing.bindings.axyb.bind(again.app, { a });
  await again.routing.bindings.axyb.bindY(again.app, { subscriptionId: other.id, b });
  await again.routing.bindings.axyb.unbind(again.app, { subscriptionId: other.id });
  await t.rejects(
    again.routing.bindings.axyb.unbind(again.app, { subscriptionId: other.id }),
    refused('not-found'),
  );
  t.match(await again.routing.resolve({ caller: b, dialled: other.x, at: again.now() }), {
    reason: 'no-xy-binding',
  });
});

void t.test('AXYB: direction 1 lets only A call, 2 only be called', async (t) => {
  const { routing, app, now } = await world('AXYB', { cities: shenzhen(2) });
  const { axyb } = routing.bindings;
  const out = await axyb.bind(app, { a, callDirection: 1 });
  const { y } = await axyb.bindY(app, { subscriptionId: out.id, b });
  t.match(await routing.resolve({ caller: b, dialled: out.x, at: now() }), { reason: 'direction' });
  t.match(
    await routing.resolve({ caller: c, dialled: out.x, at: now() }),
    { reason: 'direction' },
    'no Y for them',
  );
  t.match(await routing.resolve({ caller: a, dialled: y, at: now() }), { kind: 'connect' });
});

void t.test('AXYB: a refused call of Y is about the X of its relation, if there is one', async (t) => {
  const { routing, app, now, pass } = await world('AXYB', {
    cities: shenzhen(2),
    policy: { coolingOffSeconds: 0 },
  });
  const { axyb } = routing.bindings;
  const landline = '+8675526000044' as E164;
  const refusedTo = async (caller: E164, dialled: E164) => {
    const resolution = await routing.resolve({ caller, dialled, at: now() });
    return resolution.kind === 'refuse' ? [resolution.reason, resolution.x] : resolution.kind;
  };
  const whole = await axyb.bind(app, { a, callDirection: 2, duration: 60 });
  const { y } = await axyb.bindY(app, { subscriptionId: whole.id, b });
  const { x } = whole;
  t.same(await refusedTo(a, y), ['direction', x]);
  t.same(await refusedTo(c, y), ['no-xy-binding', y], 'a stranger has no relation there');
  t.same(await refusedTo(a, x), ['own-number', x]);
  await routing.pool.setStatus(y, 'suspended');
  t.same(await refusedTo(a, y), ['number-suspended', x]);
  t.same(await refusedTo(c, y), ['number-suspended', y]);
  await routing.pool.setStatus(y, 'normal');
  pass(60_000);
  t.same(await refusedTo(a, y), ['no-xy-binding', y], 'the relation has expired');
  await routing.sweep();
  const fixed = await axyb.bind(app, { a: landline });
  const part = await axyb.bindY(app, { subscriptionId: fixed.id, b });
  t.same(await refusedTo(landline, part.y), ['landline-caller', fixed.x]);
});

void t.test('AXYB: two B at once on the one Y there is: one gets it, bound or calling', async (t) => {
  const { routing, app, now } = await world('AXYB', {
    cities: shenzhen(2),
    policy: { coolingOffSeconds: 0 },
  });
  const { axyb } = routing.bindings;
  const { id, x } = await axyb.bind(app, { a });
  const bound = await Promise.allSettled(
    [b, c].map((each) => axyb.bindY(app, { subscriptionId: id, b: each })),
  );
  t.same(bound.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  t.match(
    bound.find(({ status }) => status === 'rejected'),
    { reason: refused('no-free-y') },
  );
  await axyb.unbind(app, { subscriptionId: id, b: axyb.find(app, { x })?.parts[0]?.b ?? '' });
  const calls = await Promise.all([b, c].map((caller) => routing.resolve({ caller, dialled: x, at: now() })));
  t.same(calls.map(({ kind }) => kind).sort(), ['connect', 'refuse']);
  t.equal(axyb.find(app, { x })?.parts.length, 1);
});

void t.test('AXYB: two X of one A want the one Y there is at once: A dials one B by it', async (t) => {
  const { routing, app } = await world('AXYB', { cities: shenzhen(3) });
  const { axyb } = routing.bindings;
  const [one, two] = [await axyb.bind(app, { a }), await axyb.bind(app, { a })];
  const bound = await Promise.allSettled([
    axyb.bindY(app, { subscriptionId: one.id, b }),
    axyb.bindY(app, { subscriptionId: two.id, b: c }),
  ]);
  t.same(bound.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  t.match(
    bound.find(({ status }) => status === 'rejected'),
    { reason: refused('no-free-y') },
  );
});
