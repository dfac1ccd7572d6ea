import t from 'tap';
import type { AxbBinding, AxybBinding, YbPart } from '../../../routing/binding.js';
import { numberOf, type E164 } from '../../../routing/numbers/number.js';
import { NONE } from '../../../routing/table/hash.js';
import { NumberTable } from '../../../routing/table/numbers.js';
import { RowMemory } from '../../../routing/table/row-memory.js';
import { BindingRows } from '../../../routing/table/rows.js';
import { TextColumn } from '../../../routing/table/columns.js';
import { mobile, noon, privateNumber } from '../../support/stages/routing-world.js';

const times = { revision: 1, createdAt: noon, changedAt: noon, expiresAt: noon + 1000 };

const whole: AxybBinding = {
  mode: 'AXYB',
  id: uuid(1),
  appKey: 'app-axyb',
  x: privateNumber(1),
  a: mobile(1),
  ...times,
  callDirection: 0,
  duration: 60,
  ybDuration: 0,
  preVoiceX: undefined,
  recordFlag: false,
  recordHintTone: undefined,
  userData: undefined,
};

void t.test('a text keeps its place while its row has one, and leaves it to the next', (t) => {
  const texts = new TextColumn();
  t.equal(texts.replace(0, undefined), 0, 'no text takes no place');
  t.equal(texts.get(0), undefined);
  const one = texts.replace(0, 'one');
  const other = texts.replace(0, '');
  t.not(one, other);
  t.same([texts.get(one), texts.get(other)], ['one', ''], 'an empty text is one');
  t.equal(texts.replace(one, 'changed'), one);
  t.equal(texts.get(one), 'changed');
  t.equal(texts.replace(one, undefined), 0);
  t.equal(texts.replace(0, 'next'), one, 'a place is used again');
  t.end();
});

void t.test('rows keep what they hold as their memory grows', (t) => {
  const memory = new RowMemory(40);
  for (let row = 0; row < 1000; row += 1) {
    memory.reserve(row + 1);
    memory.setFloat(row, 0, row + 0.5);
    memory.setInteger(row, 9, 0xffffffff - row);
  }
  for (let row = 0; row < 1000; row += 1) {
    if (memory.float(row, 0) !== row + 0.5) t.fail(`the float of row ${row}`);
    if (memory.integer(row, 9) !== 0xffffffff - row) t.fail(`the integer of row ${row}`);
  }
  t.equal(memory.integer(5000, 0), 0, 'nothing is beyond the end');
  t.end();
});

void t.test('however much room is made at once, and when, rows are found and expire in order', (t) => {
  for (const room of [1, 40, 100, 1000]) {
    const rows = new BindingRows(new NumberTable());
    for (let n = 0; n < 100; n += 1) {
      if (n === 30) rows.expect(room);
      rows.put({ ...pair(n), expiresAt: noon + ((n * 37) % 100) });
    }
    const x = rows.numbers.find(numberOf(privateNumber(1)));
    for (let n = 0; n < 100; n += 1) {
      const row = rows.findId(uuid(n));
      if (rows.findParty(x, numberOf(mobile(2 * n + 1))) !== row) t.fail(`party of ${n}, room for ${room}`);
    }
    t.equal([...rows.onX(x)].length, 100);
    const order = Array.from({ length: 100 }, () => {
      const at = rows.expiresAt(rows.expiry.first);
      rows.remove(rows.expiry.first);
      return at - noon;
    });
    t.same(order, [...Array(100).keys()], `room for ${room}`);
  }
  t.end();
});

void t.test('a row is found by id and by both parties, and nothing of it is left for the next', (t) => {
  const numbers = new NumberTable();
  const rows = new BindingRows(numbers);
  for (let n = 0; n < 200; n += 1) rows.put(pair(n));
  const x = numbers.find(numberOf(privateNumber(1)));
  for (let n = 0; n < 200; n += 1) {
    const row = rows.findId(uuid(n));
    t.same(rows.binding(row), pair(n));
    t.equal(rows.findParty(x, numberOf(mobile(2 * n))), row);
    t.equal(rows.findParty(x, numberOf(mobile(2 * n + 1))), row);
  }
  t.same(new Set(rows.onX(x)).size, 200);
  for (let n = 0; n < 200; n += 2) {
    rows.setCaller(rows.findId(uuid(n)), numberOf(mobile(7)), Infinity);
    rows.remove(rows.findId(uuid(n)));
  }
  t.equal(rows.count, 100);
  t.equal(rows.findParty(x, numberOf(mobile(4))), NONE);
  t.same(rows.binding(rows.findId(uuid(3))), pair(3), 'the others stay');
  rows.put({ ...pair(1000), userData: undefined });
  const reused = rows.findId(uuid(1000));
  t.equal(rows.size, 200, 'a free row is used before a new one');
  t.equal(rows.userData(reused), undefined);
  t.equal(rows.caller(reused, noon), 0, 'not the call-back record of who was there before');
  t.end();
});

void t.test('an AX part stays at the head of its X', (t) => {
  const numbers = new NumberTable();
  const rows = new BindingRows(numbers);
  rows.put(whole);
  for (const n of [2, 3, 4]) rows.putPart(part(n));
  const x = numbers.find(numberOf(whole.x));
  t.equal(rows.owningX(x), rows.findId(whole.id));
  t.equal(
    rows.findPart(x, numberOf(mobile(3))),
    rows.findParty(numbers.find(numberOf(part(3).y)), numberOf(whole.a)),
  );
  rows.putPart({ ...part(3), revision: 2, y: privateNumber(99) });
  t.equal(
    rows.findParty(numbers.find(numberOf(privateNumber(3))), numberOf(whole.a)),
    NONE,
    'its old Y is left',
  );
  t.match(rows.part(rows.findPart(x, numberOf(mobile(3)))), { revision: 2, y: privateNumber(99) });
  for (const n of [4, 2]) rows.remove(rows.findPart(x, numberOf(mobile(n))));
  t.equal(rows.owningX(x), rows.findId(whole.id));
  t.same(
    [...rows.onX(x)].map((row) => rows.kind(row)),
    ['AXYB', 'YB'],
  );
  rows.remove(rows.findPart(x, numberOf(mobile(3))));
  rows.remove(rows.findId(whole.id));
  t.equal(rows.owningX(x), NONE);
  t.equal(rows.count, 0);
  t.end();
});

function uuid(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

function pair(n: number): AxbBinding {
  return {
    mode: 'AXB',
    id: uuid(n),
    appKey: 'app-axb',
    x: privateNumber(1),
    a: mobile(2 * n),
    b: mobile(2 * n + 1),
    ...times,
    expiresAt: noon + n,
    callDirection: 0,
    duration: 60,
    maxDuration: 0,
    lastMinVoice: undefined,
    privateSms: true,
    preVoice: undefined,
    recordFlag: false,
    recordHintTone: undefined,
    userData: `order-${n}`,
  };
}

function part(n: number): YbPart {
  const { id, appKey, x, a } = whole;
  const b: E164 = mobile(n);
  const own = { y: privateNumber(n), b, ybDuration: 0, preVoiceY: undefined, automatic: true };
  return { mode: 'YB', subscriptionId: id, appKey, x, a, ...times, ...own };
}
