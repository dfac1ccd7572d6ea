import t from 'tap';
import { header, openBench, startLine, tagOf } from './sip-peer.js';

void t.test('a call from the network: 100, 180, 200, ACK, BYE', async (t) => {
  const { user, peer, stack } = await openBench(t);
  peer.send(`
    INVITE sip:x@127.0.0.1 SIP/2.0
    Via: SIP/2.0/UDP 127.0.0.1:${peer.port};branch=z9hG4bK-1
    From: <sip:a@127.0.0.1>;tag=a1
    To: <sip:x@127.0.0.1>
    Call-ID: call-1
    CSeq: 1 INVITE
    Contact: <sip:a@127.0.0.1:${peer.port}>
    Max-Forwards: 70
    Content-Length: 0
  `);
  t.equal(startLine(await peer.next()), 'SIP/2.0 100 Trying');
  const invite = await user.take(user.requests);
  invite.respond({ status: 180, headers: [] });
  const ringing = await peer.next();
  t.equal(startLine(ringing), 'SIP/2.0 180 Ringing');
  const tag = tagOf(header(ringing, 'To'));
  t.equal(invite.dialog?.id, 'call-1;from-tag=a1');
  const sent = invite.respond({ status: 200, headers: [], body: Buffer.from('v=0\r\n') });
  t.match(sent.message.headers.get('Contact'), /^<sip:127\.0\.0\.1:\d+>$/);
  const ok = await peer.next();
  t.equal(startLine(ok), 'SIP/2.0 200 OK');
  t.equal(header(ok, 'Content-Type'), 'application/sdp');
  peer.send(`
    ACK sip:x@127.0.0.1 SIP/2.0
    Via: SIP/2.0/UDP 127.0.0.1:${peer.port};branch=z9hG4bK-2
    From: <sip:a@127.0.0.1>;tag=a1
    To: <sip:x@127.0.0.1>;tag=${tag}
    Call-ID: call-1
    CSeq: 1 ACK
    Content-Length: 0
  `);
  const ack = await user.take(user.requests);
  t.equal(ack.invite, invite);
  peer.send(`
    BYE sip:x@127.0.0.1 SIP/2.0
    Via: SIP/2.0/UDP 127.0.0.1:${peer.port};branch=z9hG4bK-3
    From: <sip:a@127.0.0.1>;tag=a1
    To: <sip:x@127.0.0.1>;tag=${tag}
    Call-ID: call-1
    CSeq: 2 BYE
    Content-Length: 0
  `);
  const bye = await user.take(user.requests);
  bye.respond({ status: 200, headers: [] });
  t.equal(startLine(await peer.next()), 'SIP/2.0 200 OK');
  t.equal(stack.counters.dialogs, 0);
  t.same(user.errors, []);
});

void t.test('what is live is listed with its age, and gone once it has ended', async (t) => {
  const { user, peer, stack, clock } = await openBench(t);
  const none = { total: 0, items: [] };
  t.same(stack.live(10), { transactions: none, dialogs: none });
  const from = `127.0.0.1:${peer.port}`;
  const inDialog = (method: string, cseq: number, to: string): string => `
    ${method} sip:x@127.0.0.1 SIP/2.0
    Via: SIP/2.0/UDP ${from};branch=z9hG4bK-${cseq}
    From: <sip:a@127.0.0.1>;tag=a1
    To: <sip:x@127.0.0.1>${to}
    Call-ID: call-1
    CSeq: ${cseq} ${method}
    Contact: <sip:a@${from}>
    Max-Forwards: 70
    Content-Length: 0
  `;
  peer.send(inDialog('INVITE', 1, ''));
  const invite = await user.take(user.requests);
  clock.advance(1500);
  invite.respond({ status: 180, headers: [] });
  clock.advance(500);
  const came = { method: 'INVITE', direction: 'in', state: 'proceeding', branch: 'z9hG4bK-1', peer: from };
  t.same(stack.live(10), {
    transactions: { total: 1, items: [{ ...came, ageMs: 2000 }] },
    dialogs: { total: 1, items: [{ id: 'call-1;from-tag=a1', role: 'uas', state: 'early', ageMs: 500 }] },
  });
  const outgoing = stack.request(
    { method: 'INVITE', uri: `sip:b@${from}`, headers: [] },
    { onResponse: () => undefined },
  );
  const branch = outgoing.sent.message.topVia.branch ?? '';
  const began = { method: 'INVITE', direction: 'out', state: 'calling', branch, peer: from };
  t.same(stack.live(10).transactions, {
    total: 2,
    items: [
      { ...came, ageMs: 2000 },
      { ...began, ageMs: 0 },
    ],
  });
  t.same(
    stack.live(1).transactions,
    { total: 2, items: [{ ...came, ageMs: 2000 }] },
    'no more than asked for',
  );
  t.same(stack.live(0).dialogs, { total: 1, items: [] });
  invite.respond({ status: 486, headers: [] });
  const { transactions, dialogs } = stack.live(10);
  t.same(dialogs, none);
  t.match(transactions.items[0], { ...came, state: 'completed' }, 'an answered request is named by its key');
});

void t.test('a call to the network: INVITE, 180, 200, ACK, BYE', async (t) => {
  const { user, peer, stack } = await openBench(t);
  const outgoing = stack.request(
    {
      method: 'INVITE',
      uri: `sip:b@127.0.0.1:${peer.port}`,
      headers: [
        ['from', 'sip:x@localhost'],
        ['contact', 'sip:x@localhost'],
      ],
      body: Buffer.from('v=0\r\n'),
    },
    { onResponse: user.onResponse },
  );
  const invite = await peer.next();
  t.equal(invite, Buffer.from(invite).toString());
  t.match(header(invite, 'From'), /^<sip:x@127\.0\.0\.1:\d+>;tag=/);
  const reply = (status: string): string => `
    SIP/2.0 ${status}
    Via: ${header(invite, 'Via')}
    From: ${header(invite, 'From')}
    To: ${header(invite, 'To')};tag=b1
    Call-ID: ${header(invite, 'Call-ID')}
    CSeq: ${header(invite, 'CSeq')}
    Contact: <sip:b@127.0.0.1:${peer.port}>
    Content-Length: 0
  `;
  peer.send(reply('180 Ringing'));
  t.equal((await user.take(user.responses)).status, 180);
  t.ok(outgoing.dialog);
  peer.send(reply('200 OK'));
  t.equal((await user.take(user.responses)).status, 200);
  outgoing.dialog?.ack({ headers: [] });
  const ack = await peer.next();
  t.equal(startLine(ack), `ACK sip:b@127.0.0.1:${peer.port} SIP/2.0`);
  outgoing.dialog?.request(
    { method: 'BYE', uri: 'sip:placeholder', headers: [] },
    { onResponse: user.onResponse },
  );
  const bye = await peer.next();
  t.equal(startLine(bye), `BYE sip:b@127.0.0.1:${peer.port} SIP/2.0`);
  peer.send(`
    SIP/2.0 200 OK
    Via: ${header(bye, 'Via')}
    From: ${header(bye, 'From')}
    To: ${header(bye, 'To')}
    Call-ID: ${header(bye, 'Call-ID')}
    CSeq: ${header(bye, 'CSeq')}
    Content-Length: 0
  `);
  t.equal((await user.take(user.responses)).status, 200);
  t.equal(stack.counters.dialogs, 0);
  t.same(user.errors, []);
});
