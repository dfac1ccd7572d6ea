import t from 'tap';
import { parseConfig } from '../../../../config/load.js';
import { NumberWriting } from '../../../../engine/sip/trunks/number-writing.js';
import type { E164 } from '../../../../routing/numbers/number.js';
import { loadPolicy } from '../../../../routing/numbers/policy.js';

const routing = new URL('../../../../../routing/', import.meta.url);

function writing(keys: string, country = 'china'): NumberWriting {
  const [trunk] = parseConfig(`trunks: [{name: a, to: sip:192.0.2.1, ${keys}}]`).trunks;
  if (trunk === undefined) throw new Error('no trunk');
  return new NumberWriting(trunk, loadPolicy(new URL(`policy-${country}.json`, routing)));
}

interface Case {
  readonly keys: string;
  readonly country?: string;
  /** Number to its text at the trunk, read and written alike. */
  readonly both?: Readonly<Record<string, string>>;
  /** Text of the trunk to the number it means. */
  readonly read?: Readonly<Record<string, string | undefined>>;
}

const CASES: Readonly<Record<string, Case>> = {
  'international: the prefix of the country for every number': {
    keys: 'numberFormat: international',
    both: {
      '+8613800000021': '008613800000021',
      '+8675528000001': '008675528000001',
      '+14155550100': '0014155550100',
      '+8695588': '008695588',
    },
  },
  'local in Shenzhen': {
    keys: 'numberFormat: local, numbers: {areaCode: 0755}',
    both: {
      '+8675528000001': '28000001',
      '+8613800000021': '13800000021',
      '+861012345678': '01012345678',
      '+8695588': '95588',
      '+864008123456': '4008123456',
      '+14155550100': '0014155550100',
    },
    read: {
      '0755-2800 0001': '+8675528000001',
      '+86 755 28000001': '+8675528000001',
      '8675528000001': '+8675528000001',
    },
  },
  'local in Beijing: 10086 is a service and no number of the city': {
    keys: 'numberFormat: local, numbers: {areaCode: 010}',
    both: { '+8610086': '10086', '+861062345678': '62345678', '+8610010': '10010' },
  },
  'local, the area code written without its 0': {
    keys: 'numberFormat: local, numbers: {areaCode: "21"}',
    both: { '+862150000001': '50000001' },
  },
  'local in Berlin': {
    keys: 'numberFormat: local, numbers: {areaCode: 030}',
    country: 'germany',
    both: { '+493012345678': '12345678', '+4989123456': '089123456', '+4915112345678': '015112345678' },
  },
  'local in New York': {
    keys: 'numberFormat: local, numbers: {areaCode: "212"}',
    country: 'north-america',
    both: { '+12125550100': '5550100', '+14155550100': '4155550100', '+442079460000': '011442079460000' },
  },
  'strip and add, the first that fits': {
    keys: `numbers: {inbound: {calledRules: [{prefix: "17909", strip: 5}, {prefix: "179", strip: 3, add: "0"}]}}`,
    read: {
      '17909075528000001': '+8675528000001',
      '17975528000001': '+8675528000001',
      '(17909) 0755-2800.0001': '+8675528000001',
      '075528000001': '+8675528000001',
      '17909': undefined,
    },
  },
  'an expression and its groups': {
    keys: `numbers: {inbound: {calledRules: [{pattern: "9(\\\\d{3})#?(\\\\d+)", rewrite: "+86$1$2"}]}}`,
    read: { '975528000001': '+8675528000001', '9755#28000001': '+8675528000001' },
  },
  'a rule that changes nothing keeps a number from the next': {
    keys: `numbers: {inbound: {calledRules: [{prefix: "+86", strip: 0}, {prefix: "+", strip: 1, add: "+86"}]}}`,
    read: { '+8613800000021': '+8613800000021', '+13800000021': '+8613800000021' },
  },
};

for (const [title, { keys, country, both = {}, read = {} }] of Object.entries(CASES))
  void t.test(title, async (t) => {
    const trunk = writing(keys, country);
    for (const [number, text] of Object.entries(both)) {
      t.equal(trunk.write(number as E164, 'called'), text, `${number} is written`);
      t.equal(trunk.read(text, 'called'), number, `${text} is read`);
    }
    for (const [text, number] of Object.entries(read)) t.equal(trunk.read(text, 'called'), number, text);
  });

void t.test('caller and called number have formats and rules of their own, in each direction', async (t) => {
  const trunk = writing(`numberFormat: digits, numbers: {
    inbound: {callerFormat: national, callerRules: [{prefix: "99", strip: 2}]},
    outbound: {callerFormat: e164, calledFormat: national, calledRules: [{prefix: "", add: "7720#"}]}}`);
  const number = '+8613800000021' as E164;
  t.equal(trunk.write(number, 'caller'), '+8613800000021');
  t.equal(trunk.write(number, 'called'), '7720#13800000021');
  t.equal(trunk.read('9913800000021', 'caller'), number);
  t.not(trunk.read('9913800000021', 'called'), number, 'no rule of the caller is applied');
  t.same([trunk.formatOf('inbound', 'caller'), trunk.formatOf('inbound', 'called')], ['national', 'digits']);
});

void t.test('no text is too hostile for rules', async (t) => {
  const trunk = writing(`numbers: {inbound: {calledRules: [{pattern: "\\\\d*(\\\\d*)x", rewrite: "$1"}]}}`);
  for (const text of ['', '\0', '1'.repeat(100_000), '%', '$1', '+'.repeat(65), '１３８'])
    t.equal(trunk.read(text, 'called'), undefined, text.slice(0, 8));
});
