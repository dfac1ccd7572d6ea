import t from 'tap';
import type { E164 } from '../../routing/numbers/number.js';
import { mobile, privateNumber, world } from '../support/stages/routing-world.js';

const [a, b] = [mobile(1), mobile(2)];
const x = privateNumber(1);

void t.test('explain gives the answer with its reasons, and no full number', async (t) => {
  const { routing, app, now, pass } = await world('AXB');
  await routing.bindings.axb.bind(app, { a, b, x, callDirection: 1, duration: 60 });
  const query = (caller: E164) => ({ caller, dialled: x, at: now() });
  const text = (caller: E164) =>
    routing
      .explain(query(caller))
      .steps.map(({ step, outcome }) => `${outcome}: ${step}`)
      .join('\n');
  t.same(routing.explain(query(a)).resolution, await routing.resolve(query(a)));
  t.equal(
    text(b),
    [
      'found: +86170****0001 is a number of application app-axb',
      'yes: its status is normal',
      'yes: the caller gives a number',
      'yes: a mobile number may call X',
      'found: +86138****0002 has a pair on X',
      'no: the direction 1 lets A be called',
    ].join('\n'),
  );
  pass(60_000);
  t.match(text(a), /missing: .* has a pair on X, but it has expired$/);
  t.match(routing.explain({ caller: a, dialled: mobile(77), at: now() }), {
    resolution: { reason: 'number-not-ours' },
  });
});

void t.test('explaining a stranger on AXYB gives no Y away', async (t) => {
  const { routing, app, now } = await world('AXYB', { cities: ['0755', '0755'] });
  const whole = await routing.bindings.axyb.bind(app, { a });
  const explained = routing.explain({ caller: b, dialled: whole.x, at: now() });
  t.match(explained.resolution, { kind: 'needs-y', subscriptionId: whole.id });
  t.equal(routing.bindings.axyb.find(app, { x: whole.x })?.parts.length, 0);
});

void t.test('applications that are frozen, numbers without an owner, X mode', async (t) => {
  const frozen = await world('AXB', { app: { status: 'frozen' } });
  const asked = { caller: a, dialled: x, at: frozen.now() };
  t.match(await frozen.routing.resolve(asked), { reason: 'application-frozen', prompt: 'no-permission.wav' });
  t.match(await frozen.routing.resolve({ ...asked, dialled: privateNumber(9) }), {
    reason: 'number-not-ours',
    application: undefined,
    x: undefined,
    prompt: undefined,
  });
  const open = await world('X');
  t.match(await open.routing.resolve({ ...asked, at: open.now() }), { kind: 'ask', x });
});
