import t from 'tap';
import { OutgoingStream } from '../../../../media/relay/leg/outgoing.js';
import { relayReport, ReportTimes, type ReportContext } from '../../../../media/relay/leg/rtcp.js';

const CALLER = 1111;
const CALLEE = 2222;
/** Of our clock, when the reports come. */
const NOW_MS = 5000.5;

void t.test('a sender report speaks of our stream, its block of the other side’s', (t) => {
  const context = newContext();
  const report = relayReport(senderReport({ blockOf: context.reportedTo.ssrc }), context);
  t.equal(report?.readUInt32BE(4), context.own.ssrc);
  t.equal(report?.readUInt32BE(8), 2_208_988_805, 'NTP time of our clock');
  t.equal(report?.readUInt32BE(12), Math.floor(2 ** 31 / 1000), 'and its fraction');
  t.equal(report?.readUInt32BE(16), context.own.timestampAt(NOW_MS), 'RTP time of our stream in that moment');
  t.equal(report?.readUInt32BE(20), 1, 'packets as we sent them');
  t.equal(report?.readUInt32BE(24), 160);
  t.equal(report?.readUInt32BE(28), CALLEE);
  t.equal(report?.readUInt32BE(36), (70_000 - context.reportedTo.sequenceOffset) >>> 0);
  t.end();
});

void t.test('the time of a report that a block names is the one its sender gave it, or none', (t) => {
  const toCallee = newContext();
  const sent = relayReport(senderReport({ blockOf: toCallee.reportedTo.ssrc }), toCallee);
  const time = sent?.readUInt32BE(10) ?? 0;
  const toCaller: ReportContext = {
    ...toCallee,
    sender: CALLEE,
    receiver: CALLER,
    own: toCallee.reportedTo,
    reportedTo: toCallee.own,
    times: new ReportTimes(),
    reportedTimes: toCallee.times,
  };
  const answered = (lsr: number) => {
    const report = senderReport({ sender: CALLEE, blockOf: toCaller.reportedTo.ssrc });
    report.writeUInt32BE(lsr, 44);
    report.writeUInt32BE(777, 48);
    const relayed = relayReport(report, toCaller);
    return [relayed?.readUInt32BE(44), relayed?.readUInt32BE(48)];
  };
  t.same(answered(time), [0x0304_0506, 777]);
  t.same(answered(0x0304_0506), [0, 0], 'another clock than ours');
  t.same(answered(0), [0, 0]);
  for (let count = 1; count <= 20; count += 1)
    relayReport(senderReport({}), { ...toCallee, nowMs: NOW_MS + count * 5000 });
  t.same(answered(time), [0, 0], 'too long ago');
  t.end();
});

void t.test('only our name goes with it, with any names and farewells received', (t) => {
  const context = newContext();
  const names = Buffer.from('\x81\xca\0\x04\0\0\0\x01\x01\x0a1380000000', 'latin1');
  const bye = Buffer.from('\x81\xcb\0\x04\0\0\0\x01\x0b13800000001', 'latin1');
  const report = relayReport(Buffer.concat([senderReport({}), names, bye]), context);
  t.notMatch(report?.toString('latin1'), '13800');
  t.match(report?.toString('latin1'), context.cname);
  t.equal((report?.length ?? 1) % 4, 0);
  for (const cname of ['a', 'ab', 'abc', 'abcd', 'abcde']) {
    const sdes = relayReport(senderReport({}), { ...context, cname })?.subarray(28);
    t.equal(sdes?.length, ((sdes?.readUInt16BE(2) ?? 0) + 1) * 4, 'its length is right');
    t.equal(sdes?.at(-1), 0, 'its items end with a zero');
  }
  t.end();
});

void t.test('a sender we do not follow becomes a receiver report, or nothing', (t) => {
  const context = newContext();
  const other = relayReport(senderReport({ sender: 99, blockOf: context.reportedTo.ssrc }), context);
  t.equal(other?.[1], 201);
  t.equal(other?.readUInt32BE(8), CALLEE);
  t.equal(relayReport(senderReport({ sender: 99 }), context), undefined);
  t.end();
});

void t.test('what is no report is nothing', (t) => {
  const context = newContext();
  for (const hex of ['', '80', '81c8000c', '40c80006', '81c80001deadbeef', '80cb0001deadbeef'])
    t.equal(relayReport(Buffer.from(hex, 'hex'), context), undefined, hex);
  const lying = senderReport({});
  lying[0] = 0x9f; // says 31 blocks, has none
  t.equal(relayReport(lying, context)?.[0], 0x80);
  t.end();
});

function newContext(): ReportContext {
  const own = new OutgoingStream(Math.random);
  own.carry(Buffer.alloc(172), 8, CALLER, 100, 48_000, 8000, true, 0);
  const reportedTo = new OutgoingStream(Math.random);
  reportedTo.carry(Buffer.alloc(172), 8, CALLEE, 5000, 160, 8000, true, 0);
  const times = { times: new ReportTimes(), reportedTimes: new ReportTimes() };
  return { sender: CALLER, own, reportedTo, receiver: CALLEE, cname: 'r4nd0m', nowMs: NOW_MS, ...times };
}

function senderReport({ sender = CALLER, blockOf }: { sender?: number; blockOf?: number }): Buffer {
  const report = Buffer.alloc(blockOf === undefined ? 28 : 52);
  report.set([blockOf === undefined ? 0x80 : 0x81, 200, 0, report.length / 4 - 1]);
  report.writeUInt32BE(sender, 4);
  report.writeUInt32BE(0x0102_0304, 8);
  report.writeUInt32BE(0x0506_0708, 12);
  report.writeUInt32BE(48_000, 16);
  report.writeUInt32BE(12_345, 20);
  report.writeUInt32BE(67_890, 24);
  if (blockOf === undefined) return report;
  report.writeUInt32BE(blockOf, 28);
  report.writeUInt32BE(70_000, 36);
  return report;
}
