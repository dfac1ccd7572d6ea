/** The ring-back tone of the Chinese network (GB/T 3380: 450 Hz, 1 s on, 4 s off), as a prompt to loop. */
import codecs from 'alawmulaw';
import type { Prompt } from '../../media/media.js';

const RATE = 8000;
const FREQUENCY = 450;
const ON_SECONDS = 1;
const PERIOD_SECONDS = 5;
/** -16 dBm0 or so. */
const AMPLITUDE = 6000;
const FADE_SAMPLES = 80;

let tone: Prompt | undefined;

export function ringBackTone(): Prompt {
  tone ??= { name: 'ring-back', alaw: codecs.alaw.encode(samples()) };
  return tone;
}

function samples(): Int16Array {
  const on = RATE * ON_SECONDS;
  const pcm = new Int16Array(RATE * PERIOD_SECONDS);
  for (let at = 0; at < on; at += 1) {
    const fade = Math.min(1, at / FADE_SAMPLES, (on - at) / FADE_SAMPLES);
    pcm[at] = Math.round(AMPLITUDE * fade * Math.sin((2 * Math.PI * FREQUENCY * at) / RATE));
  }
  return pcm;
}
