/** Why a transport could not bring a message to a carrier. */
import type { MessageResultKind } from './message-result.js';

/**
 * `temporary`: the carrier has not taken it, and may take it later. `permanent`: it has not, and will not. `unknown`: it
 * may have taken it; so it is not sent again, and is reported as not known.
 */
export type FailureKind = 'temporary' | 'permanent' | 'unknown';

export interface FailureDetails {
  /** What the carrier answered: SIP status or SMPP command_status; undefined if nothing. */
  readonly status?: number | undefined;
  /** How long the carrier wants nothing more. */
  readonly retryAfterMs?: number | undefined;
  /** The failure is the trunk's and not the receiver's: another trunk may do better. Default: it is for `temporary`. */
  readonly isTrunks?: boolean;
}

export class MessageFailure extends Error {
  override readonly name = 'MessageFailure';

  /** `because` is in words for the log: without numbers and without text of the message. */
  constructor(
    readonly kind: FailureKind,
    readonly result: MessageResultKind,
    because: string,
    readonly details: FailureDetails = {},
  ) {
    super(because);
  }

  /** Whether the next trunk is worth trying at once. */
  get isTrunks(): boolean {
    return this.details.isTrunks ?? this.kind === 'temporary';
  }
}
