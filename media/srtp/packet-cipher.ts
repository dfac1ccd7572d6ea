/** What a crypto suite does to one packet. Types only; `aes-cm.ts` and `aes-gcm.ts` implement it. */

/** Returned instead of a length if a packet is not authentic. */
export const UNAUTHENTIC = -1;

/**
 * The cipher of one key in one direction. Every function works in place and returns the new length. `index` is the
 * 48-bit index of an RTP packet, or the 31-bit index of an RTCP packet.
 */
export interface PacketCipher {
  /** How many bytes longer a sealed packet is at most. */
  readonly overhead: number;
  /** The packet's buffer must have room for `overhead` more bytes. `header`: bytes that stay in clear. */
  sealRtp(packet: Buffer, length: number, header: number, ssrc: number, index: number): number;
  /** `UNAUTHENTIC` if the tag is wrong; then the packet is unchanged. */
  openRtp(packet: Buffer, length: number, header: number, ssrc: number, index: number): number;
  sealRtcp(packet: Buffer, length: number, index: number): number;
  openRtcp(packet: Buffer, length: number): number;
  /** The index that an SRTCP packet carries; negative if it is too short for one. */
  rtcpIndexOf(packet: Buffer, length: number): number;
}
