/**
 * Prompts from a folder of WAV files: A-law, 8000 Hz, mono, at most 2 MB (spec privatenumber-api.md 11.5). A file in
 * another format stops the load with a message that names the file, what was expected and what was found.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Prompt } from './media.js';

const MAX_BYTES = 2 * 1024 * 1024;
/** The names a prompt may have, in every place that names one (spec 11.5): the API's fields hold 128 characters. */
export const PROMPT_NAME = '^[A-Za-z0-9_@.+-]{1,124}\\.wav$';
const NAME = new RegExp(PROMPT_NAME);
const WAVE_FORMAT_ALAW = 6;
const WAVE_FORMAT_NAMES: Readonly<Record<number, string>> = {
  1: 'PCM',
  3: 'IEEE float',
  6: 'A-law',
  7: 'mu-law',
};

export function isPromptName(text: string): boolean {
  return NAME.test(text);
}

export class Prompts {
  readonly #directory: string;
  #byName: ReadonlyMap<string, Prompt> = new Map();

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
  get(name: string): Prompt | undefined {
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

async function loadPrompt(directory: string, name: string): Promise<Prompt> {
  const file = join(directory, name);
  if (!isPromptName(name))
    throw wrong(file, 'a name of letters, digits, _ @ . + - ending in .wav', `"${name}"`);
  const { size } = await stat(file);
  if (size > MAX_BYTES) throw wrong(file, `at most ${MAX_BYTES} bytes`, `${size}`);
  return { name, alaw: shared(parsePrompt(await readFile(file), file)) };
}

/**
 * The A-law samples of a WAV file's bytes. Throws an Error naming `file`.
 * RIFF: 'RIFF' size 'WAVE', then chunks of 'name' size bytes, each padded to an even length.
 */
export function parsePrompt(bytes: Buffer, file: string): Uint8Array {
  if (
    bytes.length < 12 ||
    bytes.toString('latin1', 0, 4) !== 'RIFF' ||
    bytes.toString('latin1', 8, 12) !== 'WAVE'
  )
    throw wrong(file, 'a WAV file', 'no RIFF/WAVE header');
  let formatSeen = false;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const begin = at + 8;
    if (name === 'fmt ') {
      checkFormat(bytes.subarray(begin, begin + size), file);
      formatSeen = true;
    } else if (name === 'data') {
      if (!formatSeen) throw wrong(file, 'a fmt chunk before the data', 'none');
      const audio = bytes.subarray(begin, begin + size);
      if (audio.length === 0) throw wrong(file, 'audio', 'an empty data chunk');
      if (audio.length < size)
        throw wrong(file, `${size} bytes of audio`, `${audio.length}: the file is cut off`);
      return audio;
    }
    at = begin + size + (size % 2);
  }
  throw wrong(file, 'a data chunk', formatSeen ? 'none' : 'neither fmt nor data chunk');
}

function checkFormat(chunk: Buffer, file: string): void {
  if (chunk.length < 16) throw wrong(file, 'a fmt chunk of 16 bytes or more', `${chunk.length}`);
  const tag = chunk.readUInt16LE(0);
  const channels = chunk.readUInt16LE(2);
  const rate = chunk.readUInt32LE(4);
  const bits = chunk.readUInt16LE(14);
  if (tag === WAVE_FORMAT_ALAW && channels === 1 && rate === 8000 && bits === 8) return;
  const encoding = WAVE_FORMAT_NAMES[tag] ?? `format ${tag}`;
  throw wrong(
    file,
    'A-law, 8000 Hz, 8 bit, mono',
    `${encoding}, ${rate} Hz, ${bits} bit, ${channelText(channels)}`,
  );
}

function channelText(channels: number): string {
  return channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`;
}

/** In shared memory, so that the relay's workers need no copies. */
function shared(bytes: Uint8Array): Uint8Array {
  const memory = new Uint8Array(new SharedArrayBuffer(bytes.length));
  memory.set(bytes);
  return memory;
}

function wrong(file: string, expected: string, found: string): Error {
  return new Error(`${file}: expected ${expected}, found ${found}`);
}
