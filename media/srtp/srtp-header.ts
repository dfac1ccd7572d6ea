/** The part of an RTP packet that stays in clear (RFC 3711 3.1): header, contributing sources, extension. */

const FIXED_BYTES = 12;

/** Whether there is a whole header of version 2 in the first `length` bytes. */
export function isRtp(packet: Buffer, length: number): boolean {
  return length >= FIXED_BYTES && (packet[0] ?? 0) >> 6 === 2 && headerBytes(packet, length) <= length;
}

/** More than `length` if the packet ends before its header does. */
export function headerBytes(packet: Buffer, length: number): number {
  const first = packet[0] ?? 0;
  const fixed = FIXED_BYTES + (first & 0x0f) * 4;
  if ((first & 0x10) === 0) return fixed;
  return fixed + 4 > length ? length + 1 : fixed + 4 + packet.readUInt16BE(fixed + 2) * 4;
}

export function sequenceOf(packet: Buffer): number {
  return packet.readUInt16BE(2);
}

export function ssrcOf(packet: Buffer): number {
  return packet.readUInt32BE(8);
}
