/** The settings that a call uses, in milliseconds. */
import type { Config } from '../config/config.js';
import type { CallLimits, ExtensionSettings } from './call/call-parts.js';

export function callLimits({ limits, sip, prompts }: Config): CallLimits {
  return {
    maxCalls: limits.maxCalls,
    callsPerSecond: limits.callsPerSecond,
    ringTimeoutMs: sip.ringTimeoutSeconds * 1000,
    connectTimeoutMs: sip.ringTimeoutSeconds * 1000,
    waitingPromptMs: prompts.waitingSeconds * 1000,
    maxDurationMs: limits.maxCallSeconds * 1000,
    lastMinuteMs: limits.lastMinuteSeconds * 1000,
  };
}

export function extensionSettings({ extension }: Config): ExtensionSettings {
  const { tries, firstDigitSeconds, interDigitSeconds, callBackUnanswered } = extension;
  return {
    tries,
    firstDigitMs: firstDigitSeconds * 1000,
    interDigitMs: interDigitSeconds * 1000,
    callBackUnanswered,
  };
}
