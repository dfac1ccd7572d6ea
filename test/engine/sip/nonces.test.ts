import t from 'tap';
import { Nonces } from '../../../engine/sip/nonces.js';

void t.test('a nonce is known by the key and the scope it was made for', async (t) => {
  let now = 5000;
  const engine = new Nonces({ now: () => now });
  const other = new Nonces({ key: engine.key, now: () => now });
  const nonce = other.make('192.0.2.1');
  now += 250;
  t.equal(engine.ageOf(nonce, '192.0.2.1'), 250);
  t.equal(engine.ageOf(nonce, '192.0.2.2'), undefined);
  t.equal(engine.ageOf(nonce), undefined);
  t.equal(new Nonces({ now: () => now }).ageOf(nonce, '192.0.2.1'), undefined);
  for (const junk of ['', '.', 'abc', `${nonce}0`, `1${nonce}`, nonce.slice(1)])
    t.equal(engine.ageOf(junk, '192.0.2.1'), undefined, junk);
  t.not(engine.make('a'), engine.make('a'), 'also within a millisecond');
});

void t.test('counts go up only, and one without a count counts once', async (t) => {
  const nonces = new Nonces();
  const nonce = nonces.make();
  t.ok(nonces.use(nonce, '00000001'));
  t.notOk(nonces.use(nonce, '00000001'));
  t.ok(nonces.use(nonce, '0000000a'), 'a gap is no replay');
  t.notOk(nonces.use(nonce, '00000002'), 'what comes late is');
  t.notOk(nonces.use(nonce, 'ffffffffff'), 'no count at all');
  const plain = nonces.make();
  t.ok(nonces.use(plain, undefined));
  t.notOk(nonces.use(plain, undefined));
});

void t.test(
  'a nonce that is forgotten counts as expired, so that no answer to it counts twice',
  async (t) => {
    let now = 1_000_000;
    const nonces = new Nonces({ now: () => now });
    const first = nonces.make();
    t.ok(nonces.use(first, '00000001'));
    for (let n = 0; n < 10_000; n += 1) {
      now += 1;
      nonces.use(nonces.make(), '00000001');
    }
    const age = nonces.ageOf(first) ?? NaN;
    t.ok(age < nonces.lifetimeMs);
    t.ok(nonces.isExpired(age));
    const last = nonces.make();
    t.notOk(nonces.isExpired(nonces.ageOf(last) ?? NaN));
    now += nonces.lifetimeMs + 1;
    t.ok(nonces.isExpired(nonces.ageOf(last) ?? NaN));
  },
);
