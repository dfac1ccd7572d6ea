import t from 'tap';
import { EffectsUnderWay } from '../../routing/effects-under-way.js';

void t.test('a call waits for the effects of its own binding, not for those of others', async (t) => {
  const effects = new EffectsUnderWay();
  let stored: () => void = () => undefined;
  const added = effects.add('one', new Promise((resolve) => (stored = resolve)));
  t.equal(effects.any, true);
  t.equal(await effects.settled('other'), false);
  t.equal(await effects.settled(undefined), false);
  const waiting = effects.settled('one');
  stored();
  t.equal(await waiting, true);
  await added;
  t.equal(effects.any, false, 'nothing is kept');
});

void t.test('an effect that failed is over as well', async (t) => {
  const effects = new EffectsUnderWay();
  const added = effects.add('one', Promise.reject(new Error('the disk is gone')));
  const waiting = effects.settled('one');
  await t.rejects(added);
  t.equal(await waiting, true);
  t.equal(effects.any, false);
});

void t.test('a stalled disk does not hold up a call without limit', async (t) => {
  const effects = new EffectsUnderWay(20);
  void effects.add('one', new Promise(() => undefined));
  t.equal(await effects.settled('one'), false);
});
