/** Media contract: digits, in every form they come in. */
import type { Test } from 'tap';
import { EndController } from '../../engine/end-signal.js';
import { codeOf } from '../../media/g711.js';
import type { ReceivedPacket, RtpEndpoint } from '../support/phones/rtp-endpoint.js';
import { connect, connected, opened, talking, tone, type MediaUnderTest } from './media-under-test.js';
import { packet, sequenceJumps } from './media-suite-audio.js';

export async function digitTests(t: Test, under: MediaUnderTest): Promise<void> {
  await t.test('collects keys sent as events, while a prompt is heard', async (t) => {
    const { session, caller } = await opened(t, under);
    caller.follow(await session.answerLocally('caller', caller.sdp()));
    const digits = session.collect('caller', { maxDigits: 3, timeoutMs: 5000 });
    for (const digit of ['1', '1', '9']) await pressed(caller, digit);
    t.equal(await digits, '119');
  });

  await t.test('collects keys heard as tones', async (t) => {
    const { session, caller } = await opened(t, under, { caller: { eventType: undefined } });
    caller.follow(await session.answerLocally('caller', caller.sdp()));
    const digits = session.collect('caller', { maxDigits: 9, timeoutMs: 5000 });
    await session.statistics();
    let sequence = 0;
    for (const frequencies of [[697, 1209], [], [770, 1336], [], [941, 1477], []])
      for (const payload of framesOf(frequencies, 5))
        caller.sendRaw(packet({ sequence: (sequence += 1), payload }));
    t.equal(await digits, '15', 'up to the # key');
  });

  await t.test('collects digits told by SIP INFO, and a key told in two ways once', async (t) => {
    const { session, caller } = await connected(t, under);
    const digits = session.collect('caller', { maxDigits: 2, timeoutMs: 5000 });
    await pressed(caller, '4');
    await session.statistics();
    session.pushDigit('caller', '4');
    session.pushDigit('caller', '5');
    t.equal(await digits, '45');
  });

  await t.test('makes keys heard as tones where the other side takes no events', async (t) => {
    const { session, caller, callee } = await opened(t, under, { callee: { eventType: undefined } });
    caller.follow(await session.answerLocally('caller', caller.sdp()));
    callee.follow(await session.offerLocally('callee'));
    await session.acceptAnswer('callee', callee.sdp());
    session.bridge();
    const heard = callee.hearsBoth(770, 1336);
    await caller.sendDtmf('5', 120);
    await heard;
    t.ok(callee.packets.every(({ payloadType }) => payloadType === 8));
  });

  await t.test('a key told by SIP goes to a side that takes events as a press of those', async (t) => {
    const { session, caller, callee } = await talking(t, under, { callee: { eventType: 96 } });
    t.ok(await session.sendDigit('callee', '5', 100));
    t.ok(await session.sendDigit('callee', '#', 40));
    await callee.until(
      () => eventsAt(callee, 96).filter(isEnd).length === 6,
      () => 'the ends of two presses',
    );
    await callee.hears(440);
    const events = eventsAt(callee, 96);
    const [first, second] = [events.slice(0, 7), events.slice(7)];
    t.same(first.map(durationOf), [160, 320, 480, 640, 800, 800, 800]);
    t.same(second.map(durationOf), [160, 320, 320, 320]);
    for (const [press, event] of [
      [first, 5],
      [second, 11],
    ] as const) {
      t.ok(press.every(({ payload }) => payload[0] === event && payload.length === 4));
      t.equal(new Set(press.map(({ timestamp }) => timestamp)).size, 1, 'one timestamp (RFC 4733 2.5.1.2)');
      t.same(press.map(({ marker }) => marker).indexOf(true), 0);
      t.equal(press.filter(({ marker }) => marker).length, 1);
      t.same(
        press.map(isEnd),
        press.map((_, index) => index >= press.length - 3),
        'its end three times',
      );
    }
    t.same(sequenceJumps(callee.jumps), []);
    t.equal(new Set(callee.packets.map(({ ssrc }) => ssrc)).size, 1);
    t.equal(eventsAt(caller, 101).length, 0);
  });

  await t.test(
    'events are offered also for a side that has none of its own, and are tones there',
    async (t) => {
      const { session, caller, callee } = await connected(t, under, { caller: { eventType: undefined } });
      t.ok(await session.sendDigit('callee', '3', 60));
      await callee.until(
        () => eventsAt(callee, 101).filter(isEnd).length === 3,
        () => 'the ends of a press',
      );
      const heard = caller.hearsBoth(770, 1336);
      await callee.sendDtmf('5', 120);
      await heard;
    },
  );

  await t.test('a key signalled by SIP is pressed without any audio', async (t) => {
    const { session, callee } = await connected(t, under);
    t.ok(await session.sendDigit('callee', '1', 60));
    await callee.until(
      () => eventsAt(callee, 101).filter(isEnd).length === 3,
      () => 'the ends of a press',
    );
  });

  await t.test('a key told by SIP is not for a side without events', async (t) => {
    const { session, caller, callee } = await opened(t, under, { callee: { eventType: undefined } });
    t.notOk(await session.sendDigit('callee', '5', 100), 'before there is one');
    await connect({ session, caller, callee });
    t.notOk(await session.sendDigit('callee', '5', 100));
  });

  await t.test('a key told by SIP is not for a side on hold, or gone', async (t) => {
    const { session, caller, callee } = await connected(t, under);
    t.ok(await session.sendDigit('caller', '5', 100));
    await session.offer('caller', caller.sdp({ direction: 'sendonly' }));
    await session.answer('callee', callee.sdp({ direction: 'recvonly' }));
    t.notOk(await session.sendDigit('caller', '5', 100));
    await session.close();
    t.notOk(await session.sendDigit('caller', '5', 100));
  });

  await t.test(
    'more keys told by SIP than can be pressed in time are refused, and what is taken is pressed',
    async (t) => {
      const { session, callee } = await connected(t, under);
      let taken = 0;
      const press = async (): Promise<void> => {
        for (; taken < 100; taken += 1) await session.sendDigit('callee', String(taken % 10), 40);
      };
      await t.rejects(press(), { code: 'busy' } as unknown as Error);
      t.ok(taken >= 10);
      await callee.until(
        () => eventsAt(callee, 101).filter(isEnd).length === 3 * taken,
        () => 'the ends of all that were taken',
      );
      t.ok(await session.sendDigit('callee', '5', 40), 'there is room again');
    },
  );

  await t.test('a key told by RTP and by SIP is one press, whichever comes first', async (t) => {
    const { session, caller, callee } = await connected(t, under);
    await pressed(caller, '4');
    await callee.until(
      () => eventsAt(callee, 101).filter(isEnd).length === 3,
      () => 'a press',
    );
    await session.sendDigit('callee', '4', 100);
    await session.sendDigit('callee', '6', 40);
    await pressed(caller, '6');
    await callee.until(
      () => eventsAt(callee, 101).filter(isEnd).length === 6,
      () => 'another press',
    );
    await session.sendDigit('callee', '8', 40);
    await callee.until(
      () => eventsAt(callee, 101).filter(isEnd).length === 9,
      () => 'a third',
    );
    const presses = new Map(eventsAt(callee, 101).map(({ timestamp, payload }) => [timestamp, payload[0]]));
    t.same([...presses.values()], [4, 6, 8]);
  });

  await t.test('what stands behind the four bytes of an event stays behind', async (t) => {
    const { caller, callee } = await connected(t, under);
    const payload = Buffer.concat([Buffer.from([7, 0xca, 0, 160]), Buffer.from('13800000001')]);
    caller.sendRaw(packet({ type: 101, payload }));
    await callee.receives(1);
    t.same(callee.packets[0]?.payload, Buffer.from([7, 0x8a, 0, 160]));
  });

  await t.test('a press keeps its timestamp while a prompt is heard', async (t) => {
    const { session, caller, callee } = await connected(t, under);
    const playback = session.play(tone(620, 200), { to: 'callee', loop: true });
    await callee.hears(620);
    await caller.sendDtmf('9', 700);
    await callee.until(
      () => eventsAt(callee, 101).filter(isEnd).length === 3,
      () => 'the press',
    );
    playback.stop();
    t.equal(new Set(eventsAt(callee, 101).map(({ timestamp }) => timestamp)).size, 1);
    t.same(sequenceJumps(callee.jumps), []);
  });

  await t.test('resolves with what there is when time is over', async (t) => {
    const { session } = await opened(t, under);
    t.equal(await session.collect('caller', { maxDigits: 2, timeoutMs: 1 }), '');
    const digits = session.collect('caller', { maxDigits: 2, timeoutMs: 5000, interDigitMs: 1 });
    session.pushDigit('caller', '5');
    t.equal(await digits, '5');
  });

  await t.test('rejects when aborted and when the session closes', async (t) => {
    const { session } = await opened(t, under);
    const abort = new EndController();
    const aborted = session.collect('caller', { maxDigits: 2, timeoutMs: 5000, signal: abort });
    abort.abort(new Error('gone'));
    await t.rejects(aborted, { message: 'gone' });
    const closed = t.rejects(session.collect('callee', { maxDigits: 2, timeoutMs: 5000 }), {
      code: 'closed',
    });
    await session.close();
    await closed;
    await t.rejects(session.collect('caller', { maxDigits: 1, timeoutMs: 1 }), { code: 'closed' });
  });
}

function eventsAt(phone: RtpEndpoint, eventType: number): ReceivedPacket[] {
  return phone.packets.filter(({ payloadType }) => payloadType === eventType);
}

function isEnd({ payload }: ReceivedPacket): boolean {
  return ((payload[1] ?? 0) & 0x80) !== 0;
}

function durationOf({ payload }: ReceivedPacket): number {
  return payload.readUInt16BE(2);
}

/** Presses a key and waits until the phone has sent all of it. */
function pressed(
  phone: { sendDtmf(digit: string, ms: number): Promise<void> },
  digit: string,
): Promise<void> {
  return phone.sendDtmf(digit, 60);
}

function framesOf(frequencies: readonly number[], count: number): Buffer[] {
  return Array.from({ length: count }, (_, frame) =>
    Buffer.from(
      Uint8Array.from({ length: 160 }, (_, i) => {
        const at = frame * 160 + i;
        const sum = frequencies.reduce((s, f) => s + 6000 * Math.sin((2 * Math.PI * f * at) / 8000), 0);
        return codeOf.PCMA[Math.round(sum) & 0xffff] ?? 0;
      }),
    ),
  );
}
