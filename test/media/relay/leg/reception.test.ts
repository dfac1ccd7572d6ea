import t from 'tap';
import { Reception } from '../../../../media/relay/leg/reception.js';

void t.test('counts gaps as lost, reordered packets not', (t) => {
  const reception = receive([65_534, 65_535, 2, 1, 5]);
  t.equal(reception.packets, 5);
  t.equal(reception.lost, 3, '0, 3 and 4 are missing');
  t.end();
});

void t.test('a duplicate makes nothing less than none lost', (t) => {
  t.equal(receive([1, 1, 2, 2]).lost, 0);
  t.end();
});

void t.test('another sender, or a jump of one, begins a new account and keeps the old total', (t) => {
  const reception = receive([1, 3]);
  reception.count(8, 40_000, 0, 8000, 0);
  t.ok(reception.restarted);
  reception.count(8, 40_002, 320, 8000, 40);
  t.notOk(reception.restarted);
  reception.count(8, 10_000, 480, 8000, 60);
  t.ok(reception.restarted);
  t.equal(reception.lost, 2);
  t.end();
});

void t.test(
  'jitter is RFC 3550’s: none for even arrival, growing towards the mean deviation otherwise',
  (t) => {
    t.equal(receive([1, 2, 3, 4]).jitterMs, 0);
    const uneven = new Reception();
    for (let i = 0; i < 400; i += 1) uneven.count(7, i, i * 160, 8000, i * 20 + (i % 2) * 10);
    t.ok(Math.abs(uneven.jitterMs - 10) < 0.1);
    t.end();
  },
);

void t.test('a pause of the sender’s clock is no jitter', (t) => {
  const reception = receive([1, 2]);
  reception.count(7, 3, 3 * 160, 8000, 60_000);
  t.equal(reception.jitterMs, 0);
  t.end();
});

function receive(sequences: readonly number[]): Reception {
  const reception = new Reception();
  for (const sequence of sequences) {
    const position = (sequence << 16) >> 16;
    reception.count(7, sequence, position * 160, 8000, position * 20);
  }
  return reception;
}

void t.test('a key press, whose packets keep the timestamp of its start, is no jitter', (t) => {
  const reception = receive([1, 2, 3]);
  for (let i = 4; i < 20; i += 1) reception.count(7, i, 4 * 160, 8000, i * 20, false, false);
  reception.count(7, 20, 20 * 160, 8000, 400);
  t.equal(reception.jitterMs, 0);
  t.end();
});

void t.test('the jitter of a call is its mean over the samples, in which a silent time counts once', (t) => {
  const reception = new Reception();
  const say = (from: number, to: number, uneven: number): void => {
    for (let i = from; i < to; i += 1) reception.count(7, i, i * 160, 8000, i * 20 + (i % 2) * uneven);
  };
  say(0, 400, 10);
  reception.sample();
  reception.sample();
  reception.sample();
  say(400, 1200, 0);
  reception.sample();
  const { jitterMs } = reception.totals;
  t.ok(Math.abs(jitterMs - 5) < 0.2, `${jitterMs}: half of 10, where the end alone would say none`);
  t.end();
});
