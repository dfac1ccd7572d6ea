/**
 * AXB: the main job, with the SIP ladder of both legs, the last-minute prompt, the limit, the recording and the record.
 */
import { copyFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Callveil } from '../support/servers/callveil.js';
import { Phone, type PhoneCall } from '../support/phones/phone.js';
import { drawLadder } from './ladder.js';
import { measureRecording } from './level-meter.js';
import { expect, say, title } from './narrate.js';
import { A, AXB, B, LAST_MINUTE_SECONDS, MAX_CALL_SECONDS, STRANGER, X } from './setting.js';

const TONE_A = 440;
const TONE_B = 1000;

export async function axbCall(callveil: Callveil, phoneA: Phone, phoneB: Phone): Promise<void> {
  title('AXB: A and B talk, and neither learns the other’s number');
  await bind(callveil);
  const since = Date.now();
  const calling = await phoneA.dial(X);
  const ringing = await phoneB.nextCall();
  ringing.ring();
  await calling.ringing;
  say(`A (${A}) dials ${X}. The phone of B (${B}) rings and shows ${ringing.shownNumber}.`);
  expect(ringing.shownNumber === X, 'B sees X, not A');
  ringing.answer();
  await calling.answered;
  calling.audio.sendTone(TONE_A);
  ringing.audio.sendTone(TONE_B);
  say(
    `Both talk: A hums ${TONE_A} Hz, B hums ${TONE_B} Hz. The binding allows one minute; this demo counts ${MAX_CALL_SECONDS} s`,
  );
  say(`as that minute and prompts ${LAST_MINUTE_SECONDS} s before the end, so that you need not wait.`);
  await Promise.all([calling.audio.hears(TONE_B), ringing.audio.hears(TONE_A)]);
  heardEachOther(calling, ringing);
  await hearThePrompt(calling, ringing, since);
  const [end] = await Promise.all([calling.ended, ringing.ended]);
  expect(end.by === 'peer', `Callveil ended the call at its limit, ${elapsed(since)}`);
  say('');
  drawLadder(phoneA.ladder, phoneB.ladder, since).forEach(say);
  expect(!phoneB.received.includes(A.slice(3)), 'no message B received contains the number of A');
  expect(!phoneA.received.includes(B.slice(3)), 'no message A received contains the number of B');
  await showRecord(callveil);
}

async function bind(callveil: Callveil): Promise<void> {
  const request = {
    relationNum: X,
    callerNum: A,
    calleeNum: B,
    maxDuration: 1,
    lastMinVoice: 'last-minute.wav',
    recordFlag: 'true',
    userData: 'order-4711',
  };
  say(`POST /rest/caas/relationnumber/partners/v1.0 ${JSON.stringify(request)}`);
  const { status, json } = await callveil
    .client(AXB)
    .post('/rest/caas/relationnumber/partners/v1.0', request);
  say(`  ${status} ${JSON.stringify(json)}`);
  expect(json['resultcode'] === '0', 'the binding is durable');
}

function heardEachOther(calling: PhoneCall, ringing: PhoneCall): void {
  const heard = (call: PhoneCall, tone: number): string => `${call.audio.level(tone).toFixed(0)} dB`;
  say(
    `A heard ${TONE_B} Hz at ${heard(calling, TONE_B)}, B heard ${TONE_A} Hz at ${heard(ringing, TONE_A)}.`,
  );
  expect(calling.audio.level(TONE_B) > -30 && ringing.audio.level(TONE_A) > -30, 'each heard the other');
}

/** Both fall silent, so that the prompt is all there is to hear; then they go on. */
async function hearThePrompt(calling: PhoneCall, ringing: PhoneCall, since: number): Promise<void> {
  const ears = [calling.audio, ringing.audio];
  const within = 2 * LAST_MINUTE_SECONDS * 1000;
  for (const ear of ears) ear.sendTone(0);
  const quiet = (): boolean => ears.every((ear) => ear.loudness(100) < -50);
  await Promise.all(ears.map((ear) => ear.until(quiet, () => 'silence', within)));
  await Promise.all(
    ears.map((ear) =>
      ear.until(
        () => ear.loudness(100) > -35,
        () => 'the prompt',
        within,
      ),
    ),
  );
  expect(true, `both hear the last-minute prompt, ${elapsed(since)}`);
  calling.audio.sendTone(TONE_A);
  ringing.audio.sendTone(TONE_B);
}

function elapsed(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s after dialling`;
}

/** The call's record as the application gets it, and its recording with both voices in it. */
async function showRecord(callveil: Callveil): Promise<void> {
  const { body } = await callveil.push((push) => push['eventType'] === 'fee');
  const [record] = body['feeLst'] as Record<string, unknown>[];
  say('');
  say('The record pushed to the application:');
  say(`  ${JSON.stringify(record)}`);
  const recorded = join(callveil.folder, 'data', 'recordings', String(record?.['recordObjectName']));
  // The service's folder goes with the demo; the recording stays, to be listened to.
  const file = join(tmpdir(), 'callveil-demo.wav');
  await copyFile(recorded, file);
  const { seconds, bars, peaks } = measureRecording(await readFile(file), [TONE_A, TONE_B]);
  say('');
  say(`The recording, ${file}: A-law, 8000 Hz, mono, ${seconds.toFixed(1)} s`);
  [A, B].forEach((party, at) => say(`  ${party}  ${bars[at]}  ${peaks[at]?.toFixed(0)} dB`));
  expect(
    peaks.every((level) => level > -30),
    'both voices are in the recording',
  );
}

export async function strangerIsRefused(callveil: Callveil, phoneB: Phone): Promise<void> {
  title('A stranger calls X');
  const stranger = await Phone.start({
    number: STRANGER,
    server: `127.0.0.1:${callveil.sipPort('udp')}`,
  });
  await stranger.register('stranger');
  const before = phoneB.ladder.length;
  const call = await stranger.dial(X);
  const end = await call.ended;
  say(`${STRANGER} dials ${X}: ${JSON.stringify(end)}. No phone rang.`);
  expect(end.by === 'refused', 'a number in no binding is refused');
  expect(!stranger.received.includes(B.slice(3)), 'and learns nobody’s number');
  expect(phoneB.ladder.length === before, 'B was left in peace');
  await stranger.stop();
}
