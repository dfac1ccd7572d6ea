/**
 * Retransmission storms (RFC 3261 17): each copy of a message is answered, or dropped, by the transaction that is there.
 * None makes an object, reaches the user, or has a line of the log.
 */
import t from 'tap';
import { Caller, openBench, reply, startLine, tagOf, type Bench } from './sip-peer.js';

/** A burst that no receive queue loses, and their number. */
const BURST = 50;
const BURSTS = 6;

interface Held {
  readonly transactions: number;
  readonly dialogs: number;
  readonly sets: number;
}

void t.test('copies of requests cost nothing, in every state of a call', async (t) => {
  const bench = await openBench(t);
  const { peer, user } = bench;
  const notices: string[] = [];
  user.onNotice = (notice) => notices.push(notice);
  const caller = new Caller(peer);
  const storm = async (what: string, text: string): Promise<void> => {
    const before = held(bench);
    t.same(await copies(bench, text), before, what);
    t.same(user.requests, [], `${what}: the user has seen it once`);
  };

  const invite = caller.request('INVITE', { branch: 'invite', headers: 'Require: 100rel' });
  peer.send(invite);
  const call = await user.take(user.requests);
  await storm('INVITE', invite);
  const { headers } = call.respond({ status: 183, headers: [['Require', '100rel']] }).message;
  await storm('INVITE after its provisional', invite);
  caller.toTag = tagOf(headers.get('To') ?? '');
  const prack = caller.request('PRACK', {
    branch: 'prack',
    headers: `RAck: ${headers.get('RSeq') ?? ''} 1 INVITE`,
  });
  peer.send(prack);
  (await user.take(user.requests)).respond({ status: 200, headers: [] });
  await storm('PRACK', prack);
  const update = caller.request('UPDATE', { branch: 'update' });
  peer.send(update);
  (await user.take(user.requests)).respond({ status: 200, headers: [] });
  await storm('UPDATE', update);
  call.respond({ status: 200, headers: [], body: Buffer.from('v=0\r\n') });
  await storm('INVITE after its answer', invite);
  const ack = caller.request('ACK', { cseq: 1, branch: 'ack' });
  peer.send(ack);
  await user.take(user.requests);
  await storm('ACK', ack);
  const refer = caller.request('REFER', { branch: 'refer' });
  peer.send(refer);
  (await user.take(user.requests)).respond({ status: 405, headers: [] });
  await storm('a refused REFER', refer);
  const bye = caller.request('BYE', { branch: 'bye' });
  peer.send(bye);
  (await user.take(user.requests)).respond({ status: 200, headers: [] });
  await storm('BYE', bye);
  t.same(notices, []);
  t.same(user.errors, []);
});

void t.test(
  'copies of what is refused without a transaction have ten lines of the log a second at most',
  async (t) => {
    const bench = await openBench(t);
    const { peer, user } = bench;
    const notices: string[] = [];
    user.onNotice = (notice) => notices.push(notice);
    const before = held(bench);
    const loop = new Caller(peer, 'loop').request('INVITE', { branch: 'loop', headers: 'Max-Forwards: 0' });
    t.same(await copies(bench, loop), before, 'too many hops');
    const nowhere = new Caller(peer, 'nowhere');
    nowhere.toTag = 'nobody';
    t.same(await copies(bench, nowhere.request('BYE', { branch: 'nowhere' })), before, 'a BYE of no dialog');
    t.same(await copies(bench, nowhere.request('ACK', { branch: 'stray' })), before, 'an ACK of no dialog');
    t.same(await copies(bench, nowhere.request('CANCEL', { branch: 'none' })), before, 'a CANCEL of nothing');
    t.ok(notices.length <= 10, `lines of the log: ${notices.join(' | ')}`);
    t.same(user.requests, []);
  },
);

void t.test('copies of responses cost nothing, in every state of our call', async (t) => {
  const bench = await openBench(t);
  const { peer, user, stack } = bench;
  const notices: string[] = [];
  user.onNotice = (notice) => notices.push(notice);
  const sent = stack.request(
    { method: 'INVITE', uri: `sip:b@127.0.0.1:${peer.port}`, headers: [] },
    { onResponse: user.onResponse },
  );
  const invite = await peer.next();
  const contact = `Contact: <sip:b@127.0.0.1:${peer.port}>`;
  const storm = async (what: string, text: string): Promise<void> => {
    user.responses.splice(0);
    const before = held(bench);
    t.same(await copies(bench, text), before, what);
  };
  const ringing = reply(invite, '180 Ringing', 'b1', `${contact}\nRequire: 100rel\nRSeq: 7`);
  peer.send(ringing);
  await user.take(user.responses);
  await storm('a reliable 180', ringing);
  t.same(user.responses, [], 'shown once');
  const ok = reply(invite, '200 OK', 'b1', contact);
  peer.send(ok);
  await user.take(user.responses);
  sent.dialog?.ack({ headers: [] });
  await storm('a 200', ok);
  t.same(user.responses, [], 'shown once');
  await storm('a late 180', ringing);
  t.same(user.responses, []);
  const bye = sent.dialog?.request({ method: 'BYE', uri: '', headers: [] }, { onResponse: user.onResponse });
  t.ok(bye);
  const text = (await peer.drain()).find((one) => startLine(one).startsWith('BYE')) ?? (await peer.next());
  const gone = reply(text, '200 OK');
  peer.send(gone);
  await user.take(user.responses);
  await storm('the 200 of a BYE', gone);
  t.same(user.responses, []);
  t.same(notices, []);
  t.same(user.errors, []);
});

function held({ stack: { counters }, user }: Bench): Held {
  const sets = user.cancels.length + user.abandoned.length + user.ended.length;
  return { transactions: counters.transactions, dialogs: counters.dialogs, sets };
}

/** Sends the copies; what is held when all have been read. */
async function copies(bench: Bench, text: string): Promise<Held> {
  for (let n = 0; n < BURSTS; n += 1) {
    for (let i = 0; i < BURST; i += 1) bench.peer.send(text);
    await bench.peer.drain();
  }
  return held(bench);
}
