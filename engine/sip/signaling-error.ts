/** The error of every function of the signaling port. */
export type SignalingErrorCode =
  /** The far end answered with a final failure; `status` holds it. */
  | 'refused'
  /** The peer's offer cannot be used. The message says why, in words for that peer: 488 with a Warning. */
  | 'unusable-offer'
  /** The peer accepted our offer with a 2xx without SDP: its state is unknown until it gets another offer. */
  | 'answerless'
  /** The caller or the leg has gone. */
  | 'gone'
  /** No final response in time. */
  | 'timeout'
  /** The SIP server cannot be reached or refused. */
  | 'unavailable';

export class SignalingError extends Error {
  override readonly name = 'SignalingError';
  constructor(
    readonly code: SignalingErrorCode,
    readonly status: number,
    message: string,
    /** Q.850 cause of the peer's Reason header, if it sent one. */
    readonly q850?: number,
    /** For an INVITE: the far end has not answered at all, and `status` replaces the missing answer. */
    readonly isSilent = false,
    /** For how long the sender of a 503 wants no requests (RFC 3261 21.5.4). */
    readonly retryAfterSeconds?: number,
    /** For `unusable-offer`: the code of the Warning (RFC 3261 20.43). */
    readonly warning?: number,
  ) {
    super(message);
  }

  /** `message` is in words for the offerer. */
  static unusableOffer({ message, warning }: { message: string; warning: number }): SignalingError {
    return new SignalingError('unusable-offer', 488, message, undefined, false, undefined, warning);
  }
}
