import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { pidOf, Span, startRecorder } from './harness.js';
import { amplitudeOf, readWav, speak } from './tones.js';

void t.test('both voices are in the file, at their level and for the time they spoke', async (t) => {
  const { recorder, fork, file } = await startRecorder(t);
  const span = new Span();
  const session = await span.begin(recorder.record('call-1.wav'));
  const { recordingId } = session;
  const begun = performance.now();
  const spoken = (): number => Math.floor((performance.now() - begun) * 8);
  const talk = { recordingId, aheadMs: 400 };
  const caller = speak(fork, { ...talk, stream: 0, frequency: 440, amplitude: 9000 });
  const callee = speak(fork, { ...talk, stream: 1, frequency: 1100, amplitude: 6000, law: 'mulaw' });
  await delay(1500);
  caller.stop();
  const callerStopped = spoken();
  await delay(1500);
  callee.stop();
  const calleeStopped = spoken();
  await span.end(session.stop());

  const { outcome, durationMs } = await session.ended;
  t.equal(outcome, 'stopped');
  t.ok(span.holds(durationMs), `${durationMs} ms recorded, ${span}`);
  const samples = readWav(file('call-1.wav'));
  t.equal(samples.length, durationMs * 8);
  const both = samples.subarray(1600 + span.slack, callerStopped - 1600);
  t.ok(isAbout(amplitudeOf(both, 440), 9000), 'the caller');
  t.ok(isAbout(amplitudeOf(both, 1100), 6000), 'the callee');
  t.ok(amplitudeOf(both, 777) < 50, 'and nothing else');
  const one = samples.subarray(callerStopped + 4800 + span.slack, calleeStopped - 1600);
  t.ok(amplitudeOf(one, 440) < 50, 'the caller is silent');
  t.ok(isAbout(amplitudeOf(one, 1100), 6000), 'the callee is not');

  const info = execFileSync('sox', ['--i', file('call-1.wav')], { encoding: 'utf8' });
  t.match(info, /Channels\s*: 1\n/);
  t.match(info, /Sample Rate\s*: 8000\n/);
  t.match(info, /Sample Encoding: 8-bit A-law/);
  const stat = spawnSync('sox', [file('call-1.wav'), '-n', 'stat'], { encoding: 'utf8' });
  t.equal(stat.status, 0);
  t.notMatch(stat.stderr, /WARN|FAIL/);
});

void t.test('a silent recording goes on by the clock', async (t) => {
  const { recorder, file } = await startRecorder(t);
  const span = new Span();
  const session = await span.begin(recorder.record('silent.wav'));
  await delay(700);
  await span.end(session.stop());
  const { durationMs } = await session.ended;
  t.ok(span.holds(durationMs), `${durationMs} ms recorded, ${span}`);
  t.ok(readWav(file('silent.wav')).every((sample) => sample === 8));
});

void t.test('a recording lasts from its request to its stop', async (t) => {
  const harness = await startRecorder(t);
  const span = new Span();
  const busy = async <T>(
    ask: () => Promise<T>,
    known: (asked: Promise<void>) => Promise<void>,
  ): Promise<T> => {
    process.kill(pidOf(harness), 'SIGSTOP');
    const answer = ask();
    await known(Promise.resolve());
    await delay(400);
    process.kill(pidOf(harness), 'SIGCONT');
    return answer;
  };
  const first = await busy(
    () => harness.recorder.record('begun-late.wav'),
    (asked) => span.begin(asked),
  );
  await span.end(first.stop());
  t.ok(span.holds((await first.ended).durationMs), 'told late of the begin');

  const second = await span.begin(harness.recorder.record('ended-late.wav'));
  await delay(400);
  await busy(
    () => second.stop(),
    (asked) => span.end(asked),
  );
  t.ok(span.holds((await second.ended).durationMs), 'told late of the end');
});

void t.test('names that are none, and names taken, are refused; the others go on', async (t) => {
  const { recorder, folder } = await startRecorder(t);
  const first = await recorder.record('first.wav');
  for (const name of ['../x.wav', 'a/b.wav', '.wav', 'x.mp3', 'x.wav\n', '', `${'x'.repeat(125)}.wav`]) {
    await t.rejects(recorder.record(name), { name: 'TypeError' }, JSON.stringify(name));
  }
  await t.rejects(recorder.record('first.wav'), { message: 'file name taken' }, 'while it runs');
  await first.stop();
  await first.stop();
  t.equal((await first.ended).outcome, 'stopped');
  await t.rejects(recorder.record('first.wav'), { message: 'file name taken' }, 'when it is complete');
  const second = await recorder.record('second.wav');
  await second.stop();
  t.same(readdirSync(folder).sort(), ['.unfinished', 'first.wav', 'second.wav']);
  t.same(readdirSync(`${folder}/.unfinished`), []);
});

void t.test('closing ends every recording properly and leaves no process, socket or folder', async (t) => {
  const { recorder, file, died } = await startRecorder(t);
  const sessions = await Promise.all(['a.wav', 'b.wav', 'c.wav'].map((name) => recorder.record(name)));
  const { path } = recorder.mediaAddress;
  await delay(200);
  await recorder.close();
  await recorder.close();
  t.same(await died(), { kind: 'closed', reason: 'closed' });
  for (const session of sessions) {
    const { outcome, durationMs } = await session.ended;
    t.equal(outcome, 'stopped');
    t.equal(readWav(file(session.fileName)).length, durationMs * 8);
  }
  t.notOk(existsSync(path));
  t.notOk(existsSync(path.replace(/\/[^/]*$/, '')));
  await t.rejects(recorder.record('d.wav'), { message: 'recorder away' });
});

function isAbout(value: number, expected: number): boolean {
  return Math.abs(value - expected) < expected * 0.05;
}
