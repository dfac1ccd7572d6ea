/** A SIPp scenario: who does what, on which binding, and how it must end. It pairs a caller's file with a callee's. */
import type { LOOPBACK_6, SettingsName } from './settings.js';

export interface Scenario {
  /** What happens, as a file-name-like sentence. */
  readonly name: string;
  readonly caller: string;
  /** Absent where no phone may ring, or where it rings through another trunk. */
  readonly callee?: string;
  /** Who answers at the `others` of the settings. */
  readonly others?: Readonly<Record<string, string>>;
  /** Which of them, or of the first trunk (`carrier`), must not see the call. */
  readonly unasked?: readonly string[];
  /** A scenario with the same settings that leaves behind what this one needs. */
  readonly after?: string;
  /** Address of the caller; 127.0.0.1 unless said otherwise. That of the callee goes with the settings. */
  readonly callerHost?: typeof LOOPBACK_6;
  /** Which party of the binding calls X; a stranger is in no binding. */
  readonly from: 'A' | 'B' | 'stranger';
  readonly transport?: 'udp' | 'tcp';
  readonly binding?: { readonly callDirection?: 0 | 1 | 2 };
  /** What a caller writes; `[callee]` is the callee's number. */
  readonly text?: string;
  /** What the callee reads, if that is another text; `[caller]` is the caller's number. */
  readonly reads?: string;
  /** What the application says where it is asked: to the other party, unless it is said otherwise. */
  readonly answersWith?: 'discard';
  /** Dialled instead of X, for a number that is not ours. */
  readonly dials?: string;
  /** X is dialled without its country code. */
  readonly dialsNational?: boolean;
  /** User part of From that the callee sees, with `[national]` for X without country code; X unless said otherwise. */
  readonly shown?: string;
  /** Final SIP status the caller must have seen; 200 when answered. */
  readonly status: number;
  /** `hasty` unless said otherwise. */
  readonly settings?: SettingsName;
  /** How long either side may take; 20 unless said otherwise. */
  readonly seconds?: number;
  /** Vendor state code of the disconnect event (spec 11.1); absent where no application hears of the call. */
  readonly stateCode?: number;
  /** Its description, where the code does not tell two endings apart. */
  readonly stateDesc?: string;
}

export const HANGS_UP = 'caller-hangs-up';
export const REFUSED = 'caller-is-refused';
export const ANSWERS = 'callee-answers';
/** A calls, is answered, and somebody hangs up. */
export const ANSWERED = { from: 'A', status: 200, stateCode: 0 } as const;
