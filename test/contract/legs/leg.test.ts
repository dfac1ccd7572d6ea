/** An established leg: offers of either side, digits, endings. */
import t from 'tap';
import { EndController, type EndSignal } from '../../../engine/end-signal.js';
import { SignalingError } from '../../../engine/sip/signaling-error.js';
import { settled } from '../../support/fakes/fake-clock.js';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import { aborted, answer, onEach } from '../../support/stages/signaling-kinds.js';

onEach(t, 'an offer of the peer is answered by the handler, in re-INVITE and UPDATE', async (t, stage) => {
  const { a, caller, leg } = await stage.caller();
  leg.onOffer((offer) => Promise.resolve(offer.replace('4002', '6002')));
  caller.request('INVITE', { body: sdp(4002) });
  const ok = await a.take('200 INVITE');
  t.equal(ok.body, sdp(6002));
  caller.ack(ok);
  caller.request('UPDATE', { body: sdp(4002) });
  t.equal((await a.take('200 UPDATE')).body, sdp(6002));
  caller.request('UPDATE');
  t.match((await a.take('200 UPDATE')).header('Allow'), 'UPDATE', 'a refresh is granted');
});

onEach(t, 'an offer that cannot be passed is refused with the other side’s status', async (_t, stage) => {
  const { a, caller, leg } = await stage.caller();
  leg.onOffer(() => Promise.reject(new SignalingError('refused', 491, 'glare')));
  caller.request('INVITE', { body: sdp(4002) });
  caller.ackFailure(await a.take('491 INVITE'));
  leg.onOffer(() => Promise.reject(new Error('anything')));
  caller.request('INVITE', { body: sdp(4002) });
  caller.ackFailure(await a.take('488 INVITE'));
});

onEach(t, 'an offer right behind the refusal of ours meets none', async (t, stage) => {
  const { a, caller, leg } = await stage.caller();
  leg.onOffer(() => Promise.resolve(sdp(6002)));
  const ours = leg.reoffer(sdp(6004));
  const reinvite = await a.take('INVITE');
  a.reply(reinvite, 488);
  caller.request('INVITE', { body: sdp(4002) });
  await t.rejects(ours, { status: 488 } as unknown as Error);
  const answer = await a.take(/^(200|491) INVITE$/);
  t.equal(answer.kind, '200');
  caller.ack(answer);
});

onEach(t, 'an offer that its peer takes back is called off', async (t, stage) => {
  const { a, caller, leg } = await stage.caller();
  const offered = new Promise<EndSignal>((resolve) =>
    leg.onOffer((_offer, signal) => {
      resolve(signal);
      return aborted(signal).then(() => Promise.reject(new SignalingError('gone', 487, 'taken back')));
    }),
  );
  caller.request('INVITE', { body: sdp(4002) });
  const signal = await offered;
  caller.cancel();
  await a.take('200 CANCEL');
  caller.ackFailure(await a.take('487 INVITE'));
  await aborted(signal);
  t.equal(leg.ended.aborted, false);
});

onEach(t, 'a re-INVITE without SDP is given an offer, and its ACK brings the answer', async (t, stage) => {
  const { a, caller, leg } = await stage.caller();
  const accepted = new Promise<string>((resolve) =>
    leg.onOfferWanted(() =>
      Promise.resolve({ offer: sdp(6004), accept: (sdp) => Promise.resolve(resolve(sdp ?? 'none')) }),
    ),
  );
  caller.request('INVITE');
  const ok = await a.take('200 INVITE');
  t.equal(ok.body, sdp(6004));
  caller.ack(ok, sdp(4004));
  t.equal(await accepted, sdp(4004));
});

onEach(
  t,
  'what either offers right behind an ACK waits until the answer in that is taken',
  async (t, stage) => {
    const { a, caller, leg } = await stage.caller();
    const log: string[] = [];
    const takings: (() => void)[] = [];
    leg.onOfferWanted(() =>
      Promise.resolve({
        offer: sdp(6004),
        accept: () =>
          new Promise((done) => {
            takings.push(() => done(void log.push('taken')));
            wake();
          }),
      }),
    );
    leg.onOffer(() => {
      log.push('offered');
      return Promise.resolve(sdp(6006));
    });
    let wake: () => void = () => undefined;
    const answerBeingTaken = async (): Promise<() => void> => {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      caller.request('INVITE');
      await a.take('100 INVITE');
      caller.ack(await a.take('200 INVITE'), sdp(4004));
      await woken;
      return takings.shift() ?? t.fail.bind(t, 'no answer came');
    };
    const take = await answerBeingTaken();
    caller.request('INVITE', { body: sdp(4006) });
    await a.take('100 INVITE');
    take();
    caller.ack(await a.take('200 INVITE'));
    t.same(log, ['taken', 'offered']);
    const takeAgain = await answerBeingTaken();
    const ours = leg.reoffer(sdp(6008));
    takeAgain();
    a.reply(await a.take('INVITE'), 200, answer(a, 4008));
    t.equal((await ours).sdp, sdp(4008));
  },
);

onEach(t, 'our re-INVITE is rejected, and the next one still goes out', async (t, stage) => {
  const { a, leg } = await stage.caller();
  const first = leg.reoffer(sdp(6002));
  a.reply(await a.take('INVITE'), 488);
  await t.rejects(first, { code: 'refused', status: 488 } as unknown as Error);
  const second = leg.reoffer(sdp(6002));
  a.reply(await a.take('INVITE'), 200, answer(a, 4002));
  t.equal((await second).sdp, sdp(4002));
  await a.take('ACK');
});

onEach(t, 'our re-INVITE without an offer brings theirs, and the ACK takes the answer', async (t, stage) => {
  const { b, invite, answered } = await stage.inviting();
  b.reply(invite, 200, answer(b));
  await b.take('ACK');
  const { leg } = await answered;
  const asked = leg.reoffer(undefined);
  const again = await b.take('INVITE');
  t.same([again.body, again.tag('To')], ['', 'puppet']);
  b.reply(again, 200, answer(b, 5006));
  const { sdp: offer, acknowledge } = await asked;
  t.equal(offer, sdp(5006));
  await acknowledge?.(sdp(6006));
  t.equal((await b.take('ACK')).body, sdp(6006));
});

onEach(t, 'glare: one offer at a time, whoever makes it', async (t, stage) => {
  const { a, caller, leg } = await stage.caller();
  const ours = leg.reoffer(sdp(6002));
  const reinvite = await a.take('INVITE');
  caller.request('INVITE', { body: sdp(4002) });
  caller.ackFailure(await a.take('491 INVITE'));
  a.reply(reinvite, 491);
  await t.rejects(ours, { code: 'refused', status: 491 } as unknown as Error);
  let give: (sdp: string) => void = () => undefined;
  const offered = new Promise<void>((resolve) =>
    leg.onOffer(() => {
      resolve();
      return new Promise((answer) => (give = answer));
    }),
  );
  caller.request('INVITE', { body: sdp(4002) });
  await offered;
  await t.rejects(leg.reoffer(sdp(6002)), { status: 491 } as unknown as Error);
  caller.request('UPDATE', { body: sdp(4002) });
  t.ok((await a.take('500 UPDATE')).header('Retry-After'));
  give(sdp(6002));
  t.equal((await a.take('200 INVITE')).body, sdp(6002));
});

onEach(t, 'a peer that no longer has the dialog ends the leg', async (t, stage) => {
  const { a, leg } = await stage.caller();
  const ours = leg.reoffer(sdp(6002));
  a.reply(await a.take('INVITE'), 481);
  await t.rejects(ours, { code: 'gone' } as unknown as Error);
  t.same(await aborted(leg.ended), { by: 'timer', q850: undefined });
  a.reply(await a.take('BYE'), 481);
});

onEach(t, 'digits come and go by INFO; other INFO is refused', async (t, stage) => {
  const { a, caller, leg } = await stage.caller();
  const digits: unknown[] = [];
  const info = (type: string, body: string): void =>
    caller.request('INFO', { headers: [`Content-Type: ${type}`], body });
  info('application/dtmf', '5');
  caller.request('OPTIONS');
  await a.take('200 OPTIONS');
  t.same(a.untaken, [], 'it waits until somebody listens');
  leg.onDigit((...digit) => void digits.push(digit));
  await a.take('200 INFO');
  info('application/dtmf-relay', 'Signal=10\r\nDuration=250\r\n');
  await a.take('200 INFO');
  info('application/media_control+xml', 'x');
  await a.take('415 INFO');
  const sent = leg.sendDigit('7', 200);
  const request = await a.take('INFO');
  t.same(
    [request.header('Content-Type'), request.body],
    ['application/dtmf-relay', 'Signal=7\r\nDuration=200\r\n'],
  );
  a.reply(request, 200);
  await sent;
  t.same(digits, [
    ['5', 160],
    ['*', 250],
  ]);
  const refused = leg.sendDigit('8', 200);
  a.reply(await a.take('INFO'), 415);
  await t.rejects(refused, { code: 'refused', status: 415 } as unknown as Error);
});

onEach(t, 'a digit is answered by what became of it', async (t, stage) => {
  const { a, caller, leg } = await stage.caller();
  let passed = (): void => undefined;
  const outcomes = [
    new Promise<void>((resolve) => (passed = resolve)),
    Promise.reject(new SignalingError('refused', 405, 'no INFO there')),
    Promise.reject(new SignalingError('refused', 481, 'gone there')),
    Promise.reject(new SignalingError('gone', 481, 'the leg has ended')),
  ];
  for (const outcome of outcomes) outcome.catch(() => undefined);
  leg.onDigit(() => outcomes.shift());
  const press = (): void =>
    caller.request('INFO', { headers: ['Content-Type: application/dtmf'], body: '5' });
  press();
  caller.request('OPTIONS');
  await a.take('200 OPTIONS');
  t.same(a.untaken, [], 'not before it is there');
  passed();
  await a.take('200 INFO');
  for (const status of [415, 415, 500]) {
    press();
    await a.take(`${status} INFO`);
  }
});

onEach(
  t,
  'a digit the other side says nothing to is answered while its sender still waits',
  async (t, stage) => {
    const { a, caller, leg } = await stage.caller();
    let passed = (): void => undefined;
    let isAsked = (): void => undefined;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    leg.onDigit(() => {
      isAsked();
      return new Promise<void>((resolve) => (passed = resolve));
    });
    caller.request('INFO', { headers: ['Content-Type: application/dtmf'], body: '5' });
    await asked;
    await stage.clock.pass(9_900);
    t.same(a.untaken, []);
    await stage.clock.pass(200);
    await a.take('504 INFO');
    passed();
    caller.request('OPTIONS');
    await a.take('200 OPTIONS');
    t.same(a.untaken, [], 'answered once');
  },
);

onEach(t, 'more digits than can wait are refused at once', async (t, stage) => {
  const { a, caller, leg } = await stage.caller();
  const passing: (() => void)[] = [];
  leg.onDigit(() => new Promise<void>((resolve) => passing.push(resolve)));
  const press = (): void =>
    caller.request('INFO', { headers: ['Content-Type: application/dtmf'], body: '5' });
  for (let presses = 0; presses < 33; presses += 1) press();
  t.ok((await a.take('500 INFO')).header('Retry-After'));
  while (passing.length < 32) await settled();
  t.same(a.untaken, []);
  for (const pass of passing) pass();
  for (let presses = 0; presses < 32; presses += 1) await a.take('200 INFO');
  press();
  while (passing.length < 33) await settled();
  passing.at(-1)?.();
  await a.take('200 INFO');
});

onEach(t, 'an offer that comes before the leg is bridged waits for it', async (t, stage) => {
  const { a, caller, leg } = await stage.caller();
  caller.request('INVITE', { body: sdp(4002) });
  await a.take('100');
  caller.request('OPTIONS');
  await a.take('200 OPTIONS');
  t.same(a.untaken, []);
  leg.onOffer(() => Promise.resolve(sdp(6002)));
  t.equal((await a.take('200 INVITE')).body, sdp(6002));
});

onEach(t, 'what would carry numbers across is not taken in a dialog', async (t, stage) => {
  const { a, caller } = await stage.caller();
  for (const method of ['REFER', 'MESSAGE', 'NOTIFY', 'SUBSCRIBE']) {
    caller.request(method, { headers: ['Refer-To: <sip:+8613800000001@h>', 'Event: x'] });
    t.match((await a.take(`405 ${method}`)).header('Allow'), 'INVITE', method);
  }
});

onEach(t, 'hanging up twice sends one BYE; a BYE that crosses it is answered', async (t, stage) => {
  const { a, caller, leg } = await stage.caller();
  const over = Promise.all([leg.hangUp(16), leg.hangUp(17)]);
  const bye = await a.take('BYE');
  t.equal(bye.header('Reason'), 'Q.850;cause=16');
  t.same(leg.ended.reason, { by: 'us', q850: 16 });
  caller.request('BYE');
  await a.take('200 BYE');
  a.reply(bye, 481);
  t.same(await over, [undefined, undefined], 'the peer has the call no more');
  await t.rejects(leg.reoffer(sdp(6002)), { code: 'gone' } as unknown as Error);
  t.same(a.untaken, []);
});

onEach(t, 'closing hangs up every leg, and fails what waits', async (t, stage) => {
  const { a, leg } = await stage.caller();
  const callee = await stage.inviting();
  callee.b.reply(callee.invite, 200, answer(callee.b));
  await callee.b.take('ACK');
  const ringing = await stage.inviting();
  ringing.b.reply(ringing.invite, 180);
  const waiting = await stage.called();
  PuppetLeg.calling(a, stage).request('OPTIONS');
  await a.take('200 OPTIONS');
  const cancelled = ringing.b.take('CANCEL');
  await stage.signaling.close();
  t.match(await aborted(leg.ended), { by: 'server-lost' });
  t.match(await aborted((await callee.answered).leg.ended), { by: 'server-lost' });
  t.match(await aborted(waiting.call.cancelled), { code: 'unavailable' });
  await t.rejects(ringing.answered, { code: 'unavailable' } as unknown as Error);
  t.match((await a.take('BYE')).header('Reason'), 'application gone');
  await callee.b.take('BYE');
  await cancelled;
  await waiting.a.take(/^(480|503) INVITE/);
  await stage.signaling.close();
});

onEach(
  t,
  'an offer of ours that is taken back is cancelled; an answer all the same is acknowledged',
  async (t, stage) => {
    const { a, leg } = await stage.caller();
    const first = new EndController();
    const refused = leg.reoffer(sdp(6002), first);
    const invite = await a.take('INVITE');
    a.reply(invite, 100);
    first.abort();
    const cancel = await a.take('CANCEL');
    a.reply(cancel, 200);
    // The refusal of a cancelled INVITE does not concern the dialog.
    a.reply(invite, 481);
    await t.rejects(refused, { code: 'refused', status: 487 } as unknown as Error);
    await a.take('ACK');
    const second = new EndController();
    const taken = leg.reoffer(sdp(6002), second);
    const again = await a.take('INVITE');
    a.reply(again, 100);
    second.abort();
    a.reply(await a.take('CANCEL'), 200);
    a.reply(again, 200, answer(a, 4002));
    t.equal((await taken).sdp, sdp(4002));
    await a.take('ACK');
    t.equal(leg.ended.aborted, false);
  },
);

onEach(
  t,
  'a 200 without SDP is acknowledged and no answer, unless there was an early one',
  async (t, stage) => {
    const { a, leg } = await stage.caller();
    const contact = [`Contact: <sip:a@${a.hostPort}>`];
    const answerless = leg.reoffer(sdp(6002));
    a.reply(await a.take('INVITE'), 200, { headers: contact });
    await t.rejects(answerless, { code: 'answerless', status: 488 } as unknown as Error);
    await a.take('ACK');
    const answered = leg.reoffer(sdp(6002));
    const invite = await a.take('INVITE');
    a.reply(invite, 183, {
      ...answer(a, 4002),
      headers: [...answer(a).headers, 'Require: 100rel', 'RSeq: 3'],
    });
    const prack = await a.take('PRACK');
    t.match(prack.header('RAck'), '3 ');
    a.reply(prack, 200);
    a.reply(invite, 200, { headers: contact });
    t.equal((await answered).sdp, sdp(4002));
    await a.take('ACK');
  },
);

onEach(
  t,
  'an answer that crosses its CANCEL is taken back: the handler is told, and no one else',
  async (t, stage) => {
    const { a, caller, leg } = await stage.caller();
    let give: (sdp: string) => void = () => undefined;
    const offered = new Promise<EndSignal>((resolve) =>
      leg.onOffer((_offer, signal) => {
        resolve(signal);
        return new Promise((answer) => (give = answer));
      }),
    );
    caller.request('INVITE', { body: sdp(4002) });
    const signal = await offered;
    caller.cancel();
    await a.take('200 CANCEL');
    give(sdp(6002));
    caller.ackFailure(await a.take('487 INVITE'));
    await aborted(signal);
    leg.onOffer(() => Promise.resolve(sdp(6004)));
    caller.request('INVITE', { body: sdp(4004) });
    t.equal((await a.take('200 INVITE')).body, sdp(6004));
    t.equal(leg.ended.aborted, false);
  },
);

onEach(t, 'a CANCEL that comes after our 200 has no effect', async (t, stage) => {
  const { a, caller, leg } = await stage.caller();
  leg.onOffer(() => Promise.resolve(sdp(6002)));
  caller.request('INVITE', { body: sdp(4002) });
  const ok = await a.take('200 INVITE');
  caller.cancel();
  await a.take('200 CANCEL');
  caller.ack(ok);
  caller.request('UPDATE', { body: sdp(4004) });
  await a.take('200 UPDATE');
  t.equal(leg.ended.aborted, false);
  t.notOk(a.untaken.includes('BYE'));
});

onEach(t, 'an offer of ours that gets no answer: none in the ACK, cancelled, hung up', async (t, stage) => {
  const { a, caller, leg } = await stage.caller();
  /** Asks for our offer, which `give` provides; resolves with what `accept` received. */
  const asked = async (): Promise<{ give: () => void; accepted: Promise<string | undefined> }> => {
    let give: () => void = () => undefined;
    const given = new Promise<void>((resolve) => (give = resolve));
    let accepted: Promise<string | undefined> = Promise.resolve('never asked');
    const wanted = new Promise<void>((resolve) =>
      leg.onOfferWanted(async () => {
        let accept: (sdp: string | undefined) => Promise<void> = () => Promise.resolve();
        accepted = new Promise((told) => (accept = (sdp) => Promise.resolve(told(sdp))));
        resolve();
        await given;
        return { offer: sdp(6004), accept };
      }),
    );
    caller.request('INVITE');
    await wanted;
    return { give, accepted };
  };
  const bare = await asked();
  bare.give();
  caller.ack(await a.take('200 INVITE'));
  t.equal(await bare.accepted, undefined);
  const cancelled = await asked();
  caller.cancel();
  caller.ackFailure(await a.take('487 INVITE'));
  cancelled.give();
  t.equal(await cancelled.accepted, undefined);
  const left = await asked();
  left.give();
  await a.take('200 INVITE');
  caller.request('BYE');
  await a.take('200 BYE');
  t.equal(await left.accepted, undefined);
});

onEach(
  t,
  'a 200 with an offer is acknowledged before the leg is hung up, and nothing is offered meanwhile',
  async (t, stage) => {
    const { b, invite, answered } = await stage.inviting({ offer: undefined });
    b.reply(invite, 200, answer(b));
    const { leg } = await answered;
    const callee = PuppetLeg.answering(b, invite);
    callee.request('UPDATE', { body: sdp(5002) });
    await b.take('491 UPDATE');
    const over = leg.hangUp(16);
    t.equal((await b.take('ACK')).body, '');
    b.reply(await b.take('BYE'), 200);
    await over;
  },
);

onEach(t, 'our BYE and the answer to our re-INVITE cross: the answer is acknowledged', async (t, stage) => {
  const { a, leg } = await stage.caller();
  const ours = leg.reoffer(sdp(6002));
  const invite = await a.take('INVITE');
  const over = leg.hangUp(16);
  await t.rejects(ours, { code: 'gone' } as unknown as Error);
  a.reply(await a.take('BYE'), 200);
  await over;
  a.reply(invite, 200, answer(a, 4002));
  await a.take('ACK');
});

onEach(t, 'a re-INVITE that overtakes the ACK of our answer stands for it', async (t, stage) => {
  const { a, caller, call } = await stage.called();
  const answered = call.answer(sdp(6000));
  caller.learn(await a.take('200 INVITE'));
  caller.request('INVITE', { body: sdp(4002) });
  const leg = await answered;
  leg.onOffer(() => Promise.resolve(sdp(6002)));
  const ok = await a.take('200 INVITE');
  t.equal(ok.body, sdp(6002));
  caller.ack(ok);
});

onEach(t, 'one that overtakes an ACK which has to bring an answer is told to wait', async (t, stage) => {
  const { a, caller, call } = await stage.called({ body: '' });
  const answered = call.answer(sdp(6000));
  const ok = await a.take('200 INVITE');
  caller.learn(ok);
  caller.request('INVITE', { body: sdp(4002) });
  caller.ackFailure(await a.take('491 INVITE'));
  await stage.signaling.close();
  await t.rejects(answered);
});
