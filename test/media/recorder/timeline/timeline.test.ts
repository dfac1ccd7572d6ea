import fc from 'fast-check';
import t from 'tap';
import { LINEAR_TO_ALAW } from '../../../../media/g711.js';
import { ALAW, MULAW, type Law } from '../../../../media/recorder/timeline/law.js';
import { mix } from '../../../../media/recorder/timeline/mixer.js';
import type { AudioRing } from '../../../../media/recorder/timeline/audio-ring.js';
import { SLACK } from '../../../../media/recorder/timeline/lateness.js';
import { Timeline } from '../../../../media/recorder/timeline/timeline.js';
import { rtp } from '../tones.js';

const SAMPLES = 160;
/** How far behind the clock positions become final. */
const DELAY = 20_000;
const START = 8000;

interface Sent {
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc?: number;
  /** Every byte of the payload, to tell packets apart; not silence. */
  readonly code: number;
  readonly arrival: number;
  readonly samples?: number;
}

void t.test('jitter, reordering, duplicates and wraparound leave no trace; loss leaves silence', (t) => {
  const packet = fc.record({
    jitter: fc.nat(1100),
    lost: fc.boolean(),
    twice: fc.boolean(),
    code: fc.nat(200),
  });
  fc.assert(
    fc.property(
      fc.nat(0xffff),
      fc.nat(0xffffffff),
      fc.array(packet, { minLength: 1, maxLength: 60 }),
      (firstSequence, firstTimestamp, packets) => {
        const sent = packets.flatMap(({ jitter, lost, twice, code }, i): Sent[] => {
          const sequence = firstSequence + i;
          const timestamp = firstTimestamp + i * SAMPLES;
          const arrival = START + i * SAMPLES + jitter;
          const one = { sequence, timestamp, code, arrival };
          return lost ? [] : twice ? [one, { ...one, arrival: arrival + 300 }] : [one];
        });
        const { heard, timeline } = listen(sent);
        if (sent.length === 0) return true;
        // The first to arrive says where the source is, until one comes that was less delayed.
        const begin = Math.min(...[...heard.keys()]) - firstSpoken(packets) * SAMPLES;
        const expected = packets.flatMap(({ lost, code }, i) => (lost ? [] : [[begin + i * SAMPLES, code]]));
        t.same([...heard], expected);
        const first = Math.min(...sent.map(({ arrival }) => arrival));
        t.ok(begin >= START && begin <= first, 'not before it was spoken, nor later than it came');
        return timeline.anchored === 1;
      },
    ),
  );
  t.end();
});

void t.test('a source that changes goes on where the last one ended', (t) => {
  const { heard } = listen([
    ...run({ code: 1, arrival: START, count: 3 }),
    ...run({ code: 2, arrival: START + 3 * SAMPLES - 40, count: 3, ssrc: 99, sequence: 7, timestamp: 5 }),
    ...run({ code: 3, arrival: START + 6 * SAMPLES + 800, count: 2, ssrc: 98, sequence: 9, timestamp: 1e9 }),
  ]);
  t.same(
    [...heard],
    [
      ...[0, 1, 2].map((i) => [START + i * SAMPLES, 1]),
      ...[3, 4, 5].map((i) => [START + i * SAMPLES, 2]),
      ...[0, 1].map((i) => [START + 6 * SAMPLES + 800 + i * SAMPLES, 3]),
    ],
  );
  t.end();
});

for (const [what, jump] of [
  ['forwards', 123_456_789],
  ['backwards', -123_456_789],
  ['backwards by a little', -1000],
  ['forwards by half the range', 2 ** 31 - 500],
] as const) {
  void t.test(`timestamps that jump ${what} are anchored by arrival`, (t) => {
    const { heard, timeline } = listen([
      ...run({ code: 1, arrival: START, count: 5 }),
      ...run({ code: 2, arrival: START + 5 * SAMPLES, count: 5, sequence: 1005, timestamp: 2000 + jump }),
    ]);
    t.equal(timeline.anchored, 2);
    t.same(
      [...heard],
      [
        ...[0, 1, 2, 3, 4].map((i) => [START + i * SAMPLES, 1]),
        ...[5, 6, 7, 8, 9].map((i) => [START + i * SAMPLES, 2]),
      ],
    );
    t.end();
  });
}

void t.test('a pause is silence, whether timestamps went on (they should) or stood still', (t) => {
  const gap = 50 * SAMPLES;
  const wentOn = listen([
    ...run({ code: 1, arrival: START, count: 2 }),
    ...run({ code: 2, arrival: START + gap, count: 2, sequence: 1002, timestamp: 1200 + gap }),
  ]);
  t.equal(wentOn.timeline.anchored, 1);
  t.equal(wentOn.heard.get(START + gap), 2);
  const stoodStill = listen([
    ...run({ code: 1, arrival: START, count: 2 }),
    ...run({ code: 2, arrival: START + 3 * 8000, count: 2, sequence: 1002, timestamp: 1520 }),
  ]);
  t.equal(stoodStill.timeline.anchored, 2);
  t.equal(stoodStill.heard.get(START + 3 * 8000), 2, 'long: at once');
  const shortPause = listen([
    ...run({ code: 1, arrival: START, count: 2 }),
    ...run({ code: 2, arrival: START + 8000, count: 20, sequence: 1002, timestamp: 1520 }),
  ]);
  t.equal(shortPause.timeline.late, 0);
  t.equal(shortPause.heard.get(START + 8000 - SLACK), 2, 'short: with hindsight');
  t.end();
});

void t.test('what comes after its place was taken is dropped, and moves nothing', (t) => {
  const packets = run({ code: 1, arrival: START, count: 30 });
  const straggler = { ...(packets[3] as Sent), arrival: START + 3 * SAMPLES + 2000 };
  const { heard, timeline } = listen([...packets.slice(0, 3), ...packets.slice(4), straggler], 1600);
  t.equal(timeline.late, 1);
  t.equal(timeline.anchored, 1);
  t.notOk(heard.has(START + 3 * SAMPLES));
  t.equal(heard.size, 29);
  t.end();
});

void t.test('a burst after a stall keeps its place', (t) => {
  const packets = run({ code: 1, arrival: START, count: 60 }).map((packet, i) => ({
    ...packet,
    code: i + 1,
  }));
  const stallEnd = START + 40 * SAMPLES;
  const { heard, timeline } = listen(
    packets.map((packet, i) =>
      i < 10 ? packet : { ...packet, arrival: Math.max(packet.arrival, stallEnd) },
    ),
  );
  t.equal(timeline.anchored, 1);
  t.equal(timeline.late, 0);
  t.same(
    [...heard],
    packets.map(({ arrival, code }) => [arrival, code]),
  );
  t.end();
});

void t.test(
  'audio that comes faster than speech is left out a second ahead, and leaves the ring alone',
  (t) => {
    const sent = run({ code: 1, arrival: START, count: 500 }).map((one) => ({ ...one, arrival: START }));
    const { timeline } = listen(sent);
    t.ok(timeline.late > 300);
    t.ok(timeline.audio.end <= START + 3 * 8000);
    t.end();
  },
);

void t.test('only the payload is audio: not sources, extension or padding', (t) => {
  const timeline = new Timeline(0, ALAW);
  const header = rtp({ sequence: 1, timestamp: 2, ssrc: 3, payload: new Uint8Array() });
  header[0] = 0x80 | 0x20 | 0x10 | 2;
  const packet = Buffer.concat([
    header,
    Buffer.alloc(8, 1),
    Buffer.from([0, 0, 0, 1, 9, 9, 9, 9]),
    Buffer.from([0x80, 0x81]),
    Buffer.from([0, 0, 3]),
  ]);
  timeline.push(packet, 0, packet.length, MULAW, 100);
  t.equal(timeline.audio.end, 102);
  t.same(timeline.audio.samples.subarray(99, 103), [0xff, 0x80, 0x81, 0xff]);
  t.end();
});

void t.test('no bytes make it throw or write outside the ring', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.uint8Array({ maxLength: 60 }), fc.nat(40_000), fc.boolean()), { maxLength: 30 }),
      (packets) => {
        const timeline = new Timeline(0, ALAW);
        for (const [bytes, arrival, looksLikeRtp] of packets) {
          if (looksLikeRtp && bytes.length > 0) bytes[0] = 0x80 | ((bytes[0] ?? 0) & 0x3f);
          timeline.push(bytes, 0, bytes.length, ALAW, arrival);
        }
        timeline.settle(Infinity);
        return timeline.audio.end <= timeline.audio.taken + timeline.audio.samples.length;
      },
    ),
  );
  t.end();
});

void t.test('two voices of either law add up; too loud a sum saturates and does not wrap', (t) => {
  const voice = fc.uint8Array({ minLength: 1, maxLength: 400 });
  const law = fc.constantFrom(ALAW, MULAW);
  fc.assert(
    fc.property(voice, voice, law, law, (a, b, aLaw, bLaw) => {
      const caller = speaking(a, aLaw);
      const callee = speaking(b, bLaw);
      const out = new Uint8Array(480);
      mix(caller, callee, 0, 480, out);
      const expected = Uint8Array.from(out, (_, i) => {
        const sum = (aLaw.toLinear[a[i] ?? -1] ?? 0) + (bLaw.toLinear[b[i] ?? -1] ?? 0);
        return LINEAR_TO_ALAW[Math.max(-32_768, Math.min(32_767, sum)) & 0xffff] ?? 0;
      });
      return Buffer.from(expected).equals(out);
    }),
  );
  t.end();
});

void t.test('what a party said before changing the law is heard as it was', (t) => {
  const timeline = new Timeline(0, ALAW);
  const say = (sequence: number, code: number, law: Law): void => {
    const packet = rtp({
      sequence,
      timestamp: sequence * SAMPLES,
      ssrc: 1,
      payload: new Uint8Array(SAMPLES).fill(code),
    });
    timeline.push(packet, 0, packet.length, law, sequence * SAMPLES);
  };
  say(0, 0x2a, ALAW);
  say(1, 0x10, MULAW);
  say(2, 0x2a, ALAW);
  const out = new Uint8Array(4 * SAMPLES);
  mix(timeline.audio, speaking(new Uint8Array(), ALAW), 0, 4 * SAMPLES, out);
  const recoded = LINEAR_TO_ALAW[(MULAW.toLinear[0x10] ?? 0) & 0xffff] ?? 0;
  t.same(
    [0, 1, 2, 3].map((i) => out[i * SAMPLES + 80]),
    [0x2a, recoded, 0x2a, 0xd5],
  );
  t.end();
});

void t.test('a lone A-law voice is recorded byte for byte', (t) => {
  const voice = Uint8Array.from({ length: 256 }, (_, code) => code);
  const out = new Uint8Array(256);
  mix(speaking(voice, ALAW), speaking(new Uint8Array(), ALAW), 0, 256, out);
  t.same(out, voice);
  t.end();
});

function run(
  options: Pick<Sent, 'code' | 'arrival' | 'ssrc'> & { count: number; sequence?: number; timestamp?: number },
): Sent[] {
  const { count, sequence = 1000, timestamp = 1200, arrival, ...rest } = options;
  return Array.from({ length: count }, (_, i) => ({
    ...rest,
    sequence: sequence + i,
    timestamp: timestamp + i * SAMPLES,
    arrival: arrival + i * SAMPLES,
  }));
}

function firstSpoken(packets: readonly { readonly lost: boolean }[]): number {
  return packets.findIndex(({ lost }) => !lost);
}

function speaking(voice: Uint8Array, law: Law): AudioRing {
  const timeline = new Timeline(0, ALAW);
  const packet = rtp({ sequence: 1, timestamp: 1, ssrc: 1, payload: voice });
  timeline.push(packet, 0, packet.length, law, 0);
  return timeline.audio;
}

/** Plays packets to a timeline that is taken `delay` behind the clock; finds what each position begins to say. */
function listen(sent: readonly Sent[], delay = DELAY): { heard: Map<number, number>; timeline: Timeline } {
  const timeline = new Timeline(0, ALAW);
  const heard = new Map<number, number>();
  let lastSample = ALAW.silence;
  let sinceChange = 0;
  const { audio } = timeline;
  const takeTo = (to: number): void => {
    timeline.settle(to);
    for (let position = audio.taken; position < to; position++) {
      const sample = audio.samples[position & audio.mask] ?? 0;
      sinceChange = sample === lastSample ? (sinceChange + 1) % SAMPLES : 0;
      if (sample !== ALAW.silence && sinceChange === 0) heard.set(position, sample);
      lastSample = sample;
    }
    if (to > audio.taken) audio.take(to);
  };
  let last = 0;
  for (const { arrival, code, samples = SAMPLES, ...fields } of [...sent].sort(
    (a, b) => a.arrival - b.arrival,
  )) {
    takeTo(arrival - delay);
    const packet = rtp({ ssrc: 1, ...fields, payload: new Uint8Array(samples).fill(code) });
    timeline.push(packet, 0, packet.length, ALAW, arrival);
    last = arrival;
  }
  takeTo(last + 8000);
  return { heard, timeline };
}
