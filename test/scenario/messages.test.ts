/** Short messages by SIP MESSAGE through the whole service, in each mode: who gets what from whom, and what is reported. */
import t from 'tap';
import { userIn } from '../support/phones/message-peer.js';
import { A, B, C, MessageStage, routeTo, X } from '../support/stages/message-stage.js';

for (const server of ['embedded', 'embedded-drachtio'] as const) {
  void t.test(`in each mode a message reaches whom it is for (${server})`, async (t) => {
    const stage = await MessageStage.start(t, { server });
    const { carrier } = stage;
    const [axybX, axybY] = await stage.bindAll();
    let seen = 0;

    /** A message that arrives: its status, receiver, sender shown, text, and notice. */
    const pass = async (from: string, to: string, text: string, hasNotice = true): Promise<object> => {
      const status = carrier.ask({ from, to, text });
      const arrived = await carrier.takeOne();
      t.notMatch(
        arrived.raw.slice(0, arrived.raw.indexOf('\r\n\r\n')),
        from.slice(3),
        'no header has the sender',
      );
      const notice = hasNotice ? await stage.notice(seen++) : {};
      const { sendResult, called, calling, virtualNumber, subscriptionId, smsContent, extInfo } = notice;
      return {
        status: await status,
        reached: userIn(arrived, 'Request-URI'),
        shown: userIn(arrived, 'From'),
        text: arrived.body,
        notice: {
          sendResult,
          called,
          calling,
          virtualNumber,
          smsContent,
          extInfo,
          bound: subscriptionId !== undefined,
        },
      };
    };
    const paras = (direction: number): object => ({
      extParas: [
        { key: 'splitNum', value: '1' },
        { key: 'direction', value: String(direction) },
      ],
    });

    await t.test('AXB: both ways', async (t) => {
      t.match(await pass(A, X.AXB, '我到楼下了'), {
        ...{ status: 200, reached: B, shown: X.AXB, text: '我到楼下了' },
        notice: {
          ...{ sendResult: 0, called: B, calling: A, virtualNumber: X.AXB, smsContent: '我到楼下了' },
          ...{ extInfo: paras(1), bound: true },
        },
      });
      t.match(await pass(B, X.AXB, '👍'), {
        status: 200,
        reached: A,
        shown: X.AXB,
        text: '👍',
        notice: { extInfo: paras(0) },
      });
      t.match(stage.notices()[0], { event: 'Text SMS ', userData: 'ride-1', notificationMode: 'Notify' });
      t.match(stage.notices()[0]?.['timeStamp'], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    });

    await t.test('AX: A names a number behind @, and others are named to A', async (t) => {
      t.match(await pass(A, X.AX, `see you at 5@home @ ${B}`), {
        ...{ reached: B, shown: X.AX, text: 'see you at 5@home' },
        notice: { called: B, extInfo: paras(1) },
      });
      t.match(await pass(C, X.AX, 'here'), {
        reached: A,
        shown: X.AX,
        text: `here[From ${C}]`,
        notice: { extInfo: paras(0) },
      });
    });

    await t.test('AX without a number, and X: the application is asked', async (t) => {
      stage.callveil.reply = (push) => routeTo(push, () => B);
      t.match(await pass(A, X.AX, 'no number'), { reached: B, shown: X.AX, notice: { called: B } });
      t.match(await pass(C, X.X, 'ask'), {
        reached: B,
        shown: X.X,
        notice: { called: B, extInfo: paras(2) },
      });
      t.match(stage.notices('Block').at(-1), { calling: C, virtualNumber: X.X, smsContent: 'ask' });
      t.notOk('called' in (stage.notices('Block').at(-1) ?? {}));
      stage.callveil.reply = () => '{"actions":[{"operation":"DiscardMessage"}]}';
      t.equal(await carrier.ask({ from: C, to: X.X, text: 'away with it' }), 202);
      stage.callveil.reply = () => '{"actions":[{"operation":"vNumberRoute"}]}';
      t.equal(await carrier.ask({ from: C, to: X.X, text: 'where to?' }), 480);
      t.match(await stage.notice(seen++), { sendResult: 2, calling: C });
      t.notOk('called' in (stage.notices().at(-1) ?? {}), 'it reached nobody');
      stage.callveil.reply = () => '';
    });

    await t.test('AXYB: a stranger is shown by a Y, and A answers to it', async (t) => {
      t.match(await pass(C, axybX, 'from a stranger', false), { reached: A, shown: axybY });
      t.match(await pass(A, axybY, 'and back', false), { reached: C, shown: axybX });
    });

    await t.test('what may not pass is refused, each with its status', async (t) => {
      const refused = async (from: string, to: string, more: object = {}): Promise<number> =>
        carrier.ask({ from, to, text: 'x', ...more });
      t.equal(await refused(C, X.AXB), 403, 'no binding');
      t.match(await stage.notice(seen++), { sendResult: 2, calling: C, virtualNumber: X.AXB });
      t.equal(await refused(A, X.quiet), 403, 'the application has no messages');
      t.equal(await refused(A, X.AXE), 403, 'an extension cannot be written to');
      t.equal(await refused(A, '+8617100000999'), 404, 'no number of ours');
      t.equal(await refused('anonymous', X.AXB), 433, 'no sender');
      t.equal(await refused(A, X.AXB, { text: '' }), 400, 'no text');
      t.equal(await refused(A, X.AXB, { text: 'y'.repeat(1001) }), 413, 'too long');
      const id = carrier.send({ from: A, to: X.AXB, text: 'From: <sip:x>', contentType: 'message/cpim' });
      const answer = await carrier.answerTo(id);
      t.equal(answer.kind, '415');
      t.equal(answer.header('Accept'), 'text/plain');
      t.equal(await refused(A, X.AXB, { contentType: 'text/plain;charset=GBK' }), 415);
      t.same(stage.puppet.untaken, [], 'none of them went on');
    });
  });
}
