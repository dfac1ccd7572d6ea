import t from 'tap';
import { application, mobile, privateNumber, refused, world } from '../../support/stages/routing-world.js';

const [a, b, c] = [mobile(1), mobile(2), mobile(3)];
const x = privateNumber(1);

void t.test(
  'AX: everybody reaches A through X; A sees X, or the caller where the binding shows it',
  async (t) => {
    const { routing, app, now } = await world('AX');
    t.match(await routing.resolve({ caller: b, dialled: x, at: now() }), { reason: 'no-binding' });
    const { id } = await routing.bindings.ax.bind(app, { a, x });
    t.match(routing.bindings.get(id), {
      mode: 'AX',
      callDirection: undefined,
      turnFlag: 'on',
      calleeNumDisplay: '0',
    });
    const toA = await routing.resolve({ caller: b, dialled: x, at: now() });
    t.match(toA, { kind: 'connect', callee: a, display: x, direction: 0, subscriptionId: id });
    await routing.bindings.ax.modify(app, { x, calleeNumDisplay: '1' });
    t.match(await routing.resolve({ caller: b, dialled: x, at: now() }), { callee: a, display: b });
    const strict = await world('AX', { policy: { realCallerDisplay: 'refuse' } });
    await strict.routing.bindings.ax.bind(strict.app, { a, x, calleeNumDisplay: '1' });
    const refusedCall = await strict.routing.resolve({ caller: b, dialled: x, at: noonOf(strict) });
    t.match(refusedCall, { kind: 'refuse', reason: 'display-not-allowed' });
  },
);

function noonOf({ now }: { now(): number }): number {
  return now();
}

void t.test('AX: A calls out to the temporary callee, once, and only while it lasts', async (t) => {
  const { routing, app, now, pass } = await world('AX');
  const { ax } = routing.bindings;
  const { id } = await ax.bind(app, { a, x, userData: 'of the binding' });
  const call = () => routing.resolve({ caller: a, dialled: x, at: now() });
  t.match(await call(), { kind: 'refuse', reason: 'no-temporary-callee', subscriptionId: id });
  await ax.setTemporaryCallee(app, { x, callee: '4001234567' });
  await ax.setTemporaryCallee(app, { subscriptionId: id, callee: c, userData: 'of the call' });
  const out = await call();
  t.match(out, { kind: 'connect', callee: c, display: x, direction: 1, rules: { userData: 'of the call' } });
  if (out.kind !== 'connect' || out.effect === undefined) return t.fail('expected an effect');
  await ax.setTemporaryCallee(app, { x, callee: b });
  await routing.applyEffect(out.effect);
  t.match(await call(), { callee: b }, 'a call uses up its own callee and not the next');
  const next = await call();
  if (next.kind === 'connect' && next.effect !== undefined) await routing.applyEffect(next.effect);
  t.match(await call(), { reason: 'no-temporary-callee' }, 'used up');
  await ax.setTemporaryCallee(app, { x, callee: b, duration: 30 });
  pass(30_000);
  t.match(await call(), { reason: 'no-temporary-callee' }, 'expired');
  t.equal(await routing.sweep(), 1);
  await t.rejects(
    ax.setTemporaryCallee(app, { x, callee: b, duration: 7201 }),
    refused('invalid', 'duration'),
  );
});

void t.test('AX: one A to an X, five X to an A', async (t) => {
  const { routing, app } = await world('AX', { cities: Array<string>(7).fill('0755') });
  const { ax } = routing.bindings;
  const outcomes = await Promise.allSettled(
    [1, 2, 3, 4, 5, 6].map((n) => ax.bind(app, { a, x: privateNumber(n) })),
  );
  t.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 5);
  t.match(
    outcomes.find(({ status }) => status === 'rejected'),
    { reason: refused('too-many-x') },
  );
  t.equal(ax.find(app, { a }).length, 5);
  const [first] = ax.find(app, { a });
  await t.rejects(ax.bind(app, { a: b, x: first?.x ?? '' }), refused('x-taken'));
  await t.rejects(ax.bind(app, { a, areaCode: '0755' }), refused('too-many-x'));
  await ax.unbind(app, { x: first?.x ?? '' });
  await t.resolves(ax.bind(app, { a, x: privateNumber(7) }), 'a slot is free again');
  const { id } = await ax.bind(app, { a: b, x: first?.x ?? '' });
  await t.rejects(ax.modify(app, { subscriptionId: id, a }), refused('too-many-x'), 'transfer to a full A');
  t.match(routing.bindings.get(id), { a: b });
});

void t.test('AX: direction and the switch are obeyed', async (t) => {
  const { routing, app, now } = await world('AX');
  const { ax } = routing.bindings;
  await ax.bind(app, { a, x, callDirection: 1 });
  t.match(await routing.resolve({ caller: b, dialled: x, at: now() }), { reason: 'direction' });
  await ax.modify(app, { x, callDirection: 2 });
  t.match(await routing.resolve({ caller: b, dialled: x, at: now() }), { kind: 'connect' });
  t.match(await routing.resolve({ caller: a, dialled: x, at: now() }), { reason: 'direction' });
  await ax.modify(app, { x, callDirection: 0, turnFlag: 'off' });
  t.match(await routing.resolve({ caller: b, dialled: x, at: now() }), { reason: 'switched-off' });
});

void t.test('AX: a new A inherits neither temporary callee nor caller', async (t) => {
  const { routing, app, now } = await world('AX', { policy: { axCallback: true } });
  const { ax } = routing.bindings;
  await ax.bind(app, { a, x });
  const toA = await routing.resolve({ caller: c, dialled: x, at: now() });
  if (toA.kind !== 'connect' || toA.effect === undefined) return t.fail('expected an effect');
  await routing.applyEffect(toA.effect);
  t.match(await routing.resolve({ caller: a, dialled: x, at: now() }), { callee: c }, 'back to who called');
  await ax.setTemporaryCallee(app, { x, callee: mobile(9) });
  await ax.modify(app, { x, a: b });
  t.match(await routing.resolve({ caller: b, dialled: x, at: now() }), { reason: 'no-temporary-callee' });
  t.match(await routing.resolve({ caller: a, dialled: x, at: now() }), { callee: b });
});

void t.test('AX: selectors and who may use them', async (t) => {
  const { routing, app } = await world('AX');
  const { ax } = routing.bindings;
  const { id } = await ax.bind(app, { a, x });
  t.same(
    ax.find(app, { subscriptionId: id, a: b }).map((each) => each.id),
    [id],
    'the id wins',
  );
  t.same(ax.find(app, { a: b, x }), [], 'A wins over X');
  t.same(
    ax.find(app, { x }).map((each) => each.id),
    [id],
  );
  await t.rejects(ax.unbind(app, { a: b, x }), refused('not-found'));
  const other = application('AX', { appKey: 'other' });
  await t.rejects(ax.unbind(other, { x }), refused('x-not-owned'));
  await t.rejects(ax.unbind(other, { subscriptionId: id }), refused('not-found'));
  await ax.unbind(app, { subscriptionId: id });
  t.same(ax.find(app, { x }), []);
  await t.rejects(ax.setTemporaryCallee(app, { x, callee: b }), refused('not-found'));
});
