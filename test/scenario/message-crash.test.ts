/** `kill -9` of every process with messages on their way: none is lost, none arrives twice, and what is not known is said. */
import t from 'tap';
import { processTree } from '../support/servers/process-tree.js';
import { A, B, MessageStage, X } from '../support/stages/message-stage.js';

void t.test('messages survive kill -9 at each stage of their way', async (t) => {
  const stage = await MessageStage.start(t, {
    messages: { answerWithinMilliseconds: 300, failureNotice: '' },
  });
  await stage.bindAll();
  const results = async (): Promise<Record<string, unknown>[]> =>
    (await stage.operator('GET', '/v1/messages'))['items'] as Record<string, unknown>[];

  const sent = stage.carrier.send({ from: A, to: X.AXB, text: 'sent' });
  await stage.carrier.takeOne();
  t.equal((await stage.carrier.answerTo(sent)).kind, '200');
  await stage.notice(0);
  const waiting = stage.carrier.send({ from: A, to: X.AXB, text: 'waiting' });
  await stage.carrier.takeOne(480);
  t.equal((await stage.carrier.answerTo(waiting)).kind, '202', 'kept, and tried again later');
  const underway = stage.carrier.send({ from: B, to: X.AXB, text: 'under way' });
  await stage.carrier.next();
  t.equal((await stage.carrier.answerTo(underway)).kind, '202', 'the receiver does not answer');

  for (const pid of processTree(stage.callveil.pid).reverse()) process.kill(pid, 'SIGKILL');
  await stage.callveil.gone;
  stage.puppet.forget();
  await stage.callveil.run();
  stage.meetAgain();

  const again = await stage.carrier.takeOne(200, 30_000);
  t.equal(again.body, 'waiting', 'what waited is sent');
  await stage.callveil.until(() => stage.notices().length >= 3, 'both notices');
  t.match(
    stage.notices().find(({ smsContent }) => smsContent === 'under way'),
    { sendResult: 1, calling: B },
    'what was under way is not known',
  );
  t.match(
    stage.notices().find(({ smsContent }) => smsContent === 'waiting'),
    { sendResult: 0, called: B },
  );

  for (const callId of [sent, waiting, underway]) {
    stage.carrier.send({ from: callId === underway ? B : A, to: X.AXB, text: 'a repeat', callId });
    t.match((await stage.carrier.answerTo(callId)).kind, /^20[02]$/, 'a repeat is accepted');
  }
  t.same(stage.puppet.untaken, [], 'and nothing is sent a second time');
  const listed = await results();
  t.same(listed.map(({ result }) => result).sort(), ['sent', 'sent', 'unknown']);
  t.notMatch(JSON.stringify(listed), /under way|waiting/, 'texts are not shown');
});
