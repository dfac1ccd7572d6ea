import t from 'tap';
import { Mutator } from './mutation.js';

const seedText = 'INVITE sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.2\r\n\r\n';
const made = (seed: number): unknown[] => {
  const mutator = new Mutator(seed);
  return [
    ...Array.from({ length: 200 }, () => mutator.text(seedText)),
    ...Array.from({ length: 200 }, () => mutator.bytes(Buffer.from(seedText)).toString('hex')),
    ...Array.from({ length: 200 }, () => JSON.stringify(mutator.json({ a: [1, { b: 'c' }], d: null }))),
  ];
};

void t.test('a seed makes the same inputs again, and another one others', (t) => {
  t.same(made(1), made(1));
  t.notSame(made(1), made(2));
  t.end();
});

void t.test('inputs differ from each other and from what they are made of, and stay bounded', (t) => {
  const texts = made(3) as string[];
  t.ok(new Set(texts).size > 400, 'most are made once');
  t.ok(texts.slice(0, 200).filter((text) => text === seedText).length < 50);
  t.ok(texts.every((text) => text.length <= 200_000));
  t.end();
});
