/**
 * Both parties hear that they are recorded before the first recorded sample (spec 11.4): what they say during the notice
 * is not in the file.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import type { Page } from '../../engine/api/operator/answers.js';
import type { ShownCall } from '../../engine/api/operator/call-answers.js';
import type {
  FoundRecordings,
  ShownLevels,
  ShownLogLines,
  ShownMachine,
  ShownPastExplanation,
  ShownRecording,
} from '../../engine/api/operator/system-answers.js';
import { samplesOf, toneLevel } from '../support/phones/wav-tone.js';
import {
  A,
  B,
  hearsSpeech,
  hearsTone,
  ModeStage,
  OPERATOR_TOKEN,
  X,
  Y,
} from '../support/stages/mode-stage.js';

const BINDINGS = '/rest/caas/relationnumber/partners/v1.0';
const NOTICE = 700;
const NOTICE_SECONDS = 6;
const DURING = { caller: 1500, callee: 1900 };
const AFTER = { caller: 440, callee: 1000 };

const stage = await ModeStage.start(t, 'AXB', {
  features: { recording: true },
  standardPrompts: true,
  promptLanguage: 'en',
});

/** A tone as 16-bit PCM at 16 kHz, which is what people have. */
function linearTone(hertz: number, seconds: number): Buffer {
  const samples = 16_000 * seconds;
  const file = Buffer.alloc(44 + 2 * samples);
  file.write('RIFF', 0, 'latin1');
  file.write('WAVEfmt \x10\0\0\0\x01\0\x01\0', 8, 'latin1');
  file.writeUInt32LE(16_000, 24);
  file.writeUInt32LE(32_000, 28);
  file.write('\x02\0\x10\0data', 32, 'latin1');
  file.writeUInt32LE(2 * samples, 40);
  for (let n = 0; n < samples; n += 1)
    file.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * hertz * n) / 16_000)), 44 + 2 * n);
  return file;
}

/** Once it is in the records. */
async function recordingOf(sessionId: string): Promise<ShownRecording> {
  for (;;) {
    const { items } = (await stage.operator('POST', '/v1/recordings/search', {})) as FoundRecordings;
    const found = items.find((one) => one.sessionId === sessionId);
    if (found !== undefined) return found;
  }
}

async function recordings(): Promise<string[]> {
  const folder = join(stage.callveil.folder, 'data', 'recordings');
  const files = await readdir(folder).catch(() => []);
  return files.filter((name) => name.endsWith('.wav')).map((name) => join(folder, name));
}

void t.test('the notice is heard by both, and the first sample comes after it', async (t) => {
  const put = await fetch(`${stage.callveil.operator}/v1/prompts/notice.wav`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${OPERATOR_TOKEN}`, 'content-type': 'audio/wav' },
    body: linearTone(NOTICE, NOTICE_SECONDS),
  });
  t.equal(put.status, 204);
  await stage.ask('POST', BINDINGS, {
    ...{ callerNum: A, calleeNum: B, relationNum: X, recordFlag: 'true', recordHintTone: 'notice.wav' },
  });
  const calling = await stage.phone(A).dial(X);
  const called = await stage.phone(B).nextCall();
  called.ring();
  called.answer();
  await Promise.all([calling.answered, called.answered]);
  calling.audio.sendTone(DURING.caller);
  called.audio.sendTone(DURING.callee);
  await Promise.all([hearsTone(calling, NOTICE), hearsTone(called, NOTICE)]);
  calling.audio.sendTone(AFTER.caller);
  called.audio.sendTone(AFTER.callee);
  // Until each hears the other without the notice, and some time beyond.
  const rest = (NOTICE_SECONDS + 1.5) * 50;
  await Promise.all(
    [calling, called].map(({ audio }) => audio.receives(audio.packets.length + rest, 60_000)),
  );
  const { items: live } = (await stage.operator('GET', '/v1/calls')) as Page<ShownCall>;
  const sessionId = live[0]?.sessionId ?? '';
  const { items: levels } = (await stage.operator('POST', '/v1/calls/levels', {
    sessionIds: [sessionId],
  })) as Page<ShownLevels>;
  for (const side of ['caller', 'callee'] as const)
    t.ok((levels[0]?.[side].dbm0 ?? -99) > -30, `an operator sees that the ${side} is heard`);
  await calling.hangUp();
  await called.ended;
  const { record } = await stage.told();
  t.match(record, { recordFlag: 1, sessionId });
  const [file = ''] = await recordings();
  const heard = samplesOf(await readFile(file));
  for (const hertz of Object.values(AFTER))
    t.ok(toneLevel(heard, hertz) > -30, `${hertz} Hz is in the recording`);
  for (const hertz of [NOTICE, ...Object.values(DURING)])
    t.ok(toneLevel(heard, hertz) < -45, `${hertz} Hz is not: ${toneLevel(heard, hertz)} dB`);

  const { file: found } = await recordingOf(sessionId);
  const answer = await fetch(`${stage.callveil.operator}/v1/recordings/${sessionId}`, {
    headers: { authorization: `Bearer ${OPERATOR_TOKEN}` },
  });
  t.ok(Buffer.from(await answer.arrayBuffer()).equals(await readFile(file)), 'an operator hears the same');
  t.equal(found?.bytes, Number(answer.headers.get('content-length')));
  const why = (await stage.operator('GET', `/v1/explain?sessionId=${sessionId}`)) as ShownPastExplanation;
  t.match(why.record, { tried: [{ trunk: 'phones', outcome: 'answered' }], callerMos: Number });
  t.match(why.steps.at(-1), {
    step: 'it ended with caller-hung-up: The user releases the call',
    outcome: 'found',
  });
  const machine = (await stage.operator('GET', '/v1/system/machine')) as ShownMachine;
  t.same(machine.processes.map(({ name }) => name).sort(), ['engine', 'media', 'parent', 'recorder', 'sip']);
  t.ok(machine.processes.every(({ memoryBytes = 0 }) => memoryBytes > 0));
  const { items: lines } = (await stage.operator('GET', '/v1/system/log')) as ShownLogLines;
  t.ok(lines.some(({ text }) => text === 'the call has ended'));
});

void t.test('without a notice of its own, the one that comes with Callveil is heard', async (t) => {
  await stage.ask('POST', BINDINGS, { callerNum: A, calleeNum: B, relationNum: Y, recordFlag: 'true' });
  const calling = await stage.phone(A).dial(Y);
  const called = await stage.phone(B).nextCall();
  called.answer();
  await Promise.all([calling.answered, called.answered]);
  await Promise.all([hearsSpeech(calling), hearsSpeech(called)]);
  await calling.hangUp();
  await called.ended;
  const { record } = await stage.told();
  t.match(record, { recordFlag: 0 }, 'it was hung up before the notice was over');
});
