import t from 'tap';
import { PasswordHashes, USUAL_COST } from '../../../engine/accounts/password-hashes.js';

const cheap = { n: 16, r: 1, p: 1 };

void t.test('a hash keeps its parameters, and is right for its password alone', async (t) => {
  const hashes = new PasswordHashes(cheap);
  const hashed = await hashes.hash('correct horse battery');
  t.match(hashed, { ...cheap, salt: /^[\w+/]{22}==$/, hash: /^[\w+/]{43}=$/ });
  t.not((await hashes.hash('correct horse battery')).hash, hashed.hash, 'salted');
  t.equal(await hashes.matches('correct horse battery', hashed, false), true);
  t.equal(await hashes.matches('correct horse batterY', hashed, false), false);
  t.equal(await hashes.matches('', hashed, false), false);
  const dearer = new PasswordHashes({ n: 32, r: 1, p: 1 });
  t.equal(await dearer.matches('correct horse battery', hashed, false), true, 'by the stored parameters');
  t.same([dearer.isOutdated(hashed), hashes.isOutdated(hashed)], [true, false]);
});

void t.test('letters composed in two ways are one password', async (t) => {
  const hashes = new PasswordHashes(cheap);
  const hashed = await hashes.hash('caf\u00e9 caf\u00e9 caf\u00e9');
  t.equal(await hashes.matches('cafe\u0301 cafe\u0301 cafe\u0301', hashed, false), true);
});

void t.test('no password is that of an account that does not exist', async (t) => {
  const hashes = new PasswordHashes(cheap);
  t.equal(await hashes.matches('', undefined, false), false);
  t.equal(await hashes.matches('correct horse battery', undefined, false), false);
});

void t.test(
  'one runs and sixteen strangers wait; the next is refused, and there is room again',
  async (t) => {
    const hashes = new PasswordHashes(cheap);
    const hashed = await hashes.hash('correct horse battery');
    const order: string[] = [];
    const ask = (who: string, isKnown: boolean) =>
      hashes.matches('x', hashed, isKnown).then(
        () => order.push(who),
        (error: unknown) => order.push(`${who} ${String((error as { reason?: string }).reason)}`),
      );
    const asked = Array.from({ length: 18 }, (_, n) => ask(`stranger ${n}`, false));
    // Where an operator has signed in before, it has a place of its own, and goes first.
    asked.push(ask('operator', true));
    await Promise.all(asked);
    t.same(order.slice(0, 3), ['stranger 17 busy', 'stranger 0', 'operator']);
    t.equal(order.length, 19);
    t.equal(await hashes.matches('correct horse battery', hashed, false), true);
  },
);

void t.test('the usual cost is what OWASP asks for', (t) => {
  t.same(USUAL_COST, { n: 32_768, r: 8, p: 3 });
  t.end();
});
