import t from 'tap';
import { ALAW_TO_LINEAR, LINEAR_TO_ALAW, LINEAR_TO_MULAW } from '../../media/g711.js';
import { levelOf, MAX_SAMPLES, readWav, toAlaw } from '../../media/wav.js';

interface WavOptions {
  readonly tag?: number;
  readonly channels?: number;
  readonly hertz?: number;
  readonly bits?: number;
  readonly audio?: Uint8Array;
  /** Bytes after the first 16 of the fmt chunk. */
  readonly extension?: Buffer;
  /** What the data chunk says its size is. */
  readonly size?: number;
}

function wav(options: WavOptions = {}): Buffer {
  const { tag = 6, channels = 1, hertz = 8000, bits = 8, audio = Buffer.of(1, 2, 3, 4) } = options;
  const { extension = Buffer.alloc(0), size = audio.length } = options;
  const fmt = Buffer.alloc(16);
  fmt.writeUInt16LE(tag, 0);
  fmt.writeUInt16LE(channels, 2);
  fmt.writeUInt32LE(hertz, 4);
  fmt.writeUInt32LE((hertz * channels * bits) / 8, 8);
  fmt.writeUInt16LE((channels * bits) / 8, 12);
  fmt.writeUInt16LE(bits, 14);
  const riff = Buffer.from('RIFF\0\0\0\0WAVE', 'latin1');
  return Buffer.concat([
    riff,
    ...chunk('fmt ', Buffer.concat([fmt, extension])),
    ...chunk('data', audio, size),
  ]);
}

function chunk(name: string, content: Uint8Array, size = content.length): Uint8Array[] {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(size, 4);
  return [head, content];
}

const sine = (hertz: number, rate: number, samples: number, amplitude = 16_000): Int16Array =>
  Int16Array.from({ length: samples }, (_, n) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * hertz * n) / rate)),
  );

const bytesOf = (linear: Int16Array): Buffer =>
  Buffer.from(linear.buffer, linear.byteOffset, linear.byteLength);

/** The level of one tone in what is played, against the whole, in dB. */
function share(alaw: Uint8Array, hertz: number): number {
  let [real, imaginary, all] = [0, 0, 0];
  alaw.forEach((code, n) => {
    const sample = ALAW_TO_LINEAR[code] ?? 0;
    real += sample * Math.cos((2 * Math.PI * hertz * n) / 8000);
    imaginary += sample * Math.sin((2 * Math.PI * hertz * n) / 8000);
    all += sample ** 2;
  });
  return 10 * Math.log10((2 * (real ** 2 + imaginary ** 2)) / alaw.length / all);
}

void t.test('each encoding at each rate is played as the same tone, as long and as loud', async (t) => {
  for (const hertz of [8000, 16_000]) {
    const linear = sine(1000, hertz, hertz);
    const codes = (table: Uint8Array): Uint8Array =>
      Uint8Array.from(linear, (one) => table[one & 0xffff] ?? 0);
    const kinds: [string, WavOptions][] = [
      ['A-law', { tag: 6, audio: codes(LINEAR_TO_ALAW) }],
      ['mu-law', { tag: 7, audio: codes(LINEAR_TO_MULAW) }],
      ['PCM', { tag: 1, bits: 16, audio: bytesOf(linear) }],
    ];
    for (const [encoding, options] of kinds) {
      const read = readWav(wav({ hertz, ...options }), 'x.wav');
      t.match(read, { encoding, hertz });
      const alaw = await toAlaw(read);
      t.equal(alaw.length, 8000, `${encoding} ${hertz}`);
      t.ok(share(alaw, 1000) > -0.1, `${encoding} ${hertz}: ${share(alaw, 1000)} dB of it are the tone`);
      t.ok(Math.abs(levelOf(alaw) - -3.1) < 0.2, `${encoding} ${hertz}: ${levelOf(alaw)} dBm0`);
    }
  }
});

void t.test('what 8 kHz cannot carry is not heard as another tone', async (t) => {
  for (const hertz of [4500, 5000, 6000, 7900]) {
    const wide = wav({ tag: 1, bits: 16, hertz: 16_000, audio: bytesOf(sine(hertz, 16_000, 16_000)) });
    const level = levelOf(await toAlaw(readWav(wide, 'x.wav')));
    t.ok(level < -40, `${hertz} Hz is at ${level} dBm0`);
  }
});

void t.test('silence, a prompt of one sample, and an odd number of them', async (t) => {
  t.equal(levelOf(await toAlaw(readWav(wav({ tag: 1, bits: 16, audio: Buffer.alloc(2000) }), 'x'))), -66.1);
  for (const [samples, played] of [
    [1, 1],
    [3, 2],
  ] as const) {
    const wide = wav({ tag: 1, bits: 16, hertz: 16_000, audio: Buffer.alloc(2 * samples) });
    t.equal((await toAlaw(readWav(wide, 'x'))).length, played);
  }
  t.equal(
    readWav(wav({ tag: 1, bits: 16, audio: Buffer.alloc(5) }), 'x').bytes.length,
    4,
    'half a sample is none',
  );
});

void t.test('files as programs write them', (t) => {
  const guid = Buffer.from('01000000001000800000aa00389b71', 'hex');
  const extension = Buffer.concat([Buffer.of(22, 0, 16, 0, 4, 0, 0, 0), guid, Buffer.of(0)]);
  const audio = Buffer.alloc(10);
  t.match(readWav(wav({ tag: 0xfffe, bits: 16, extension, audio }), 'x'), { encoding: 'PCM', hertz: 8000 });
  for (const size of [0xffff_ffff, 0x7fff_f000 - 36])
    t.equal(readWav(wav({ size, audio }), 'x').bytes.length, 10, 'a size that was not known');
  const file = wav();
  const list = Buffer.concat(chunk('LIST', Buffer.from('abc\0'), 3));
  const withList = Buffer.concat([file.subarray(0, 12), list, file.subarray(12), list]);
  t.same([...readWav(withList, 'x').bytes], [1, 2, 3, 4]);
  t.equal(readWav(wav({ audio: Buffer.alloc(MAX_SAMPLES) }), 'x').bytes.length, MAX_SAMPLES);
  t.end();
});

void t.test('any other file is refused with what was found', (t) => {
  const cases: [found: string, file: Buffer][] = [
    ['PCM, 44100 Hz, 16 bit, stereo', wav({ tag: 1, bits: 16, hertz: 44_100, channels: 2 })],
    ['PCM, 8000 Hz, 8 bit, mono', wav({ tag: 1 })],
    ['PCM, 8000 Hz, 24 bit, mono', wav({ tag: 1, bits: 24 })],
    ['A-law, 8000 Hz, 8 bit, 3 channels', wav({ channels: 3 })],
    ['A-law, 11025 Hz, 8 bit, mono', wav({ hertz: 11_025 })],
    ['IEEE float, 16000 Hz, 32 bit, mono', wav({ tag: 3, bits: 32, hertz: 16_000 })],
    ['MP3, 8000 Hz, 8 bit, mono', wav({ tag: 0x55 })],
    ['format 4660, 8000 Hz, 8 bit, mono', wav({ tag: 0x1234 })],
    ['an empty data chunk', wav({ audio: Buffer.alloc(0) })],
    ['an empty data chunk', wav({ tag: 1, bits: 16, audio: Buffer.alloc(1) })],
    ['2 of 4 bytes of audio: it is cut off', wav().subarray(0, -2)],
    ['no data chunk', wav().subarray(0, 36)],
    ['neither fmt nor data chunk', wav().subarray(0, 12)],
    ['a fmt chunk of 4 bytes', Buffer.concat([wav().subarray(0, 16), Buffer.from([4, 0, 0, 0, 6, 0, 1, 0])])],
    ['data before its fmt chunk', Buffer.concat([wav().subarray(0, 12), wav().subarray(36)])],
    ['262.1 s', wav({ audio: Buffer.alloc(MAX_SAMPLES + 1) })],
    ['300.0 s', wav({ tag: 1, bits: 16, hertz: 8000, audio: Buffer.alloc(4_800_000) })],
    ['an MP3 file', Buffer.from('ID3\x04')],
    ['an Ogg file', Buffer.from('OggS\0')],
    ['a FLAC file', Buffer.from('fLaC\0')],
    ['an MP4 file', Buffer.from('\0\0\0\x20ftypM4A ')],
    ['an empty file', Buffer.alloc(0)],
    ['no RIFF/WAVE header', Buffer.from('RIFF\0\0\0\0AVI LIST')],
  ];
  const expected = 'expected a WAV of A-law, mu-law or 16-bit PCM, mono, 8 or 16 kHz, at most 262 s';
  for (const [found, file] of cases)
    t.throws(() => readWav(file, 'p/x.wav'), { message: `p/x.wav: ${expected}; found ${found}` }, found);
  t.end();
});
