/** Media contract: silence, recording, ports and the end. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { MediaSession } from '../../media/media.js';
import type { MediaError } from '../../media/media-error.js';
import { recorderProcess } from '../support/servers/service-child.js';
import { RecorderProcess } from '../../media/recorder/recorder-process.js';
import { RtpEndpoint } from '../support/phones/rtp-endpoint.js';
import { samplesOf, toneLevel } from '../support/phones/wav-tone.js';
import { connect, connected, opened, openSession, talking, type MediaUnderTest } from './media-under-test.js';

export async function lifeTests(t: Test, under: MediaUnderTest): Promise<void> {
  await t.test('notices when neither side sends any more, not when one is quiet', async (t) => {
    const { session, caller, callee } = await talking(t, under, { settings: { silenceTimeoutMs: 700 } });
    callee.stopSending();
    await callee.receives(callee.packets.length + 60);
    const silences = silencesOf(session);
    t.equal(silences.length, 0);
    caller.stopSending();
    await silence(session);
    t.match(await silence(session), { name: 'MediaError' }, 'whoever asks late is told at once');
  });

  for (const [hold, offer, answer] of [
    ['inactive', { direction: 'inactive' }, { direction: 'inactive' }],
    ['sendonly without music', { direction: 'sendonly' }, { direction: 'recvonly' }],
    ['c=0.0.0.0', { address: '0.0.0.0' }, { direction: 'recvonly' }],
  ] as const)
    await t.test(`a call held by ${hold} is not silent, one that was resumed may be`, async (t) => {
      const settings = { silenceTimeoutMs: 300 };
      const { media, session, caller, callee } = await connected(t, under, { settings });
      await session.offer('caller', caller.sdp(offer));
      await session.answer('callee', callee.sdp(answer));
      const other = await openSession(media);
      const phones = [await RtpEndpoint.open(), await RtpEndpoint.open()] as const;
      t.teardown(() => Promise.all(phones.map((phone) => phone.close())));
      await connect({ session: other, caller: phones[0], callee: phones[1] });
      const silences = silencesOf(session);
      await silence(other);
      t.equal(silences.length, 0);
      await session.offer('caller', caller.sdp());
      await session.answer('callee', callee.sdp());
      await silence(session);
    });

  await t.test('counts what it relayed', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    caller.stopSending();
    callee.stopSending();
    const { caller: fromCaller, callee: fromCallee } = await session.close();
    t.ok(fromCaller.packetsReceived >= callee.packets.length);
    t.ok(fromCallee.packetsSent >= callee.packets.length);
    t.equal(fromCaller.packetsLost, 0);
    t.ok(fromCaller.jitterMs >= 0 && fromCaller.jitterMs < 200);
    t.same(await session.statistics(), { caller: fromCaller, callee: fromCallee }, 'also after the end');
  });

  await t.test('records both sides', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'callveil-media-'));
    const process = recorderProcess();
    const recorder = new RecorderProcess({ directory: folder, open: process.open });
    await recorder.start();
    t.teardown(async () => {
      await recorder.close();
      await process.stop();
      await rm(folder, { recursive: true, force: true });
    });
    const { session, caller, callee } = await talking(t, under, {
      session: { recorded: true },
      callee: { law: 'PCMU' },
      settings: { recorder },
    });
    const recording = await session.record({ fileName: 'call-1.wav' });
    await Promise.all([caller, callee].map((phone) => phone.receives(phone.packets.length + 50)));
    await recording.stop();
    t.match(await recording.ended, { outcome: 'stopped' });
    const samples = samplesOf(await readFile(join(folder, 'call-1.wav')));
    t.ok(samples.length > 6000, `a second of audio, found ${samples.length} samples`);
    t.ok(toneLevel(samples, 440) > -30, 'the caller is in it');
    t.ok(toneLevel(samples, 1000) > -30, 'the callee is in it');
    const second = await session.record({ fileName: 'call-2.wav' });
    await session.close();
    t.match(await second.ended, { outcome: 'stopped' }, 'ends with the session');
  });

  await t.test('without a recorder the recording is refused and the call goes on', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    await t.rejects(session.record({ fileName: 'call.wav' }), { code: 'recorder-unavailable' });
    callee.clear();
    caller.sendTone(440);
    await callee.hears(440);
  });

  await t.test('a session over the range of ports is refused; closed ones make room', async (t) => {
    const { media, session } = await opened(t, under, { settings: { portPairs: 2, portRestMs: 0 } });
    t.same(media.load, { sessions: 1, portsFree: 0 });
    await t.rejects(openSession(media), { code: 'no-ports' });
    await session.close();
    t.same(media.load, { sessions: 0, portsFree: 2 });
    await openSession(media);
  });

  await t.test('a port rests before it is used again, and late packets end there', async (t) => {
    const { media, session, caller, callee } = await talking(t, under, {
      settings: { portPairs: 4, portRestMs: 600_000 },
    });
    await session.close();
    await session.close();
    t.same(media.load, { sessions: 0, portsFree: 2 });
    callee.clear();
    const phones = [await RtpEndpoint.open(), await RtpEndpoint.open()] as const;
    t.teardown(() => Promise.all(phones.map((phone) => phone.close())));
    await connect({ session: await openSession(media), caller: phones[0], callee: phones[1] });
    phones[0].sendTone(620);
    await phones[1].receives(40);
    t.equal(callee.packets.length, 0, 'while the first caller was still sending');
    t.ok(phones[1].level(440) < -40);
    t.ok(caller.remote !== undefined && callee.remote?.port !== phones[1].remote?.port);
    await t.rejects(openSession(media), { code: 'no-ports' });
  });

  await t.test('a closed session and a closed relay say so', async (t) => {
    const { media, session, caller } = await opened(t, under, { settings: {} });
    await session.close();
    await t.rejects(session.offer('caller', caller.sdp()), { code: 'closed' });
    const other = await openSession(media);
    await media.close();
    await media.close();
    await t.rejects(other.offer('caller', caller.sdp()), { code: 'closed' });
    await t.rejects(openSession(media), { code: 'closed' });
  });
}

/** Why the session fell silent, when it does or once it has. */
function silence(session: MediaSession): Promise<MediaError> {
  return new Promise((resolve) => session.onSilent(resolve));
}

/** Grows when the session falls silent. */
function silencesOf(session: MediaSession): readonly MediaError[] {
  const silences: MediaError[] = [];
  session.onSilent((why) => silences.push(why));
  return silences;
}
