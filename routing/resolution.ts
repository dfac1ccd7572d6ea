/**
 * A resolution: routing's answer about a call. Pure: table, caller, dialled number, digits and time in, one of four
 * results out.
 */
import type { Application } from './application.js';
import type { E164 } from './numbers/number.js';
import type { Policy } from './numbers/policy.js';
import type { RuleCode, Rules } from './rules/rules.js';
import type { Table } from './table/table.js';

/** A call as routing sees it. */
export interface ResolutionQuery {
  /** The number as read from the trunk; undefined: withheld or malformed. */
  readonly caller: E164 | undefined;
  readonly dialled: E164;
  /** AXE: what the caller typed; empty if they typed nothing; undefined before they were asked. */
  readonly digits?: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What routing reads in order to decide about a call. */
export interface RoutingView {
  readonly table: Table;
  readonly policy: Policy;
  application(appKey: string): Application | undefined;
  /** The rules of carriers and law; absent: none. */
  readonly rules?: Rules | undefined;
}

/** Receives each question on the way to the answer (`explain.ts`). */
export type Trace = (step: string, outcome: 'yes' | 'no' | 'found' | 'missing') => void;

/** What the binding (or, in X mode, the application's answer) requires of the call. Names of prompts are file names. */
export interface CallRules {
  /** 0 means no limit. Counted from the callee's answer. */
  readonly maxDurationMs: number;
  readonly lastMinutePrompt: string | undefined;
  /** Set if both the application and the binding enable recording. */
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
      /** The number the callee sees: X, or Y in AXYB, or the caller's own number if the binding shows it (AX, AXE). */
      readonly display: E164;
      readonly direction: CallDirection;
      readonly rules: CallRules;
      readonly extension?: string | undefined;
      /** What this call changes: pass it to `Routing.applyEffect` when its moment comes. */
      readonly effect?: ResolutionEffect | undefined;
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

/**
 * `when`: as the callee's leg is first dialled, or when the callee is reached: it has answered, or has rung where that
 * counts.
 */
export type ResolutionEffect =
  /** AXE: the caller has reached A, who may call back. */
  | {
      readonly kind: 'callback-record';
      readonly when: 'reached';
      readonly subscriptionId: string;
      readonly caller: E164;
    }
  /** AX: a temporary callee serves one call. */
  | {
      readonly kind: 'use-temporary-callee';
      readonly when: 'dialled';
      readonly subscriptionId: string;
      readonly revision: number;
    };

/** Why routing refuses a call; engine/call/ending.ts has one row for each. Spec 11.1 codes in parentheses. */
export type RefusalReason =
  | 'number-not-ours' /* 404 */
  | 'number-suspended' /* 8055 */
  | 'number-unavailable' /* 8055 */
  | 'switched-off' /* AX turnFlag off (8104) */
  | 'display-not-allowed' /* 8024 */
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
  | 'application-frozen' /* 7108 */
  | 'application-unknown' /* 7100 */
  | 'application-disabled' /* 8012 */
  | 'enterprise-paused' /* 8051 */
  | 'mode-mismatch' /* 7105 */
  /** The application's own settings restrict its calls. */
  | 'application-incapable' /* 7106 */
  | 'direction-control' /* 8057 */
  | 'international-caller' /* 8042 */
  | 'international-callee' /* 8043 */
  | 'prefix-forbidden' /* 7500 */
  | 'test-number' /* 8056 */
  /** A rule of carriers or law refuses it. */
  | RuleCode;

/** AXYB: a stranger calls X and needs a Y, which must be committed before the call can be answered. */
export interface NeedsY {
  readonly kind: 'needs-y';
  readonly application: Application;
  readonly subscriptionId: string;
  readonly x: E164;
  readonly b: E164;
  /** A, whom the call reaches if B gets a Y. */
  readonly callee: E164;
  readonly direction: 0;
}
