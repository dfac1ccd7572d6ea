/** The error of every function of the media port. */
export type MediaErrorCode =
  /** SDP that cannot be parsed, or with nothing we can carry: answer 488 with a Warning. */
  | 'unusable-sdp'
  | 'no-ports'
  | 'closed'
  /** The queue is full: no more can be done in time. */
  | 'busy'
  /** The recorder refused or is unavailable. The call goes on. */
  | 'recorder-unavailable';

export class MediaError extends Error {
  override readonly name = 'MediaError';
  constructor(
    readonly code: MediaErrorCode,
    message: string,
  ) {
    super(message);
  }
}
