/**
 * The rules that carriers and law put on calls, messages and bindings, beside those of the binding itself. Port: types
 * and documentation only. `rule-book.ts` implements it, pure and in memory: no question waits, writes or reads a clock.
 *
 * One question for each of the three narratives:
 *
 *     mayCall      by `resolve`, before anything is dialled
 *     mayMessage   by the message's narrative, before anything is sent
 *     mayBind      by the checks of a binding's request
 */
import type { E164 } from '../numbers/number.js';

/** In the order in which they are asked; the first that refuses names the ending. */
export type RuleName = 'blacklist' | 'registration' | 'hours' | 'frequency' | 'onboarding' | 'complaints';

/** Rows of the engine's table of endings, and for calls reasons of a refusal (spec 11.1 codes). */
export type RuleCode =
  | 'caller-blacklisted' /* 7005 */
  | 'callee-blacklisted' /* 7004 */
  | 'user-unregistered' /* 8058 */
  | 'time-window' /* 8050 */
  | 'caller-frequency' /* 8047 */
  | 'callee-frequency' /* 8048 */
  | 'number-frequency' /* 8049 */
  | 'application-frequency'; /* 7002 */

/** A call or a message. */
export interface Traffic {
  readonly appKey: string;
  readonly caller: E164;
  /** undefined: not known yet (an extension is to be typed, the application is to be asked). */
  readonly callee: E164 | undefined;
  /** The X of the relation. */
  readonly x: E164;
  /** 1: A calls (or writes) to B; 0: A is called. X mode, which has no A, counts as 0. */
  readonly direction: 0 | 1;
  /** X mode: neither of them is A. */
  readonly hasNoA?: boolean | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A relation that is to be made or changed. */
export interface BindRequest {
  readonly appKey: string;
  readonly a?: E164 | undefined;
  readonly b?: E164 | undefined;
  /** undefined: none has been chosen yet. */
  readonly x?: E164 | undefined;
  /** Whether the application gets one relation more. */
  readonly isNew: boolean;
  readonly at: number;
}

export interface RuleRefusal<Code = RuleCode> {
  readonly rule: RuleName;
  readonly code: Code;
  /** From then on the rule allows it, as far as is known now; undefined: only if a person changes something. */
  readonly until: number | undefined;
  /** For people; numbers are masked. */
  readonly because: string;
}

/** Why a relation may not be made. */
export interface BindRefusal extends RuleRefusal<BindCode> {
  /** Whose number it is. */
  readonly field?: 'a' | 'b';
}

/** Why a relation may not be made: a number's own fault, or the application's. */
export type BindCode = 'blacklisted' | 'application-barred';

/** A rule and what it says, for `may-call` and `explain`. */
export interface Verdict {
  readonly rule: RuleName;
  /** The question as a short statement: `the time is within the hours of calls`. */
  readonly statement: string;
  /** undefined: the rule allows it. */
  readonly refusal: RuleRefusal | undefined;
}

export interface Rules {
  /** true: no rule is in force, and nothing need be asked. */
  readonly idle: boolean;
  mayCall(call: Traffic): RuleRefusal | undefined;
  mayMessage(message: Traffic): RuleRefusal | undefined;
  mayBind(request: BindRequest): BindRefusal | undefined;
  /** What each rule in force says about a call, in order. */
  verdicts(call: Traffic): readonly Verdict[];
  /** A call is put through: it counts for the frequencies. */
  called(call: Traffic): void;
  /** A message is sent: it counts for those of messages. */
  messaged(message: Traffic): void;
}
