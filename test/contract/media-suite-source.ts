/** Media contract: whose packets are accepted, and reports without names. */
import type { Test } from 'tap';
import type { Strangers } from '../../media/media.js';
import { RtpEndpoint } from '../support/phones/rtp-endpoint.js';
import {
  connect,
  connected,
  opened,
  talking,
  type CallOptions,
  type MediaUnderTest,
} from './media-under-test.js';

const ASYMMETRIC: CallOptions = {
  session: { source: { caller: 'signalled-address', callee: 'signalled' } },
};
const LATCHED: CallOptions = { session: { source: { caller: 'latch', callee: 'signalled' } } };

export async function sourceTests(t: Test, under: MediaUnderTest): Promise<void> {
  await t.test('a stranger’s packets are dropped and counted', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    const stranger = await newStranger(t, caller);
    stranger.sendTone(1800);
    await strangersOf(session, 'caller', 10);
    t.ok(callee.level(1800) < -40);
    t.same(callee.jumps, []);
    t.equal((await session.statistics()).callee.strangers, 0);
  });

  await t.test('a latched side may come from an address its SDP does not name, once', async (t) => {
    const { session, caller, callee } = await connected(t, under, LATCHED);
    const behindNat = await newStranger(t, caller);
    behindNat.sendTone(440);
    callee.sendTone(1000);
    await callee.hears(440);
    await behindNat.hears(1000);
    const stranger = await newStranger(t, caller);
    stranger.sendTone(1800);
    await strangersOf(session, 'caller', 10);
    t.ok(callee.level(1800) < -40);
    t.equal(stranger.packets.length, 0);
  });

  await t.test('a latch hears only hosts that are the party’s', async (t) => {
    const { session, caller, callee } = await connected(t, under, {
      session: { ...LATCHED.session, latchFrom: { caller: ['127.0.0.8/31'] } },
    });
    const stranger = await newStranger(t, caller, '127.0.0.10');
    stranger.sendTone(1800);
    await strangersOf(session, 'caller', 10);
    const behindNat = await newStranger(t, caller, '127.0.0.9');
    behindNat.sendTone(440);
    callee.sendTone(1000);
    await callee.hears(440);
    await behindNat.hears(1000);
    t.equal(stranger.packets.length, 0);
    t.ok(callee.level(1800) < -40);
  });

  await t.test('a gateway may send from another port than it listens at, from one', async (t) => {
    const { session, caller, callee } = await connected(t, under, ASYMMETRIC);
    const sender = await newStranger(t, caller);
    sender.sendTone(440);
    callee.sendTone(1000);
    await Promise.all([callee.hears(440), caller.hears(1000)]);
    const stranger = await newStranger(t, caller);
    stranger.sendTone(1800);
    await strangersOf(session, 'caller', 10);
    t.ok(callee.level(1800) < -40);
    t.equal(sender.packets.length, 0, 'nothing is sent there');
    sender.sendRtcp(senderReport(sender.ssrc, caller.packets[0]?.ssrc ?? 0));
    await callee.until(
      () => callee.rtcpPackets.length > 0,
      () => 'a report',
    );
  });

  await t.test('a gateway of another host is a stranger where the address is checked', async (t) => {
    const { session, caller, callee } = await connected(t, under, ASYMMETRIC);
    const elsewhere = await newStranger(t, caller, '127.0.0.9');
    elsewhere.sendTone(1800);
    await strangersOf(session, 'caller', 3);
    caller.sendTone(440);
    await callee.hears(440);
    t.ok(callee.level(1800) < -40);
  });

  await t.test('strangers are reported with their source, and all of them by the end', async (t) => {
    const { session, caller } = await connected(t, under);
    const told: Strangers[] = [];
    session.onStrangers((strangers) => told.push(strangers));
    const stranger = await newStranger(t, caller);
    stranger.sendTone(1800);
    await strangersOf(session, 'caller', 10);
    stranger.stopSending();
    const { caller: counted } = await session.close();
    t.equal(
      told.reduce((sum, { packets }) => sum + packets, 0),
      counted.strangers,
    );
    t.match(told[0], {
      leg: 'caller',
      from: `${stranger.host}:${stranger.port}`,
      signalled: `${caller.host}:${caller.port}`,
      legHeard: false,
    });
    t.ok(told.every(({ leg }) => leg === 'caller'));
  });

  await t.test('how a side’s source is learnt may be said later, for its next SDP', async (t) => {
    const { session, caller, callee } = await opened(t, under);
    session.setTerms('callee', { source: 'signalled-address' });
    await connect({ session, caller, callee });
    const sender = await newStranger(t, callee);
    sender.sendTone(1000);
    await caller.hears(1000);
  });

  await t.test('who comes after the window is a stranger, unless the SDP names it', async (t) => {
    const { session, caller, callee } = await connected(t, under, {
      ...LATCHED,
      settings: { latchWindowMs: 1 },
    });
    const late = await newStranger(t, caller);
    await session.statistics();
    late.sendTone(1800);
    await strangersOf(session, 'caller', 3);
    caller.sendTone(440);
    await callee.hears(440);
    t.ok(callee.level(1800) < -40);
  });

  await t.test('reports reach the other side in its own terms, without a name', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    const [heardByCallee, heardByCaller] = [callee.packets[0], caller.packets[0]];
    caller.sendRtcp(senderReport(caller.ssrc, heardByCaller?.ssrc ?? 0));
    await callee.until(
      () => callee.rtcpPackets.length > 0,
      () => 'a report',
    );
    const report = callee.rtcpPackets[0] ?? Buffer.alloc(0);
    t.equal(report[1], 200);
    t.equal(report.readUInt32BE(4), heardByCallee?.ssrc, 'it speaks of the stream the callee gets');
    t.notOk(report.includes(Buffer.from('deadbeef', 'hex')), 'the sender’s clock stays behind');
    const last = callee.packets.at(-1)?.timestamp ?? 0;
    t.ok(Math.abs((report.readUInt32BE(16) - last) | 0) < 8000, 'the time of the stream is ours');
    t.ok(Math.abs(report.readUInt32BE(20) - callee.packets.length) < 20, 'packets are counted as sent on');
    t.equal(report.readUInt32BE(28), callee.ssrc, 'the block speaks of the callee’s own stream');
    t.notMatch(report.toString('latin1'), '13800000001');
    t.equal(report[53], 202, 'our own name follows');
    t.ok((await session.statistics()).caller.packetsReceived > 0);
  });

  await t.test('junk on either port harms nothing', async (t) => {
    const { caller, callee } = await talking(t, under);
    for (let length = 0; length < 64; length += 1) {
      caller.sendRaw(Buffer.alloc(length, 0x9f + length));
      caller.sendRtcp(Buffer.alloc(length, 0x81 + length));
      caller.sendRtcp(Buffer.concat([Buffer.from([0x9f, 200, 0, length]), Buffer.alloc(length)]));
    }
    callee.clear();
    await callee.hears(440);
  });
}

/** A stranger who knows the port that the other phone sends to. */
async function newStranger(t: Test, known: RtpEndpoint, host = known.host): Promise<RtpEndpoint> {
  const stranger = await RtpEndpoint.open({ host });
  t.teardown(() => stranger.close());
  const { address, port } = known.remote ?? { address: '', port: 0 };
  stranger.follow(`c=IN IP4 ${address}\r\nm=audio ${port} RTP/AVP 8\r\n`);
  return stranger;
}

async function strangersOf(
  session: { statistics(): Promise<Readonly<Record<'caller' | 'callee', { strangers: number }>>> },
  leg: 'caller' | 'callee',
  count: number,
): Promise<void> {
  for (let asked = 0; asked < 10_000; asked += 1)
    if ((await session.statistics())[leg].strangers >= count) return;
  throw new Error(`expected ${count} packets of strangers`);
}

/** SR with one block, SDES with a revealing CNAME, BYE with a revealing reason. */
export function senderReport(sender: number, reported: number): Buffer {
  const report = Buffer.alloc(52);
  report.set([0x81, 200, 0, 12]);
  report.writeUInt32BE(sender, 4);
  report.writeUInt32BE(0xdead_beef, 8);
  report.writeUInt32BE(1, 20);
  report.writeUInt32BE(reported, 28);
  const sdes = Buffer.from('\x81\xca\0\x05....\x01\x0e13800000001@x.', 'latin1');
  const bye = Buffer.from('\x81\xcb\0\x04....\x0b13800000001', 'latin1');
  return Buffer.concat([report, sdes, bye]);
}
