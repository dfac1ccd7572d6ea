import t from 'tap';
import type { Mode } from '../../../routing/application.js';
import type { BlacklistWish } from '../../../routing/rules/blacklist.js';
import { maskNumber, type E164 } from '../../../routing/numbers/number.js';
import { mobile, privateNumber, refused, world, type World } from '../../support/stages/routing-world.js';

const [a, b, c] = [mobile(1), mobile(2), mobile(3)];
const [x, x2] = [privateNumber(1), privateNumber(2)];
const MINUTE = 60_000;

/** An AXB world in which A and B are bound on X. */
async function bound(): Promise<World> {
  const made = await world('AXB', { cities: ['0755', '0755'] });
  await made.routing.bindings.axb.bind(made.app, { a, b, x });
  return made;
}

async function reason({ routing, now }: World, caller: E164, dialled: E164 = x): Promise<string> {
  const found = await routing.resolve({ caller, dialled, at: now() });
  return found.kind === 'refuse' ? found.reason : found.kind;
}

void t.test('each kind bars what its name says, and nothing else', async (t) => {
  // [entry, A calls B, B calls A, A writes to B]
  const cases: readonly [BlacklistWish, string, string, string][] = [
    [{ kind: 'call', number: a }, 'caller-blacklisted', 'callee-blacklisted', 'connect'],
    [{ kind: 'call', number: b }, 'callee-blacklisted', 'caller-blacklisted', 'connect'],
    [{ kind: 'call', number: c }, 'connect', 'connect', 'connect'],
    [{ kind: 'call-as-a', number: a }, 'caller-blacklisted', 'connect', 'connect'],
    [{ kind: 'call-as-a', number: b }, 'connect', 'connect', 'connect'],
    [{ kind: 'call-as-b', number: b }, 'callee-blacklisted', 'connect', 'connect'],
    [{ kind: 'call-as-b', number: a }, 'connect', 'connect', 'connect'],
    [{ kind: 'x', number: a, x }, 'caller-blacklisted', 'callee-blacklisted', 'caller-blacklisted'],
    [{ kind: 'x', number: a, x: x2 }, 'connect', 'connect', 'connect'],
    [{ kind: 'message', number: a }, 'connect', 'connect', 'caller-blacklisted'],
    [{ kind: 'message', number: b }, 'connect', 'connect', 'callee-blacklisted'],
    [{ kind: 'bind-a', number: a }, 'connect', 'connect', 'connect'],
    [{ kind: 'bind-b', number: b }, 'connect', 'connect', 'connect'],
  ];
  for (const [wish, aCalls, bCalls, aWrites] of cases) {
    const made = await bound();
    const { compliance } = made.routing;
    await compliance.blacklist.add([wish]);
    const title = `${wish.kind} ${maskNumber(wish.number)}`;
    t.equal(await reason(made, a), aCalls, `${title}: A calls`);
    t.equal(await reason(made, b), bCalls, `${title}: B calls`);
    const message = {
      appKey: made.app.appKey,
      caller: a,
      callee: b,
      x,
      direction: 1 as const,
      at: made.now(),
    };
    t.equal(compliance.rules.mayMessage(message)?.code ?? 'connect', aWrites, `${title}: A writes`);
  }
});

void t.test('a bind is refused for the party that is barred in that role, in every mode', async (t) => {
  const barred = async (mode: Mode, wish: BlacklistWish): Promise<World> => {
    const made = await world(mode, { cities: ['0755', '0755', '0755'] });
    await made.routing.compliance.blacklist.add([wish]);
    return made;
  };
  const axb = await barred('AXB', { kind: 'bind-a', number: a });
  await t.rejects(axb.routing.bindings.axb.bind(axb.app, { a, b, x }), refused('blacklisted', 'a'));
  await t.resolves(axb.routing.bindings.axb.bind(axb.app, { a: b, b: a, x }), 'as B it may');
  const asB = await barred('AXB', { kind: 'bind-b', number: b });
  await t.rejects(asB.routing.bindings.axb.bind(asB.app, { a, b, x }), refused('blacklisted', 'b'));
  const ax = await barred('AX', { kind: 'bind-a', number: a });
  await t.rejects(ax.routing.bindings.ax.bind(ax.app, { a, x }), refused('blacklisted', 'a'));
  const temporary = await barred('AX', { kind: 'bind-b', number: b });
  await temporary.routing.bindings.ax.bind(temporary.app, { a, x });
  await t.rejects(
    temporary.routing.bindings.ax.setTemporaryCallee(temporary.app, { x, callee: b }),
    refused('blacklisted', 'b'),
    'a temporary callee is a B',
  );
  const axe = await barred('AXE', { kind: 'bind-a', number: a });
  await t.rejects(axe.routing.bindings.axe.bind(axe.app, { a, x }), refused('blacklisted', 'a'));
  const callback = await barred('AXE', { kind: 'bind-b', number: b });
  await t.rejects(
    callback.routing.bindings.axe.bind(callback.app, { a, x, callbackNum: b }),
    refused('blacklisted', 'b'),
  );
  const axyb = await barred('AXYB', { kind: 'bind-b', number: b });
  const whole = await axyb.routing.bindings.axyb.bind(axyb.app, { a, areaCode: '0755' });
  await t.rejects(
    axyb.routing.bindings.axyb.bindY(axyb.app, { subscriptionId: whole.id, b }),
    refused('blacklisted', 'b'),
  );
  t.equal(await reason(axyb, b, whole.x), 'caller-blacklisted', 'nor does a call make it a B');
  t.equal(axyb.routing.bindings.axyb.find(axyb.app, { x: whole.x })?.parts.length, 0);
});

void t.test('a modify asks about new parties only', async (t) => {
  const made = await bound();
  const { bindings, compliance } = made.routing;
  const [{ id: subscriptionId = '' } = {}] = bindings.list({}, { pageIndex: 1, pageSize: 1 }).items;
  await compliance.blacklist.add([
    { kind: 'bind-a', number: a },
    { kind: 'bind-b', number: c },
  ]);
  await t.resolves(bindings.axb.modify(made.app, { subscriptionId, maxDuration: 3 }), 'A stays');
  await t.rejects(bindings.axb.modify(made.app, { subscriptionId, b: c }), refused('blacklisted', 'b'));
});

void t.test('an X that bars a party is not chosen, and not bound by name', async (t) => {
  const made = await world('AXB', { cities: ['0755', '0755'] });
  const { bindings, compliance } = made.routing;
  await compliance.blacklist.add([{ kind: 'x', number: b, x }]);
  await t.rejects(bindings.axb.bind(made.app, { a, b, x }), refused('blacklisted'));
  for (const n of [1, 2, 3]) {
    const { x: chosen } = await bindings.axb.bind(made.app, { a: mobile(10 + n), b, areaCode: '0755' });
    t.equal(chosen, x2);
    await bindings.axb.unbind(made.app, { x: x2 });
    made.pass(MINUTE);
  }
});

void t.test('a term ends at its instant', async (t) => {
  const made = await bound();
  await made.routing.compliance.blacklist.add([{ kind: 'call', number: a, expiresAt: made.now() + MINUTE }]);
  made.pass(MINUTE - 1);
  t.match(made.routing.mayCall({ caller: a, dialled: x, at: made.now() }), {
    allowed: false,
    refusedBy: 'blacklist',
    reason: 'caller-blacklisted',
    until: made.now() + 1,
  });
  t.equal(await reason(made, a), 'caller-blacklisted');
  made.pass(1);
  t.equal(await reason(made, a), 'connect');
  t.match(made.routing.mayCall({ caller: a, dialled: x, at: made.now() }), { allowed: true });
  t.same(made.routing.compliance.blacklist.list({}, { pageIndex: 1, pageSize: 10 }).total, 0);
});

void t.test('beginnings of numbers, numbers as people write them, one application or all', async (t) => {
  const list = (wish: Partial<BlacklistWish>): BlacklistWish => ({ kind: 'call', number: a, ...wish });
  const cases: readonly [string, BlacklistWish, boolean][] = [
    ['national', list({ number: '138 0000 0001' }), true],
    ['with 0086', list({ number: '0086-13800000001' }), true],
    ['a beginning', list({ number: '+86138*' }), true],
    ['all but the last digit', list({ number: `${a.slice(0, -1)}*` }), true],
    ['another beginning', list({ number: '+86139*' }), false],
    ['a beginning is no middle', list({ number: '+8638*' }), false],
    ['this application', list({ appKey: 'app-axb' }), true],
    ['a shorter number', list({ number: '+8613800000' }), false],
  ];
  for (const [title, wish, bars] of cases) {
    const made = await bound();
    await made.routing.compliance.blacklist.add([wish]);
    t.equal(await reason(made, a), bars ? 'caller-blacklisted' : 'connect', title);
  }
});

void t.test('what cannot be an entry is refused with what was expected', async (t) => {
  const { routing, now } = await bound();
  const cases: readonly [BlacklistWish, RegExp][] = [
    [{ kind: 'call', number: '12x' }, /number: expected a phone number, found/],
    [{ kind: 'call', number: '*' }, /expected a phone number, or \+ with country code, first digits and \*/],
    [{ kind: 'call', number: '138*' }, /\+ with country code/],
    [{ kind: 'call', number: '+8*6138' }, /\+ with country code/],
    [{ kind: 'x', number: a }, /x: expected the X that the number is barred from, found none/],
    [{ kind: 'call', number: a, x }, /x: expected it with kind x only, found it with call/],
    [{ kind: 'call', number: a, expiresAt: now() }, /until: expected a time to come, found 2026-/],
    [{ kind: 'call', number: a, appKey: 'other' }, /there is no application other/],
  ];
  for (const [wish, message] of cases)
    await t.rejects(routing.compliance.blacklist.add([{ kind: 'call', number: c }, wish]), { message });
  t.equal(routing.compliance.blacklist.list({}, { pageIndex: 1, pageSize: 9 }).total, 0, 'nothing was made');
  await t.rejects(routing.compliance.blacklist.remove({ kind: 'call', number: a }), refused('not-found'));
});

void t.test('the longest entry decides until when, and one taken away leaves the others', async (t) => {
  const made = await bound();
  const { blacklist } = made.routing.compliance;
  const until = (): number | undefined =>
    made.routing.mayCall({ caller: a, dialled: x, at: made.now() }).until;
  await blacklist.add([
    { kind: 'call', number: a, expiresAt: made.now() + MINUTE },
    { kind: 'call', number: '+86138*', expiresAt: made.now() + 2 * MINUTE },
    { kind: 'call-as-a', number: a },
  ]);
  t.equal(until(), undefined, 'one has no term');
  await blacklist.remove({ kind: 'call-as-a', number: a });
  t.equal(until(), made.now() + 2 * MINUTE);
  await blacklist.remove({ kind: 'call', number: '+86138*' });
  t.equal(until(), made.now() + MINUTE);
  await blacklist.remove({ kind: 'call', number: a });
  t.equal(await reason(made, a), 'connect');
  t.ok(made.routing.compliance.rules.idle, 'nothing is asked any more');
});

void t.test('explain names the rules', async (t) => {
  const made = await bound();
  await made.routing.compliance.blacklist.add([{ kind: 'call', number: b }]);
  const { steps, resolution } = made.routing.explain({ caller: a, dialled: x, at: made.now() });
  t.match(resolution, { kind: 'refuse', reason: 'callee-blacklisted', prompt: 'no-permission.wav' });
  t.same(steps.at(-1), {
    step: 'no blacklist bars caller or callee: +86138****0002 is on the blacklist (call)',
    outcome: 'no',
  });
});
