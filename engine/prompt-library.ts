/**
 * Prompts by file name: those that come with Callveil and the operator's own, which have priority. The operator's can
 * be put in and removed while calls go on; a call that plays one keeps it.
 */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isPromptName, parsePrompt, Prompts, wavOf, type LoadedPrompt } from '../media/prompts.js';
import type { PromptLanguage } from '../routing/application.js';
import type { PromptStore, StoredPrompt } from './api/operator/context.js';

/** WAV files are data beside the source, not compiled; the same names in each language. */
export function builtInPrompts(language: PromptLanguage): Promise<Prompts> {
  return Prompts.load(fileURLToPath(new URL(`../../config/prompts/${language}`, import.meta.url)));
}

/** The language of prompts where the application names none, by the country code of the policy. */
export function languageOf(countryCode: string): PromptLanguage {
  return countryCode === '86' ? 'zh' : 'en';
}

/** The prompts of a folder that may not exist yet, and the faults of those that cannot be played. */
export async function unusablePrompts(
  directory: string,
): Promise<{ readonly names: readonly string[]; readonly faults: readonly string[] }> {
  try {
    return await Prompts.look(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { names: [], faults: [] };
    return { names: [], faults: [error instanceof Error ? error.message : String(error)] };
  }
}

export class PromptLibrary implements PromptStore {
  readonly #directory: string;
  readonly #builtIn: Readonly<Record<PromptLanguage, Prompts>>;
  readonly #language: PromptLanguage;
  readonly #own: Prompts;
  /** Changes wait for each other, so that no reload sees half of another. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    directory: string,
    builtIn: Readonly<Record<PromptLanguage, Prompts>>,
    own: Prompts,
    readonly onFault: (error: unknown) => void,
    language: PromptLanguage,
  ) {
    this.#directory = directory;
    this.#builtIn = builtIn;
    this.#language = language;
    this.#own = own;
  }

  /**
   * Creates the folder if it is missing. Rejects with an Error that names the first unusable file. `onFault` is called
   * with file system errors when a prompt is put in. `language`: of those that come with Callveil, where none is asked for.
   */
  static async load(
    directory: string,
    onFault: (error: unknown) => void = () => undefined,
    language: PromptLanguage = 'zh',
  ): Promise<PromptLibrary> {
    await mkdir(directory, { recursive: true });
    const builtIn = { zh: await builtInPrompts('zh'), en: await builtInPrompts('en') };
    return new PromptLibrary(directory, builtIn, await Prompts.load(directory), onFault, language);
  }

  get(name: string, language = this.#language): LoadedPrompt | undefined {
    return this.#own.get(name) ?? this.#builtIn[language].get(name);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  list(): readonly StoredPrompt[] {
    const names = [...new Set([...this.#own.names, ...this.#builtIn.zh.names])].sort();
    return names.flatMap((name) => {
      const prompt = this.get(name);
      return prompt === undefined ? [] : [this.#stored(prompt)];
    });
  }

  #stored({ name, alaw, format, levelDbm0, peakDbfs, rmsDbfs }: LoadedPrompt): StoredPrompt {
    const builtIn = this.#own.get(name) === undefined;
    return {
      name,
      // One byte a sample, eight samples a millisecond.
      milliseconds: Math.round(alaw.length / 8),
      ...{
        format,
        levelDbm0,
        peakDbfs,
        rmsDbfs,
        builtIn,
        ...(builtIn && { languages: ['zh', 'en'] as const }),
      },
      covers: !builtIn && this.#builtIn.zh.get(name) !== undefined,
    };
  }

  content(name: string, language?: PromptLanguage): Buffer | undefined {
    const prompt = this.get(name, language);
    return prompt && wavOf(prompt);
  }

  /**
   * Reads the folder again, for what was put in or removed by hand. Rejects if a file cannot be used; then nothing
   * changes.
   */
  reload(): Promise<void> {
    return this.#inTurn(() => this.#own.reload());
  }

  save(name: string, content: Buffer): Promise<void> {
    return this.#inTurn(async () => {
      if (!isPromptName(name)) throw new TypeError(`expected the name of a prompt, found "${name}"`);
      const wav = wavOf(await parsePrompt(name, content, name));
      // Written to a temporary name and renamed, so that a file is either complete or absent. The temporary name does
      // not end in .wav.
      const beside = join(this.#directory, `${name}.new`);
      try {
        await writeFile(beside, wav, { flush: true });
        await rename(beside, join(this.#directory, name));
      } catch (error) {
        this.onFault(error);
        await rm(beside, { force: true });
        throw error;
      }
      await this.#own.reload();
    });
  }

  remove(name: string): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#own.get(name) === undefined) return false;
      await rm(join(this.#directory, name), { force: true });
      await this.#own.reload();
      return true;
    });
  }

  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(change);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
