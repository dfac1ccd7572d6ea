/** Why one of our requests to a carrier has no good answer. */
import { describeStatus } from '../pdu/command-status.js';

/**
 * `unsent`: it has not left. `refused`: answered with `status`. `unknown`: it has left, and no answer came: the carrier
 * may have acted on it.
 */
export type RequestOutcome = 'unsent' | 'refused' | 'unknown';

export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';

  constructor(
    readonly outcome: RequestOutcome,
    because: string,
    readonly status?: number,
  ) {
    super(because);
  }

  static refused(command: string, status: number): RequestFailure {
    return new RequestFailure('refused', `${command}: ${describeStatus(status)}`, status);
  }
}
