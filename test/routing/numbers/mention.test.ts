import t from 'tap';
import { Mention } from '../../../routing/numbers/mention.js';
import type { E164 } from '../../../routing/numbers/number.js';
import { loadPolicy } from '../../../routing/numbers/policy.js';

const china = loadPolicy();
const of = (number: string): Mention => Mention.of(number as E164, china);

void t.test('a number is found as people and systems write it', (t) => {
  const found: Readonly<Record<string, readonly string[]>> = {
    '+8613800000021': [
      ...['+8613800000021', '8613800000021', '008613800000021', '13800000021', '013800000021'],
      ...['138-0000-0021', '138 0000 0021', '+86 138 0000 0021', '(+86) 138.0000.0021', '0086-13800000021'],
      ...[
        'tel:+8613800000021;x',
        'order 77, 13800000021',
        '１３８００００００２１',
        '{"tel":"13800000021"}',
        'A13800000021B',
      ],
    ],
    '+8675528000001': [
      '075528000001',
      '(0755) 28000001',
      '0755-2800 0001',
      '+86 (0)755 28000001',
      '75528000001',
    ],
    '+14155550100': ['+1 (415) 555-0100', '0014155550100', '14155550100'],
    '+8695588': ['+8695588', '8695588'],
  };
  for (const [number, texts] of Object.entries(found))
    for (const text of texts) t.equal(of(number).isIn(text), true, `${number} in ${text}`);
  t.end();
});

void t.test('another number is not, nor one of few digits without its country code', (t) => {
  const others: Readonly<Record<string, readonly string[]>> = {
    '+8613800000021': [
      ...['138000000210', '9913800000021', '1380000002', '13800000022', '1764581113800000021'],
      ...['138,0000,0021', '', '86'],
    ],
    '+14155550100': ['4155550100', '24155550100'],
    '+8695588': ['95588', '095588'],
  };
  for (const [number, texts] of Object.entries(others))
    for (const text of texts) t.equal(of(number).isIn(text), false, `${number} in ${text}`);
  t.end();
});

void t.test('a text with more in it is not the number, which is taken out of it', (t) => {
  const mention = of('+8613800000021');
  t.equal(mention.isAll(' 138 0000 0021 '), true);
  t.equal(mention.isAll('13800000021;ext=1'), false);
  t.equal(
    mention.without('to 13800000021 or +8613800000021, not 13800000022'),
    'to *********** or **************, not 13800000022',
  );
  t.equal(new Mention(structuredClone(mention.data)).isIn('13800000021'), true, 'also in a thread');
  t.end();
});
