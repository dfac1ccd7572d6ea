/** Dialogs that a SIP process leaves behind, and what the next one can do with what was stored of them. */
import t, { type Test } from 'tap';
import { EndController } from '../../../engine/end-signal.js';
import type { IncomingCall, LeftDialog, Leg } from '../../../engine/sip/signaling.js';
import type { SavedDialog } from '../../../engine/sipd/stack/stack.js';
import { PuppetLeg, sdp } from '../../support/phones/puppet-leg.js';
import { answer, onEach, SignalingStage, type SignalingKind } from '../../support/stages/signaling-kinds.js';
import { SipPuppet } from '../../support/phones/sip-puppet.js';

const LOGIN = { username: 'u', password: 'p' };

onEach(
  t,
  'a caller’s dialog, kept before its ACK, gets its BYE from the next process',
  async (t, stage, kind) => {
    const { a, caller, call } = await stage.called({ body: sdp(4000) });
    const kept = keeping(call);
    void call.answer(sdp(6000)).catch(() => undefined);
    const ok = await a.take('200 INVITE');
    const dialog = await kept.next();
    const next = await nextProcess(t, kind, dialog);
    const over = next.signaling.endLeft(dialog, LOGIN);
    const bye = await a.take('BYE');
    t.same(
      ['Call-ID', 'From', 'To'].map((name) => bye.header(name)),
      [caller.callId, ok.header('To'), caller.local],
    );
    t.equal(bye.from.port, next.port, 'from the next process');
    t.equal(bye.header('Reason'), 'Q.850;cause=41');
    a.reply(bye, 401, { headers: ['WWW-Authenticate: Digest realm="r", nonce="n"'] });
    const again = await a.take('BYE');
    t.match(again.header('Authorization'), 'nonce="n"');
    t.ok(parseInt(again.header('CSeq')) > parseInt(bye.header('CSeq')));
    a.reply(again, 200);
    await over;
    await empty(t, next);
  },
);

onEach(
  t,
  'a callee’s dialog: its routes, its target, and a higher CSeq than any before',
  async (t, stage, kind) => {
    const { b, invite, answered } = await stage.inviting();
    const proxy = `<sip:${b.hostPort};lr>`;
    const ok = answer(b);
    b.reply(invite, 200, {
      ...ok,
      headers: [...ok.headers, `Record-Route: ${proxy}`, 'Record-Route: <sip:far;lr>'],
    });
    await b.take('ACK');
    const { leg } = await answered;
    const dialog = await keeping(leg).next();
    const sent = leg.sendDigit('1', 100);
    const info = await b.take('INFO');
    b.reply(info, 200);
    await sent;
    const next = await nextProcess(t, kind, dialog);
    const over = next.signaling.endLeft(dialog);
    const bye = await b.take('BYE');
    t.same(bye.all('Route'), ['<sip:far;lr>', proxy]);
    t.equal(bye.from.port, next.port);
    t.same(
      ['Call-ID', 'From', 'To'].map((name) => bye.header(name)),
      ['Call-ID', 'From', 'To'].map((name) => info.header(name)),
    );
    t.ok(parseInt(bye.header('CSeq')) > parseInt(info.header('CSeq')));
    b.reply(bye, 481);
    await over;
    await empty(t, next);
  },
);

onEach(t, 'a peer that hangs up first is answered, and gets no BYE', async (t, stage, kind) => {
  const { a, caller, leg } = await stage.caller();
  const dialog = await keeping(leg).next();
  const next = await nextProcess(t, kind, dialog);
  const moved = PuppetLeg.calling(a, next);
  caller.request('INFO', { contact: '' });
  await a.take('200 INFO'); // by the process that still has it
  sendTo(next, caller, 'INFO');
  await a.take('481 INFO');
  sendTo(next, caller, 'BYE');
  await a.take('200 BYE');
  await next.signaling.endLeft(dialog);
  moved.request('OPTIONS');
  await a.take('200 OPTIONS');
  t.same(a.untaken, []);
  await empty(t, next);
});

onEach(
  t,
  'a peer that says nothing is given up, and so is one that challenges without end',
  async (t, stage, kind) => {
    const { a, leg } = await stage.caller();
    const { b, invite, answered } = await stage.inviting();
    b.reply(invite, 200, answer(b));
    await b.take('ACK');
    const dialogs = [await keeping(leg).next(), await keeping((await answered).leg).next()];
    const next = await nextProcess(t, kind, ...dialogs);
    const over = Promise.all(dialogs.map((dialog) => next.signaling.endLeft(dialog)));
    await a.take('BYE');
    b.reply(await b.take('BYE'), 401);
    await over;
    if (kind.name !== 'over drachtio-srf') await empty(t, next);
  },
);

onEach(t, 'a dialog is told again when its peer has moved, and not otherwise', async (t, stage) => {
  const { a, caller, leg } = await stage.caller();
  const kept = keeping(leg);
  await kept.next();
  leg.onOffer(() => Promise.resolve(sdp(6002)));
  caller.request('INVITE', { body: sdp(4002) });
  caller.ack(await a.take('200 INVITE'));
  caller.request('UPDATE', { contact: '<sip:elsewhere@127.0.0.1:9>' });
  await a.take('200 UPDATE');
  const { id, state } = await kept.next();
  t.match([id, JSON.stringify(state)], [/^leg-/, 'elsewhere@127.0.0.1:9']);
  t.equal(kept.waiting, 0);
});

onEach(t, 'over TCP the next process connects to where the peer listens', async (t, stage, kind) => {
  const b = await SipPuppet.tcpServer();
  t.teardown(() => b.close());
  const request = { ...stage.request(b), uri: `sip:bob@${b.hostPort};transport=tcp` };
  const answered = stage.signaling.invite(request, new EndController());
  const invite = await b.take('INVITE');
  const contact = `Contact: <sip:bob@${b.hostPort};transport=tcp>`;
  b.reply(invite, 200, { headers: [contact, 'Content-Type: application/sdp'], body: sdp(5000) });
  await b.take('ACK');
  const dialog = await keeping((await answered).leg).next();
  const next = await nextProcess(t, kind, dialog);
  const over = next.signaling.endLeft(dialog);
  b.reply(await b.take('BYE'), 200);
  await over;
});

onEach(t, 'a dialog to which no listener leads any more is given up', async (t, stage, kind) => {
  const { leg } = await stage.caller();
  const dialog = await keeping(leg).next();
  const there = '2001:db8::1';
  const moved = JSON.stringify(dialog).replaceAll('127.0.0.1:', `[${there}]:`).replaceAll('127.0.0.1', there);
  const left = JSON.parse(moved) as LeftDialog;
  const next = await nextProcess(t, kind, left);
  await t.resolves(next.signaling.endLeft(left));
});

onEach(t, 'what a leg has is not left', async (t, stage) => {
  const { a, leg } = await stage.caller();
  const dialog = await keeping(leg).next();
  await stage.signaling.endLeft(dialog);
  const over = leg.hangUp();
  a.reply(await a.take('BYE'), 200);
  await over;
  t.same(a.untaken, []);
});

onEach(t, 'what nobody has is over', async (t, stage) => {
  await t.resolves(stage.signaling.endLeft({ id: 'nowhere;from-tag=nobody' }));
});

/** What a leg, or a caller that is being answered, stores of its dialog. */
function keeping(source: Pick<Leg | IncomingCall, 'onDialog'>): {
  next(): Promise<LeftDialog>;
  readonly waiting: number;
} {
  const told: LeftDialog[] = [];
  const wanted: ((dialog: LeftDialog) => void)[] = [];
  source.onDialog((dialog) => {
    // As read from the disk.
    const kept = JSON.parse(JSON.stringify(dialog)) as LeftDialog;
    const want = wanted.shift();
    if (want === undefined) told.push(kept);
    else want(kept);
  });
  return {
    next: () => {
      const [first] = told.splice(0, 1);
      return first === undefined ? new Promise((resolve) => wanted.push(resolve)) : Promise.resolve(first);
    },
    get waiting() {
      return told.length;
    },
  };
}

function nextProcess(t: Test, kind: SignalingKind, ...left: readonly LeftDialog[]): Promise<SignalingStage> {
  return SignalingStage.start(
    t,
    kind,
    left.map(({ state }) => state as SavedDialog),
  );
}

/** A request of a leg's puppet to the next process. */
function sendTo(next: SignalingStage, { puppet, callId, local, remote }: PuppetLeg, method: string): void {
  puppet.send(
    next,
    [
      `${method} sip:x@${next.hostPort} SIP/2.0`,
      `Via: SIP/2.0/UDP ${puppet.hostPort};branch=z9hG4bK-${method}-${callId.replace(/\W/g, '')}`,
      'Max-Forwards: 70',
      `From: ${local}`,
      `To: ${remote}`,
      `Call-ID: ${callId}`,
      `CSeq: ${method === 'BYE' ? 91 : 90} ${method}`,
      '',
      '',
    ].join('\n'),
  );
}

/** A BYE in a dialog that has ended is answered like one from a stranger to it. */
async function empty(t: Test, { signaling }: SignalingStage): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  const { owners = 0, waiting = 0, asks = 0 } = signaling.held;
  t.same([owners, waiting, asks], [0, 0, 0]);
}
