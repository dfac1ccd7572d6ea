/** Prompts by file name: those that come with Callveil, and the operator's, which win. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Prompt } from '../media/media.js';
import { Prompts } from '../media/prompts.js';

/** WAV files are data beside the source, not compiled. */
const BUILT_IN = fileURLToPath(new URL('../../config/prompts', import.meta.url));

export class PromptLibrary {
  private constructor(
    private readonly builtIn: Prompts,
    private readonly own: Prompts | undefined,
  ) {}

  /** Rejects with an Error that names the first unusable file. A folder that does not exist holds no prompts. */
  static async load(directory: string): Promise<PromptLibrary> {
    return new PromptLibrary(
      await Prompts.load(BUILT_IN),
      existsSync(directory) ? await Prompts.load(directory) : undefined,
    );
  }

  get(name: string): Prompt | undefined {
    return this.own?.get(name) ?? this.builtIn.get(name);
  }
}
