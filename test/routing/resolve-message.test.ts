/** Whom a short message reaches (spec 10.3), in each mode and direction. */
import t, { type Test } from 'tap';
import type { Mode } from '../../routing/application.js';
import type { E164 } from '../../routing/numbers/number.js';
import { mobile, privateNumber, world, type World } from '../support/stages/routing-world.js';

const [a, b, c] = [mobile(1), mobile(2), mobile(3)];
const [x, second, third] = [privateNumber(1), privateNumber(2), privateNumber(3)];
const timeZone = 'Asia/Shanghai';
const MODES: readonly Mode[] = ['AXB', 'AX', 'AXE', 'AXYB', 'X'];

interface Written {
  readonly from: E164 | undefined;
  readonly to?: E164;
  readonly text?: string;
  readonly isWithheld?: boolean;
}

/** What comes of a message, without the application. */
async function writing({ routing, now }: World, written: Written): Promise<object> {
  const { from: sender, to = x, text = 'hello', isWithheld } = written;
  const { application, ...found } = await routing.resolveMessage({ sender, to, text, isWithheld, at: now() });
  return { ...found, appKey: application?.appKey };
}

/** What the receiver gets. */
function gets(receiver: E164, display: E164, text = 'hello', direction = 0): object {
  return { kind: 'forward', receiver, display, text, direction };
}

/** A relation with A on X, where the mode has one. */
async function bound(
  mode: Mode,
  more: object = {},
  options: Parameters<typeof world>[1] = {},
): Promise<World> {
  const made = await world(mode, { cities: ['0755', '0755'], ...options });
  const { bindings } = made.routing;
  if (mode === 'AXB') await bindings.axb.bind(made.app, { a, b, x, userData: 'ride', ...more });
  if (mode === 'AX') await bindings.ax.bind(made.app, { a, x, userData: 'ride', ...more });
  if (mode === 'AXE') await bindings.axe.bind(made.app, { a, x, ...more });
  return made;
}

async function axyb(t: Test, cities = 2): Promise<{ made: World; whole: E164; y: E164; id: string }> {
  const made = await world('AXYB', { cities: Array<string>(cities).fill('0755') });
  const { id, x: whole } = await made.routing.bindings.axyb.bind(made.app, { a, areaCode: '0755' });
  t.teardown(() => made.routing.close());
  return { made, whole, y: whole === x ? second : x, id };
}

void t.test('AXB: the other one gets it from X', async (t) => {
  const made = await bound('AXB');
  t.match(await writing(made, { from: a }), { ...gets(b, x, 'hello', 1), userData: 'ride', x });
  t.match(await writing(made, { from: b }), { ...gets(a, x), userData: 'ride' });
  t.match(await writing(made, { from: a, text: `hello@${c}` }), gets(b, x, `hello@${c}`, 1), 'no AX text');
  t.match(await writing(made, { from: b, isWithheld: true }), gets(a, x));
  t.match(await writing(made, { from: c }), { kind: 'refuse', reason: 'no-binding', x, direction: 2 });
  t.match(await writing(made, { from: a, to: second }), { kind: 'refuse', reason: 'no-binding', x: second });
});

void t.test('AXB: several pairs on one X, each by itself', async (t) => {
  const made = await bound('AXB');
  const [d, e] = [mobile(4), mobile(5)];
  await made.routing.bindings.axb.bind(made.app, { a: d, b: e, x, privateSms: false });
  t.match(await writing(made, { from: b }), gets(a, x));
  t.match(await writing(made, { from: d }), { kind: 'refuse', reason: 'not-allowed' });
});

void t.test('AXB: the direction of calls does not limit messages', async (t) => {
  for (const callDirection of [0, 1, 2] as const) {
    const made = await bound('AXB', { callDirection });
    t.match(await writing(made, { from: a }), gets(b, x, 'hello', 1));
    t.match(await writing(made, { from: b }), gets(a, x));
  }
});

void t.test('AX: a stranger is named behind the text, except one who withholds its number', async (t) => {
  const made = await bound('AX');
  t.match(await writing(made, { from: b }), { ...gets(a, x, `hello[From ${b}]`), userData: 'ride' });
  t.match(await writing(made, { from: b, text: `hi@${c}` }), gets(a, x, `hi@${c}[From ${b}]`));
  t.match(await writing(made, { from: b, isWithheld: true }), gets(a, x));
});

void t.test('AX: A writes to the number behind the last @; it is not part of the text', async (t) => {
  const made = await bound('AX', { callDirection: 2, turnFlag: 'off' });
  for (const [text, sent] of [
    [`hello@${b}`, 'hello'],
    [`hello @ ${b} `, 'hello'],
    [`hello@${b.slice(3)}`, 'hello'],
    [`hello@86${b.slice(3)}`, 'hello'],
    [`hello@${b.slice(3, 6)}-${b.slice(6, 10)} ${b.slice(10)}`, 'hello'],
    [`hello@${b}.`, 'hello'],
    [`me@home.example@${b}`, 'me@home.example'],
    [`@@${b}`, '@'],
    [`第一行\n第二行@${b}\r\n`, '第一行\n第二行'],
  ] as const)
    t.match(await writing(made, { from: a, text }), gets(b, x, sent, 1), JSON.stringify(text));
});

void t.test('AX: A names no number that can be written to: the application is asked', async (t) => {
  const made = await bound('AX');
  for (const text of [
    'hello',
    'hello@',
    `@${b}`,
    ` @${b}`,
    `hello${b}`,
    `hello@${b} thanks`,
    `hello＠${b}`,
    'hello@home',
    'hello@12',
    `hello@${b}${b}`,
    `hello@+${'1'.repeat(40)}`,
    `hello@${x}`,
    `hello@${second}`,
    `hello@${a}`,
    '@'.repeat(500),
  ])
    t.match(
      await writing(made, { from: a, text }),
      { kind: 'ask', x, direction: 1, userData: 'ride', receiver: undefined },
      JSON.stringify(text),
    );
});

void t.test('AX: nothing without a binding, for A and for others', async (t) => {
  const made = await world('AX');
  for (const from of [a, b])
    t.match(await writing(made, { from, text: `hello@${c}` }), { kind: 'refuse', reason: 'no-binding' });
});

void t.test('AXYB: a stranger gets a Y by writing, and both go on writing over it', async (t) => {
  const { made, whole, y, id } = await axyb(t);
  t.match(await writing(made, { from: b, to: whole }), {
    ...gets(a, y),
    subscriptionId: id,
    x: whole,
  });
  t.match(await writing(made, { from: b, to: whole }), gets(a, y), 'the same Y');
  t.match(await writing(made, { from: a, to: y }), { ...gets(b, whole, 'hello', 1), x: whole });
  t.match(await writing(made, { from: a, to: whole }), { kind: 'refuse', reason: 'own-number' });
  t.match(await writing(made, { from: c, to: whole }), {
    kind: 'refuse',
    reason: 'no-y-available',
    x: whole,
  });
  t.match(await writing(made, { from: c, to: y }), { kind: 'refuse', reason: 'no-binding' }, 'Y is for A');
  t.match(await writing(made, { from: b, to: y }), { kind: 'refuse', reason: 'no-binding' });
});

void t.test('AXYB: what was unbound ends at once', async (t) => {
  const { made, whole, y, id } = await axyb(t);
  await writing(made, { from: b, to: whole });
  await made.routing.bindings.axyb.unbind(made.app, { subscriptionId: id });
  t.match(await writing(made, { from: a, to: y }), { kind: 'refuse', reason: 'no-binding' });
  t.match(await writing(made, { from: b, to: whole }), { kind: 'refuse', reason: 'no-binding' });
});

void t.test('AXE: an extension cannot be written to', async (t) => {
  const made = await bound('AXE');
  for (const from of [a, b]) t.match(await writing(made, { from }), { reason: 'not-in-mode', x });
});

void t.test('X: the application is asked about everybody', async (t) => {
  const made = await world('X');
  for (const from of [a, b])
    t.match(await writing(made, { from, text: `hello@${c}` }), {
      kind: 'ask',
      x,
      direction: 2,
      subscriptionId: undefined,
    });
});

void t.test('in no mode while it is off: for the binding, the application, the number', async (t) => {
  for (const mode of ['AXB', 'AX'] as const) {
    const made = await bound(mode, { privateSms: false });
    for (const from of [a, b])
      t.match(await writing(made, { from }), {
        reason: 'not-allowed',
        userData: 'ride',
        appKey: made.app.appKey,
      });
  }
  for (const mode of MODES) {
    const ofMode = (app: object): Promise<World> => bound(mode, {}, { app });
    const silent = await ofMode({ features: { sms: false, recording: true } });
    t.match(await writing(silent, { from: a }), { kind: 'refuse', reason: 'not-allowed' }, `${mode}: no sms`);
    const frozen = await ofMode({});
    frozen.routing.applications.put({ ...frozen.app, status: 'frozen' });
    t.match(await writing(frozen, { from: a }), { kind: 'refuse', reason: 'application-frozen' }, mode);
    const made = await ofMode({});
    for (const [status, reason] of [
      ['suspended', 'number-suspended'],
      ['unavailable', 'number-unavailable'],
    ] as const) {
      await made.routing.pool.setStatus(x, status);
      t.match(await writing(made, { from: a }), { kind: 'refuse', reason, x }, `${mode}: ${status}`);
    }
    t.match(await writing(made, { from: a, to: third }), {
      kind: 'refuse',
      reason: 'number-not-ours',
      appKey: undefined,
    });
    t.match(await writing(made, { from: undefined, to: second }), { reason: 'caller-unusable' });
    t.match(await writing(made, { from: '+8675528780000' as E164, to: second }), {
      reason: 'landline-caller',
    });
  }
});

void t.test('a number that takes no new bindings carries messages of those it has', async (t) => {
  const made = await bound('AXB');
  await made.routing.pool.setStatus(x, 'frozen');
  t.match(await writing(made, { from: a }), gets(b, x, 'hello', 1));
});

void t.test('a relation that has expired carries no message, swept or not', async (t) => {
  const made = await bound('AXB', { duration: 60 });
  made.pass(59_999);
  t.match(await writing(made, { from: a }), gets(b, x, 'hello', 1));
  made.pass(1);
  t.match(await writing(made, { from: a }), { reason: 'no-binding' });
  t.match(await writing(made, { from: b }), { reason: 'no-binding' });
  await made.routing.sweep();
  t.match(await writing(made, { from: a }), { reason: 'no-binding' });
});

void t.test('AXYB: a B whose time is over is a stranger, who gets a Y again', async (t) => {
  const { made, whole, id, y } = await axyb(t);
  await made.routing.bindings.axyb.bindY(made.app, {
    subscriptionId: id,
    b,
    areaCode: '0755',
    ybDuration: 60,
  });
  t.match(await writing(made, { from: a, to: y }), gets(b, whole, 'hello', 1));
  made.pass(60_000);
  t.match(await writing(made, { from: a, to: y }), { reason: 'no-binding' });
});

void t.test('blacklisted senders and receivers, in each mode', async (t) => {
  for (const [mode, kind, number, from, text] of [
    ['AXB', 'message', a, a, 'hello'],
    ['AXB', 'message', b, a, 'hello'],
    ['AX', 'message', b, b, 'hello'],
    ['AX', 'message', a, b, 'hello'],
    ['AX', 'message', b, a, `hello@${b}`],
    ['X', 'message', b, b, 'hello'],
  ] as const) {
    const made = await bound(mode, {}, { rules: { timeZone } });
    t.not(((await writing(made, { from, text })) as { kind: string }).kind, 'refuse', `${mode} before`);
    await made.routing.compliance.blacklist.add([{ kind, number }]);
    t.match(
      await writing(made, { from, text }),
      { kind: 'refuse', reason: 'blacklisted', x },
      `${mode} ${text}`,
    );
  }
  const { made, whole } = await axyb(t);
  await made.routing.compliance.blacklist.add([{ kind: 'message', number: b }]);
  t.match(await writing(made, { from: b, to: whole }), { reason: 'blacklisted', x: whole });
});

void t.test('a receiver that the application chose is asked of the rules', async (t) => {
  const made = await world('X', { rules: { timeZone } });
  const query = { sender: a, to: x, text: 'hello', at: made.now() };
  const asked = await made.routing.resolveMessage(query);
  if (asked.kind !== 'ask') return t.fail('expected a question');
  const chosen = { ...asked, kind: 'forward' as const, receiver: b, display: x, text: 'hello' };
  t.equal(made.routing.permitMessage(chosen, query), chosen);
  await made.routing.compliance.blacklist.add([{ kind: 'message', number: b }]);
  t.match(made.routing.permitMessage(chosen, query), { kind: 'refuse', reason: 'blacklisted', direction: 2 });
});
