import t from 'tap';
import { application, mobile, privateNumber, refused, world } from '../../support/stages/routing-world.js';

const [a, b, c] = [mobile(1), mobile(2), mobile(3)];
const x = privateNumber(1);
const firstPage = { pageIndex: 1, pageSize: 50 };

void t.test('AXB: A and B reach each other through X and see X', async (t) => {
  const { routing, app, now } = await world('AXB');
  const bound = await routing.bindings.axb.bind(app, { a: '13800000001', b, x });
  t.match(bound, { mode: 'AXB', x, a, b, callDirection: 0, duration: 0, maxDuration: 0, privateSms: true });
  t.match(await routing.resolve({ caller: a, dialled: x, at: now() }), {
    kind: 'connect',
    subscriptionId: bound.id,
    callee: b,
    display: x,
    direction: 1,
  });
  t.match(await routing.resolve({ caller: b, dialled: x, at: now() }), {
    callee: a,
    display: x,
    direction: 0,
  });
  t.match(await routing.resolve({ caller: c, dialled: x, at: now() }), {
    kind: 'refuse',
    reason: 'no-binding',
    prompt: 'no-binding.wav',
  });
});

void t.test('AXB: a party is on an X once, in either role', async (t) => {
  const { routing, app } = await world('AXB');
  const { axb } = routing.bindings;
  await axb.bind(app, { a, b, x });
  await t.rejects(axb.bind(app, { a, b, x }), refused('collision'), 'no idempotent success');
  await t.rejects(axb.bind(app, { a: b, b: c, x }), refused('collision'));
  await t.rejects(axb.bind(app, { a: c, b: a, x }), refused('collision'));
  await t.resolves(axb.bind(app, { a: c, b: mobile(4), x }), 'AXB and CXD share an X');
  t.equal(routing.bindings.count, 2);
});

void t.test(
  'AXB: X carries as many pairs as the policy says and no more, even asked for at once',
  async (t) => {
    const quotas = { pairsPerX: 5, xPerA: 5, relationsPerY: 1000 };
    const { routing, app } = await world('AXB', { policy: { quotas } });
    const binds = Array.from({ length: 9 }, (_, n) =>
      routing.bindings.axb.bind(app, { a: mobile(10 + 2 * n), b: mobile(11 + 2 * n), x }),
    );
    const outcomes = await Promise.allSettled(binds);
    t.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 5);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') t.match(outcome.reason, refused('x-full'));
    t.equal(routing.bindings.axb.find(app, { x }, firstPage).total, 5);
    await t.rejects(routing.bindings.axb.bind(app, { a, b, areaCode: '0755' }), refused('no-free-x'));
  },
);

void t.test('AXB: direction is obeyed and can be changed', async (t) => {
  const { routing, app, now } = await world('AXB');
  const { id } = await routing.bindings.axb.bind(app, { a, b, x, callDirection: 1 });
  t.match(await routing.resolve({ caller: a, dialled: x, at: now() }), { kind: 'connect' });
  t.match(await routing.resolve({ caller: b, dialled: x, at: now() }), {
    kind: 'refuse',
    reason: 'direction',
    subscriptionId: id,
  });
  await routing.bindings.axb.modify(app, { subscriptionId: id, callDirection: 2 });
  t.match(await routing.resolve({ caller: a, dialled: x, at: now() }), { reason: 'direction' });
  t.match(await routing.resolve({ caller: b, dialled: x, at: now() }), { kind: 'connect' });
});

void t.test('AXB: what has expired does not resolve, is not found, and is not in the way', async (t) => {
  const { routing, app, now, pass } = await world('AXB');
  const { axb } = routing.bindings;
  const { id } = await axb.bind(app, { a, b, x, duration: 60 });
  pass(59_999);
  t.match(await routing.resolve({ caller: a, dialled: x, at: now() }), { kind: 'connect' });
  pass(1);
  t.match(await routing.resolve({ caller: a, dialled: x, at: now() }), { reason: 'no-binding' });
  t.equal(routing.bindings.get(id), undefined);
  t.same(axb.find(app, { x }, firstPage), { items: [], total: 0 });
  await t.rejects(axb.modify(app, { subscriptionId: id, duration: 60 }), refused('not-found'));
  await t.resolves(axb.bind(app, { a, b: c, x }), 'its claims are swept by whoever meets them');
});

void t.test('AXB: a duration in a modify restarts the countdown', async (t) => {
  const { routing, app, now, pass } = await world('AXB');
  const { id } = await routing.bindings.axb.bind(app, { a, b, x, duration: 60 });
  pass(50_000);
  await routing.bindings.axb.modify(app, { subscriptionId: id, maxDuration: 5 });
  t.equal(routing.bindings.get(id)?.expiresAt, now() + 10_000, 'left out, it goes on');
  const after = await routing.bindings.axb.modify(app, { subscriptionId: id, duration: 60 });
  t.match(after, { expiresAt: now() + 60_000, duration: 60, maxDuration: 5, changedAt: now() });
  await routing.bindings.axb.modify(app, { subscriptionId: id, duration: 0 });
  pass(10 ** 12);
  t.match(
    await routing.resolve({ caller: a, dialled: x, at: now() }),
    { kind: 'connect' },
    '0 never expires',
  );
});

void t.test('AXB: A, B or both are transferred at once, and a collision loses nothing', async (t) => {
  const { routing, app, now } = await world('AXB');
  const { axb } = routing.bindings;
  const { id } = await axb.bind(app, { a, b, x });
  await axb.bind(app, { a: mobile(8), b: mobile(9), x });
  await t.rejects(axb.modify(app, { subscriptionId: id, a: c, b: mobile(9) }), refused('collision'));
  t.match(routing.bindings.get(id), { a, b });
  await axb.modify(app, { subscriptionId: id, a: c });
  t.match(await routing.resolve({ caller: c, dialled: x, at: now() }), { callee: b });
  t.match(await routing.resolve({ caller: a, dialled: x, at: now() }), { reason: 'no-binding' });
  await axb.modify(app, { subscriptionId: id, a: b, b: c });
  t.match(
    await routing.resolve({ caller: b, dialled: x, at: now() }),
    { callee: c, direction: 1 },
    'A and B swapped',
  );
  await axb.modify(app, { subscriptionId: id, a, b });
  await t.resolves(axb.bind(app, { a: c, b: mobile(5), x }), 'the old parties are free again');
  await t.rejects(axb.modify(app, { subscriptionId: id, b: a }), refused('invalid'));
});

void t.test('AXB: modifies at once all count', async (t) => {
  const { routing, app } = await world('AXB');
  const { id } = await routing.bindings.axb.bind(app, { a, b, x });
  await Promise.all([
    routing.bindings.axb.modify(app, { subscriptionId: id, maxDuration: 7 }),
    routing.bindings.axb.modify(app, { subscriptionId: id, userData: 'order-1' }),
    routing.bindings.axb.modify(app, { subscriptionId: id, a: c }),
  ]);
  t.match(routing.bindings.get(id), { maxDuration: 7, userData: 'order-1', a: c, revision: 4 });
});

void t.test('AXB: unbind by id takes one pair, by X all of them', async (t) => {
  const { routing, app } = await world('AXB');
  const { axb } = routing.bindings;
  const { id } = await axb.bind(app, { a, b, x });
  for (const n of [10, 20, 30]) await axb.bind(app, { a: mobile(n), b: mobile(n + 1), x });
  t.equal(await axb.unbind(app, { subscriptionId: id, x }), 1, 'the id wins');
  await t.rejects(axb.unbind(app, { subscriptionId: id }), refused('not-found'));
  t.equal(await axb.unbind(app, { x }), 3);
  await t.rejects(axb.unbind(app, { x }), refused('not-found'));
  await t.rejects(axb.unbind(app, { x: privateNumber(99) }), refused('x-unknown'));
  t.equal(routing.bindings.count, 0);
});

void t.test('AXB: find by id, by X, narrowed by A and B, page by page', async (t) => {
  const { routing, app } = await world('AXB');
  const { axb } = routing.bindings;
  const ids: string[] = [];
  for (let n = 0; n < 12; n += 1)
    ids.push((await axb.bind(app, { a: mobile(100 + n), b: mobile(200 + n), x })).id);
  t.equal(axb.find(app, { subscriptionId: ids[3] ?? '', a: mobile(1) }, firstPage).items[0]?.a, mobile(103));
  t.equal(axb.find(app, { x, a: mobile(105) }, firstPage).items[0]?.id, ids[5]);
  t.equal(axb.find(app, { x, b: mobile(205) }, firstPage).items[0]?.id, ids[5]);
  t.equal(axb.find(app, { x, a: mobile(105), b: mobile(206) }, firstPage).total, 0);
  const pages = [1, 2, 3].map((pageIndex) => axb.find(app, { x }, { pageIndex, pageSize: 5 }));
  t.same(
    pages.map(({ items }) => items.length),
    [5, 5, 2],
  );
  t.equal(new Set(pages.flatMap(({ items }) => items.map(({ id }) => id))).size, 12);
});

void t.test('AXB: another application sees and touches none of it', async (t) => {
  const { routing, app } = await world('AXB');
  const { axb } = routing.bindings;
  const other = application('AXB', { appKey: 'other' });
  routing.applications.put(other);
  const { id } = await axb.bind(app, { a, b, x });
  await t.rejects(axb.bind(other, { a: c, b: mobile(4), x }), refused('x-not-owned'));
  await t.rejects(axb.modify(other, { subscriptionId: id, maxDuration: 1 }), refused('not-found'));
  await t.rejects(axb.unbind(other, { subscriptionId: id }), refused('not-found'));
  t.throws(() => axb.find(other, { x }, firstPage), refused('x-not-owned'));
  t.equal(axb.find(other, { subscriptionId: id }, firstPage).total, 0);
  await t.rejects(axb.bind(application('AX'), { a, b, x }), refused('wrong-mode'));
});

void t.test('AXB: numbers that policy refuses are reported by field', async (t) => {
  const { routing, app } = await world('AXB');
  const { axb } = routing.bindings;
  await t.rejects(axb.bind(app, { a: 'x', b, x }), refused('invalid', 'a'));
  await t.rejects(axb.bind(app, { a, b: '4001234567', x }), refused('number-not-allowed', 'b'));
  await t.rejects(axb.bind(app, { a: '95588', b, x }), refused('number-not-allowed', 'a'));
  await t.rejects(axb.bind(app, { a, b: x, x }), refused('number-not-allowed', 'b'), 'no loops');
  await t.rejects(axb.bind(app, { a, b: a, x }), refused('invalid', 'b'));
  await t.resolves(axb.bind(app, { a, b: '075528000001', x }), 'a landline may be called');
});
