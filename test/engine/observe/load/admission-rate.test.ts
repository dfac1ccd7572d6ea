/**
 * How many calls are admitted, judged on a model: a server that does one thing at a time, a queue before it, and
 * callers that do not slow down. Time is the model's, and so no machine changes the outcome.
 */
import t from 'tap';
import { AdmissionRate } from '../../../../engine/observe/load/admission-rate.js';
import { Standing } from '../../../../engine/observe/load/standing.js';

const STEP_MS = 1;
const TICK_MS = 50;
const DELAY_MS = 40;

interface Model {
  /** Calls a second that the server can serve, at that time. */
  readonly capacity: (ms: number) => number;
  readonly offered: (ms: number) => number;
  /** What a refusal costs of a call. */
  readonly refusalCost?: number;
  /** A share of a call's work that is due only so much later, as it is hung up. */
  readonly later?: { readonly share: number; readonly ms: number };
  /** What each measurement has on top, at that time: a collection, another process. */
  readonly noise?: (ms: number) => number;
  readonly milliseconds: number;
}

interface Second {
  readonly served: number;
  readonly admitted: number;
  readonly refused: number;
  readonly longestDelayMs: number;
}

/** What happened in each second. */
function play(model: Model): Second[] {
  const rate = new AdmissionRate(0);
  const standing = new Standing();
  const seconds: Second[] = [];
  const due: { at: number; work: number }[] = [];
  /** Work that waits, in calls, and calls offered in fractions. */
  let backlog = 0;
  let offered = 0;
  let counts = { served: 0, admitted: 0, refused: 0, longestDelayMs: 0 };
  for (let ms = 0; ms < model.milliseconds; ms += STEP_MS) {
    const capacity = model.capacity(ms);
    const { share, ms: laterMs } = model.later ?? { share: 0, ms: 0 };
    for (offered += (model.offered(ms) * STEP_MS) / 1000; offered >= 1; offered -= 1) {
      if (rate.admit(ms)) {
        counts.admitted += 1;
        backlog += 1 - share;
        if (share > 0) due.push({ at: ms + laterMs, work: share });
      } else {
        counts.refused += 1;
        backlog += model.refusalCost ?? 0;
      }
    }
    while (due[0] !== undefined && due[0].at <= ms) backlog += due.shift()?.work ?? 0;
    const done = Math.min(backlog, (capacity * STEP_MS) / 1000);
    backlog -= done;
    counts.served += done;
    const delayMs = (backlog / capacity) * 1000;
    counts.longestDelayMs = Math.max(counts.longestDelayMs, delayMs);
    if (ms % TICK_MS === 0) {
      standing.take(delayMs + (model.noise?.(ms) ?? 0));
      rate.observe(standing.delay / DELAY_MS, ms);
    }
    if (ms % 1000 === 999) {
      seconds.push(counts);
      counts = { served: 0, admitted: 0, refused: 0, longestDelayMs: 0 };
    }
  }
  return seconds;
}

const sumOf = (seconds: readonly Second[], read: (second: Second) => number): number =>
  seconds.reduce((sum, second) => sum + read(second), 0);

for (const { name, later } of [
  { name: 'all of the work at once' },
  { name: 'half of the work a second later', later: { share: 0.5, ms: 1000 } },
  { name: 'a third of the work twenty seconds later', later: { share: 0.33, ms: 20_000 } },
])
  for (const times of [1.2, 2, 3, 10])
    void t.test(`${times} times the capacity, ${name}: nine tenths of it are served, in time`, (t) => {
      const seconds = play({
        capacity: () => 400,
        offered: () => 400 * times,
        ...(later && { later }),
        milliseconds: 90_000,
      });
      const settled = seconds.slice(40);
      const admitted = sumOf(settled, (one) => one.admitted) / settled.length;
      t.ok(admitted >= 360, `${admitted.toFixed(0)} calls a second of 400 that are possible`);
      // What is due later of the last calls is not in these seconds.
      t.ok(admitted <= (later === undefined ? 404 : 412), 'and not more');
      const worst = Math.max(...settled.map((one) => one.longestDelayMs));
      t.ok(worst < 4 * DELAY_MS, `no call waits for long: ${worst.toFixed(0)} ms`);
      const least = Math.min(...settled.map((one) => one.admitted));
      t.ok(least > 260, `no second is lost to a swing: ${least} in the worst`);
      t.end();
    });

void t.test('what refusals cost is found too', (t) => {
  const settled = play({
    capacity: () => 400,
    offered: () => 1200,
    refusalCost: 0.05,
    milliseconds: 60_000,
  }).slice(20);
  const admitted = sumOf(settled, (one) => one.admitted) / settled.length;
  // Of 400, (1200 - 378) x 0.05 = 42 go into refusals.
  t.ok(admitted >= 0.9 * 358, `${admitted.toFixed(0)} calls a second`);
  t.end();
});

void t.test('below the capacity nothing is refused', (t) => {
  const seconds = play({ capacity: () => 400, offered: () => 380, milliseconds: 60_000 });
  t.equal(
    sumOf(seconds, (one) => one.refused),
    0,
  );
  t.end();
});

void t.test('a pause of the garbage collector every second refuses nothing', (t) => {
  const seconds = play({
    capacity: () => 400,
    offered: () => 200,
    noise: (ms) => (ms % 1000 < TICK_MS ? 120 : 3),
    milliseconds: 60_000,
  });
  t.equal(
    sumOf(seconds, (one) => one.refused),
    0,
  );
  t.end();
});

void t.test('a machine that others take half of is followed down within seconds, and up again', (t) => {
  const isTaken = (ms: number): boolean => ms >= 30_000 && ms < 60_000;
  const seconds = play({
    capacity: (ms) => (isTaken(ms) ? 200 : 400),
    offered: () => 600,
    milliseconds: 120_000,
  });
  const average = (from: number, to: number): number =>
    sumOf(seconds.slice(from, to), (one) => one.admitted) / (to - from);
  t.ok(average(15, 30) > 360, 'all of it before');
  t.ok(average(35, 60) > 180, 'half of it');
  t.ok(average(35, 60) < 202);
  const worst = Math.max(...seconds.slice(35, 60).map((one) => one.longestDelayMs));
  t.ok(worst < 4 * DELAY_MS, `and in time: ${worst.toFixed(0)} ms`);
  t.ok(average(80, 120) > 360, 'and all of it afterwards');
  t.end();
});

void t.test('after stops of half a second nine tenths are served again within two seconds', (t) => {
  // Another process has the CPU, now and then; in between nothing is wrong.
  const stops = [20_000, 21_100, 22_300];
  const isStopped = (ms: number): boolean => stops.some((from) => ms >= from && ms < from + 500);
  const seconds = play({
    capacity: (ms) => (isStopped(ms) ? 1 : 400),
    offered: () => 1200,
    refusalCost: 0.02,
    milliseconds: 40_000,
  });
  const settled = seconds.slice(12, 20);
  const before = sumOf(settled, (one) => one.admitted) / settled.length;
  for (const second of [25, 26, 27, 30])
    t.ok(
      (seconds[second]?.admitted ?? 0) > 0.85 * before,
      `${seconds[second]?.admitted} of ${before.toFixed(0)} in second ${second}`,
    );
  t.end();
});

void t.test('a burst far beyond the capacity is over soon', (t) => {
  const seconds = play({
    capacity: () => 400,
    offered: (ms) => (ms >= 10_000 && ms < 11_000 ? 5000 : 100),
    milliseconds: 40_000,
  });
  t.ok((seconds[10]?.refused ?? 0) > 3000, 'most of it is refused');
  t.equal(
    sumOf(seconds.slice(20), (one) => one.refused),
    0,
    'and soon no call is',
  );
  t.end();
});

void t.test('a few calls a second come in however long the delay is, until the service has stopped', (t) => {
  const admitted = (load: number): number => {
    const rate = new AdmissionRate(0);
    let calls = 0;
    for (let ms = 0; ms < 20_000; ms += 10) {
      if (ms % TICK_MS === 0) rate.observe(load, ms);
      if (rate.admit(ms) && ms >= 10_000) calls += 1;
    }
    return calls;
  };
  t.ok(admitted(8) >= 90 && admitted(8) <= 110, `ten a second: ${admitted(8)} in ten seconds`);
  t.equal(admitted(30), 0);
  t.end();
});
