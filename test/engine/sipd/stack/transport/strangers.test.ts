/** What a source gets that is no trunk: nothing, unless it is in one of our dialogs or may register. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import t, { type Test } from 'tap';
import type { SourceRules } from '../../../../../engine/sipd/stack/stack.js';
import { Caller, header, openBench, startLine, UdpPeer, type Bench } from '../sip-peer.js';

const TRUNK = '127.0.0.1';
const STRANGER = '127.0.0.9';
const OTHER_STRANGER = '127.0.0.10';

function rules(more: Partial<SourceRules> = {}): SourceRules {
  return { isTrunk: (address) => address === TRUNK, registers: false, ...more };
}

async function open(t: Test, more: Partial<SourceRules> = {}): Promise<Bench & { stranger: UdpPeer }> {
  const bench = await openBench(t, { sources: rules(more) });
  const stranger = await UdpPeer.open(bench.stack, STRANGER);
  t.teardown(() => stranger.close());
  return { ...bench, stranger };
}

/** All that has come to a peer: what is sent to it after everything else is the last of it. */
async function heardBy(peer: UdpPeer, host = STRANGER): Promise<string[]> {
  const socket = createSocket('udp4');
  socket.send('LAST', peer.port, host);
  await once(socket, 'listening');
  const came: string[] = [];
  for (let message = await peer.next(); message !== 'LAST'; message = await peer.next()) came.push(message);
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return came;
}

/** The stack has looked at so many messages of strangers. */
async function dropped({ stack, peer }: Bench, count: number): Promise<void> {
  while (stack.counters.strangersDropped < count) await peer.drain();
}

void t.test('no method of a stranger is answered, shown or remembered', async (t) => {
  const bench = await open(t);
  const { stack, user, stranger } = bench;
  const methods =
    'INVITE OPTIONS REGISTER MESSAGE SUBSCRIBE NOTIFY REFER PUBLISH BYE CANCEL ACK INFO UPDATE PRACK FOO';
  const all = methods.split(' ');
  for (const method of all) stranger.send(new Caller(stranger, `call-${method}`).request(method));
  await dropped(bench, all.length);
  t.same(await heardBy(stranger), []);
  t.same(user.requests, []);
  t.equal(stack.counters.transactions, 0);
  t.equal(stack.counters.strangersDropped, all.length);
});

void t.test(
  'neither are its retransmissions, its in-dialog requests of no dialog, nor what cannot be read',
  async (t) => {
    const bench = await open(t);
    const { user, stranger } = bench;
    const notices: string[] = [];
    user.onNotice = (notice) => notices.push(notice);
    const caller = new Caller(stranger);
    const invite = caller.request('INVITE');
    for (let i = 0; i < 5; i += 1) stranger.send(invite);
    caller.toTag = 'nobody';
    for (const method of ['BYE', 'INVITE', 'INFO', 'ACK']) stranger.send(caller.request(method));
    stranger.send(invite.replace('CSeq: 1', 'CSeq: what'));
    stranger.send(invite.replace('SIP/2.0\n', 'SIP/7.0\n'));
    stranger.send(invite.replace('Content-Length: 0', 'Content-Length: 9000'));
    stranger.sendRaw(Buffer.from('\u0000\u0001 no SIP at all\r\n\r\n'));
    await dropped(bench, 13);
    t.same(await heardBy(stranger), []);
    t.same(user.requests, []);
    t.same(notices, [], 'nothing is said of a single one');
  },
);

void t.test('the log has one line a second of all of them', async (t) => {
  const bench = await open(t);
  const { user, stranger, clock, stack } = bench;
  const other = await UdpPeer.open(stack, OTHER_STRANGER);
  t.teardown(() => other.close());
  const notices: string[] = [];
  user.onNotice = (notice) => notices.push(notice);
  for (let i = 0; i < 40; i += 1) stranger.send(new Caller(stranger, `call-${i}`).request('INVITE'));
  await dropped(bench, 40);
  other.send(new Caller(other, 'last').request('INVITE'));
  await dropped(bench, 41);
  clock.advance(1100);
  t.same(notices, [
    `41 messages from 2 addresses of no trunk were dropped within a second, the last from ${OTHER_STRANGER}:${other.port}`,
  ]);
  clock.advance(5000);
  t.equal(notices.length, 1, 'silence has no lines');
  stranger.send(new Caller(stranger, 'again').request('INVITE'));
  await dropped(bench, 42);
  clock.advance(1100);
  t.match(notices[1], /^1 message from 1 address of no trunk was dropped within a second/);
});

void t.test('a trunk is answered as before, OPTIONS and errors too', async (t) => {
  const { user, peer } = await open(t);
  peer.send(new Caller(peer).request('OPTIONS'));
  const ping = await user.take(user.requests);
  ping.respond({ status: 200, headers: [] });
  t.equal(startLine(await peer.next()), 'SIP/2.0 200 OK');
  const caller = new Caller(peer, 'unknown');
  caller.toTag = 'nobody';
  peer.send(caller.request('BYE'));
  t.match(startLine(await peer.next()), /^SIP\/2.0 481 /);
});

void t.test('a dialog goes on from any address that knows its tags', async (t) => {
  const bench = await open(t);
  const { user, peer, stranger } = bench;
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE'));
  const invite = await user.take(user.requests);
  await peer.next();
  const { message } = invite.respond({ status: 200, headers: [] });
  await peer.next();
  const elsewhere = new Caller(stranger);
  elsewhere.toTag = message.to.params.get('tag') ?? '';
  stranger.send(elsewhere.request('ACK', { cseq: 1 }));
  t.equal((await user.take(user.requests)).message.method, 'ACK');
  stranger.send(elsewhere.request('BYE', { cseq: 2, branch: 'bye' }));
  (await user.take(user.requests)).respond({ status: 200, headers: [] });
  t.equal(startLine(await stranger.next()), 'SIP/2.0 200 OK');
  stranger.send(elsewhere.request('BYE', { cseq: 2, branch: 'bye' }));
  t.equal(startLine(await stranger.next()), 'SIP/2.0 200 OK', 'a repeat has its answer again');
  stranger.send(elsewhere.request('BYE', { cseq: 3 }));
  t.match(startLine(await stranger.next()), /^SIP\/2.0 481 /, 'it is told that the dialog is over');
  stranger.send(new Caller(stranger, 'new').request('INVITE'));
  await dropped(bench, 1);
  t.same(await heardBy(stranger), [], 'and has no call of its own for it');
});

void t.test('a wrong tag is no dialog', async (t) => {
  const bench = await open(t);
  const { user, peer, stranger } = bench;
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE'));
  const invite = await user.take(user.requests);
  const { message } = invite.respond({ status: 200, headers: [] });
  const elsewhere = new Caller(stranger);
  elsewhere.toTag = message.to.params.get('tag') ?? '';
  stranger.send(elsewhere.request('BYE', { cseq: 2 }).replace('tag=a1', 'tag=a2'));
  elsewhere.toTag = 'guessed';
  stranger.send(elsewhere.request('BYE', { cseq: 2 }));
  await dropped(bench, 2);
  t.same(await heardBy(stranger), []);
  t.equal(invite.dialog?.state, 'confirmed');
});

void t.test('a CANCEL and the ACK of a refusal are known by their branch', async (t) => {
  const { user, peer, stranger, clock } = await open(t);
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE', { branch: 'one' }));
  await user.take(user.requests);
  const sentBy = `127.0.0.1:${peer.port}`;
  const cancel = caller.request('CANCEL', { cseq: 1, branch: 'one' });
  t.ok(cancel.includes(sentBy));
  stranger.send(cancel.replace(`${sentBy};`, `${sentBy};rport;`));
  await user.take(user.cancels);
  t.match([startLine(await stranger.next()), startLine(await peer.next())], [/ 200 /, / 100 /]);
  t.match(startLine(await peer.next()), / 487 /);
  stranger.send(caller.request('ACK', { cseq: 1, branch: 'one' }));
  await peer.drain();
  clock.advance(4000);
  t.same(await peer.drain(), [], 'the 487 is not repeated');
});

void t.test('a response finds its request from wherever it comes', async (t) => {
  const { stack, user, peer, stranger } = await open(t);
  const uri = `sip:b@127.0.0.1:${peer.port}`;
  stack.request({ method: 'OPTIONS', uri, headers: [] }, { onResponse: user.onResponse });
  const ping = await peer.next();
  const lines = [
    'SIP/2.0 200 OK',
    ...['Via', 'From', 'To', 'Call-ID', 'CSeq'].map((name) => `${name}: ${header(ping, name)}`),
  ];
  stranger.send([...lines, 'Content-Length: 0', '', ''].join('\n'));
  t.equal((await user.take(user.responses)).status, 200);
});

void t.test('phones may register: a bounded number a second of each address is heard', async (t) => {
  const bench = await open(t, { registers: true });
  const { user, stranger, clock } = bench;
  const register = (n: number): string => new Caller(stranger, `reg-${n}`).request('REGISTER');
  for (let n = 0; n < 200; n += 1) stranger.send(register(n));
  while (user.requests.length + bench.stack.counters.strangersDropped < 200) await bench.peer.drain();
  t.equal(user.requests.length, 20);
  t.same(await heardBy(stranger), []);
  const repeated = register(0);
  user.requests[0]?.respond({ status: 401, headers: [] });
  t.match(startLine(await stranger.next()), / 401 /);
  stranger.send(repeated);
  await dropped(bench, 181);
  t.same(await heardBy(stranger), [], 'a repeat counts as well');
  clock.advance(1000);
  stranger.send(repeated);
  t.match(startLine(await stranger.next()), / 401 /);
  stranger.send(new Caller(stranger).request('INVITE'));
  await dropped(bench, 182);
  t.same(await heardBy(stranger), [], 'whoever has not registered may not call');
});

void t.test(
  'a phone that has registered is a user, from its port alone and as long as it is registered',
  async (t) => {
    const bench = await open(t, { registers: true });
    const { stack, user, stranger, clock } = bench;
    stranger.send(new Caller(stranger, 'reg').request('REGISTER'));
    const register = await user.take(user.requests);
    register.respond({
      status: 200,
      headers: [['Contact', `<sip:a@${STRANGER}:${stranger.port}>;expires=60`]],
    });
    t.match(startLine(await stranger.next()), / 200 /);
    stranger.send(new Caller(stranger, 'call').request('INVITE'));
    t.equal((await user.take(user.requests)).message.method, 'INVITE');
    t.match(startLine(await stranger.next()), / 100 /);
    const neighbour = await UdpPeer.open(stack, STRANGER);
    t.teardown(() => neighbour.close());
    neighbour.send(new Caller(neighbour, 'neighbour').request('INVITE'));
    await dropped(bench, 1);
    t.same(await heardBy(neighbour), []);
    clock.advance(61_000);
    await heardBy(stranger);
    stranger.send(new Caller(stranger, 'late').request('INVITE'));
    await dropped(bench, 2);
    t.same(user.requests, []);
  },
);

void t.test('all addresses together have a bound as well, and a registered phone is beside it', async (t) => {
  const bench = await open(t, { registers: true });
  const { stack, user } = bench;
  const phone = await UdpPeer.open(stack, '127.0.8.1');
  t.teardown(() => phone.close());
  phone.send(new Caller(phone, 'phone').request('REGISTER'));
  const contact = ['Contact', `<sip:a@127.0.8.1:${phone.port}>;expires=60`] as const;
  (await user.take(user.requests)).respond({ status: 200, headers: [contact] });
  const strangers = await Promise.all(
    Array.from({ length: 60 }, (_, n) => UdpPeer.open(stack, `127.0.9.${n + 1}`)),
  );
  t.teardown(async () => void (await Promise.all(strangers.map((one) => one.close()))));
  for (const [n, stranger] of strangers.entries()) {
    for (let m = 0; m < 10; m += 1) stranger.send(new Caller(stranger, `reg-${n}-${m}`).request('REGISTER'));
    while (user.requests.length + stack.counters.strangersDropped < (n + 1) * 10) await bench.peer.drain();
  }
  t.equal(user.requests.length, 499, 'one was the phone’s');
  user.requests.length = 0;
  phone.send(new Caller(phone, 'again').request('REGISTER'));
  t.equal((await user.take(user.requests)).message.callId, 'again');
});

void t.test('a stack without rules hears everybody', async (t) => {
  const { stack, user } = await openBench(t);
  const peer = await UdpPeer.open(stack, STRANGER);
  t.teardown(() => peer.close());
  peer.send(new Caller(peer).request('INVITE'));
  t.equal((await user.take(user.requests)).message.method, 'INVITE');
});

void t.test(
  'after a burst a source is dropped unread for some seconds, and no other source is',
  async (t) => {
    const bench = await open(t);
    const { stack, user, clock, stranger, peer } = bench;
    for (let n = 0; n < 60; n += 1) stranger.send(new Caller(stranger, `flood-${n}`).request('OPTIONS'));
    await dropped(bench, 60);
    t.equal(stack.counters.strangersUnread, 10);
    peer.send(new Caller(peer, 'trunk').request('OPTIONS'));
    t.equal((await user.take(user.requests)).message.callId, 'trunk');
    clock.advance(5_000);
    stranger.send(new Caller(stranger, 'later').request('OPTIONS'));
    await dropped(bench, 61);
    t.equal(stack.counters.strangersUnread, 10, 'it is read again, and dropped as before');
  },
);
