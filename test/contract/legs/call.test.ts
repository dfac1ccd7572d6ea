/** An incoming call: what it shows, and what our answers put on the wire. */
import t from 'tap';
import { SignalingError } from '../../../engine/sip/signaling-error.js';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import { aborted, onEach, type SignalingStage } from '../../support/stages/signaling-kinds.js';
import type { PuppetMessage, SipPuppet } from '../../support/phones/sip-puppet.js';

onEach(t, 'it shows who calls whom with what, rings, is answered and ends', async (t, stage) => {
  const { a, caller, call } = await stage.called({
    headers: ['P-Asserted-Identity: <sip:+8613800000007@carrier>', 'Supported: timer'],
  });
  t.match(call, { dialledUser: '+8617100000009', offer: sdp(4000), maxForwards: 70 });
  t.same(call.source, { transport: 'udp', address: a.address, port: a.port });
  t.same(call.callerUsers, { asserted: ['+8613800000007'], from: ['+8613800000001'] });
  call.ring(180);
  const ringing = await a.take('180');
  call.ring(183, sdp(6000));
  t.equal((await a.take('183')).body, sdp(6000));
  const answered = call.answer(sdp(6000));
  const ok = await a.take('200 INVITE');
  t.same([ok.body, ok.tag('To')], [sdp(6000), ringing.tag('To')]);
  t.match([ok.contact, ok.header('Allow')], [stage.hostPort, /INVITE.*PRACK/]);
  caller.ack(ok);
  const leg = await answered;
  caller.request('BYE', { headers: ['Reason: Q.850;cause=31;text="x"'] });
  await a.take('200 BYE');
  t.same(await aborted(leg.ended), { by: 'peer', q850: 31 });
});

onEach(t, 'a caller that insists on it gets provisionals reliably', async (t, stage) => {
  const { a, caller, call } = await stage.called({ headers: ['Require: 100rel'] });
  call.ring(183, sdp(6000));
  const early = await a.take('183');
  t.equal(early.header('Require'), '100rel');
  const answered = call.answer(sdp(6000));
  caller.learn(early);
  caller.request('PRACK', { headers: [`RAck: ${early.header('RSeq')} 1 INVITE`] });
  await a.take('200 PRACK');
  // The PRACK has used a CSeq number; the ACK has the INVITE's.
  const ok = await a.take('200 INVITE');
  caller.puppet.send(stage, ackOf(a.hostPort, ok, `sip:${stage.hostPort}`));
  t.equal((await answered).ended.aborted, false);
});

onEach(t, 'offers in PRACK and early UPDATE are answered once the first has been', async (t, stage) => {
  const { a, caller, call } = await stage.called({ headers: ['Supported: 100rel'] });
  const offers: string[] = [];
  call.onOffer((offer) => {
    offers.push(offer);
    return offers.length === 2
      ? Promise.reject(new SignalingError('refused', 488, 'not this one'))
      : Promise.resolve(sdp(6000 + 2 * offers.length));
  });
  call.preferReliable();
  call.ring(183, sdp(6000));
  const early = await a.take('183');
  t.same([early.header('Require'), early.body], ['100rel', sdp(6000)]);
  caller.learn(early);
  caller.request('UPDATE', { body: sdp(4002) });
  t.ok((await a.take('500 UPDATE')).header('Retry-After'), 'our answer is not acknowledged yet');
  caller.request('PRACK', { headers: [`RAck: ${early.header('RSeq')} 1 INVITE`], body: sdp(4004) });
  const taken = await a.take('200 PRACK');
  t.same([taken.body, taken.header('Content-Type')], [sdp(6002), 'application/sdp']);
  caller.request('UPDATE', { body: sdp(4006) });
  await a.take('488 UPDATE');
  caller.request('UPDATE', { body: sdp(4008) });
  const updated = await a.take('200 UPDATE');
  t.same([updated.body, updated.header('Content-Type')], [sdp(6006), 'application/sdp']);
  t.match(updated.contact, stage.hostPort);
  caller.request('UPDATE');
  t.equal((await a.take('200 UPDATE')).body, '');
  caller.request('UPDATE', { headers: ['Content-Type: application/isup'], body: 'x' });
  t.ok((await a.take('415 UPDATE')).header('Accept'));
  call.ring(180, sdp(6006));
  const ringing = await a.take('180');
  t.same([ringing.header('Require'), ringing.body], ['100rel', ''], 'no second SDP of ours');
  caller.request('PRACK', { headers: [`RAck: ${ringing.header('RSeq')} 1 INVITE`] });
  t.equal((await a.take('200 PRACK')).body, '');
  t.same(offers, [sdp(4004), sdp(4006), sdp(4008)]);
  const answered = call.answer(sdp(6006));
  const ok = await a.take('200 INVITE');
  caller.puppet.send(stage, ackOf(a.hostPort, ok, `sip:${stage.hostPort}`));
  const leg = await answered;
  leg.onOffer(() => Promise.resolve(sdp(6010)));
  caller.request('UPDATE', { body: sdp(4010) });
  t.equal((await a.take('200 UPDATE')).body, sdp(6010), 'now the leg is asked');
});

onEach(
  t,
  'an offer in the PRACK of the last provisional before the answer is the leg’s',
  async (t, stage) => {
    const { a, caller, call } = await stage.called({ headers: ['Require: 100rel'] });
    call.ring(183, sdp(6000));
    const early = await a.take('183');
    const answered = call.answer(sdp(6000)); // it waits for the PRACK
    caller.learn(early);
    caller.request('PRACK', { headers: [`RAck: ${early.header('RSeq')} 1 INVITE`], body: sdp(4002) });
    const ok = await a.take('200 INVITE');
    caller.puppet.send(stage, ackOf(a.hostPort, ok, `sip:${stage.hostPort}`));
    (await answered).onOffer((offer) => Promise.resolve(offer.replace('4002', '6002')));
    t.equal((await a.take('200 PRACK')).body, sdp(6002));
  },
);

onEach(t, 'other requests before the answer do not end the early dialog', async (_t, stage) => {
  const { a, caller, call } = await stage.called();
  call.ring(180);
  caller.learn(await a.take('180'));
  for (const [method, status] of [
    ['OPTIONS', '200'],
    ['INFO', '500'],
    ['MESSAGE', '405'],
    ['NOTIFY', '405'],
  ] as const) {
    caller.request(method);
    await a.take(`${status} ${method}`);
  }
  call.reject(486);
  await a.take('486 INVITE');
});

onEach(t, 'a caller that cancels cannot be answered any more', async (t, stage) => {
  const { a, caller, call } = await stage.called();
  call.ring(180);
  await a.take('180');
  caller.cancel();
  await a.take('200 CANCEL');
  caller.ackFailure(await a.take('487 INVITE'));
  t.match(await aborted(call.cancelled), { code: 'gone' });
  await t.rejects(call.answer(sdp(6000)), { code: 'gone' } as unknown as Error);
  call.ring(180);
  call.reject(486);
  t.same(await silence(stage, a), []);
});

onEach(t, 'a caller that hangs up before the answer gets 200 and 487', async (t, stage) => {
  const { a, caller, call } = await stage.called();
  call.ring(180);
  caller.learn(await a.take('180'));
  caller.request('BYE');
  await a.take('200 BYE');
  await a.take('487 INVITE');
  await t.rejects(call.answer(sdp(6000)), { code: 'gone' } as unknown as Error);
});

onEach(t, 'an answer never acknowledged is given up, with BYE', async (t, stage) => {
  const { a, call } = await stage.called();
  const answered = call.answer(sdp(6000));
  const ok = await a.take('200 INVITE');
  await a.takeRepeats(ok, 3);
  await t.rejects(answered, { code: 'timeout' } as unknown as Error);
  t.match((await a.take('BYE')).header('Reason'), 'ACK timeout');
});

onEach(t, 'a caller that hangs up in place of its ACK is gone', async (t, stage) => {
  const { a, caller, call } = await stage.called();
  const answered = call.answer(sdp(6000));
  caller.learn(await a.take('200 INVITE'));
  caller.request('BYE');
  await t.rejects(answered, { code: 'gone' } as unknown as Error);
  await a.take('200 BYE');
});

onEach(t, 'a late offer: the answer of the ACK is the leg’s', async (t, stage) => {
  const { a, caller, call } = await stage.called({ body: '' });
  t.equal(call.offer, undefined);
  const answered = call.answer(sdp(6000));
  caller.ack(await a.take('200 INVITE'), sdp(4000));
  t.equal((await answered).lateAnswer, sdp(4000));
});

onEach(t, 'a refusal carries cause, warning and when to try again', async (t, stage) => {
  const { a, caller, call } = await stage.called();
  const warning = { code: 305, text: 'no codec "in" common' };
  call.reject(488, { q850: 88, warning, retryAfterSeconds: 7 });
  call.reject(486);
  const refusal = await a.take('488');
  caller.ackFailure(refusal);
  t.same(
    ['Reason', 'Warning', 'Retry-After'].map((name) => refusal.header(name)),
    ['Q.850;cause=88', '305 callveil "no codec  in  common"', '7'],
  );
});

onEach(t, 'an UPDATE before the answer: a refresh is granted, an offer has to wait', async (t, stage) => {
  const { a, caller, call } = await stage.called();
  call.ring(180);
  caller.learn(await a.take('180'));
  caller.request('UPDATE');
  await a.take('200 UPDATE');
  caller.request('UPDATE', { body: sdp(4002) });
  t.ok((await a.take('500 UPDATE')).header('Retry-After'));
});

onEach(t, 'what cannot be taken is refused where it came in', async (t, stage) => {
  const cases = [
    { headers: ['Content-Type: application/isup'], body: 'hello', status: '415', tells: 'Accept' },
    { headers: ['Require: 100rel, replaces'], body: sdp(4000), status: '420', tells: 'Unsupported' },
  ];
  for (const { headers, body, status, tells } of cases) {
    const { a, caller } = await newCaller(stage);
    caller.request('INVITE', { headers, body });
    const refusal = await a.take(status);
    caller.ackFailure(refusal);
    t.ok(refusal.header(tells), status);
  }
  const { a, caller } = await newCaller(stage);
  caller.request('OPTIONS');
  t.match((await a.take('200 OPTIONS')).header('Allow'), 'INVITE');
  stage.healthy = false;
  caller.request('OPTIONS');
  t.ok((await a.take('503 OPTIONS')).header('Retry-After'));
  caller.request('REFER', { headers: ['Refer-To: <sip:+8613800000001@h>'] });
  t.match((await a.take('405 REFER')).header('Allow'), 'INVITE');
  caller.request('BYE');
  await a.take('481 BYE');
  t.equal(stage.untaken, 0);
});

onEach(t, 'SDP is taken out of a multipart body, and nothing else of it', async (t, stage) => {
  const body = [
    '--b1',
    'Content-Type: application/isup',
    '',
    '13800000001',
    '--b1',
    'Content-Type: application/sdp',
    '',
    sdp(4000).trimEnd(),
    '--b1--',
    '',
  ].join('\r\n');
  const { call } = await stage.called({ headers: ['Content-Type: multipart/mixed;boundary=b1'], body });
  t.equal(call.offer, sdp(4000));
});

onEach(t, 'draining refuses new calls and keeps those in work', async (t, stage) => {
  const { a, caller, call } = await stage.called();
  stage.signaling.drain();
  const late = await newCaller(stage);
  late.caller.request('INVITE', { body: sdp(4000) });
  const refusal = await late.a.take('503');
  t.equal(refusal.header('Retry-After'), '5');
  late.caller.ackFailure(refusal);
  late.caller.request('OPTIONS');
  await late.a.take('503 OPTIONS');
  call.reject(486, { q850: 17 });
  const busy = await a.take('486');
  caller.ackFailure(busy);
  t.equal(busy.header('Reason'), 'Q.850;cause=17');
});

for (const [how, headers] of [
  [
    'on one line',
    ['P-Asserted-Identity: "Li, Lei" <sip:alice@ims.example>, <tel:+8613800000021;cpc=ordinary>'],
  ],
  ['folded', ['P-Asserted-Identity: <sip:alice@ims.example>,\n <tel:+8613800000021>']],
  [
    'on two lines',
    ['P-Asserted-Identity: <sip:alice@ims.example>', 'P-Asserted-Identity: <tel:+8613800000021>'],
  ],
] as const) {
  onEach(t, `both identities of a caller are shown, ${how}`, async (t, stage) => {
    const { call } = await stage.called({ headers });
    t.same(call.callerUsers.asserted, ['alice', '+8613800000021']);
    call.reject(486);
  });
}

onEach(t, 'messages and registrations come in and are answered', async (t, stage) => {
  const { a, caller } = await newCaller(stage);
  caller.request('MESSAGE', { headers: ['Content-Type: text/plain;charset=utf-8'], body: '您好' });
  await a.take('202 MESSAGE');
  t.match(stage.messages[0], { dialledUser: '+8617100000009', text: '您好\r\n' });
  t.equal(stage.messages[0]?.callerUsers.from[0], '+8613800000001');
  caller.request('REGISTER', { headers: ['Contact: <sip:two@192.0.2.8>;expires=30', 'Expires: 90'] });
  t.match((await a.take('200 REGISTER')).header('Contact'), '<sip:phone@192.0.2.7>;expires=60');
  const [register] = stage.registers;
  t.match(register, { user: '+8617100000009', expiresSeconds: 90, removesAll: false });
  t.same(
    register?.contacts.map(({ expiresSeconds }) => expiresSeconds),
    [undefined, 30],
    'two lines of Contact',
  );
});

async function newCaller(stage: SignalingStage): Promise<{ a: SipPuppet; caller: PuppetLeg }> {
  const a = await stage.puppet();
  return { a, caller: PuppetLeg.calling(a, stage, '+8617100000009', '+8613800000001') };
}

/** What a puppet has received when the server has answered another request of it. */
async function silence(stage: SignalingStage, a: SipPuppet): Promise<string[]> {
  PuppetLeg.calling(a, stage).request('OPTIONS');
  await a.take('200 OPTIONS');
  return a.untaken;
}

/** The ACK of a 2xx whose INVITE was the first request of its leg. */
function ackOf(hostPort: string, ok: PuppetMessage, target: string): string {
  return [
    `ACK ${target} SIP/2.0`,
    `Via: SIP/2.0/UDP ${hostPort};branch=z9hG4bK-ack-${ok.header('Call-ID')}`,
    'Max-Forwards: 70',
    `From: ${ok.header('From')}`,
    `To: ${ok.header('To')}`,
    `Call-ID: ${ok.header('Call-ID')}`,
    'CSeq: 1 ACK',
    '',
    '',
  ].join('\n');
}
