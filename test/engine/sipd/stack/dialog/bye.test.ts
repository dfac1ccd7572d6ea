/**
 * A BYE of the user that is challenged or fails: the dialog is gone in any case (RFC 3261 22.2, 17.1.2.2). No second
 * BYE is sent except with credentials, even if another part wants the dialog ended meanwhile.
 */
import t from 'tap';
import type { Dialog, IncomingRequest } from '../../../../../engine/sipd/stack/stack.js';
import { StackError } from '../../../../../engine/sipd/stack/stack-error.js';
import { header, openBench, reply, startLines, type Bench } from '../sip-peer.js';

async function called({ user, peer, stack }: Bench): Promise<Dialog> {
  const draft = { method: 'INVITE', uri: `sip:b@127.0.0.1:${peer.port}`, headers: [] };
  const outgoing = stack.request(draft, { onResponse: user.onResponse });
  peer.send(reply(await peer.next(), '200 OK', 'b1', `Contact: <sip:b@127.0.0.1:${peer.port}>`));
  await user.take(user.responses);
  outgoing.dialog?.ack({ headers: [] });
  await peer.drain();
  if (outgoing.dialog === undefined) throw new Error('expected a dialog');
  return outgoing.dialog;
}

/** An INVITE of the peer's. */
function calling({ user, peer, stack }: Bench): Promise<IncomingRequest> {
  peer.send(
    [
      `INVITE sip:a@127.0.0.1:${stack.listenPoints[0]?.port} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${peer.port};branch=z9hG4bKlost`,
      'Max-Forwards: 70',
      'From: <sip:c@127.0.0.1>;tag=c1',
      'To: <sip:a@127.0.0.1>',
      'Call-ID: lost',
      'CSeq: 1 INVITE',
      `Contact: <sip:c@127.0.0.1:${peer.port}>`,
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n'),
  );
  return user.take(user.requests);
}

/** The texts of the BYEs among what has come, repetitions aside. */
function byes(messages: readonly string[]): readonly string[] {
  return [...new Set(messages.filter((message) => message.startsWith('BYE ')))];
}

void t.test(
  'a peer that hangs up before its 2xx is acknowledged gets its ACK, and repeats nothing',
  async (t) => {
    const bench = await openBench(t);
    const { user, peer, stack } = bench;
    const dialog = await called(bench);
    dialog.request({ method: 'INVITE', uri: '', headers: [] }, { onResponse: user.onResponse });
    const invite = await peer.next();
    const ok = reply(invite, '200 OK', '', `Contact: <sip:b@127.0.0.1:${peer.port}>`);
    peer.send(ok);
    await user.take(user.responses);
    peer.send(
      [
        `BYE sip:a@127.0.0.1:${stack.listenPoints[0]?.port} SIP/2.0`,
        `Via: SIP/2.0/UDP 127.0.0.1:${peer.port};branch=z9hG4bKbye`,
        `From: ${header(invite, 'To')}`,
        `To: ${header(invite, 'From')}`,
        `Call-ID: ${header(invite, 'Call-ID')}`,
        'CSeq: 7 BYE',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
    (await user.take(user.requests)).respond({ status: 200, headers: [] });
    const cseq = header(invite, 'CSeq').replace('INVITE', 'ACK');
    const acks = (messages: readonly string[]): string[] =>
      messages.filter((message) => message.startsWith('ACK ')).map((ack) => header(ack, 'CSeq'));
    t.same(acks(await peer.drain()), [cseq]);
    t.throws(() => dialog.ack({ headers: [] }), StackError);
    peer.send(ok);
    t.same(acks(await peer.drain()), [cseq], 'and again where it is repeated');
  },
);

void t.test('challenged, it can be sent again for 32 s', async (t) => {
  const bench = await openBench(t);
  const { user, peer, clock, stack } = bench;
  const dialog = await called(bench);
  const bye = { method: 'BYE', uri: '', headers: [] };
  dialog.request(bye, { onResponse: user.onResponse });
  peer.send(reply(await peer.next(), '401 Unauthorized', ''));
  await user.take(user.responses);
  t.equal(dialog.state, 'confirmed');
  clock.advance(31_000);
  dialog.request({ ...bye, headers: [['Authorization', 'Digest x="y"']] }, { onResponse: user.onResponse });
  const [again = ''] = await peer.drain();
  t.match(startLines([again]), [/^BYE /]);
  peer.send(reply(again, '407 Proxy Authentication Required', ''));
  await user.take(user.responses);
  clock.advance(31_900);
  t.equal(stack.counters.dialogs, 1, 'the time starts anew');
  clock.advance(200);
  t.same([stack.counters.dialogs, dialog.state], [0, 'ended']);
  t.same(user.ended, [], 'its user has ended it already');
});

void t.test('refused or given up by the user, the dialog is gone at once', async (t) => {
  const bench = await openBench(t);
  const { user, peer, stack } = bench;
  const refused = await called(bench);
  refused.request({ method: 'BYE', uri: '', headers: [] }, { onResponse: user.onResponse });
  peer.send(reply(await peer.next(), '500 Server Error', ''));
  await user.take(user.responses);
  t.equal(stack.counters.dialogs, 0);
  const ended = await called(bench);
  ended.end();
  t.same([stack.counters.dialogs, await peer.drain()], [0, []]);
});

void t.test('a user that sends the BYE for a lost ACK itself is asked to', async (t) => {
  const bench = await openBench(t);
  const { user, peer, clock } = bench;
  const due: string[] = [];
  Object.assign(user, {
    onDialogDue: (_dialog: Dialog, cause: string, reason: string) => due.push(`${cause}: ${reason}`) > 0,
  });
  const dialog = await called(bench);
  const invite = await calling(bench);
  invite.respond({ status: 200, headers: [] });
  clock.advance(33_000);
  t.same(due, ['ack-timeout: ACK timeout']);
  t.notOk((await peer.drain()).some((message) => message.startsWith('BYE')));
  t.same(user.ended, []);
  t.equal(dialog.state, 'confirmed');
});

void t.test('a BYE without an answer is the only one: the lost ACK of our 2xx adds none', async (t) => {
  const bench = await openBench(t);
  const { user, peer, clock, stack } = bench;
  const invite = await calling(bench);
  invite.respond({ status: 200, headers: [] });
  clock.advance(1000);
  invite.dialog?.request({ method: 'BYE', uri: '', headers: [] }, { onResponse: user.onResponse });
  clock.advance(31_500);
  t.equal(byes(await peer.drain()).length, 1);
  t.same(user.ended, []);
  clock.advance(1000);
  t.match(await user.take(user.responses), { status: 408 });
  t.equal(stack.counters.dialogs, 0);
});

void t.test(
  'a BYE without an answer is the only one when the user goes, and when it says so twice',
  async (t) => {
    const bench = await openBench(t);
    const { user, peer, stack } = bench;
    const dialog = await called(bench);
    const bye = { method: 'BYE', uri: '', headers: [] };
    dialog.request(bye, { onResponse: user.onResponse });
    t.throws(() => dialog.request(bye, { onResponse: user.onResponse }), StackError);
    dialog.terminate('gone');
    t.equal(byes(await peer.drain()).length, 1);
    t.equal(stack.counters.dialogs, 0);
  },
);

void t.test('a challenged BYE whose user goes is not sent again without credentials', async (t) => {
  const bench = await openBench(t);
  const { user, peer, stack } = bench;
  const dialog = await called(bench);
  dialog.request({ method: 'BYE', uri: '', headers: [] }, { onResponse: user.onResponse });
  peer.send(reply(await peer.next(), '401 Unauthorized', ''));
  await user.take(user.responses);
  dialog.terminate('gone');
  t.same(byes(await peer.drain()), []);
  t.equal(stack.counters.dialogs, 0);
});

void t.test('a stack that stops says BYE also where the ACK to its 2xx is still to come', async (t) => {
  const bench = await openBench(t);
  const invite = await calling(bench);
  invite.respond({ status: 200, headers: [] });
  invite.dialog?.terminate('gone');
  await bench.peer.drain();
  t.same(byes(await bench.peer.drain()), [], 'not before: it could overtake the 2xx');
  await bench.stack.stop();
  let said = await bench.peer.next();
  while (said.startsWith('SIP/2.0 200')) said = await bench.peer.next();
  t.match(said, /^BYE /);
});
