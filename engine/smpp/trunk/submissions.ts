/**
 * A message that goes out as the fields of its submit_sm, one for each part. Everything in them comes from the configuration,
 * the privacy number, the receiver's number and the text: of the sender's own message nothing is here to be copied.
 */
import type { SmppConfig } from '../../../config/config.js';
import type { OutgoingText } from '../../message/message-transport.js';
import type { AddressWriting } from '../address.js';
import type { OwnFields } from '../pdu/pdu-codec.js';
import { textParts } from '../text/text-parts.js';
import { writePartHeader } from '../text/user-data-header.js';

export type SubmissionFault = 'no-address' | 'too-long';

const UDH_INDICATOR = 0x40;
const RECEIPT_WANTED = 1;

/** `reference`: of the parts, in eight bits. */
export function submissionsOf(
  { from, to, text, validForMs }: Pick<OutgoingText, 'from' | 'to' | 'text' | 'validForMs'>,
  config: SmppConfig,
  addresses: AddressWriting,
  reference: number,
): readonly OwnFields[] | SubmissionFault {
  const source = addresses.write(from, 'caller');
  const destination = addresses.write(to, 'called');
  if (source === undefined || destination === undefined) return 'no-address';
  const written = textParts(text, config.alphabet);
  if (written === undefined) return 'too-long';
  const { dataCoding } = written;
  const fields = {
    service_type: config.serviceType,
    source_addr_ton: source.ton,
    source_addr_npi: source.npi,
    source_addr: source.text,
    dest_addr_ton: destination.ton,
    dest_addr_npi: destination.npi,
    destination_addr: destination.text,
    esm_class: 0,
    data_coding: dataCoding,
    validity_period: config.validity ? relativeTime(validForMs) : '',
  };
  const isPayload = config.longText === 'payload' && written.parts.length > 1;
  const parts = isPayload ? [Buffer.concat(written.parts)] : written.parts;
  return parts.map((content, index) => ({
    ...fields,
    // The phone puts the parts together, so the receipt of the last one stands for the message.
    registered_delivery: config.receipts && index === parts.length - 1 ? RECEIPT_WANTED : 0,
    ...(isPayload
      ? { short_message: Buffer.alloc(0), message_payload: content }
      : contentOf(content, { reference, total: parts.length, number: index + 1 }, config.longText)),
  }));
}

function contentOf(
  content: Buffer,
  part: { readonly reference: number; readonly total: number; readonly number: number },
  longText: SmppConfig['longText'],
): OwnFields {
  if (part.total === 1) return { short_message: content };
  if (longText !== 'sar')
    return { esm_class: UDH_INDICATOR, short_message: Buffer.concat([writePartHeader(part), content]) };
  return {
    short_message: content,
    sar_msg_ref_num: part.reference,
    sar_total_segments: part.total,
    sar_segment_seqnum: part.number,
  };
}

const LONGEST_DAYS = 99;

/** `YYMMDDhhmmss000R` (SMPP 3.4 7.1.1), without years and months, which have no length of their own. */
function relativeTime(ms: number): string {
  const seconds = Math.max(1, Math.min(Math.ceil(ms / 1000), LONGEST_DAYS * 86_400));
  const fields = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  return `0000${[...fields, seconds % 60].map((field) => String(field).padStart(2, '0')).join('')}000R`;
}
