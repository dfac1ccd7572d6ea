import t from 'tap';
import { OutgoingStream, type EventPlace } from '../../../../media/relay/leg/outgoing.js';
import { sequenceOf, ssrcOf, timestampOf } from '../../../../media/relay/leg/rtp.js';

type Place = [sequence: number, timestamp: number];

interface Facts {
  readonly ssrc?: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly moved?: boolean;
}

/** An outgoing stream whose packets are judged relative to its first. */
class Stream {
  readonly out = new OutgoingStream(() => 0.999_999);
  nowMs = 1000;
  marked = false;
  duration = 0;

  carry(facts: Facts, first?: Place): Place {
    const { ssrc = 7, sequence, timestamp, moved = false } = facts;
    const packet = Buffer.alloc(172);
    const { nowMs } = this;
    const carried = this.out.carry(packet, 8, ssrc, sequence, timestamp, 8000, false, nowMs, moved);
    return (carried ? this.#place(packet, first) : undefined) as Place;
  }

  generate(begins: boolean, first?: Place, afterMs = 0): Place {
    this.nowMs += afterMs;
    const packet = Buffer.alloc(172);
    this.out.generate(packet, 8, begins, this.nowMs);
    return this.#place(packet, first);
  }

  press(facts: Facts & Partial<EventPlace> & { segment: number }, first?: Place, duration = 0): Place {
    const packet = Buffer.alloc(16);
    packet.writeUInt16BE(duration, 14);
    const place = { ssrc: 7, isAside: false, clockRate: 8000, restarted: false, continues: false, ...facts };
    this.out.carryEvent(packet, 101, place, this.nowMs);
    this.duration = packet.readUInt16BE(14);
    return this.#place(packet, first);
  }

  key(begins: boolean, first?: Place, afterMs = 0): Place {
    this.nowMs += afterMs;
    const packet = Buffer.alloc(16);
    this.out.generateEvent(packet, 101, begins, 8000, this.nowMs);
    return this.#place(packet, first);
  }

  #place(packet: Buffer, [sequence, timestamp]: Place = [0, 0]): Place {
    if (ssrcOf(packet) !== this.out.ssrc) throw new Error('the SSRC changed');
    this.marked = ((packet[1] ?? 0) & 0x80) !== 0;
    return [(sequenceOf(packet) - sequence) & 0xffff, (timestampOf(packet) - timestamp) >>> 0];
  }
}

void t.test('a sender is followed with constant offsets: its gaps and its order stay', (t) => {
  const stream = new Stream();
  const first = stream.carry({ sequence: 65_534, timestamp: 0xffff_ff60 });
  t.same(stream.carry({ sequence: 65_535, timestamp: 0 }, first), [1, 160]);
  t.same(stream.carry({ sequence: 2, timestamp: 480 }, first), [4, 640], 'two lost, wrapped around');
  t.same(stream.carry({ sequence: 1, timestamp: 320 }, first), [3, 480], 'overtaken');
  t.end();
});

void t.test('the next sender’s stream is attached without a gap', (t) => {
  const stream = new Stream();
  const first = stream.carry({ ssrc: 1, sequence: 10, timestamp: 5000 });
  stream.nowMs += 23;
  t.same(stream.carry({ ssrc: 2, sequence: 9000, timestamp: 1_000_000 }, first), [1, 160]);
  t.ok(stream.marked, 'and marked');
  t.same(stream.carry({ ssrc: 2, sequence: 9001, timestamp: 1_000_160 }, first), [2, 320]);
  t.notOk(stream.marked);
  stream.nowMs += 5000;
  t.same(stream.carry({ ssrc: 3, sequence: 1, timestamp: 0 }, first), [3, 320 + 40_000], 'time has passed');
  t.end();
});

void t.test('generated frames come next, and the sender keeps its place in time after them', (t) => {
  const stream = new Stream();
  const first = stream.carry({ sequence: 10, timestamp: 1000 });
  t.same(stream.generate(true, first, 20), [1, 160]);
  t.same(stream.generate(false, first, 20), [2, 320]);
  t.equal(stream.carry({ sequence: 11, timestamp: 1160 }, first), undefined, 'too late for its place');
  t.equal(stream.carry({ sequence: 12, timestamp: 1320 }, first), undefined);
  t.same(stream.carry({ sequence: 13, timestamp: 1480 }, first), [3, 480]);
  t.same(stream.carry({ sequence: 14, timestamp: 1640 }, first), [4, 640]);
  t.end();
});

void t.test('a sender that stopped its clock under a long prompt gets a new place', (t) => {
  const stream = new Stream();
  const first = stream.carry({ sequence: 10, timestamp: 1000 });
  for (let i = 1; i <= 100; i += 1) stream.generate(i === 1, first, 20);
  stream.nowMs += 20;
  t.same(stream.carry({ sequence: 11, timestamp: 1160 }, first), [101, 160 * 101]);
  t.end();
});

void t.test('a sender whose timestamps moved goes on at the speed of time, its losses still seen', (t) => {
  const stream = new Stream();
  const first = stream.carry({ sequence: 10, timestamp: 1000 });
  stream.nowMs += 600;
  t.same(stream.carry({ sequence: 12, timestamp: 1160, moved: true }, first), [2, 160 * 30]);
  t.ok(stream.marked);
  t.same(stream.carry({ sequence: 13, timestamp: 1320 }, first), [3, 160 * 31]);
  t.notOk(stream.marked);
  t.end();
});

void t.test('events keep the timestamp of their begin while frames are generated', (t) => {
  const stream = new Stream();
  const first = stream.carry({ sequence: 10, timestamp: 1000 });
  const event = { timestamp: 1160, segment: 1 };
  t.same(stream.press({ sequence: 11, ...event }, first), [1, 160]);
  t.ok(stream.marked, 'the first packet of a press is marked');
  stream.generate(true, first, 20);
  for (let frames = 1; frames < 30; frames += 1) stream.generate(false, first, 20);
  t.same(stream.press({ sequence: 12, ...event }, first), [32, 160], 'also long after');
  t.notOk(stream.marked);
  t.end();
});

void t.test(
  'a press of an SSRC of its own comes between the sender’s packets, which go on behind it',
  (t) => {
    const stream = new Stream();
    const first = stream.carry({ sequence: 10, timestamp: 1000 });
    const event = { ssrc: 9, timestamp: 77, isAside: true, segment: 1 };
    stream.nowMs += 20;
    t.same(stream.press({ sequence: 500, ...event }, first), [1, 160]);
    t.same(stream.carry({ sequence: 11, timestamp: 1160 }, first), [2, 160]);
    stream.nowMs += 20;
    t.same(stream.press({ sequence: 501, ...event }, first), [3, 160]);
    t.same(stream.carry({ sequence: 13, timestamp: 1480 }, first), [5, 480], 'its loss stays visible');
    stream.nowMs += 400;
    t.same(
      stream.press({ ...event, sequence: 502, segment: 2 }, first),
      [6, 480 + 3200],
      'a new press, at its time',
    );
    t.end();
  },
);

void t.test('a press of our own comes next, and the sender keeps its place in time after it', (t) => {
  const stream = new Stream();
  const first = stream.carry({ sequence: 10, timestamp: 1000 });
  t.same(stream.key(true, first, 20), [1, 160]);
  t.ok(stream.marked);
  t.same(stream.key(false, first, 20), [2, 160]);
  stream.nowMs += 20;
  t.same(stream.carry({ sequence: 13, timestamp: 1480 }, first), [3, 480]);
  t.end();
});

void t.test('events of another clock rate begin now, and last as long in the units of this side', (t) => {
  const stream = new Stream();
  const first = stream.carry({ sequence: 10, timestamp: 1000 });
  const at48 = { ...{ clockRate: 48_000, scale: 1 / 6 }, timestamp: 7_000_000, segment: 1 };
  t.same(stream.press({ ...at48, sequence: 11 }, first, 960), [1, 160]);
  t.equal(stream.duration, 160);
  t.same(stream.press({ ...at48, sequence: 12 }, first, 65_535), [2, 160], 'one press, one timestamp');
  t.equal(stream.duration, 10_923);
  const next = { ...at48, timestamp: 7_065_535, segment: 2, continues: true };
  t.same(stream.press({ ...next, sequence: 13 }, first, 960), [3, 160 + 10_923], 'a press of two segments');
  t.equal(stream.marked, false);
  const at8 = { clockRate: 8000, scale: 6, timestamp: 500, segment: 3 };
  stream.press({ ...at8, sequence: 14 }, first, 160);
  t.equal(stream.duration, 960);
  stream.press({ ...at8, sequence: 15 }, first, 40_000);
  t.equal(stream.duration, 65_535, 'as long as can be said');
  t.end();
});

void t.test('time in which the thread stood still is left out', (t) => {
  const stream = new Stream();
  const first = stream.generate(true);
  stream.nowMs += 520;
  stream.out.forgive(500);
  t.same(stream.generate(true, first), [1, 160]);
  t.end();
});
