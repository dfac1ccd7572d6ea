/**
 * The death of the machine, in the way file systems are tested for it: the file system is shut down at once, so that
 * nothing more gets to the disk, and is mounted again with what is there.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { pidOf, samplesInHeader, startRecorder, temporaryFolder } from './harness.js';
import { amplitudeOf, readWav, speak } from './tones.js';

const DISK_BYTES = 64 * 1024 * 1024;

class Disk {
  readonly folder: string;
  readonly #image: string;

  /** A disk of its own for `folder`, or undefined where none can be had. */
  static create(folder: string): Disk | undefined {
    const disk = new Disk(join(folder, 'mounted'), join(folder, 'image'));
    writeFileSync(disk.#image, '');
    truncateSync(disk.#image, DISK_BYTES);
    mkdirSync(disk.folder);
    const isMade = spawnSync('mkfs.ext4', ['-q', disk.#image]).status === 0 && disk.mount();
    return isMade && spawnSync('xfs_io', ['-V']).status === 0 ? disk : undefined;
  }

  private constructor(folder: string, image: string) {
    this.folder = folder;
    this.#image = image;
  }

  mount(): boolean {
    return spawnSync('mount', ['-o', 'loop', this.#image, this.folder]).status === 0;
  }

  unmount(): void {
    spawnSync('umount', [this.folder]);
  }

  /** Nothing is written any more, not even the file system's own journal. */
  die(): void {
    const { status, stderr } = spawnSync('xfs_io', ['-x', '-c', 'shutdown', this.folder], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`expected xfs_io to shut the file system down: ${stderr}`);
  }
}

const disk = Disk.create(temporaryFolder(t));
t.teardown(() => disk?.unmount());

void t.test(
  'the machine dies at any instant: the file has all but the last second',
  { skip: disk === undefined && 'needs root, loop devices and xfs_io' },
  async (t) => {
    if (disk === undefined) return;
    for (const name of ['early', 'later', 'at-last']) {
      const harness = await startRecorder(t, { directory: disk.folder, timing: { restartDelayMs: 60_000 } });
      const complete = await harness.recorder.record(`${name}-complete.wav`);
      const session = await harness.recorder.record(`${name}.wav`);
      const begun = performance.now();
      const talk = { recordingId: session.recordingId, aheadMs: 400 };
      const caller = speak(harness.fork, { ...talk, stream: 0, frequency: 440 });
      await delay(900 + Math.random() * 1500);
      await complete.stop();
      const { durationMs } = await complete.ended;
      const saidMs = performance.now() - begun;
      disk.die();
      caller.stop();
      t.match(await session.ended, { outcome: 'failed', reason: /^E(IO|ROFS): / }, 'and the failure is told');
      process.kill(pidOf(harness), 'SIGKILL');
      await harness.died();
      await harness.recorder.close();
      disk.unmount();
      t.ok(disk.mount());

      const after = await startRecorder(t, { directory: disk.folder });
      await after.logged(new RegExp(`completed .*${name}\\.wav`));
      const samples = readWav(after.file(`${name}.wav`));
      t.equal(samples.length, samplesInHeader(after.file(`${name}.wav`)));
      const lost = saidMs - samples.length / 8;
      t.ok(lost < 1000, `${Math.round(lost)} ms of ${Math.round(saidMs)} lost`);
      const end = Math.floor((saidMs - 1000) * 8);
      if (end > 1600) t.ok(amplitudeOf(samples.subarray(end - 1600, end), 440) > 7000, 'speech to the end');
      t.equal(readWav(after.file(`${name}-complete.wav`)).length, durationMs * 8, 'what was ended is whole');
      await after.recorder.close();
    }
  },
);
