/** A caller that rings when its stack dies is refused by the next one (RFC 3261 17.2.1, 9.2). */
import t, { type Test } from 'tap';
import type { SavedDialog } from '../../../../../engine/sipd/stack/stack.js';
import { Caller, header, openBench, startLine, tagOf, type Bench, type UdpPeer } from '../sip-peer.js';

interface Left {
  readonly caller: Caller;
  readonly peer: UdpPeer;
  /** What the caller has heard before its stack died. */
  readonly ringing: string;
  readonly next: Bench;
}

/** A caller that has heard 180 from a stack that is gone, and the next stack on its port, with what was kept. */
async function left(t: Test, headers = '', changed = (invite: string) => invite): Promise<Left> {
  const bench = await openBench(t);
  const { peer, stack, user } = bench;
  const caller = new Caller(peer);
  peer.send(changed(caller.request('INVITE', { branch: 'left', headers })));
  const request = await user.take(user.requests);
  const { dialog, invite } = request.saveInvite();
  request.respond({ status: 180, headers: [] });
  const [, ringing = ''] = await peer.drain();
  await stack.stop();
  // As it comes through two channels.
  const saved = JSON.parse(JSON.stringify({ ...dialog, invite })) as SavedDialog;
  const next = await openBench(t, { listen: stack.listenPoints, left: [saved] });
  return { caller, peer, ringing, next };
}

function refusalLike(ringing: string): object {
  return Object.fromEntries(
    ['Via', 'From', 'To', 'Call-ID', 'CSeq'].map((name) => [name, header(ringing, name)]),
  );
}

void t.test('it gets 503 in its transaction, again and again until its ACK', async (t) => {
  const { caller, peer, ringing, next } = await left(t, 'Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKfar');
  const refusal = await peer.next();
  t.equal(startLine(refusal), 'SIP/2.0 503 Service Unavailable');
  t.same(refusalLike(refusal), refusalLike(ringing));
  t.equal(refusal.match(/^Via:/gm)?.length, 2);
  t.not(tagOf(header(refusal, 'To')), '');
  next.clock.advance(500);
  next.clock.advance(1000);
  t.same([await peer.next(), await peer.next()], [refusal, refusal]);
  peer.send(caller.request('INVITE', { branch: 'left', cseq: 1 }));
  t.equal(await peer.next(), refusal, 'the INVITE itself comes again');
  peer.send(caller.request('ACK', { branch: 'left', cseq: 1 }));
  t.same(await peer.drain(), [], 'an ACK has no answer');
  next.clock.advance(40_000);
  t.same(await peer.drain(), []);
  t.equal(next.stack.counters.transactions, 0);
  t.same([next.user.requests, [...next.stack.dialogs()]], [[], []]);
});

void t.test('one that gives up meanwhile finds its INVITE', async (t) => {
  const { caller, peer, next } = await left(t);
  await peer.next();
  peer.send(caller.request('CANCEL', { branch: 'left', cseq: 1 }));
  const [answer = ''] = await peer.drain();
  t.equal(startLine(answer), 'SIP/2.0 200 OK');
  t.equal(header(answer, 'CSeq'), '1 CANCEL');
  t.same(next.user.cancels, [], 'the user is not told of what it never knew');
  t.same(next.user.errors, []);
});

void t.test('one that never acknowledges is let go of', async (t) => {
  const { peer, next } = await left(t);
  const refusal = await peer.next();
  next.clock.advance(32_000);
  const again = await peer.drain();
  t.ok(again.length > 0);
  t.same(new Set(again), new Set([refusal]));
  next.clock.advance(32_000);
  t.same(await peer.drain(), []);
});

void t.test('one behind a NAT is answered where its INVITE came from', async (t) => {
  const { peer } = await left(t, '', (invite) => invite.replace(/:\d+;branch/, ':9;rport;branch'));
  t.match(header(await peer.next(), 'Via'), `127.0.0.1:9;branch=z9hG4bK-left;rport=${peer.port}`);
});

void t.test('an INVITE that is answered is no longer one that is left', async (t) => {
  const { peer, stack, user } = await openBench(t);
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE'));
  const request = await user.take(user.requests);
  const { id, dialog } = request.saveInvite();
  request.respond({ status: 200, headers: [] });
  t.equal(request.dialog?.id, id);
  t.equal(request.dialog?.localTag, dialog.localTag);
  t.equal(request.dialog?.save(), undefined, 'nothing has changed since');
  const [, ok = ''] = await peer.drain();
  t.equal(tagOf(header(ok, 'To')), dialog.localTag);
  caller.toTag = dialog.localTag;
  peer.send(caller.request('ACK', { cseq: 1 }));
  peer.send(caller.request('UPDATE').replace(/Contact:.*/, 'Contact: <sip:moved@127.0.0.1:9>'));
  await user.take(user.requests);
  await user.take(user.requests);
  t.match(request.dialog?.save(), { ...dialog, peer: { target: 'sip:moved@127.0.0.1:9' } });
  await stack.stop();
});
