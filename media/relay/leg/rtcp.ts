/**
 * Carries RTCP (RFC 3550 6) from one leg to the other. A report is written again from the numbers of the one received,
 * in terms of the streams that each side knows: the sender's report describes our stream to the other leg, the
 * reception block describes the other leg's stream to us. Names (SDES), farewells (BYE, with their texts) and
 * everything else stay behind: they reveal who a party is, and our stream does not end where a sender's does. So does
 * the sender's clock, by which a phone can be recognised: the report has our own time, and a block that refers to it
 * gets the sender's time back (6.4.1, LSR), so that both sides still measure the round trip of the whole way.
 */
import type { OutgoingStream } from './outgoing.js';
import { read32, write16, write32 } from './rtp.js';

const SENDER_REPORT = 200;
const RECEIVER_REPORT = 201;
const SDES = 202;
const CNAME = 1;
/** Header and SSRC; a sender report has 20 bytes more before its blocks. */
const REPORT_BYTES = 8;
const SENDER_INFO_BYTES = 20;
const BLOCK_BYTES = 24;
/** A block refers to the last report received: at least a minute of them, at one in five seconds. */
const MAX_TIMES = 16;
/** NTP counts from 1900. Our clock begins with the machine, as it may (RFC 3550 4), and reveals no date. */
const NTP_EPOCH_SECONDS = 2_208_988_800;

export interface ReportContext {
  /** SSRC of the reporting side's stream to us. */
  readonly sender: number;
  /** Our stream to the side the report goes to. */
  readonly own: OutgoingStream;
  /** Our stream to the reporting side, which its reception block describes. */
  readonly reportedTo: OutgoingStream;
  /** SSRC of the stream of the side the report goes to. */
  readonly receiver: number;
  /** Times of the reports relayed to the side this one goes to, and to the reporting side. */
  readonly times: ReportTimes;
  readonly reportedTimes: ReportTimes;
  /** Our name for the session: random, the same towards both sides (RFC 7022). */
  readonly cname: string;
  /** By our monotonic clock, which depends on no phone's clock. */
  readonly nowMs: number;
}

/** The times in the last reports to one leg: ours, and the sender's own; the middle 32 bits of NTP timestamps. */
export class ReportTimes {
  readonly #times: { readonly ours: number; readonly theirs: number }[] = [];

  note(ours: number, theirs: number): void {
    this.#times.push({ ours, theirs });
    if (this.#times.length > MAX_TIMES) this.#times.shift();
  }

  /** Whether one of the last reports had our time `ours`. */
  isOurs(ours: number): boolean {
    return this.#times.some((time) => time.ours === ours);
  }

  /** The sender's time that belongs to our time `ours`; 0, which means none, if it is unknown. */
  theirs(ours: number): number {
    return this.#times.find((time) => time.ours === ours)?.theirs ?? 0;
  }
}

/**
 * The report to pass on, as a compound packet with our own SDES; undefined if it contains nothing to pass on.
 *
 *   |V=2|P|   RC    | PT=200 or 201 |            length             |
 *   |                        SSRC of sender                         |
 *   |  NTP timestamp (8) · RTP timestamp · packets · octets         |  sender reports only
 *   |  SSRC · fraction, lost · highest sequence · jitter · LSR · DLSR |  reception block, RC times
 */
export function relayReport(packet: Buffer, context: ReportContext): Buffer | undefined {
  const report = findReport(packet);
  if (report === undefined) return undefined;
  const { own, sender } = context;
  const isSender = report[1] === SENDER_REPORT;
  const speaksOfOurStream = isSender && read32(report, 4) === sender && own.follows(sender);
  const block = ownBlock(report, isSender, context.reportedTo.ssrc);
  if (!speaksOfOurStream && block === undefined) return undefined;
  return Buffer.concat([
    reportHeader(speaksOfOurStream, block !== undefined, own.ssrc),
    ...(speaksOfOurStream ? [senderInfo(report, context)] : []),
    ...(block === undefined ? [] : [receptionBlock(block, context)]),
    description(own.ssrc, context.cname),
  ]);
}

/** Whether a packet on the port of RTP is RTCP (RFC 5761 4): its types are no payload types with a marker. */
export function isReport(packet: Uint8Array): boolean {
  const type = packet[1] ?? 0;
  return type >= 192 && type <= 223;
}

/** The reception block about that stream; undefined if the packet is no RTCP, or has none. */
export function blockOf(packet: Buffer, ssrc: number): Buffer | undefined {
  const report = findReport(packet);
  return report && ownBlock(report, report[1] === SENDER_REPORT, ssrc);
}

/** The middle 32 bits of our NTP time: units of 1/65536 s. */
export function middleOfTime(nowMs: number): number {
  const info = Buffer.alloc(8);
  writeTime(info, nowMs);
  return read32(info, 2);
}

/** The first report of a compound packet; undefined if it is not RTCP. */
function findReport(packet: Buffer): Buffer | undefined {
  for (let at = 0; at + 4 <= packet.length;) {
    const length = (packet.readUInt16BE(at + 2) + 1) * 4;
    if ((packet[at] ?? 0) >> 6 !== 2 || at + length > packet.length) return undefined;
    const type = packet[at + 1];
    if ((type === SENDER_REPORT || type === RECEIVER_REPORT) && length >= REPORT_BYTES) {
      const report = packet.subarray(at, at + length);
      return type === RECEIVER_REPORT || length >= REPORT_BYTES + SENDER_INFO_BYTES ? report : undefined;
    }
    at += length;
  }
  return undefined;
}

/** The block about our stream; undefined if there is none. */
function ownBlock(report: Buffer, isSender: boolean, ssrc: number): Buffer | undefined {
  const count = (report[0] ?? 0) & 0x1f;
  const begin = REPORT_BYTES + (isSender ? SENDER_INFO_BYTES : 0);
  for (let i = 0; i < count; i += 1) {
    const block = report.subarray(begin + i * BLOCK_BYTES, begin + (i + 1) * BLOCK_BYTES);
    if (block.length === BLOCK_BYTES && read32(block, 0) === ssrc) return block;
  }
  return undefined;
}

function reportHeader(isSender: boolean, hasBlock: boolean, ssrc: number): Buffer {
  const header = Buffer.alloc(REPORT_BYTES);
  const bytes = REPORT_BYTES + (isSender ? SENDER_INFO_BYTES : 0) + (hasBlock ? BLOCK_BYTES : 0);
  header[0] = 0x80 | (hasBlock ? 1 : 0);
  header[1] = isSender ? SENDER_REPORT : RECEIVER_REPORT;
  write16(header, 2, bytes / 4 - 1);
  write32(header, 4, ssrc);
  return header;
}

/** Our clock and our stream's timestamp at the same moment; nothing of the sender's. */
function senderInfo(report: Buffer, { own, times, nowMs }: ReportContext): Buffer {
  const info = Buffer.alloc(SENDER_INFO_BYTES);
  writeTime(info, nowMs);
  write32(info, 8, own.timestampAt(nowMs));
  write32(info, 12, own.packets);
  write32(info, 16, own.octets);
  times.note(read32(info, 2), read32(report, REPORT_BYTES + 2));
  return info;
}

function writeTime(info: Buffer, nowMs: number): void {
  const seconds = Math.floor(nowMs / 1000);
  write32(info, 0, NTP_EPOCH_SECONDS + seconds);
  write32(info, 4, Math.floor((nowMs / 1000 - seconds) * 2 ** 32));
}

function receptionBlock(block: Buffer, { receiver, reportedTo, reportedTimes }: ReportContext): Buffer {
  const own = Buffer.from(block);
  write32(own, 0, receiver);
  write32(own, 8, (read32(own, 8) - reportedTo.sequenceOffset) >>> 0);
  const lastReport = reportedTimes.theirs(read32(block, 16));
  write32(own, 16, lastReport);
  if (lastReport === 0) write32(own, 20, 0);
  return own;
}

function description(ssrc: number, cname: string): Buffer {
  const text = Buffer.from(cname, 'latin1');
  // One chunk: SSRC, the CNAME item, and at least one zero, up to a multiple of four (RFC 3550 6.5).
  const words = 1 + Math.floor((2 + text.length) / 4) + 1;
  const sdes = Buffer.alloc(4 + words * 4);
  sdes[0] = 0x81;
  sdes[1] = SDES;
  write16(sdes, 2, words);
  write32(sdes, 4, ssrc);
  sdes[8] = CNAME;
  sdes[9] = text.length;
  text.copy(sdes, 10);
  return sdes;
}
