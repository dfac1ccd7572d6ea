import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { pidOf, prepareRecorder, startRecorder, temporaryFolder } from './harness.js';
import { amplitudeOf, readWav, speak } from './tones.js';

void t.test('a recorder that hangs is killed and replaced', async (t) => {
  const harness = await startRecorder(t, {
    timing: { restartDelayMs: 20, pingIntervalMs: 30, pingTimeoutMs: 1000, awayTimeoutMs: 60_000 },
  });
  const session = await harness.recorder.record('hung.wav');
  process.kill(pidOf(harness), 'SIGSTOP');
  t.same(await harness.died(), { kind: 'died', reason: 'no answer to a ping' });
  await session.stop();
  t.equal((await session.ended).outcome, 'stopped');
});

void t.test('a recorder that fails to start says why', async (t) => {
  const folder = temporaryFolder(t);
  const program = (name: string, source: string): string => {
    writeFileSync(join(folder, name), source);
    return join(folder, name);
  };
  const mute = await prepareRecorder(t, {
    program: { url: pathToFileURL(program('mute.mjs', "process.on('disconnect', () => process.exit())")) },
    timing: { startTimeoutMs: 300 },
  });
  await t.rejects(mute.recorder.start(), { message: /failed to start/ });
  const misled = await prepareRecorder(t, { directory: join(program('file', ''), 'folder') });
  await t.rejects(misled.recorder.start(), { message: /failed to start: ENOTDIR/ });
  await t.rejects(misled.recorder.start(), { name: 'TypeError' });
});

const disk = mountSmallDisk();
void t.test(
  'a full disk ends the recording, never the call',
  { skip: disk === undefined && 'needs root' },
  async (t) => {
    const folder = disk ?? '';
    t.teardown(() => {
      spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    });
    const harness = await startRecorder(t, { directory: folder });
    const full = await harness.recorder.record('full.wav');
    const voice = speak(harness.fork, { recordingId: full.recordingId, stream: 0, frequency: 440 });
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(16 * 1024));
    const { outcome, reason, durationMs } = await full.ended;
    voice.stop();
    t.same({ outcome, reason }, { outcome: 'failed', reason: 'disk full' });
    t.equal(readWav(harness.file('full.wav')).length, durationMs * 8, 'the file holds what fitted');
    t.ok(amplitudeOf(readWav(harness.file('full.wav')), 440) > 6000);
    t.same(readdirSync(join(folder, '.unfinished')), [], 'and no log keeps the space');
    fill(join(folder, 'more ballast'));
    await t.rejects(harness.recorder.record('more.wav'), { message: 'disk full' });
    t.ok(harness.fork.connected, 'the relay notices nothing');
    unlinkSync(join(folder, 'ballast'));
    const next = await harness.recorder.record('next.wav');
    await next.stop();
    t.equal((await next.ended).outcome, 'stopped', 'space freed is used');
    t.same(harness.deaths, []);
  },
);

/** Takes all the space there is. */
function fill(path: string): void {
  t.throws(() => writeFileSync(path, Buffer.alloc(1024 * 1024)), { code: 'ENOSPC' });
}

/** A file system of 32 KiB, or undefined where none can be mounted. */
function mountSmallDisk(): string | undefined {
  const folder = join(tmpdir(), `small-disk-${process.pid}`);
  mkdirSync(folder);
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32k', 'tmpfs', folder]);
  if (status === 0) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}
