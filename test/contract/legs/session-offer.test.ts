/** Session timers that we ask for (RFC 4028 7.1, 9), and how a peer without session timers is watched. */
import t from 'tap';
import type { Leg, LegTerms } from '../../../engine/sip/signaling.js';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import { aborted, answer, onEach, type SignalingStage } from '../../support/stages/signaling-kinds.js';
import type { PuppetMessage, SipPuppet } from '../../support/phones/sip-puppet.js';

const HALF = 900_000;
const TERMS: LegTerms = { sessionSeconds: 1800, credentials: { username: 'u', password: 'p' } };

onEach(t, 'our INVITE asks for a session timer, and leaves the refresher to the callee', async (t, stage) => {
  const { b, leg, invite } = await calleeWith(stage, [
    'Session-Expires: 1800;refresher=uas',
    'Require: timer',
  ]);
  t.same(
    ['Session-Expires', 'Min-SE', 'Supported'].map((name) => invite.header(name)),
    ['1800', '90', 'timer'],
  );
  await stage.clock.pass(2 * HALF - 1000);
  t.same([leg.ended.aborted, b.untaken], [false, []]);
  await stage.clock.pass(1000);
  t.match(await aborted(leg.ended), { by: 'timer' });
  b.reply(await b.take('BYE'), 200);
});

onEach(
  t,
  'a callee that takes the timer is refreshed by us, and asked for nothing else',
  async (t, stage) => {
    const { b } = await calleeWith(stage, ['Session-Expires: 600;refresher=uac', 'Allow: UPDATE']);
    for (let round = 0; round < 2; round += 1) {
      await stage.clock.pass(300_000);
      const update = await b.take('UPDATE');
      t.equal(update.header('Session-Expires'), '600;refresher=uac');
      b.reply(update, 200, { headers: ['Session-Expires: 600;refresher=uac'] });
      await quiet(stage, b);
    }
    t.same(b.untaken, []);
  },
);

onEach(
  t,
  'a longer session than ours, or the same as a minimum: what the callee’s side wants',
  async (t, stage) => {
    for (const [minimum, asked] of [
      [3600, 3600],
      [1800, 1800],
      [600, 1800],
    ] as const) {
      const { b, invite, answered } = await stage.inviting(TERMS);
      b.reply(invite, 422, { headers: [`Min-SE: ${minimum}`] });
      await b.take('ACK');
      const second = await b.take('INVITE');
      t.same(
        [second.header('Session-Expires'), second.header('Min-SE')],
        [`${asked}`, `${minimum}`],
        `Min-SE: ${minimum}`,
      );
      b.reply(second, 422, { headers: [`Min-SE: ${minimum}`] });
      await b.take('ACK');
      await t.rejects(answered, { code: 'refused', status: 422 } as unknown as Error);
    }
  },
);

onEach(t, 'a callee without a timer is asked for the dialog, and any answer will do', async (t, stage) => {
  const { b, leg } = await calleeWith(stage);
  for (const status of [200, 405, 501, 404, 500, 503, 401]) {
    await stage.clock.pass(HALF - 10_500);
    t.same(b.untaken, [], 'not before its time');
    await stage.clock.pass(6_000);
    const options = await b.take('OPTIONS');
    t.same([options.header('To').includes(';tag='), options.body], [true, '']);
    b.reply(options, status);
    await quiet(stage, b);
    t.equal(leg.ended.aborted, false, `after ${status}`);
  }
});

onEach(t, 'a peer that no longer has the dialog, or says nothing any more, ends it', async (t, stage) => {
  for (const status of [481, 408, undefined]) {
    const { b, leg } = await calleeWith(stage);
    await stage.clock.pass(HALF);
    const options = await b.take('OPTIONS');
    if (status !== undefined) b.reply(options, status);
    t.match(await aborted(leg.ended), { by: 'timer' }, `after ${status ?? 'nothing'}`);
    const bye = await b.take('BYE');
    t.equal(parseInt(bye.header('CSeq')), parseInt(options.header('CSeq')) + 1);
    b.reply(bye, 481);
  }
});

onEach(t, 'a challenge to the question is answered', async (t, stage) => {
  const { b, leg } = await calleeWith(stage);
  await stage.clock.pass(HALF);
  b.reply(await b.take('OPTIONS'), 407, { headers: ['Proxy-Authenticate: Digest realm="r", nonce="n"'] });
  const again = await b.take('OPTIONS');
  t.match(again.header('Proxy-Authorization'), 'nonce="n"');
  b.reply(again, 200);
  await quiet(stage, b);
  t.equal(leg.ended.aborted, false);
});

onEach(t, 'a caller that knows the extension and asks for nothing is given our timer', async (t, stage) => {
  for (const [headers, said] of [
    [['Supported: 100rel, timer'], '1800;refresher=uas'],
    [['k: timer', 'Min-SE: 3600'], '3600;refresher=uas'],
    [['Supported: timer', 'Session-Expires: 300;refresher=uac'], '300;refresher=uac'],
  ] as const) {
    const { ok } = await callerWith(stage, headers);
    t.equal(ok.header('Session-Expires'), said);
    t.equal(ok.header('Require'), said.endsWith('uac') ? 'timer' : '');
  }
});

onEach(t, 'a caller that does not know it is watched, until it asks for a timer', async (t, stage) => {
  const { a, caller, ok } = await callerWith(stage, []);
  t.equal(ok.header('Session-Expires'), '');
  await stage.clock.pass(HALF);
  a.reply(await a.take('OPTIONS'), 200);
  await quiet(stage, a);
  caller.request('UPDATE', { headers: ['Session-Expires: 90000;refresher=uac', 'Supported: timer'] });
  t.equal((await a.take('200 UPDATE')).header('Session-Expires'), '90000;refresher=uac');
  await quiet(stage, a);
  await stage.clock.pass(3 * HALF);
  t.same(a.untaken, []);
});

onEach(t, 'a timer agreed on while the question is out is what counts', async (t, stage) => {
  const { a, caller, leg } = await callerWith(stage, []);
  await stage.clock.pass(HALF);
  const options = await a.take('OPTIONS');
  caller.request('UPDATE', { headers: ['Session-Expires: 90;refresher=uac', 'Supported: timer'] });
  await a.take('200 UPDATE');
  a.reply(options, 405);
  await quiet(stage, a);
  await stage.clock.pass(90_000);
  t.match(await aborted(leg.ended), { by: 'timer' });
  a.reply(await a.take('BYE'), 200);
});

onEach(t, 'a peer that offers something meanwhile is there: it is asked later', async (t, stage) => {
  const { a, caller, leg } = await callerWith(stage, []);
  leg.onOffer(() => Promise.resolve(sdp(6002)));
  await stage.clock.pass(HALF - 20_000);
  caller.request('INVITE', { body: sdp(4002) });
  await a.take('100 INVITE');
  caller.ack(await a.take('200 INVITE'));
  await quiet(stage, a);
  await stage.clock.pass(HALF - 20_000);
  t.same(a.untaken, []);
  await stage.clock.pass(20_000);
  a.reply(await a.take('OPTIONS'), 200);
});

onEach(t, 'a trunk without timers: nothing is asked of anybody', async (t, stage) => {
  const { b, invite } = await calleeWith(stage, [], { sessionSeconds: 0 });
  const { a, ok } = await callerWith(stage, ['Supported: timer'], { sessionSeconds: 0 });
  t.same([invite.header('Session-Expires'), ok.header('Session-Expires')], ['', '']);
  await stage.clock.pass(10 * HALF);
  t.same([a.untaken, b.untaken], [[], []]);
});

onEach(t, 'a leg that is over asks nothing any more', async (t, stage) => {
  const { a, caller } = await callerWith(stage, []);
  caller.request('BYE');
  await a.take('200 BYE');
  await stage.clock.pass(HALF);
  t.same([a.untaken, stage.clock.pending], [[], 0]);
});

/** A caller's leg whose INVITE had those headers, and our 200. */
async function callerWith(
  stage: SignalingStage,
  headers: readonly string[],
  terms = TERMS,
): Promise<{ a: SipPuppet; caller: PuppetLeg; ok: PuppetMessage; leg: Leg }> {
  const { a, caller, call } = await stage.called({ headers, body: sdp(4000) });
  const answering = call.answer(sdp(6000), terms);
  const ok = await a.take('200 INVITE');
  caller.ack(ok);
  return { a, caller, ok, leg: await answering };
}

/** A callee's leg whose 2xx had those headers. */
async function calleeWith(
  stage: SignalingStage,
  headers: readonly string[] = [],
  terms = TERMS,
): Promise<{ b: SipPuppet; invite: PuppetMessage; leg: Leg }> {
  const { b, invite, answered } = await stage.inviting(terms);
  const ok = answer(b);
  b.reply(invite, 200, { ...ok, headers: [...ok.headers, ...headers] });
  await b.take('ACK');
  return { b, invite, leg: (await answered).leg };
}

/** Everything the puppet has sent has been processed by both ends. */
async function quiet(stage: SignalingStage, puppet: SipPuppet): Promise<void> {
  PuppetLeg.calling(puppet, stage).request('OPTIONS');
  await puppet.take('200 OPTIONS');
  await stage.clock.pass(0);
}
