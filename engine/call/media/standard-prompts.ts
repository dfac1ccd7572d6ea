/**
 * Prompts by name in the language of the call's application, and those that come with Callveil for where nothing is
 * named: a caller who is answered already (AXE) hears nothing of its own network any more, and silence would not tell
 * it what to do; to others they are played if the application wants them (`standardPrompts`). An operator's file of the
 * same name replaces them.
 */
import type { Prompt } from '../../../media/media.js';
import type { Call } from '../call-parts.js';
import { STANDARD, type PromptKey, type StandardPrompt } from './standard-files.js';

/** In the language of the application; undefined if there is no such prompt. */
export function namedPrompt({ state, parts }: Call, name: string): Prompt | undefined {
  return parts.prompts.get(name, state.facts.application?.promptLanguage);
}

/** The prompt of that file name, else the one that comes with Callveil. */
export function promptForAnswered(
  call: Call,
  name: string | undefined,
  key: PromptKey,
  standard: StandardPrompt = STANDARD[key],
): Prompt | undefined {
  return (name === undefined ? undefined : existing(call, name)) ?? namedPrompt(call, standard);
}

/** As `promptForAnswered`, for a caller who is not: only a prompt that the application wants to be played. */
export function promptForWaiting(
  call: Call,
  name: string | undefined,
  standard: StandardPrompt | undefined,
): Prompt | undefined {
  const named = name === undefined ? undefined : existing(call, name);
  if (named !== undefined || standard === undefined || !wantsStandard(call)) return named;
  return namedPrompt(call, standard);
}

export function wantsStandard({ state }: Call): boolean {
  return state.facts.application?.standardPrompts === true;
}

function existing(call: Call, name: string): Prompt | undefined {
  const named = namedPrompt(call, name);
  if (named === undefined)
    call.parts.logger.warn({ call: call.incoming.id, prompt: name }, 'the prompt does not exist');
  return named;
}
