/**
 * Message transport port: how short messages come in from carriers and go out to them. Types and documentation only.
 * SIP MESSAGE (sip-message-transport.ts, RFC 3428) and SMPP 3.4 (engine/smpp/) implement it and pass one contract suite
 * (test/contract/message-transport-suite.ts).
 *
 * A message here is what a person wrote: a string, whole, without its encoding, packing and number of parts on the
 * wire. A transport joins the parts of a long message that comes in, and divides one that goes out. Numbers are E.164:
 * a transport reads and writes them as the trunk's configuration says. Nothing else of the network crosses this port,
 * so no header, TLV, UDH or address of the sender's side has a way to the receiver's side.
 *
 * A trunk is an entry of `trunks` in the configuration, for calls and messages alike: `routes` choose among trunks, and
 * the transport that `carries` a trunk takes its messages there. SMPP comes before SIP where a trunk has both.
 *
 * Milliseconds everywhere; dates since 1970. No text and no number may be logged by a transport, except under `pii.*`.
 */
import type { E164 } from '../../routing/numbers/number.js';
import type { EndSignal } from '../end-signal.js';
import type { MessageResultKind } from './message-result.js';

/** A whole message that came in from a carrier. */
export interface IncomingText {
  /** Made by the transport, unique (`newMessageId`); safe in logs and towards either side. */
  readonly id: string;
  /**
   * What its network calls it, the same if the network sends it again: SIP's Call-ID, CSeq and From tag; SMPP's message
   * reference or message id with the addresses. Opaque, any length, only compared within one trunk. Undefined: the
   * network gives none, and a repeat cannot be recognised.
   */
  readonly reference: string | undefined;
  /** Name of the trunk it came from; undefined for a stranger, whose message is refused. */
  readonly trunk: string | undefined;
  /** Undefined if withheld, alphanumeric or malformed. */
  readonly from: E164 | undefined;
  /** The sender asks that the receiver does not see its number (RFC 3323); false or undefined: not. */
  readonly isWithheld?: boolean | undefined;
  /** The number written to; undefined if it is no number. */
  readonly to: E164 | undefined;
  /** Empty if there is none. May be of any length. */
  readonly text: string;
  /** Parts in which it came, at least 1. */
  readonly parts: number;
  readonly receivedAt: number;
  /** How long its network wants it tried, from `receivedAt`; undefined: as long as the configuration says. */
  readonly validForMs?: number | undefined;
  /**
   * Whether its network wants a receipt, and what `tell` needs for it; it is stored, as JSON, and given back unchanged,
   * possibly by another process. Undefined: none is wanted, or the transport has none.
   */
  readonly receiptTo?: ReceiptAddress | undefined;
}

/** Opaque to everyone but the transport that made it; at most 1000 characters of JSON. */
export type ReceiptAddress = Readonly<Record<string, string | number>>;

/**
 * The answer to an incoming message. Accepted: it is durable here, or was before (a repeat), and its network must not
 * send it again. Refused: nothing of it is kept; the row of MESSAGE_RESULTS has the SIP status and the SMPP
 * command_status.
 */
export type Verdict =
  | {
      readonly isAccepted: true;
      /** Delivered to the receiver's network already: SIP answers 200, not 202. */ readonly isSent: boolean;
    }
  | { readonly isAccepted: false; readonly because: MessageResultKind; readonly retryAfterMs?: number };

/** What became of a message that was sent, as the receiver's network says later. */
export interface IncomingReceipt {
  readonly trunk: string;
  /** What `send` resolved with. */
  readonly carrierId: string;
  readonly state: ReceiptState;
  /** The network's own code, short, without numbers or text of the message; undefined if it gives none. */
  readonly code?: string | undefined;
  readonly at: number;
}

/** Only `enroute` is not final. `rejected` and `undeliverable` are failures, and so are `expired` and `deleted`. */
export type ReceiptState =
  'delivered' | 'expired' | 'deleted' | 'undeliverable' | 'rejected' | 'unknown' | 'enroute';

export interface MessageHandlers {
  /**
   * Takes a message. The transport answers its network with the verdict, and not before. Never rejects. It may take
   * seconds (X mode asks the application), and messages are not taken one by one.
   */
  onMessage(message: IncomingText): Promise<Verdict>;
  /** Takes a receipt; resolves when it is durable, and then the transport acknowledges it. Never rejects. */
  onReceipt(receipt: IncomingReceipt): Promise<void>;
}

/** One attempt to bring one message to one trunk. */
export interface OutgoingText {
  /** The same in each attempt; unique, and says nothing about the sender. SIP may use it for its Call-ID. */
  readonly id: string;
  /** Grows with each attempt, from 1. */
  readonly attempt: number;
  /** A trunk that the transport `carries`. */
  readonly trunk: string;
  /** What the receiver sees: a privacy number. */
  readonly from: E164;
  readonly to: E164;
  /** At least one character. */
  readonly text: string;
  /** How long the receiver's network may try, from now; above 0. */
  readonly validForMs: number;
}

export interface SentText {
  /** What the carrier calls it, by which its receipts are recognised; undefined if it sends none. */
  readonly carrierId: string | undefined;
}

/** A failure after the message was accepted, for the network it came from. */
export interface FailedText {
  readonly trunk: string;
  readonly receiptTo: ReceiptAddress;
  /** Undelivered, or not known. */
  readonly because: MessageResultKind;
  readonly receivedAt: number;
  readonly at: number;
}

export interface MessageTransport {
  /** Whether messages to that trunk go this way. Asked for each message, since a reload may change it. */
  carries(trunk: string): boolean;
  /**
   * Begins to take messages. Resolves when it is ready to; a carrier that is away is tried again in the background and
   * does not delay it. Called once.
   */
  start(handlers: MessageHandlers): Promise<void>;
  /**
   * Sends one message, in as many parts as it needs; resolves when the carrier has taken the last of them. Rejects with
   * a MessageFailure (message-failure.ts): `temporary` and `permanent` only if it is certain that the carrier has not
   * taken it, else `unknown`. It is not repeated in here: the narrative decides that. If `signal` aborts before the
   * message has left, it rejects `temporary`; if after, `unknown`.
   */
  send(message: OutgoingText, signal: EndSignal): Promise<SentText>;
  /**
   * Tells the network where a message came from that it failed. Absent: this network cannot be notified. Rejects with
   * a MessageFailure; it is tried a few times.
   */
  tell?(failed: FailedText, signal: EndSignal): Promise<void>;
  /** Messages that are on their way in or out at this moment. Zero without traffic. */
  readonly held: number;
  /** Takes no more messages: they are refused `stopping`. Those on their way go on. Idempotent. */
  drain(): void;
  /** Undoes `drain`: messages are taken again. Nothing happens after `close`, or where there is no drain. */
  resume(): void;
  /** Waits for those on their way, a short time, then ends. Idempotent. */
  close(): Promise<void>;
}
