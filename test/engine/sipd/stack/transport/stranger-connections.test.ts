/** TCP connections of strangers: few from each source, none for long, and none in the place of anybody else's. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import t, { type Test } from 'tap';
import type { StackOptions } from '../../../../../engine/sipd/stack/stack.js';
import { Caller, openBench, startLine, wire, type Bench } from '../sip-peer.js';

const TRUNK = '127.0.0.1';
const STRANGER = '127.0.0.9';

/** One TCP peer of an address. */
class Client {
  isClosed = false;
  readonly closed: Promise<void>;
  #text = '';
  #wake: () => void = () => undefined;

  private constructor(readonly socket: Socket) {
    this.closed = new Promise((resolve) =>
      socket.once('close', () => {
        this.isClosed = true;
        this.#wake();
        resolve();
      }),
    );
    socket.on('error', () => undefined);
    socket.setEncoding('utf8').on('data', (chunk) => {
      this.#text += String(chunk);
      this.#wake();
    });
  }

  static async connect(t: Test, { stack }: Bench, from: string): Promise<Client> {
    const { port = 0 } = stack.listenPoints.find(({ transport }) => transport === 'tcp') ?? {};
    const client = new Client(connect({ port, host: '127.0.0.1', localAddress: from }));
    t.teardown(() => client.socket.destroy());
    await once(client.socket, 'connect');
    return client;
  }

  send(text: string): void {
    this.socket.write(wire(text.replace('SIP/2.0/UDP', 'SIP/2.0/TCP')));
  }

  /** The next message without body; undefined where the connection ends. */
  async next(end = '\r\n\r\n'): Promise<string | undefined> {
    while (!this.#text.includes(end)) {
      if (this.isClosed) return undefined;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    const at = this.#text.indexOf(end) + end.length;
    const message = this.#text.slice(0, at);
    this.#text = this.#text.slice(at);
    return message;
  }
}

function open(t: Test, more: Partial<StackOptions> = {}): Promise<Bench> {
  return openBench(t, {
    listen: ['udp', 'tcp'].map((transport) => ({
      transport: transport as 'udp' | 'tcp',
      host: '127.0.0.1',
      port: 0,
    })),
    sources: { isTrunk: (address) => address === TRUNK, registers: false },
    ...more,
  });
}

/** An OPTIONS on it is answered: the stack has it, and has looked at all that came before. */
async function isServed({ user, peer }: Bench, client: Client): Promise<boolean> {
  client.send(new Caller(peer, `ping-${Math.random()}`).request('OPTIONS'));
  const shown = user.take(user.requests).then((request) => request.respond({ status: 200, headers: [] }));
  const answer = await client.next();
  if (answer === undefined) return false;
  await shown;
  return startLine(answer) === 'SIP/2.0 200 OK';
}

void t.test('many connections of many strangers close none of a trunk', async (t) => {
  const bench = await open(t, { maxConnections: 64 });
  const trunk = await Client.connect(t, bench, TRUNK);
  t.ok(await isServed(bench, trunk));
  const strangers: Client[] = [];
  for (let n = 0; n < 120; n += 1) strangers.push(await Client.connect(t, bench, `127.0.9.${(n % 60) + 1}`));
  while (bench.stack.counters.strangersDisconnected < 112) await bench.peer.drain();
  t.ok(await isServed(bench, trunk), 'it is as it was');
  const others = await Promise.all(Array.from({ length: 20 }, () => Client.connect(t, bench, TRUNK)));
  for (const other of others) t.ok(await isServed(bench, other));
  t.equal(strangers.filter(({ isClosed }) => !isClosed).length, 8, 'an eighth is for strangers');
});

void t.test('a source has sixteen at most', async (t) => {
  const bench = await open(t);
  const clients: Client[] = [];
  for (let n = 0; n < 20; n += 1) clients.push(await Client.connect(t, bench, STRANGER));
  await Promise.all(clients.slice(16).map(({ closed }) => closed));
  await bench.peer.drain();
  t.equal(clients.filter(({ isClosed }) => isClosed).length, 4);
  clients[0]?.socket.destroy();
  while (bench.stack.counters.strangersDisconnected < 4) await bench.peer.drain();
  const neighbour = await Client.connect(t, bench, '127.0.0.10');
  await bench.peer.drain();
  t.notOk(neighbour.isClosed, 'another source has its own');
});

void t.test("a stranger's has ten seconds, gets no pong and no answer; a trunk's stays", async (t) => {
  const bench = await open(t);
  const notices: string[] = [];
  bench.user.onNotice = (notice) => notices.push(notice);
  const trunk = await Client.connect(t, bench, TRUNK);
  const stranger = await Client.connect(t, bench, STRANGER);
  t.ok(await isServed(bench, trunk));
  stranger.socket.write('\r\n\r\n');
  stranger.send(new Caller(bench.peer, 'one').request('INVITE'));
  while (bench.stack.counters.strangersDropped < 1) await bench.peer.drain();
  bench.clock.advance(9_900);
  stranger.send(new Caller(bench.peer, 'two').request('OPTIONS'));
  while (bench.stack.counters.strangersDropped < 2) await bench.peer.drain();
  bench.clock.advance(200);
  t.equal(
    await stranger.next('\r\n'),
    undefined,
    'it is closed although it was used, and nothing was said on it',
  );
  bench.clock.advance(1_100);
  t.match(
    notices.at(-1),
    /^1 message and 1 connection from 1 address of no trunk were dropped within a second/,
  );
  trunk.socket.write('\r\n\r\n');
  t.equal(await trunk.next('\r\n'), '\r\n');
});

void t.test('one that has shown the tags of a dialog stays', async (t) => {
  const bench = await open(t, { maxConnections: 8 });
  const { user, peer, stack } = bench;
  const caller = new Caller(peer);
  peer.send(caller.request('INVITE'));
  const invite = await user.take(user.requests);
  const { message } = invite.respond({ status: 200, headers: [] });
  caller.toTag = message.to.params.get('tag') ?? '';
  const gateway = await Client.connect(t, bench, STRANGER);
  gateway.send(caller.request('ACK', { cseq: 1 }));
  t.equal((await user.take(user.requests)).message.method, 'ACK');
  for (let n = 0; n < 5; n += 1) await Client.connect(t, bench, `127.0.9.${n + 1}`);
  bench.clock.advance(11_000);
  while (stack.counters.strangersDisconnected < 5) await peer.drain();
  gateway.send(caller.request('BYE', { cseq: 2 }));
  (await user.take(user.requests)).respond({ status: 200, headers: [] });
  t.equal(startLine((await gateway.next()) ?? ''), 'SIP/2.0 200 OK');
});

void t.test('a phone that has registered stays', async (t) => {
  const bench = await open(t, { sources: { isTrunk: () => false, registers: true } });
  const { user, peer } = bench;
  const phone = await Client.connect(t, bench, STRANGER);
  phone.send(new Caller(peer, 'reg').request('REGISTER'));
  const contact = ['Contact', `<sip:a@${STRANGER}:5060>;expires=600`] as const;
  (await user.take(user.requests)).respond({ status: 200, headers: [contact] });
  t.equal(startLine((await phone.next()) ?? ''), 'SIP/2.0 200 OK');
  bench.clock.advance(11_000);
  phone.socket.write('\r\n\r\n');
  t.equal(await phone.next('\r\n'), '\r\n');
});

void t.test('one source that is known takes not all there are', async (t) => {
  const known = ['127.0.0.1', '127.0.0.2'];
  const sources = { isTrunk: (address: string) => known.includes(address), registers: false };
  const bench = await open(t, { maxConnections: 8, sources });
  const [one = '', other = ''] = known;
  const quiet = await Client.connect(t, bench, one);
  t.ok(await isServed(bench, quiet));
  const many: Client[] = [];
  for (let n = 0; n < 12; n += 1) many.push(await Client.connect(t, bench, other));
  await Promise.all(many.slice(0, 6).map(({ closed }) => closed));
  t.ok(await isServed(bench, quiet));
});
