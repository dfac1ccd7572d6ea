/** Challenges inside a dialog: answered with the trunk's credentials for every method (RFC 3261 22.2, 22.3). */
import t, { type Test } from 'tap';
import { EndController } from '../../../engine/end-signal.js';
import type { Leg } from '../../../engine/sip/signaling.js';
import { digestResponse } from '../../../engine/sip/digest.js';
import { parseDigests } from '../../../engine/sip/digest-parameters.js';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import {
  aborted,
  answer,
  onEach,
  OVER_DRACHTIO,
  type SignalingStage,
} from '../../support/stages/signaling-kinds.js';
import type { PuppetMessage, SipPuppet } from '../../support/phones/sip-puppet.js';

const credentials = { username: 'u', password: 'p' };
const PROXY = 'Proxy-Authenticate: Digest realm="r", nonce="n1", qop="auth"';
const PARTY = 'WWW-Authenticate: Digest realm="r", nonce="n1", algorithm=MD5-sess, qop="auth"';

onEach(t, 'a challenged BYE is sent again, and the dialog is gone', async (t, stage) => {
  const { b, leg } = await callee(stage);
  const over = leg.hangUp(16);
  const bye = await b.take('BYE');
  t.equal(bye.header('Authorization'), '');
  b.reply(bye, 401, { headers: [PARTY] });
  const again = await b.take('BYE');
  t.equal(cseqOf(again), cseqOf(bye) + 1);
  t.equal(again.header('Reason'), 'Q.850;cause=16');
  isAuthorized(t, again, 'Authorization');
  b.reply(again, 200);
  await over;
});

onEach(t, 'a BYE challenged for ever is given up after two rounds', async (t, stage) => {
  const { b, leg } = await callee(stage);
  const over = leg.hangUp();
  for (const nonce of ['a', 'b', 'c']) {
    b.reply(await b.take('BYE'), 407, {
      headers: [`Proxy-Authenticate: Digest realm="r", nonce="${nonce}", stale=true`],
    });
  }
  await over;
  await isGone(stage, b);
  t.same(b.untaken, []);
});

onEach(t, 'a BYE that fails in any other way ends the dialog, too', async (_t, stage) => {
  for (const status of [401, 403, 500, 503]) {
    const { b, leg } = await callee(stage);
    const over = leg.hangUp();
    b.reply(await b.take('BYE'), status);
    await over;
  }
});

onEach(t, 'one proxy after the other, then the party itself: every answer stays in', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting({ credentials });
  b.reply(invite, 407, { tag: 'x', headers: [PROXY] });
  await b.take('ACK');
  const second = await b.take('INVITE');
  b.reply(second, 401, { tag: 'y', headers: [PARTY.replace('"r"', '"q"')] });
  await b.take('ACK');
  const third = await b.take('INVITE');
  t.same([cseqOf(third), third.header('Call-ID')], [cseqOf(invite) + 2, invite.header('Call-ID')]);
  isAuthorized(t, third, 'Authorization');
  const proxy = isAuthorized(t, third, 'Proxy-Authorization');
  t.equal(proxy.get('nc'), '00000002', 'the proxy’s nonce is counted');
  b.reply(third, 200, answer(b));
  const ack = await b.take('ACK');
  for (const name of ['Authorization', 'Proxy-Authorization']) {
    t.same(ack.all(name), third.all(name), 'the ACK carries the same (22.1)');
  }
  const { leg } = await answered;
  const over = leg.hangUp();
  const bye = await b.take('BYE');
  t.equal(
    isAuthorized(t, bye, 'Proxy-Authorization').get('nc'),
    '00000003',
    'and further requests carry them',
  );
  b.reply(bye, 200);
  await over;
});

onEach(t, 'two realms in one response are answered in two lines', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting({ credentials });
  b.reply(invite, 407, { headers: [PROXY, PROXY.replace('"r"', '"q"')] });
  await b.take('ACK');
  const again = await b.take('INVITE');
  t.same(
    again.all('Proxy-Authorization').map((line) => parseDigests(line)[0]?.get('realm')),
    ['r', 'q'],
  );
  b.reply(again, 486);
  await t.rejects(answered, { status: 486 } as unknown as Error);
});

onEach(t, 'a stale nonce is replaced; a wrong password is not sent twice', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting({ credentials });
  b.reply(invite, 407, { headers: [PROXY] });
  await b.take('ACK');
  b.reply(await b.take('INVITE'), 407, { headers: [`${PROXY.replace('n1', 'n2')}, stale=true`] });
  await b.take('ACK');
  const third = await b.take('INVITE');
  t.equal(isAuthorized(t, third, 'Proxy-Authorization').get('nonce'), 'n2');
  b.reply(third, 407, { headers: [PROXY.replace('n1', 'n3')] });
  await t.rejects(answered, { code: 'refused', status: 407 } as unknown as Error);
  await b.take('ACK');
  t.same(b.untaken, []);
});

onEach(t, 'a challenged re-INVITE is seen by whoever asked for it as one exchange', async (t, stage) => {
  const { b, leg } = await callee(stage);
  const offered = leg.reoffer(sdp(6002));
  const reinvite = await b.take('INVITE');
  b.reply(reinvite, 407, { headers: [PROXY] });
  await b.take('ACK');
  const again = await b.take('INVITE');
  t.same([again.body, cseqOf(again)], [sdp(6002), cseqOf(reinvite) + 1]);
  isAuthorized(t, again, 'Proxy-Authorization');
  b.reply(again, 200, answer(b, 5002));
  t.equal((await offered).sdp, sdp(5002));
  t.equal((await b.take('ACK')).header('Proxy-Authorization'), again.header('Proxy-Authorization'));
  const refused = leg.reoffer(sdp(6004));
  b.reply(await b.take('INVITE'), 488);
  await t.rejects(refused, { status: 488 } as unknown as Error);
});

onEach(t, 'a challenged digit is sent again', async (t, stage) => {
  const { b, leg } = await callee(stage);
  const sent = leg.sendDigit('5', 160);
  b.reply(await b.take('INFO'), 401, { headers: [PARTY] });
  const info = await b.take('INFO');
  t.match(info.body, 'Signal=5');
  isAuthorized(t, info, 'Authorization');
  b.reply(info, 200);
  await sent;
});

onEach(t, 'a challenged PRACK is sent again', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting({ credentials });
  const reliable = answer(b);
  b.reply(invite, 183, { ...reliable, headers: [...reliable.headers, 'Require: 100rel', 'RSeq: 7'] });
  const prack = await b.take('PRACK');
  b.reply(prack, 407, { headers: [PROXY] });
  const again = await b.take('PRACK');
  t.same([again.header('RAck'), cseqOf(again)], [prack.header('RAck'), cseqOf(prack) + 1]);
  isAuthorized(t, again, 'Proxy-Authorization');
  b.reply(again, 200);
  b.reply(invite, 200, answer(b));
  await b.take('ACK');
  await answered;
});

onEach(t, 'cancelled while it is challenged: it stays cancelled', async (t, stage) => {
  const stop = new EndController();
  const { b, invite, answered } = await stage.inviting({ credentials }, stop);
  b.reply(invite, 180);
  stop.abort();
  const cancel = await b.take('CANCEL');
  t.equal(cancel.header('Proxy-Authorization'), '');
  b.reply(invite, 407, { headers: [PROXY] });
  await b.take('ACK');
  b.reply(cancel, 200);
  await t.rejects(answered, { code: 'gone' } as unknown as Error);
  await isGone(stage, b);
  t.same(b.untaken, []);
});

onEach(
  t,
  'a BYE for the server’s reasons is sent again, except where a drachtio server sends it',
  async (t, stage, kind) => {
    const stop = new EndController();
    const { b, invite, answered } = await stage.inviting({ credentials }, stop);
    b.reply(invite, 180);
    stop.abort();
    await b.take('CANCEL');
    b.reply(invite, 200, answer(b));
    await b.take('ACK');
    const bye = await b.take('BYE');
    t.match(bye.header('Reason'), 'race condition');
    b407(b, bye);
    if (kind !== OVER_DRACHTIO) {
      const again = await b.take('BYE');
      isAuthorized(t, again, 'Proxy-Authorization');
      b.reply(again, 200);
    }
    await t.rejects(answered, { code: 'gone' } as unknown as Error);
    await isGone(stage, b);
    t.same(b.untaken, []);
  },
);

onEach(t, 'the caller’s side may challenge as well, with its own trunk’s credentials', async (t, stage) => {
  const { a, caller, call } = await stage.called();
  const answering = call.answer(sdp(6000), { credentials });
  caller.ack(await a.take('200 INVITE'));
  const leg = await answering;
  const over = leg.hangUp();
  b407(a, await a.take('BYE'));
  const bye = await a.take('BYE');
  isAuthorized(t, bye, 'Proxy-Authorization');
  a.reply(bye, 200);
  await over;
});

onEach(t, 'without credentials the challenge is the outcome', async (t, stage) => {
  const { a, leg } = await stage.caller();
  const refused = leg.reoffer(sdp(6002));
  b407(a, await a.take('INVITE'));
  await t.rejects(refused, { code: 'refused', status: 407 } as unknown as Error);
  const over = leg.hangUp();
  b407(a, await a.take('BYE'));
  t.equal(await over, 407, 'what the BYE was refused with, for the log');
  t.match(await aborted(leg.ended), { by: 'us' });
  t.same(a.untaken, ['ACK']);
});

/** A callee's leg on a trunk with credentials, not challenged so far. */
async function callee(stage: SignalingStage): Promise<{ b: SipPuppet; leg: Leg }> {
  const { b, invite, answered } = await stage.inviting({ credentials });
  b.reply(invite, 200, answer(b));
  await b.take('ACK');
  return { b, leg: (await answered).leg };
}

function b407(puppet: SipPuppet, request: PuppetMessage): void {
  puppet.reply(request, 407, { headers: [PROXY] });
}

/** Everything sent before has been processed. */
async function isGone(stage: SignalingStage, puppet: SipPuppet): Promise<void> {
  PuppetLeg.calling(puppet, stage).request('OPTIONS');
  await puppet.take('200 OPTIONS');
}

function cseqOf(message: PuppetMessage): number {
  return parseInt(message.header('CSeq'));
}

/** The credentials of the first line of that name, which must be right for this request. */
function isAuthorized(t: Test, message: PuppetMessage, name: string): Map<string, string> {
  const fields = new Map(parseDigests(message.header(name))[0]);
  t.equal(fields.get('uri'), message.startLine.split(' ')[1]);
  t.equal(fields.get('response'), digestResponse(message.kind, fields, 'p'), `${message.kind} ${name}`);
  return fields;
}
