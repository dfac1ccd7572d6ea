/** X mode (spec 7): the application decides each call. Port; webhooks implement it. */
import type { EndSignal } from '../end-signal.js';
import type { E164 } from '../../routing/numbers/number.js';
import type { CallFacts } from './call-facts.js';

export type ApplicationAnswer =
  | {
      readonly operation: 'connect';
      readonly callee: E164;
      /** X, unless the application named another number. */
      readonly display: E164 | undefined;
      readonly maxDurationMs: number;
      readonly waitingPrompt: string | undefined;
      readonly lastMinutePrompt: string | undefined;
      readonly record: boolean;
      readonly recordingHint: string | undefined;
      readonly userData: string | undefined;
    }
  | {
      readonly operation: 'close';
      readonly prompt: string | undefined;
      readonly userData: string | undefined;
    }
  /** An answer that cannot be obeyed; `because` says what was expected and found. */
  | { readonly operation: 'wrong'; readonly because: string }
  /** No answer in time, an HTTP failure, or no address to ask. */
  | { readonly operation: 'silent'; readonly because: string };

export interface AskApplication {
  /** Posts the `callin` event with `notifyMode: "Block"`, once. Never rejects; aborting gives `silent`. */
  ask(facts: CallFacts, signal: EndSignal): Promise<ApplicationAnswer>;
}
