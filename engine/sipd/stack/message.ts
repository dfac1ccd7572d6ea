/**
 * A SIP message as the stack handles it: start line, header fields in received order, body bytes.
 *
 * Header values are kept as text exactly as received (unfolded, trimmed); what is structured is parsed
 * when somebody asks and remembered. Names are canonical (`Via`, `Call-ID`, `X-Foo` as sent): compact
 * forms are expanded by the parser, so one spelling is all the rest of the stack ever meets.
 */
import type { CSeq, NameAddress, Via } from './parse-fields.js';

export interface HeaderField {
  /** Canonical spelling, see `canonicalName`. */
  readonly name: string;
  value: string;
}

/** The header fields of a message, in order. Lookups take canonical names. */
export interface Headers {
  /** Value of the first field of that name. */
  get(name: string): string | undefined;
  /** Values of all fields of that name, in order; comma lists are not split. */
  getAll(name: string): string[];
  has(name: string): boolean;
  /** Replaces every field of that name by one, in the place of the first, or appends it. */
  set(name: string, value: string): void;
  /** Adds a field after the last of the same name, or at the end. */
  append(name: string, value: string): void;
  /** Adds a field before all others of that name (Via, Record-Route). */
  prepend(name: string, value: string): void;
  remove(name: string): void;
  [Symbol.iterator](): Iterator<HeaderField>;
}

interface SipMessageBase {
  readonly headers: Headers;
  body: Buffer;
  /** Top Via, From, To, CSeq, Call-ID, parsed once; a parsed network message always has them. */
  readonly topVia: Via;
  readonly from: NameAddress;
  readonly to: NameAddress;
  readonly cseq: CSeq;
  readonly callId: string;
}

export interface SipRequest extends SipMessageBase {
  readonly kind: 'request';
  readonly method: string;
  uri: string;
}

export interface SipResponse extends SipMessageBase {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
}

export type SipMessage = SipRequest | SipResponse;
