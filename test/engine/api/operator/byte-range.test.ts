import t from 'tap';
import { byteRange } from '../../../../engine/api/operator/byte-range.js';

void t.test('one range of bytes, as RFC 9110 14 has it', (t) => {
  const cases: [header: string | undefined, expected: unknown][] = [
    [undefined, 'none'],
    ['bytes=0-', { first: 0, last: 99 }],
    ['bytes=0-0', { first: 0, last: 0 }],
    ['Bytes=10-19', { first: 10, last: 19 }],
    ['bytes=90-1000', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-1000', { first: 0, last: 99 }],
    ['bytes=99-99', { first: 99, last: 99 }],
    ['bytes=100-', 'outside'],
    ['bytes=100-200', 'outside'],
    ['bytes=-0', 'outside'],
    ['bytes=999999999999999-', 'outside'],
    ['bytes=20-10', 'none'],
    ['bytes=-', 'none'],
    ['bytes=0-1,5-6', 'none'],
    ['bytes=a-b', 'none'],
    ['items=0-1', 'none'],
    ['bytes=1e3-', 'none'],
    ['', 'none'],
  ];
  for (const [header, expected] of cases) t.same(byteRange(header, 100), expected, String(header));
  t.end();
});
