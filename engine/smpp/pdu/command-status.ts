/** What a carrier answers (SMPP 3.4 5.1.3), and what it means for a message. */
import type { FailureKind } from '../../message/message-failure.js';
import type { MessageResultKind } from '../../message/message-result.js';

export const COMMAND_STATUS = {
  ESME_ROK: 0x00,
  ESME_RINVMSGLEN: 0x01,
  ESME_RINVCMDLEN: 0x02,
  ESME_RINVCMDID: 0x03,
  ESME_RINVBNDSTS: 0x04,
  ESME_RSYSERR: 0x08,
  ESME_RINVSRCADR: 0x0a,
  ESME_RINVDSTADR: 0x0b,
  ESME_RBINDFAIL: 0x0d,
  ESME_RINVPASWD: 0x0e,
  ESME_RINVSYSID: 0x0f,
  ESME_RMSGQFUL: 0x14,
  ESME_RTHROTTLED: 0x58,
  ESME_RINVEXPIRY: 0x62,
  ESME_RX_T_APPN: 0x64,
  ESME_RX_P_APPN: 0x65,
  ESME_RINVOPTPARSTREAM: 0xc0,
} as const;

/** The carrier is at its limit: it gets nothing more for a time. */
export function isThrottling(status: number): boolean {
  return status === COMMAND_STATUS.ESME_RTHROTTLED || status === COMMAND_STATUS.ESME_RMSGQFUL;
}

export interface Refusal {
  readonly kind: FailureKind;
  readonly result: MessageResultKind;
  /** Whether another trunk may do better. */
  readonly isTrunks: boolean;
}

/** `temporary`: statuses of the carrier's own that are temporary as well, from the configuration. */
export function refusalOf(status: number, temporary: readonly number[]): Refusal {
  if (TEMPORARY.includes(status) || isThrottling(status) || temporary.includes(status))
    return { kind: 'temporary', result: 'trunk-failed', isTrunks: true };
  if (status === COMMAND_STATUS.ESME_RINVDSTADR)
    return { kind: 'permanent', result: 'receiver-unknown', isTrunks: false };
  return { kind: 'permanent', result: 'refused', isTrunks: status === COMMAND_STATUS.ESME_RINVSRCADR };
}

const TEMPORARY: readonly number[] = [
  COMMAND_STATUS.ESME_RINVBNDSTS,
  COMMAND_STATUS.ESME_RSYSERR,
  COMMAND_STATUS.ESME_RX_T_APPN,
];

/** `ESME_RTHROTTLED (0x58)`, for the log. */
export function describeStatus(status: number): string {
  const name = Object.entries(COMMAND_STATUS).find(([, value]) => value === status)?.[0];
  const code = `0x${status.toString(16).padStart(2, '0')}`;
  return name === undefined ? `status ${code}` : `${name} (${code})`;
}
