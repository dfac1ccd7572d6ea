/** Admit: the trunk is known and within its limits, we are neither draining nor overloaded, and there is a text of a size. */
import type { E164 } from '../../routing/numbers/number.js';
import type { TokenBucket } from '../token-bucket.js';
import { MessageEnding } from './message-ending.js';
import type { MessageParts } from './message-parts.js';
import type { IncomingText } from './message-transport.js';

export interface AdmittedMessage {
  readonly incoming: IncomingText;
  readonly trunk: string;
  readonly to: E164;
}

/** Throws a MessageEnding for a message that is refused. */
export function admitMessage(
  incoming: IncomingText,
  parts: MessageParts,
  { rate, isDraining }: { readonly rate: TokenBucket; readonly isDraining: boolean },
): AdmittedMessage {
  const { trunk, to, text } = incoming;
  const { perSecond, maxCharacters } = parts.limits();
  if (trunk === undefined) throw new MessageEnding('unknown-trunk');
  if (isDraining) throw new MessageEnding('stopping', { retryAfterMs: 5000 });
  const usedUp = parts.usedUp();
  if (usedUp !== undefined) throw new MessageEnding('overloaded', { because: `${usedUp} is used up` });
  if (!rate.take(parts.clock.elapsed(), perSecond) || !parts.trunks().tryMessage(trunk))
    throw new MessageEnding('too-many', { retryAfterMs: 1000 });
  if (text.trim() === '') throw new MessageEnding('empty');
  // A character of two code units, as most emoji are, counts as one.
  if (text.length > maxCharacters && [...text].length > maxCharacters) throw new MessageEnding('too-long');
  if (to === undefined) throw new MessageEnding('number-not-ours');
  return { incoming, trunk, to };
}
