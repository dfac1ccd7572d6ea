/**
 * The prompts that come with Callveil, for a caller who is answered already (AXE) and whose application names none.
 * Such a caller hears nothing of its own network any more, and silence would not tell it what to do. An operator's file
 * of the same name replaces them.
 */
import type { Application } from '../../../routing/application.js';
import type { Prompt } from '../../../media/media.js';
import type { Call } from '../call-parts.js';

export type PromptKey = keyof Application['tones'];

const STANDARD: Readonly<Record<PromptKey, string>> = {
  noBinding: 'no-binding.wav',
  noPermission: 'no-permission.wav',
  businessError: 'business-error.wav',
  enterExtension: 'enter-extension.wav',
  extensionInvalid: 'extension-invalid.wav',
  calleeBusy: 'callee-busy.wav',
  calleeSilent: 'callee-silent.wav',
};

/** The prompt of that file name, else the one that comes with Callveil. */
export function promptForAnswered(call: Call, name: string | undefined, key: PromptKey): Prompt | undefined {
  const { prompts, logger } = call.parts;
  const named = name === undefined ? undefined : prompts.get(name);
  if (name !== undefined && named === undefined)
    logger.warn({ call: call.incoming.id, prompt: name }, 'the prompt does not exist');
  return named ?? prompts.get(STANDARD[key]);
}
