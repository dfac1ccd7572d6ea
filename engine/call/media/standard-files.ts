/** The prompts that come with Callveil, and which of them stands for a tone that an application does not name. */
import type { Application } from '../../../routing/application.js';

export type PromptKey = keyof Application['tones'];

export const STANDARD: Readonly<Record<PromptKey, StandardPrompt>> = {
  noBinding: 'no-binding.wav',
  noPermission: 'no-permission.wav',
  businessError: 'business-error.wav',
  enterExtension: 'enter-extension.wav',
  extensionInvalid: 'extension-invalid.wav',
  calleeBusy: 'callee-busy.wav',
  calleeSilent: 'callee-silent.wav',
};

/** Files of `config/prompts`, which has each in every language. */
export type StandardPrompt =
  | 'business-error.wav'
  | 'callee-busy.wav'
  | 'callee-silent.wav'
  | 'caller-withheld.wav'
  | 'enter-extension.wav'
  | 'extension-invalid.wav'
  | 'last-minute.wav'
  | 'no-binding.wav'
  | 'no-callback.wav'
  | 'no-permission.wav'
  | 'not-now.wav'
  | 'number-unavailable.wav'
  | 'recording-hint.wav'
  | 'too-many-calls.wav';
