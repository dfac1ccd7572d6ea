/**
 * How many numbers of a city a given number of bindings takes, by the rules of each mode (claims.ts has them as
 * claims and counters). Where two rules ask for different numbers, the larger one decides, and the plan names it.
 */
import type { Mode } from '../application.js';
import type { PolicyData } from './policy.js';

export interface PlanWish {
  readonly mode: Mode;
  /** At once: pairs (AXB), relations of an A with its X (AX, AXE, AXYB), pairs that the application knows (X). */
  readonly bindings: number;
  /** Most bindings that one A has at once. */
  readonly perUser: number;
  /** AXYB: most B of one relation of A and X that have a Y at once. */
  readonly bPerA: number;
  /** AX, AXYB: bindings that end in an hour; each leaves a number that rests. */
  readonly endsPerHour: number;
}

export interface PlanPart {
  readonly what: 'x' | 'y' | 'resting';
  readonly numbers: number;
  /** The rule that decided, in a sentence. */
  readonly rule: string;
}

/** Extensions of an X beyond which the product advises against more (product introduction, AXE). */
const A_PER_X = 200;
/** Extensions of up to four digits, 1 to 9999 (spec 5.1). */
const EXTENSIONS = 9999;
const HOUR_SECONDS = 3600;

type Rules = Pick<PolicyData, 'quotas' | 'coolingOffSeconds'>;

/** Parts of which the numbers add up. RangeError if an A would have more X than it may. */
export function planNumbers(wish: PlanWish, rules: Rules): readonly PlanPart[] {
  const parts = partsOf(wish, rules).filter(({ numbers }) => numbers > 0);
  return wish.bindings === 0 ? [] : parts;
}

function partsOf(wish: PlanWish, rules: Rules): readonly PlanPart[] {
  const { mode, bindings } = wish;
  const perUser = Math.min(wish.perUser, bindings);
  const { pairsPerX } = rules.quotas;
  switch (mode) {
    case 'AXB':
      return [
        larger('x', [
          [Math.ceil(bindings / pairsPerX), `an X carries ${pairsPerX} pairs`],
          [perUser, `a user is once on an X, and has ${perUser} pairs`],
        ]),
      ];
    case 'AXE':
      return [
        larger('x', [
          [
            Math.ceil(bindings / A_PER_X),
            `an X should have ${A_PER_X} extensions, of ${EXTENSIONS} it could`,
          ],
          [perUser, `an A is once on an X, and has ${perUser} bindings`],
        ]),
      ];
    case 'AX':
      requireXPerA(perUser, rules);
      return [ownX(bindings), resting(wish, rules)];
    case 'AXYB':
      requireXPerA(perUser, rules);
      return [ownX(bindings), sharedY(wish, rules), resting(wish, rules)];
    case 'X':
      return [
        larger('x', [
          [1, 'the application decides on every call, and no rule limits what an X carries'],
          [perUser, `the application knows a pair by caller and X, and a caller has ${perUser}`],
        ]),
      ];
  }
}

function ownX(bindings: number): PlanPart {
  return { what: 'x', numbers: bindings, rule: 'an X belongs to one A' };
}

function sharedY({ bindings, bPerA }: PlanWish, { quotas: { relationsPerY } }: Rules): PlanPart {
  return larger('y', [
    [Math.ceil((bindings * bPerA) / relationsPerY), `a Y serves ${relationsPerY} relations`],
    [bPerA, `a relation has a B once on a Y, and has ${bPerA} B`],
  ]);
}

function resting({ endsPerHour }: PlanWish, { coolingOffSeconds }: Rules): PlanPart {
  const numbers = Math.ceil((endsPerHour * coolingOffSeconds) / HOUR_SECONDS);
  return { what: 'resting', numbers, rule: `an X rests for ${coolingOffSeconds} s after its binding` };
}

function requireXPerA(perUser: number, { quotas: { xPerA } }: Rules): void {
  if (perUser > xPerA) throw new RangeError(`expected at most ${xPerA} X of one A, found ${perUser}`);
}

function larger(what: PlanPart['what'], choices: readonly [number, string][]): PlanPart {
  const [numbers, rule] = choices.reduce((most, one) => (one[0] > most[0] ? one : most));
  return { what, numbers, rule };
}
