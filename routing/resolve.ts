/**
 * A resolution: what routing says about a call. Pure: table, caller, dialled number, digits and time in, one of four out.
 */
import type { Application } from './application.js';
import type { E164 } from './number.js';

/** What the binding (or the application's answer in X mode) asks of the call. Names of prompts are file names. */
export interface CallRules {
  /** 0 means no limit. Counted from the callee's answer. */
  readonly maxDurationMs: number;
  readonly lastMinutePrompt: string | undefined;
  /** Set when both the application and the binding want a recording. */
  readonly recording: { readonly hintPrompt: string | undefined } | undefined;
  /** Played to the caller instead of ring-back while the callee's phone is tried. */
  readonly waitingPrompt: string | undefined;
  readonly userData: string | undefined;
}

/** Spec 10.2 `direction`: 0 others call A, 1 A calls out. */
export type CallDirection = 0 | 1;

export type Resolution =
  | {
      readonly kind: 'connect';
      readonly application: Application;
      /** Absent in X mode. */
      readonly subscriptionId: string | undefined;
      readonly x: E164;
      readonly callee: E164;
      /** X, or Y in AXYB; what the callee sees. */
      readonly display: E164;
      readonly direction: CallDirection;
      readonly rules: CallRules;
      readonly extension?: string;
      /** What must be committed when this call is put through, e.g. Y for a stranger (AXYB), call-back record (AXE). */
      readonly effect?: ResolutionEffect;
    }
  /** AXE: collect the extension, then resolve again with the digits. */
  | {
      readonly kind: 'collect';
      readonly application: Application;
      readonly x: E164;
      readonly maxDigits: number;
      readonly prompt: string | undefined;
    }
  /** X mode: the application decides. */
  | { readonly kind: 'ask'; readonly application: Application; readonly x: E164 }
  | {
      readonly kind: 'refuse';
      readonly reason: RefusalReason;
      readonly application: Application | undefined;
      readonly subscriptionId: string | undefined;
      readonly x: E164 | undefined;
      readonly prompt: string | undefined;
      readonly userData: string | undefined;
    };

export type ResolutionEffect =
  | { readonly kind: 'callback-record'; readonly subscriptionId: string; readonly caller: E164 }
  | { readonly kind: 'allocate-y'; readonly subscriptionId: string; readonly b: E164 }
  | { readonly kind: 'use-temporary-callee'; readonly subscriptionId: string };

/** Why routing refuses; engine/call/ending.ts has one row for each. Spec 11.1 codes in parentheses. */
export type RefusalReason =
  | 'number-not-ours' /* 404 */
  | 'number-suspended' /* 8055 */
  | 'caller-unusable' /* withheld or malformed caller (7103) */
  | 'landline-caller' /* 8023 */
  | 'no-binding' /* AXB 8014, AX 8018 */
  | 'no-permission' /* 8018 */
  | 'direction' /* 8016 */
  | 'no-temporary-callee' /* 8013 */
  | 'no-callback-record' /* 8019 */
  | 'extension-unknown' /* 8022 */
  | 'extension-empty' /* 8033 */
  | 'no-xy-binding' /* 8030 */
  | 'no-y-available' /* 8031 */
  | 'own-number' /* 8032 */
  | 'application-frozen'; /* 7108 */
