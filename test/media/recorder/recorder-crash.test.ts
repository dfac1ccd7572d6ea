import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import {
  grownTo,
  pidOf,
  samplesInHeader,
  Span,
  startRecorder,
  temporaryFolder,
  type Harness,
} from './harness.js';
import { amplitudeOf, encode, PACKET_SAMPLES, readWav, rtp, sine, speak } from './tones.js';

/** Even if a machine is slow at starting a process, the recorder is not given up. */
const FAST = { restartDelayMs: 20, restartDelayMaxMs: 50, awayTimeoutMs: 60_000 };
const AHEAD_MS = 400;

void t.test(
  'killed at any instant, the file has all but the last second; restarted, the rest follows',
  async (t) => {
    const harness = await startRecorder(t, { timing: FAST });
    const { recorder, fork, file } = harness;
    const span = new Span();
    const session = await span.begin(recorder.record('killed.wav'));
    const begun = performance.now();
    const { recordingId } = session;
    const talk = { recordingId, aheadMs: AHEAD_MS };
    const caller = speak(fork, { ...talk, stream: 0, frequency: 440 });
    const callee = speak(fork, { ...talk, stream: 1, frequency: 1300, law: 'mulaw' });
    for (const lifeMs of [1300, 900 + Math.random() * 1000]) {
      await delay(lifeMs);
      const saidMs = performance.now() - begun;
      await kill(t, harness);
      const lost = saidMs - samplesInHeader(file('killed.wav')) / 8;
      t.ok(lost < 1000, `${Math.round(lost)} ms of ${Math.round(saidMs)} lost`);
      t.ok(statSync(file('killed.wav')).size >= 58 + samplesInHeader(file('killed.wav')));
      readWav(file('killed.wav'));
      await harness.serving();
      const resumedAt = Math.ceil((performance.now() - begun + AHEAD_MS) * 8);
      const before = Math.floor((saidMs - 1000) * 8);
      await grownTo(file('killed.wav'), resumedAt + 2400);
      const samples = readWav(file('killed.wav'));
      t.ok(amplitudeOf(samples.subarray(before - 1600, before), 440) > 7000, 'speech before');
      t.ok(amplitudeOf(samples.subarray(resumedAt + 800, resumedAt + 2400), 1300) > 7000, 'speech after');
    }
    caller.stop();
    callee.stop();
    await span.end(session.stop());
    const { outcome, durationMs } = await session.ended;
    t.equal(outcome, 'stopped');
    t.ok(span.holds(durationMs), `${durationMs} ms recorded, ${span}: the gaps are silence`);
    t.equal(harness.deaths.length, 2);
  },
);

void t.test(
  'what came late, and where silence had been written, is in the file of a killed recorder',
  async (t) => {
    const harness = await startRecorder(t, { timing: { restartDelayMs: 60_000 } });
    const { recorder, fork, file } = harness;
    const asked = performance.now();
    const { recordingId } = await recorder.record('stalled.wav');
    const slack = Math.ceil((performance.now() - asked) * 8);
    await grownTo(file('stalled.wav'), 8000);
    for (let sent = 0; sent < 50; sent += 1) {
      const payload = encode(sine(440, 8000, sent * PACKET_SAMPLES, PACKET_SAMPLES), 'alaw');
      const packet = rtp({ sequence: sent, timestamp: sent * PACKET_SAMPLES, ssrc: 1, payload });
      fork.write(recordingId, 0, 8, packet);
    }
    const burst = Math.floor((performance.now() - asked) * 8);
    await grownTo(file('stalled.wav'), burst + 1600);
    await kill(t, harness);
    const samples = readWav(file('stalled.wav')).subarray(burst - 7000, burst - slack - 800);
    t.ok(amplitudeOf(samples, 440) > 7000, 'where it was spoken');
  },
);

void t.test('a recording stopped while the recorder is away ends when it is back', async (t) => {
  const harness = await startRecorder(t, { timing: FAST });
  const session = await harness.recorder.record('away.wav');
  await delay(600);
  await kill(t, harness);
  await session.stop();
  const { outcome, durationMs } = await session.ended;
  t.equal(outcome, 'stopped');
  t.equal(readWav(harness.file('away.wav')).length, durationMs * 8);
  t.ok(durationMs >= 600);
});

void t.test('a recorder that stays away fails what is asked of it, and says so', async (t) => {
  const harness = await startRecorder(t, {
    timing: { restartDelayMs: 60_000, restartDelayMaxMs: 60_000, awayTimeoutMs: 50 },
  });
  const session = await harness.recorder.record('lost.wav');
  await delay(1100);
  await kill(t, harness);
  await t.rejects(harness.recorder.record('next.wav'), { message: 'recorder away' });
  await session.stop();
  const { outcome, reason, durationMs } = await session.ended;
  t.same({ outcome, reason }, { outcome: 'failed', reason: 'recorder away' });
  t.ok(durationMs > 200, 'what the file holds');
});

void t.test('a recording that cannot be resumed ends as failed; the others go on', async (t) => {
  const harness = await startRecorder(t, { timing: FAST });
  const removed = await harness.recorder.record('removed.wav');
  const other = await harness.recorder.record('other.wav');
  await kill(t, harness);
  unlinkSync(harness.file('removed.wav'));
  const { outcome, reason } = await removed.ended;
  t.equal(outcome, 'failed');
  t.match(reason, /no such file/);
  await other.stop();
  t.equal((await other.ended).outcome, 'stopped');
});

void t.test('what a dead recorder and engine left unfinished is completed at the next start', async (t) => {
  const folder = temporaryFolder(t);
  const first = await startRecorder(t, { directory: folder, timing: { restartDelayMs: 60_000 } });
  await first.recorder.record('left.wav');
  await first.recorder.record('gone.wav');
  await delay(700);
  await kill(t, first);
  writeFileSync(join(folder, 'left.wav'), Buffer.alloc(801, 0xd5), { flag: 'a' });
  unlinkSync(join(folder, 'gone.wav'));
  const second = await startRecorder(t, { directory: folder });
  t.equal(samplesInHeader(join(folder, 'left.wav')), statSync(join(folder, 'left.wav')).size - 58);
  t.equal(readWav(join(folder, 'left.wav')).length % 2, 0);
  t.same(readdirSync(join(folder, '.unfinished')), []);
  await second.logged(/completed .*: left\.wav$/);
  t.notOk(existsSync(join(folder, 'gone.wav')), 'what was deleted stays so');
});

void t.test('the engine killed: the recorder ends its files properly and goes', async (t) => {
  const folder = temporaryFolder(t);
  const engine = spawn(
    process.execPath,
    [fileURLToPath(new URL('./engine-process.js', import.meta.url)), folder],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(engine.stdout, 'data')) as [Buffer];
  const [pid, path = ''] = line.toString().trim().split(' ');
  const begun = performance.now();
  await delay(1200);
  const lasted = performance.now() - begun;
  engine.kill('SIGKILL');
  while (isAlive(Number(pid))) await delay(10);
  for (const name of ['spoken.wav', 'silent.wav']) {
    const samples = readWav(join(folder, name));
    t.equal(statSync(join(folder, name)).size, 58 + samples.length, `${name} is complete`);
    t.ok(samples.length / 8 > lasted - 20, `${samples.length / 8} ms recorded of ${lasted}`);
  }
  const spoken = readWav(join(folder, 'spoken.wav'));
  t.ok(
    amplitudeOf(spoken.subarray((lasted - 300) * 8, (lasted - 100) * 8), 600) > 4000,
    'to the last moment',
  );
  t.same(readdirSync(join(folder, '.unfinished')), []);
  t.notOk(existsSync(join(path, '..')), 'and its socket with it');
});

async function kill(t: Pick<Test, 'match'>, harness: Harness): Promise<void> {
  process.kill(pidOf(harness), 'SIGKILL');
  t.match(await harness.died(), { kind: 'died', reason: 'the far end has gone' });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
