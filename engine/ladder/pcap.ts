/**
 * Captured packets as a file of the classic pcap format (magic a1b2c3d4, microseconds, Ethernet), which tshark,
 * Wireshark and tcpdump read. Each packet gets an Ethernet, an IP and a UDP header. SIP over TCP and TLS is written as
 * datagrams too, for what was captured are messages and not segments.
 */
import { isIPv6 } from 'node:net';
import { addressBytes } from './hep.js';

export interface PcapPacket {
  /** Milliseconds since 1970, with a fraction. */
  readonly at: number;
  readonly source: { readonly address: string; readonly port: number };
  readonly destination: { readonly address: string; readonly port: number };
  readonly payload: Buffer;
}

const ETHERNET = 1;
const SNAP_LENGTH = 262_144;
const ETHERNET_BYTES = 14;
const UDP_BYTES = 8;
const UDP = 17;
/** The lengths of IPv4 and UDP have 16 bits. What is longer is cut, and the file says so. */
const MAX_PAYLOAD = 65_507;

export function writePcap(packets: Iterable<PcapPacket>): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(SNAP_LENGTH, 16);
  head.writeUInt32LE(ETHERNET, 20);
  return Buffer.concat([head, ...[...packets].flatMap(recordOf)]);
}

function recordOf({ at, source, destination, payload }: PcapPacket): Buffer[] {
  const isSix = isIPv6(source.address) || isIPv6(destination.address);
  const udp = udpOf(source, destination, payload.subarray(0, MAX_PAYLOAD), isSix);
  const frame = Buffer.concat([ethernet(isSix), ipOf(source, destination, udp.length, isSix), udp]);
  const microseconds = Math.round(at * 1000);
  const head = Buffer.alloc(16);
  head.writeUInt32LE(Math.floor(microseconds / 1e6), 0);
  head.writeUInt32LE(microseconds % 1e6, 4);
  head.writeUInt32LE(frame.length, 8);
  head.writeUInt32LE(frame.length + Math.max(0, payload.length - MAX_PAYLOAD), 12);
  return [head, frame];
}

/** Locally administered addresses: what was captured had none. */
function ethernet(isSix: boolean): Buffer {
  const head = Buffer.alloc(ETHERNET_BYTES);
  head.writeUInt8(0x02, 0);
  head.writeUInt8(0x01, 5);
  head.writeUInt8(0x02, 6);
  head.writeUInt8(0x02, 11);
  head.writeUInt16BE(isSix ? 0x86dd : 0x0800, 12);
  return head;
}

type End = PcapPacket['source'];

function ipOf(source: End, destination: End, length: number, isSix: boolean): Buffer {
  const addresses = addressesOf(source, destination, isSix);
  if (isSix) {
    const head = Buffer.alloc(8);
    head.writeUInt8(0x60, 0);
    head.writeUInt16BE(length, 4);
    head.writeUInt8(UDP, 6);
    head.writeUInt8(64, 7);
    return Buffer.concat([head, addresses]);
  }
  const head = Buffer.alloc(20);
  head.writeUInt8(0x45, 0);
  head.writeUInt16BE(20 + length, 2);
  head.writeUInt16BE(0x4000, 6);
  head.writeUInt8(64, 8);
  head.writeUInt8(UDP, 9);
  addresses.copy(head, 12);
  head.writeUInt16BE(checksum([head]), 10);
  return head;
}

/** RFC 768. The checksum covers the addresses too (RFC 8200 8.1). */
function udpOf(source: End, destination: End, payload: Buffer, isSix: boolean): Buffer {
  const head = Buffer.alloc(UDP_BYTES);
  const length = UDP_BYTES + payload.length;
  head.writeUInt16BE(source.port, 0);
  head.writeUInt16BE(destination.port, 2);
  head.writeUInt16BE(length, 4);
  const pseudo = Buffer.alloc(4);
  pseudo.writeUInt8(UDP, 1);
  pseudo.writeUInt16BE(length, 2);
  const sum = checksum([addressesOf(source, destination, isSix), pseudo, head, payload]);
  head.writeUInt16BE(sum === 0 ? 0xffff : sum, 6);
  return Buffer.concat([head, payload]);
}

function addressesOf(source: End, destination: End, isSix: boolean): Buffer {
  return Buffer.concat([addressBytes(source.address, isSix), addressBytes(destination.address, isSix)]);
}

/** RFC 1071; every part but the last has an even length. */
function checksum(parts: readonly Buffer[]): number {
  let sum = 0;
  for (const part of parts) {
    for (let n = 0; n < part.length; n += 2) sum += ((part[n] ?? 0) << 8) + (part[n + 1] ?? 0);
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
