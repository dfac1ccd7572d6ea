import t from 'tap';
import { RtpSource, sequenceDistance } from '../../media/rtp-source.js';

interface Packet {
  readonly at: number;
  readonly seq: number;
  readonly ts: number;
  readonly ssrc?: number;
  readonly marker?: boolean;
  readonly isAudio?: boolean;
}

/**
 * A source that has spoken for two seconds, 20 ms a packet: its last was sequence 1099 with timestamp 15840 at 1980 ms.
 */
class Spoken {
  readonly source = new RtpSource();

  constructor() {
    for (let i = 0; i < 100; i += 1) this.judge({ at: i * 20, seq: 1000 + i, ts: i * 160, marker: i === 0 });
  }

  judge({ at, seq, ts, ssrc = 7, marker = false, isAudio = true }: Packet): string {
    const verdict = this.source.judge(ssrc, seq & 0xffff, ts >>> 0, marker, isAudio, 8000, at);
    return this.source.begins && verdict !== 'restarted' ? `${verdict}, other numbers` : verdict;
  }

  /** The verdicts on `count` packets 20 ms apart, beginning with this one. */
  run(first: Packet, count: number): string[] {
    return Array.from({ length: count }, (_, i) =>
      this.judge({ ...first, at: first.at + i * 20, seq: first.seq + i, ts: first.ts + i * 160 }),
    );
  }
}

const NEXT = { at: 2000, seq: 1100, ts: 16_000 };

void t.test('what goes on is next, even after losses, and around the end of the numbers', (t) => {
  t.same(new Spoken().run(NEXT, 3), ['next', 'next', 'next']);
  t.equal(new Spoken().judge({ at: 2200, seq: 1110, ts: 17_600 }), 'next', 'ten lost');
  const source = new RtpSource();
  const judge = (seq: number, ts: number, at: number) =>
    source.judge(7, seq & 0xffff, ts >>> 0, false, true, 8000, at);
  t.equal(judge(65_535, 2 ** 32 - 160, 0), 'restarted', 'the very first begins');
  t.equal(judge(65_536, 2 ** 32, 20), 'next');
  t.equal(judge(65_537, 2 ** 32 + 160, 40), 'next');
  t.end();
});

for (const [what, packet] of Object.entries<Packet>({
  'another SSRC': { ...NEXT, ssrc: 8 },
  'numbers from zero': { at: 2000, seq: 0, ts: 0 },
  'a sequence back by 150, the timestamp with it': { at: 2000, seq: 950, ts: -8000 },
  'a sequence 3001 ahead': { at: 2000, seq: 1099 + 3001, ts: 16_000 },
  'a sequence a little back, with a timestamp of its own': { at: 2000, seq: 1050, ts: 9_000_000 },
  'sequence and timestamp jump together, within MAX_DROPOUT': { at: 2000, seq: 1999, ts: 9_000_000 },
})) {
  void t.test(`RFC 3550 A.1: ${what} restarts`, (t) => {
    const spoken = new Spoken();
    t.same(spoken.run(packet, 3), ['restarted', 'next', 'next']);
    t.end();
  });
}

void t.test('a source back by 50 restarts with its third packet; a network that doubles does not', (t) => {
  t.same(new Spoken().run({ at: 2000, seq: 1050, ts: 8000 }, 5), [
    'duplicate',
    'duplicate',
    'restarted',
    'next',
    'next',
  ]);
  const doubled = new Spoken();
  for (let i = 0; i < 50; i += 1) {
    t.equal(doubled.judge({ at: 2000 + i * 20, seq: 1100 + i, ts: 16_000 + i * 160 }), 'next');
    t.equal(doubled.judge({ at: 2011 + i * 20, seq: 1097 + i, ts: 15_520 + i * 160 }), 'duplicate');
  }
  const burst = new Spoken();
  for (let seq = 1000; seq < 1100; seq += 1)
    t.equal(
      burst.judge({ at: 2000, seq, ts: (seq - 1000) * 160 }),
      'duplicate',
      'all of it once more, at once',
    );
  t.end();
});

void t.test('an overtaken packet is late, once', (t) => {
  const spoken = new Spoken();
  t.equal(spoken.judge({ at: 2040, seq: 1102, ts: 16_320 }), 'next');
  t.equal(spoken.source.numbering.skipped, 2);
  t.equal(spoken.judge({ at: 2041, seq: 1101, ts: 16_160 }), 'late');
  t.equal(spoken.judge({ at: 2042, seq: 1101, ts: 16_160 }), 'duplicate');
  t.equal(spoken.judge({ at: 2900, seq: 1100, ts: 16_000 }), 'late');
  const first = new RtpSource();
  first.judge(7, 10, 1600, false, true, 8000, 0);
  const judge = (seq: number) => first.judge(7, seq, seq * 160, false, true, 8000, 5);
  t.same([8, 9, 9, 8].map(judge), ['late', 'late', 'duplicate', 'duplicate'], 'overtaken by the first');
  t.end();
});

for (const [what, packet] of Object.entries<Packet>({
  'jumps ahead': { at: 2000, seq: 1100, ts: 9_000_000 },
  'goes back': { at: 2000, seq: 1100, ts: 15_000 },
  'stood still for longer than a network holds packets up': { at: 5000, seq: 1100, ts: 16_000 },
  'stood still in a pause, and the talkspurt is marked': { at: 2600, seq: 1100, ts: 16_000, marker: true },
  'jumped in a pause, and the talkspurt is marked': { at: 2200, seq: 1100, ts: 20_000, marker: true },
})) {
  void t.test(`RFC 3550 5.1: a timestamp that ${what} has moved`, (t) => {
    t.same(new Spoken().run(packet, 3).slice(0, 2), ['moved', 'next']);
    t.end();
  });
}

void t.test('what is merely late has not moved: a stall, a longer way, a slow clock', (t) => {
  const stalled = new Spoken();
  for (let i = 0; i < 75; i += 1)
    t.equal(stalled.judge({ at: 3500, seq: 1100 + i, ts: 16_000 + i * 160 }), 'next', 'a stall of 1.5 s');
  t.same(new Set(new Spoken().run({ at: 2300, seq: 1100, ts: 16_000 }, 50)), new Set(['next']));
  const slow = new RtpSource();
  const verdicts = new Set<string>();
  for (let i = 0; i < 200_000; i += 1)
    verdicts.add(slow.judge(7, i & 0xffff, i * 160, i % 50 === 0, true, 8000, i * 20 * 1.001));
  t.same([...verdicts], ['restarted', 'next'], '4 s in an hour, with a mark every second');
  t.end();
});

void t.test('events keep the timestamp of their begin, and their own SSRC restarts no audio', (t) => {
  const spoken = new Spoken();
  t.equal(spoken.judge({ at: 2000, seq: 1100, ts: 16_000, isAudio: false, marker: true }), 'next');
  t.equal(spoken.judge({ at: 2600, seq: 1101, ts: 16_000, isAudio: false }), 'next');
  t.equal(spoken.judge({ at: 2620, seq: 1102, ts: 20_960 }), 'next');
  t.equal(spoken.judge({ at: 2630, seq: 5, ts: 20_960, ssrc: 8, isAudio: false }), 'restarted');
  t.equal(spoken.judge({ at: 2640, seq: 1103, ts: 21_120 }), 'next, other numbers');
  t.equal(spoken.judge({ at: 2650, seq: 6, ts: 20_960, ssrc: 8, isAudio: false }), 'next, other numbers');
  t.equal(spoken.judge({ at: 2660, seq: 1104, ts: 21_280 }), 'next, other numbers');
  t.end();
});

void t.test('the last of a source, overtaken by the first of the next, restarts neither', (t) => {
  const spoken = new Spoken();
  t.equal(spoken.judge({ at: 2020, seq: 0, ts: 0 }), 'restarted');
  t.equal(spoken.judge({ at: 2021, ...{ seq: 1100, ts: 16_000 } }), 'next, other numbers');
  t.equal(spoken.judge({ at: 2040, seq: 1, ts: 160 }), 'next, other numbers');
  t.equal(spoken.judge({ at: 2060, seq: 2, ts: 320 }), 'next');
  t.end();
});

void t.test(
  'the last before a jump ahead, overtaken by the first behind it, is late and no duplicate',
  (t) => {
    const spoken = new Spoken();
    t.equal(spoken.judge({ at: 2020, seq: 1161, ts: 25_760 }), 'moved');
    t.equal(spoken.judge({ at: 2022, seq: 1100, ts: 16_000 }), 'next, other numbers');
    t.equal(spoken.judge({ at: 2030, seq: 1160, ts: 25_600 }), 'late, other numbers');
    t.equal(spoken.judge({ at: 2040, seq: 1162, ts: 25_920 }), 'next');
    t.end();
  },
);

void t.test('a source back by 50 restarts though the last of before comes among its first', (t) => {
  const spoken = new Spoken();
  t.equal(spoken.judge({ at: 2020, seq: 1050, ts: 8000 }), 'duplicate');
  t.equal(spoken.judge({ at: 2025, seq: 1100, ts: 16_000 }), 'next');
  t.same(spoken.run({ at: 2040, seq: 1051, ts: 8160 }, 4), ['duplicate', 'duplicate', 'restarted', 'next']);
  t.end();
});

void t.test(
  'a packet that is missing from before is of the row it comes in, once that shows a restart',
  (t) => {
    const source = new RtpSource();
    const judge = (seq: number, ts: number, at: number) =>
      source.judge(7, seq, ts * 160, false, true, 8000, at);
    for (let i = 0; i < 100; i += 1) if (i !== 51) judge(1000 + i, i, i * 20);
    t.equal(judge(1050, 50, 2000), 'duplicate');
    t.equal(judge(1051, 51, 2020), 'late', 'as far as can be told');
    t.ok(source.numbering.isRepeated);
    t.equal(judge(1052, 52, 2040), 'restarted');
    t.equal(source.repeated, 2);
    const late = new RtpSource();
    for (let i = 0; i < 100; i += 1)
      if (i < 51 || i > 54) late.judge(7, 1000 + i, i * 160, false, true, 8000, i * 20);
    for (let i = 51; i <= 54; i += 1)
      t.equal(
        late.judge(7, 1000 + i, i * 160, false, true, 8000, 1000 + i * 20),
        'late',
        'held up, and nothing else',
      );
    t.end();
  },
);

void t.test('the end of speech in a network that doubles restarts nothing', (t) => {
  const source = new RtpSource();
  const judge = (seq: number, at: number) => source.judge(7, seq, seq * 160, false, true, 8000, at);
  t.same([judge(0, 2), judge(1, 20), judge(2, 40)], ['restarted', 'next', 'next']);
  t.same([judge(0, 41), judge(1, 58), judge(2, 78)], ['duplicate', 'duplicate', 'duplicate']);
  t.end();
});

void t.test('clocks that talkspurts leave standing add up to no return to an earlier one', (t) => {
  const spoken = new Spoken();
  let at = 2000;
  for (let spurt = 0; spurt < 20; spurt += 1) {
    at += 600;
    const first = { at, seq: 1100 + 5 * spurt, ts: 16_000 + 5 * 160 * spurt };
    t.equal(spoken.judge({ ...first, marker: true }), 'moved');
    t.same(spoken.run({ at: at + 20, seq: first.seq + 1, ts: first.ts + 160 }, 4), Array(4).fill('next'));
    at += 100;
  }
  t.end();
});

void t.test('sequence numbers are compared around their end', (t) => {
  t.equal(sequenceDistance(1, 65_535), 2);
  t.equal(sequenceDistance(65_535, 1), -2);
  t.equal(sequenceDistance(5, 5), 0);
  t.end();
});
