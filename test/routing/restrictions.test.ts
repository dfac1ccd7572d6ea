import t from 'tap';
import type { Application } from '../../routing/application.js';
import type { E164 } from '../../routing/numbers/number.js';
import { mobile, privateNumber, world } from '../support/stages/routing-world.js';

const X = privateNumber(1);
const [A, B] = [mobile(1), mobile(2)];
const ABROAD = '+14155550123' as E164;

/** What becomes of a call on one X with the pair A and B, as the application's settings are. */
async function call(app: Partial<Application>, caller: E164 = A, callee = B): Promise<string> {
  const { routing, app: known, now } = await world('AXB');
  await routing.bindings.axb.bind(known, { a: A, b: callee, x: X });
  await routing.saveApplication({ ...known, ...app });
  const found = await routing.resolve({ caller, dialled: X, at: now() });
  const explained = routing.explain({ caller, dialled: X, at: now() }).resolution;
  t.equal(explained.kind, found.kind, 'explained as it is');
  return found.kind === 'refuse' ? found.reason : found.kind;
}

void t.test('the limits of an application refuse its calls, each with its reason', async (t) => {
  t.equal(await call({}), 'connect');
  t.equal(await call({ calls: {} }), 'connect');
  t.equal(await call({ status: 'frozen' }), 'application-frozen');
  t.equal(await call({ status: 'disabled' }), 'application-disabled');
  t.equal(await call({ status: 'paused' }), 'enterprise-paused');
  t.equal(await call({ calls: { voice: false } }), 'application-incapable');
  t.equal(await call({ calls: { direction: 1 } }, A), 'connect');
  t.equal(await call({ calls: { direction: 1 } }, B), 'direction-control');
  t.equal(await call({ calls: { direction: 2 } }, A), 'direction-control');
  t.equal(await call({ calls: { forbiddenPrefixes: [B.slice(0, 9)] } }), 'prefix-forbidden');
  t.equal(await call({ calls: { forbiddenPrefixes: ['+8610'] } }), 'connect');
  t.equal(await call({ calls: { testNumbers: [A] } }), 'test-number');
  t.equal(await call({ calls: { testNumbers: [B] } }), 'test-number');
  t.equal(await call({ calls: { testNumbers: [A, B] } }), 'connect');
});

void t.test('calls from and to other countries, in X mode as well', async (t) => {
  const calls = { internationalIn: false, internationalOut: false };
  const { routing, app, now } = await world('X', { app: { calls } });
  const ask = async (caller: E164): Promise<string> => {
    const found = await routing.resolve({ caller, dialled: X, at: now() });
    return found.kind === 'refuse' ? found.reason : found.kind;
  };
  t.equal(await ask(A), 'ask');
  t.equal(await ask(ABROAD), 'international-caller', 'before the application is asked');
  const rules = {
    ...{ maxDurationMs: 0, lastMinutePrompt: undefined, recording: undefined },
    ...{ waitingPrompt: undefined, userData: undefined },
  };
  const chosen = (callee: E164) =>
    routing.permit(
      {
        ...{ kind: 'connect', application: routing.applications.get(app.appKey) ?? app, x: X, display: X },
        ...{ callee, direction: 0, rules, subscriptionId: undefined },
      },
      { caller: A, dialled: X, at: now() },
    );
  t.equal(chosen(B).kind, 'connect');
  t.match(chosen(ABROAD), { kind: 'refuse', reason: 'international-callee' });
});

void t.test(
  'a binding of another mode than its application has now, and an application that is gone',
  async (t) => {
    const { routing, app, now } = await world('AX');
    await routing.bindings.ax.bind(app, { a: A, x: X });
    const reason = async (caller: E164): Promise<string> => {
      const found = await routing.resolve({ caller, dialled: X, at: now() });
      return found.kind === 'refuse' ? found.reason : found.kind;
    };
    t.equal(await reason(B), 'connect');
    for (const mode of ['AXB', 'AXE', 'AXYB'] as const) {
      routing.applications.put({ ...app, mode });
      t.equal(await reason(A), 'mode-mismatch', mode);
    }
    routing.applications.remove(app.appKey);
    t.equal(await reason(A), 'application-unknown');
  },
);
