/** An INVITE to a callee: what it shows, and that it ends in exactly one way, whichever messages cross. */
import { createHash } from 'node:crypto';
import t from 'tap';
import { EndController } from '../../../engine/end-signal.js';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import type { InviteRequest } from '../../../engine/sip/signaling.js';
import { answer, onEach } from '../../support/stages/signaling-kinds.js';
import type { PuppetMessage, SipPuppet } from '../../support/phones/sip-puppet.js';

onEach(t, 'it shows the privacy number, with our address and nothing else of ours', async (t, stage) => {
  const hop = await stage.puppet();
  const answered = stage.signaling.invite(
    stage.request(hop, {
      uri: 'sip:+8613900000002@192.0.2.9;user=phone',
      nextHop: `sip:${hop.hostPort}`,
      headers: { 'X-Trunk': 'a', From: 'ignored' },
    }),
    new EndController(),
  );
  const invite = await hop.take('INVITE');
  t.equal(invite.startLine, 'INVITE sip:+8613900000002@192.0.2.9;user=phone SIP/2.0');
  t.match(invite.header('From'), `<sip:+8617100000009@${stage.hostPort}>;tag=`);
  t.equal(invite.header('To'), '<sip:+8613900000002@192.0.2.9;user=phone>');
  t.equal(invite.header('P-Asserted-Identity'), `<sip:+8617100000009@${stage.hostPort}>`);
  t.same([invite.header('Max-Forwards'), invite.header('X-Trunk')], ['69', 'a']);
  t.match(invite.contact, stage.hostPort);
  t.equal(invite.body, sdp(6000));
  hop.reply(invite, 200, answer(hop));
  t.match((await hop.take('ACK')).startLine, `sip:bob@${hop.hostPort}`);
  t.equal((await answered).sdp, sdp(5000));
});

onEach(t, 'provisionals are told, a reliable one is acknowledged once', async (t, stage) => {
  const told: unknown[] = [];
  const { b, invite, answered } = await stage.inviting({ onProvisional: (...what) => told.push(what) });
  b.reply(invite, 180);
  const reliable = { ...answer(b), headers: [...answer(b).headers, 'Require: 100rel', 'RSeq: 7'] };
  b.reply(invite, 183, reliable);
  const prack = await b.take('PRACK');
  t.match(prack.header('RAck'), `7 ${invite.header('CSeq')}`);
  b.reply(prack, 200);
  b.reply(invite, 183, reliable);
  // An answer without SDP uses the early one (RFC 3261 13.2.1).
  b.reply(invite, 200, { headers: [`Contact: <sip:bob@${b.hostPort}>`] });
  t.equal((await answered).sdp, sdp(5000));
  await b.take('ACK');
  t.same(b.untaken, [], 'one PRACK');
  t.same(told, [
    [180, undefined],
    [183, sdp(5000)],
  ]);
});

onEach(t, 'reliable provisionals are acknowledged in order; others are not', async (t, stage) => {
  const told: number[] = [];
  const { b, invite, answered } = await stage.inviting({
    reliable: 'supported',
    onProvisional: (status) => told.push(status),
  });
  t.match(invite.header('Supported'), /\b100rel\b/);
  t.equal(invite.header('Require'), '');
  const reliably = (rseq: number): { headers: string[] } => ({
    headers: [`Contact: <sip:bob@${b.hostPort}>`, 'Require: 100rel', `RSeq: ${rseq}`],
  });
  b.reply(invite, 183, reliably(1000));
  b.reply(invite, 181, reliably(1002)); // out of order: it comes again
  b.reply(invite, 180, reliably(1001));
  for (const rseq of [1000, 1001]) {
    const prack = await b.take('PRACK');
    t.equal(prack.header('RAck'), `${rseq} ${invite.header('CSeq')}`);
    b.reply(prack, 200);
  }
  b.reply(invite, 183, reliably(1000)); // a PRACK that was lost
  b.reply(invite, 181, reliably(1002));
  const last = await b.take('PRACK');
  t.match(last.header('RAck'), /^1002 /);
  b.reply(last, 200);
  b.reply(invite, 182, { headers: ['RSeq: 1003'] });
  b.reply(invite, 200, answer(b));
  await b.take('ACK');
  await answered;
  t.same(b.untaken, [], 'an RSeq alone asks for nothing');
  t.same(told, [183, 180, 181, 182]);
});

onEach(
  t,
  'a callee that requires reliable provisionals gets them, one that lacks them none',
  async (t, stage) => {
    const again = async (
      more: Partial<InviteRequest>,
      status: number,
      header: string,
    ): Promise<PuppetMessage> => {
      const { b, invite, answered } = await stage.inviting(more);
      b.reply(invite, status, { headers: [header] });
      await b.take('ACK');
      const next = await b.take('INVITE');
      t.same(
        [next.header('Call-ID'), next.header('From')],
        [invite.header('Call-ID'), invite.header('From')],
      );
      t.equal(parseInt(next.header('CSeq')), parseInt(invite.header('CSeq')) + 1);
      t.equal(next.body, invite.body);
      b.reply(next, status, { headers: [header], tag: 'again' });
      await t.rejects(answered, { code: 'refused', status } as unknown as Error, 'once');
      return next;
    };
    const required = await again({}, 421, 'Require: 100rel');
    t.match([required.header('Require'), required.header('Supported')], ['100rel', /\b100rel\b/]);
    const without = await again({ reliable: 'required' }, 420, 'Unsupported: 100rel');
    t.same([without.header('Require'), /100rel/.test(without.header('Supported'))], ['', false]);
    for (const [status, header] of [
      [421, 'Require: precondition'],
      [421, 'Require: 100rel, precondition'],
      [420, 'Unsupported: 100rel'],
    ] as const) {
      const { b, invite, answered } = await stage.inviting();
      b.reply(invite, status, { headers: [header] });
      await t.rejects(answered, { code: 'refused', status } as unknown as Error, header);
      await b.take('ACK');
      t.same(b.untaken, []);
    }
  },
);

onEach(t, 'an offer of the callee in a reliable provisional is answered in the PRACK', async (t, stage) => {
  const offers: string[] = [];
  const { b, invite, answered } = await stage.inviting({
    offer: undefined,
    onOffer: (offer) => Promise.resolve(sdp(6000 + offers.push(offer))),
  });
  const reliable = { ...answer(b), headers: [...answer(b).headers, 'Require: 100rel', 'RSeq: 1'] };
  b.reply(invite, 183, reliable);
  const prack = await b.take('PRACK');
  t.same([prack.body, prack.header('Content-Type')], [sdp(6001), 'application/sdp']);
  b.reply(prack, 200);
  const callee = PuppetLeg.answering(b, invite);
  callee.request('UPDATE', { body: sdp(5002) });
  t.equal((await b.take('200 UPDATE')).body, sdp(6002));
  b.reply(invite, 200, { headers: [`Contact: <sip:bob@${b.hostPort}>`] });
  t.equal((await b.take('ACK')).body, '');
  const { sdp: last, acknowledge } = await answered;
  t.same([last, acknowledge], [sdp(5000), undefined]);
  t.same(offers, [sdp(5000), sdp(5002)]);
});

onEach(
  t,
  'an offer of the callee in a reliable provisional that cannot be used ends the INVITE',
  async (t, stage) => {
    const onOffer = (): Promise<string> => Promise.reject(new Error('no'));
    const { b, invite, answered } = await stage.inviting({ offer: undefined, onOffer });
    b.reply(invite, 183, { ...answer(b), headers: [...answer(b).headers, 'Require: 100rel', 'RSeq: 1'] });
    b.reply(await b.take('CANCEL'), 200);
    await t.rejects(answered, { code: 'refused', status: 488 } as unknown as Error);
    b.reply(invite, 487);
    await b.take('ACK');
  },
);

onEach(t, 'an UPDATE of the callee with an offer is answered once ours has been', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting({ onOffer: () => Promise.resolve(sdp(6002)) });
  b.reply(invite, 183, { ...answer(b), headers: [...answer(b).headers, 'Require: 100rel', 'RSeq: 9'] });
  const prack = await b.take('PRACK');
  t.equal(prack.body, '');
  b.reply(prack, 200);
  const callee = PuppetLeg.answering(b, invite);
  callee.request('UPDATE', { body: sdp(5002) });
  const updated = await b.take('200 UPDATE');
  t.same([updated.body, updated.header('Content-Type')], [sdp(6002), 'application/sdp']);
  callee.request('OPTIONS');
  await b.take('200 OPTIONS');
  b.reply(invite, 200, answer(b));
  await b.take('ACK');
  t.equal((await answered).sdp, sdp(5000));
});

onEach(t, 'a redirection is followed within the trunk’s own hosts, and nowhere else', async (t, stage) => {
  const second = await stage.puppet();
  const third = await stage.puppet();
  const redirects = ['127.0.0.0/8'];
  const { b, invite, answered } = await stage.inviting({ redirects });
  b.reply(invite, 302, {
    headers: [
      'Contact: <sip:+8613900000099@192.0.2.66>;q=1.0, <tel:+8613900000098>;q=1',
      `Contact: <sip:+8613900000002@${third.hostPort};maddr=192.0.2.66>`,
      `Contact: "Last, B" <sip:+8613900000002@${third.hostPort}>;q=0.1`,
      `Contact: <sip:+8613900000002@${second.hostPort};user=phone?X-Evil=1>;q=0.7;expires=60`,
      `Contact: <sip:+8613900000003@${second.hostPort}>;expires=0`,
      `Contact: <sip:+8613900000002@${b.hostPort}>;q=0.9`,
    ],
  });
  await b.take('ACK');
  const redirected = await second.take('INVITE');
  t.equal(redirected.startLine, `INVITE sip:+8613900000002@${second.hostPort} SIP/2.0`);
  t.equal(redirected.header('Call-ID'), invite.header('Call-ID'));
  t.equal(redirected.header('From'), invite.header('From'));
  t.equal(redirected.body, sdp(6000));
  second.reply(redirected, 302, { headers: [`Contact: <sip:+8613900000002@${b.hostPort}>`], tag: 'x2' });
  await second.take('ACK');
  const last = await third.take('INVITE');
  third.reply(last, 180, { tag: 'x3' });
  third.reply(last, 200, { ...answer(third), tag: 'x3' });
  await third.take('ACK');
  t.equal((await answered).sdp, sdp(5000));
  t.same([b.untaken, second.untaken], [[], []], 'a target that was tried is not tried again');
});

onEach(t, 'a redirection that is not to be followed, or leads in circles, is a refusal', async (t, stage) => {
  const moved = async (more: Partial<InviteRequest>, contact: (b: SipPuppet) => string): Promise<void> => {
    const { b, invite, answered } = await stage.inviting(more);
    b.reply(invite, 302, { headers: [`Contact: ${contact(b)}`] });
    await t.rejects(answered, { code: 'refused', status: 302 } as unknown as Error);
    await b.take('ACK');
    t.same(b.untaken, []);
  };
  const elsewhere = (b: SipPuppet): string => `<sip:+8613900000003@${b.hostPort}>`;
  await moved({}, elsewhere);
  await moved({ redirects: ['192.0.2.0/24', 'sbc.example'] }, elsewhere);
  await moved({ redirects: ['127.0.0.1'] }, (b) => `<sip:+8613900000002@${b.hostPort};transport=udp>`);
  await moved({ redirects: ['127.0.0.1'] }, (b) => `<sips:+8613900000003@${b.hostPort}>`);
  const { b, invite, answered } = await stage.inviting({ redirects: ['127.0.0.1'] });
  let next = invite;
  for (let round = 0; round <= 5; round += 1) {
    b.reply(next, 302, { headers: [`Contact: <sip:+861390000010${round}@${b.hostPort}>`], tag: `r${round}` });
    await b.take('ACK');
    if (round < 5) next = await b.take('INVITE');
  }
  await t.rejects(answered, { code: 'refused', status: 302 } as unknown as Error, 'five are enough');
  t.same(b.untaken, []);
});

onEach(t, 'a refusal carries its status and Q.850 cause', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting();
  b.reply(invite, 486, { headers: ['Reason: SIP;cause=486', 'Reason: Q.850;cause=17;text="busy"'] });
  await t.rejects(answered, { code: 'refused', status: 486, q850: 17, message: /486/ } as unknown as Error);
  await b.take('ACK');
});

onEach(t, 'given up before anybody has answered: CANCEL as soon as one may be sent', async (t, stage) => {
  const stop = new EndController();
  const { b, invite, answered } = await stage.inviting({}, stop);
  stop.abort();
  await t.rejects(answered, { code: 'gone' } as unknown as Error);
  b.reply(invite, 100);
  const cancel = await b.take('CANCEL');
  t.equal(cancel.header('Via'), invite.header('Via'));
  b.reply(cancel, 200);
  b.reply(invite, 487);
  await b.take('ACK');
  const late = stage.signaling.invite(stage.request(b), stop);
  await t.rejects(late, { code: 'gone' } as unknown as Error);
});

onEach(t, 'the callee answers although it was cancelled: ACK and BYE at once', async (t, stage) => {
  const stop = new EndController();
  const { b, invite, answered } = await stage.inviting({}, stop);
  b.reply(invite, 180);
  stop.abort();
  await t.rejects(answered, { code: 'gone' } as unknown as Error);
  const cancel = await b.take('CANCEL');
  b.reply(invite, 200, answer(b));
  b.reply(cancel, 481);
  await b.take('ACK');
  b.reply(await b.take('BYE'), 200);
});

onEach(t, 'an answer other than 200, and one without Contact, are answers too', async (t, stage) => {
  for (const [status, headers] of [
    [202, undefined],
    [200, ['Content-Type: application/sdp']],
  ] as const) {
    const { b, invite, answered } = await stage.inviting();
    b.reply(invite, status, headers === undefined ? answer(b) : { headers, body: sdp(5000) });
    const { leg } = await answered;
    await b.take('ACK');
    const over = leg.hangUp(16);
    const bye = await b.take('BYE');
    t.equal(bye.header('Reason'), 'Q.850;cause=16');
    b.reply(bye, 200);
    await over;
  }
});

onEach(t, 'an answer without any SDP is refused with BYE', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting();
  b.reply(invite, 200, { headers: [`Contact: <sip:bob@${b.hostPort}>`] });
  await b.take('ACK');
  b.reply(await b.take('BYE'), 200);
  await t.rejects(answered, { code: 'refused', status: 488 } as unknown as Error);
});

onEach(t, 'a callee that rings too long is cancelled', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting({ ringTimeoutMs: 30 });
  b.reply(invite, 180);
  await t.rejects(answered, { code: 'timeout', status: 408 } as unknown as Error);
  await b.take('CANCEL');
});

onEach(t, 'a callee that says nothing at all has refused with 408', async (t, stage) => {
  const { answered } = await stage.inviting();
  await t.rejects(answered, { code: 'refused', status: 408 } as unknown as Error);
});

onEach(t, 'a callee whose port is closed has refused with 503, without a wait', async (t, stage) => {
  const b = await stage.puppet();
  b.close();
  const refused = stage.signaling.invite(stage.request(b), new EndController());
  await t.rejects(refused, { code: 'refused', status: 503 } as unknown as Error);
});

onEach(t, 'what cannot be sent is unavailable', async (t, stage) => {
  const b = await stage.puppet();
  const signal = new EndController();
  for (const uri of [`sip:x@${b.hostPort};transport=tls`, `sip:x@${stage.hostPort}`]) {
    const refused = stage.signaling.invite(stage.request(b, { uri }), signal);
    await t.rejects(refused, { code: 'unavailable', status: 503 } as unknown as Error, uri);
  }
});

onEach(t, 'a challenge is answered with the trunk’s credentials, once', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting({ credentials: { username: 'u', password: 'p' } });
  const challenge = { headers: ['Proxy-Authenticate: Digest realm="r", nonce="n1", qop="auth", opaque="o"'] };
  b.reply(invite, 407, challenge);
  await b.take('ACK');
  const again = await b.take('INVITE');
  t.equal(again.header('Call-ID'), invite.header('Call-ID'));
  t.equal(again.header('From'), invite.header('From'));
  t.equal(parseInt(again.header('CSeq')), parseInt(invite.header('CSeq')) + 1);
  const field = (name: string): string =>
    new RegExp(`\\b${name}="?([^",]*)`).exec(again.header('Proxy-Authorization'))?.[1] ?? '';
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
  const uri = `sip:+8613900000002@${b.hostPort}`;
  const expected = `${md5('u:r:p')}:n1:${field('nc')}:${field('cnonce')}:auth:${md5(`INVITE:${uri}`)}`;
  t.same(
    [field('username'), field('uri'), field('opaque'), field('response')],
    ['u', uri, 'o', md5(expected)],
  );
  b.reply(again, 407, challenge);
  await t.rejects(answered, { code: 'refused', status: 407 } as unknown as Error);
});

onEach(t, 'a challenged call rings, is answered and ends like another', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting({ credentials: { username: 'u', password: 'p' } });
  b.reply(invite, 401, { tag: 'first', headers: ['WWW-Authenticate: Digest realm="r",nonce="n"'] });
  await b.take('ACK');
  const again = await b.take('INVITE');
  t.match(again.header('Authorization'), /^Digest username="u"/);
  b.reply(again, 180, { tag: 'second' });
  b.reply(again, 200, { ...answer(b), tag: 'second' });
  const ack = await b.take('ACK');
  t.equal(ack.header('CSeq'), again.header('CSeq').replace('INVITE', 'ACK'));
  const { leg } = await answered;
  const over = leg.hangUp(16);
  const bye = await b.take('BYE');
  t.equal(bye.tag('To'), 'second');
  b.reply(bye, 200);
  await over;
});

onEach(
  t,
  'an UPDATE of the callee before its answer: a refresh passes, an offer does not',
  async (t, stage) => {
    const { b, invite, answered } = await stage.inviting();
    b.reply(invite, 180);
    const callee = PuppetLeg.answering(b, invite);
    callee.request('UPDATE');
    await b.take('200 UPDATE');
    callee.request('UPDATE', { body: sdp(5002) });
    await b.take('491 UPDATE');
    b.reply(invite, 200, answer(b));
    await b.take('ACK');
    t.equal((await answered).sdp, sdp(5000));
  },
);

onEach(t, 'a late offer is the callee’s, and the ACK takes the answer', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting({ offer: undefined });
  t.equal(invite.body, '');
  b.reply(invite, 200, answer(b));
  const { sdp: offer, acknowledge } = await answered;
  t.equal(offer, sdp(5000));
  await acknowledge?.(sdp(6002));
  const ack = await b.take('ACK');
  t.same([ack.body, ack.header('Content-Type')], [sdp(6002), 'application/sdp']);
});

onEach(t, 'of several contacts the first to answer wins, and the others are cancelled', async (t, stage) => {
  const other = await stage.puppet();
  const told: unknown[] = [];
  const { b, invite, answered } = await stage.inviting({
    alsoRing: [{ uri: `sip:+8613900000002@${other.hostPort};x=2` }],
    onProvisional: (...what) => told.push(what),
  });
  const second = await other.take('INVITE');
  b.reply(invite, 180);
  other.reply(second, 180);
  const cancelled = b.take('CANCEL');
  other.reply(second, 200, answer(other));
  await other.take('ACK');
  t.equal((await answered).sdp, sdp(5000));
  b.reply(await cancelled, 200);
  b.reply(invite, 487);
  await b.take('ACK');
  t.same(told, [[180, undefined]]);
});

onEach(t, 'a 2xx without SDP has the early answer of its own fork, and of no other', async (t, stage) => {
  const bare = (b: SipPuppet): { headers: string[] } => ({ headers: [`Contact: <sip:bob@${b.hostPort}>`] });
  const first = await stage.inviting();
  first.b.reply(first.invite, 183, { ...answer(first.b, 5002), tag: 'f1' });
  first.b.reply(first.invite, 183, { ...answer(first.b, 5004), tag: 'f2' });
  first.b.reply(first.invite, 200, { ...bare(first.b), tag: 'f1' });
  t.equal((await first.answered).sdp, sdp(5002));
  await first.b.take('ACK');
  first.b.reply(first.invite, 200, { ...answer(first.b, 5006), tag: 'f3' });
  t.equal((await first.b.take('ACK')).tag('To'), 'f3');
  const bye = await first.b.take('BYE');
  t.equal(bye.tag('To'), 'f3', 'the second to answer is acknowledged and hung up');
  first.b.reply(bye, 200);
  const second = await stage.inviting();
  second.b.reply(second.invite, 183, { ...answer(second.b), tag: 'f1' });
  second.b.reply(second.invite, 200, { ...bare(second.b), tag: 'f2' });
  await t.rejects(second.answered, { code: 'refused', status: 488 } as unknown as Error);
  t.equal((await second.b.take('ACK')).tag('To'), 'f2');
  second.b.reply(await second.b.take('BYE'), 200);
});
