/**
 * Both parties hear that they are recorded before the first recorded sample (spec 11.4): what they say during the notice
 * is not in the file.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
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
  await calling.hangUp();
  await called.ended;
  const { record } = await stage.told();
  t.match(record, { recordFlag: 1 });
  const [file = ''] = await recordings();
  const heard = samplesOf(await readFile(file));
  for (const hertz of Object.values(AFTER))
    t.ok(toneLevel(heard, hertz) > -30, `${hertz} Hz is in the recording`);
  for (const hertz of [NOTICE, ...Object.values(DURING)])
    t.ok(toneLevel(heard, hertz) < -45, `${hertz} Hz is not: ${toneLevel(heard, hertz)} dB`);
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
