/**
 * The prompts being played on one leg: samples for the frames that carry them, mixed with each other and with the other
 * party's audio, if there is any. All mixing is linear, so nothing clicks; a stopped prompt fades within 10 ms.
 */
import { codeOf, linearOf, type Law } from '../../g711.js';

export interface PlayedPrompt {
  readonly playback: number;
  readonly alaw: Uint8Array;
  readonly loop: boolean;
}

interface Playing extends PlayedPrompt {
  at: number;
  /** Samples until silence, once stopped. */
  fade: number;
}

const FADE_SAMPLES = 80;
const NOT_FADING = Infinity;
/** Shared by all legs on which nothing is played, because `any` is asked with every packet. */
const NOTHING: readonly Playing[] = [];

export class PlayedPrompts {
  readonly #onEnded: (playback: number) => void;
  #playing = NOTHING;

  constructor(onEnded: (playback: number) => void) {
    this.#onEnded = onEnded;
  }

  get any(): boolean {
    return this.#playing.length > 0;
  }

  start(prompt: PlayedPrompt): void {
    this.#playing = [...this.#playing, { ...prompt, at: 0, fade: NOT_FADING }];
  }

  stop(playback: number): void {
    for (const prompt of this.#playing) {
      if (prompt.playback === playback && prompt.fade === NOT_FADING) prompt.fade = FADE_SAMPLES;
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
    for (const prompt of this.#playing) {
      if (prompt.fade <= 0 || prompt.at >= prompt.alaw.length) continue;
      const sample = linearOf.PCMA[prompt.alaw[prompt.at] ?? 0] ?? 0;
      prompt.at += 1;
      if (prompt.loop && prompt.at === prompt.alaw.length) prompt.at = 0;
      if (prompt.fade === NOT_FADING) {
        sum += sample;
      } else {
        sum += Math.round((sample * prompt.fade) / FADE_SAMPLES);
        prompt.fade -= 1;
      }
    }
    return sum;
  }

  #forgetEnded(): void {
    if (!this.#playing.some(hasEnded)) return;
    const ended = this.#playing.filter(hasEnded);
    const others = this.#playing.filter((prompt) => !hasEnded(prompt));
    this.#playing = others.length === 0 ? NOTHING : others;
    for (const { playback } of ended) this.#onEnded(playback);
  }
}

function hasEnded(prompt: Playing): boolean {
  return prompt.fade <= 0 || prompt.at >= prompt.alaw.length;
}
