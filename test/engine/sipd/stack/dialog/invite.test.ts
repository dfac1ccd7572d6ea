import t from 'tap';
import type { OutgoingRequest } from '../../../../../engine/sipd/stack/stack.js';
import { header, openBench, reply, startLine, startLines, type Bench } from '../sip-peer.js';

/** Calls the bench's peer; the INVITE as it came there. */
async function call(
  { stack, user, peer }: Bench,
  headers: [string, string][] = [],
): Promise<[OutgoingRequest, string]> {
  const outgoing = stack.request(
    { method: 'INVITE', uri: `sip:b@127.0.0.1:${peer.port}`, headers, body: Buffer.from('v=0\r\n') },
    { onResponse: user.onResponse },
  );
  return [outgoing, await peer.next()];
}

function contact({ peer }: Bench): string {
  return `Contact: <sip:b@127.0.0.1:${peer.port}>`;
}

void t.test('a new INVITE is completed as drachtio-server does it', async (t) => {
  const bench = await openBench(t);
  const port = bench.stack.listenPoints[0]?.port;
  const [, invite] = await call(bench, [
    ['from', '"X" <sip:x@localhost>'],
    ['contact', '<sip:x@localhost;foo=1>'],
    ['P-Asserted-Identity', '<sip:x@localhost:5060>'],
    ['X-mine', 'kept'],
    ['via', 'dropped'],
    ['route', 'dropped'],
  ]);
  t.equal(
    invite,
    [
      `INVITE sip:b@127.0.0.1:${bench.peer.port} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK00000000000000000005;rport`,
      'Max-Forwards: 70',
      `From: "X" <sip:x@127.0.0.1:${port}>;tag=0000000000000002`,
      `To: <sip:b@127.0.0.1:${bench.peer.port}>`,
      'Call-ID: 00000000000000000000000000000003',
      'CSeq: 5 INVITE',
      `Contact: <sip:x@127.0.0.1:${port};foo=1>`,
      `P-Asserted-Identity: <sip:x@127.0.0.1:${port}>`,
      'X-mine: kept',
      'Content-Type: application/sdp',
      'Content-Length: 5',
      '',
      'v=0\r\n',
    ].join('\r\n'),
  );
});

void t.test(
  'the ACK is sent again for each 2xx that comes again, and the repeats are not shown',
  async (t) => {
    const bench = await openBench(t);
    const { user, peer } = bench;
    const [outgoing, invite] = await call(bench, [['Proxy-Authorization', 'Digest x']]);
    const ok = reply(invite, '200 OK', 'b1', contact(bench));
    peer.send(ok);
    await user.take(user.responses);
    peer.send(ok);
    t.same(await peer.drain(), [], 'nothing to repeat before the user has ACKed');
    outgoing.dialog?.ack({ headers: [], body: Buffer.from('v=0\r\n') });
    peer.send(ok);
    peer.send(ok);
    const acks = await peer.drain();
    t.equal(acks.length, 3);
    t.equal(new Set(acks).size, 1);
    const [ack = ''] = acks;
    t.equal(header(ack, 'CSeq'), header(invite, 'CSeq').replace('INVITE', 'ACK'));
    t.equal(header(ack, 'Proxy-Authorization'), 'Digest x');
    t.not(header(ack, 'Via'), header(invite, 'Via'));
    t.same(user.responses, []);
    t.throws(() => outgoing.dialog?.ack({ headers: [] }), { code: 'ack-not-wanted' });
  },
);

void t.test('a second fork that answers too gets ACK and BYE of the stack alone', async (t) => {
  const bench = await openBench(t);
  const { user, peer } = bench;
  const [outgoing, invite] = await call(bench);
  peer.send(reply(invite, '180 Ringing', 'b1', contact(bench)));
  peer.send(reply(invite, '180 Ringing', 'b2', contact(bench)));
  await user.take(user.responses);
  await user.take(user.responses);
  const dialogId = outgoing.dialog?.id;
  peer.send(reply(invite, '200 OK', 'b2', contact(bench)));
  await user.take(user.responses);
  outgoing.dialog?.ack({ headers: [] });
  const second = reply(invite, '200 OK', 'b1', contact(bench));
  peer.send(second);
  peer.send(second);
  const came = (await peer.drain()).map((text) => `${startLine(text).split(' ')[0]} ${header(text, 'To')}`);
  const to = `<sip:b@127.0.0.1:${peer.port}>`;
  t.same(came, [`ACK ${to};tag=b2`, `ACK ${to};tag=b1`, `BYE ${to};tag=b1`, `ACK ${to};tag=b1`]);
  t.match(outgoing.dialog, { id: dialogId, remoteTag: 'b2', state: 'confirmed' });
  t.same(user.responses, []);
});

void t.test('CANCEL is held back until a provisional has come, and keeps the branch', async (t) => {
  const bench = await openBench(t);
  const { user, peer, clock } = bench;
  const [outgoing, invite] = await call(bench);
  const { message } = outgoing.cancel([['Reason', 'SIP;cause=487']]);
  t.equal(message.headers.get('Via'), header(invite, 'Via'));
  clock.advance(500);
  t.same(startLines(await peer.drain()), [startLine(invite)], 'only the INVITE again');
  peer.send(reply(invite, '100 Trying'));
  const cancel = await peer.next();
  t.equal(header(cancel, 'CSeq'), header(invite, 'CSeq').replace('INVITE', 'CANCEL'));
  t.equal(header(cancel, 'Via'), header(invite, 'Via'));
  t.equal(header(cancel, 'Reason'), 'SIP;cause=487');
  peer.send(reply(cancel, '200 OK', 'b1'));
  peer.send(reply(invite, '487 Request Terminated', 'b1'));
  t.equal((await user.take(user.responses)).status, 487);
  t.match(startLines(await peer.drain()), [/^ACK /]);
  t.throws(() => outgoing.cancel(), { code: 'unknown-transaction' });
  t.same(user.responses, [], 'the response to CANCEL is not shown');
});

void t.test(
  'a cancelled INVITE without final ends in a made-up 408 after 32 s, and a late 200 is ignored',
  async (t) => {
    const bench = await openBench(t);
    const { user, peer, clock, stack } = bench;
    const [outgoing, invite] = await call(bench);
    peer.send(reply(invite, '180 Ringing', 'b1', contact(bench)));
    await user.take(user.responses);
    outgoing.cancel();
    clock.advance(32_000);
    t.match(user.responses, [{ status: 408, reason: 'Request Timeout' }]);
    await peer.drain();
    peer.send(reply(invite, '200 OK', 'b1', contact(bench)));
    t.same(await peer.drain(), []);
    t.equal(user.responses.length, 1);
    t.equal(stack.counters.dialogs, 0);
  },
);

void t.test('a 200 that crosses the CANCEL is shown; after the ACK comes a BYE of the stack', async (t) => {
  const bench = await openBench(t);
  const { user, peer } = bench;
  const [outgoing, invite] = await call(bench);
  peer.send(reply(invite, '180 Ringing', 'b1', contact(bench)));
  await user.take(user.responses);
  outgoing.cancel();
  peer.send(reply(invite, '200 OK', 'b1', contact(bench)));
  t.equal((await user.take(user.responses)).status, 200);
  t.same(user.ended, []);
  outgoing.dialog?.ack({ headers: [] });
  t.match(startLines(await peer.drain()), [/^CANCEL /, /^ACK /, /^BYE /]);
  t.match(user.ended, [{ cause: 'cancel-crossed-answer' }]);
  t.throws(
    () => outgoing.dialog?.request({ method: 'BYE', uri: '', headers: [] }, { onResponse: user.onResponse }),
    { code: 'dialog-ended' },
  );
});

void t.test('silence after a provisional: the stack cancels after 185 s (timer C)', async (t) => {
  const bench = await openBench(t);
  const { user, peer, clock } = bench;
  const [, invite] = await call(bench);
  peer.send(reply(invite, '180 Ringing', 'b1', contact(bench)));
  await user.take(user.responses);
  clock.advance(185_000);
  const cancel = await peer.next();
  t.match(startLine(cancel), /^CANCEL /);
  peer.send(reply(invite, '487 Request Terminated', 'b1'));
  t.equal((await user.take(user.responses)).status, 487);
});

void t.test('no answer at all: a made-up 408 with a To tag, after 32 s', async (t) => {
  const bench = await openBench(t);
  const { user, clock } = bench;
  const [, invite] = await call(bench);
  clock.advance(32_000);
  const { message, tag } = ((response) => ({ message: response, tag: response?.to.params.get('tag') }))(
    user.responses[0],
  );
  t.match(message, { status: 408, reason: 'Request Timeout', callId: header(invite, 'Call-ID') });
  t.ok(tag);
  t.equal(bench.stack.counters.transactions, 0);
});

void t.test(
  'reliable provisionals: shown once, in order; the PRACK gets its RAck and goes to the fork',
  async (t) => {
    const bench = await openBench(t);
    const { user, peer } = bench;
    const [outgoing, invite] = await call(bench);
    const ringing = reply(invite, '180 Ringing', 'b1', `${contact(bench)}\nRequire: 100rel\nRSeq: 77`);
    peer.send(ringing);
    await user.take(user.responses);
    peer.send(ringing);
    peer.send(reply(invite, '183 Session Progress', 'b1', `${contact(bench)}\nRequire: 100rel\nRSeq: 79`));
    t.same(await peer.drain(), []);
    t.same(user.responses, [], 'neither the repeat nor the one out of order');
    outgoing.dialog?.request(
      { method: 'PRACK', uri: '', headers: [['rack', '77 1 INVITE']] },
      { onResponse: user.onResponse },
    );
    const prack = await peer.next();
    t.equal(startLine(prack), `PRACK sip:b@127.0.0.1:${peer.port} SIP/2.0`);
    t.equal(header(prack, 'RAck'), `77 ${header(invite, 'CSeq')}`);
    t.match(header(prack, 'To'), /;tag=b1$/);
  },
);

void t.test('a refused INVITE is ACKed by the stack and its early dialog ends', async (t) => {
  const bench = await openBench(t);
  const { user, peer, stack } = bench;
  const [outgoing, invite] = await call(bench);
  peer.send(reply(invite, '183 Session Progress', 'b1', contact(bench)));
  await user.take(user.responses);
  peer.send(reply(invite, '486 Busy Here', 'b1'));
  t.equal((await user.take(user.responses)).status, 486);
  const [ack = ''] = await peer.drain();
  t.equal(header(ack, 'Via'), header(invite, 'Via'));
  t.match(header(ack, 'To'), /;tag=b1$/);
  t.equal(outgoing.dialog?.state, 'ended');
  t.equal(stack.counters.dialogs, 0);
});

void t.test(
  'terminate: CANCEL while ringing, then ACK and BYE should the call be answered all the same',
  async (t) => {
    const bench = await openBench(t);
    const { user, peer } = bench;
    const [outgoing, invite] = await call(bench);
    peer.send(reply(invite, '180 Ringing', 'b1', contact(bench)));
    await user.take(user.responses);
    outgoing.dialog?.terminate('client gone');
    peer.send(reply(invite, '200 OK', 'b1', contact(bench)));
    await user.take(user.responses);
    t.match(startLines(await peer.drain()), [/^CANCEL /, /^ACK /, /^BYE /]);
    t.same(user.ended, []);
  },
);

void t.test('what cannot be sent is refused at once or made up after', async (t) => {
  const bench = await openBench(t, { lookup: (_host, found) => found(undefined) });
  const { stack, user } = bench;
  const own = stack.listenPoints[0]?.port;
  const request = (uri: string, headers: [string, string][] = [], body = ''): OutgoingRequest =>
    stack.request(
      { method: 'OPTIONS', uri, headers, body: Buffer.from(body) },
      { onResponse: user.onResponse },
    );
  t.throws(() => request('nonsense'), { code: 'invalid-uri' });
  t.throws(() => request('tel:+8613800000000'), { code: 'invalid-uri' });
  t.throws(() => request(`sip:127.0.0.1:${own}`), { code: 'to-myself' });
  t.throws(() => request('sip:127.0.0.9;transport=tcp'), { code: 'no-transport' });
  t.throws(() => request('sip:127.0.0.9', [['From', 'b"roken']]), { code: 'invalid-from' });
  t.throws(() => request('sip:127.0.0.9', [], 'text'), { code: 'missing-content-type' });
  request('sip:nowhere.example');
  t.same(user.responses, [], 'not before request() has returned');
  t.match(await user.take(user.responses), { status: 503, reason: 'DNS Error' });
  request('sips:127.0.0.9');
  t.match(await user.take(user.responses), { status: 416 });
  t.equal(stack.counters.transactions, 0);
});
