/** Media contract: two sides that agree on little: numbers, clock rates, packet lengths, ports. */
import type { Test } from 'tap';
import { senderReport } from './media-suite-source.js';
import { connected, opened, tone, type MediaUnderTest } from './media-under-test.js';

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

  await t.test(
    'a prompt during a hold is heard by the held side alone, and the call goes on after it',
    async (t) => {
      const { session, caller, callee } = await connected(t, under, { callee: { law: 'PCMU' } });
      caller.sendTone(440);
      callee.sendTone(1000);
      await Promise.all([callee.hears(440), caller.hears(1000)]);
      const held = caller.sdp({ address: '0.0.0.0', direction: 'inactive' });
      await session.offer('caller', held);
      await session.answer('callee', callee.sdp({ direction: 'inactive' }));
      await session.offer('callee', callee.sdp({ direction: 'recvonly' }));
      await session.answer('caller', caller.sdp({ direction: 'sendonly' }));
      await session.statistics();
      caller.stopSending();
      caller.clear();
      const { done } = session.play(tone(700, 400), { to: 'both' });
      await callee.hears(700);
      await done;
      t.equal(caller.packets.length, 0, 'who holds the call is sent nothing');
      caller.sendTone(440);
      callee.follow(await session.offer('caller', caller.sdp()));
      caller.follow(await session.answer('callee', callee.sdp()));
      await Promise.all([callee.hears(440), caller.hears(1000)]);
      t.same(new Set(caller.packets.map(({ ssrc }) => ssrc)).size, 1);
    },
  );

  await t.test('a prompt comes in packets of the length that each side wants', async (t) => {
    const { session, caller, callee } = await opened(t, under, { callee: { law: 'PCMU' } });
    callee.follow(await session.offer('caller', `${caller.sdp()}a=ptime:30\r\n`));
    caller.follow(await session.answer('callee', `${callee.sdp()}a=ptime:10\r\n`));
    session.bridge();
    const playback = session.play(tone(700, 600), { to: 'both' });
    await Promise.all([callee.hears(700), caller.hears(700), playback.done]);
    t.same(new Set(caller.packets.map(({ payload }) => payload.length)), new Set([240]));
    t.same(new Set(callee.packets.map(({ payload }) => payload.length)), new Set([80]));
    t.same([...caller.jumps, ...callee.jumps], []);
  });
}
