/**
 * The user data header of a short message (3GPP TS 23.040 9.2.3.24): of what others send only the part numbers are
 * read, and of what we send it holds nothing else. Ports, pictures and formats of a sender go no further.
 */

/** Which part of a long message this is. */
export interface PartNumber {
  /** The same in all parts of a message. */
  readonly reference: number;
  /** 2 at least. */
  readonly total: number;
  /** From 1. */
  readonly number: number;
}

export interface UserData {
  readonly part?: PartNumber | undefined;
  /** What follows the header. */
  readonly content: Buffer;
}

const CONCATENATED_8_BIT = 0x00;
const CONCATENATED_16_BIT = 0x08;

/** Length of the header that we write: its own length, and one element of three octets. */
export const PART_HEADER_OCTETS = 6;

/** Undefined if the header is longer than the message, so that its end is not known. */
export function readUserData(octets: Buffer): UserData | undefined {
  const length = octets[0];
  if (length === undefined || length + 1 > octets.length) return undefined;
  return { part: partOf(octets.subarray(1, length + 1)), content: octets.subarray(length + 1) };
}

/** The last element that makes sense counts (9.2.3.24), others are ignored (9.2.3.24.1). */
function partOf(elements: Buffer): PartNumber | undefined {
  let part: PartNumber | undefined;
  for (let at = 0; at + 2 <= elements.length;) {
    const kind = elements[at];
    const length = elements[at + 1] ?? 0;
    const value = elements.subarray(at + 2, at + 2 + length);
    if (kind === CONCATENATED_8_BIT && value.length === 3)
      part = partNumber(value.readUInt8(0), value.readUInt8(1), value.readUInt8(2)) ?? part;
    if (kind === CONCATENATED_16_BIT && value.length === 4)
      part = partNumber(value.readUInt16BE(0), value.readUInt8(2), value.readUInt8(3)) ?? part;
    at += 2 + length;
  }
  return part;
}

/** Undefined where it makes no sense: such a message stands alone, as does the only part of a message. */
export function partNumber(reference: number, total: number, number: number): PartNumber | undefined {
  return total < 2 || number < 1 || number > total ? undefined : { reference, total, number };
}

/** With an 8-bit reference, which every phone understands. */
export function writePartHeader({ reference, total, number }: PartNumber): Buffer {
  return Buffer.from([PART_HEADER_OCTETS - 1, CONCATENATED_8_BIT, 3, reference & 0xff, total, number]);
}
