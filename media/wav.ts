/**
 * Audio files that people have: WAV of A-law, mu-law or 16-bit PCM, mono, 8 or 16 kHz. `readWav` finds the audio and
 * says what it found if it is of another kind; `toAlaw` makes of it what is played (spec privatenumber-api.md 11.5).
 *
 * RIFF: 'RIFF' size 'WAVE', then chunks of 'name' size bytes, each padded to an even length. Tags are those of RFC 2361.
 */
import { ALAW_TO_LINEAR, LINEAR_TO_ALAW, MULAW_TO_LINEAR, otherLawOf } from './g711.js';

/** Two megabytes of A-law: the longest prompt. */
export const MAX_SAMPLES = 2 * 1024 * 1024;
const SECONDS = Math.floor(MAX_SAMPLES / 8000);
/** The longest prompt as 16-bit PCM of 16 kHz, with room for other chunks. */
export const MAX_WAV_BYTES = 4 * MAX_SAMPLES + 64 * 1024;
const EXPECTED = `expected a WAV of A-law, mu-law or 16-bit PCM, mono, 8 or 16 kHz, at most ${SECONDS} s`;

export interface WavAudio {
  readonly encoding: 'A-law' | 'mu-law' | 'PCM';
  readonly hertz: 8000 | 16_000;
  readonly bytes: Uint8Array;
}

type Format = Omit<WavAudio, 'bytes'>;

const EXTENSIBLE = 0xfffe;
const ENCODINGS: Readonly<Record<number, string>> = {
  ...{ 1: 'PCM', 2: 'MS ADPCM', 3: 'IEEE float', 6: 'A-law', 7: 'mu-law' },
  ...{ 0x11: 'IMA ADPCM', 0x31: 'GSM 6.10', 0x50: 'MPEG', 0x55: 'MP3' },
};
/** How files of other kinds begin, or, of MP4, what follows the length. */
const OTHER_KINDS: readonly (readonly [begin: string, kind: string])[] = [
  ['ID3', 'an MP3 file'],
  ['\xff\xfb', 'an MP3 file'],
  ['\xff\xf3', 'an MP3 file'],
  ['OggS', 'an Ogg file'],
  ['fLaC', 'a FLAC file'],
  ['#!AMR', 'an AMR file'],
  ['FORM', 'an AIFF file'],
  ['.snd', 'an AU file'],
  ['RIFX', 'a big-endian WAV file'],
  ['RF64', 'an RF64 file'],
];

/** Throws an Error that names `file`, what was expected, and what was found. */
export function readWav(file: Buffer, name: string): WavAudio {
  const wrong = (found: string): Error => new Error(`${name}: ${EXPECTED}; found ${found}`);
  const isWav = text(file, 0, 4) === 'RIFF' && text(file, 8, 12) === 'WAVE';
  if (!isWav) throw wrong(kindOf(file));
  let format: Format | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4);
    const chunk = file.subarray(at + 8, at + 8 + size);
    const title = text(file, at, at + 4);
    if (title === 'fmt ') format = formatOf(chunk, wrong);
    else if (title === 'data') {
      if (format === undefined) throw wrong('data before its fmt chunk');
      return audioOf(format, chunk, size, wrong);
    }
    at += 8 + size + (size % 2);
  }
  throw wrong(format === undefined ? 'neither fmt nor data chunk' : 'no data chunk');
}

function kindOf(file: Buffer): string {
  if (file.length === 0) return 'an empty file';
  if (text(file, 4, 8) === 'ftyp') return 'an MP4 file';
  const [, kind] = OTHER_KINDS.find(([begin]) => text(file, 0, begin.length) === begin) ?? [];
  return kind ?? 'no RIFF/WAVE header';
}

function formatOf(chunk: Buffer, wrong: (found: string) => Error): Format {
  if (chunk.length < 16) throw wrong(`a fmt chunk of ${chunk.length} bytes`);
  const tag = chunk.readUInt16LE(0);
  // The tag of an extensible format is in the first bytes of its sub-format.
  const isExtended = tag === EXTENSIBLE && chunk.length >= 26;
  const encoding = ENCODINGS[isExtended ? chunk.readUInt16LE(24) : tag] ?? `format ${tag}`;
  const channels = chunk.readUInt16LE(2);
  const hertz = chunk.readUInt32LE(4);
  const bits = chunk.readUInt16LE(14);
  const isUsable =
    channels === 1 &&
    (hertz === 8000 || hertz === 16_000) &&
    (encoding === 'PCM' ? bits === 16 : (encoding === 'A-law' || encoding === 'mu-law') && bits === 8);
  if (isUsable) return { encoding: encoding as Format['encoding'], hertz: hertz as Format['hertz'] };
  throw wrong(`${encoding}, ${hertz} Hz, ${bits} bit, ${channelText(channels)}`);
}

function audioOf(format: Format, chunk: Buffer, size: number, wrong: (found: string) => Error): WavAudio {
  // A program that writes to a pipe does not know the size: ffmpeg says 0xffffffff, sox 0x7ffff000 less the head.
  const isUnsized = size >= 0x7fff_0000;
  if (chunk.length < size && !isUnsized)
    throw wrong(`${chunk.length} of ${size} bytes of audio: it is cut off`);
  const width = format.encoding === 'PCM' ? 2 : 1;
  const samples = Math.floor(chunk.length / width);
  if (samples === 0) throw wrong('an empty data chunk');
  const seconds = samples / format.hertz;
  if (seconds > MAX_SAMPLES / 8000) throw wrong(`${seconds.toFixed(1)} s`);
  return { ...format, bytes: chunk.subarray(0, samples * width) };
}

/** Samples of 8 kHz between two pauses, in which others have their turn. */
const BATCH = 16_000;

/** A-law samples at 8 kHz, in shared memory, so that the relay's workers need no copies. */
export async function toAlaw({ encoding, hertz, bytes }: WavAudio): Promise<Uint8Array> {
  const samples = encoding === 'PCM' ? bytes.length / 2 : bytes.length;
  const length = hertz === 8000 ? samples : Math.ceil(samples / 2);
  const alaw = new Uint8Array(new SharedArrayBuffer(length));
  if (hertz === 8000 && encoding !== 'PCM') {
    alaw.set(encoding === 'A-law' ? bytes : bytes.map((code) => otherLawOf.PCMU[code] ?? 0));
    return alaw;
  }
  const linear = linearOf(encoding, bytes, samples);
  for (let from = 0; from < length; from += BATCH) {
    const to = Math.min(from + BATCH, length);
    for (let at = from; at < to; at += 1) {
      const sample = hertz === 8000 ? (linear[at] ?? 0) : halved(linear, 2 * at);
      alaw[at] = LINEAR_TO_ALAW[sample & 0xffff] ?? 0;
    }
    if (to < length) await new Promise(setImmediate);
  }
  return alaw;
}

function linearOf(encoding: WavAudio['encoding'], bytes: Uint8Array, samples: number): Int16Array {
  if (encoding !== 'PCM') {
    const table = encoding === 'A-law' ? ALAW_TO_LINEAR : MULAW_TO_LINEAR;
    return Int16Array.from(bytes, (code) => table[code] ?? 0);
  }
  const linear = new Int16Array(samples);
  for (let at = 0; at < samples; at += 1) linear[at] = (bytes[2 * at] ?? 0) | ((bytes[2 * at + 1] ?? 0) << 8);
  return linear;
}

const REACH = 31;
/** Audio of 16 kHz keeps nothing above 4 kHz, or it would be heard below. */
const CUT_OFF_HERTZ = 3600;
const FILTER = filter();

/** One half of a symmetric low-pass filter: a sinc under a Hamming window, with a sum of 1 over both halves. */
function filter(): Float64Array {
  const cut = CUT_OFF_HERTZ / 16_000;
  const half = Float64Array.from({ length: REACH + 1 }, (_, n) => {
    const sinc = n === 0 ? 2 * cut : Math.sin(2 * Math.PI * cut * n) / (Math.PI * n);
    return sinc * (0.54 + 0.46 * Math.cos((Math.PI * n) / (REACH + 1)));
  });
  const sum = half.reduce((all, one, n) => all + (n === 0 ? one : 2 * one), 0);
  return half.map((one) => one / sum);
}

/** The sample at `at` without what is above the cut-off. */
function halved(linear: Int16Array, at: number): number {
  let sum = (FILTER[0] ?? 0) * (linear[at] ?? 0);
  for (let n = 1; n <= REACH; n += 1)
    sum += (FILTER[n] ?? 0) * ((linear[at - n] ?? 0) + (linear[at + n] ?? 0));
  return Math.max(-32_768, Math.min(32_767, Math.round(sum)));
}

/** A sine at full scale has +3.14 dBm0 in A-law (ITU-T G.711), and a mean square 3.01 dB below full scale. */
const FULL_SCALE_DBM0 = 3.14 + 3.01;

/** Mean level in dBm0, with one decimal. Silence is at -66.1, as A-law has no zero. */
export function levelOf(alaw: Uint8Array): number {
  return dbm0Of(meanSquareOf(alaw));
}

/** The level of a mean square of 16-bit samples, with one decimal. Of digital silence, that of the least A-law code. */
export function dbm0Of(meanSquare: number): number {
  const floor = 8 ** 2;
  return tenth(10 * Math.log10(Math.max(meanSquare, floor) / 32_768 ** 2) + FULL_SCALE_DBM0);
}

export interface FullScaleLevel {
  /** The loudest sample, in dB below full scale (16 bits). */
  readonly peakDbfs: number;
  /** Root of the mean square. A sine at full scale has -3. */
  readonly rmsDbfs: number;
}

/** What is too loud distorts where it is transcoded or mixed: its peak is near 0. */
export function fullScaleLevelOf(alaw: Uint8Array): FullScaleLevel {
  let peak = 1;
  for (const code of alaw) peak = Math.max(peak, Math.abs(ALAW_TO_LINEAR[code] ?? 0));
  return {
    peakDbfs: tenth(20 * Math.log10(peak / 32_768)),
    rmsDbfs: tenth(10 * Math.log10(meanSquareOf(alaw) / 32_768 ** 2)),
  };
}

function meanSquareOf(alaw: Uint8Array): number {
  let sum = 0;
  for (const code of alaw) sum += (ALAW_TO_LINEAR[code] ?? 0) ** 2;
  return sum / alaw.length;
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

export function formatText({ encoding, hertz }: Format): string {
  return `${encoding}, ${hertz} Hz, ${encoding === 'PCM' ? '16' : '8'} bit, mono`;
}

function channelText(channels: number): string {
  return channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`;
}

function text(file: Buffer, from: number, to: number): string {
  return file.toString('latin1', from, to);
}
