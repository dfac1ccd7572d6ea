import t from 'tap';
import { TokenBucket } from '../../engine/token-bucket.js';

void t.test('as many at once as its depth holds, then one for each share of a second', (t) => {
  const bucket = new TokenBucket(2);
  const taken = (now: number): number => {
    let count = 0;
    while (bucket.take(now, 5)) count += 1;
    return count;
  };
  t.equal(taken(1000), 10);
  t.equal(taken(1199), 0);
  t.equal(taken(1200), 1);
  t.equal(taken(2200), 5);
  t.equal(taken(60_000), 10, 'no more than its depth, however long no token was taken');
  t.end();
});

void t.test('another rate is in force at once; none is no limit', (t) => {
  const bucket = new TokenBucket();
  t.equal(bucket.take(0, 1), true);
  t.equal(bucket.take(0, 1), false);
  t.equal(bucket.take(0, 3), true);
  for (let n = 0; n < 1000; n += 1) bucket.take(0, 0);
  t.equal(bucket.take(0, 3), true, 'what was taken without a limit does not count');
  t.end();
});
