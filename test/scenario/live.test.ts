/** A call watched from outside, in every process, while it is up and when it is over. */
import t from 'tap';
import type { ShownLive } from '../../engine/api/operator/call-answers.js';
import { A, B, ModeStage, X } from '../support/stages/mode-stage.js';

void t.test('a call that is up shows its dialogs and its session; none is left after it', async (t) => {
  const stage = await ModeStage.start(t, 'AX');
  const live = async (): Promise<ShownLive> => (await stage.operator('GET', '/v1/live')) as ShownLive;
  await stage.ask('POST', '/rest/provision/caas/privatenumber/v1.0', {
    origNum: A,
    privateNum: X,
    calleeNumDisplay: '0',
  });
  const calling = await stage.phone(B).dial(X);
  const ringing = await stage.phone(A).nextCall();
  ringing.ring();
  ringing.answer();
  await Promise.all([calling.answered, ringing.answered]);
  await stage.callveil.push(({ eventType }) => eventType === 'answer');
  const up = await live();
  t.equal(up.sip.from, 'own-stack');
  t.same(up.sip.dialogs.items.map(({ role, state }) => `${role} ${state}`).sort(), [
    'uac confirmed',
    'uas confirmed',
  ]);
  t.ok(up.sip.transactions.items.some(({ method, direction }) => method === 'INVITE' && direction === 'in'));
  t.ok(up.sip.transactions.items.some(({ method, direction }) => method === 'INVITE' && direction === 'out'));
  t.match(up.media.sessions, { total: 1, items: [{ worker: 0, ageMs: Number }] });
  t.equal(up.media.sessions.items[0]?.sessionId, up.engine.calls.items[0]?.sessionId, 'of one call');
  t.match(up.engine.calls, { total: 1, items: [{ state: 'connected' }] });
  t.notMatch(JSON.stringify(up), new RegExp([A, B, X].map((number) => number.slice(-8)).join('|')));
  await calling.hangUp();
  await ringing.ended;
  t.equal(await stage.callveil.leftOver(20_000), '');
  const over = await live();
  t.same([over.sip.dialogs, over.media.sessions, over.engine.calls], Array(3).fill({ items: [], total: 0 }));
  const metrics = await stage.callveil.metrics();
  for (const step of ['admit', 'resolve', 'prepare', 'announce', 'dial', 'connect', 'supervise', 'finish'])
    t.match(metrics, new RegExp(`^callveil_call_step_seconds_count\\{step="${step}"\\} 1$`, 'm'));
  t.match(metrics, /^callveil_calls_stuck_total 0$/m);
});
