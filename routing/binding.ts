/**
 * Bindings: the relations of the five modes as one discriminated union, with their invariants. X mode stores nothing,
 * so it has none. Times are milliseconds since 1970; durations are in the unit of the request.
 */
import type { E164 } from './numbers/number.js';

export type BindingMode = 'AXB' | 'AX' | 'AXE' | 'AXYB';

/** `callDirection`: 0 both ways, 1 only A calls out, 2 only A is called (spec 3.1, 4.1, 6.1). */
export type Direction = 0 | 1 | 2;

/** Replaces ring-back: what A hears when A calls, and what the other party hears when they call (spec 3.1, 4.1). */
export interface PreVoice {
  readonly callerHintTone?: string;
  readonly calleeHintTone?: string;
}

interface BindingBase {
  /** `subscriptionId`, a UUID in lower case. */
  readonly id: string;
  readonly appKey: string;
  readonly x: E164;
  readonly a: E164;
  /** Grows by one with every change; the journal refuses a change that was made from an older revision. */
  readonly revision: number;
  readonly createdAt: number;
  /** Bound or last modified: `subscribeTime`. */
  readonly changedAt: number;
  /** From this instant on the binding does not resolve; undefined: never expires. */
  readonly expiresAt: number | undefined;
  readonly recordFlag: boolean;
  readonly recordHintTone: string | undefined;
  readonly userData: string | undefined;
}

/** A and B see X. Each of them is at most once on an X, in either role; an X has at most 5000 pairs (spec 3). */
export interface AxbBinding extends BindingBase {
  readonly mode: 'AXB';
  readonly b: E164;
  readonly callDirection: Direction;
  /** Seconds, 0 never expires. */
  readonly duration: number;
  /** Minutes from the callee's answer, 0 no limit. */
  readonly maxDuration: number;
  readonly lastMinVoice: string | undefined;
  readonly privateSms: boolean;
  readonly preVoice: PreVoice | undefined;
}

/** X belongs to one A; A has at most five X; never expires (spec 4). */
export interface AxBinding extends BindingBase {
  readonly mode: 'AX';
  /** undefined: never set, which means both ways and is omitted from a query's answer. */
  readonly callDirection: Direction | undefined;
  readonly maxDuration: number;
  readonly lastMinVoice: string | undefined;
  readonly privateSms: boolean;
  readonly preVoice: PreVoice | undefined;
  /** `0` A sees X, `1` A sees the real caller. */
  readonly calleeNumDisplay: '0' | '1';
  readonly turnFlag: 'on' | 'off';
}

/** X with extension E reaches A (spec 5). A is at most once on an X. */
export interface AxeBinding extends BindingBase {
  readonly mode: 'AXE';
  /** As many digits as the application asks for, padded with 0, never all zeros. */
  readonly extension: string;
  readonly displayNumMode: '0' | '1';
  /** At most one of the two: what A gets when A calls X without a call-back record. */
  readonly callbackTone: string | undefined;
  readonly callbackNum: E164 | undefined;
  /** As bound: a query shows these even after a modify (quirk of spec 5.4). */
  readonly timeUnit: '0' | '1';
  readonly bindExpiredTime: number;
  /**
   * Lifetime of a call-back record in the unit of the binding, 0 never expires; `callbackLifetimeMs` has milliseconds.
   */
  readonly callbackExpiredTime: number;
  readonly callbackLifetimeMs: number;
}

/** The AX part of AXYB. Its YB parts are documents of their own (spec 6). */
export interface AxybBinding extends BindingBase {
  readonly mode: 'AXYB';
  /** 0 both, 1 only A calls (through Y), 2 only B calls (through X). */
  readonly callDirection: Direction;
  /** Seconds, 0 never. */
  readonly duration: number;
  /** Seconds, 0 as long as the AX part; never above `duration`. */
  readonly ybDuration: number;
  /** Heard by A who calls Y (spec 11.5 crossing). */
  readonly preVoiceX: string | undefined;
}

/**
 * B behind Y for one AX part. A B has one Y on an AX part, and a Y has one B; a Y serves at most 1000 AX parts (spec
 * 6).
 */
export interface YbPart {
  readonly mode: 'YB';
  /** The id of the AX part. */
  readonly subscriptionId: string;
  readonly appKey: string;
  readonly x: E164;
  readonly a: E164;
  readonly y: E164;
  readonly b: E164;
  readonly revision: number;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly expiresAt: number | undefined;
  readonly ybDuration: number;
  /** Heard by B who calls X (spec 11.5 crossing). */
  readonly preVoiceY: string | undefined;
  /** The platform made it because a stranger called X. */
  readonly automatic: boolean;
}

export type Binding = AxbBinding | AxBinding | AxeBinding | AxybBinding;

/** The B of A's next call through an AX number (spec 4.5). */
export interface TemporaryCallee {
  readonly subscriptionId: string;
  readonly callee: E164;
  /** Grows each time a callee is set, so that a call uses up the one it was made with and not a later one. */
  readonly revision: number;
  readonly expiresAt: number;
  readonly userData: string | undefined;
}

/** The last caller who reached A through X (AXE). */
export interface CallbackRecord {
  readonly subscriptionId: string;
  readonly caller: E164;
  readonly at: number;
  readonly expiresAt: number | undefined;
}

/** The fields that name a prompt, of all modes; null where a modify takes one away. */
export interface NamedPrompts {
  readonly recordHintTone?: string | null | undefined;
  readonly lastMinVoice?: string | null | undefined;
  readonly callbackTone?: string | null | undefined;
  readonly preVoiceX?: string | null | undefined;
  readonly preVoiceY?: string | null | undefined;
  readonly preVoice?: PreVoice | null | undefined;
}

/** The prompts it names, for any purpose. */
export function promptsOf({ preVoice, ...named }: NamedPrompts): readonly string[] {
  const { recordHintTone, lastMinVoice, callbackTone, preVoiceX, preVoiceY } = named;
  const names = [recordHintTone, lastMinVoice, callbackTone, preVoiceX, preVoiceY];
  return [...names, preVoice?.callerHintTone, preVoice?.calleeHintTone].filter(
    (name) => name !== undefined && name !== null,
  );
}
