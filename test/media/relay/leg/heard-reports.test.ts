/** What the reports of a phone tell of our stream to it. */
import t from 'tap';
import { HeardReports } from '../../../../media/relay/leg/heard-reports.js';
import { OutgoingStream } from '../../../../media/relay/leg/outgoing.js';
import { middleOfTime } from '../../../../media/relay/leg/rtcp.js';

const random = (): number => 0.5;

/** A receiver report with one block. `lsr`, `dlsr` in units of 1/65536 s, `jitter` in those of 8000 Hz. */
function report(
  ssrc: number,
  { lost = 0, jitter = 0, lsr = 0, dlsr = 0 }: Partial<Record<'lost' | 'jitter' | 'lsr' | 'dlsr', number>>,
): Buffer {
  const packet = Buffer.alloc(32);
  packet.writeUInt32BE(0x81c9_0007, 0);
  packet.writeUInt32BE(77, 4);
  packet.writeUInt32BE(ssrc, 8);
  packet.writeUInt32BE((lost & 0xff_ffff) >>> 0, 12);
  packet.writeUInt32BE(jitter, 20);
  packet.writeUInt32BE(lsr >>> 0, 24);
  packet.writeUInt32BE(dlsr, 28);
  return packet;
}

void t.test('the last report counts for loss, the mean for jitter', (t) => {
  const own = new OutgoingStream(random);
  const reports = new HeardReports();
  reports.hear(report(own.ssrc, { lost: 3, jitter: 80 }), own, 1000);
  reports.hear(report(own.ssrc, { lost: 7, jitter: 240 }), own, 6000);
  t.same(reports.reported, { packetsLost: 7, jitterMs: 20 });
  t.end();
});

void t.test('duplicates make the loss negative, which is none; another stream’s report is not ours', (t) => {
  const own = new OutgoingStream(random);
  const reports = new HeardReports();
  reports.hear(report(own.ssrc, { lost: -2 }), own, 1000);
  reports.hear(report(own.ssrc + 1, { lost: 900, jitter: 9000 }), own, 1000);
  reports.hear(Buffer.from('80c90001', 'hex'), own, 1000);
  t.same(reports.reported, { packetsLost: 0, jitterMs: 0 });
  t.end();
});

void t.test('a stream that was replaced keeps what it had lost', (t) => {
  const own = new OutgoingStream(random);
  const reports = new HeardReports();
  reports.hear(report(own.ssrc, { lost: 5 }), own, 1000);
  own.renew(() => 0.25);
  reports.hear(report(own.ssrc, { lost: 2 }), own, 6000);
  t.equal(reports.reported?.packetsLost, 7);
  t.end();
});

void t.test('the round trip is from our report to theirs, without the time that they waited', (t) => {
  const own = new OutgoingStream(random);
  const reports = new HeardReports();
  const sentMs = 65_535_990; // the seconds go over their 16 bits before the answer
  const lsr = middleOfTime(sentMs);
  reports.times.note(lsr, 1);
  reports.hear(report(own.ssrc, { lsr, dlsr: 65_536 * 2 }), own, sentMs + 2000 + 120);
  t.ok(Math.abs((reports.reported?.roundTripMs ?? 0) - 120) < 0.2, String(reports.reported?.roundTripMs));
  t.end();
});

void t.test('a time that is not ours, or cannot be, measures nothing', (t) => {
  const own = new OutgoingStream(random);
  const reports = new HeardReports();
  const lsr = middleOfTime(50_000);
  reports.hear(report(own.ssrc, { lsr, dlsr: 0 }), own, 50_100);
  t.equal(reports.reported?.roundTripMs, undefined, 'we have sent no such report');
  reports.times.note(lsr, 1);
  reports.hear(report(own.ssrc, { lsr, dlsr: 65_536 }), own, 50_100);
  t.equal(reports.reported?.roundTripMs, undefined, 'it waited longer than since our report');
  reports.hear(report(own.ssrc, { lsr, dlsr: 0 }), own, 50_000 + 20_000);
  t.equal(reports.reported?.roundTripMs, undefined, 'no network is that slow');
  reports.hear(report(own.ssrc, { lsr: 0, dlsr: 0 }), own, 50_100);
  t.equal(reports.reported?.roundTripMs, undefined, 'it has had no report of ours');
  t.end();
});
