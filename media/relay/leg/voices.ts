/**
 * The prompts being played on one leg: samples for the frames that carry them, mixed with each other and with the other
 * party's audio, if there is any. All mixing is linear, so nothing clicks; a stopped prompt fades within 10 ms.
 */
import { codeOf, linearOf, type Law } from '../../g711.js';

export interface Voice {
  readonly playback: number;
  readonly alaw: Uint8Array;
  readonly loop: boolean;
}

interface Playing extends Voice {
  at: number;
  /** Samples until silence, once stopped. */
  fade: number;
}

const FADE_SAMPLES = 80;
const NOT_FADING = Infinity;
/** Shared by all legs on which nothing is played, because `any` is asked with every packet. */
const NOTHING: readonly Playing[] = [];

export class Voices {
  readonly #onEnded: (playback: number) => void;
  #playing = NOTHING;

  constructor(onEnded: (playback: number) => void) {
    this.#onEnded = onEnded;
  }

  get any(): boolean {
    return this.#playing.length > 0;
  }

  start(voice: Voice): void {
    this.#playing = [...this.#playing, { ...voice, at: 0, fade: NOT_FADING }];
  }

  stop(playback: number): void {
    for (const voice of this.#playing) {
      if (voice.playback === playback && voice.fade === NOT_FADING) voice.fade = FADE_SAMPLES;
    }
  }

  /** Adds the next samples to the audio in `payload[begin..end)`. */
  mixInto(payload: Uint8Array, begin: number, end: number, law: Law): void {
    const linear = linearOf[law];
    const codes = codeOf[law];
    for (let i = begin; i < end; i += 1) {
      const sum = (linear[payload[i] ?? 0] ?? 0) + this.#nextSample();
      payload[i] = codes[Math.max(-32768, Math.min(32767, sum)) & 0xffff] ?? 0;
    }
    this.#forgetEnded();
  }

  /** Lets time pass while nothing can be heard. */
  skip(samples: number): void {
    for (let i = 0; i < samples; i += 1) this.#nextSample();
    this.#forgetEnded();
  }

  #nextSample(): number {
    let sum = 0;
    for (const voice of this.#playing) {
      if (voice.fade <= 0 || voice.at >= voice.alaw.length) continue;
      const sample = linearOf.PCMA[voice.alaw[voice.at] ?? 0] ?? 0;
      voice.at += 1;
      if (voice.loop && voice.at === voice.alaw.length) voice.at = 0;
      if (voice.fade === NOT_FADING) {
        sum += sample;
      } else {
        sum += Math.round((sample * voice.fade) / FADE_SAMPLES);
        voice.fade -= 1;
      }
    }
    return sum;
  }

  #forgetEnded(): void {
    if (!this.#playing.some(hasEnded)) return;
    const ended = this.#playing.filter(hasEnded);
    const others = this.#playing.filter((voice) => !hasEnded(voice));
    this.#playing = others.length === 0 ? NOTHING : others;
    for (const { playback } of ended) this.#onEnded(playback);
  }
}

function hasEnded(voice: Playing): boolean {
  return voice.fade <= 0 || voice.at >= voice.alaw.length;
}
