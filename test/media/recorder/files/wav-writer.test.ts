import { openSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import wavefile from 'wavefile';
import { isOurHeader, WAV_HEADER_BYTES, wavHeader } from '../../../../media/wav-header.js';
import { WavWriter } from '../../../../media/recorder/files/wav-writer.js';
import { samplesInHeader, temporaryFolder } from '../harness.js';

const evenBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => bytes.subarray(0, bytes.length & ~1));

void t.test('what is appended is read back by another program, at every moment', async (t) => {
  const folder = temporaryFolder(t);
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(evenBytes, { maxLength: 6 }), async (appends) => {
      const path = join(folder, `${(count += 1)}.wav`);
      const writer = await WavWriter.create(path);
      let expected = Buffer.alloc(0);
      for (const samples of appends) {
        writer.append(samples);
        expected = Buffer.concat([expected, samples]);
        if (!isPlayable(path, expected)) return false;
      }
      await writer.finish();
      return isPlayable(path, expected) && writer.samples === expected.length;
    }),
    { numRuns: 50 },
  );
});

void t.test('a file cut off anywhere is repaired to what it holds, and can be gone on with', async (t) => {
  const folder = temporaryFolder(t);
  const voice = Buffer.from(Array.from({ length: 400 }, (_, i) => i & 0xff));
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(WAV_HEADER_BYTES + voice.length), fc.nat(400), async (size, told) => {
      const path = join(folder, `${(count += 1)}.wav`);
      writeFileSync(path, Buffer.concat([wavHeader(told & ~1), voice]));
      truncateSync(path, size);
      await (await WavWriter.resume(path)).finish();
      const kept = voice.subarray(0, Math.max(0, size - WAV_HEADER_BYTES) & ~1);
      if (!isPlayable(path, kept)) return false;
      const writer = await WavWriter.resume(path);
      writer.append(Buffer.from('more'));
      await writer.finish();
      return isPlayable(path, Buffer.concat([kept, Buffer.from('more')]));
    }),
    { numRuns: 60 },
  );
});

void t.test(
  'a file that exists is refused, and one that is not ours is neither resumed nor changed',
  async (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, 'other.wav');
    const other = Buffer.concat([wavHeader(2), Buffer.from('ab')]);
    other.writeUInt16LE(7, 20); // mu-law
    writeFileSync(path, other);
    await t.rejects(WavWriter.create(path), { code: 'EEXIST' });
    await t.rejects(WavWriter.resume(path), { message: 'not a recording' });
    t.same(readFileSync(path), other);
    symlinkSync(path, join(folder, 'link.wav'));
    await t.rejects(WavWriter.resume(join(folder, 'link.wav')), { code: 'ELOOP' });
  },
);

void t.test('a full disk rejects the append', async (t) => {
  const writer = new WavWriter(openSync('/dev/full', 'r+'), 0);
  t.throws(() => writer.append(new Uint8Array(160)), { code: 'ENOSPC' });
  t.equal(writer.samples, 0);
  await t.rejects(writer.finish());
});

void t.test('only our own header is ours', (t) => {
  t.ok(isOurHeader(wavHeader(123_456)));
  for (let at = 0; at < WAV_HEADER_BYTES; at++) {
    const header = wavHeader(123_456);
    header[at] = (header[at] ?? 0) ^ 0xff;
    const isSize = [4, 46, 54].some((field) => at >= field && at < field + 4);
    if (isOurHeader(header) !== isSize) t.fail(`byte ${at}`);
  }
  t.notOk(isOurHeader(wavHeader(0).subarray(0, 57)));
  t.end();
});

function isPlayable(path: string, expected: Uint8Array): boolean {
  const bytes = readFileSync(path);
  if (samplesInHeader(path) !== expected.length || bytes.readUInt32LE(4) !== bytes.length - 8) return false;
  const wave = new wavefile.WaveFile(bytes);
  const { audioFormat, numChannels, sampleRate, byteRate } = wave.fmt as Record<string, number>;
  const { samples } = wave.data as { samples: Uint8Array };
  const { dwSampleLength } = wave.fact as { dwSampleLength: number };
  return (
    [audioFormat, numChannels, sampleRate, byteRate].join() === '6,1,8000,8000' &&
    dwSampleLength === expected.length &&
    Buffer.from(samples).equals(expected)
  );
}
