/**
 * Rules of carriers and law through the whole service: each refuses a call with its own ending before anything is
 * dialled, a reload changes them, the lists survive kill -9, and the calls of before count.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { A, B, ModeStage, X } from '../support/stages/mode-stage.js';

const BINDINGS = '/rest/caas/relationnumber/partners/v1.0';
const HOUR_SECONDS = 3600;

const stage = await ModeStage.start(t, 'AXB');
const { callveil } = stage;
const { subscriptionId } = await stage.ask('POST', BINDINGS, { callerNum: A, calleeNum: B, relationNum: X });

async function inForce(rules: object): Promise<void> {
  const file = join(callveil.folder, 'rules.json');
  await writeFile(file, JSON.stringify({ timeZone: 'UTC', ...rules }));
  await callveil.edit((config) => (config['rulesFile'] = file));
  await stage.operator('POST', '/v1/reload');
}

async function refused(t: Tap, stateCode: number): Promise<void> {
  const before = stage.phone(B).received.length;
  const calling = await stage.phone(A).dial(X);
  t.same(await calling.ended, { by: 'refused', status: 403 });
  const told = await stage.told();
  t.same(told.order, ['callin', 'disconnect']);
  t.equal(told.stateCode, stateCode);
  t.match(told.record, { subscriptionId, ulFailReason: stateCode, callerNum: A });
  t.equal(stage.phone(B).received.length, before, 'B hears nothing of it');
}

type Tap = Pick<typeof t, 'same' | 'equal' | 'match'>;

void t.test('a blacklisted caller, a blacklisted callee', async (t) => {
  await stage.operator('POST', '/v1/blacklist', { entries: [{ kind: 'call', number: A }] });
  await refused(t, 7005);
  await stage.operator('POST', '/v1/blacklist/remove', { kind: 'call', number: A });
  await stage.operator('POST', '/v1/blacklist', { entries: [{ kind: 'call-as-b', number: B }] });
  await refused(t, 7004);
  await stage.operator('POST', '/v1/blacklist/remove', { kind: 'call-as-b', number: B });
});

void t.test('a customer whose number is barred gets 1012102 for a bind', async (t) => {
  await stage.operator('POST', '/v1/blacklist', { entries: [{ kind: 'bind-a', number: '+86199*' }] });
  const request = { callerNum: '+8619900000001', calleeNum: B, relationNum: X };
  await t.rejects(stage.ask('POST', BINDINGS, request), { message: /answered 403 .*"1012102"/ });
});

void t.test('an unregistered A, until it is registered', async (t) => {
  await inForce({ registration: true });
  await refused(t, 8058);
  await stage.operator('POST', '/v1/registrations', { numbers: [A], batch: 'first' });
  t.equal(await stage.converse(A, X, B), X);
  t.equal((await stage.told()).stateCode, 0);
});

void t.test('a frequency that is new looks back on the call before it', async (t) => {
  await inForce({ registration: true, frequency: [{ per: 'caller', max: 1, seconds: HOUR_SECONDS }] });
  await refused(t, 8047);
  const asked = await stage.operator('POST', '/v1/may-call', { caller: A, dialled: X });
  t.match(asked, { allowed: false, refusedBy: 'frequency', stateCode: 8047, until: /^20/ });
  t.match(await stage.operator('POST', '/v1/may-call', { caller: B, dialled: X }), { allowed: true });
  await inForce({ frequency: [{ per: 'x', max: 1, seconds: HOUR_SECONDS }] });
  await refused(t, 8049);
});

void t.test('no hours at all', async (t) => {
  await inForce({ hours: { allowed: [] } });
  await refused(t, 8050);
});

void t.test('kill -9: lists and rules are there again, and the calls before it count', async (t) => {
  await inForce({ registration: true, frequency: [{ per: 'caller', max: 1, seconds: HOUR_SECONDS }] });
  await callveil.kill();
  await callveil.run();
  t.match(await stage.operator('GET', '/v1/blacklist'), { items: [{ kind: 'bind-a', number: '+86199*' }] });
  t.match(await stage.operator('GET', '/v1/registrations/status?batch=first'), { registered: 1 });
  const asked = await stage.operator('POST', '/v1/may-call', { caller: A, dialled: X });
  t.match(asked, {
    allowed: false,
    refusedBy: 'frequency',
    rules: [
      { rule: 'blacklist', allows: true },
      { rule: 'registration', allows: true },
      { rule: 'frequency', allows: false },
    ],
  });
});
