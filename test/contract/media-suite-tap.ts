/** Media contract: copies of a call's packets as they are on the wire. */
import type { Test } from 'tap';
import type { Media, TappedPacket } from '../../media/media.js';
import { connect, connected, opened, talking, type MediaUnderTest } from './media-under-test.js';

/** A receiver report without blocks. */
const REPORT = Buffer.from('80c90001000000ff', 'hex');

export async function tapTests(t: Test, under: MediaUnderTest): Promise<void> {
  await t.test('both legs are copied in both directions, from the moment that is asked for', async (t) => {
    const call = await talking(t, under, { session: { callId: 'tapped' } });
    const { media, session, caller, callee } = call;
    const hasReport = (packets: readonly TappedPacket[]): boolean =>
      packets.some(({ bytes, localPort }) => localPort % 2 === 1 && bytes.equals(REPORT));
    const tapped = tap(media, 'tapped', (packets) => hasReport(packets) && packets.length >= 200);
    caller.sendRtcp(REPORT);
    await Promise.all([
      caller.receives(caller.packets.length + 60),
      callee.receives(callee.packets.length + 60),
    ]);
    caller.stopSending();
    callee.stopSending();
    // What waits comes with the end.
    await session.close();
    await tapped.over;
    const counts = new Map<string, number>();
    for (const { leg, direction } of tapped.packets)
      counts.set(`${leg} ${direction}`, (counts.get(`${leg} ${direction}`) ?? 0) + 1);
    for (const way of ['caller in', 'caller out', 'callee in', 'callee out'])
      t.ok((counts.get(way) ?? 0) >= 40, `${way}: ${counts.get(way)}`);
    const sent = new Set(
      tapped.packets
        .filter(
          ({ leg, direction, localPort }) => `${leg} ${direction}` === 'caller out' && localPort % 2 === 0,
        )
        .map(({ bytes }) => bytes.readUInt16BE(2)),
    );
    // What a busy machine loses on the way was sent all the same.
    const heard = caller.packets.map(({ sequence }) => sequence);
    const since = heard.findIndex((sequence) => sent.has(sequence));
    t.ok(since >= 0);
    t.same(
      heard.slice(since).filter((sequence) => !sent.has(sequence)),
      [],
    );
    const first = tapped.packets.find(
      ({ leg, direction, localPort }) => leg === 'caller' && direction === 'in' && localPort % 2 === 0,
    );
    t.equal(first?.bytes[0], 0x80);
    t.equal(first?.remotePort, caller.port);
    t.ok(Math.abs((first?.at ?? 0) - Date.now()) < 600_000, 'times are those of the wall');
  });

  await t.test('a call that is not there has nothing to copy', async (t) => {
    const { media } = await opened(t, under, { session: { callId: 'there' } });
    t.equal(
      media.tap('elsewhere', () => true),
      false,
    );
  });

  await t.test(
    'a leg whose audio begins later is copied too, and a reader who has enough gets no more',
    async (t) => {
      const call = await opened(t, under, { session: { callId: 'early' } });
      const tapped = tap(call.media, 'early', ({ length }) => length >= 10);
      await connect(call);
      call.caller.sendTone(440);
      call.callee.sendTone(1000);
      await tapped.over;
      const { length } = tapped.packets;
      t.ok(length >= 10);
      await call.caller.receives(call.caller.packets.length + 60);
      await call.session.close();
      t.equal(tapped.packets.length, length);
    },
  );

  await t.test('encrypted packets are copied as they are', async (t) => {
    const call = await connected(t, under, {
      session: { callId: 'encrypted', encryption: { caller: 'required' } },
      caller: { security: { suite: 'AES_CM_128_HMAC_SHA1_80' } },
    });
    const tapped = tap(call.media, 'encrypted', ({ length }) => length >= 20);
    call.caller.sendTone(440);
    await tapped.over;
    const way = (leg: string, direction: string): TappedPacket | undefined =>
      tapped.packets.find((one) => one.leg === leg && one.direction === direction);
    t.equal(way('caller', 'in')?.bytes.length, 12 + 160 + 10, 'with the tag of SRTP');
    t.equal(way('callee', 'out')?.bytes.length, 12 + 160);
  });
}

/** Copies until what has come is enough. */
function tap(media: Media, callId: string, isEnough: (packets: readonly TappedPacket[]) => boolean) {
  const packets: TappedPacket[] = [];
  let finish: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (finish = resolve));
  const isThere = media.tap(callId, (some) => {
    packets.push(...some);
    if (!isEnough(packets)) return true;
    finish();
    return false;
  });
  if (!isThere) throw new Error(`expected a session of ${callId}`);
  return { packets, over };
}
