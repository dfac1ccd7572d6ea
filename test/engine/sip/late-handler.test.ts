import t from 'tap';
import { EndController } from '../../../engine/end-signal.js';
import { LateHandler } from '../../../engine/sip/late-handler.js';

void t.test('a handler is waited for, but not for ever', async (t) => {
  const ended = new EndController();
  const handler = new LateHandler<string>(ended, 5);
  await t.rejects(handler.get(), { code: 'timeout' } as unknown as Error);
  const patient = new LateHandler<string>(ended);
  const waiting = patient.get();
  patient.set('first');
  t.equal(await waiting, 'first');
  patient.set('second');
  t.equal(await patient.get(), 'second');
  const never = new LateHandler<string>(ended).get();
  ended.abort();
  await t.rejects(never, { code: 'gone' } as unknown as Error);
});
