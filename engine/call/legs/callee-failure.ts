/**
 * Maps a failure of the callee's side to a row of ending.ts, by its SIP status and, if it sent one, its Q.850 cause.
 * The cause comes from the far network, so it has priority.
 */
import type { SignalingError } from '../../sip/signaling-error.js';
import { Ending, type EndingKind } from '../ending.js';

const BY_CAUSE: Readonly<Record<number, EndingKind>> = {
  1: 'number-unknown',
  2: 'no-route',
  3: 'no-route',
  17: 'callee-busy',
  19: 'no-answer',
  20: 'callee-unreachable',
  21: 'callee-rejected',
  22: 'number-unknown',
  27: 'callee-unreachable',
  28: 'number-unknown',
  50: 'callee-suspended',
  53: 'callee-suspended',
  57: 'callee-suspended',
};

const BY_STATUS: Readonly<Record<number, EndingKind>> = {
  403: 'callee-refuses-calls',
  404: 'number-unknown',
  410: 'number-unknown',
  416: 'number-unknown',
  484: 'number-unknown',
  486: 'callee-busy',
  488: 'unusable-answer',
  600: 'callee-busy',
  603: 'callee-rejected',
  604: 'number-unknown',
  606: 'unusable-answer',
  607: 'callee-refuses-calls',
  // RFC 8688: an intermediary has rejected it.
  608: 'carrier-blocked',
};

/** The ending if the callee could not be reached; `rang` tells whether its phone was ringing. */
export function calleeFailure(error: SignalingError, rang: boolean): Ending {
  return new Ending(kindOf(error, rang), {
    calleeStatus: error.status,
    ...(error.q850 !== undefined && { calleeQ850: error.q850 }),
    because: error.message,
  });
}

/**
 * Whether the next trunk should be tried: the trunk failed, not the callee. `hasAlerted`: the callee's side has sent
 * any 18x. Then its phone may have rung, and must not ring a second time.
 */
export function isWorthRetrying(
  error: SignalingError,
  hasAlerted: boolean,
  failoverOn?: ReadonlySet<number>,
): boolean {
  if (hasAlerted || error.code === 'gone') return false;
  if (error.code !== 'refused') return true;
  const { status } = error;
  if (failoverOn?.has(status) === true) return true;
  const kind = error.q850 === undefined ? undefined : BY_CAUSE[error.q850];
  return (status === 408 || Math.trunc(status / 100) === 5) && (kind === undefined || kind === 'no-route');
}

/** The description of the session is refused (RFC 3261 21.4.26, 21.6.4); 415 is about the body's type. */
export function isAboutMedia({ code, status }: SignalingError): boolean {
  return code === 'refused' && (status === 488 || status === 606 || status === 415);
}

function kindOf(error: SignalingError, rang: boolean): EndingKind {
  if (error.code === 'unavailable') return 'signaling-lost';
  const byCause = error.q850 === undefined ? undefined : BY_CAUSE[error.q850];
  if (byCause !== undefined) return byCause;
  // No final answer in time, by our timer or theirs (spec 11.1: 8101 if it rang, 8035 if it never did).
  if (error.code === 'timeout' || error.status === 408) return rang ? 'no-answer' : 'gave-up-connecting';
  if (error.status === 480) return rang ? 'no-answer' : 'callee-unreachable';
  // An unknown status means the same as x00 of its class (RFC 3261 8.1.3.2).
  const { status } = error;
  return BY_STATUS[status] ?? BY_STATUS[status - (status % 100)] ?? 'callee-abnormal';
}
