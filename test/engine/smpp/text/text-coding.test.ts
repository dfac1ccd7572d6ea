import t from 'tap';
import { readText } from '../../../../engine/smpp/text/text-coding.js';

const read = (hex: string, coding: number, alphabet: 'gsm' | 'ascii' | 'latin1' = 'gsm') =>
  readText(Buffer.from(hex, 'hex'), coding, alphabet);

void t.test('every kind of data_coding is read', (t) => {
  const kinds: readonly (readonly [hex: string, coding: number, text: string | undefined])[] = [
    ['0005201b65', 0, '@é €'],
    ['40e9', 1, '@é'],
    ['ff00', 2, undefined],
    ['e9a4', 3, 'é¤'],
    ['ff00', 4, undefined],
    ['93fa967b', 5, '日本'],
    ['bfe0d8d2d5e2', 6, 'Привет'],
    ['f9ece5ed', 7, 'שלום'],
    ['4f60597d', 8, '你好'],
    ['01', 9, undefined],
    ['1b2442467c4b5c1b2842', 10, '日本'],
    ['01', 11, undefined],
    ['01', 12, undefined],
    ['c6fccbdc', 13, '日本'],
    ['c7d1b1db', 14, '한글'],
    ['c4e3bac3', 15, '你好'],
    ['00', 0x10, '@'],
    ['00', 0x14, undefined],
    ['4f60', 0x18, '你'],
    ['00', 0x1c, undefined],
    ['00', 0x20, undefined],
    ['00', 0x90, undefined],
    ['00', 0xc8, '@'],
    ['00', 0xd8, '@'],
    ['4f60', 0xe0, '你'],
    ['00', 0xf0, '@'],
    ['00', 0xf4, undefined],
    ['00', 0xff, undefined],
  ];
  for (const [hex, coding, text] of kinds) t.equal(read(hex, coding), text, `data_coding ${coding}`);
  t.end();
});

void t.test('the default alphabet is what the carrier says', (t) => {
  t.equal(read('40e9', 0, 'latin1'), '@é');
  t.equal(read('4041', 0, 'ascii'), '@A');
  t.equal(read('4041', 0xf0, 'latin1'), '¡A', 'but a scheme of GSM is always the alphabet of GSM');
  t.end();
});

void t.test('septets that are no characters of the alphabet are read as phones do', (t) => {
  t.equal(read('1b', 0), ' ', 'an escape at the end');
  t.equal(read('1b1b41', 0), ' A', 'two escapes');
  t.equal(read('1b41', 0), 'A', 'an extension that there is not');
  t.equal(read('1b3c1b3e', 0), '[]');
  t.equal(read('e941', 0), 'éA', 'more than seven bits are Latin-1');
  t.end();
});

void t.test('UCS-2 may be UTF-16, in either order of octets, and may be cut off', (t) => {
  t.equal(read('d83dde00', 8), '😀');
  t.equal(read('feff4f60', 8), '你');
  t.equal(read('fffe604f', 8), '你');
  t.equal(read('d83d', 8), '\ufffd', 'half of a pair');
  t.equal(read('4f6059', 8), '你\ufffd', 'half of a character');
  t.equal(read('', 8), '');
  t.end();
});
