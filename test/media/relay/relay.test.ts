import { createSocket } from 'node:dgram';
import t from 'tap';
import { serviceProcess } from '../../support/servers/process-tree.js';
import { startRelay } from '../../support/servers/service-child.js';
import { RtpEndpoint } from '../../support/phones/rtp-endpoint.js';

const HOST = `127.${128 + ((process.pid >> 16) & 0x7f)}.${(process.pid >> 8) & 0xff}.${Math.max(1, process.pid & 0xff)}`;
const SOURCE = { caller: 'signalled', callee: 'signalled' } as const;

void t.test('refuses settings it cannot work with', async (t) => {
  await t.rejects(startRelay({ host: HOST, portMin: 20_001, portMax: 20_002 }), { name: 'TypeError' });
  await t.rejects(startRelay({ host: '0.0.0.0', portMin: 20_000, portMax: 20_009 }), /expected externalHost/);
});

void t.test('puts the external address into SDP', async (t) => {
  const relay = await startRelay({
    host: HOST,
    externalHost: '203.0.113.5',
    portMin: 20_000,
    portMax: 20_003,
  });
  t.teardown(() => relay.close());
  const session = await relay.open({ callId: 'x', recorded: false, source: SOURCE });
  const phone = await RtpEndpoint.open();
  t.teardown(() => phone.close());
  t.match(await session.offer('caller', phone.sdp()), 'c=IN IP4 203.0.113.5');
});

void t.test(
  'lists its sessions by call, with their worker and ports, and no longer once they are closed',
  async (t) => {
    const relay = await startRelay({
      host: HOST,
      portMin: 20_590,
      portMax: 20_599,
      workers: 2,
      portRestMs: 0,
    });
    t.teardown(() => relay.close());
    t.same(relay.live(10), { total: 0, items: [] });
    const first = await relay.open({ callId: 'first', recorded: false, source: SOURCE });
    await relay.open({ callId: 'second', recorded: false, source: SOURCE });
    const { total, items } = relay.live(10);
    t.equal(total, 2);
    t.same(
      items.map(({ callId, worker }) => `${callId} ${worker}`),
      ['first 0', 'second 1'],
    );
    const ports = items.flatMap((session) => Object.values(session.ports));
    t.equal(new Set(ports).size, 4);
    t.ok(ports.every((port) => port >= 20_590 && port <= 20_599 && port % 2 === 0));
    t.ok(items.every(({ ageMs }) => ageMs >= 0));
    t.same(
      relay.live(1).items.map(({ callId }) => callId),
      ['first'],
      'the oldest, as many as asked for',
    );
    await first.close();
    t.match(relay.live(10), { total: 1, items: [{ callId: 'second' }] });
  },
);

void t.test('goes past ports another program sits on, also where only the RTCP port is taken', async (t) => {
  const others = [createSocket('udp4'), createSocket({ type: 'udp4', reuseAddr: true })];
  for (const [index, port] of [20_011, 20_013].entries())
    await new Promise<void>((resolve) => others[index]?.bind(port, HOST, resolve));
  const relay = await startRelay({ host: HOST, portMin: 20_010, portMax: 20_019, portRestMs: 0 });
  t.teardown(async () => {
    await relay.close();
    for (const socket of others) socket.close();
  });
  const session = await relay.open({ callId: 'x', recorded: false, source: SOURCE });
  const phone = await RtpEndpoint.open();
  t.teardown(() => phone.close());
  t.match(await session.offer('caller', phone.sdp()), /m=audio 2001[468] /);
  await session.close();
  t.equal(relay.load.sessions, 0);
});

void t.test('goes past a program that sits on half of the range', async (t) => {
  const options = { host: HOST, portMin: 20_100, portMax: 20_579, portRestMs: 0 };
  const began = [0, 0];
  const random = () => began.pop() ?? Math.random();
  const relays = [
    await startRelay({ ...options, random }),
    await startRelay({ ...options, random }),
  ] as const;
  t.teardown(() => Promise.all(relays.map((relay) => relay.close())));
  for (let pairs = 0; pairs < 120; pairs += 2) {
    const session = await relays[0].open({ callId: 'x', recorded: false, source: SOURCE });
    await session.offerLocally('callee');
    await session.offerLocally('caller');
  }
  for (let calls = 0; calls < 20; calls += 1) {
    const session = await relays[1].open({ callId: 'y', recorded: false, source: SOURCE });
    t.match(await session.offerLocally('callee'), /m=audio 20[345]/);
  }
});

void t.test('two relays on one range never share a port', async (t) => {
  const options = { host: HOST, portMin: 20_020, portMax: 20_027, portRestMs: 0 };
  const relays = [await startRelay(options), await startRelay(options)];
  t.teardown(() => Promise.all(relays.map((relay) => relay.close())));
  const phone = await RtpEndpoint.open();
  t.teardown(() => phone.close());
  const offers = [];
  for (const relay of relays) {
    const session = await relay.open({ callId: 'x', recorded: false, source: SOURCE });
    offers.push(await session.offerLocally('callee'), await session.answerLocally('caller', phone.sdp()));
  }
  const ports = offers.map((sdp) => /m=audio (\d+)/.exec(sdp)?.[1]);
  t.equal(new Set(ports).size, 4, ports.join(' '));
});

void t.test(
  'a pair that rested is used again with its sockets, and the call before is not heard in it',
  async (t) => {
    const relay = await startRelay({ host: HOST, portMin: 20_060, portMax: 20_079, portRestMs: 0 });
    t.teardown(() => relay.close());
    const portsOf = async (phones: readonly [RtpEndpoint, RtpEndpoint]): Promise<unknown[]> => {
      const [caller, callee] = phones;
      const session = await relay.open({ callId: 'x', recorded: false, source: SOURCE });
      const offer = await session.offer('caller', caller.sdp());
      const answer = await session.answer('callee', callee.sdp());
      callee.follow(offer);
      caller.follow(answer);
      session.bridge();
      caller.sendTone(phones === first ? 440 : 1000);
      await callee.hears(phones === first ? 440 : 1000);
      await session.close();
      return [offer, answer].map((sdp) => /m=audio (\d+)/.exec(sdp)?.[1]);
    };
    const pair = async (): Promise<readonly [RtpEndpoint, RtpEndpoint]> => {
      const phones = [await RtpEndpoint.open(), await RtpEndpoint.open()] as const;
      t.teardown(() => Promise.all(phones.map((phone) => phone.close())));
      return phones;
    };
    const [first, second] = [await pair(), await pair()];
    const before = await portsOf(first);
    while (relay.load.portsFree < 10) await new Promise((resolve) => setTimeout(resolve, 10));
    t.strictSame((await portsOf(second)).sort(), before.sort());
    t.ok(second[1].level(440) < -40, 'the first caller is still sending, and is a stranger');
  },
);

void t.test('shares sessions out among its workers', async (t) => {
  const relay = await startRelay({ host: HOST, portMin: 20_030, portMax: 20_049, workers: 2, portRestMs: 0 });
  t.teardown(() => relay.close());
  const phones = await Promise.all(Array.from({ length: 4 }, () => RtpEndpoint.open()));
  t.teardown(() => Promise.all(phones.map((phone) => phone.close())));
  for (const pair of [phones.slice(0, 2), phones.slice(2)]) {
    const [caller, callee] = pair as [RtpEndpoint, RtpEndpoint];
    const session = await relay.open({ callId: 'x', recorded: false, source: SOURCE });
    callee.follow(await session.offer('caller', caller.sdp()));
    caller.follow(await session.answer('callee', callee.sdp()));
    session.bridge();
    caller.sendTone(440);
    await callee.hears(440);
  }
  t.equal(relay.load.sessions, 2);
});

void t.test('a media process that dies ends its sessions and is replaced for the next', async (t) => {
  const faults: string[] = [];
  const relay = await startRelay({
    host: HOST,
    portMin: 20_050,
    portMax: 20_057,
    portRestMs: 0,
    onFault: (message) => faults.push(message),
  });
  t.teardown(() => relay.close());
  const session = await relay.open({ callId: 'x', recorded: false, source: SOURCE });
  const phone = await RtpEndpoint.open();
  t.teardown(() => phone.close());
  await session.answerLocally('caller', phone.sdp());
  const playback = session.play({ name: 'x.wav', alaw: new Uint8Array(8000) }, { to: 'caller', loop: true });
  process.kill(serviceProcess(process.pid, 'media'), 'SIGKILL');
  await playback.done;
  t.match(await new Promise((resolve) => session.onSilent(resolve)), { message: 'the media worker died' });
  t.match(faults, [/^media worker 0 died, its calls lose their audio: the far end has gone/]);
  await t.rejects(session.offer('caller', phone.sdp()), { code: 'closed' });
  t.match(await session.close(), { caller: { packetsReceived: 0 } });
  const next = await relay.open({ callId: 'y', recorded: false, source: SOURCE });
  await next.answerLocally('caller', phone.sdp());
  t.equal(relay.load.sessions, 1);
});
