import t from 'tap';
import { Frequency } from '../../../routing/rules/frequency.js';
import type { Traffic } from '../../../routing/rules/rules.js';
import { mobile, noon, privateNumber } from '../../support/stages/routing-world.js';

const call = (n: number, at: number, more: Partial<Traffic> = {}): Traffic => ({
  appKey: 'app',
  caller: mobile(n),
  callee: mobile(1000),
  x: privateNumber(1),
  direction: 0,
  at,
  ...more,
});

void t.test('several windows at once: 3 in 5 minutes and 5 in a day', async (t) => {
  const frequency = new Frequency(
    [
      { per: 'caller', max: 3, seconds: 300 },
      { per: 'caller', max: 5, seconds: 86_400 },
    ],
    'calls',
  );
  const tried = (at: number): number | 'counted' => {
    const refusal = frequency.refuses(call(1, at));
    if (refusal === undefined) frequency.count(call(1, at));
    return refusal?.until ?? 'counted';
  };
  t.same(
    [0, 1000, 2000].map((ms) => tried(noon + ms)),
    ['counted', 'counted', 'counted'],
  );
  t.equal(tried(noon + 3000), noon + 300_000);
  t.equal(tried(noon + 299_999), noon + 300_000);
  t.equal(tried(noon + 300_000), 'counted', 'at the instant at which the window is over');
  t.equal(tried(noon + 301_000), 'counted');
  t.equal(tried(noon + 700_000), noon + 86_400_000, 'the day is full');
  t.equal(tried(noon + 86_400_000), 'counted');
  t.equal(frequency.refuses(call(2, noon)), undefined, 'another caller');
});

void t.test('each subject has its ending', async (t) => {
  const cases = [
    ['caller', 'caller-frequency', '+86138****0001'],
    ['callee', 'callee-frequency', '+86138****1000'],
    ['x', 'number-frequency', '+86170****0001'],
    ['application', 'application-frequency', 'application app'],
  ] as const;
  for (const [per, code, who] of cases) {
    const frequency = new Frequency([{ per, max: 1, seconds: 60 }], 'calls');
    frequency.count(call(1, noon));
    const expected = { rule: 'frequency', code, because: `${who} has had 1 calls in 60 s` };
    t.match(frequency.refuses(call(1, noon + 1)), expected, per);
  }
  const messages = new Frequency([{ per: 'caller', max: 1, seconds: 60 }], 'messages');
  t.ok(messages.isEmpty, 'a rule about calls is none about messages');
});

void t.test('memory is bounded: stale keys go, and beyond the maximum the quietest', async (t) => {
  const frequency = new Frequency([{ per: 'caller', max: 2, seconds: 60 }], 'calls', 3);
  for (const n of [1, 2, 3]) frequency.count(call(n, noon + n));
  frequency.count(call(1, noon + 10));
  frequency.count(call(4, noon + 11));
  t.equal(frequency.size, 3);
  t.ok(frequency.refuses(call(1, noon + 12)), 'the one that called lately is remembered');
  frequency.count(call(5, noon + 120_000));
  t.equal(frequency.size, 1, 'the others are of no interest any more');
});

void t.test('a clock that is set back forgets what is yet to come', async (t) => {
  const frequency = new Frequency([{ per: 'caller', max: 1, seconds: 60 }], 'calls');
  frequency.count(call(1, noon + 3_600_000));
  t.equal(frequency.refuses(call(1, noon)), undefined);
});
