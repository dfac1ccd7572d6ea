import { duplexPair, type Duplex } from 'node:stream';
import t from 'tap';
import { frame } from '../../../engine/sipd/wire/frame.js';
import { SignalingChannel } from '../../../engine/sip/signaling-channel.js';
import type { FromEngine, FromSipd } from '../../../engine/sip/signaling-frames.js';
import { SignalingError } from '../../../engine/sip/signaling-error.js';

type EngineChannel = SignalingChannel<FromEngine, FromSipd>;
type SipChannel = SignalingChannel<FromSipd, FromEngine>;

interface Ends {
  readonly engine: EngineChannel;
  readonly sip: SipChannel;
  readonly sipSocket: Duplex;
  readonly log: string[];
}

/** Both ends; what comes and what is lost is written down, and `onAsk` answers what the engine asks. */
function connected(onAsk: (frame: FromEngine, sip: SipChannel) => void = () => undefined): Ends {
  const [engineSocket, sipSocket] = duplexPair();
  const log: string[] = [];
  const engine: EngineChannel = new SignalingChannel(engineSocket, {
    onFrame: (message) => log.push(`engine ${message.type}`),
    onLost: () => log.push('engine lost'),
  });
  const sip: SipChannel = new SignalingChannel(sipSocket, {
    onFrame: (message) => {
      log.push(`sip ${message.type}`);
      onAsk(message, sip);
    },
    onLost: () => log.push('sip lost'),
  });
  return { engine, sip, sipSocket, log };
}

void t.test('an answer finds who asked, and comes before what was said after it', async (t) => {
  const { engine, log } = connected((asked, sip) => {
    if (!('ask' in asked)) return;
    sip.reply(asked.ask, { leg: 7, lateAnswer: '您' });
    sip.send({ type: 'ended', leg: 7, by: 'peer', q850: 16 });
  });
  const ask = engine.nextAsk();
  const answered = await engine.ask({ type: 'answer', ask, call: 3, sdp: 'v=0' }, ({ leg, lateAnswer }) => {
    log.push(`leg ${leg}`);
    return lateAnswer;
  });
  t.equal(answered, '您');
  t.same(log, ['sip answer', 'leg 7', 'engine ended']);
});

void t.test('a failure is the other side’s, word for word', async (t) => {
  const { engine } = connected((asked, sip) => {
    if ('ask' in asked) sip.fail(asked.ask, new SignalingError('refused', 486, 'busy', 17));
  });
  const ask = engine.nextAsk();
  const refused = engine.ask({ type: 'hangUp', ask, leg: 1, q850: undefined }, () => undefined);
  await t.rejects(refused, { code: 'refused', status: 486, message: 'busy', q850: 17 } as unknown as Error);
});

void t.test(
  'what is in no hurry goes along with what is sent next, in its order, or by itself',
  async (t) => {
    const { engine, sip, log } = connected();
    sip.sendAlong({ type: 'callDialog', call: 1, dialog: { id: 'a' } });
    sip.send({ type: 'ended', leg: 7, by: 'peer', q850: 16 });
    while (log.length < 2) await new Promise((resolve) => setImmediate(resolve));
    t.same([log, sip.traffic.writes], [['engine callDialog', 'engine ended'], 1]);
    sip.sendAlong({ type: 'callDialog', call: 2, dialog: { id: 'b' } });
    while (log.length < 3) await new Promise((resolve) => setImmediate(resolve));
    t.same([log[2], sip.traffic.writes], ['engine callDialog', 2]);
    sip.sendAlong({ type: 'callDialog', call: 3, dialog: { id: 'c' } });
    sip.close();
    while (log.length < 4) await new Promise((resolve) => setImmediate(resolve));
    t.equal(log[3], 'engine callDialog');
    engine.close();
  },
);

void t.test('frames of one turn are one write', async (t) => {
  const { engine, sip, log } = connected();
  engine.send({ type: 'drain' });
  engine.send({ type: 'reject', call: 1, status: 486, options: {} });
  while (log.length < 2) await new Promise(setImmediate);
  t.match(engine.traffic, { framesOut: 2, writes: 1 });
  t.equal(sip.traffic.framesIn, 2);
});

void t.test('the other end goes: what waits fails, once, and nothing is sent any more', async (t) => {
  const { engine, sip, log } = connected();
  const ask = engine.nextAsk();
  const waiting = engine.ask({ type: 'close', ask }, () => undefined);
  sip.close();
  await t.rejects(waiting, { code: 'unavailable', status: 503 } as unknown as Error);
  const late = engine.ask({ type: 'close', ask: engine.nextAsk() }, () => undefined);
  await t.rejects(late, { code: 'unavailable' } as unknown as Error);
  engine.send({ type: 'drain' });
  engine.close();
  await new Promise(setImmediate);
  t.same(log, ['engine lost'], 'who closes is not told');
});

void t.test('what is no frame, no JSON or too large ends the channel', async (t) => {
  const junk = ['GET / HTTP/1.1\r\n', frame('{"type":'), `${(1 << 20) + 1}#`];
  for (const text of junk) {
    const { sipSocket, log } = connected();
    sipSocket.write(text);
    while (!log.includes('engine lost')) await new Promise(setImmediate);
    t.pass(text.slice(0, 10));
  }
});

void t.test('an end that does not read is given up', async (t) => {
  const { engine, sipSocket, log } = connected();
  sipSocket.pause();
  const sdp = 'x'.repeat(900_000);
  for (let sent = 0; !log.includes('engine lost'); sent += sdp.length) {
    if (sent > 100 << 20) return t.fail('100 MiB were kept for it');
    engine.send({ type: 'ring', call: 1, status: 183, sdp });
    await new Promise(setImmediate);
  }
  t.pass('given up');
});
