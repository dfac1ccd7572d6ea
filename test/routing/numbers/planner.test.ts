import t from 'tap';
import type { Mode } from '../../../routing/application.js';
import { planNumbers, type PlanWish } from '../../../routing/numbers/planner.js';

const rules = { quotas: { pairsPerX: 5000, xPerA: 5, relationsPerY: 1000 }, coolingOffSeconds: 60 };

/** `20 x: the rule that decided`. */
function told(mode: Mode, bindings: number, more: Partial<PlanWish> = {}): string[] {
  const wish = { mode, bindings, perUser: 1, bPerA: 1, endsPerHour: 0, ...more };
  return planNumbers(wish, rules).map(({ what, numbers, rule }) => `${numbers} ${what}: ${rule}`);
}

void t.test('the numbers of a plan are those that the rules of its mode ask for', (t) => {
  const cases: readonly (readonly [string[], ...string[]])[] = [
    [told('AXB', 0)],
    [told('AXB', 1), '1 x: an X carries 5000 pairs'],
    [told('AXB', 5000), '1 x: an X carries 5000 pairs'],
    [told('AXB', 5001), '2 x: an X carries 5000 pairs'],
    [told('AXB', 5001, { perUser: 7 }), '7 x: a user is once on an X, and has 7 pairs'],
    [told('AXB', 3, { perUser: 7 }), '3 x: a user is once on an X, and has 3 pairs'],
    [told('AX', 300), '300 x: an X belongs to one A'],
    [
      told('AX', 300, { endsPerHour: 121 }),
      '300 x: an X belongs to one A',
      '3 resting: an X rests for 60 s after its binding',
    ],
    [told('AXE', 200), '1 x: an X should have 200 extensions, of 9999 it could'],
    [told('AXE', 401, { perUser: 2 }), '3 x: an X should have 200 extensions, of 9999 it could'],
    [told('AXE', 401, { perUser: 4 }), '4 x: an A is once on an X, and has 4 bindings'],
    [
      told('AXYB', 100, { bPerA: 30 }),
      '100 x: an X belongs to one A',
      '30 y: a relation has a B once on a Y, and has 30 B',
    ],
    [
      told('AXYB', 100, { bPerA: 30, perUser: 5, endsPerHour: 1 }),
      '100 x: an X belongs to one A',
      '30 y: a relation has a B once on a Y, and has 30 B',
      '1 resting: an X rests for 60 s after its binding',
    ],
    [told('AXYB', 10_001, { bPerA: 2 }), '10001 x: an X belongs to one A', '21 y: a Y serves 1000 relations'],
    [told('AXYB', 100, { bPerA: 0 }), '100 x: an X belongs to one A'],
    [
      told('X', 1_000_000),
      '1 x: the application decides on every call, and no rule limits what an X carries',
    ],
    [told('X', 50, { perUser: 3 }), '3 x: the application knows a pair by caller and X, and a caller has 3'],
  ];
  for (const [found, ...expected] of cases) t.same(found, expected, expected.join(', '));
  t.end();
});

void t.test('an A has no more X than it may', (t) => {
  for (const mode of ['AX', 'AXYB'] as const) {
    t.throws(() => told(mode, 100, { perUser: 6 }), /at most 5 X of one A, found 6/, mode);
    t.doesNotThrow(() => told(mode, 3, { perUser: 6 }), mode);
  }
  t.end();
});
