/**
 * Load: how far each part of the service is from its limit, as one number. Admission, readiness and metrics read the
 * same list, and the worst part counts.
 */

export interface LoadPart {
  /** `engine`, `sip`, `media-0`, `recorder`, `memory`, `files`, `disk`, `calls`, `outbox`, `journal`, … */
  readonly part: string;
  /** 0 is idle; from 1 on the part is at its limit, and new calls are refused. */
  readonly value: number;
  /**
   * Whether the value is a delay, which falls as soon as less is admitted. The others are reserves, which calls in
   * progress give back only when they end.
   */
  readonly isDelay: boolean;
}

/** The load of the SIP process, as it tells the engine. */
export interface SipLoad {
  readonly parts: readonly LoadPart[];
  /** It has refused calls within the last seconds, because there were too many. */
  readonly isRefusing: boolean;
}

/** When the SIP process refuses new calls: `limits` of the configuration, as plain data. */
export interface GateSettings {
  /** 0 is no limit. */
  readonly callsPerSecond: number;
  /** The delay that is a load of 1. */
  readonly delayMs: number;
  /** The share of the process's heap that is a load of 1; 0: it refuses no call. */
  readonly memory: number;
  /** The least value of Retry-After. */
  readonly retryAfterSeconds: number;
}

const IDLE: LoadPart = { part: 'nothing', value: 0, isDelay: false };

/** The part that is closest to its limit, or furthest beyond it. */
export function worstOf(parts: readonly LoadPart[]): LoadPart {
  let worst = IDLE;
  for (const part of parts) if (part.value > worst.value) worst = part;
  return worst;
}
