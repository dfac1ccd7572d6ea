import t from 'tap';
import { EndController } from '../../../engine/end-signal.js';
import type { MessageFailure } from '../../../engine/message/message-failure.js';
import { Smsc } from '../../support/servers/smsc.js';
import { failureOf, SmppStage } from '../../support/stages/smpp-stage.js';

void t.test('a message is one submit_sm from X to B, and its id is that of the answer', async (t) => {
  const stage = await SmppStage.open(t);
  await stage.bound();
  stage.smsc.onSubmit = () => ({ messageId: '00AB12' });
  t.strictSame(await stage.send({ text: 'Hi €' }), { carrierId: 'AB12' });
  const [submit] = stage.smsc.submits;
  t.strictSame(submit?.source, { ton: 1, npi: 1, text: '8675500000001' });
  t.strictSame(submit?.destination, { ton: 1, npi: 1, text: '8613900000022' });
  t.equal(submit?.content.toString('hex'), '4869201b65');
  t.strictSame(
    [submit?.dataCoding, submit?.esmClass, submit?.registeredDelivery, submit?.validity, submit?.tlvs.size],
    [0, 0, 1, '000000010000000R', 0],
  );
  t.equal(stage.transport.carries('carrier'), true);
  t.equal(stage.transport.carries('other'), false);
});

void t.test('numbers, receipts, validity and ids are as the configuration says', async (t) => {
  const stage = await SmppStage.open(t, {
    keys: `numbers: {outbound: {calledFormat: national, callerRules: [{prefix: "86755", strip: 5, add: "106"}]}},
      addresses: {caller: {ton: 3, npi: 0}}, receipts: false, validity: false, messageIds: hexadecimal`,
  });
  await stage.bound();
  t.strictSame(await stage.send(), { carrierId: undefined });
  const [submit] = stage.smsc.submits;
  t.strictSame(submit?.source, { ton: 3, npi: 0, text: '10600000001' });
  t.strictSame(submit?.destination, { ton: 2, npi: 1, text: '13900000022' });
  t.strictSame([submit?.registeredDelivery, submit?.validity], [0, '']);
});

void t.test('a long text goes out in parts, in order, and the id is that of the last one', async (t) => {
  const text = '长'.repeat(100) + '😀'.repeat(20);
  const forms = {
    udh: (part: Buffer) => part.subarray(6),
    sar: (part: Buffer) => part,
    payload: (part: Buffer) => part,
  };
  for (const [longText, contentOf] of Object.entries(forms)) {
    const stage = await SmppStage.open(t, { keys: `longText: ${longText}` });
    await stage.bound();
    const { carrierId } = await stage.send({ text });
    const { submits } = stage.smsc;
    t.equal(submits.length, longText === 'payload' ? 1 : 3, longText);
    t.equal(carrierId, String(submits.length));
    const octets = Buffer.concat(submits.map(({ content }) => contentOf(content)));
    t.equal(new TextDecoder('utf-16be').decode(octets), text);
    t.strictSame(
      submits.map((one) => one.registeredDelivery),
      longText === 'payload' ? [1] : [0, 0, 1],
    );
    if (longText === 'udh')
      for (const [index, { esmClass, content }] of submits.entries())
        t.strictSame(
          [esmClass, content.subarray(0, 3).toString('hex'), content[4], content[5]],
          [0x40, '050003', 3, index + 1],
        );
    if (longText === 'sar')
      t.strictSame(
        submits.map(({ tlvs }) => [tlvs.get(0x020e)?.toString('hex'), tlvs.get(0x020f)?.toString('hex')]),
        [
          ['03', '01'],
          ['03', '02'],
          ['03', '03'],
        ],
      );
  }
});

void t.test('what a refusal means depends on its status', async (t) => {
  const stage = await SmppStage.open(t, { keys: 'temporaryStatuses: [1025]' });
  await stage.bound();
  const expected = [
    [0x0b, 'permanent receiver-unknown 0xb'],
    [0x0a, 'permanent refused 0xa'],
    [0x45, 'permanent refused 0x45'],
    [0x65, 'permanent refused 0x65'],
    [0x400, 'permanent refused 0x400'],
    [0x401, 'temporary trunk-failed 0x401'],
    [0x08, 'temporary trunk-failed 0x8'],
    [0x64, 'temporary trunk-failed 0x64'],
    [0x04, 'temporary trunk-failed 0x4'],
  ] as const;
  for (const [status, failure] of expected) {
    stage.smsc.onSubmit = () => ({ status });
    t.equal(await failureOf(stage.send()), failure);
  }
  t.equal(await failureOf(stage.send({ text: '长'.repeat(255 * 67 + 1) })), 'permanent too-long');
  t.equal(await failureOf(stage.send({ trunk: 'other' })), 'temporary trunk-failed');
});

void t.test(
  'a carrier that refuses the validity period gets the message without it, once and from then on',
  async (t) => {
    const stage = await SmppStage.open(t);
    await stage.bound();
    stage.smsc.onSubmit = ({ validity }) => (validity === '' ? { messageId: '7' } : { status: 0x62 });
    t.equal(await failureOf(stage.send()), 'sent 7');
    t.equal(await failureOf(stage.send()), 'sent 7');
    t.strictSame(
      stage.smsc.submits.map(({ validity }) => validity !== ''),
      [true, false, false],
    );
    stage.smsc.onSubmit = () => ({ status: 0x62 });
    t.equal(
      await failureOf(stage.send()),
      'permanent refused 0x62',
      'and if that is no better it is refused',
    );
  },
);

void t.test('a throttling carrier gets nothing more for a time, longer each time', async (t) => {
  const stage = await SmppStage.open(t);
  await stage.bound();
  for (const [status, pauseMs] of [
    [0x58, 1000],
    [0x14, 2000],
    [0x58, 4000],
  ] as const) {
    stage.smsc.onSubmit = () => ({ status });
    const failure = await stage.send().catch((error: unknown) => error as MessageFailure);
    t.match(failure, { kind: 'temporary', details: { status, retryAfterMs: pauseMs } });
    const { length } = stage.smsc.submits;
    await stage.clock.pass(pauseMs - 1);
    t.match(await stage.send().catch((error: unknown) => error), {
      kind: 'temporary',
      details: { retryAfterMs: 1 },
    });
    t.equal(stage.smsc.submits.length, length, 'it is not asked before');
    await stage.clock.pass(1);
  }
  stage.smsc.onSubmit = () => ({ messageId: '1' });
  t.equal(await failureOf(stage.send()), 'sent 1');
  stage.smsc.onSubmit = () => ({ status: 0x58 });
  t.match(
    await stage.send().catch((error: unknown) => error),
    { details: { retryAfterMs: 1000 } },
    'as at first',
  );
});

void t.test('no more messages wait for the carrier than the window allows', async (t) => {
  const stage = await SmppStage.open(t, { keys: 'window: 3' });
  await stage.bound();
  stage.smsc.onSubmit = () => 'no answer';
  const all = Array.from({ length: 7 }, () => failureOf(stage.send()));
  const [first, second] = await stage.smsc.submitted(3);
  await stage.clock.pass(0);
  t.equal(stage.smsc.submits.length, 3);
  t.equal(stage.transport.held, 7);
  for (const submit of [first, second]) {
    const { length } = stage.smsc.submits;
    submit?.connection.send(0x80000004, submit.octets.readUInt32BE(12), Buffer.from('x\0'));
    await stage.smsc.submitted(length + 1);
  }
  t.equal(stage.smsc.submits.length, 5);
  stage.smsc.onSubmit = () => ({ messageId: 'y' });
  for (const { connection, octets } of stage.smsc.submits.slice(2, 5))
    connection.send(0x80000004, octets.readUInt32BE(12), Buffer.from('x\0'));
  t.strictSame((await Promise.all(all)).sort(), [
    'sent x',
    'sent x',
    'sent x',
    'sent x',
    'sent x',
    'sent y',
    'sent y',
  ]);
  t.equal(stage.transport.held, 0);
});

void t.test('messages go out at so many a second', async (t) => {
  const stage = await SmppStage.open(t, { keys: 'messagesPerSecond: 2' });
  await stage.bound();
  const all = Array.from({ length: 4 }, () => stage.send());
  await stage.smsc.submitted(1);
  for (let count = 1; count < 4; count += 1) {
    t.equal(stage.smsc.submits.length, count);
    await stage.clock.pass(490);
    t.equal(stage.smsc.submits.length, count, 'not before its turn');
    await stage.clock.pass(10);
    await stage.smsc.submitted(count + 1);
  }
  await Promise.all(all);
});

void t.test('a message whose answer never comes is unknown, and is never sent again', async (t) => {
  const stage = await SmppStage.open(t, { keys: 'responseSeconds: 20, enquireLinkSeconds: 60' });
  await stage.bound();
  stage.smsc.onSubmit = () => 'no answer';
  const silent = failureOf(stage.send());
  const [submit] = await stage.smsc.submitted(1);
  await stage.clock.pass(20_000);
  t.equal(await silent, 'unknown unknown');
  submit?.connection.send(0x80000004, submit.octets.readUInt32BE(12), Buffer.from('late\0'));
  stage.smsc.onSubmit = () => ({ messageId: '5' });
  t.equal(await failureOf(stage.send()), 'sent 5', 'a late answer is no answer to another message');
  stage.smsc.onSubmit = () => 'close the connection';
  t.equal(await failureOf(stage.send()), 'unknown unknown', 'nor is a lost connection a refusal');
  t.equal(await failureOf(stage.send()), 'temporary trunk-failed', 'what has not left is not unknown');
  t.equal(stage.smsc.submits.length, 3);
});

void t.test('what waits for room when the connection is lost has not left', async (t) => {
  const stage = await SmppStage.open(t, { keys: 'window: 1' });
  await stage.bound();
  stage.smsc.onSubmit = () => 'no answer';
  const all = [failureOf(stage.send()), failureOf(stage.send())];
  const [submit] = await stage.smsc.submitted(1);
  submit?.connection.socket.destroy();
  t.strictSame(await Promise.all(all), ['unknown unknown', 'temporary trunk-failed']);
});

void t.test('an abandoned message has not left, or is waited for a short time', async (t) => {
  const stage = await SmppStage.open(t, { keys: 'window: 1' });
  await stage.bound();
  stage.smsc.onSubmit = () => 'no answer';
  const signals = [new EndController(), new EndController(), new EndController()] as const;
  signals[2].abort();
  const all = signals.map((signal) => failureOf(stage.send({}, signal)));
  await stage.smsc.submitted(1);
  signals[1].abort();
  t.equal(await all[1], 'temporary trunk-failed');
  t.equal(await all[2], 'temporary trunk-failed');
  signals[0].abort();
  await stage.clock.pass(3000);
  t.equal(await all[0], 'unknown unknown');
  t.equal(stage.smsc.submits.length, 1);
});

void t.test('a part behind the first is tried again, since the message cannot begin again', async (t) => {
  const stage = await SmppStage.open(t);
  await stage.bound();
  stage.smsc.onSubmit = (_, index) => (index === 1 ? { status: 0x58 } : { messageId: String(index) });
  const sent = failureOf(stage.send({ text: 'a'.repeat(300) }));
  await stage.passUntilSubmitted(3);
  t.equal(await sent, 'sent 2');
  t.strictSame(
    stage.smsc.submits.map(({ content }) => content[5]),
    [1, 2, 2],
  );
  stage.smsc.onSubmit = ({ content }) => (content[5] === 2 ? { status: 0x0a } : { messageId: '1' });
  const refused = await stage
    .send({ text: 'a'.repeat(300) })
    .catch((error: unknown) => error as MessageFailure);
  t.match(refused, { kind: 'permanent', isTrunks: false }, 'no other trunk may send its beginning again');
  stage.smsc.onSubmit = ({ content }) => (content[5] === 2 ? { status: 0x58 } : { messageId: '1' });
  const signal = new EndController();
  const abandoned = failureOf(stage.send({ text: 'a'.repeat(300) }, signal));
  await stage.passUntilSubmitted(8);
  signal.abort();
  await stage.clock.pass(3000);
  t.equal(await abandoned, 'unknown unknown', 'some of it has left');
});

void t.test('a part behind the first is tried while its message is valid and its trunk stands', async (t) => {
  const stage = await SmppStage.open(t);
  await stage.bound();
  stage.smsc.onSubmit = ({ content }) => (content[5] === 2 ? { status: 0x58 } : { messageId: '1' });
  const endedAfter = async (validForMs: number): Promise<string> => {
    let ended: string | undefined;
    void failureOf(stage.send({ text: 'a'.repeat(300), validForMs })).then((failure) => (ended = failure));
    const begun = stage.clock.elapsed();
    await stage.passUntilSubmitted(stage.smsc.submits.length + 2);
    if (validForMs > 60_000) stage.transport.replace([]);
    while (ended === undefined && stage.clock.elapsed() < begun + 200_000) await stage.clock.pass(1000);
    return ended ?? 'tried on';
  };
  t.equal(await endedAfter(60_000), 'unknown unknown', 'its time is over');
  await stage.clock.pass(30_000);
  t.equal(await endedAfter(3_600_000), 'unknown unknown', 'a reload took the trunk away');
});

void t.test(
  'several connections share the messages; a transmitter sends and a receiver does not',
  async (t) => {
    const stage = await SmppStage.open(t, { keys: 'window: 1, binds: 2, bindAs: transmitter-receiver' });
    await stage.bound(4);
    t.strictSame(stage.smsc.bound.map(({ command }) => command).sort(), [1, 1, 2, 2]);
    stage.smsc.onSubmit = () => 'no answer';
    const all = [failureOf(stage.send()), failureOf(stage.send())];
    const submits = await stage.smsc.submitted(2);
    t.equal(new Set(submits.map(({ connection }) => connection)).size, 2);
    t.ok(submits.every(({ connection }) => connection.command === 2));
    for (const { connection } of submits) connection.socket.destroy();
    t.strictSame(await Promise.all(all), ['unknown unknown', 'unknown unknown']);
  },
);

void t.test('without a connection a message can go another way at once', async (t) => {
  const smsc = await Smsc.listen();
  smsc.onBind = () => 0x0e;
  const stage = await SmppStage.open(t, { smsc });
  t.equal(await failureOf(stage.send()), 'temporary trunk-failed');
});
