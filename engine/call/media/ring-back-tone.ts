/** The ring-back tone of a country's network, as a prompt to loop. */
import codecs from 'alawmulaw';
import type { Prompt } from '../../../media/media.js';

/** What callers of a network hear while a phone rings (ITU-T E.180 Supplement 2). */
interface Tone {
  /** Hertz; sounded together. */
  readonly frequencies: readonly number[];
  /** On, off, on, off …; repeated. */
  readonly cadenceMilliseconds: readonly number[];
}

const SAMPLES_PER_MS = 8;
/** -16 dBm0 or so, shared by the frequencies. */
const AMPLITUDE = 6000;
const FADE_SAMPLES = 80;

export function ringBackTone(tone: Tone): Prompt {
  const sounded = tone.cadenceMilliseconds.flatMap((ms, place) => samples(tone, ms, place % 2 === 0));
  return { name: 'ring-back', alaw: codecs.alaw.encode(Int16Array.from(sounded)) };
}

function samples({ frequencies }: Tone, ms: number, isOn: boolean): number[] {
  const length = ms * SAMPLES_PER_MS;
  return Array.from({ length }, (_, at) => {
    if (!isOn) return 0;
    const fade = Math.min(1, at / FADE_SAMPLES, (length - at) / FADE_SAMPLES);
    const waves = frequencies.map((hertz) => Math.sin((2 * Math.PI * hertz * at) / (1000 * SAMPLES_PER_MS)));
    return Math.round((AMPLITUDE * fade * waves.reduce((sum, wave) => sum + wave, 0)) / frequencies.length);
  });
}
