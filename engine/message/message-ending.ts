/** How a message ends before it is accepted: a step throws it. It is not an Error: an ending is no fault. */
import type { MessageFacts } from '../report/message-facts.js';
import type { MessageResultKind } from './message-result.js';

export interface EndingDetails {
  /** For the notice to its application, if there is one that may know. */
  readonly facts?: MessageFacts | undefined;
  /** For people, in the log: without numbers and without text of the message. */
  readonly because?: string;
  readonly retryAfterMs?: number;
}

export class MessageEnding {
  constructor(
    readonly result: MessageResultKind,
    readonly details: EndingDetails = {},
  ) {}
}
