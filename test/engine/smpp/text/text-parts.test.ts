import fc from 'fast-check';
import t from 'tap';
import { textParts, type TextParts } from '../../../../engine/smpp/text/text-parts.js';
import { readText, type DefaultAlphabet } from '../../../../engine/smpp/text/text-coding.js';

function partsOf(text: string, alphabet: DefaultAlphabet = 'gsm'): TextParts {
  const parts = textParts(text, alphabet);
  if (parts === undefined) throw new Error('too long');
  return parts;
}

function lengths(text: string): number[] {
  return partsOf(text).parts.map(({ length }) => length);
}

void t.test('160 characters of the default alphabet fit into one message, and 161 need two of 153', (t) => {
  t.strictSame(lengths('a'.repeat(160)), [160]);
  t.strictSame(lengths('a'.repeat(161)), [153, 8]);
  t.strictSame(lengths('a'.repeat(306)), [153, 153]);
  t.strictSame(lengths('a'.repeat(307)), [153, 153, 1]);
  t.end();
});

void t.test('a character of the extension table takes two septets, which stay together', (t) => {
  t.strictSame(lengths('€'.repeat(80)), [160]);
  t.strictSame(lengths('€'.repeat(81)), [152, 10], '153 is odd: the 77th pair goes into the next part');
  const [first = Buffer.alloc(0)] = partsOf('a'.repeat(152) + '{' + 'b'.repeat(20)).parts;
  t.equal(first.length, 152);
  t.not(first.at(-1), 0x1b, 'no part ends with an escape');
  t.end();
});

void t.test('a character outside the alphabet makes the whole text UCS-2: 70 units, or 67 a part', (t) => {
  t.equal(partsOf('您好').dataCoding, 8);
  t.strictSame(partsOf('您好').parts, [Buffer.from('60a8597d', 'hex')]);
  t.strictSame(lengths('好'.repeat(70)), [140]);
  t.strictSame(lengths('好'.repeat(71)), [134, 8]);
  t.strictSame(lengths('好' + 'a'.repeat(69)), [140]);
  t.strictSame(lengths('ç'), [2], 'the small letter is not in the alphabet, only the capital one');
  t.strictSame(lengths('\u001b'), [2], 'nor is the escape a character of it');
  t.end();
});

void t.test('a surrogate pair is never split', (t) => {
  t.strictSame(lengths('好' + '😀'.repeat(40)), [134, 28]);
  t.strictSame(lengths('😀'.repeat(36)), [132, 12], '67 units are odd: one stays free');
  t.end();
});

void t.test('what data_coding 0 means at the carrier decides the octets, and septets the room', (t) => {
  t.strictSame(partsOf('@é', 'gsm').parts, [Buffer.from([0x00, 0x05])]);
  t.strictSame(partsOf('@é', 'latin1').parts, [Buffer.from([0x40, 0xe9])]);
  t.equal(partsOf('@é', 'ascii').dataCoding, 8);
  t.equal(partsOf('€', 'latin1').dataCoding, 8);
  t.equal(partsOf('[', 'ascii').dataCoding, 0);
  t.equal(partsOf('`', 'ascii').dataCoding, 8, 'a phone could not show it');
  t.strictSame(
    partsOf('['.repeat(81), 'ascii').parts.map(({ length }) => length),
    [76, 5],
    'on the air each of them has two septets',
  );
  t.end();
});

void t.test('more than 255 parts are no message', (t) => {
  t.equal(textParts('a'.repeat(255 * 153), 'gsm')?.parts.length, 255);
  t.equal(textParts('a'.repeat(255 * 153 + 1), 'gsm'), undefined);
  t.end();
});

void t.test('the parts of any text are within their room, and read one by one give the text', (t) => {
  const character = fc.oneof(
    fc.constantFrom(...'aZ@£\n{}[]~^|\\€ΔÇ0 ?'),
    fc.constantFrom('好', '😀', 'ç', '`'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  );
  fc.assert(
    fc.property(
      fc.array(character, { minLength: 1, maxLength: 400 }),
      fc.constantFrom<DefaultAlphabet>('gsm', 'ascii', 'latin1'),
      (characters, alphabet) => {
        const text = characters.join('');
        const { dataCoding, parts } = partsOf(text, alphabet);
        const room = dataCoding === 8 ? [140, 134] : [160, 153];
        for (const part of parts) if (part.length > (room[parts.length === 1 ? 0 : 1] ?? 0)) return false;
        // A byte order mark at the beginning is no character of the text.
        const read = parts.map((part) => readText(part, dataCoding, alphabet)).join('');
        return parts.every((part) => part.length > 0) && read === text.replace(/^\ufeff/, '');
      },
    ),
    { numRuns: 300 },
  );
  t.end();
});
