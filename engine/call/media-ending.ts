/** What a failure of the media port ends a call with. */
import { MediaError } from '../../media/media-error.js';
import { Ending } from './ending.js';

/** `whose`: the party whose SDP was being read. An error that is none of the media port's is given back as it is. */
export function mediaEnding(error: unknown, whose: 'caller' | 'callee'): unknown {
  if (!(error instanceof MediaError)) return error;
  const because = error.message;
  switch (error.code) {
    case 'unusable-sdp':
      return new Ending(whose === 'caller' ? 'unusable-offer' : 'unusable-answer', { because });
    case 'no-ports':
      return new Ending('no-voice-ports', { because });
    case 'closed':
    case 'busy':
    case 'recorder-unavailable':
      return new Ending('internal-error', { because });
  }
}
