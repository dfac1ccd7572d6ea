import t from 'tap';
import { Metrics } from '../../../engine/observe/metrics.js';

void t.test('packets of strangers are counted for each trunk', async (t) => {
  const metrics = new Metrics({
    calls: () => 0,
    bindings: () => 0,
    media: () => ({ sessions: 0, portsFree: 0 }),
    receivers: () => Promise.resolve([]),
  });
  metrics.strangersDropped('carrier-a', 7);
  metrics.strangersDropped('carrier-b', 1);
  metrics.strangersDropped('carrier-a', 25);
  const { body } = await metrics.text();
  t.match(body, /^callveil_media_strangers_total\{trunk="carrier-a"\} 32$/m);
  t.match(body, /^callveil_media_strangers_total\{trunk="carrier-b"\} 1$/m);
});
