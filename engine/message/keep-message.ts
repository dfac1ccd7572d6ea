/** Keep: the message is on disk before its network hears that it is accepted, and a repeat of it is recognised. */
import { createHash } from 'node:crypto';
import type { KeptMessage, MessageFacts } from '../report/message-facts.js';
import type { IncomingText } from './message-transport.js';
import { MessageEnding } from './message-ending.js';
import type { MessageParts } from './message-parts.js';

/** The message as it is kept, and whether it had been kept before, by the same reference. */
export interface Kept {
  readonly message: KeptMessage;
  readonly isRepeat: boolean;
}

/** Throws a MessageEnding if the disk does not take it. */
export async function keepMessage(
  facts: MessageFacts,
  incoming: IncomingText,
  { kept, logger }: MessageParts,
): Promise<Kept> {
  const message: KeptMessage = {
    facts,
    stage: 'kept',
    attempts: 0,
    dueAt: 0,
    result: undefined,
    isReported: false,
  };
  try {
    const earlier = await kept.keep(message, referenceOf(incoming));
    return earlier === undefined ? { message, isRepeat: false } : { message: earlier, isRepeat: true };
  } catch (err) {
    logger.error({ message: facts.id, err }, 'a message could not be kept, and is refused');
    throw new MessageEnding('not-kept');
  }
}

/** Its hash is kept: a Call-ID may contain addresses, or a number. */
export function referenceOf({ trunk, reference }: IncomingText): string | undefined {
  if (reference === undefined) return undefined;
  return createHash('sha256')
    .update(`${trunk ?? ''}\n${reference}`)
    .digest('base64');
}
