/** A BYE of the user's that is challenged or fails: the dialog is gone in any case (RFC 3261 22.2, 17.1.2.2). */
import t from 'tap';
import type { Dialog } from '../../../../engine/sipd/stack/stack.js';
import { openBench, reply, startLines, type Bench } from './sip-peer.js';

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
  peer.send(
    [
      `INVITE sip:a@127.0.0.1:${bench.stack.listenPoints[0]?.port} SIP/2.0`,
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
  (await user.take(user.requests)).respond({ status: 200, headers: [] });
  clock.advance(33_000);
  t.same(due, ['ack-timeout: ACK timeout']);
  t.notOk((await peer.drain()).some((message) => message.startsWith('BYE')));
  t.same(user.ended, []);
  t.equal(dialog.state, 'confirmed');
});
