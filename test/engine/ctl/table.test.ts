import t from 'tap';
import { details, printable, Table } from '../../../engine/ctl/table.js';

void t.test('columns are as wide as what is in them, page after page', (t) => {
  const table = new Table(['name', 'mode']);
  t.equal(table.lines([{ name: 'a', mode: 'AXB' }]), 'name  mode\na     AXB');
  t.equal(table.lines([{ name: 'longer', mode: 'AX' }, { mode: 'X' }]), 'longer  AX\n-       X');
  t.end();
});

void t.test('Chinese characters take two columns, combining ones none', (t) => {
  const items = [
    { name: '演示', mode: 'AXB' },
    { name: 'e\u0301', mode: 'AX' },
    { name: 'x\u0308', mode: 'X' },
  ];
  t.equal(new Table(['name', 'mode']).lines(items), 'name  mode\n演示  AXB\ne\u0301     AX\nx\u0308     X');
  t.end();
});

void t.test('nothing in a value moves the cursor, breaks a line or turns the writing round', (t) => {
  const hostile = 'a\u001b[2J\u009b1m\n\u202eb\u2028';
  const shown = 'a\\u{1b}[2J\\u{9b}1m\\u{a}\\u{202e}b\\u{2028}';
  t.equal(printable(hostile), shown);
  t.equal(new Table(['name']).lines([{ name: hostile }]), `name\n${shown}`);
  t.equal(details({ [hostile]: [hostile, hostile] }), `${shown}  ${shown}, ${shown}`);
  t.end();
});

void t.test('what is inside a field has the names of both', (t) => {
  const item = {
    id: 7,
    preVoice: { callerHintTone: 'a.wav' },
    empty: [],
    parts: [{ b: 1 }, { b: 2 }],
    none: null,
  };
  t.equal(
    details(item),
    `id                       7
preVoice.callerHintTone  a.wav
empty                    -
parts.0.b                1
parts.1.b                2
none                     -`,
  );
  t.end();
});
