import fc from 'fast-check';
import t from 'tap';
import { readUserData, writePartHeader } from '../../../../engine/smpp/text/user-data-header.js';

const read = (hex: string) => {
  const data = readUserData(Buffer.from(hex, 'hex'));
  return data && { part: data.part, content: data.content.toString('hex') };
};

void t.test('the number of a part is read with an 8-bit and a 16-bit reference', (t) => {
  t.strictSame(read('050003aa020161'), { part: { reference: 0xaa, total: 2, number: 1 }, content: '61' });
  t.strictSame(read('060804abcd0302'), { part: { reference: 0xabcd, total: 3, number: 2 }, content: '' });
  t.end();
});

void t.test('other elements are left out, wherever they stand', (t) => {
  t.strictSame(read('0b05041581000000030102026162'), {
    part: { reference: 1, total: 2, number: 2 },
    content: '6162',
  });
  t.strictSame(read('0605040b8423f061'), { part: undefined, content: '61' }, 'ports alone');
  t.strictSame(read('00616263'), { part: undefined, content: '616263' }, 'an empty header');
  t.strictSame(
    read('0a00030102010003090202'),
    { part: { reference: 9, total: 2, number: 2 }, content: '' },
    'of two numbers the last one counts',
  );
  t.end();
});

void t.test('a part number that makes no sense is none', (t) => {
  for (const element of ['0003010100', '0003010000', '0003010203', '0003010101', '00020102', '080301020300'])
    t.equal(read(`05${element}`.padEnd(12, '0'))?.part, undefined, element);
  t.end();
});

void t.test('a header that is cut off is no header, and one with a cut element is', (t) => {
  t.equal(read(''), undefined);
  t.equal(read('05'), undefined);
  t.equal(read('050003aa02'), undefined);
  t.strictSame(read('0300ffaa61'), { part: undefined, content: '61' });
  t.strictSame(read('010061'), { part: undefined, content: '61' });
  t.end();
});

void t.test('any octets are read without a fault, and our own header reads as it was meant', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 160 }), (octets) => {
      const data = readUserData(Buffer.from(octets));
      return data === undefined || data.content.length < octets.length;
    }),
  );
  fc.assert(
    fc.property(fc.nat(255), fc.integer({ min: 2, max: 255 }), fc.nat(), (reference, total, any) => {
      const part = { reference, total, number: 1 + (any % total) };
      const data = readUserData(Buffer.concat([writePartHeader(part), Buffer.from('text')]));
      t.strictSame(data?.part, part);
      return data?.content.toString() === 'text';
    }),
  );
  t.end();
});
