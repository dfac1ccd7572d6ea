/**
 * PDUs between octets and the few fields that this product uses, over the field tables and the writer of `smpp`. What is
 * not read here goes no further: addresses of callbacks, subaddresses, every other TLV.
 *
 * The package's own reader is not used: it throws in the middle of a PDU at a field that is cut off, at a time that is
 * none and at an empty callback_num; it takes less text than sm_length says without a word, reads strings past the end
 * of the PDU, and gives text decoded, from which the octets cannot be had back. Its writer lets a zero octet in a string
 * end the field, so that what follows it would be read as other fields.
 */
import smpp, { type Command, type Value } from 'smpp';
import { COMMAND_STATUS } from './command-status.js';
import { HEADER_OCTETS } from './pdu-framing.js';

export interface Pdu {
  /** As the package names it, `deliver_sm`; undefined if there is no such command. */
  readonly command: string | undefined;
  readonly isResponse: boolean;
  readonly status: number;
  readonly sequence: number;
  /** Undefined where the body is absent, as in a response that is an error. */
  readonly fields: PduFields;
}

/** Everything that is read of a body. Numbers and strings of the mandatory part, by name; TLVs by name. */
export interface PduFields {
  readonly numbers: ReadonlyMap<string, number>;
  readonly strings: ReadonlyMap<string, string>;
  readonly shortMessage?: Buffer | undefined;
  readonly tlvs: ReadonlyMap<TlvName, Buffer>;
}

/** The TLVs that are read (5.3.2). */
export type TlvName = (typeof TLVS)[number];

const TLVS = [
  'message_payload',
  'sar_msg_ref_num',
  'sar_total_segments',
  'sar_segment_seqnum',
  'user_message_reference',
  'receipted_message_id',
  'message_state',
  'network_error_code',
] as const;

const TLV_NAMES = new Map<number, TlvName>(TLVS.map((name) => [smpp.tlvs[name]?.id ?? -1, name]));

/** A body that cannot be read. The header was good, so the PDU can be answered with this status. */
export class PduFault extends Error {
  override readonly name = 'PduFault';

  constructor(
    readonly status: number,
    readonly header: Omit<Pdu, 'fields'>,
    because: string,
  ) {
    super(`${header.command ?? 'a PDU'}: ${because}`);
  }
}

/** `octets`: one whole PDU of `PduFraming`. Throws PduFault. */
export function readPdu(octets: Buffer): Pdu {
  const id = octets.readUInt32BE(4);
  const command = Object.hasOwn(smpp.commandsById, id) ? smpp.commandsById[id] : undefined;
  const header = {
    command: command?.command,
    isResponse: id >= 0x80000000,
    status: octets.readUInt32BE(8),
    sequence: octets.readUInt32BE(12),
  };
  return { ...header, fields: command === undefined ? NO_FIELDS : readBody(octets, command, header) };
}

const NO_FIELDS: PduFields = { numbers: new Map(), strings: new Map(), tlvs: new Map() };

function readBody(octets: Buffer, command: Command, header: Omit<Pdu, 'fields'>): PduFields {
  const numbers = new Map<string, number>();
  const strings = new Map<string, string>();
  let shortMessage: Buffer | undefined;
  let at = HEADER_OCTETS;
  const fault = (because: string, status: number = COMMAND_STATUS.ESME_RINVCMDLEN): PduFault =>
    new PduFault(status, header, because);
  for (const [name, { type }] of Object.entries(command.params ?? {})) {
    // A response may end early, in particular one that is an error (4.4.2).
    if (at >= octets.length && header.isResponse) break;
    if (at >= octets.length) throw fault(`it ends before ${name}`);
    if (type === smpp.types.cstring) {
      const zero = octets.indexOf(0, at);
      // Some centres do not end the id of a response, and the message has been taken all the same.
      if (zero === -1 && !header.isResponse) throw fault(`${name} does not end`);
      const end = zero === -1 ? octets.length : zero;
      strings.set(name, octets.toString('latin1', at, end));
      at = end + 1;
    } else if (type === smpp.types.buffer) {
      const length = octets.readUInt8(at);
      if (at + 1 + length > octets.length)
        throw fault(`sm_length ${length} with ${octets.length - at - 1}`, COMMAND_STATUS.ESME_RINVMSGLEN);
      shortMessage = octets.subarray(at + 1, at + 1 + length);
      at += 1 + length;
    } else if (type === smpp.types.int8) {
      numbers.set(name, octets.readUInt8(at));
      at += 1;
      // A list of receivers: no carrier sends these commands, and no answer to them needs more.
    } else break;
  }
  return { numbers, strings, shortMessage, tlvs: readTlvs(octets.subarray(at), fault) };
}

/** Fewer octets at the end than a TLV has are left out: some centres pad. The first of a name counts. */
function readTlvs(
  octets: Buffer,
  fault: (because: string, status: number) => PduFault,
): ReadonlyMap<TlvName, Buffer> {
  const tlvs = new Map<TlvName, Buffer>();
  for (let at = 0; at + 4 <= octets.length;) {
    const name = TLV_NAMES.get(octets.readUInt16BE(at));
    const end = at + 4 + octets.readUInt16BE(at + 2);
    if (end > octets.length)
      throw fault('a TLV is longer than the PDU', COMMAND_STATUS.ESME_RINVOPTPARSTREAM);
    if (name !== undefined && !tlvs.has(name)) tlvs.set(name, octets.subarray(at + 4, end));
    at = end;
  }
  return tlvs;
}

/** The fields of a PDU that we send, by the package's names. */
export type OwnFields = Readonly<Record<string, Value>>;

/** Throws TypeError for text that a field cannot hold. */
export function writePdu(command: string, sequence: number, fields: OwnFields = {}): Buffer {
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string' && !/^[\x01-\x7f]*$/.test(value))
      throw new TypeError(`${name}: expected ASCII without zero octets`);
  return new smpp.PDU(command, { ...fields, sequence_number: sequence }).toBuffer();
}
