/** Media contract: two sides that agree on little: numbers, clock rates, packet lengths, ports. */
import type { Test } from 'tap';
import { senderReport } from './media-suite-source.js';
import { connected, opened, type MediaUnderTest } from './media-under-test.js';

export async function interworkingTests(t: Test, under: MediaUnderTest): Promise<void> {
  await t.test(
    'reports come and go by the port of RTP on the leg that wants it, and only there',
    async (t) => {
      const { session, caller, callee } = await opened(t, under);
      const wishes = `${caller.sdp()}a=rtcp-mux\r\n`;
      callee.follow(await session.offer('caller', wishes));
      const answer = await session.answer('callee', callee.sdp());
      t.match(answer, 'a=rtcp-mux\r\n');
      caller.follow(answer);
      session.bridge();
      caller.sendTone(440);
      callee.sendTone(1000);
      await Promise.all([callee.hears(440), caller.hears(1000)]);
      caller.sendRaw(senderReport(caller.ssrc, caller.packets[0]?.ssrc ?? 0));
      await callee.until(
        () => callee.rtcpPackets.length > 0,
        () => 'a report at its own port',
      );
      t.ok(callee.packets.every(({ payloadType }) => payloadType === 8));
      callee.sendRtcp(senderReport(callee.ssrc, callee.packets[0]?.ssrc ?? 0));
      await caller.until(
        () => caller.rtcpPackets.length > 0,
        () => 'a report at the port of RTP',
      );
      t.equal(caller.rtcpPackets[0]?.readUInt32BE(4), caller.packets[0]?.ssrc);
      const { strangers } = (await session.statistics()).caller;
      t.equal(strangers, 0);
    },
  );

  await t.test(
    'a key at another clock rate arrives as long as it was pressed, under the other number',
    async (t) => {
      const { session, caller, callee } = await opened(t, under, { callee: { eventType: 96 } });
      const at48 = (sdp: string): string => sdp.replace('telephone-event/8000', 'telephone-event/48000');
      const offer = await session.offer('caller', at48(caller.sdp()));
      t.match(offer, /a=rtpmap:\d+ telephone-event\/8000\r\n/);
      callee.follow(offer);
      const answer = await session.answer('callee', callee.sdp());
      t.match(answer, 'a=rtpmap:101 telephone-event/48000\r\n');
      caller.follow(answer);
      session.bridge();
      const digit = session.collect('caller', { maxDigits: 1, timeoutMs: 5000 });
      await caller.sendDtmf('7', 100);
      t.equal(await digit, '7');
      await callee.until(
        () =>
          callee.packets.filter(
            ({ payloadType, payload }) => payloadType === 96 && ((payload[1] ?? 0) & 0x80) !== 0,
          ).length === 3,
        () => 'the end of the press',
      );
      const press = callee.packets.filter(({ payloadType }) => payloadType === 96);
      t.same([...new Set(press.map(({ payload }) => payload[0]))], [7]);
      t.same([...new Set(press.map(({ timestamp }) => timestamp))].length, 1, 'one press');
      // The phone counts in units of 8000 Hz, five frames of 160, and says that they are of 48 000 Hz.
      t.equal(press.at(-1)?.payload.readUInt16BE(2), Math.round(800 / 6));
    },
  );

  await t.test(
    'one law each way, a side that sends by its own numbers, keys and reports unharmed',
    async (t) => {
      const { session, caller, callee } = await connected(t, under, {
        caller: { law: 'PCMA' },
        callee: { law: 'PCMU', eventType: 96 },
        session: { recorded: true },
      });
      caller.sendTone(440);
      callee.sendTone(1000);
      await Promise.all([callee.hears(440), caller.hears(1000)]);
      t.ok(caller.packets.every(({ payloadType }) => payloadType === 8));
      t.ok(callee.packets.every(({ payloadType }) => payloadType === 0));
      const digit = session.collect('callee', { maxDigits: 1, timeoutMs: 5000 });
      await callee.sendDtmf('3', 100);
      t.equal(await digit, '3', 'it presses by the number of its own SDP');
      await caller.until(
        () => caller.packets.some(({ payloadType, payload }) => payloadType === 101 && payload[0] === 3),
        () => 'the key by the number of the caller',
      );
      await caller.sendDtmf('4', 100);
      await callee.until(
        () => callee.packets.some(({ payloadType, payload }) => payloadType === 96 && payload[0] === 4),
        () => 'the key by the number of the callee',
      );
      callee.sendRtcp(senderReport(callee.ssrc, callee.packets[0]?.ssrc ?? 0));
      await caller.until(
        () => caller.rtcpPackets.length > 0,
        () => 'a report',
      );
    },
  );
}
