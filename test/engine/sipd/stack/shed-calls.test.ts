/**
 * New calls that the stack's user refuses because there are too many: without a transaction, and always in the same
 * way.
 */
import t from 'tap';
import type { StackUser } from '../../../../engine/sipd/stack/stack.js';
import { RefusedCalls } from '../../../../engine/sipd/stack/transaction/refused-calls.js';
import { ShedTag } from '../../../../engine/sipd/stack/transaction/shed-tag.js';
import { ReceiveDelay } from '../../../../engine/sipd/stack/transport/receive-delay.js';
import { Caller, header, openBench, startLine, startLines, UdpPeer } from './sip-peer.js';

void t.test('a refused call gets 503 and Retry-After, its repetition too, and its ACK nothing', async (t) => {
  let seconds: number | undefined = 3;
  let asked = 0;
  const refuseCall = (): number | undefined => {
    asked += 1;
    return seconds;
  };
  const { user, peer, stack } = await openBench(t, { refuseCall });
  const caller = new Caller(peer, 'shed');
  const invite = caller.request('INVITE');
  peer.send(invite);
  const [first = ''] = await peer.drain();
  t.equal(startLine(first), 'SIP/2.0 503 Service Unavailable');
  t.equal(header(first, 'Retry-After'), '3');
  t.match(header(first, 'To'), /;tag=./);
  seconds = undefined;
  peer.send(invite);
  const [again] = await peer.drain();
  t.equal(again, first, 'although it would come in now: its caller may have had the refusal');
  t.equal(asked, 1);
  const ack = invite.replace(/INVITE (sip:[^ ]+) /, 'ACK $1 ').replace(/CSeq: (\d+) INVITE/, 'CSeq: $1 ACK');
  peer.send(ack.replace(/^To: .*$/m, `To: ${header(first, 'To')}`));
  t.same(await peer.drain(), []);
  t.same(user.requests, []);
  t.match(stack.counters, { received: 5, absorbedRetransmissions: 0 }, 'the ACK is dropped unread');
  t.equal(stack.counters.transactions, 0);
  t.match(stack.counters, { callsShed: 1, shedAgain: 1 });
  const next = new Caller(peer, 'next');
  peer.send(next.request('INVITE'));
  t.same(startLines(await peer.drain()), ['SIP/2.0 100 Trying']);
  t.equal(user.requests.length, 1);
});

void t.test('a trace shows a refused call to its ACK', async (t) => {
  const { user, peer } = await openBench(t, { refuseCall: () => 3, isRefusingCalls: () => true });
  const seen: string[] = [];
  const traced: StackUser = user;
  traced.onTraffic = (direction, message) =>
    seen.push(`${direction} ${message.kind === 'request' ? message.method : message.status}`);
  const invite = new Caller(peer, 'traced').request('INVITE');
  peer.send(invite);
  const [refusal = ''] = await peer.drain();
  peer.send(
    invite
      .replace(/INVITE (sip:[^ ]+) /, 'ACK $1 ')
      .replace(/CSeq: (\d+) INVITE/, 'CSeq: $1 ACK')
      .replace(/^To: .*$/m, `To: ${header(refusal, 'To')}`),
  );
  await peer.drain();
  t.same(
    seen.filter((line) => !/MARK|501/.test(line)),
    ['in INVITE', 'out 503', 'in ACK'],
  );
});

void t.test('what belongs to a call, or is none, is never refused so', async (t) => {
  const gate = { isOpen: true };
  const { user, peer } = await openBench(t, { refuseCall: () => (gate.isOpen ? undefined : 3) });
  const caller = new Caller(peer, 'up');
  const invite = caller.request('INVITE');
  peer.send(invite);
  await peer.drain();
  gate.isOpen = false;
  peer.send(invite);
  t.same(startLines(await peer.drain()), ['SIP/2.0 100 Trying'], 'a repetition of the INVITE in work');
  user.requests[0]?.respond({ status: 180, headers: [] });
  const [ringing = ''] = await peer.drain();
  caller.toTag = /tag=([^;\s]+)/.exec(header(ringing, 'To'))?.[1] ?? '';
  for (const method of ['UPDATE', 'INFO']) {
    const before = user.requests.length;
    peer.send(caller.request(method));
    await peer.drain();
    t.equal(user.requests.length, before + 1, method);
  }
  const outside = new Caller(peer, 'outside');
  for (const method of ['OPTIONS', 'REGISTER', 'MESSAGE']) {
    const before = user.requests.length;
    peer.send(outside.request(method));
    await peer.drain();
    t.equal(user.requests.length, before + 1, method);
  }
});

void t.test('the ACK of a refused call is known by the tag, and nothing else is', (t) => {
  let count = 0;
  const tag = new ShedTag((bytes) => (count += 1).toString(16).padStart(2 * bytes, 'ab'));
  const to = (value: string): string => `To: <sip:x@127.0.0.1>;tag=${value}\r\n`;
  const ofShed = `${tag.beginning}0badcafe`;
  t.ok(tag.isInAck(Buffer.from(`ACK sip:x SIP/2.0\r\n${to(ofShed)}\r\n`)));
  const others = [`BYE sip:x SIP/2.0\r\n${to(ofShed)}`, `ACK sip:x SIP/2.0\r\n${to('other')}`, 'ACK', ''];
  for (const other of others) t.notOk(tag.isInAck(Buffer.from(other)), other);
  t.not(new ShedTag(() => 'another').beginning, tag.beginning, 'no peer can know it');
  t.end();
});

void t.test(
  'refused calls are kept as long as their callers repeat themselves, and not more than fit',
  (t) => {
    let now = 0;
    const calls = new RefusedCalls(() => now);
    calls.add('a', 2);
    now = 31_999;
    t.equal(calls.get('a'), 2);
    now = 60_000;
    t.equal(calls.get('a'), 2);
    now = 130_000;
    t.equal(calls.get('a'), undefined);
    for (let n = 0; n < 120_000; n += 1) calls.add(String(n), 1);
    t.equal(calls.get('119999'), 1);
    t.equal(calls.get('1'), undefined, 'a flood drives out the oldest');
    t.end();
  },
);

void t.test('the delay of the receive queue is that of a datagram to ourselves', (t) => {
  let now = 0;
  const sent: Buffer[] = [];
  const delay = new ReceiveDelay(
    (probe) => sent.push(Buffer.from(probe)),
    () => now,
  );
  const arrives = (probe = sent.at(-1) ?? Buffer.alloc(0)): boolean => delay.take(probe);
  t.equal(delay.measure(), 0);
  now = 500;
  t.equal(delay.measure(), 0, 'nothing is known before the first has come back');
  t.equal(sent.length, 1, 'and there is one at a time');
  t.equal(arrives(Buffer.alloc(17, 0xff)), false, 'one that a peer made up is no answer');
  t.ok(arrives());
  t.equal(arrives(), false, 'nor is one that is sent again');
  t.equal(delay.measure(), 500);
  now = 700;
  t.equal(delay.measure(), 500);
  now = 1300;
  t.equal(delay.measure(), 800, 'one that is still on its way is as late as that');
  now = 1500;
  t.equal(delay.measure(), 1000, 'the queue is full, and it is lost');
  now = 1510;
  t.ok(arrives());
  t.equal(delay.measure(), 10);
  for (let n = 0; n < 4; n += 1) {
    now += 1100;
    delay.measure();
  }
  t.equal(delay.measure(), 0, 'where none comes back any more nothing is known');
  t.end();
});

void t.test('a listener measures its own receive queue, and none of it is shown to anyone', async (t) => {
  const { user, stack, peer } = await openBench(t, {});
  stack.measureReceiveDelay();
  // What is sent to the same socket later is read later.
  peer.send(new Caller(peer, 'after').request('OPTIONS'));
  await peer.drain();
  t.equal(user.requests.length, 1);
  t.match(stack.counters, { received: 2, malformedDropped: 0, keepAlives: 0 });
});

const HEADERS = ['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Retry-After', 'Content-Length'];

/** The lines of a response, those of one name in their order, without the order of names. */
function fields(response: string): string[] {
  return response.split('\r\n').sort((a, b) => HEADERS.indexOf(nameIn(a)) - HEADERS.indexOf(nameIn(b)));
}

function nameIn(line: string): string {
  return line.slice(0, line.indexOf(':'));
}

void t.test('a refusal from the bytes is the one that the parser would lead to', async (t) => {
  const gate = { isRefusing: true };
  const { user, peer, stack } = await openBench(t, {
    refuseCall: () => 3,
    isRefusingCalls: () => gate.isRefusing,
    sources: { isTrunk: (address) => address === '127.0.0.1', registers: false },
  });
  const invite = new Caller(peer, 'same').request('INVITE', {
    body: 'v=0\n',
    headers: 'X-Secret: +8613812345678',
  });
  const forms: [title: string, text: string][] = [
    ['as usual', invite],
    ['rport', invite.replace(/branch=/, 'rport;branch=')],
    ['received already', invite.replace(/branch=/, 'received=192.0.2.1;branch=')],
    ['two Vias', invite.replace(/^From/m, 'v: SIP/2.0/TCP 192.0.2.9;branch=z9hG4bK-behind\nFrom')],
    [
      'compact',
      invite
        .replace(/^Via/m, 'v')
        .replace(/^From/m, 'f')
        .replace(/^To/m, 'T')
        .replace(/^Call-ID/m, 'I'),
    ],
    ['folded', invite.replace(/;tag=a1/, '\r\n ;tag=a1').replace(/^(Call-ID|To):/gm, '$1 :\r\n\t')],
    ['a list of Vias', invite.replace(/^(Via.*)$/m, '$1, SIP/2.0/TCP 192.0.2.9;branch=z9hG4bK-behind')],
    ['not UTF-8', invite.replace('<sip:a@', '"\xe4" <sip:a@')],
  ];
  for (const [title, text] of forms) {
    const bytes = Buffer.from(text.replaceAll(/\r?\n/g, '\r\n'), 'latin1');
    const answers: string[] = [];
    for (const isRefusing of [true, false, true]) {
      gate.isRefusing = isRefusing;
      peer.sendRaw(bytes);
      const [answer = ''] = await peer.drain();
      t.equal(startLine(answer), 'SIP/2.0 503 Service Unavailable', title);
      answers.push(answer);
    }
    const [unread = '', parsed = '', again = ''] = answers;
    t.same(fields(unread), fields(parsed), title);
    t.same(fields(again), fields(parsed), `${title}: its repetition too, with the same tag`);
    t.notMatch(unread, /8613812345678|v=0|X-Secret|Contact/, 'nothing else of it comes back');
  }
  t.same(user.requests, []);
  t.equal(stack.counters.transactions, 0);
  t.ok(stack.counters.callsShed > 0);
});

void t.test(
  'while calls are refused, only new ones of trunks are judged before they are parsed',
  async (t) => {
    let asked = 0;
    const gate: { seconds: number | undefined } = { seconds: undefined };
    const { user, peer, stack } = await openBench(t, {
      refuseCall: () => {
        asked += 1;
        return gate.seconds;
      },
      isRefusingCalls: () => true,
      sources: { isTrunk: (address) => address === '127.0.0.1', registers: false },
    });
    const caller = new Caller(peer, 'in');
    const invite = caller.request('INVITE');
    peer.send(invite);
    t.same(startLines(await peer.drain()), ['SIP/2.0 100 Trying'], 'one that is admitted goes on');
    t.equal(asked, 1, 'and is asked about once');
    gate.seconds = 3;
    peer.send(invite);
    t.same(startLines(await peer.drain()), ['SIP/2.0 100 Trying'], 'a repetition of the INVITE in work');
    user.requests[0]?.respond({ status: 200, headers: [['Contact', '<sip:x@127.0.0.1>']] });
    const [answer = ''] = await peer.drain();
    caller.toTag = /tag=([^;\s]+)/.exec(header(answer, 'To'))?.[1] ?? '';
    peer.send(caller.request('ACK', { cseq: 1 }));
    peer.send(caller.request('INVITE', { cseq: 2 }));
    t.same(startLines(await peer.drain()), ['SIP/2.0 100 Trying'], 'an INVITE within the call');
    const stray = new Caller(peer, 'stray');
    stray.toTag = 'unknown';
    peer.send(stray.request('INVITE'));
    t.same(startLines(await peer.drain()).at(-1), 'SIP/2.0 481 Call/Transaction Does Not Exist');
    peer.send(new Caller(peer, 'bad').request('INVITE').replace(/^From: .*$/m, 'From: <sip:a@127.0.0.1'));
    t.match(startLine((await peer.drain())[0] ?? ''), /^SIP\/2.0 400 /, 'one that is malformed is told so');
    t.equal(asked, 1);
    const shedBefore = stack.counters.callsShed;
    const stranger = await UdpPeer.open(stack, '127.0.0.9');
    t.teardown(() => stranger.close());
    stranger.send(new Caller(stranger, 'stranger').request('INVITE'));
    peer.send(new Caller(peer, 'known').request('INVITE'));
    t.same(startLines(await peer.drain()), ['SIP/2.0 503 Service Unavailable']);
    t.equal(stack.counters.callsShed, shedBefore + 1);
    t.same(stranger.pending, [], 'a stranger gets no answer');
  },
);

void t.test('while calls are refused, what else comes is answered too, and in its order', async (t) => {
  let admits = true;
  const { user, peer } = await openBench(t, {
    refuseCall: () => (admits ? undefined : 3),
    isRefusingCalls: () => true,
  });
  const call = new Caller(peer, 'call');
  const invite = call.request('INVITE');
  peer.send(invite);
  await peer.drain();
  t.equal(user.requests.length, 1);
  user.requests[0]?.respond({ status: 180, headers: [] });
  const [ringing = ''] = await peer.drain();
  call.toTag = /tag=([^;\s]+)/.exec(header(ringing, 'To'))?.[1] ?? '';
  admits = false;
  peer.send(invite);
  for (let n = 0; n < 100; n += 1) peer.send(call.request('INFO'));
  peer.send(new Caller(peer, 'refused').request('INVITE'));
  const lines = startLines(await peer.drain());
  t.ok(lines.includes('SIP/2.0 503 Service Unavailable'));
  t.equal(user.requests.length, 101, 'the copy made no call, and each INFO came');
  const cseqs = user.requests.slice(1).map(({ message }) => message.cseq.number);
  t.same(
    cseqs,
    [...cseqs].sort((a, b) => a - b),
    'in their order',
  );
});
