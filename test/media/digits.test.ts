import t from 'tap';
import { EndController } from '../../engine/end-signal.js';
import { DigitCollector, type Clock } from '../../media/digits.js';

class FakeClock implements Clock {
  #now = 0;
  readonly #timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
  #last = 0;

  now(): number {
    return this.#now;
  }

  setTimeout(callback: () => void, ms: number): number {
    this.#last += 1;
    this.#timers.set(this.#last, { at: this.#now + ms, callback });
    return this.#last;
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as number);
  }

  pass(ms: number): void {
    this.#now += ms;
    for (const [id, { at, callback }] of [...this.#timers]) {
      if (at > this.#now) continue;
      this.#timers.delete(id);
      callback();
    }
  }
}

void t.test('collects up to the wanted number of digits', async (t) => {
  const { digits } = newCollector();
  const collected = digits.collect({ maxDigits: 3, timeoutMs: 1000 });
  for (const digit of '1234') digits.push(digit, 'event');
  t.equal(await collected, '123');
  t.equal(digits.collecting, false);
});

void t.test('ends at the terminator, which is no part of it', async (t) => {
  const { digits } = newCollector();
  const hash = digits.collect({ maxDigits: 9, timeoutMs: 1000 });
  for (const digit of '12#') digits.push(digit, 'event');
  t.equal(await hash, '12');
  const star = digits.collect({ maxDigits: 9, timeoutMs: 1000, terminator: '*' });
  for (const digit of '7#*') digits.push(digit, 'event');
  t.equal(await star, '7#');
});

void t.test('gives up when no first digit comes, and between digits', async (t) => {
  const { digits, clock } = newCollector();
  const none = digits.collect({ maxDigits: 4, timeoutMs: 10_000 });
  clock.pass(9_999);
  t.equal(digits.collecting, true);
  clock.pass(1);
  t.equal(await none, '');
  const some = digits.collect({ maxDigits: 4, timeoutMs: 10_000, interDigitMs: 2000 });
  clock.pass(9_000);
  digits.push('5', 'event');
  clock.pass(1_999);
  t.equal(digits.collecting, true);
  clock.pass(1);
  t.equal(await some, '5');
});

void t.test('one press told in two ways is one digit', async (t) => {
  const { digits, clock } = newCollector();
  const collected = digits.collect({ maxDigits: 4, timeoutMs: 10_000 });
  digits.push('5', 'event');
  clock.pass(100);
  digits.push('5', 'tone');
  digits.push('5', 'info');
  clock.pass(1000);
  digits.push('5', 'tone');
  digits.push('5', 'tone');
  digits.push('x', 'info');
  digits.push('#', 'event');
  t.equal(await collected, '555');
});

void t.test('an abort and the end of the session reject', async (t) => {
  const { digits } = newCollector();
  const abort = new EndController();
  const aborted = digits.collect({ maxDigits: 4, timeoutMs: 10_000, signal: abort });
  abort.abort(new Error('caller gone'));
  await t.rejects(aborted, { message: 'caller gone' });
  await t.rejects(digits.collect({ maxDigits: 4, timeoutMs: 1, signal: abort }), {
    message: 'caller gone',
  });
  const closed = digits.collect({ maxDigits: 4, timeoutMs: 10_000 });
  digits.close(new Error('closed'));
  await t.rejects(closed, { message: 'closed' });
});

function newCollector() {
  const clock = new FakeClock();
  return { digits: new DigitCollector(clock), clock };
}
