/**
 * New requests to a name with several servers (RFC 3263 4.3): which of them gets one, and that no phone rings twice.
 */
import t, { type Test } from 'tap';
import type { OutgoingRequest } from '../../../../../engine/sipd/stack/stack.js';
import type { AskDns } from '../../../../../engine/sipd/stack/dns/records.js';
import { header, openBench, reply, startLine, startLines, UdpPeer, type Bench } from '../sip-peer.js';

/** Two servers of `carrier.example`, in this order. */
async function open(t: Test): Promise<Bench & { first: UdpPeer; second: UdpPeer }> {
  const ports: number[] = [];
  const records: Readonly<Record<string, readonly unknown[]>> = {
    'A one.example': ['127.0.0.1'],
    'A two.example': ['127.0.0.1'],
  };
  const dns: AskDns = (name, kind, found) => {
    const servers = ports.map((port, n) => ({
      ...{ priority: n, weight: 0, port, target: n === 0 ? 'one.example' : 'two.example' },
    }));
    const isService = `${kind} ${name}` === 'SRV _sip._udp.carrier.example';
    const found_ = isService ? servers : (records[`${kind} ${name}`] ?? []);
    queueMicrotask(() => found({ records: found_ as never, seconds: 60 }));
  };
  const bench = await openBench(t, { dns, lookup: (_host, found) => found(undefined) });
  const [first, second] = [await UdpPeer.open(bench.stack), await UdpPeer.open(bench.stack)];
  ports.push(first.port, second.port);
  t.teardown(async () => {
    await Promise.all([first.close(), second.close()]);
  });
  return { ...bench, first, second };
}

function send({ stack, user }: Bench, method = 'INVITE'): OutgoingRequest {
  const contact: [string, string][] = method === 'INVITE' ? [['Contact', '<sip:x@localhost>']] : [];
  const draft = { method, uri: 'sip:b@carrier.example', headers: contact };
  return stack.request(draft, { onResponse: user.onResponse });
}

/** The keep-alive that finds closed ports may be answered now and then; what matters are the messages. */
function branchOf(message: string): string {
  return /branch=([^;]+)/.exec(header(message, 'Via'))?.[1] ?? '';
}

void t.test('503 leads to the next server, in a new transaction of the same request', async (t) => {
  const bench = await open(t);
  const { user, first, second } = bench;
  const outgoing = send(bench);
  const invite = await first.next();
  first.send(reply(invite, '100 Trying'));
  first.send(reply(invite, '503 Busy', 'one', 'Retry-After: 120'));
  t.match(startLine(await first.next()), /^ACK /);
  const again = await second.next();
  t.equal(header(again, 'Call-ID'), header(invite, 'Call-ID'));
  t.equal(header(again, 'CSeq'), header(invite, 'CSeq'));
  t.not(branchOf(again), branchOf(invite));
  t.equal(outgoing.sent.flow.remotePort, second.port, 'the sender sees where it is now');
  second.send(reply(again, '486 Busy Here', 'two'));
  t.match(await user.take(user.responses), { status: 486 });
  t.match(startLine(await second.next()), /^ACK /);
  t.same(user.responses, [], 'the 503 is not shown');
  first.send(reply(invite, '503 Busy', 'one'));
  t.match(startLine(await first.next()), /^ACK /, 'its repeat is acknowledged');
  bench.clock.advance(40_000);
  send(bench);
  t.match(startLine(await second.next()), /^INVITE /, 'who wants no calls comes last for that time');
  t.same(await first.drain(), []);
});

for (const [what, provisional] of [
  ['ringing', '180 Ringing'],
  ['progress without audio', '183 Session Progress'],
] as const)
  void t.test(`after ${what} a 503 is final`, async (t) => {
    const bench = await open(t);
    const { user, first, second } = bench;
    send(bench);
    const invite = await first.next();
    first.send(reply(invite, provisional, 'one', `Contact: <sip:b@127.0.0.1:${first.port}>`));
    t.match(await user.take(user.responses), { status: Number(provisional.slice(0, 3)) });
    first.send(reply(invite, '503 Busy', 'one'));
    t.match(await user.take(user.responses), { status: 503 });
    t.same(await second.drain(), []);
  });

void t.test('other refusals are final', async (t) => {
  const bench = await open(t);
  const { user, first, second } = bench;
  for (const status of ['404 Not Found', '486 Busy Here', '500 Failed', '603 Decline']) {
    send(bench);
    first.send(reply(await first.next(), status, 'one'));
    t.match(await user.take(user.responses), { status: Number(status.slice(0, 3)) });
    await first.next();
  }
  t.same(await second.drain(), []);
});

void t.test('silence leads to the next server; what the first says late is cancelled', async (t) => {
  const bench = await open(t);
  const { user, clock, first, second } = bench;
  send(bench);
  const invite = await first.next();
  clock.advance(500);
  clock.advance(1000);
  const again = await second.next();
  t.not(branchOf(again), branchOf(invite));
  t.match(startLines(await first.drain()), [/^INVITE /, /^INVITE /]);
  clock.advance(20_000);
  t.same(await first.drain(), [], 'it gets no further repeats');
  const late = reply(invite, '180 Ringing', 'one', `Contact: <sip:b@127.0.0.1:${first.port}>`);
  first.send(late);
  const cancel = await first.next();
  t.match(startLine(cancel), /^CANCEL /);
  t.equal(branchOf(cancel), branchOf(invite));
  first.send(reply(cancel, '200 OK', 'one'));
  first.send(reply(invite, '487 Request Terminated', 'one'));
  t.match(startLine(await first.next()), /^ACK /);
  t.same(user.responses, [], 'and not shown');
  second.send(reply(again, '486 Busy Here', 'two'));
  t.match(await user.take(user.responses), { status: 486 });
  clock.advance(1);
  send(bench);
  await second.drain();
  t.same(await first.drain(), [], 'the next call does not wait for it');
});

void t.test(
  'an answer that crosses the CANCEL is the answer, and the other server is cancelled',
  async (t) => {
    const bench = await open(t);
    const { user, clock, first, second } = bench;
    send(bench);
    const invite = await first.next();
    clock.advance(500);
    clock.advance(1000);
    const again = await second.next();
    second.send(reply(again, '180 Ringing', 'two', `Contact: <sip:b@127.0.0.1:${second.port}>`));
    t.match(await user.take(user.responses), { status: 180 });
    first.send(reply(invite, '200 OK', 'one', `Contact: <sip:b@127.0.0.1:${first.port}>`));
    t.match(await user.take(user.responses), { status: 200 });
    const cancel = await second.next();
    t.match(startLine(cancel), /^CANCEL /);
    second.send(reply(cancel, '200 OK', 'two'));
    second.send(reply(again, '487 Request Terminated', 'two'));
    t.match(startLine(await second.next()), /^ACK /);
    t.same(user.responses, [], 'one final response is shown');
    t.same(user.errors, []);
  },
);

void t.test('a cancelled request goes nowhere else', async (t) => {
  const bench = await open(t);
  const { user, first, second } = bench;
  const outgoing = send(bench);
  const invite = await first.next();
  first.send(reply(invite, '100 Trying'));
  await first.drain();
  outgoing.cancel();
  first.send(reply(invite, '503 Busy', 'one'));
  t.match(await user.take(user.responses), { status: 503 });
  t.same(await second.drain(), []);
});

void t.test('a CANCEL of the sender reaches the server that has the request', async (t) => {
  const bench = await open(t);
  const { first, second } = bench;
  const outgoing = send(bench);
  first.send(reply(await first.next(), '503 Busy', 'one'));
  const again = await second.next();
  second.send(reply(again, '100 Trying'));
  await second.drain();
  outgoing.cancel();
  const cancel = await second.next();
  t.match(startLine(cancel), /^CANCEL /);
  t.equal(branchOf(cancel), branchOf(again));
});

void t.test('OPTIONS too, in one transaction where nothing has answered', async (t) => {
  const bench = await open(t);
  const { user, clock, first, second } = bench;
  send(bench, 'OPTIONS');
  const options = await first.next();
  clock.advance(500);
  clock.advance(1000);
  const again = await second.next();
  t.equal(branchOf(again), branchOf(options));
  second.send(reply(again, '200 OK', 'two'));
  t.match(await user.take(user.responses), { status: 200 });
  clock.advance(31_000);
  send(bench, 'OPTIONS');
  await first.drain();
  t.pass('after half a minute the first is tried again');
});

void t.test('a name that DNS does not know fails as one without an address', async (t) => {
  const bench = await openBench(t, {
    dns: (_name, _kind, found) => queueMicrotask(() => found({ records: [], seconds: 5 })),
    lookup: (_host, found) => found(undefined),
  });
  send(bench);
  t.match(await bench.user.take(bench.user.responses), { status: 503, reason: 'DNS Error' });
  t.equal(bench.stack.counters.transactions, 0);
});
