import t from 'tap';
import type { Verdict } from '../../../engine/message/message-transport.js';
import { COMMAND, type Delivery } from '../../support/servers/smsc.js';
import { SmppStage } from '../../support/stages/smpp-stage.js';

const FROM = { text: '8613800000021' };
const TO = { text: '8675500000001' };
const UDH = 0x40;
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const ucs2 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** One of the parts of a message, numbered in its user data header. */
function part(reference: number, total: number, number: number, text: string, more: Delivery = {}): Delivery {
  const content = Buffer.concat([Buffer.from([5, 0, 3, reference, total, number]), ascii(text)]);
  return { from: FROM, to: TO, esmClass: UDH, content, ...more };
}

void t.test('a message comes in with its numbers and its text', async (t) => {
  const stage = await SmppStage.open(t);
  const smsc = await stage.smsc.binds();
  t.equal(await smsc.deliver({ from: FROM, to: TO, content: Buffer.from([0x48, 0x69, 0x20, 0x00]) }), 0);
  t.match(stage.messages[0], {
    trunk: 'carrier',
    from: '+8613800000021',
    to: '+8675500000001',
    text: 'Hi @',
    parts: 1,
  });
  t.equal(await smsc.deliver({ from: FROM, to: TO, dataCoding: 8, content: ucs2('您好😀') }), 0);
  t.equal(stage.messages[1]?.text, '您好😀');
  const payload = ucs2('长'.repeat(400));
  t.equal(await smsc.deliver({ from: FROM, to: TO, dataCoding: 8, tlvs: [[0x0424, payload]] }), 0);
  t.equal(stage.messages[2]?.text, '长'.repeat(400));
  const more: Delivery = { from: FROM, to: TO, tlvs: [[0x0424, ascii('by data')]] };
  t.equal(await smsc.deliver(more, COMMAND.dataSm), 0);
  t.equal(stage.messages[3]?.text, 'by data');
  t.equal(new Set(stage.messages.map(({ id }) => id)).size, 4);
  t.equal(new Set(stage.messages.map(({ reference }) => reference)).size, 4);
});

void t.test('addresses are read by their type', async (t) => {
  const stage = await SmppStage.open(t, { keys: 'numberFormat: national' });
  const smsc = await stage.smsc.binds();
  const addresses = [
    [{ ton: 1, text: '8613800000021' }, '+8613800000021'],
    [{ ton: 1, text: '+8613800000021' }, '+8613800000021'],
    [{ ton: 1, text: '14155550100' }, '+14155550100'],
    [{ ton: 2, text: '13800000021' }, '+8613800000021'],
    [{ ton: 0, text: '13800000021' }, '+8613800000021'],
    [{ ton: 0, text: '8613800000021' }, '+8613800000021'],
    [{ ton: 0, text: '008613800000021' }, '+8613800000021'],
    [{ ton: 1, text: '008613800000021' }, '+8613800000021'],
    [{ ton: 5, text: 'Callveil' }, undefined],
    [{ ton: 5, text: '13800000021' }, undefined],
    [{ ton: 0, text: '' }, undefined],
  ] as const;
  for (const [from] of addresses) await smsc.deliver({ from, to: TO, content: ascii('x') });
  t.strictSame(
    stage.messages.map(({ from }) => from),
    addresses.map(([, number]) => number),
  );
});

void t.test('the answer is that of the verdict, and comes after it', async (t) => {
  const stage = await SmppStage.open(t);
  const smsc = await stage.smsc.binds();
  let decide = (_: Verdict): void => undefined;
  stage.onMessage = () => new Promise((resolve) => (decide = resolve));
  const answered = smsc.deliver({ from: FROM, to: TO, content: ascii('one') });
  await stage.smsc.until(() => stage.messages.length === 1);
  await smsc.request(COMMAND.enquireLink);
  t.equal(
    smsc.received.some(({ id }) => id === 0x80000005),
    false,
    'others are answered meanwhile',
  );
  t.equal(stage.transport.held, 1);
  decide({ isAccepted: true, isSent: false });
  t.equal(await answered, 0);
  for (const [because, status] of [
    ['no-binding', 0x66],
    ['number-not-ours', 0x0b],
    ['not-kept', 0x64],
  ] as const) {
    stage.onMessage = () => Promise.resolve({ isAccepted: false, because });
    t.equal(await smsc.deliver({ from: FROM, to: TO, content: ascii('one') }), status);
  }
  stage.onMessage = () => Promise.reject(new Error('a bug'));
  t.equal(await smsc.deliver({ from: FROM, to: TO, content: ascii('one') }), 0x64);
  stage.transport.drain();
  t.equal(await smsc.deliver({ from: FROM, to: TO, content: ascii('one') }), 0x64);
});

void t.test('what is no text is refused, and no message', async (t) => {
  const stage = await SmppStage.open(t);
  const smsc = await stage.smsc.binds();
  t.equal(await smsc.deliver({ from: FROM, to: TO, dataCoding: 4, content: ascii('x') }), 0x66);
  t.equal(await smsc.deliver({ from: FROM, to: TO, dataCoding: 0xf5, content: ascii('x') }), 0x66);
  t.equal(await smsc.deliver({ from: FROM, to: TO, esmClass: UDH, content: Buffer.from([9, 0, 3]) }), 0x65);
  t.equal(
    await smsc.deliver({ from: FROM, to: TO, esmClass: 0x10, content: ascii('read') }),
    0,
    'an acknowledgement',
  );
  t.strictSame(stage.messages, []);
});

void t.test('a receipt is answered once it is durable', async (t) => {
  const stage = await SmppStage.open(t, { keys: 'messageIds: hexadecimal' });
  await stage.bound();
  stage.smsc.onSubmit = () => ({ messageId: '7FFF' });
  const { carrierId } = await stage.send();
  const smsc = await stage.smsc.binds();
  t.equal(await smsc.deliver({ esmClass: 4, content: ascii('id:32767 stat:DELIVRD err:000') }), 0);
  t.match(stage.receipts, [{ trunk: 'carrier', carrierId, state: 'delivered', code: '000' }]);
  t.equal(await smsc.deliver({ esmClass: 4, content: ascii('gibberish') }), 0, 'it would only come again');
  t.equal(stage.receipts.length, 1);
  t.strictSame(stage.messages, []);
});

void t.test('the parts of a long message become one, in any order', async (t) => {
  const stage = await SmppStage.open(t);
  const smsc = await stage.smsc.binds();
  for (const number of [3, 1, 1, 2]) t.equal(await smsc.deliver(part(7, 3, number, `<${number}>`)), 0);
  t.match(stage.messages, [{ text: '<1><2><3>', parts: 3 }]);
  t.equal(
    await smsc.deliver(part(7, 3, 2, '<2>')),
    0,
    'a part that comes again is answered, and is no message',
  );
  const [high, low] = [ucs2('😀').subarray(0, 2), ucs2('😀').subarray(2)];
  const header = (number: number): Buffer => Buffer.from([6, 8, 4, 1, 2, 2, number]);
  for (const [index, half] of [high, low].entries()) {
    const content = Buffer.concat([header(index + 1), half]);
    await smsc.deliver({ from: FROM, to: TO, esmClass: UDH, dataCoding: 8, content });
  }
  t.equal(stage.messages[1]?.text, '😀', 'a character that its sender has split');
  for (const number of [1, 2]) {
    const tlvs = [
      [0x020c, Buffer.from([0, 9])],
      [0x020e, Buffer.from([2])],
      [0x020f, Buffer.from([number])],
    ] as const;
    await smsc.deliver({ from: FROM, to: TO, content: ascii(`sar${number}`), tlvs });
  }
  t.equal(stage.messages[2]?.text, 'sar1sar2');
  t.equal(stage.messages.length, 3);
});

void t.test('parts of other senders, receivers and messages are kept apart', async (t) => {
  const stage = await SmppStage.open(t);
  const smsc = await stage.smsc.binds();
  await smsc.deliver(part(1, 2, 1, 'a1'));
  await smsc.deliver(part(1, 2, 2, 'b2', { from: { text: '8613900000022' } }));
  await smsc.deliver(part(1, 2, 2, 'c2', { to: { text: '8675500000002' } }));
  await smsc.deliver(part(2, 2, 2, 'd2'));
  await smsc.deliver(part(1, 3, 2, 'e2'));
  t.strictSame(stage.messages, []);
  await smsc.deliver(part(1, 2, 2, 'a2'));
  t.equal(stage.messages[0]?.text, 'a1a2');
});

void t.test('a reference that is used again begins another message', async (t) => {
  const stage = await SmppStage.open(t);
  const smsc = await stage.smsc.binds();
  await smsc.deliver(part(1, 2, 1, 'old1'));
  await smsc.deliver(part(1, 2, 1, 'new1'));
  await smsc.deliver(part(1, 2, 2, 'new2'));
  await smsc.deliver(part(1, 2, 1, 'next1'));
  await smsc.deliver(part(1, 2, 2, 'next2'));
  t.strictSame(
    stage.messages.map(({ text }) => text),
    ['new1new2', 'next1next2'],
  );
  t.match(stage.logged.join(''), /a long message is given up/);
});

void t.test('a missing part is given up after its time', async (t) => {
  const stage = await SmppStage.open(t, { keys: 'partsSeconds: 60' });
  const smsc = await stage.smsc.binds();
  await smsc.deliver(part(1, 2, 1, 'first'));
  await stage.clock.pass(60_000);
  t.match(stage.logged.join(''), /"missing":1,"total":2/);
  t.equal(await smsc.deliver(part(1, 2, 2, 'second')), 0);
  t.strictSame(stage.messages, [], 'the other one alone is no message');
});

void t.test('parts survive the process, and the reference of their message too', async (t) => {
  const first = await SmppStage.open(t);
  const smsc = await first.smsc.binds();
  await smsc.deliver(part(1, 3, 2, 'b'));
  await smsc.deliver(part(1, 3, 1, 'a'));
  // As if it had been killed: the next one has only what is on the disk.
  const second = await SmppStage.open(t, { folder: first.folder });
  const other = await second.smsc.binds();
  t.equal(await other.deliver(part(1, 3, 1, 'a')), 0, 'the one whose answer was lost');
  t.equal(await other.deliver(part(1, 3, 3, 'c')), 0);
  t.match(second.messages, [{ text: 'abc', parts: 3 }]);
  const third = await SmppStage.open(t, { folder: first.folder });
  await (await third.smsc.binds()).deliver(part(1, 3, 3, 'c'));
  t.strictSame(third.messages, [], 'nothing of it is left');
});

void t.test('a long message that is refused for now waits for its last part again', async (t) => {
  const stage = await SmppStage.open(t);
  const smsc = await stage.smsc.binds();
  stage.onMessage = () => Promise.resolve({ isAccepted: false, because: 'not-kept' });
  await smsc.deliver(part(1, 2, 1, 'a'));
  t.equal(await smsc.deliver(part(1, 2, 2, 'b')), 0x64);
  stage.onMessage = () => Promise.resolve({ isAccepted: true, isSent: false });
  t.equal(await smsc.deliver(part(1, 2, 2, 'b')), 0);
  t.strictSame(
    stage.messages.map(({ text }) => text),
    ['ab', 'ab'],
  );
  t.equal(new Set(stage.messages.map(({ reference }) => reference)).size, 1);
});

void t.test('a part that cannot be kept is not acknowledged', async (t) => {
  const parts = {
    load: () => Promise.resolve([]),
    keep: () => Promise.reject(new Error('ENOSPC')),
    forget: () => Promise.resolve(),
  };
  const stage = await SmppStage.open(t, { parts });
  const smsc = await stage.smsc.binds();
  t.equal(await smsc.deliver(part(1, 2, 1, 'a')), 0x64);
  t.equal(await smsc.deliver(part(1, 2, 2, 'b')), 0x64);
  t.strictSame(stage.messages, []);
});

void t.test('one sender cannot fill the memory with beginnings', async (t) => {
  const stage = await SmppStage.open(t);
  const smsc = await stage.smsc.binds();
  for (let reference = 1; reference <= 10; reference += 1)
    t.equal(await smsc.deliver(part(reference, 255, 1, 'a')), 0);
  t.equal(await smsc.deliver(part(11, 2, 1, 'a')), 0x64, 'the carrier may send it later');
  t.equal(
    await smsc.deliver(part(11, 2, 1, 'a', { from: { text: '8613900000022' } })),
    0,
    'others still can',
  );
  await stage.clock.pass(600_000);
  t.equal(await smsc.deliver(part(11, 2, 1, 'a')), 0);
});

void t.test(
  'a message whose answer was lost with its connection is recognised when it comes again',
  async (t) => {
    const stage = await SmppStage.open(t, { keys: 'binds: 2' });
    await stage.bound(2);
    const [one, other] = stage.smsc.bound;
    let decide = (_: Verdict): void => undefined;
    stage.onMessage = () => new Promise((resolve) => (decide = resolve));
    const delivery: Delivery = { from: FROM, to: TO, content: ascii('ok') };
    void one?.deliver(delivery);
    await stage.smsc.until(() => stage.messages.length === 1);
    one?.socket.destroy();
    await one?.ended();
    while (stage.transport.states.every(({ isBound }) => isBound))
      await new Promise((next) => setImmediate(next));
    decide({ isAccepted: true, isSent: false });
    stage.onMessage = () => Promise.resolve({ isAccepted: true, isSent: false });
    t.equal(await other?.deliver(delivery), 0);
    t.equal(await other?.deliver(delivery), 0);
    const [first, again, next] = stage.messages.map(({ reference }) => reference);
    t.equal(again, first);
    t.not(next, first, 'the same text once more is another message');
  },
);
