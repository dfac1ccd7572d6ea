import t from 'tap';
import { StackError } from '../../../../../engine/sipd/stack/stack-error.js';
import { Caller, header, openBench, startLine, startLines, tagOf } from '../sip-peer.js';

void t.test('our 2xx is repeated until its ACK, then never again', async (t) => {
  const { user, peer, clock } = await openBench(t);
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE'));
  const invite = await user.take(user.requests);
  invite.respond({ status: 200, headers: [] });
  clock.advance(4_000);
  const came = await peer.drain();
  t.same(startLines(came), ['SIP/2.0 100 Trying', ...Array<string>(4).fill('SIP/2.0 200 OK')]);
  caller.toTag = tagOf(header(came[1] ?? '', 'To'));
  peer.send(caller.request('ACK', { cseq: 1 }));
  t.equal((await user.take(user.requests)).invite, invite);
  peer.send(caller.request('ACK', { cseq: 1 }));
  clock.advance(60_000);
  t.same(await peer.drain(), []);
  t.same(user.requests, [], 'a repeated ACK is not shown');
  t.same(user.ended, []);
});

void t.test('without ACK the call is ended with BYE after 32 s, and the user is notified', async (t) => {
  const { user, peer, clock, stack } = await openBench(t);
  peer.send(new Caller(peer).request('INVITE'));
  const invite = await user.take(user.requests);
  invite.respond({ status: 200, headers: [] });
  clock.advance(32_000);
  const bye = (await peer.drain()).at(-1) ?? '';
  t.equal(startLine(bye), `BYE sip:a@127.0.0.1:${peer.port} SIP/2.0`);
  t.equal(header(bye, 'Reason'), 'SIP;cause=200;text="ACK timeout"');
  t.equal(header(bye, 'To'), '<sip:a@127.0.0.1>;tag=a1');
  t.match(user.ended, [{ cause: 'ack-timeout', dialog: { state: 'ended' } }]);
  t.equal(stack.counters.dialogs, 0);
});

void t.test(
  'CANCEL before any answer of the user: 200 and 487 with one To tag, 487 until its ACK',
  async (t) => {
    const { user, peer, clock } = await openBench(t);
    const caller = new Caller(peer);
    peer.send(caller.request('INVITE', { branch: 'i' }));
    const invite = await user.take(user.requests);
    peer.send(caller.request('CANCEL', { cseq: 1, branch: 'i' }));
    t.equal(await user.take(user.cancels), invite);
    const [, ok = '', terminated = ''] = await peer.drain();
    t.same(startLines([ok, terminated]), ['SIP/2.0 200 OK', 'SIP/2.0 487 Request Terminated']);
    t.equal(header(ok, 'CSeq'), '1 CANCEL');
    t.equal(header(ok, 'To'), header(terminated, 'To'));
    t.throws(() => invite.respond({ status: 180, headers: [] }), { code: 'unknown-transaction' });
    clock.advance(500);
    t.same(startLines(await peer.drain()), ['SIP/2.0 487 Request Terminated']);
    peer.send(caller.request('ACK', { cseq: 1, branch: 'i' }));
    await peer.drain();
    clock.advance(60_000);
    t.same(await peer.drain(), []);
    t.same(user.abandoned, [], 'not abandoned beside');
  },
);

void t.test('CANCEL after a provisional ends the early dialog with its tag', async (t) => {
  const { user, peer, stack } = await openBench(t);
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE', { branch: 'i' }));
  const invite = await user.take(user.requests);
  const { message } = invite.respond({ status: 180, headers: [['To', '<sip:x@h>;tag=mine']] });
  t.equal(message.to.params.get('tag'), 'mine', 'the user may choose the tag');
  t.equal(stack.counters.dialogs, 1);
  peer.send(caller.request('CANCEL', { cseq: 1, branch: 'i' }));
  await user.take(user.cancels);
  const tags = (await peer.drain()).slice(1).map((text) => tagOf(header(text, 'To')));
  t.same(tags, ['mine', 'mine', 'mine']);
  t.equal(stack.counters.dialogs, 0);
});

void t.test('CANCEL that crosses our 200: 200, and BYE once the 200 is ACKed', async (t) => {
  const { user, peer } = await openBench(t);
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE', { branch: 'i' }));
  const invite = await user.take(user.requests);
  const { message } = invite.respond({ status: 200, headers: [] });
  peer.send(caller.request('CANCEL', { cseq: 1, branch: 'i' }));
  t.same(
    (await peer.drain()).map((text) => `${startLine(text)} ${header(text, 'CSeq')}`),
    ['SIP/2.0 100 Trying 1 INVITE', 'SIP/2.0 200 OK 1 INVITE', 'SIP/2.0 200 OK 1 CANCEL'],
  );
  caller.toTag = message.to.params.get('tag') ?? '';
  peer.send(caller.request('ACK', { cseq: 1 }));
  t.match(startLines(await peer.drain()), [/^BYE /]);
  t.match(user.ended, [{ cause: 'cancel-crossed-answer' }]);
  t.same(user.cancels, []);
});

void t.test(
  'a reliable provisional is repeated until its PRACK; the next one and the 200 wait for theirs',
  async (t) => {
    const { user, peer, clock } = await openBench(t);
    const caller = new Caller(peer, 'call-1', 'Supported: 100rel');
    peer.send(caller.request('INVITE'));
    const invite = await user.take(user.requests);
    const body = Buffer.from('v=0\r\n');
    const first = invite.respond({ status: 183, headers: [['require', '100rel']], body });
    invite.respond({ status: 180, headers: [['require', '100rel']] });
    invite.respond({ status: 200, headers: [], body });
    t.ok(invite.isAnswered);
    clock.advance(1_500);
    t.same(startLines(await peer.drain()), [
      'SIP/2.0 100 Trying',
      'SIP/2.0 183 Session Progress',
      'SIP/2.0 183 Session Progress',
      'SIP/2.0 183 Session Progress',
    ]);
    const rseq = Number(first.message.headers.get('RSeq'));
    t.ok(first.message.headers.has('Contact'));
    caller.toTag = first.message.to.params.get('tag') ?? '';
    peer.send(caller.request('PRACK', { headers: `RAck: ${rseq + 5} 1 INVITE` }));
    t.same(startLines(await peer.drain()), ['SIP/2.0 481 Call/Transaction Does Not Exist']);
    peer.send(caller.request('PRACK', { headers: `RAck: ${rseq} 1 INVITE` }));
    (await user.take(user.requests)).respond({ status: 200, headers: [] });
    t.same(startLines(await peer.drain()), ['SIP/2.0 180 Ringing', 'SIP/2.0 200 OK']);
    peer.send(caller.request('PRACK', { headers: `RAck: ${rseq + 1} 1 INVITE` }));
    (await user.take(user.requests)).respond({ status: 200, headers: [] });
    t.same((await peer.drain()).map((text) => header(text, 'CSeq')).sort(), ['1 INVITE', '4 PRACK']);
  },
);

void t.test(
  'every provisional with a To tag has our Contact, and the tag of the final response',
  async (t) => {
    const { user, peer } = await openBench(t);
    peer.send(new Caller(peer).request('INVITE'));
    const invite = await user.take(user.requests);
    for (const status of [180, 183, 181, 200]) invite.respond({ status, headers: [] });
    const [trying = '', ...others] = await peer.drain();
    t.same([header(trying, 'Contact'), tagOf(header(trying, 'To'))], ['', '']);
    t.equal(others.length, 4);
    for (const text of others) {
      t.equal(header(text, 'Contact'), `<sip:127.0.0.1:${peer.stackPort}>`, startLine(text));
      t.equal(header(text, 'To'), header(others[0] ?? '', 'To'), startLine(text));
    }
  },
);

void t.test(
  'a PRACK names provisional, INVITE and method; one overtaken by the 200 is answered',
  async (t) => {
    const { user, peer } = await openBench(t);
    const caller = new Caller(peer, 'call-1', 'Supported: 100rel');
    peer.send(caller.request('INVITE'));
    const invite = await user.take(user.requests);
    const { message } = invite.respond({ status: 180, headers: [['Require', '100rel']] });
    const rseq = message.headers.get('RSeq') ?? '';
    caller.toTag = message.to.params.get('tag') ?? '';
    await peer.drain();
    const gone = 'SIP/2.0 481 Call/Transaction Does Not Exist';
    for (const rack of [`${rseq} 7 INVITE`, `${rseq} 1 UPDATE`, `${rseq} INVITE`, `x${rseq} 1 INVITE`]) {
      peer.send(caller.request('PRACK', { headers: `RAck: ${rack}` }));
      t.same(startLines(await peer.drain()), [gone], rack);
    }
    peer.send(caller.request('PRACK'));
    t.same(startLines(await peer.drain()), [gone], 'no RAck');
    invite.respond({ status: 200, headers: [] });
    t.same(startLines(await peer.drain()), ['SIP/2.0 200 OK'], 'no session is waited for');
    peer.send(caller.request('PRACK', { headers: `RAck: ${rseq} 1 INVITE` }));
    t.equal((await user.take(user.requests)).message.method, 'PRACK');
    peer.send(caller.request('PRACK', { headers: `RAck: ${rseq} 1 INVITE` }));
    t.same(startLines(await peer.drain()), [gone], 'once');
  },
);

void t.test('a reliable provisional without PRACK for 32 s ends the INVITE', async (t) => {
  const { user, peer, clock } = await openBench(t);
  peer.send(new Caller(peer, 'call-1', 'Supported: 100rel').request('INVITE'));
  const invite = await user.take(user.requests);
  invite.respond({ status: 180, headers: [['Require', '100rel']] });
  clock.advance(32_000);
  t.equal(startLine((await peer.drain()).at(-1) ?? ''), 'SIP/2.0 504 Server Time-out');
  t.same(user.abandoned, [invite]);
});

void t.test('Require: 100rel to a caller that does not know it is refused', async (t) => {
  const { user, peer } = await openBench(t);
  peer.send(new Caller(peer).request('INVITE'));
  const invite = await user.take(user.requests);
  t.throws(
    () => invite.respond({ status: 180, headers: [['Require', '100rel']] }),
    new StackError('no-100rel', 'Remote endpoint does not support 100rel'),
  );
});

void t.test('a repeated INVITE and BYE are absorbed and answered as before', async (t) => {
  const { user, peer, stack } = await openBench(t);
  const caller = new Caller(peer);
  const text = caller.request('INVITE');
  peer.send(text);
  const invite = await user.take(user.requests);
  const { message } = invite.respond({ status: 180, headers: [] });
  peer.send(text);
  t.same(startLines(await peer.drain()), [
    'SIP/2.0 100 Trying',
    'SIP/2.0 180 Ringing',
    'SIP/2.0 180 Ringing',
  ]);
  caller.toTag = message.to.params.get('tag') ?? '';
  invite.respond({ status: 200, headers: [] });
  peer.send(caller.request('ACK', { cseq: 1 }));
  await user.take(user.requests);
  const bye = caller.request('BYE');
  peer.send(bye);
  (await user.take(user.requests)).respond({ status: 200, headers: [] });
  peer.send(bye);
  t.same(startLines(await peer.drain()), ['SIP/2.0 200 OK', 'SIP/2.0 200 OK', 'SIP/2.0 200 OK']);
  t.equal(stack.counters.absorbedRetransmissions, 2);
  t.same(user.requests, []);
});

void t.test('BYE while ringing: the INVITE gets 487 and is reported abandoned', async (t) => {
  const { user, peer } = await openBench(t);
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE'));
  const invite = await user.take(user.requests);
  caller.toTag = invite.respond({ status: 180, headers: [] }).message.to.params.get('tag') ?? '';
  peer.send(caller.request('BYE'));
  const bye = await user.take(user.requests);
  bye.respond({ status: 200, headers: [] });
  t.same(user.abandoned, [invite]);
  t.same(startLines(await peer.drain()).slice(2), ['SIP/2.0 487 Request Terminated', 'SIP/2.0 200 OK']);
});

void t.test(
  'Record-Route of the caller goes into what makes the dialog, and routes our requests',
  async (t) => {
    const { user, peer } = await openBench(t);
    const caller = new Caller(
      peer,
      'call-1',
      `Record-Route: <sip:127.0.0.1:${peer.port};lr>, <sip:p2.example;lr>`,
    );
    peer.send(caller.request('INVITE'));
    const invite = await user.take(user.requests);
    const { message } = invite.respond({ status: 200, headers: [] });
    t.equal(message.headers.get('Record-Route'), `<sip:127.0.0.1:${peer.port};lr>, <sip:p2.example;lr>`);
    caller.toTag = message.to.params.get('tag') ?? '';
    peer.send(caller.request('ACK', { cseq: 1 }));
    await user.take(user.requests);
    invite.dialog?.request(
      { method: 'INFO', uri: 'sip:placeholder', headers: [] },
      { onResponse: user.onResponse },
    );
    const info = (await peer.drain()).at(-1) ?? '';
    t.match(
      info,
      [
        `INFO sip:a@127.0.0.1:${peer.port} SIP/2.0`,
        `Via: ${header(info, 'Via')}`,
        `Route: <sip:127.0.0.1:${peer.port};lr>`,
        'Route: <sip:p2.example;lr>',
        'Max-Forwards: 70',
        `From: <sip:x@127.0.0.1>;tag=${caller.toTag}`,
        'To: <sip:a@127.0.0.1>;tag=a1',
        'Call-ID: call-1',
      ].join('\r\n'),
    );
  },
);

void t.test('BYE while our 200 waits for a PRACK: the INVITE gets 487 instead', async (t) => {
  const { user, peer, stack } = await openBench(t);
  const caller = new Caller(peer, 'call-1', 'Supported: 100rel');
  peer.send(caller.request('INVITE'));
  const invite = await user.take(user.requests);
  const body = Buffer.from('v=0\r\n');
  const { message } = invite.respond({ status: 183, headers: [['Require', '100rel']], body });
  invite.respond({ status: 200, headers: [], body });
  caller.toTag = message.to.params.get('tag') ?? '';
  peer.send(caller.request('BYE'));
  (await user.take(user.requests)).respond({ status: 200, headers: [] });
  t.same(
    (await peer.drain()).map((text) => `${startLine(text)}, ${header(text, 'CSeq')}`),
    [
      'SIP/2.0 100 Trying, 1 INVITE',
      'SIP/2.0 183 Session Progress, 1 INVITE',
      'SIP/2.0 487 Request Terminated, 1 INVITE',
      'SIP/2.0 200 OK, 2 BYE',
    ],
  );
  t.same(user.abandoned, [], 'the user had answered');
  t.equal(stack.counters.dialogs, 0);
});
