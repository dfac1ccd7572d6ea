import t from 'tap';
import { Expiry } from '../../routing/expiry.js';
import type { Ledger } from '../../routing/ledger.js';

void t.test('a sweep that fails by a flaw is reported, and the next one comes', async (t) => {
  const flaws: unknown[] = [];
  const ledger = {
    get table(): never {
      throw new Error('planted');
    },
  } as unknown as Ledger;
  const twice = new Promise<void>((resolve) => {
    const sweepOthers = (): Promise<number> => Promise.resolve(0);
    const onFlaw = (flaw: unknown): void => {
      if (flaws.push(flaw) === 2) resolve(expiry.stop());
    };
    const expiry = new Expiry(ledger, onFlaw, sweepOthers);
    expiry.start(1);
    t.teardown(() => expiry.stop());
  });
  // The sweeps' timer keeps no process.
  const awake = setInterval(() => undefined, 1000);
  await twice;
  clearInterval(awake);
  t.match(flaws, [{ message: 'planted' }, { message: 'planted' }]);
});
