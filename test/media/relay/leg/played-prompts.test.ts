import t from 'tap';
import { codeOf, linearOf, type Law } from '../../../../media/g711.js';
import { PlayedPrompts } from '../../../../media/relay/leg/played-prompts.js';

void t.test('adds to what is there, in linear terms, in either law', (t) => {
  for (const law of ['PCMA', 'PCMU'] as const) {
    const prompts = new PlayedPrompts(() => undefined);
    prompts.start({ playback: 1, alaw: constant(1000, 4), loop: false });
    near(t, mixed(prompts, law, [2000, -2000, 0, 0, 2000]), [3000, -1000, 1000, 1000, 2000]);
  }
  t.end();
});

void t.test('clips instead of wrapping around', (t) => {
  const prompts = new PlayedPrompts(() => undefined);
  prompts.start({ playback: 1, alaw: constant(30_000, 1), loop: true });
  near(t, mixed(prompts, 'PCMA', [30_000]), [32_256]);
  t.end();
});

void t.test('several are heard at once, each ends by itself and says so', (t) => {
  const ended: number[] = [];
  const prompts = new PlayedPrompts((playback) => ended.push(playback));
  prompts.start({ playback: 1, alaw: constant(1000, 1), loop: false });
  prompts.start({ playback: 2, alaw: constant(2000, 2), loop: false });
  near(t, mixed(prompts, 'PCMA', [0]), [3000]);
  t.same(ended, [1]);
  near(t, mixed(prompts, 'PCMA', [0, 0]), [2000, 0]);
  t.same(ended, [1, 2]);
  t.equal(prompts.any, false);
  t.end();
});

void t.test('loops seamlessly until stopped, then fades within 10 ms', (t) => {
  const ended: number[] = [];
  const prompts = new PlayedPrompts((playback) => ended.push(playback));
  prompts.start({ playback: 1, alaw: constant(8000, 3), loop: true });
  near(t, mixed(prompts, 'PCMA', Array<number>(10).fill(0)), Array<number>(10).fill(8000));
  prompts.stop(1);
  prompts.stop(1);
  const fading = mixed(prompts, 'PCMA', Array<number>(100).fill(0));
  const steps = fading.slice(1).map((sample, i) => Math.abs(sample - (fading[i] ?? 0)));
  t.ok(Math.max(...steps) < 600, 'no step that would click');
  t.ok(Math.abs(fading[80] ?? 1) <= 8);
  t.same(ended, [1]);
  t.end();
});

void t.test('time passes for a prompt that cannot be heard', (t) => {
  const ended: number[] = [];
  const prompts = new PlayedPrompts((playback) => ended.push(playback));
  prompts.start({ playback: 1, alaw: constant(1000, 160), loop: false });
  prompts.skip(160);
  t.same(ended, [1]);
  t.end();
});

function constant(sample: number, count: number): Uint8Array {
  return new Uint8Array(count).fill(codeOf.PCMA[sample & 0xffff] ?? 0);
}

function mixed(prompts: PlayedPrompts, law: Law, samples: readonly number[]): number[] {
  const payload = Uint8Array.from(samples, (sample) => codeOf[law][sample & 0xffff] ?? 0);
  prompts.mixInto(payload, 0, payload.length, law);
  return [...payload].map((code) => linearOf[law][code] ?? 0);
}

/** Within the quantisation of the laws, 1/16 of the sample. */
function near(t: Tap, found: readonly number[], wanted: readonly number[]): void {
  const isNear = found.every(
    (sample, i) => Math.abs(sample - (wanted[i] ?? NaN)) <= 16 + Math.abs(sample) / 16,
  );
  t.ok(isNear && found.length === wanted.length, `expected ${wanted.join(' ')}, found ${found.join(' ')}`);
}

interface Tap {
  ok(value: boolean, message: string): unknown;
}
