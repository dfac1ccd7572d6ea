/** The collaborators of the message narrative. */
import type { EndSignal } from '../end-signal.js';
import type { TokenBucket } from '../token-bucket.js';
import type { Routing } from '../../routing/routing.js';
import type { Clock } from '../clock.js';
import type { Logger } from '../observe/log.js';
import type { KeptMessage, KeptMessages, MessageReport } from '../report/message-facts.js';
import type { Trunks } from '../sip/trunks/trunks.js';
import type { MessageResultKind } from './message-result.js';
import type { MessageTransport } from './message-transport.js';

export interface MessageParts {
  /** The first one that carries a trunk takes its messages. */
  readonly transports: readonly MessageTransport[];
  readonly routing: Pick<Routing, 'resolveMessage' | 'permitMessage'> & {
    readonly applications: Pick<Routing['applications'], 'get'>;
    readonly pool: Pick<Routing['pool'], 'get'>;
  };
  /** Those in force at the moment. */
  readonly trunks: () => Pick<Trunks, 'messageTrunks' | 'tryMessage'>;
  readonly kept: KeptMessages;
  readonly report: MessageReport;
  /** Those in force at the moment. */
  readonly limits: () => MessageLimits;
  /** The reserve of the machine that is used up, so that no message can be taken; undefined if there is none. */
  readonly usedUp: () => string | undefined;
  /** No new messages are taken; those accepted go on. */
  readonly draining: () => boolean;
  /** Called once for each message that has ended, refused ones included. */
  readonly onResult: (result: MessageResultKind) => void;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface MessageLimits {
  /** Messages taken in a second; 0 is no limit. */
  readonly perSecond: number;
  /** The longest text, in characters. */
  readonly maxCharacters: number;
  /** How long a message is tried. */
  readonly validityMs: number;
  /** The wait before the second attempt. */
  readonly retryMs: number;
  /** The longest wait before a further one. */
  readonly maxRetryMs: number;
  /** How long the answer to the sender's network waits for the receiver's. */
  readonly answerWithinMs: number;
  /** What a sender gets from X if its message fails after it was accepted, where its network takes no receipt. */
  readonly failureNotice: string;
}

/** The messages in work, as the narrative of one of them sees them. */
export interface MessageWork {
  readonly parts: MessageParts;
  readonly rate: TokenBucket;
  readonly isDraining: boolean;
  /** Aborts when the service waits no longer for attempts under way. */
  readonly stopping: EndSignal;
  /** Waits for `task` before the service ends. It never rejects. */
  own(task: Promise<void>): void;
  /** The result of the first attempt, if it comes soon enough for the answer to the sender's network; else undefined. */
  firstAttempt(message: KeptMessage): Promise<MessageResultKind | undefined>;
}
