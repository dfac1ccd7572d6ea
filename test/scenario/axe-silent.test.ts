/** AXE, whose caller types nothing: three tries of 10 s each (spec 12, 12), in real time. */
import t from 'tap';
import { A, B, hearsTone, hearsWhole, ModeStage, X } from '../support/stages/mode-stage.js';

const ENTER = 600;
const INVALID = 850;

void t.test('who types nothing is asked three times, told, and hung up with 8033', async (t) => {
  const stage = await ModeStage.start(
    t,
    'AXE',
    { tones: { enterExtension: 'enter.wav', extensionInvalid: 'invalid.wav' } },
    { 'enter.wav': ENTER, 'invalid.wav': INVALID },
  );
  await stage.ask('POST', '/rest/caas/extendnumber/v1.0', { virtualNum: X, bindNum: A, extendNum: '1234' });
  const calling = await stage.phone(B).dial(X);
  await calling.answered;
  await hearsTone(calling, ENTER);
  for (let tries = 0; tries < 3; tries += 1) {
    await hearsWhole(calling, INVALID);
  }
  t.same(await calling.ended, { by: 'peer' });
  const { order, stateCode, record } = await stage.told();
  t.same(order, ['callin', 'disconnect']);
  t.equal(stateCode, 8033);
  t.match(record, { direction: 2, subscriptionId: '', ulFailReason: 8033, sipStatusCode: 484 });
});
