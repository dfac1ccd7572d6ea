import t from 'tap';
import type { Flow } from '../../../../engine/sipd/stack/stack.js';
import { WaitingDatagrams } from '../../../../engine/sipd/stack/waiting-datagrams.js';

const FLOW: Flow = {
  transport: 'udp',
  localAddress: '127.0.0.1',
  localPort: 5060,
  remoteAddress: '127.0.0.2',
  remotePort: 5060,
};

/** Each datagram that is read takes `costMs`. */
function bench(costMs: number, onRead: (text: string) => void = () => undefined) {
  const turns: (() => void)[] = [];
  const read: string[] = [];
  let now = 1000;
  let arrived = 0;
  const waiting = new WaitingDatagrams({
    read: (bytes) => {
      now += costMs;
      read.push(bytes.toString());
      onRead(bytes.toString());
    },
    now: () => now,
    afterReading: (run) => turns.push(run),
    arrived: () => arrived,
  });
  const add = (text: string, admitted?: string): boolean => waiting.add(Buffer.from(text), FLOW, admitted);
  const arrive = (datagrams: number): void => void (arrived += datagrams);
  return { waiting, read, turns, add, arrive, pass: (ms: number) => (now += ms) };
}

void t.test('datagrams are read in their order, in turns of some milliseconds', (t) => {
  const { waiting, read, turns, add } = bench(2);
  for (const text of ['a', 'b', 'c', 'd', 'e']) t.ok(add(text));
  t.same(read, [], 'not at once');
  t.equal(turns.length, 1, 'one turn for all');
  turns.shift()?.();
  t.same(read, ['a', 'b']);
  add('f');
  turns.shift()?.();
  turns.shift()?.();
  t.same(read, ['a', 'b', 'c', 'd', 'e', 'f']);
  t.ok(waiting.isEmpty);
  t.equal(turns.length, 0, 'nothing goes on without a datagram');
  add('g');
  turns.shift()?.();
  t.equal(read.at(-1), 'g');
  t.end();
});

void t.test('the age is that of the first', (t) => {
  const { waiting, turns, add, pass } = bench(5);
  t.equal(waiting.ageMs, 0);
  add('a');
  pass(30);
  add('b');
  pass(10);
  t.equal(waiting.ageMs, 40);
  turns.shift()?.();
  t.equal(waiting.ageMs, 15);
  turns.shift()?.();
  t.equal(waiting.ageMs, 0);
  t.end();
});

void t.test('a call that was admitted is known until its INVITE has been read', (t) => {
  const seen: boolean[] = [];
  const { waiting, turns, add } = bench(5, () => seen.push(waiting.isAdmitted('key')));
  add('INVITE', 'key');
  t.ok(waiting.isAdmitted('key'));
  t.notOk(waiting.isAdmitted('other'));
  turns.shift()?.();
  t.same(seen, [true]);
  t.notOk(waiting.isAdmitted('key'), 'its transaction knows it from then on');
  t.end();
});

void t.test('one that cannot be read does not keep the others from it', (t) => {
  const { read, turns, add } = bench(0, (text) => {
    if (text === 'a') throw new Error('broken');
  });
  add('a', 'key');
  add('b');
  t.throws(() => turns.shift()?.(), /broken/);
  turns.shift()?.();
  t.same(read, ['a', 'b']);
  t.end();
});

void t.test('not more wait than there is room for, and none after the end', (t) => {
  const { waiting, read, turns, add } = bench(0);
  let taken = 0;
  while (add(String(taken))) taken += 1;
  t.equal(taken, 20_000);
  turns.shift()?.();
  t.equal(read.length, 20_000);
  t.ok(add('more'), 'there is room again');
  waiting.clear();
  turns.shift()?.();
  t.equal(read.length, 20_000);
  t.ok(waiting.isEmpty);
  t.end();
});

void t.test('large ones have less room, which comes back as they are read', (t) => {
  const { read, turns, add } = bench(0);
  const large = 'x'.repeat(64 * 1024);
  let taken = 0;
  while (taken < 20_000 && add(large)) taken += 1;
  t.equal(taken, 1024);
  turns.shift()?.();
  t.equal(read.length, 1024);
  t.ok(add(large));
  t.end();
});

void t.test('a turn is left to the network while it has more to be read, but not forever', (t) => {
  const { read, turns, add, arrive } = bench(1);
  add('a');
  arrive(32);
  turns.shift()?.();
  t.same(read, [], 'a whole batch: the kernel may have more');
  arrive(31);
  turns.shift()?.();
  t.same(read, ['a'], 'it had no more');
  add('b');
  let left = 0;
  while (!read.includes('b') && left < 1000) {
    arrive(32);
    turns.shift()?.();
    left += 1;
  }
  t.ok(left > 1 && left < 1000, `left ${left} times`);
  t.equal(turns.length, 0);
  t.end();
});
