import fc from 'fast-check';
import t from 'tap';
import { LogBatch, readFrames, type LogFrame } from '../../../../media/recorder/files/log-frame.js';

const frame = fc.record({
  fileName: fc.stringMatching(/^[A-Za-z0-9_-]{1,124}\.wav$/),
  position: fc.nat(0xffff_ff00),
  samples: fc.option(fc.uint8Array({ maxLength: 16_000 }), { nil: undefined }),
});

void t.test('frames are read as they were added, however many and long', (t) => {
  const batch = new LogBatch();
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 20 }), (frames) => {
      batch.clear();
      const stored = frames.map((each) => add(batch, each));
      t.equal(batch.isEmpty, frames.length === 0);
      t.same([...readFrames(Buffer.from(batch.seal()))].map(plain), frames.map(readAs));
      t.same(
        stored.map(bytesOf),
        frames.map(({ samples }) => bytesOf(samples)),
        'and still there for the files',
      );
    }),
  );
  t.end();
});

void t.test('cut off or damaged anywhere, the frames before are read', (t) => {
  fc.assert(
    fc.property(
      fc.array(frame, { minLength: 1, maxLength: 5 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.integer({ min: 0, max: 255 }),
      (frames, where, xor) => {
        const { bytes, ends } = laidOut(frames);
        const at = Math.floor(where * bytes.length);
        const whole = ends.filter((end) => end <= at).length;
        const expected = frames.slice(0, whole).map(readAs);
        t.same([...readFrames(bytes.subarray(0, at))].map(plain), expected, `cut at ${at}`);
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ xor;
        if (xor !== 0) t.same([...readFrames(damaged)].map(plain), expected, `damaged at ${at}`);
        const zeroed = Buffer.from(bytes).fill(0, at);
        if (!zeroed.equals(bytes))
          t.ok(
            [...readFrames(zeroed)].length < frames.length,
            'never written, as a file system may leave it',
          );
      },
    ),
  );
  t.end();
});

void t.test('what is no log holds no frame', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => readFrames(Buffer.from(bytes)).next().done),
  );
  t.end();
});

function add(batch: LogBatch, { fileName, position, samples }: LogFrame): Uint8Array | undefined {
  if (samples === undefined) {
    batch.ended(fileName);
    return undefined;
  }
  const place = batch.audio(fileName, position, samples.length);
  place.set(samples);
  return place;
}

function laidOut(frames: readonly LogFrame[]): { bytes: Buffer; ends: number[] } {
  const batch = new LogBatch();
  const ends = frames.map((each) => {
    add(batch, each);
    return batch.seal().length;
  });
  return { bytes: Buffer.from(batch.seal()), ends };
}

/** The end of a recording has no position. */
function readAs(frame: LogFrame): object {
  return plain(frame.samples === undefined ? { ...frame, position: 0 } : frame);
}

function plain({ fileName, position, samples }: LogFrame): object {
  return { fileName, position, samples: bytesOf(samples) };
}

function bytesOf(samples: Uint8Array | undefined): string | undefined {
  return samples && Buffer.from(samples).toString('hex');
}
