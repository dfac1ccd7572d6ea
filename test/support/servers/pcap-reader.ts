/** Reads a classic pcap file of Ethernet, IP and UDP, and throws where a length or a checksum does not hold. */
import { SocketAddress } from 'node:net';
import { deepEqual, equal } from 'node:assert/strict';

export interface ReadPacket {
  readonly seconds: number;
  readonly microseconds: number;
  readonly source: { readonly address: string; readonly port: number };
  readonly destination: { readonly address: string; readonly port: number };
  readonly payload: Buffer;
  /** Bytes that the file says are missing at the end. */
  readonly missing: number;
}

export function readPcap(file: Buffer): ReadPacket[] {
  equal(file.readUInt32LE(0), 0xa1b2c3d4, 'magic');
  deepEqual([file.readUInt16LE(4), file.readUInt16LE(6)], [2, 4], 'version');
  equal(file.readUInt32LE(20), 1, 'Ethernet');
  const packets: ReadPacket[] = [];
  for (let at = 24; at < file.length;) {
    const length = file.readUInt32LE(at + 8);
    const frame = file.subarray(at + 16, at + 16 + length);
    equal(frame.length, length, 'a whole frame');
    packets.push({
      seconds: file.readUInt32LE(at),
      microseconds: file.readUInt32LE(at + 4),
      missing: file.readUInt32LE(at + 12) - length,
      ...readFrame(frame),
    });
    at += 16 + length;
  }
  return packets;
}

function readFrame(frame: Buffer): Pick<ReadPacket, 'source' | 'destination' | 'payload'> {
  const type = frame.readUInt16BE(12);
  const ip = frame.subarray(14);
  if (type === 0x0800) {
    equal(ip[0], 0x45, 'IPv4 without options');
    equal(ip.readUInt16BE(2), ip.length, 'length of IPv4');
    equal(sumOf(ip.subarray(0, 20)), 0xffff, 'checksum of IPv4');
    return readUdp(ip.subarray(12, 16), ip.subarray(16, 20), ip[9] ?? 0, ip.subarray(20));
  }
  equal(type, 0x86dd, 'IPv4 or IPv6');
  equal((ip[0] ?? 0) >> 4, 6, 'version 6');
  equal(ip.readUInt16BE(4), ip.length - 40, 'length of IPv6');
  return readUdp(ip.subarray(8, 24), ip.subarray(24, 40), ip[6] ?? 0, ip.subarray(40));
}

function readUdp(
  source: Buffer,
  destination: Buffer,
  protocol: number,
  udp: Buffer,
): Pick<ReadPacket, 'source' | 'destination' | 'payload'> {
  equal(protocol, 17, 'UDP');
  equal(udp.readUInt16BE(4), udp.length, 'length of UDP');
  const pseudo = Buffer.from([0, 17, udp.length >> 8, udp.length & 0xff]);
  equal(sumOf(Buffer.concat([source, destination, pseudo, udp])), 0xffff, 'checksum of UDP');
  return {
    source: { address: addressOf(source), port: udp.readUInt16BE(0) },
    destination: { address: addressOf(destination), port: udp.readUInt16BE(2) },
    payload: udp.subarray(8),
  };
}

function sumOf(bytes: Buffer): number {
  let sum = 0;
  for (let n = 0; n < bytes.length; n += 2) sum += ((bytes[n] ?? 0) << 8) | (bytes[n + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return sum;
}

/** In the one spelling of RFC 5952, the mapped ones of IPv4 in hexadecimal groups. */
export function addressOf(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = bytes.toString('hex').match(/.{4}/g)?.join(':') ?? '';
  const { address } = new SocketAddress({ address: groups, family: 'ipv6' });
  const [, a, b, c, d] = (/^::ffff:(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address) ?? []).map(Number);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return address;
  return `::ffff:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}
