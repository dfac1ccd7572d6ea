/** Two instances on one journal are restarted in turn while calls come to both. `bench -- restart` does so with 2000. */
import t from 'tap';
import { restartInTurn } from '../load/bench-restart.js';

void t.test('no call is lost while two instances are restarted in turn', async (t) => {
  const run = { calls: 100, callsPerSecond: 20, talkMs: 1000, restarts: 2, pairs: 100 };
  const { calls, lost } = await restartInTurn(run);
  t.same(lost, []);
  t.ok(calls >= 100);
});
