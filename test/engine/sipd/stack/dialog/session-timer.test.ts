import t from 'tap';
import type { Dialog } from '../../../../../engine/sipd/stack/stack.js';
import { Caller, header, openBench, reply, startLine, startLines, type Bench } from '../sip-peer.js';

/** A call from the peer, answered; `offer` are headers of the INVITE, `answer` of the 200. */
async function incoming(
  { user, peer }: Bench,
  offer: string,
  answer: [string, string][] = [],
): Promise<{ ok: string; dialog: Dialog; caller: Caller }> {
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE', { headers: offer }));
  const invite = await user.take(user.requests);
  const { message } = invite.respond({
    status: 200,
    headers: answer,
    body: Buffer.from('v=0\r\ns=ours\r\n'),
  });
  caller.toTag = message.to.params.get('tag') ?? '';
  peer.send(caller.request('ACK', { cseq: 1 }));
  await user.take(user.requests);
  const [, ok = ''] = await peer.drain();
  if (invite.dialog === undefined) throw new Error('expected a dialog');
  return { ok, dialog: invite.dialog, caller };
}

void t.test(
  'the caller refreshes: agreed in our 200, raised to 90 s; nothing for so long: BYE',
  async (t) => {
    const bench = await openBench(t);
    const { user, peer, clock } = bench;
    const { ok, caller } = await incoming(bench, 'Session-Expires: 60;refresher=uac\nSupported: timer');
    t.equal(header(ok, 'Session-Expires'), '90;refresher=uac');
    t.equal(header(ok, 'Require'), 'timer');
    clock.advance(60_000);
    peer.send(caller.request('UPDATE', { headers: 'Session-Expires: 90;refresher=uac' }));
    (await user.take(user.requests)).respond({ status: 200, headers: [] });
    await peer.drain();
    clock.advance(89_000);
    t.same(await peer.drain(), [], 'the refresh started the interval anew');
    clock.advance(1_000);
    const [bye = ''] = await peer.drain();
    t.match(startLine(bye), /^BYE /);
    t.equal(header(bye, 'Reason'), 'SIP;cause=200;text="Session timer expired"');
    t.match(user.ended, [{ cause: 'session-expired' }]);
  },
);

void t.test(
  'we refresh: a re-INVITE with our last SDP at half the interval, unseen by the user',
  async (t) => {
    const bench = await openBench(t);
    const { user, peer, clock } = bench;
    await incoming(bench, 'Session-Expires: 1800;refresher=uas');
    clock.advance(900_000);
    const [reinvite = ''] = await peer.drain();
    t.match(startLine(reinvite), /^INVITE /);
    t.equal(header(reinvite, 'Session-Expires'), '1800;refresher=uac');
    t.equal(header(reinvite, 'Min-SE'), '90');
    t.match(reinvite, /\r\n\r\nv=0\r\ns=ours\r\n$/);
    peer.send(
      reply(
        reinvite,
        '200 OK',
        '',
        `Contact: <sip:a@127.0.0.1:${peer.port}>\nSession-Expires: 1800;refresher=uac`,
      ),
    );
    t.match(startLines(await peer.drain()), [/^ACK /]);
    clock.advance(900_000);
    const [again = ''] = await peer.drain();
    t.match(startLine(again), /^INVITE /, 'and again');
    peer.send(reply(again, '408 Request Timeout'));
    t.match(startLines(await peer.drain()), [/^ACK /, /^BYE /]);
    t.match(user.ended, [{ cause: 'session-refresh-failed' }]);
    t.same(user.responses, []);
    t.same(user.errors, []);
  },
);

void t.test('a refresh that meets glare is tried again', async (t) => {
  const bench = await openBench(t);
  const { user, peer, clock } = bench;
  await incoming(bench, '', [['Session-Expires', '100;refresher=uas']]);
  clock.advance(50_000);
  const [reinvite = ''] = await peer.drain();
  peer.send(reply(reinvite, '491 Request Pending'));
  await peer.drain();
  clock.advance(2_000);
  t.match(startLines(await peer.drain()), [/^INVITE /]);
  t.same(user.ended, []);
});

void t.test('called by us: the 200 says who refreshes; without a refresher it is us', async (t) => {
  const bench = await openBench(t);
  const { user, peer, clock, stack } = bench;
  const draft = {
    method: 'INVITE',
    uri: `sip:b@127.0.0.1:${peer.port}`,
    headers: [],
    body: Buffer.from('v=0\r\n'),
  };
  const outgoing = stack.request(draft, { onResponse: user.onResponse });
  const contact = `Contact: <sip:b@127.0.0.1:${peer.port}>`;
  peer.send(reply(await peer.next(), '200 OK', 'b1', `${contact}\nSession-Expires: 200`));
  await user.take(user.responses);
  outgoing.dialog?.ack({ headers: [] });
  clock.advance(100_000);
  t.match(startLines(await peer.drain()), [/^ACK /, /^INVITE /]);
});

void t.test('without a refresher in the caller INVITE there is no session timer', async (t) => {
  const bench = await openBench(t);
  const { peer, clock } = bench;
  const { ok } = await incoming(bench, 'Session-Expires: 1800');
  t.equal(header(ok, 'Session-Expires'), '');
  clock.advance(4_000_000);
  t.same(await peer.drain(), []);
});

void t.test('left to the user, only what is too short is refused', async (t) => {
  const bench = await openBench(t, { sessionTimers: false });
  const { peer, clock } = bench;
  const { ok, caller } = await incoming(bench, 'Session-Expires: 90;refresher=uas');
  t.equal(header(ok, 'Session-Expires'), '');
  peer.send(caller.request('UPDATE', { headers: 'Session-Expires: 60' }));
  t.match(startLines(await peer.drain()), [/ 422 /]);
  clock.advance(4_000_000);
  t.same(await peer.drain(), []);
});
