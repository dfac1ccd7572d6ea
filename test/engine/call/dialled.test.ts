import fc from 'fast-check';
import t from 'tap';
import { readDialled, readDialString } from '../../../engine/call/dialled.js';
import type { Application } from '../../../routing/application.js';
import type { E164 } from '../../../routing/numbers/number.js';
import { loadPolicy } from '../../../routing/numbers/policy.js';
import type { PoolNumberUse } from '../../../routing/numbers/pool.js';
import { application, StageTrunk, X } from '../../support/stages/call-stage.js';

void t.test('what is dialled behind a number is taken from it, however it is written', async (t) => {
  for (const [user, number, digits] of [
    [X, X, undefined],
    [`${X};postd=1234`, X, '1234'],
    [`${X};postd=pp1234`, X, '1234'],
    [`${X};POSTD=p1234%23`.replace('%23', '#'), X, '1234'],
    [`${X};user=phone;postd=1-2.3(4)`, X, '1234'],
    [`${X}/postd=pp22`, X, '22'],
    [`${X};ext=1234;isub=9`, X, '1234'],
    [`${X},1234`, X, '1234'],
    [`${X},,,1234#`, X, '1234'],
    [`${X}p1234`, X, '1234'],
    [`${X}W12p34`, X, '1234'],
    [`${X};1234`, X, '1234'],
    [`${X};,1234`, X, '1234'],
    [`${X}*1234`, X, '1234'],
    [`${X}#1234#99`, X, '1234'],
    [`${X}x1234`, X, '1234'],
    ['+86-171-0000-0009;postd=1234', '+86-171-0000-0009', '1234'],
    ['17100000009;phone-context=+86', '+8617100000009', undefined],
    ['17100000009;phone-context=+86;ext=12', '+8617100000009', '12'],
    ['17100000009;phone-context=example.com', '17100000009', undefined],
    [`${X};postd=`, X, undefined],
    [`${X};postd=pw,#`, X, undefined],
    [`${X};postd=alice`, X, undefined],
    [`${X};tgrp=1;otg=12`, X, undefined],
    ['alice', 'alice', undefined],
    ['', '', undefined],
  ] as const) {
    const read = readDialString(user);
    t.same([read.number, read.digits], [number, digits], user);
  }
});

void t.test('no text makes it throw, or takes long', async () => {
  const pieces = fc.constantFrom(
    '+',
    '86',
    ';',
    'postd=',
    '/postd=',
    'ext=',
    ',',
    'p',
    'w',
    '#',
    '*',
    '(',
    ' ',
    'é',
  );
  fc.assert(fc.property(fc.string({ unit: pieces }), (text) => void readDialString(text)));
  readDialString('1'.repeat(100_000) + ','.repeat(100_000));
});

const policy = loadPolicy();

/** What a trunk with a policy of China makes of it, where the numbers given belong to applications. */
function dialled(user: string, pool: Readonly<Record<string, Application>>) {
  const trunk = new StageTrunk('carrier');
  trunk.dialledNumber = (raw) => policy.parse(raw, 'national');
  return readDialled(user, trunk, {
    pool: {
      get: (number: E164): PoolNumberUse | undefined =>
        pool[number] === undefined
          ? undefined
          : {
              number,
              appKey: number,
              areaCode: '0755',
              status: 'normal',
              relations: 0,
              restsUntil: undefined,
            },
    },
    applications: { get: (appKey) => pool[appKey] },
  });
}

void t.test('a number that is complete without its phone-context is read without it', async (t) => {
  const landline = '+8675528000001' as E164;
  const pool = { [landline]: application('AXE') };
  t.same(dialled('28000001;phone-context=+86755', pool), { number: landline, digits: undefined });
  t.same(dialled('075528000001;phone-context=+86755;ext=1234', pool), { number: landline, digits: '1234' });
  t.same(dialled('(0755) 2800-0001;phone-context=+86', pool), { number: landline, digits: undefined });
});

void t.test('X and extension as one number are taken apart where X has such extensions', async (t) => {
  const four = application('AXE');
  const two = application('AXE', { extensionDigits: 2 });
  const found = { number: X, digits: '1234' };
  t.same(dialled(`${X}1234`, { [X]: four }), found, 'longer than a number can be');
  t.same(dialled('171000000091234', { [X]: four }), found, 'as it is dialled nationally');
  t.same(dialled('86 171 0000 0009 1234', { [X]: four }), found);
  t.same(dialled(`${X}12`, { [X]: two }), { number: X, digits: '12' });
  const landline = '+8675528000001' as E164;
  t.same(dialled('0755280000011234', { [landline]: four }), { number: landline, digits: '1234' });
  t.same(dialled(X, { [X]: four }), { number: X, digits: undefined });
  const longer = '+8675526000099';
  const both = { [longer]: four, '+867552600009': application('AXE', { extensionDigits: 1 }) };
  t.same(dialled(longer, both), { number: longer, digits: undefined }, 'a number of ours is itself');
  for (const pool of [{ [X]: two }, { [X]: application('AXB') }, {}])
    t.same(dialled(`${X}1234`, pool), { number: undefined, digits: undefined });
  t.same(dialled('+8675526000099', {}), { number: '+8675526000099', digits: undefined }, 'nobody’s number');
});
