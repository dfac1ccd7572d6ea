import t from 'tap';
import { Attempts, type Attempt } from '../../../engine/accounts/attempts.js';

const li: Attempt = { name: 'li', source: '192.0.2.1', isAccount: true };
const stranger: Attempt = { ...li, source: '198.51.100.9' };

function begun() {
  const clock = { now: 0 };
  const attempts = new Attempts(() => clock.now);
  /** Seconds that an attempt has to wait; 0: it was counted. */
  const wait = (attempt: Attempt): number => {
    try {
      attempts.begin(attempt);
      return 0;
    } catch (error) {
      return (error as { detail: { seconds: number } }).detail.seconds;
    }
  };
  return { clock, attempts, wait };
}

void t.test('five are free; then each waits twice as long, half a minute at most', (t) => {
  const { clock, wait } = begun();
  for (let free = 0; free < 5; free += 1) t.equal(wait(li), 0);
  for (const seconds of [1, 2, 4, 8, 16, 30, 30, 30]) {
    t.equal(wait(stranger), seconds, 'from all sources together');
    t.equal(wait(li), seconds, 'what waits is not counted');
    clock.now += seconds * 1000;
    t.equal(wait(li), 0);
  }
  clock.now += 3_600_001;
  for (let free = 0; free < 5; free += 1) t.equal(wait(li), 0);
  t.end();
});

void t.test('a stranger does not lock an operator out of where it has signed in before', (t) => {
  const { attempts, wait } = begun();
  t.equal(wait(li), 0);
  attempts.right(li);
  for (let n = 0; n < 5; n += 1) t.equal(wait(stranger), 0);
  t.equal(wait(stranger), 1);
  t.equal(wait(li), 0);
  t.equal(attempts.right(li), 5, 'and it hears of the wrong ones');
  t.equal(wait(stranger), 0);
  t.end();
});

void t.test('wrong codes behind the right password wait longer, from everywhere', (t) => {
  const { clock, attempts, wait } = begun();
  attempts.right(li);
  let longest = 0;
  for (let n = 0; n < 40; n += 1) {
    const seconds = wait(li);
    longest = Math.max(longest, seconds);
    clock.now += seconds * 1000;
    if (seconds === 0) attempts.wrongCode(li);
  }
  t.equal(longest, 900);
  t.end();
});

void t.test('names without an account wait as those with one, and are not kept without limit', (t) => {
  const { wait, attempts } = begun();
  const nameless: Attempt = { ...stranger, name: 'wang', isAccount: false };
  for (let free = 0; free < 5; free += 1) t.equal(wait(nameless), 0);
  t.equal(wait(nameless), 1);
  for (let n = 0; n < 10_000; n += 1) attempts.begin({ ...nameless, name: `n${n}` });
  t.equal(wait(nameless), 0, 'the oldest is forgotten');
  for (let free = 0; free < 5; free += 1) wait(li);
  for (let n = 0; n < 10_001; n += 1) attempts.begin({ ...nameless, name: `m${n}` });
  t.equal(wait(li), 1, 'that of an account is not');
  t.end();
});

void t.test('an attempt that was not checked does not count; an account that begins afresh has all', (t) => {
  const { attempts, wait } = begun();
  for (let n = 0; n < 20; n += 1) {
    t.equal(wait(li), 0);
    attempts.undo(li);
  }
  for (let n = 0; n < 5; n += 1) wait(li);
  t.equal(wait(li), 1);
  attempts.forget('li');
  t.equal(wait(li), 0);
  t.end();
});
