/** The settings that calls and their admission use, in milliseconds. */
import type { Config } from '../config/config.js';
import type { CallLimits, ExtensionSettings } from './call/call-parts.js';
import type { GateSettings } from './load.js';
import type { LoadLimits } from './observe/load/load-meter.js';

export function callLimits({ limits, sip, prompts }: Config): CallLimits {
  return {
    maxCalls: limits.maxCalls,
    ringTimeoutMs: sip.ringTimeoutSeconds * 1000,
    connectTimeoutMs: sip.ringTimeoutSeconds * 1000,
    waitingPromptMs: prompts.waitingSeconds * 1000,
    maxDurationMs: limits.maxCallSeconds * 1000,
    lastMinuteMs: limits.lastMinuteSeconds * 1000,
  };
}

export function loadLimits({ limits }: Pick<Config, 'limits'>): LoadLimits {
  return {
    delayMs: limits.delayMilliseconds,
    memory: limits.memoryPercent / 100,
    files: limits.filesPercent / 100,
    disk: limits.diskPercent / 100,
  };
}

export function gateSettings({ limits }: Pick<Config, 'limits'>): GateSettings {
  return {
    callsPerSecond: limits.callsPerSecond,
    delayMs: limits.delayMilliseconds,
    memory: limits.memoryPercent / 100,
    retryAfterSeconds: limits.retryAfterSeconds,
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
