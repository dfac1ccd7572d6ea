import t from 'tap';
import { ApplicationRegistry } from '../../../routing/application.js';
import { MemoryJournal, MemoryStore } from '../../../routing/journal/memory.js';
import type { E164 } from '../../../routing/numbers/number.js';
import type { Resolution } from '../../../routing/resolution.js';
import { createRouting } from '../../../routing/routing.js';
import type { BlacklistWish } from '../../../routing/rules/blacklist.js';
import type { Onboarding } from '../../../routing/rules/onboarding.js';
import { makeRulesPolicy } from '../../../routing/rules/rules-policy.js';
import {
  application,
  chinaPolicy,
  mobile,
  noon,
  privateNumber,
  refused,
  world,
  type World,
} from '../../support/stages/routing-world.js';

const [a, b, c] = [mobile(1), mobile(2), mobile(3)];
const x = privateNumber(1);
const timeZone = 'Asia/Shanghai';
const HOUR = 3_600_000;

async function bound(rules: object): Promise<World> {
  const made = await world('AXB', { rules: { timeZone, ...rules } });
  await made.routing.bindings.axb.bind(made.app, { a, b, x });
  return made;
}

async function reason(
  { routing, now }: World,
  caller: E164,
  dialled: E164 = x,
  digits?: string,
): Promise<string> {
  const found = await routing.resolve({ caller, dialled, digits, at: now() });
  return found.kind === 'refuse' ? found.reason : found.kind;
}

void t.test('A has to be registered, whichever side calls; its term ends at its instant', async (t) => {
  const made = await bound({ registration: true });
  const { registrations } = made.routing.compliance;
  t.same([await reason(made, a), await reason(made, b)], ['user-unregistered', 'user-unregistered']);
  for (const state of ['pending', 'rejected'] as const) {
    await registrations.add([a], { state });
    t.equal(await reason(made, a), 'user-unregistered', state);
  }
  await registrations.add([b], {});
  t.equal(await reason(made, a), 'user-unregistered', 'B need not be, and is no A');
  const expiresAt = made.now() + HOUR;
  await registrations.add(['13800000001'], { expiresAt, batch: 'one' });
  t.same([await reason(made, a), await reason(made, b)], ['connect', 'connect']);
  t.same(registrations.counts({ batch: 'one' }), { registered: 1, pending: 0, rejected: 0, expired: 0 });
  made.pass(HOUR);
  t.equal(await reason(made, a), 'user-unregistered', 'its term is over');
  t.same(registrations.counts({ batch: 'one' }), { registered: 0, pending: 0, rejected: 0, expired: 1 });
  t.equal(await registrations.remove(undefined, { batch: 'one' }), 1);
  await registrations.add([a], { appKey: 'app-axb' });
  t.equal(await reason(made, a), 'connect', 'for this application alone');
  t.equal(registrations.list({ number: a }, { pageIndex: 1, pageSize: 9 }).total, 1);
  const imported = await registrations.add(['x', '', '13800000009', '13800000009'], {});
  t.match(imported, { taken: 1, faults: [{ line: 1, message: /expected a phone number, found x/ }] });
});

void t.test('A is whom the extension reaches, who calls out, and no party in X mode', async (t) => {
  const axe = await world('AXE', { rules: { timeZone, registration: true } });
  await axe.routing.bindings.axe.bind(axe.app, { a, x, extension: '0042' });
  t.equal(await reason(axe, b), 'collect', 'who is reached is not known yet');
  t.equal(await reason(axe, b, x, '0042'), 'user-unregistered');
  const open = await world('X', { rules: { timeZone, registration: true } });
  t.equal(await reason(open, b), 'ask');
});

void t.test('X mode: the callee that the application names is under the rules too, and counts', async (t) => {
  const rules = { timeZone, frequency: [{ per: 'callee', max: 1, seconds: 60 }] };
  const { routing, app, now } = await world('X', { rules });
  const query = { caller: a, dialled: x, at: now() };
  const callRules = {
    maxDurationMs: 0,
    lastMinutePrompt: undefined,
    recording: undefined,
    waitingPrompt: undefined,
    userData: 'u',
  };
  const chosen: Resolution & { kind: 'connect' } = {
    kind: 'connect',
    application: app,
    subscriptionId: undefined,
    x,
    callee: b,
    display: x,
    direction: 0,
    rules: callRules,
  };
  t.equal(routing.permit(chosen, query), chosen);
  t.match(routing.permit(chosen, query), { kind: 'refuse', reason: 'callee-frequency', userData: 'u' });
  await routing.compliance.blacklist.add([{ kind: 'call', number: c }]);
  t.match(routing.permit({ ...chosen, callee: c }, query), { reason: 'callee-blacklisted' });
});

void t.test('calls that are put through count; refused, explained and asked-about ones do not', async (t) => {
  const made = await bound({ frequency: [{ per: 'caller', max: 2, seconds: 300 }] });
  const query = () => ({ caller: a, dialled: x, at: made.now() });
  for (let n = 0; n < 5; n += 1) {
    made.routing.explain(query());
    t.ok(made.routing.mayCall(query()).allowed);
  }
  t.same(
    [await reason(made, a), await reason(made, a), await reason(made, a)],
    ['connect', 'connect', 'caller-frequency'],
  );
  t.equal(await reason(made, b), 'connect', 'another caller');
  made.pass(299_999);
  t.equal(await reason(made, a), 'caller-frequency');
  made.pass(1);
  t.equal(await reason(made, a), 'connect', 'the refused ones did not fill it again');
});

void t.test('may-call names the first rule, shows all, and finds when every one allows it', async (t) => {
  const made = await bound({
    hours: { allowed: [{ from: '08:00', to: '21:00' }] },
    frequency: [{ per: 'caller', max: 1, seconds: 12 * 3600 }],
  });
  // Noon in UTC is 20:00 in Shanghai; at 08:00 the next day the window of the frequency is just over.
  t.equal(await reason(made, a), 'connect');
  made.pass(2 * HOUR);
  const asked = made.routing.mayCall({ caller: a, dialled: x, at: made.now() });
  t.match(asked, { allowed: false, refusedBy: 'hours', reason: 'time-window', until: noon + 12 * HOUR });
  t.same(
    asked.verdicts.map(({ rule, refusal }) => [rule, refusal?.because]),
    [
      ['hours', 'it is 2026-11-23 22:00 in Asia/Shanghai'],
      ['frequency', '+86138****0001 has had 1 calls in 43200 s'],
    ],
  );
  await made.routing.compliance.blacklist.add([{ kind: 'call', number: a, expiresAt: noon + 25 * HOUR }]);
  const later = made.routing.mayCall({ caller: a, dialled: x, at: made.now() });
  t.match(
    later,
    { refusedBy: 'blacklist', until: noon + 36 * HOUR },
    'the list ends at 21:00, so the next morning',
  );
  t.match(made.routing.mayCall({ caller: c, dialled: x, at: made.now() }), {
    refusedBy: 'routing',
    until: undefined,
  });
});

void t.test('complaints warn, then freeze new bindings until the month is over', async (t) => {
  const complaints = { warnPercent: 0, freezePercent: 100, fraudFreezes: true };
  const made = await bound({ complaints });
  const { routing, app } = made;
  const bindAnother = (n: number) =>
    routing.bindings.axb.bind(app, { a: mobile(50 + n), b: mobile(60 + n), x });
  const first = await routing.compliance.complaints.add({ x, category: 'harassment' });
  t.match(first.standing, { state: 'frozen', month: '2026-11', complaints: 1, numbers: 1, percent: 100 });
  t.equal(first.standing.until, Date.parse('2026-11-30T16:00:00Z'), 'midnight in Shanghai');
  await t.rejects(bindAnother(1), refused('application-barred'));
  t.equal(await reason(made, a), 'connect', 'what is bound goes on');
  const [{ id = '' } = {}] = routing.bindings.list({}, { pageIndex: 1, pageSize: 1 }).items;
  await t.resolves(routing.bindings.axb.modify(app, { subscriptionId: id, b: c }), 'a modify adds nothing');
  await routing.compliance.complaints.judge(first.complaint.id, false);
  await t.resolves(bindAnother(1), 'it was none');
  const other = await world('AXB', { rules: { timeZone, complaints }, cities: ['0755', '0755', '0755'] });
  const told = await other.routing.compliance.complaints.add({ appKey: 'app-axb', category: 'other' });
  t.match(told.standing, { state: 'warned' });
  await t.resolves(other.routing.bindings.axb.bind(other.app, { a, b, x }));
  const fraud = await other.routing.compliance.complaints.add({ appKey: 'app-axb', category: 'fraud' });
  t.match(fraud.standing, { state: 'frozen', complaints: 2 });
  other.pass(fraud.standing.until! - other.now() - 1);
  await t.rejects(
    other.routing.bindings.axb.bind(other.app, { a: c, b: mobile(4), x }),
    refused('application-barred'),
  );
  other.pass(1);
  await t.resolves(other.routing.bindings.axb.bind(other.app, { a: c, b: mobile(4), x }), 'a new month');
  await t.rejects(other.routing.compliance.complaints.add({ category: 'fraud' }), {
    message: /expected appKey, or x/,
  });
  await t.rejects(other.routing.compliance.complaints.add({ x: c, category: 'fraud' }), {
    message: /expected appKey, or x/,
  });
});

void t.test('new bindings want an approved customer of a trade that is allowed', async (t) => {
  const made = await world('AXB', {
    rules: { timeZone, onboarding: { required: true, forbiddenTrades: ['games'] } },
  });
  const { routing, app } = made;
  const bind = () => routing.bindings.axb.bind(app, { a, b, x });
  const { onboarding } = routing.compliance;
  const record: Omit<Onboarding, 'changedAt'> = {
    appKey: app.appKey,
    state: 'submitted',
    company: 'Example Ltd',
    licence: '91000000000000000X',
    trade: 'ride hailing',
    carrier: 'APP example',
    scene: 'A passenger calls the driver.',
    script: 'Where are you?',
    usesMessages: false,
    documents: [],
  };
  await t.rejects(bind(), refused('application-barred'));
  await onboarding.save(record);
  await t.rejects(bind(), refused('application-barred'), 'not approved yet');
  await t.rejects(
    onboarding.save({ ...record, state: 'approved', trade: 'games' }),
    refused('invalid', 'trade'),
  );
  await onboarding.save({ ...record, state: 'approved', expiresAt: made.now() + HOUR });
  await t.resolves(bind());
  made.pass(HOUR);
  await t.rejects(routing.bindings.axb.bind(app, { a: c, b: mobile(4), x }), {
    reason: 'application-barred',
    message: /the authorisation of app-axb has ended/,
  });
});

void t.test(
  '400 and 95 numbers are never bound, and call X where strangers may; landlines never call',
  async (t) => {
    const hotline = '4008100000';
    const [service, short, landline] = ['+864008100000', '+8695588', '+8675526000044'] as E164[] as [
      E164,
      E164,
      E164,
    ];
    const axb = await world('AXB');
    for (const number of [hotline, '95588']) {
      await t.rejects(
        axb.routing.bindings.axb.bind(axb.app, { a: number, b, x }),
        refused('number-not-allowed', 'a'),
      );
      await t.rejects(
        axb.routing.bindings.axb.bind(axb.app, { a, b: number, x }),
        refused('number-not-allowed', 'b'),
      );
    }
    await axb.routing.bindings.axb.bind(axb.app, { a, b, x });
    const ax = await world('AX');
    await ax.routing.bindings.ax.bind(ax.app, { a, x });
    const axe = await world('AXE');
    const open = await world('X');
    for (const number of [service, short]) {
      t.equal(await reason(axb, number), 'no-binding', 'AXB has no strangers');
      t.equal(await reason(ax, number), 'connect', 'AX');
      t.equal(await reason(axe, number), 'collect', 'AXE');
      t.equal(await reason(open, number), 'ask', 'X');
    }
    for (const each of [axb, ax, axe, open]) t.equal(await reason(each, landline), 'landline-caller');
  },
);

void t.test('every engine has the lists, and a store that lost them gets them back', async (t) => {
  const store = new MemoryStore();
  const engine = async () => {
    const app = application('AXB');
    const routing = await createRouting({
      journal: new MemoryJournal(store),
      policy: chinaPolicy,
      rules: makeRulesPolicy({ timeZone, registration: true }),
      clock: () => noon,
      applications: new ApplicationRegistry([app]),
      sweepEveryMs: 0,
    });
    return { routing, app };
  };
  const [one, other] = [await engine(), await engine()];
  await one.routing.pool.add('app-axb', [{ number: x, areaCode: '0755' }]);
  const { compliance } = one.routing;
  await compliance.blacklist.add([
    { kind: 'call', number: b, appKey: 'app-axb' },
    { kind: 'bind-a', number: c },
  ]);
  await compliance.registrations.add([a], {});
  await compliance.complaints.add({ x, category: 'other' });
  const page = { pageIndex: 1, pageSize: 10 };
  const counts = ({ routing }: typeof one): number[] => [
    routing.compliance.blacklist.list({}, page).total,
    routing.compliance.registrations.list({}, page).total,
    routing.compliance.complaints.list({}, page).total,
  ];
  t.same(counts(other), [2, 1, 1], 'followed');
  t.same(counts(await engine()), [2, 1, 1], 'loaded');
  const { rules } = other.routing.compliance;
  const kept = [...rules.documents('app-axb'), ...rules.documents('*')];
  t.same(
    kept.map(({ key }) => key.split('/')[0]),
    ['blacklist', 'complaint', 'blacklist', 'registration'],
  );
  rules.replace('app-axb', []);
  t.same(counts(other), [1, 1, 0], 'another store has none of that application');
  rules.replace('app-axb', kept.slice(0, 2));
  t.same(counts(other), [2, 1, 1]);
});

void t.test(
  'an entry whose term is over is swept out of the journal, with no rule left to ask',
  async (t) => {
    const made = await world('AXB');
    await made.routing.compliance.blacklist.add([{ kind: 'call', number: a, expiresAt: made.now() + HOUR }]);
    t.equal(await made.routing.sweep(), 0);
    made.pass(HOUR);
    t.equal(await made.routing.sweep(), 1);
    t.ok(made.routing.compliance.rules.idle);
  },
);

void t.test('AXYB: a stranger whom a rule or a limit keeps from A gets no Y', async (t) => {
  const stranger = async (
    rules: object,
    app: object,
    barred?: BlacklistWish,
  ): Promise<World & { whole: E164 }> => {
    const made = await world('AXYB', {
      cities: Array<string>(4).fill('0755'),
      rules: { timeZone, ...rules },
      app,
    });
    const { x: whole } = await made.routing.bindings.axyb.bind(made.app, { a, areaCode: '0755' });
    if (barred !== undefined) await made.routing.compliance.blacklist.add([barred]);
    return { ...made, whole };
  };
  const parts = ({ routing, app, whole }: World & { whole: E164 }): number | undefined =>
    routing.bindings.axyb.find(app, { x: whole })?.parts.length;
  const sms = { features: { recording: false, sms: true } };
  // [rules, application, entry of the blacklist, the call's reason, the message's]
  const cases: readonly [object, object, BlacklistWish | undefined, string, string][] = [
    [{ registration: true }, sms, undefined, 'user-unregistered', 'rule'],
    [{}, sms, { kind: 'call', number: a }, 'callee-blacklisted', 'forward'],
    [{}, sms, { kind: 'message', number: a }, 'connect', 'blacklisted'],
    [{}, { ...sms, calls: { forbiddenPrefixes: [a.slice(0, 9)] } }, undefined, 'prefix-forbidden', 'forward'],
    [{}, { ...sms, calls: { direction: 1 } }, undefined, 'direction-control', 'forward'],
  ];
  for (const [rules, app, barred, called, written] of cases) {
    const one = await stranger(rules, app, barred);
    t.equal(
      one.routing.mayCall({ caller: b, dialled: one.whole, at: one.now() }).reason ?? 'connect',
      called,
    );
    t.equal(await reason(one, b, one.whole), called);
    t.equal(parts(one), called === 'connect' ? 1 : 0, `${called}: a Y`);
    const other = await stranger(rules, app, barred);
    const query = { sender: b, to: other.whole, text: 'text', at: other.now() };
    const message = await other.routing.resolveMessage(query);
    t.equal(message.kind === 'refuse' ? message.reason : message.kind, written);
    t.equal(parts(other), written === 'forward' ? 1 : 0, `${called}, ${written}: a Y`);
  }
});

void t.test('AXYB: may-call says until when a stranger may not become a B', async (t) => {
  const { routing, app, now } = await world('AXYB', { cities: ['0755', '0755'] });
  const { x: whole } = await routing.bindings.axyb.bind(app, { a, areaCode: '0755' });
  const ask = () => routing.mayCall({ caller: b, dialled: whole, at: now() });
  t.match(ask(), { allowed: true, verdicts: [] });
  await routing.compliance.blacklist.add([{ kind: 'bind-b', number: b, expiresAt: noon + HOUR }]);
  t.match(ask(), {
    allowed: false,
    refusedBy: 'blacklist',
    reason: 'caller-blacklisted',
    until: noon + HOUR,
  });
  t.ok(ask().verdicts.some(({ refusal }) => refusal?.code === 'caller-blacklisted'));
});
