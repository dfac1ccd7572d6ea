import t from 'tap';
import { createLogger } from '../../engine/observe/log.js';
import { StartedParts } from '../../engine/started-parts.js';
import { settled } from '../support/fakes/fake-clock.js';

void t.test('two orders to stop close each part once, in reverse, and both wait for the last', async (t) => {
  const parts = new StartedParts(
    createLogger({ level: 'fatal', showNumbers: false, destination: { write: () => undefined } }),
  );
  const closing: string[] = [];
  const closed = new Map<string, () => void>();
  for (const name of ['disk', 'sip'])
    parts.add(name, {
      close: () => {
        closing.push(name);
        return new Promise((resolve) => closed.set(name, resolve));
      },
    });
  let stopped = 0;
  for (let order = 0; order < 2; order += 1) void parts.stop().then(() => (stopped += 1));
  await settled();
  t.same([closing, stopped], [['sip'], 0], 'the second order does not close the next part before its time');
  closed.get('sip')?.();
  await settled();
  t.same([closing, stopped], [['sip', 'disk'], 0]);
  closed.get('disk')?.();
  await settled();
  t.equal(stopped, 2);
});
