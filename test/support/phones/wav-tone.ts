/** What is in a WAV file: its samples, and how loud one frequency is in them. Audio is proved by frequency. */
import alawmulaw from 'alawmulaw';
import wavefile from 'wavefile';

const RATE = 8000;

/** Linear samples of an 8000 Hz mono WAV file, A-law or 16 bit; throws TypeError for any other. */
export function samplesOf(file: Buffer): Int16Array {
  const wav = new wavefile.WaveFile(file);
  const { audioFormat, sampleRate, numChannels } = wav.fmt as {
    audioFormat: number;
    sampleRate: number;
    numChannels: number;
  };
  if (sampleRate !== RATE || numChannels !== 1) {
    throw new TypeError(`expected 8000 Hz mono, found ${sampleRate} Hz, ${numChannels} channels`);
  }
  const { samples } = wav.data as { samples: Uint8Array };
  if (audioFormat === 6) return alawmulaw.alaw.decode(samples);
  if (audioFormat === 1)
    return new Int16Array(
      samples.buffer.slice(samples.byteOffset, samples.byteOffset + (samples.length & ~1)),
    );
  throw new TypeError(`expected A-law or linear samples, found format ${audioFormat}`);
}

/** Level of one frequency in dBFS (Goertzel); a full-scale sine is 0. */
export function toneLevel(samples: Int16Array, frequency: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / RATE);
  let before = 0;
  let last = 0;
  for (const sample of samples) {
    const now = sample / 32768 + coefficient * last - before;
    before = last;
    last = now;
  }
  const power = last * last + before * before - coefficient * last * before;
  const amplitude = (2 * Math.sqrt(Math.max(power, 0))) / Math.max(1, samples.length);
  return 20 * Math.log10(Math.max(amplitude, 1e-6));
}
