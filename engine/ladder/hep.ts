/**
 * HEP3, the encapsulation that Homer's collectors take (HEP3 network protocol specification, revision 32): a SIP
 * message with its addresses and time, as one datagram. Chunks have the vendor id 0.
 */
import { isIPv6, SocketAddress } from 'node:net';

export interface HepPacket {
  readonly source: { readonly address: string; readonly port: number };
  readonly destination: { readonly address: string; readonly port: number };
  readonly transport: 'udp' | 'tcp' | 'tls';
  /** Milliseconds since 1970, with a fraction. */
  readonly at: number;
  readonly captureId: number;
  readonly password?: string | undefined;
  /** Relates both legs of a call. */
  readonly correlation: string;
  readonly payload: Buffer;
}

const CHUNK = {
  family: 0x01,
  protocol: 0x02,
  source4: 0x03,
  destination4: 0x04,
  source6: 0x05,
  destination6: 0x06,
  sourcePort: 0x07,
  destinationPort: 0x08,
  seconds: 0x09,
  microseconds: 0x0a,
  payloadType: 0x0b,
  captureId: 0x0c,
  password: 0x0e,
  payload: 0x0f,
  correlation: 0x11,
} as const;

const HEADER_BYTES = 6;
const SIP = 1;
const UDP = 17;
const TCP = 6;
/** The largest payload of a datagram over IPv4. */
export const MAX_DATAGRAM = 65_507;

/** Undefined if it is too long for a datagram. */
export function encodeHep(packet: HepPacket): Buffer | undefined {
  const { source, destination, transport, at, captureId, password, correlation, payload } = packet;
  const isSix = isIPv6(source.address) || isIPv6(destination.address);
  const microseconds = Math.round(at * 1000);
  const chunks = [
    number(CHUNK.family, 1, isSix ? 10 : 2),
    number(CHUNK.protocol, 1, transport === 'udp' ? UDP : TCP),
    bytes(isSix ? CHUNK.source6 : CHUNK.source4, addressBytes(source.address, isSix)),
    bytes(isSix ? CHUNK.destination6 : CHUNK.destination4, addressBytes(destination.address, isSix)),
    number(CHUNK.sourcePort, 2, source.port),
    number(CHUNK.destinationPort, 2, destination.port),
    number(CHUNK.seconds, 4, Math.floor(microseconds / 1e6)),
    number(CHUNK.microseconds, 4, microseconds % 1e6),
    number(CHUNK.payloadType, 1, SIP),
    number(CHUNK.captureId, 4, captureId),
    ...(password === undefined ? [] : [bytes(CHUNK.password, Buffer.from(password))]),
    bytes(CHUNK.correlation, Buffer.from(correlation)),
    bytes(CHUNK.payload, payload),
  ];
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, HEADER_BYTES);
  if (length > MAX_DATAGRAM) return undefined;
  const head = Buffer.alloc(HEADER_BYTES);
  head.write('HEP3', 0, 'latin1');
  head.writeUInt16BE(length, 4);
  return Buffer.concat([head, ...chunks], length);
}

/** An address as 4 or 16 bytes; IPv4 in 16 is mapped (RFC 4291 2.5.5.2). What is no address is all zeros. */
export function addressBytes(address: string, isSix: boolean): Buffer {
  if (!isSix) {
    const parts = address.split('.').map(Number);
    return Buffer.from([0, 1, 2, 3].map((n) => parts[n] ?? 0));
  }
  const found = Buffer.alloc(16);
  const groups = groupsOf(isIPv6(address) ? address : `::ffff:${address}`);
  groups.forEach((group, n) => found.writeUInt16BE(group, 2 * n));
  return found;
}

function groupsOf(address: string): number[] {
  // It has one spelling: lower case, no scope; IPv4 at the end stays in dots.
  const { address: plain } = new SocketAddress({ address: address.replace(/%.*$/, ''), family: 'ipv6' });
  const dotted = plain.replace(
    /(\d+)\.(\d+)\.(\d+)\.(\d+)$/,
    (_, a: string, b: string, c: string, d: string) =>
      `${(Number(a) * 256 + Number(b)).toString(16)}:${(Number(c) * 256 + Number(d)).toString(16)}`,
  );
  const [before = '', after] = dotted.split('::');
  const first = before === '' ? [] : before.split(':');
  const last = after === undefined || after === '' ? [] : after.split(':');
  const zeros = new Array<string>(8 - first.length - last.length).fill('0');
  return [...first, ...zeros, ...last].map((group) => parseInt(group, 16));
}

function number(type: number, size: 1 | 2 | 4, value: number): Buffer {
  const chunk = Buffer.alloc(HEADER_BYTES + size);
  writeHead(chunk, type);
  chunk.writeUIntBE(value, HEADER_BYTES, size);
  return chunk;
}

function bytes(type: number, value: Buffer): Buffer {
  // A longer one makes the datagram too long, which is found by the sum.
  const chunk = Buffer.alloc(HEADER_BYTES + value.length);
  if (chunk.length <= 0xffff) writeHead(chunk, type);
  value.copy(chunk, HEADER_BYTES);
  return chunk;
}

function writeHead(chunk: Buffer, type: number): void {
  chunk.writeUInt16BE(0, 0);
  chunk.writeUInt16BE(type, 2);
  chunk.writeUInt16BE(chunk.length, 4);
}
