/**
 * Ports of the message narrative to what is durable and to applications. Types and documentation only. Numbers and text
 * are complete: they go to the disk and to the application that owns X, never to the other party and never to a log.
 * Times are milliseconds since 1970.
 */
import type { Application } from '../../routing/application.js';
import type { E164 } from '../../routing/numbers/number.js';
import type { MessageDirection } from '../../routing/resolve-message.js';
import type { EndSignal } from '../end-signal.js';

/** What is known of a message, in the form that is stored. */
export interface MessageFacts {
  /** `smsIdentifier`: one for a long message too. */
  readonly id: string;
  readonly appKey: string;
  readonly subscriptionId: string | undefined;
  readonly userData: string | undefined;
  /** The privacy number of the relation. */
  readonly x: E164;
  /** The number written to: X, or in AXYB a Y. */
  readonly to: E164;
  readonly sender: E164;
  /** Undefined in a message that was refused. */
  readonly receiver: E164 | undefined;
  /** What the receiver sees. */
  readonly display: E164 | undefined;
  readonly direction: MessageDirection;
  /** Parts in which it came. */
  readonly parts: number;
  readonly receivedAt: number;
  readonly expiresAt: number;
  /** As it came. */
  readonly text: string;
  /** As the receiver gets it, if that is another; undefined: the same. */
  readonly sentText?: string | undefined;
  /** The trunk it came from, and what its network wants a receipt with. */
  readonly trunk: string;
  readonly receiptTo?: Readonly<Record<string, string | number>> | undefined;
}

/**
 *    kept ──attempt──▶ sending ──carrier has it, or never will──▶ ended
 *      ▲                  │
 *      └──try later───────┘
 *
 * `sending` is on disk before the message leaves: after a crash it is not known whether it has.
 */
export type MessageStage = 'kept' | 'sending' | 'ended';

export interface KeptMessage {
  readonly facts: MessageFacts;
  readonly stage: MessageStage;
  readonly attempts: number;
  /** When it may be tried again; 0 for at once. */
  readonly dueAt: number;
  /** Row of MESSAGE_RESULTS; undefined before it has ended. */
  readonly result: string | undefined;
  /** Its application has its notice, or wants none. */
  readonly isReported: boolean;
}

/** A message as operators see it: without its text. */
export interface MessageEntry extends Omit<MessageFacts, 'text' | 'sentText' | 'receiptTo' | 'expiresAt'> {
  readonly stage: MessageStage;
  readonly attempts: number;
  readonly result: string | undefined;
  readonly endedAt: number | undefined;
}

/** A place in the history, which is in the order of time, and of ids within a millisecond. */
export interface MessagePlace {
  readonly receivedAt: number;
  /** Undefined: before all of that millisecond. */
  readonly id?: string | undefined;
}

/** Where messages are durable. Each function that changes something resolves when that is on disk, and rejects if it cannot be. */
export interface KeptMessages {
  /**
   * Keeps a new message. `reference` names it for its network: if one of that name is kept already, that one is the
   * answer, and nothing is written.
   */
  keep(message: KeptMessage, reference: string | undefined): Promise<KeptMessage | undefined>;
  /** An attempt begins. */
  sending(id: string, attempts: number, trunk: string): Promise<void>;
  /** It is tried again from `dueAt` on. */
  later(id: string, attempts: number, dueAt: number): Promise<void>;
  /** It has ended; `carrierId` is what receipts will name. */
  ended(id: string, result: string, at: number, carrierId: string | undefined): Promise<void>;
  /** Its notice is in the outbox: its text is no longer needed, and is deleted. */
  reported(id: string): Promise<void>;
  /** A receipt has come: answers the message it is about, as it was before; undefined if there is none. */
  receipt(trunk: string, carrierId: string, result: string): Promise<KeptMessage | undefined>;
  /** Messages that wait and are due, the oldest first. */
  due(now: number, limit: number): Promise<readonly KeptMessage[]>;
  /** What an earlier run left in the middle of an attempt, or without its notice. */
  left(): Promise<readonly KeptMessage[]>;
  /** Newest first, those before a place in the history, of one application or all. */
  recent(appKey: string | undefined, before: MessagePlace, limit: number): Promise<readonly MessageEntry[]>;
  /** Messages that have not ended. */
  readonly waiting: number;
}

/** X mode, and AX without a number: what the application says about a message (spec 10.3). */
export type MessageAnswer =
  | { readonly operation: 'forward'; readonly receiver: E164; readonly userData: string | undefined }
  | { readonly operation: 'discard' }
  /** An answer that cannot be obeyed; `because` says what was expected and found. */
  | { readonly operation: 'wrong'; readonly because: string }
  /** No answer in time, an HTTP failure, or no address to ask. */
  | { readonly operation: 'silent'; readonly because: string };

export interface MessageReport {
  /** Asks by a notice with `notificationMode: "Block"`, once. Never rejects; aborting gives `silent`. */
  askAboutMessage(facts: MessageFacts, application: Application, signal: EndSignal): Promise<MessageAnswer>;
  /** Queues the notice of a result; resolves when it is durable. Never rejects. `sendResult`: a value of spec 10.3. */
  messageNotice(facts: MessageFacts, sendResult: number, at: number): Promise<void>;
}
