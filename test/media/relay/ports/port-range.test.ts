import t from 'tap';
import { PortRange } from '../../../../media/relay/ports/port-range.js';

void t.test('hands out even ports whose successor is in the range too, in turn', (t) => {
  const range = new PortRange(20_001, 20_006, () => 0);
  t.equal(range.free, 2);
  t.same([range.take(), range.take(), range.take()], [20_002, 20_004, undefined]);
  range.give(20_004);
  range.give(20_002);
  t.equal(range.take(), 20_004, 'what came back first goes first');
  t.end();
});

void t.test('refuses a range without a pair', (t) => {
  for (const [min, max] of [
    [20_001, 20_002],
    [20_000, 20_000],
    [0, 10],
    [60_000, 70_000],
  ] as const)
    t.throws(() => new PortRange(min, max), TypeError);
  t.end();
});

void t.test('two services with the same range begin at different places', (t) => {
  t.equal(new PortRange(20_000, 20_999, () => 0).take(), 20_000);
  t.equal(new PortRange(20_000, 20_999, () => 0.5).take(), 20_500);
  t.end();
});
