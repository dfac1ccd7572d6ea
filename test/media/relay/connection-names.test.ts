/** Host names of c=: remembered for a while, bounded in time and number. */
import t from 'tap';
import { ConnectionNames } from '../../../media/relay/connection-names.js';
import { FakeClock } from '../../engine/sipd/stack/fake-clock.js';

void t.test('a name is looked up in one family, once in ten seconds', async (t) => {
  const asked: string[] = [];
  const clock = new FakeClock();
  const names = new ConnectionNames(clock, (name, family, found) => {
    asked.push(`${name} ${family}`);
    found(name === 'gw.example' ? '2001:db8::1' : undefined);
  });
  t.equal(await names.resolve('gw.example', 6), '2001:db8::1');
  t.equal(await names.resolve('gw.example', 6), '2001:db8::1');
  t.equal(await names.resolve('nowhere.example', 6), undefined);
  clock.advance(10_000);
  t.equal(await names.resolve('gw.example', 6), '2001:db8::1');
  await names.resolve('gw.example', 4);
  t.same(asked, ['gw.example 6', 'nowhere.example 6', 'gw.example 6', 'gw.example 4']);
});

void t.test('a call waits two seconds for a name, and no longer', async (t) => {
  const clock = new FakeClock();
  const answers: ((address: string | undefined) => void)[] = [];
  const names = new ConnectionNames(clock, (_name, _family, found) => answers.push(found));
  const late = names.resolve('slow.example', 4);
  clock.advance(2000);
  t.equal(await late, undefined);
  answers[0]?.('198.51.100.7');
  t.equal(await names.resolve('slow.example', 4), '198.51.100.7', 'what came late serves the next call');
});

void t.test('a flood of names is not looked up', async (t) => {
  let asked = 0;
  const names = new ConnectionNames(new FakeClock(), () => (asked += 1));
  for (let i = 0; i < 64; i += 1) void names.resolve(`${i}.example`, 6);
  t.equal(await names.resolve('one-more.example', 6), undefined);
  t.equal(asked, 64);
});
