/**
 * The part of a binding that many have in common: application, flags, tones, limits. It is kept once for all of them.
 * The rest is in columns.
 */
import { writtenExtension } from '../numbers/extension.js';
import type { AxbBinding, AxBinding, AxeBinding, AxybBinding, Binding, YbPart } from '../binding.js';
import type { E164 } from '../numbers/number.js';

type Own = 'id' | 'x' | 'a' | 'revision' | 'createdAt' | 'changedAt' | 'expiresAt' | 'userData';

export type SharedAxb = Omit<AxbBinding, Own | 'b' | 'duration'>;
export type SharedAx = Omit<AxBinding, Own>;
export type SharedAxe = Omit<AxeBinding, Own | 'extension' | 'callbackNum' | 'bindExpiredTime'> & {
  readonly extensionDigits: number;
};
export type SharedAxyb = Omit<AxybBinding, Own | 'duration'>;
export type SharedYb = Pick<YbPart, 'mode' | 'appKey' | 'preVoiceY' | 'automatic'>;
export type Shared = SharedAxb | SharedAx | SharedAxe | SharedAxyb | SharedYb;

/** What a row's columns hold, in every mode. */
export interface OwnValues {
  readonly id: string;
  readonly x: E164;
  readonly a: E164;
  readonly b: E164 | undefined;
  readonly extension: number;
  /** Seconds, or AXE's `bindExpiredTime`. */
  readonly duration: number;
  readonly revision: number;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly expiresAt: number | undefined;
  readonly userData: string | undefined;
}

/** Keys in a fixed order, since equal values are found by their JSON. */
export function sharedOf(binding: Binding): Exclude<Shared, SharedYb> {
  const { appKey, recordFlag, recordHintTone } = binding;
  const base = { appKey, recordFlag, recordHintTone };
  switch (binding.mode) {
    case 'AXB':
      return { mode: 'AXB', ...base, callDirection: binding.callDirection, ...callLimits(binding) };
    case 'AX':
      return {
        mode: 'AX',
        ...base,
        callDirection: binding.callDirection,
        ...callLimits(binding),
        calleeNumDisplay: binding.calleeNumDisplay,
        turnFlag: binding.turnFlag,
      };
    case 'AXE':
      return {
        mode: 'AXE',
        ...base,
        extensionDigits: binding.extension.length,
        displayNumMode: binding.displayNumMode,
        callbackTone: binding.callbackTone,
        timeUnit: binding.timeUnit,
        callbackExpiredTime: binding.callbackExpiredTime,
        callbackLifetimeMs: binding.callbackLifetimeMs,
      };
    case 'AXYB':
      return {
        mode: 'AXYB',
        ...base,
        callDirection: binding.callDirection,
        ybDuration: binding.ybDuration,
        preVoiceX: binding.preVoiceX,
      };
  }
}

function callLimits({ maxDuration, lastMinVoice, privateSms, preVoice }: AxbBinding | AxBinding) {
  return {
    maxDuration,
    lastMinVoice,
    privateSms,
    preVoice: preVoice && {
      ...(preVoice.callerHintTone !== undefined && { callerHintTone: preVoice.callerHintTone }),
      ...(preVoice.calleeHintTone !== undefined && { calleeHintTone: preVoice.calleeHintTone }),
    },
  };
}

export function sharedOfPart({ appKey, preVoiceY, automatic }: YbPart): SharedYb {
  return { mode: 'YB', appKey, preVoiceY, automatic };
}

/** The binding, put together again. */
export function restore(shared: Exclude<Shared, SharedYb>, own: OwnValues): Binding {
  const { b, extension, duration, ...base } = own;
  switch (shared.mode) {
    case 'AXB':
      return { ...shared, ...base, b: present(b), duration };
    case 'AX':
      return { ...shared, ...base };
    case 'AXE': {
      const { extensionDigits, ...rules } = shared;
      const digits = writtenExtension(extension, extensionDigits);
      return { ...rules, ...base, extension: digits, callbackNum: b, bindExpiredTime: duration };
    }
    case 'AXYB':
      return { ...shared, ...base, duration };
  }
}

export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('a row lacks a value its kind always has');
  return value;
}
