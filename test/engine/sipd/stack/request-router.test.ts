import t from 'tap';
import { Caller, header, openBench, startLine, startLines, tagOf } from './sip-peer.js';

void t.test('what RFC 3261 refuses, statelessly', async (t) => {
  const { user, peer, stack } = await openBench(t);
  const ask = async (text: string): Promise<string[]> => {
    peer.send(text);
    return startLines(await peer.drain());
  };
  const stranger = new Caller(peer, 'unknown');
  stranger.toTag = 'nobody';
  const gone = 'SIP/2.0 481 Call/Transaction Does Not Exist';
  const methods = [
    'BYE',
    'UPDATE',
    'INFO',
    'PRACK',
    'REFER',
    'OPTIONS',
    'MESSAGE',
    'NOTIFY',
    'SUBSCRIBE',
    'PUBLISH',
  ];
  for (const method of [...methods, 'CANCEL']) t.same(await ask(stranger.request(method)), [gone], method);
  t.same(await ask(stranger.request('INVITE')), ['SIP/2.0 100 Trying', gone]);
  t.same(await ask(stranger.request('ACK')), [], 'an ACK is never answered');
  const caller = new Caller(peer, 'new');
  t.same(await ask(caller.request('BYE')), [gone]);
  t.same(await ask(caller.request('OPTIONS', { headers: 'Max-Forwards: 0' })), ['SIP/2.0 483 Too Many Hops']);
  t.same(await ask(caller.request('DANCE')), ['SIP/2.0 501 Not Implemented']);
  t.same(await ask(caller.request('OPTIONS').replace(/From: .*/, 'From: <<>')), [
    'SIP/2.0 400 Bad From Header',
  ]);
  t.same(await ask(caller.request('INVITE').replace(/Contact: .*\n/, '')), [
    'SIP/2.0 400 Missing Contact Header',
  ]);
  t.same(user.requests, []);
  t.equal(stack.counters.transactions, 0);
});

void t.test('the same refusal has the same To tag again', async (t) => {
  const { peer } = await openBench(t);
  const text = new Caller(peer, 'new').request('BYE');
  peer.send(text);
  peer.send(text);
  const [first = '', second = ''] = await peer.drain();
  t.equal(first, second);
  t.ok(tagOf(header(first, 'To')));
});

void t.test('a request that comes by two ways is answered 482 the second time', async (t) => {
  const { user, peer } = await openBench(t);
  peer.send(new Caller(peer).request('INVITE', { branch: 'one' }));
  const invite = await user.take(user.requests);
  peer.send(new Caller(peer).request('INVITE', { branch: 'two' }));
  t.same(startLines(await peer.drain()), ['SIP/2.0 100 Trying', 'SIP/2.0 482 Loop Detected']);
  t.notOk(invite.isAnswered);
  t.same(user.requests, []);
});

void t.test(
  'one caller has one INVITE under way in a call: a second gets 482, one after a refusal is taken',
  async (t) => {
    const { user, peer } = await openBench(t);
    const caller = new Caller(peer);
    peer.send(caller.request('INVITE', { cseq: 1 }));
    const invite = await user.take(user.requests);
    peer.send(caller.request('INVITE', { cseq: 2 }));
    t.same(startLines(await peer.drain()), ['SIP/2.0 100 Trying', 'SIP/2.0 482 Loop Detected']);
    invite.respond({ status: 480, headers: [] });
    await peer.drain();
    peer.send(caller.request('INVITE', { cseq: 3 }));
    (await user.take(user.requests)).respond({ status: 200, headers: [] });
    t.match(startLines(await peer.drain()), [/^SIP\/2\.0 100/, /^SIP\/2\.0 200/]);
    peer.send(caller.request('INVITE', { cseq: 1, branch: 'late' }));
    t.same(
      startLines(await peer.drain()),
      ['SIP/2.0 482 Loop Detected'],
      'nor is there another while the call is up',
    );
  },
);

void t.test('in a dialog: an old CSeq and a second INVITE get 500, a short session 422', async (t) => {
  const { user, peer } = await openBench(t);
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE', { cseq: 10 }));
  const { message } = (await user.take(user.requests)).respond({ status: 200, headers: [] });
  caller.toTag = message.to.params.get('tag') ?? '';
  peer.send(caller.request('ACK', { cseq: 10 }));
  await user.take(user.requests);
  await peer.drain();
  peer.send(caller.request('INFO', { cseq: 9 }));
  t.same(startLines(await peer.drain()), ['SIP/2.0 500 Server Internal Error']);
  peer.send(caller.request('INVITE', { cseq: 11, headers: 'Session-Expires: 60' }));
  const [short = ''] = await peer.drain();
  t.equal(startLine(short), 'SIP/2.0 422 Session Interval Too Small');
  t.equal(header(short, 'Min-SE'), '90');
  peer.send(caller.request('INVITE', { cseq: 12 }));
  const reinvite = await user.take(user.requests);
  t.equal(reinvite.dialog?.id, 'call-1;from-tag=a1');
  peer.send(caller.request('INVITE', { cseq: 13 }));
  t.same(startLines(await peer.drain()), ['SIP/2.0 100 Trying', 'SIP/2.0 500 Server Internal Error']);
  const { message: ok } = reinvite.respond({ status: 200, headers: [] });
  t.match(ok.headers.get('Contact'), /^<sip:127/);
});

void t.test(
  'responses: to the source port with rport, else to the sent-by port; Via is completed for both',
  async (t) => {
    const { user, peer } = await openBench(t);
    const text = new Caller(peer).request('OPTIONS');
    peer.send(text);
    const plain = await user.take(user.requests);
    t.match(
      plain.message.headers.get('Via'),
      new RegExp(`127.0.0.1:${peer.port};branch=.*;rport=${peer.port}$`),
    );
    plain.respond({ status: 200, headers: [] });
    t.equal((await peer.drain()).length, 1);
    const natted = new Caller(peer, 'call-2')
      .request('OPTIONS')
      .replace(/127.0.0.1:\d+;branch/, '10.0.0.1:5060;rport;branch');
    peer.send(natted);
    const request = await user.take(user.requests);
    t.match(
      request.message.headers.get('Via'),
      new RegExp(`^SIP/2.0/UDP 10.0.0.1:5060;branch=.*;rport=${peer.port};received=127.0.0.1$`),
    );
    request.respond({ status: 200, headers: [] });
    t.equal((await peer.drain()).length, 1);
  },
);

void t.test('UPDATE while the INVITE is unanswered carries that INVITE', async (t) => {
  const { user, peer } = await openBench(t);
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE'));
  const invite = await user.take(user.requests);
  caller.toTag = invite.respond({ status: 180, headers: [] }).message.to.params.get('tag') ?? '';
  peer.send(caller.request('UPDATE'));
  const update = await user.take(user.requests);
  t.equal(update.invite, invite);
  t.equal(update.dialog, invite.dialog);
});

void t.test('more transactions than allowed are refused with 503', async (t) => {
  const { user, peer } = await openBench(t, { maxTransactions: 1 });
  peer.send(new Caller(peer, 'one').request('OPTIONS'));
  await user.take(user.requests);
  peer.send(new Caller(peer, 'two').request('OPTIONS'));
  const [refused = ''] = await peer.drain();
  t.equal(startLine(refused), 'SIP/2.0 503 Service Unavailable');
  t.equal(header(refused, 'Retry-After'), '5');
});
