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

/**
 * Incompatible network protocol (300), incompatible network address formats (301), incompatible transport protocol
 * (302), media type not available (304), incompatible media format (305), multicast not available (330).
 */
export type SdpWarning = 300 | 301 | 302 | 304 | 305 | 330;

export class MediaError extends Error {
  override readonly name = 'MediaError';
  constructor(
    readonly code: MediaErrorCode,
    message: string,
    /** For `unusable-sdp`: which kind of thing cannot be used, as a code of SIP's Warning (RFC 3261 20.43). */
    readonly warning: SdpWarning = 305,
  ) {
    super(message);
  }
}
