/** Session timers (RFC 4028): who refreshes, how, and what happens to the leg if a refresh fails. */
import t from 'tap';
import type { Leg } from '../../../engine/sip/signaling.js';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import { aborted, answer, onEach, type SignalingStage } from '../../support/stages/signaling-kinds.js';
import type { PuppetMessage, SipPuppet } from '../../support/phones/sip-puppet.js';

const HALF = 900_000;
const credentials = { username: 'u', password: 'p' };

onEach(t, 'asked for without a refresher: our 200 names us, and a timer runs', async (t, stage) => {
  const { a, ok, leg } = await timed(stage, ['Session-Expires: 1800', 'Supported: timer']);
  t.same([ok.header('Session-Expires'), ok.header('Require')], ['1800;refresher=uas', '']);
  leg.onRefreshDue(() => offerAgain(leg));
  await stage.clock.pass(HALF);
  const refresh = await a.take('INVITE');
  t.equal(refresh.header('Session-Expires'), '1800;refresher=uac');
  t.same([refresh.header('Min-SE'), refresh.header('Supported'), refresh.body], ['90', 'timer', sdp(6000)]);
  a.reply(refresh, 200, answer(a, 4002));
  await a.take('ACK');
  await stage.clock.pass(HALF);
  a.reply(await a.take('INVITE'), 200, answer(a, 4002));
  await a.take('ACK');
});

onEach(
  t,
  'the caller refreshes: granted each time; nothing for the whole interval is the end',
  async (t, stage) => {
    const { a, caller, ok, leg } = await timed(stage, ['x: 200 ; foo=bar;REFRESHER=UAC', 'k: 100rel, timer']);
    t.same([ok.header('Session-Expires'), ok.header('Require')], ['200;refresher=uac', 'timer']);
    await stage.clock.pass(150_000);
    caller.request('UPDATE', { headers: ['Session-Expires: 200;refresher=uac', 'Supported: timer'] });
    t.equal((await a.take('200 UPDATE')).header('Session-Expires'), '200;refresher=uac');
    await quiet(stage, a);
    await stage.clock.pass(199_000);
    t.equal(leg.ended.aborted, false);
    await stage.clock.pass(1_000);
    t.match(await aborted(leg.ended), { by: 'timer' });
    const bye = await a.take('BYE');
    t.match(bye.header('Reason'), 'Session timer expired');
    a.reply(bye, 200);
  },
);

onEach(t, 'a caller that does not say it knows the extension is refreshed by us', async (t, stage) => {
  for (const wish of ['', ';refresher=uas', ';refresher=uac']) {
    const { ok } = await timed(stage, [`Session-Expires: 1800${wish}`]);
    t.same([ok.header('Session-Expires'), ok.header('Require')], ['1800;refresher=uas', '']);
  }
  const { ok } = await timed(stage, []);
  t.equal(ok.header('Session-Expires'), '', 'nothing asked for, nothing agreed on');
});

onEach(t, 'what is too short for us is refused with what is not', async (t, stage) => {
  const a = await stage.puppet();
  const caller = PuppetLeg.calling(a, stage);
  for (const asked of ['Session-Expires: 60', 'x: 89;refresher=uac']) {
    caller.request('INVITE', { body: sdp(4000), headers: [asked, 'Supported: timer'] });
    const refusal = await a.take('422');
    t.equal(refusal.header('Min-SE'), '90');
    caller.ackFailure(refusal);
  }
  t.equal(stage.untaken, 0);
});

onEach(t, 'a callee’s side that wants a longer session is offered it', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting();
  b.reply(invite, 422, { headers: ['Min-SE: 300'] });
  await b.take('ACK');
  const second = await b.take('INVITE');
  t.same(
    [second.header('Call-ID'), second.header('From'), parseInt(second.header('CSeq'))],
    [invite.header('Call-ID'), invite.header('From'), parseInt(invite.header('CSeq')) + 1],
  );
  t.same([second.header('Session-Expires'), second.header('Min-SE')], ['300', '300']);
  b.reply(second, 422, { headers: ['Min-SE: 300'] });
  await b.take('ACK');
  await t.rejects(answered, { code: 'refused', status: 422 } as unknown as Error);
  t.same(b.untaken, []);
});

onEach(t, 'the callee’s 2xx says who refreshes; without a refresher it is us', async (t, stage) => {
  for (const [said, isOurs] of [
    ['1800', true],
    ['1800;refresher=uac', true],
    ['1800;refresher=uas', false],
  ] as const) {
    const { b, leg } = await calleeWith(stage, [
      `Session-Expires: ${said}`,
      'Require: timer',
      'Allow: INVITE, UPDATE',
    ]);
    await stage.clock.pass(HALF);
    if (isOurs) {
      const update = await b.take('UPDATE');
      t.same([update.body, update.header('Session-Expires')], ['', '1800;refresher=uac']);
      b.reply(update, 200, { headers: ['Session-Expires: 1800;refresher=uac'] });
    }
    const over = leg.hangUp();
    b.reply(await b.take('BYE'), 200);
    await over;
    await stage.clock.pass(2 * HALF);
    t.same(b.untaken, []);
  }
});

onEach(t, 'a refresh is challenged, and sent again', async (t, stage) => {
  const { b, leg } = await calleeWith(stage, ['Session-Expires: 1800;refresher=uac', 'Allow: UPDATE'], {
    credentials,
  });
  await stage.clock.pass(HALF);
  b.reply(await b.take('UPDATE'), 407, { headers: ['Proxy-Authenticate: Digest realm="r", nonce="n"'] });
  const again = await b.take('UPDATE');
  t.match(again.header('Proxy-Authorization'), 'nonce="n"');
  t.equal(again.header('Session-Expires'), '1800;refresher=uac');
  b.reply(again, 200);
  await quiet(stage, b);
  await stage.clock.pass(HALF);
  b.reply(await b.take('UPDATE'), 200, { headers: ['Session-Expires: 1800;refresher=uac'] });
  t.equal(leg.ended.aborted, false, 'and a 200 without Session-Expires leaves the refreshing to us');
});

onEach(t, 'a refresh that is refused ends nothing before the session expires', async (t, stage) => {
  const { b, leg } = await calleeWith(stage, ['Session-Expires: 1800;refresher=uac']);
  leg.onRefreshDue(() => offerAgain(leg));
  await stage.clock.pass(HALF);
  b.reply(await b.take('INVITE'), 488);
  await b.take('ACK');
  await quiet(stage, b);
  t.equal(leg.ended.aborted, false);
  await stage.clock.pass(HALF / 2 + 10_000);
  b.reply(await b.take('INVITE'), 500);
  await b.take('ACK');
  await quiet(stage, b);
  const offering = leg.reoffer(sdp(6002));
  const invite = await b.take('INVITE');
  t.equal(invite.header('Session-Expires'), '1800;refresher=uac', 'any re-INVITE is a refresh');
  b.reply(invite, 200, {
    ...answer(b),
    headers: [...answer(b).headers, 'Session-Expires: 1800;refresher=uac'],
  });
  await offering;
  await b.take('ACK');
  await stage.clock.pass(2 * HALF - 20_000);
  t.equal(leg.ended.aborted, false);
});

onEach(t, 'a refresh refused until the session expires ends the leg then', async (t, stage) => {
  const { b, leg } = await calleeWith(stage, ['Session-Expires: 90;refresher=uac']);
  leg.onRefreshDue(() => Promise.reject(new Error('no SDP to be had')));
  await stage.clock.pass(89_000);
  t.equal(leg.ended.aborted, false);
  await stage.clock.pass(1_000);
  t.match(await aborted(leg.ended), { by: 'timer' });
  b.reply(await b.take('BYE'), 200);
});

onEach(t, 'a peer that no longer has the dialog ends it at once', async (t, stage) => {
  for (const status of [408, 481]) {
    const { b, leg } = await calleeWith(stage, ['Session-Expires: 1800;refresher=uac', 'Allow: UPDATE']);
    await stage.clock.pass(HALF);
    b.reply(await b.take('UPDATE'), status);
    t.match(await aborted(leg.ended), { by: 'timer' });
    b.reply(await b.take('BYE'), 481);
  }
});

onEach(t, 'glare, a longer minimum, and a peer that takes no UPDATE after all', async (t, stage) => {
  const { b, leg } = await calleeWith(stage, ['Session-Expires: 1800;refresher=uac', 'Allow: UPDATE']);
  leg.onRefreshDue(() => offerAgain(leg));
  await stage.clock.pass(HALF);
  b.reply(await b.take('UPDATE'), 491);
  await quiet(stage, b);
  await stage.clock.pass(4_000);
  b.reply(await b.take('UPDATE'), 422, { headers: ['Min-SE: 3600'] });
  const raised = await b.take('UPDATE');
  t.same([raised.header('Session-Expires'), raised.header('Min-SE')], ['3600;refresher=uac', '3600']);
  b.reply(raised, 405);
  await quiet(stage, b);
  await stage.clock.pass(0);
  const invite = await b.take('INVITE');
  t.equal(invite.body, sdp(6000));
  b.reply(invite, 200, answer(b));
  await b.take('ACK');
});

onEach(t, 'one offer at a time: a refresh waits for the offer that is under way', async (t, stage) => {
  const { b, leg } = await calleeWith(stage, ['Session-Expires: 1800;refresher=uac']);
  let asked = 0;
  leg.onRefreshDue(() => {
    asked += 1;
    return offerAgain(leg);
  });
  const offering = leg.reoffer(sdp(6002));
  const reinvite = await b.take('INVITE');
  await stage.clock.pass(HALF);
  t.equal(asked, 0);
  b.reply(reinvite, 488);
  await t.rejects(offering, { status: 488 } as unknown as Error);
  await b.take('ACK');
  await stage.clock.pass(4_000);
  const refresh = await b.take('INVITE');
  t.equal(refresh.body, sdp(6000));
  b.reply(refresh, 200, answer(b));
  await b.take('ACK');
});

/** A caller's leg whose INVITE had those headers, and our 200. */
async function timed(
  stage: SignalingStage,
  headers: readonly string[],
): Promise<{ a: SipPuppet; caller: PuppetLeg; ok: PuppetMessage; leg: Leg }> {
  const { a, caller, call } = await stage.called({ headers, body: sdp(4000) });
  const answering = call.answer(sdp(6000));
  const ok = await a.take('200 INVITE');
  caller.ack(ok);
  return { a, caller, ok, leg: await answering };
}

/** A callee's leg whose 2xx had those headers. */
async function calleeWith(
  stage: SignalingStage,
  headers: readonly string[],
  more: { credentials?: typeof credentials } = {},
): Promise<{ b: SipPuppet; leg: Leg }> {
  const { b, invite, answered } = await stage.inviting(more);
  const ok = answer(b);
  b.reply(invite, 200, { ...ok, headers: [...ok.headers, ...headers] });
  await b.take('ACK');
  return { b, leg: (await answered).leg };
}

/** What the engine does when a refresh is due. */
async function offerAgain(leg: Leg): Promise<void> {
  await leg.reoffer(sdp(6000));
}

/** Everything the puppet has sent has been processed by both ends. */
async function quiet(stage: SignalingStage, puppet: SipPuppet): Promise<void> {
  PuppetLeg.calling(puppet, stage).request('OPTIONS');
  await puppet.take('200 OPTIONS');
  await stage.clock.pass(0);
}
