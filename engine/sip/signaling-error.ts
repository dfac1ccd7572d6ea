/** The error of every function of the signaling port. */
export type SignalingErrorCode =
  /** The far end answered with a final failure; `status` holds it. */
  | 'refused'
  /** What the peer offered cannot be used. The message says why, in words for that peer: 488 with a Warning. */
  | 'unusable-offer'
  /** The peer took our offer with a 2xx without SDP: what it does now is unknown until it is offered something again. */
  | 'answerless'
  /** The caller or the leg is gone. */
  | 'gone'
  /** No final response in time. */
  | 'timeout'
  /** The SIP server cannot be reached or said no. */
  | 'unavailable';

export class SignalingError extends Error {
  override readonly name = 'SignalingError';
  constructor(
    readonly code: SignalingErrorCode,
    readonly status: number,
    message: string,
    /** Q.850 cause of the peer's Reason header, if it sent one. */
    readonly q850?: number,
    /** Of an INVITE: the far end has not answered at all, and `status` only stands in for what did not come. */
    readonly isSilent = false,
  ) {
    super(message);
  }
}
