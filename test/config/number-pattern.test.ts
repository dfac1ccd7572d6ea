import t from 'tap';
import { parseConfig } from '../../config/load.js';
import { ConfigError } from '../../config/problem.js';
import { parseNumberPattern } from '../../config/number-pattern.js';

const GOOD: readonly (readonly [pattern: string, groups: number, fits: string, fitsNot: string])[] = [
  ['0(\\d+)', 1, '075528000001', '75528000001'],
  ['(1[3-9]\\d{9})', 1, '13800000021', '138000000211'],
  ['(10|2\\d|[3-9]\\d{2})(\\d{7,8})', 2, '75528000001', '1328000001'],
  ['\\+86(\\d*)', 1, '+86', '86'],
  ['0?[1-9].+', 0, '0112', '00112'],
  ['17909|12593', 0, '12593', '1790912593'],
  ['\\*31\\#(\\d{3,})', 1, '*31#123', '*31#12'],
  ['sip[a-z]{0,3}', 0, 'siptr', 'sip1'],
];

for (const [pattern, groups, fits, fitsNot] of GOOD)
  void t.test(`${pattern} is an expression for whole numbers`, async (t) => {
    const parsed = parseNumberPattern(pattern);
    t.equal(parsed?.groups, groups);
    t.ok(parsed?.expression.test(fits), fits);
    t.notOk(parsed?.expression.test(fitsNot), fitsNot);
  });

const REFUSED = [
  '',
  '(\\d+)+',
  '(0|1)*',
  '((0)1)',
  '(01',
  '01)',
  '\\d+\\d+\\d+',
  '\\d*\\d*\\d*\\d*5',
  '\\d?'.repeat(20),
  '(1|11|111)'.repeat(10),
  '\\d{0,30}\\d{0,30}\\d{0,30}',
  '\\d{1,99}',
  '\\d{5,2}',
  '(?:0)1',
  '(?=0)1',
  '(0)\\1',
  '^0$',
  '\\w+',
  '[9-0]',
  '[0-9',
  '1{2}{3}',
  '1++',
  '0'.repeat(129),
];

for (const pattern of REFUSED)
  void t.test(`${pattern.slice(0, 40)} is refused`, async (t) =>
    t.equal(parseNumberPattern(pattern), undefined),
  );

void t.test('the slowest expressions that are allowed take no time on the longest text', async (t) => {
  // 4096 ways of 64 steps each. One that took long would let this test run into its time limit.
  const worst = parseNumberPattern('\\d*\\d*x');
  for (let round = 0; round < 200; round += 1) t.notOk(worst?.expression.test('1'.repeat(64)));
});

void t.test('what a rule must have', async (t) => {
  const complaints = (rule: string): string => {
    try {
      parseConfig(
        `trunks: [{name: a, to: sip:192.0.2.1, numbers: {outbound: {calledRules: [${rule}]}}}]`,
        'f',
      );
    } catch (error) {
      if (error instanceof ConfigError) return error.message.replace('f:1 trunks[0].numbers.outbound.', '');
      throw error;
    }
    return '';
  };
  t.equal(complaints('{prefix: "0", strip: 1}'), '');
  t.equal(complaints('{prefix: "", add: "9"}'), '');
  t.equal(complaints('{pattern: "0(1)", rewrite: "$1"}'), '');
  t.match(complaints('{strip: 1}'), 'calledRules[0]: expected prefix (with strip, add or both) or pattern');
  t.match(complaints('{prefix: "0", pattern: "0", rewrite: "1"}'), 'found both');
  t.match(
    complaints('{prefix: "0"}'),
    'calledRules[0]: expected strip, add or both with a prefix, found neither',
  );
  t.match(
    complaints('{prefix: "0", rewrite: "1"}'),
    'calledRules[0].rewrite: expected strip or add with a prefix',
  );
  t.match(complaints('{pattern: "0", strip: 1}'), 'calledRules[0].strip: expected rewrite with a pattern');
  t.match(
    complaints('{pattern: "0"}'),
    'calledRules[0].rewrite: expected what the number becomes, found nothing',
  );
  t.match(
    complaints('{pattern: "0(1)", rewrite: "$2"}'),
    'expected groups of the pattern, which has 1, found "$2"',
  );
  t.match(
    complaints('{pattern: "(0+)+", rewrite: "1"}'),
    'calledRules[0].pattern: expected an expression of digits',
  );
  t.match(complaints('{prefix: "0", add: "1@evil"}'), 'calledRules[0].add: expected at most 32 digits');
  t.match(complaints('{pattern: "0", rewrite: "$&"}'), 'calledRules[0].rewrite: expected digits');
});

void t.test('local needs an area code, and softphones have no formats', async (t) => {
  t.throws(
    () => parseConfig('trunks: [{name: a, to: sip:192.0.2.1, numberFormat: local}]', 'f'),
    /trunks\[0\]\.numberFormat: expected numbers\.areaCode with local, found no area code/,
  );
  t.throws(
    () =>
      parseConfig('trunks: [{name: a, to: sip:192.0.2.1, numbers: {inbound: {callerFormat: local}}}]', 'f'),
    /trunks\[0\]\.numbers\.inbound\.callerFormat: expected numbers\.areaCode with local/,
  );
  t.throws(
    () => parseConfig('trunks: [{name: a, type: softphones, numbers: {areaCode: 0755}}]', 'f'),
    /trunks\[0\]\.numbers: expected numbers on carrier trunks only/,
  );
});
