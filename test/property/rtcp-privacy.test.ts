/**
 * For any RTCP of one side, in any order and however broken: the other side gets numbers of our own streams, and none
 * of its bytes.
 */
import fc from 'fast-check';
import t from 'tap';
import { OutgoingStream } from '../../media/relay/leg/outgoing.js';
import { relayReport, ReportTimes, type ReportContext } from '../../media/relay/leg/rtcp.js';

const CALLER = 0x0a0b_0c0d;
const CALLEE = 0x1a1b_1c1d;
const CNAME = 'r4nd0m-name';
/**
 * In every field that says who or where somebody is, by sixteen bits: the least there is of it on the other side is too
 * much.
 */
const MARK = 0xfeed;
const MARKED_TEXT = Buffer.from('\u00fe\u00ed\u00fe\u00ed', 'latin1');

const words = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

function packetOf(type: number, count: number, body: Buffer): Buffer {
  const packet = Buffer.concat([Buffer.from([0x80 | count, type, 0, 0]), words(body)]);
  packet.writeUInt16BE(packet.length / 4 - 1, 2);
  return packet;
}

const marked = fc
  .array(fc.constantFrom('sip:', '13800000001', '@192.0.2.7', 'PABX'), { maxLength: 4 })
  .map((texts) => Buffer.concat([MARKED_TEXT, Buffer.from(texts.join('')), MARKED_TEXT]));

const item = fc
  .tuple(fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8, 99), marked)
  .map(([type, text]) => Buffer.concat([Buffer.from([type, text.length]), text]));
const description = fc
  .array(item, { maxLength: 5 })
  .map((items) => packetOf(202, 1, Buffer.concat([MARKED_TEXT, ...items, Buffer.from([0])])));
const farewell = marked.map((text) =>
  packetOf(203, 1, Buffer.concat([MARKED_TEXT, Buffer.from([text.length]), text])),
);
/** APP, RTPFB, PSFB, XR, and unknown types. */
const other = fc
  .tuple(
    fc.oneof(fc.constantFrom(204, 205, 206, 207), fc.integer({ min: 192, max: 223 })),
    fc.nat(31),
    marked,
  )
  .filter(([type]) => type !== 200 && type !== 201)
  .map(([type, count, body]) => packetOf(type, count, Buffer.concat([MARKED_TEXT, body])));

interface Report {
  readonly isSender: boolean;
  readonly sender: number;
  /** Whether each is of our stream. */
  readonly blocks: readonly boolean[];
  readonly extension: Buffer;
}

const report = fc.record<Report>({
  isSender: fc.boolean(),
  sender: fc.constantFrom(CALLER, MARK * 0x10001),
  blocks: fc.array(fc.boolean(), { maxLength: 4 }),
  extension: marked,
});

function reportOf({ isSender, sender, blocks, extension }: Report, ours: number): Buffer {
  const head = Buffer.alloc(isSender ? 24 : 4);
  head.writeUInt32BE(sender, 0);
  // NTP and RTP timestamp, packets and octets are of the sender's clock and stream.
  for (let at = 4; at < head.length; at += 2) head.writeUInt16BE(MARK, at);
  const all = blocks.map((isOurs) => {
    const block = Buffer.alloc(24);
    block.writeUInt32BE(isOurs ? ours : MARK * 0x10001, 0);
    // Highest sequence and jitter are passed on; LSR and DLSR name a report we have never sent.
    for (const at of isOurs ? [16, 18, 20, 22] : [4, 6, 8, 10, 12, 14, 16, 18, 20, 22])
      block.writeUInt16BE(MARK, at);
    return block;
  });
  return packetOf(isSender ? 200 : 201, blocks.length, Buffer.concat([head, ...all, extension]));
}

const piece = fc.oneof(
  report.map((fields) => (ours: number) => reportOf(fields, ours)),
  fc.oneof(description, farewell, other).map((packet) => () => packet),
);

const compound = fc.record({
  pieces: fc.array(piece, { minLength: 1, maxLength: 6 }),
  /** Where it is cut off, and which byte of it is another, if any. */
  cut: fc.option(fc.nat(200)),
  flaw: fc.option(fc.tuple(fc.nat(200), fc.nat(255))),
});

void t.test('no item, text, clock or unknown packet of one side crosses to the other', (t) => {
  let relayed = 0;
  fc.assert(
    fc.property(compound, ({ pieces, cut, flaw }) => {
      const context = newContext();
      const bytes = Buffer.concat(pieces.map((make) => make(context.reportedTo.ssrc)));
      const packet = bytes.subarray(0, cut ?? bytes.length);
      if (flaw !== null && flaw[0] < packet.length) packet[flaw[0]] = flaw[1];
      const crossed = relayReport(packet, context);
      if (crossed === undefined) return true;
      relayed += 1;
      for (let at = 0; at + 2 <= crossed.length; at += 1) if (crossed.readUInt16BE(at) === MARK) return false;
      return isOurs(crossed, context);
    }),
    { numRuns: 3000 },
  );
  t.ok(relayed > 300, `${relayed} reports crossed`);
  t.end();
});

/** One report of our stream with at most one block of theirs, then our name; not a byte besides. */
function isOurs(compound: Buffer, { own }: ReportContext): boolean {
  const reportBytes = (compound.readUInt16BE(2) + 1) * 4;
  const isSender = compound[1] === 200;
  const blocks = (compound[0] ?? 0) & 0x1f;
  const description = compound.subarray(reportBytes);
  return (
    (isSender || compound[1] === 201) &&
    compound.readUInt32BE(4) === own.ssrc &&
    reportBytes === (isSender ? 28 : 8) + blocks * 24 &&
    (blocks === 0 || (blocks === 1 && compound.readUInt32BE(reportBytes - 24) === CALLEE)) &&
    description[1] === 202 &&
    description.length === (description.readUInt16BE(2) + 1) * 4 &&
    description.readUInt32BE(4) === own.ssrc &&
    description.subarray(8).toString('latin1').replace(/\0+$/, '') ===
      `\x01${String.fromCharCode(CNAME.length)}${CNAME}`
  );
}

/** Streams whose own numbers hold no mark. */
function newContext(): ReportContext {
  const own = new OutgoingStream(() => 0.25);
  own.carry(Buffer.alloc(172), 8, CALLER, 100, 48_000, 8000, true, 0);
  const reportedTo = new OutgoingStream(() => 0.5);
  reportedTo.carry(Buffer.alloc(172), 8, CALLEE, 5000, 160, 8000, true, 0);
  const times = { times: new ReportTimes(), reportedTimes: new ReportTimes() };
  return { sender: CALLER, own, reportedTo, receiver: CALLEE, cname: CNAME, nowMs: 1000, ...times };
}
