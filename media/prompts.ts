/**
 * Prompts from a folder of WAV files, at most as long as 2 MB of A-law (spec privatenumber-api.md 11.5). A file that
 * cannot be played stops the load with a message that names the file, what was expected and what was found.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ALAW_SILENCE } from './g711.js';
import type { Prompt } from './media.js';
import { wavHeader } from './wav-header.js';
import { formatText, fullScaleLevelOf, levelOf, MAX_WAV_BYTES, readWav, toAlaw } from './wav.js';

/** The names a prompt may have, in every place that names one (spec 11.5): the API's fields hold 128 characters. */
export const PROMPT_NAME = '^[A-Za-z0-9_@.+-]{1,124}\\.wav$';
const NAME = new RegExp(PROMPT_NAME);

/** A prompt as its file has it. */
export interface LoadedPrompt extends Prompt {
  /** How its file is written: `A-law, 8000 Hz, 8 bit, mono`. */
  readonly format: string;
  /** Mean level. */
  readonly levelDbm0: number;
  /** The same against full scale, and that of its loudest sample. */
  readonly rmsDbfs: number;
  readonly peakDbfs: number;
}

export function isPromptName(text: string): boolean {
  return NAME.test(text);
}

export class Prompts {
  readonly #directory: string;
  #byName: ReadonlyMap<string, LoadedPrompt> = new Map();

  private constructor(directory: string) {
    this.#directory = directory;
  }

  /** Loads every `*.wav` of a folder. Rejects with an Error that names the first unusable file. */
  static async load(directory: string): Promise<Prompts> {
    const prompts = new Prompts(directory);
    await prompts.reload();
    return prompts;
  }

  /** Checks every `*.wav` of a folder: the names of those that can be played, and the faults of the others. */
  static async look(directory: string): Promise<{ names: string[]; faults: string[] }> {
    const names: string[] = [];
    const faults: string[] = [];
    for (const name of await wavFiles(directory))
      await loadPrompt(directory, name).then(
        () => names.push(name),
        (error: unknown) => faults.push(error instanceof Error ? error.message : String(error)),
      );
    return { names, faults };
  }

  /** The prompt with this file name, `.wav` included; undefined if there is none. */
  get(name: string): LoadedPrompt | undefined {
    return this.#byName.get(name);
  }

  get names(): readonly string[] {
    return [...this.#byName.keys()];
  }

  /** Reads the folder again; rejects on any unusable file and keeps what was loaded before. */
  async reload(): Promise<void> {
    const files = await wavFiles(this.#directory);
    const loaded = await Promise.all(files.map((name) => loadPrompt(this.#directory, name)));
    this.#byName = new Map(loaded.map((prompt) => [prompt.name, prompt]));
  }
}

async function wavFiles(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  return names.filter((name) => name.toLowerCase().endsWith('.wav')).sort();
}

async function loadPrompt(directory: string, name: string): Promise<LoadedPrompt> {
  const file = join(directory, name);
  if (!isPromptName(name))
    throw new Error(`${file}: expected a name of letters, digits, _ @ . + - ending in .wav, found "${name}"`);
  const { size } = await stat(file);
  if (size > MAX_WAV_BYTES)
    throw new Error(`${file}: expected at most ${MAX_WAV_BYTES} bytes, found ${size}`);
  return parsePrompt(name, await readFile(file), file);
}

/** Rejects with an Error that names `file`. */
export async function parsePrompt(name: string, bytes: Buffer, file: string): Promise<LoadedPrompt> {
  const wav = readWav(bytes, file);
  const alaw = await toAlaw(wav);
  return { name, alaw, format: formatText(wav), levelDbm0: levelOf(alaw), ...fullScaleLevelOf(alaw) };
}

/** A WAV file of a prompt as it is played. The data of a chunk has an even length. */
export function wavOf({ alaw }: Prompt): Buffer {
  const padding = alaw.length % 2 === 0 ? [] : [Buffer.of(ALAW_SILENCE)];
  return Buffer.concat([wavHeader(alaw.length + padding.length), alaw, ...padding]);
}
