import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { EarlyPackets } from '../../../media/recorder/early-packets.js';
import { PCMA } from '../../../media/recorder/media-frame.js';
import { monotonicMs } from '../../../media/recorder/monotonic-clock.js';
import { Recordings } from '../../../media/recorder/recordings.js';
import { RecordingsFolder } from '../../../media/recorder/files/recordings-folder.js';
import { WAV_HEADER_BYTES } from '../../../media/wav-header.js';
import { temporaryFolder } from './harness.js';
import { rtp } from './tones.js';

const SAMPLES = 160;

void t.test(
  'what comes before the recorder knows of a recording, and before its file is made, is in it',
  async (t) => {
    const path = temporaryFolder(t);
    const folder = new RecordingsFolder(path);
    await folder.prepare(() => undefined);
    const recordings = new Recordings(folder, monotonicMs, () => undefined);
    const begunAt = monotonicMs();
    const say = (recordingId: number, code: number, sequence: number): void => {
      const packet = rtp({
        sequence,
        timestamp: sequence * SAMPLES,
        ssrc: 5,
        payload: Buffer.alloc(SAMPLES, code),
      });
      recordings.packet(recordingId, 0, PCMA, packet, 0, packet.length, begunAt + sequence * 20);
    };
    say(7, 1, 0);
    const started = recordings.start(7, 'early.wav', begunAt, false);
    say(7, 2, 1);
    await started;
    say(7, 3, 2);
    await t.rejects(recordings.start(8, 'early.wav', begunAt, false), /taken/);
    await recordings.stop(7, begunAt + 100);
    const audio = readFileSync(join(path, 'early.wav')).subarray(WAV_HEADER_BYTES);
    t.same(
      [1, 2, 3].map((code) =>
        audio.subarray((code - 1) * SAMPLES, code * SAMPLES).every((one) => one === code),
      ),
      [true, true, true],
    );
    await recordings.stopAll();
  },
);

void t.test('early packets are kept for two seconds, and taken once', (t) => {
  const early = new EarlyPackets();
  const keep = (id: number, atMs: number): void =>
    early.keep(id, 0, PCMA, Buffer.from([1, 2, 3]), 1, 3, atMs);
  const times = (id: number): number[] => early.take(id).map(({ arrivalMs }) => arrivalMs);
  keep(1, 0);
  keep(2, 500);
  keep(1, 1000);
  t.same([...(early.take(1)[1]?.bytes ?? [])], [2, 3], 'a copy of the packet');
  t.same(times(1), []);
  t.same(times(2), [500]);
  keep(3, 1000);
  keep(3, 3500);
  t.same(times(3), [3500]);
  for (let count = 0; count < 9000; count += 1) keep(4, 4000);
  t.equal(times(4).length, 8000);
  t.end();
});
