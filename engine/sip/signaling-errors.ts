/** How a SignalingError travels between the SIP process and the engine. */
import type { ErrorForm } from '../channel/channel.js';
import { SignalingError, type SignalingErrorCode } from './signaling-error.js';

interface Failure {
  readonly code: SignalingErrorCode;
  readonly status: number;
  readonly message: string;
  readonly q850?: number | undefined;
  readonly isSilent?: boolean;
  readonly retryAfterSeconds?: number | undefined;
  readonly warning?: number | undefined;
}

export const SIGNALING_ERRORS: ErrorForm = {
  write: failureOf,
  read: (written) => errorOf(written as Failure),
  lost: () => new SignalingError('unavailable', 503, 'the connection to the SIP server was lost'),
  gone: () => new SignalingError('gone', 481, 'the leg has ended'),
};

function failureOf(error: unknown): Failure {
  if (error instanceof SignalingError) {
    const { code, status, message, q850, isSilent, retryAfterSeconds, warning } = error;
    return { code, status, message, q850, ...(isSilent && { isSilent }), retryAfterSeconds, warning };
  }
  return {
    code: 'unavailable',
    status: 500,
    message: error instanceof Error ? error.message : String(error),
  };
}

function errorOf({
  code,
  status,
  message,
  q850,
  isSilent,
  retryAfterSeconds,
  warning,
}: Failure): SignalingError {
  return new SignalingError(code, status, message, q850, isSilent, retryAfterSeconds, warning);
}

/** An offer that could not be answered because of a fault on this side is not acceptable here (RFC 3261 14.2). */
export function refusalOf(error: unknown): unknown {
  return error instanceof SignalingError
    ? error
    : new SignalingError('refused', 488, error instanceof Error ? error.message : String(error));
}
