import t from 'tap';
import { digitOfEvent, eventOfDigit, EventDecoder, ToneDetector, toneOfDigit } from '../../media/dtmf.js';
import { ALAW_TO_LINEAR } from '../../media/g711.js';

const LOW = [697, 770, 852, 941];
const HIGH = [1209, 1336, 1477, 1633];
const KEYS = ['123A', '456B', '789C', '*0#D'];

void t.test('event codes are the sixteen keys', (t) => {
  t.equal([...Array(16).keys()].map(digitOfEvent).join(''), '0123456789*#ABCD');
  t.equal(digitOfEvent(16), undefined);
  t.same(['7', '#', 'a'].map(eventOfDigit), [7, 11, 12]);
  t.same(['x', '', '12'].map(eventOfDigit), [undefined, undefined, undefined]);
  t.end();
});

void t.test('anything but events is ignored, and a changed sender begins again', (t) => {
  const decoder = new EventDecoder();
  t.equal(decoder.push(7, 1, 0, Buffer.from([1, 2, 3]), 0, 3), undefined);
  t.ok(decoder.isOld);
  const press = Buffer.from([3, 10, 0, 160]);
  t.equal(decoder.push(7, 2, 800, press, 0, 4), '3');
  t.notOk(decoder.isOld);
  t.equal(decoder.push(7, 2, 800, press, 0, 4), undefined);
  t.ok(decoder.isOld, 'it came twice');
  decoder.reset();
  t.equal(decoder.push(7, 2, 800, press, 0, 4), '3');
  t.end();
});

void t.test('hears every key of 50 ms', (t) => {
  for (const [row, low] of LOW.entries())
    for (const [column, high] of HIGH.entries()) {
      const heard = hear([...silence(40), ...tones([low, high], 50), ...silence(60)]);
      t.equal(heard, KEYS[row]?.[column]);
    }
  t.end();
});

void t.test('hears keys in a row, also the same twice, and at any phase of its blocks', (t) => {
  for (let offset = 0; offset < 20; offset += 3) {
    const press = (low: number, high: number) => [...tones([low, high], 70), ...silence(50)];
    const audio = [...silence(offset), ...press(697, 1209), ...press(697, 1209), ...press(941, 1477)];
    t.equal(hear(audio), '11#');
  }
  t.end();
});

void t.test('takes tones 1.5 % off and twisted as Q.24 wants, and soft ones', (t) => {
  t.equal(hear([...tones([697 * 1.015, 1209 * 0.985], 60), ...silence(60)]), '1');
  t.equal(hear([...tones([770, 1336], 60, [4000, 5600]), ...silence(60)]), '5');
  t.equal(hear([...tones([770, 1336], 60, [5600, 3000]), ...silence(60)]), '5');
  t.equal(hear([...tones([852, 1477], 60, [500, 500]), ...silence(60)]), '9');
  t.end();
});

void t.test('is not taken in by short tones, single tones, music or noise', (t) => {
  t.equal(hear([...tones([697, 1209], 20), ...silence(60)]), '', '20 ms');
  t.equal(hear([...tones([697], 200), ...silence(60)]), '', 'one tone');
  t.equal(hear([...tones([440], 200), ...silence(60)]), '', 'a tone of no key');
  t.equal(hear([...tones([350, 440], 200), ...silence(60)]), '', 'dial tone');
  t.equal(hear([...tones([697, 1209, 440, 2600], 200), ...silence(60)]), '', 'a chord that holds a key');
  t.equal(hear([...tones([697, 1209], 200, [8000, 800]), ...silence(60)]), '', 'twisted too far');
  t.equal(hear(noise(8000)), '', 'a second of noise');
  t.equal(hear([...tones([697, 1209], 100, [60, 60]), ...silence(60)]), '', 'too soft');
  t.end();
});

void t.test('hears the tones it makes', (t) => {
  const tones = [...'147*A'].flatMap((digit) => [...(toneOfDigit(digit) ?? [])]);
  t.equal(hear(tones.map((code) => ALAW_TO_LINEAR[code] ?? 0)), '147*A');
  t.same(['x', '', '12'].map(toneOfDigit), [undefined, undefined, undefined]);
  t.end();
});

void t.test('a drop-out within a tone does not make two of it', (t) => {
  t.equal(hear([...tones([697, 1209], 60), ...silence(5), ...tones([697, 1209], 60), ...silence(60)]), '1');
  t.end();
});

function hear(samples: readonly number[]): string {
  const detector = new ToneDetector();
  const audio = Int16Array.from(samples);
  let digits = '';
  for (let at = 0; at < audio.length; at += 160) digits += detector.push(audio.subarray(at, at + 160));
  return digits;
}

function silence(ms: number): number[] {
  return Array<number>(ms * 8).fill(0);
}

function tones(frequencies: readonly number[], ms: number, levels: readonly number[] = []): number[] {
  return Array.from({ length: ms * 8 }, (_, i) =>
    frequencies.reduce(
      (sum, frequency, k) => sum + (levels[k] ?? 4000) * Math.sin((2 * Math.PI * frequency * i) / 8000),
      0,
    ),
  );
}

function noise(samples: number): number[] {
  let state = 12_345;
  return Array.from({ length: samples }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return (state / 2 ** 31 - 0.5) * 16_000;
  });
}
