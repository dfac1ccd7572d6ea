import fc from 'fast-check';
import t from 'tap';
import { e164From, numberOf, type E164 } from '../../../routing/numbers/number.js';
import { readPattern } from '../../../routing/numbers/pattern.js';
import { numberPlan, planByExpressions } from '../../../routing/numbers/plan.js';
import { makePolicy } from '../../../routing/numbers/policy.js';
import { chinaPolicy } from '../../support/stages/routing-world.js';

const digits = fc.constantFrom(...'0123456789');
/** Expressions as an operator may write them, all within what a plan understands. */
const expression = fc.letrec<{ whole: string }>((tie) => ({
  whole: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    digits,
    fc.constantFrom('\\d', '.', '[3-9]', '[^05]', '[15-7]', '[\\d]'),
    fc.tuple(tie('whole'), tie('whole')).map(([one, other]) => one + other),
    fc.tuple(tie('whole'), tie('whole')).map(([one, other]) => `(?:${one}|${other})`),
    fc
      .tuple(tie('whole'), fc.constantFrom('?', '*', '+', '{2}', '{0,2}', '{1,}', '{7,8}', '{9}?', '+?'))
      .map(([repeated, times]) => `(${repeated})${times}`),
  ),
})).whole;
const number = fc
  .tuple(fc.constantFrom('86', '1', '4'), fc.stringMatching(/^\d{3,13}$/))
  .map(([head, tail]) => Number(head + tail));

void t.test('a plan says of every number what the expressions say, one after the other', (t) => {
  fc.assert(
    fc.property(
      fc.array(expression, { maxLength: 3 }),
      fc.array(number, { minLength: 30 }),
      (tails, numbers) => {
        const expressions = tails.map((tail) => `86(?:${tail})`);
        const plan = numberPlan(expressions);
        fc.pre(plan !== undefined);
        const reference = planByExpressions(expressions.map((each) => new RegExp(`^\\+${each}$`)));
        for (const each of numbers)
          t.equal(plan?.(each), reference(each), `${expressions.join(' or ')}: ${each}`);
      },
    ),
  );
  t.end();
});

void t.test('the kinds of the Chinese policy are its expressions, at the bounds of their ranges too', (t) => {
  const { kinds } = chinaPolicy;
  const reference = (each: number): string => {
    const national = String(each).replace(/^86/, '');
    if (national === String(each)) return 'foreign';
    return kinds.find((kind) => new RegExp(`^(?:${kind.national})$`).test(national))?.kind ?? 'other';
  };
  const bounds = fc.tuple(fc.integer({ min: 860, max: 8699 }), fc.nat(11), fc.integer({ min: -1, max: 1 }));
  const near = bounds.map(([head, zeros, aside]) => head * 10 ** zeros + aside);
  fc.assert(
    fc.property(
      fc.oneof(near, number).filter((each) => each >= 1000 && each < 1e15),
      (each) => {
        t.equal(chinaPolicy.kindOfNumber(each), reference(each), String(each));
        t.equal(chinaPolicy.kindOf(`+${each}` as E164), reference(each), String(each));
      },
    ),
    { numRuns: 1000 },
  );
  t.end();
});

void t.test('what is no expression of digits, or too much of one, is left to the expression', (t) => {
  for (const odd of [
    '(?=1)\\d+',
    '(\\d)\\1',
    '(?<first>1)',
    '\\w+',
    '[a1]',
    'x',
    '^1',
    '1$',
    '1'.repeat(2000),
  ])
    t.equal(readPattern(odd), undefined, odd.slice(0, 20));
  t.equal(readPattern('(((\\d{15}){15}){15}){15}'), undefined, 'nested repetitions');
  t.equal(numberPlan(['\\d*7']), undefined, 'a range for each number');
  t.equal(numberPlan(['86(?:\\d*1){3}[2468]']), undefined, 'ranges without end');
  const policy = makePolicy({ ...chinaPolicy, kinds: [{ kind: 'mobile', national: '(\\d)\\1\\d{9}' }] });
  t.equal(policy.kindOf('+8611000000000' as E164), 'mobile');
  t.equal(policy.kindOf('+8612000000000' as E164), 'other');
  t.equal(policy.kindOf('+14155550100' as E164), 'foreign');
  t.end();
});

void t.test('every number survives being kept as an integer', (t) => {
  const e164 = fc.stringMatching(/^\+[1-9]\d{3,14}$/);
  fc.assert(
    fc.property(e164, (text) => {
      t.equal(numberOf(text as E164), Number(text));
      t.equal(e164From(numberOf(text as E164)), text);
    }),
    { numRuns: 1000 },
  );
  t.end();
});
