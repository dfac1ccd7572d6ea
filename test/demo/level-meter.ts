/**
 * Shows that a voice is in a recording: the level of its tone, half second by half second, measured in the WAV file
 * itself.
 */
import { samplesOf, toneLevel } from '../support/phones/wav-tone.js';

const RATE = 8000;
const BLOCKS = ' ▁▂▃▄▅▆▇█';
/** Levels drawn from an empty to a full block, dBFS. */
const FLOOR = -50;
const CEILING = -6;

export interface RecordingMeter {
  readonly seconds: number;
  /** One bar for each frequency, one character a half second: louder is taller. */
  readonly bars: readonly string[];
  /** Level of each frequency where it was loudest, dBFS. */
  readonly peaks: readonly number[];
}

/** Measures these frequencies (Hz) in an A-law WAV file. */
export function measureRecording(file: Buffer, frequencies: readonly number[]): RecordingMeter {
  const samples = samplesOf(file);
  const levels = frequencies.map((frequency) => levelsOf(samples, frequency));
  return {
    seconds: samples.length / RATE,
    bars: levels.map((each) => each.map(block).join('')),
    peaks: levels.map((each) => Math.max(...each)),
  };
}

function levelsOf(samples: Int16Array, frequency: number): number[] {
  const levels: number[] = [];
  for (let from = 0; from < samples.length; from += RATE / 2) {
    levels.push(toneLevel(samples.subarray(from, from + RATE / 2), frequency));
  }
  return levels;
}

function block(level: number): string {
  const height = Math.round(((level - FLOOR) / (CEILING - FLOOR)) * (BLOCKS.length - 1));
  return BLOCKS[Math.min(BLOCKS.length - 1, Math.max(0, height))] ?? ' ';
}
