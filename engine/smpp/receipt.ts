/**
 * Delivery receipts: a deliver_sm whose esm_class says so, or with a receipted_message_id (SMPP 3.4 5.2.12, appendix B).
 * Its TLVs count before its text, which centres write in forms of their own.
 */
import type { ReceiptState } from '../message/message-transport.js';
import type { Pdu } from './pdu/pdu-codec.js';

export interface Receipt {
  /** As the carrier writes it here. */
  readonly id: string;
  readonly state: ReceiptState;
  readonly code?: string | undefined;
}

/** Type of a message in esm_class. */
const MESSAGE_TYPE = 0x3c;
const DELIVERY_RECEIPT = 0x04;
const INTERMEDIATE_NOTIFICATION = 0x20;

/** message_state (5.2.28). */
const STATES: readonly ReceiptState[] = [
  'unknown',
  'enroute',
  'delivered',
  'expired',
  'deleted',
  'undeliverable',
  // Accepted: by a network, as centres use it; the receiver has not got it yet.
  'enroute',
  'unknown',
  'rejected',
  'undeliverable',
];

/** First letters of `stat:` (appendix B), and of what is written in its place. */
const STATE_TEXTS: readonly (readonly [RegExp, ReceiptState])[] = [
  [/^DELIV/i, 'delivered'],
  [/^ACCEPT/i, 'enroute'],
  [/^EXPIR/i, 'expired'],
  [/^DELET/i, 'deleted'],
  [/^(UNDEL|FAIL)/i, 'undeliverable'],
  [/^REJ/i, 'rejected'],
  [/^(ENROU|BUFF|SCHED|SENT)/i, 'enroute'],
];

/** Whether a deliver_sm is no message of a person. Acknowledgements of phones are none either, and no receipt. */
export function typeOf({ fields }: Pdu): 'message' | 'receipt' | 'acknowledgement' {
  const type = (fields.numbers.get('esm_class') ?? 0) & MESSAGE_TYPE;
  if (type === DELIVERY_RECEIPT || type === INTERMEDIATE_NOTIFICATION) return 'receipt';
  if (fields.tlvs.has('receipted_message_id')) return 'receipt';
  return type === 0 ? 'message' : 'acknowledgement';
}

/** Undefined if it does not say what it is about. */
export function readReceipt({ fields }: Pdu): Receipt | undefined {
  const { tlvs, shortMessage } = fields;
  const text = (tlvs.get('message_payload') ?? shortMessage ?? Buffer.alloc(0)).toString('latin1');
  const id = textOf(tlvs.get('receipted_message_id')) ?? /\bid:\s*([^\s]+)/i.exec(text)?.[1];
  if (id === undefined) return undefined;
  const state = stateOf(tlvs.get('message_state'), text);
  const code = networkCode(tlvs.get('network_error_code')) ?? /\berr:\s*([0-9a-z]{1,8})\b/i.exec(text)?.[1];
  return { id, state, code };
}

function stateOf(tlv: Buffer | undefined, text: string): ReceiptState {
  const state = tlv?.[0];
  if (state !== undefined) return STATES[state] ?? 'unknown';
  const written = /\bstat:\s*([a-z]+)/i.exec(text)?.[1] ?? '';
  return STATE_TEXTS.find(([expression]) => expression.test(written))?.[1] ?? 'unknown';
}

/** A C-octet string, which some centres do not end. */
function textOf(tlv: Buffer | undefined): string | undefined {
  const text = tlv?.toString('latin1').replace(/\0.*$/s, '').trim();
  return text === '' ? undefined : text;
}

/** Kind of the network, and its code (5.3.2.31). */
function networkCode(tlv: Buffer | undefined): string | undefined {
  return tlv?.length === 3 ? `${tlv.readUInt8(0)}:${tlv.readUInt16BE(1)}` : undefined;
}
