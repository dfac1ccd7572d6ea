import fc from 'fast-check';
import t from 'tap';
import { e164From, maskNumber, numberOf, type E164 } from '../../../routing/numbers/number.js';
import { chinaPolicy } from '../../support/stages/routing-world.js';

void t.test('numbers are read as people and carriers write them', (t) => {
  for (const [written, read] of [
    ['+8613800000021', '+8613800000021'],
    ['8613800000021', '+8613800000021'],
    ['008613800000021', '+8613800000021'],
    ['13800000021', '+8613800000021'],
    ['+86 138-0000-0021', '+8613800000021'],
    ['075528000001', '+8675528000001'],
    ['+8675528000001', '+8675528000001'],
    ['+86075528000001', '+8675528000001'],
    ['01012345678', '+861012345678'],
    ['4001234567', '+864001234567'],
    ['95588', '+8695588'],
    ['10086', '+8610086'],
    ['0014155550100', '+14155550100'],
    ['+14155550100', '+14155550100'],
  ])
    t.equal(chinaPolicy.parse(written ?? ''), read, written ?? '');
  for (const none of [
    '',
    'anonymous',
    '+',
    '+12',
    '123',
    '+1234567890123456',
    '13800000021x',
    '+0123456789',
    '１３８００００００２１',
  ])
    t.equal(chinaPolicy.parse(none), undefined, JSON.stringify(none));
  t.end();
});

void t.test('numbers are written as a trunk wants them', (t) => {
  for (const [number, national] of [
    ['+8613800000021', '13800000021'],
    ['+8675528000001', '075528000001'],
    ['+861012345678', '01012345678'],
    ['+864001234567', '4001234567'],
    ['+8695588', '95588'],
    ['+14155550100', '0014155550100'],
  ] as [E164, string][]) {
    t.equal(chinaPolicy.format(number, 'national'), national);
    t.equal(chinaPolicy.format(number, 'digits'), number.slice(1));
    t.equal(chinaPolicy.format(number, 'e164'), number);
  }
  t.end();
});

void t.test('a number survives being kept as an integer', (t) => {
  for (const number of [
    '+1234',
    '+8695588',
    '+9999999',
    '+10000000',
    '+8613800000021',
    '+861380000',
    '+999999999999999',
  ])
    t.equal(e164From(numberOf(number as E164)), number);
  fc.assert(
    fc.property(fc.stringMatching(/^\+[1-9]\d{3,14}$/), (text) => {
      t.equal(numberOf(text as E164), Number(text));
      t.equal(e164From(numberOf(text as E164)), text);
    }),
    { numRuns: 1000 },
  );
  t.end();
});

void t.test('a shown number keeps its head and its last four digits', (t) => {
  t.equal(maskNumber('+8613800000021'), '+86138****0021');
  t.equal(maskNumber('95588'), '*****');
  t.equal(maskNumber('138 0000 0021'), '*** **** ****');
  t.equal(maskNumber('１３８００００００２１'), '１３８****００２１');
  t.notMatch(maskNumber('+8675528000001'), /2800/);
  t.end();
});
