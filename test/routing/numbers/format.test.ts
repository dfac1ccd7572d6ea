import t from 'tap';
import {
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberWithError,
  type CountryCode,
} from 'libphonenumber-js';
import examples from 'libphonenumber-js/mobile/examples';
import { maskNumber, type E164 } from '../../../routing/numbers/number.js';
import { NumberFormat } from '../../../routing/numbers/format.js';
import { loadPolicy } from '../../../routing/numbers/policy.js';

const folder = new URL('../../../../routing/', import.meta.url);
const policyOf = (country: string) => loadPolicy(new URL(`policy-${country}.json`, folder));

/**
 * Each number in the ways it is written in its country, the first being that of a trunk with `numberFormat: national`.
 */
const WRITTEN: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  china: {
    '+8613800000021': [
      '13800000021',
      '013800000021',
      '+86 (0)138 0000 0021',
      '8613800000021',
      '008613800000021',
    ],
    '+8675528000001': ['075528000001', '75528000001', '0755-2800 0001', '8675528000001', '+86075528000001'],
    '+861012345678': ['01012345678', '861012345678', '+86 10 1234 5678'],
    '+8695588': ['95588', '8695588', '+8695588'],
    '+493012345678': ['00493012345678', '+493012345678'],
  },
  germany: {
    '+4915112345678': [
      '015112345678',
      '15112345678',
      '+49 (0)151 12345678',
      '4915112345678',
      '00 49 151 12345678',
    ],
    '+493012345678': ['03012345678', '(030) 12345678', '+49 30 12345678', '493012345678', '004903012345678'],
    // Leer in Ostfriesland has the area code 0491: its trunk prefix distinguishes it from the country code.
    '+494911234567': ['04911234567', '+494911234567', '494911234567'],
    '+49116117': ['116117', '+49116117'],
    '+498001234567': ['08001234567', '8001234567'],
    '+8613800000021': ['008613800000021', '+8613800000021'],
  },
  italy: {
    '+390612345678': ['0612345678', '06 1234 5678', '390612345678', '+39 06 12345678', '00390612345678'],
    '+393331234567': ['3331234567', '333 123 4567', '393331234567', '+393331234567'],
    // 391 is a mobile network of its own.
    '+393912345678': ['3912345678', '393912345678', '+393912345678'],
    '+39800123456': ['800123456', '39800123456'],
    '+4915112345678': ['004915112345678', '+4915112345678'],
  },
  'north-america': {
    '+14155550100': ['4155550100', '(415) 555-0100', '1-415-555-0100', '14155550100', '+1 415.555.0100'],
    '+18005550100': ['8005550100', '18005550100'],
    '+442079460000': ['011442079460000', '011 44 20 7946 0000', '+442079460000'],
    '+8613800000021': ['0118613800000021', '8613800000021'],
  },
};

for (const [country, numbers] of Object.entries(WRITTEN))
  void t.test(`numbers of ${country} are read in every way they are written`, async (t) => {
    const policy = policyOf(country);
    for (const [number, ways] of Object.entries(numbers)) {
      t.equal(policy.format(number as E164, 'national'), ways[0], number);
      t.equal(policy.format(number as E164, 'digits'), number.slice(1));
      t.equal(policy.format(number as E164, 'e164'), number);
      for (const way of ways) t.equal(policy.parse(way), number, way);
    }
  });

void t.test('every number written in a format is read in it', async (t) => {
  for (const country of Object.keys(WRITTEN)) {
    const policy = policyOf(country);
    for (const number of Object.values(WRITTEN).flatMap((one) => Object.keys(one)) as E164[])
      for (const format of ['e164', 'digits', 'national'] as const) {
        const isShort = number.length < 9 && !number.startsWith(`+${policy.countryCode}`);
        // Without a + these may as well be a mobile number of China, and landlines of Oldenburg and Liaocheng.
        const isAmbiguous = format === 'digits' && (number.startsWith('+1') || number === '+39800123456');
        if (isShort || isAmbiguous) continue;
        const written = policy.format(number, format);
        t.equal(policy.parse(written, format), number, `${number} in ${country}, ${format}: ${written}`);
      }
  }
});

void t.test('libphonenumber writes the same numbers the same way', async (t) => {
  for (const [country, region] of [
    ['china', 'CN'],
    ['germany', 'DE'],
    ['italy', 'IT'],
    ['north-america', 'US'],
  ] as [string, CountryCode][]) {
    const policy = policyOf(country);
    t.equal(policy.countryCode, getCountryCallingCode(region));
    const home = Object.keys(WRITTEN[country] ?? {}).filter((number) =>
      number.startsWith(`+${policy.countryCode}`),
    );
    const example = getExampleNumber(region, examples)?.number ?? '';
    t.equal(policy.kindOf(example as E164), 'mobile', example);
    for (const number of [...home, example]) {
      const theirs = parsePhoneNumberWithError(number);
      if (!theirs.isPossible()) continue;
      t.equal(policy.format(number as E164, 'national'), theirs.formatNational().replace(/\D/g, ''), number);
      t.equal(policy.parse(theirs.formatNational()), number);
    }
  }
});

void t.test('numbers outside the plan are read as the most likely thing', async (t) => {
  const china = policyOf('china');
  t.equal(china.parse('4915112345678'), '+4915112345678', 'longer than any national number');
  t.equal(china.parse('493012345', 'digits'), '+493012345', 'from a carrier that writes country codes');
  t.equal(china.parse('1999'), '+861999', 'short ones are of the country');
  const italy = policyOf('italy');
  t.equal(italy.parse('+39 0111'), '+390111', 'no 0 is taken from a number that may have one');
  const germany = policyOf('germany');
  t.equal(germany.format('+4911' as E164, 'national'), '011', 'what no kind says, the country says');
});

void t.test('a country says no more than it has to', async (t) => {
  const plain = new NumberFormat({ countryCode: '65', kinds: [{ national: '[3689]\\d{7}' }] });
  t.equal(plain.read('91234567'), '+6591234567');
  t.equal(plain.read('6591234567'), '+6591234567');
  t.equal(plain.read('004915112345678'), '+4915112345678');
  t.equal(plain.write('+6591234567' as E164, 'national'), '91234567');
  for (const none of ['', 'anonymous', '+', '+12', '123', '+1234567890123456', '+0123456789', '9123456x'])
    t.equal(plain.read(none), undefined, none);
  const odd = new NumberFormat({ countryCode: '65', kinds: [{ national: '(?=[89])\\d{8}' }] });
  t.equal(odd.read('91234567'), '+6591234567', 'expressions of any sort');
});

void t.test('more digits than any number of the country has are a number of another', async (t) => {
  for (const [national, longest] of [
    ['[3689]\\d{3}', 4],
    ['1[0-2]\\d{1,4}', 6],
    ['(?:1[38]|[469]0)0[^05]\\d{2,5}|112', 9],
    ['(1.){3}?2?', 7],
    ['(?:1(?:[\\d]{2}|3)){1,4}', 12],
    ['\\d+1', 13],
    ['12*', 13],
    ['(?=[89])\\d{8}', 13],
    ['(\\d)\\1', 13],
    ['^1', 13],
  ] as const) {
    const format = new NumberFormat({ countryCode: '65', kinds: [{ national }] });
    for (let digits = 4; digits <= 13; digits += 1) {
      const text = '7'.repeat(digits);
      t.equal(format.read(text), `+${digits > longest ? '' : '65'}${text}`, `${text} where ${national}`);
    }
  }
});

void t.test('numbers of every country are masked alike', async (t) => {
  t.equal(maskNumber('+493012345678'), '+4930****5678');
  t.equal(maskNumber('+14155550100'), '+141****0100');
  t.equal(maskNumber('+390612345678'), '+3906****5678');
});
