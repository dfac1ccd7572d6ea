/** Media contract: digits, whichever way they come. */
import type { Test } from 'tap';
import { codeOf } from '../../media/g711.js';
import { connected, opened, type MediaUnderTest } from './media-under-test.js';
import { packet } from './media-suite-audio.js';

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

  await t.test('resolves with what there is when time is over', async (t) => {
    const { session } = await opened(t, under);
    t.equal(await session.collect('caller', { maxDigits: 2, timeoutMs: 1 }), '');
    const digits = session.collect('caller', { maxDigits: 2, timeoutMs: 5000, interDigitMs: 1 });
    session.pushDigit('caller', '5');
    t.equal(await digits, '5');
  });

  await t.test('rejects when aborted and when the session closes', async (t) => {
    const { session } = await opened(t, under);
    const abort = new AbortController();
    const aborted = session.collect('caller', { maxDigits: 2, timeoutMs: 5000, signal: abort.signal });
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
