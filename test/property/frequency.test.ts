/** The frequencies against a model that remembers every call, with clocks that stand still and jump ahead. */
import fc from 'fast-check';
import t from 'tap';
import { e164From } from '../../routing/numbers/number.js';
import { Frequency, type FrequencyData } from '../../routing/rules/frequency.js';
import type { Traffic } from '../../routing/rules/rules.js';

const subject = fc.constantFrom('caller', 'callee', 'x', 'application');
const rule: fc.Arbitrary<FrequencyData> = fc.record({
  per: subject,
  max: fc.integer({ min: 1, max: 9 }),
  seconds: fc.integer({ min: 1, max: 40 }),
});
const step = fc.record({
  caller: fc.integer({ min: 0, max: 3 }),
  callee: fc.option(fc.integer({ min: 4, max: 6 }), { nil: undefined }),
  x: fc.integer({ min: 7, max: 8 }),
  app: fc.constantFrom('one', 'two'),
  // Often at once or exactly a window later.
  after: fc.oneof(
    fc.constant(0),
    fc.integer({ min: 0, max: 40 }).map((s) => s * 1000),
    fc.nat(45_000),
  ),
});

const number = (n: number) => e164From(8613800000000 + n);

/** Why the model refuses it: until when the last of the full windows lasts. */
function modelUntil(
  rules: readonly FrequencyData[],
  past: readonly Traffic[],
  call: Traffic,
): number | undefined {
  const untils = rules.flatMap(({ per, max, seconds }) => {
    const key = (one: Traffic): unknown => (per === 'application' ? one.appKey : one[per]);
    if (key(call) === undefined) return [];
    const within = past.filter((one) => key(one) === key(call) && call.at - one.at < seconds * 1000);
    const oldest = within.at(-max);
    return oldest === undefined ? [] : [oldest.at + seconds * 1000];
  });
  return untils.length === 0 ? undefined : Math.max(...untils);
}

void t.test('a window refuses exactly what a list of all calls would, until the same instant', async (t) => {
  fc.assert(
    fc.property(
      fc.array(rule, { minLength: 1, maxLength: 5 }),
      fc.array(step, { maxLength: 60 }),
      (rules, steps) => {
        const frequency = new Frequency(rules, 'calls');
        const past: Traffic[] = [];
        let at = 1_700_000_000_000;
        for (const { caller, callee, x, app, after } of steps) {
          at += after;
          const call: Traffic = {
            appKey: app,
            caller: number(caller),
            callee: callee === undefined ? undefined : number(callee),
            x: number(x),
            direction: 0,
            at,
          };
          const refusal = frequency.refuses(call);
          const expected = modelUntil(rules, past, call);
          if (refusal?.until !== expected) return false;
          if (refusal !== undefined) continue;
          frequency.count(call);
          past.push(call);
        }
        return true;
      },
    ),
    { numRuns: 400 },
  );
  t.pass();
});
