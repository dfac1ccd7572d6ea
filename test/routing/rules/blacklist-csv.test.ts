import t from 'tap';
import type { BlacklistWish } from '../../../routing/rules/blacklist.js';
import { readBlacklistCsv, type BlacklistTerms } from '../../../routing/rules/blacklist-csv.js';

const soon = '2027-01-01T08:00:00+08:00';
const expiresAt = Date.parse('2027-01-01T00:00:00Z');

interface Case {
  readonly csv: string;
  readonly terms?: BlacklistTerms;
  readonly wishes?: readonly Partial<BlacklistWish>[];
  readonly faults?: readonly (readonly [line: number, message: RegExp])[];
}

const cases: Readonly<Record<string, Case>> = {
  'numbers alone, with the terms of the import': {
    csv: '+8613800000021\r\n\r\n 138 0000 0022 \n',
    terms: { kind: 'call', appKey: 'key', expiresAt },
    wishes: [
      { kind: 'call', number: '+8613800000021', appKey: 'key', expiresAt },
      { kind: 'call', number: '138 0000 0022', appKey: 'key', expiresAt },
    ],
  },
  'columns in any order and case, some of them others': {
    csv: `\uFEFFNote,name,UNTIL,Number,kind,appKey\n"asked, ""twice""",Li,${soon},+86170*,message,key\n,,,1,x,\n`,
    wishes: [
      { kind: 'message', number: '+86170*', appKey: 'key', expiresAt, note: 'asked, "twice"' },
      { kind: 'x', number: '1', appKey: undefined, expiresAt: undefined, note: undefined },
    ],
  },
  'a line says otherwise than the terms': {
    csv: `number,kind,app_key,until,x\n1,bind-a,other,${soon},\n2,,,,3`,
    terms: { kind: 'x', appKey: 'key', expiresAt: 7 },
    wishes: [
      { kind: 'bind-a', number: '1', appKey: 'other', expiresAt, x: undefined },
      { kind: 'x', number: '2', appKey: 'key', expiresAt: 7, x: '3' },
    ],
  },
  'bad lines are told, the others taken': {
    csv: `number,kind,until,note\n1,calls,,\n2,,,\n3,call,tomorrow,\n4,call,2027-01-01,\n5,call,2027-13-01T00:00:00Z,\n6,call,,${'n'.repeat(257)}\n7,call,,\n`,
    wishes: [{ number: '7' }],
    faults: [
      [2, /^kind: expected one of bind-a, .*, found calls$/],
      [3, /^kind: expected one of .*, found none$/],
      [4, /^until: expected a time such as .*, found tomorrow$/],
      [5, /found 2027-01-01$/],
      [6, /found 2027-13-01T00:00:00Z$/],
      [7, /^note: expected at most 256 characters, found 257$/],
    ],
  },
  nothing: { csv: '\n\n', terms: { kind: 'call' } },
};

for (const [title, { csv, terms = {}, wishes = [], faults = [] }] of Object.entries(cases)) {
  void t.test(title, (t) => {
    const read = readBlacklistCsv(csv, terms);
    t.match(
      read.wishes.map(({ wish }) => wish),
      wishes,
    );
    t.equal(read.wishes.length, wishes.length);
    t.match(
      read.faults.map(({ line, message }) => [line, message]),
      faults,
    );
    t.equal(read.faults.length, faults.length);
    t.end();
  });
}
