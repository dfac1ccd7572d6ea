/**
 * RTP headers (RFC 3550 5.1) read and written in place.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |                           timestamp                           |
 *   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 *   |           synchronization source (SSRC) identifier            |
 *   +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
 */

export const HEADER_BYTES = 12;
/** First byte of a packet with version 2 and neither padding, extension nor contributing sources. */
export const PLAIN = 0x80;

/**
 * The packet with its header reduced to the fixed twelve bytes. Padding, extension and contributing sources are
 * removed: they are between the peer and us, and could carry what the other side must not learn. Undefined if it is not
 * RTP. Nearly every packet is plain already and returned as it is.
 */
export function plainPacket(packet: Buffer): Buffer | undefined {
  if (packet[0] === PLAIN && packet.length >= HEADER_BYTES) return packet;
  if (packet.length < HEADER_BYTES) return undefined;
  const first = packet[0] ?? 0;
  if (first >> 6 !== 2) return undefined;
  let begin = HEADER_BYTES + (first & 0x0f) * 4;
  if (first & 0x10) {
    if (begin + 4 > packet.length) return undefined;
    begin += 4 + read16(packet, begin + 2) * 4;
  }
  const end = first & 0x20 ? packet.length - (packet[packet.length - 1] ?? 0) : packet.length;
  if (begin > end) return undefined;
  packet.copyWithin(begin - HEADER_BYTES, 0, HEADER_BYTES);
  packet[begin - HEADER_BYTES] = PLAIN;
  return packet.subarray(begin - HEADER_BYTES, end);
}

export function payloadTypeOf(packet: Uint8Array): number {
  return (packet[1] ?? 0) & 0x7f;
}

export function isMarked(packet: Uint8Array): boolean {
  return ((packet[1] ?? 0) & 0x80) !== 0;
}

export function sequenceOf(packet: Uint8Array): number {
  return read16(packet, 2);
}

export function timestampOf(packet: Uint8Array): number {
  return read32(packet, 4);
}

export function ssrcOf(packet: Uint8Array): number {
  return read32(packet, 8);
}

export function writeHeader(
  packet: Uint8Array,
  markerAndType: number,
  sequence: number,
  timestamp: number,
  ssrc: number,
): void {
  packet[0] = PLAIN;
  packet[1] = markerAndType;
  packet[2] = sequence >>> 8;
  packet[3] = sequence;
  write32(packet, 4, timestamp);
  write32(packet, 8, ssrc);
}

function read16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

export function read32(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) |
      ((bytes[at + 1] ?? 0) << 16) |
      ((bytes[at + 2] ?? 0) << 8) |
      (bytes[at + 3] ?? 0)) >>>
    0
  );
}

export function write16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}

export function write32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
}
