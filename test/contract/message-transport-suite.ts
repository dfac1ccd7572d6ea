/** What every transport of messages must do (engine/message/message-transport.ts), on a peer that the test plays. */
import type { Test } from 'tap';
import { EndController } from '../../engine/end-signal.js';
import { MessageFailure } from '../../engine/message/message-failure.js';
import type {
  IncomingReceipt,
  IncomingText,
  MessageTransport,
  OutgoingText,
  Verdict,
} from '../../engine/message/message-transport.js';
import type { E164 } from '../../routing/numbers/number.js';

/** How the peer answers a message that we sent. */
export type PeerAnswer = 'taken' | 'try-later' | 'never' | 'no-such-receiver';

/** A message that the peer has received, whole: with as many parts as it came in. */
export interface PeerMessage {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** Everything that the peer saw of it. */
  readonly raw: string;
  answer(how: PeerAnswer): void;
}

export interface TransportPeer {
  /** A message of the peer to us; resolves with how we have answered. `reference` repeats an earlier one. */
  deliver(message: {
    readonly from: string;
    readonly to: string;
    readonly text: string;
    readonly repeats?: boolean;
  }): Promise<'accepted' | 'try-later' | 'refused'>;
  /** The next message that comes to the peer. */
  next(): Promise<PeerMessage>;
  /** The peer vanishes without a word. */
  vanish(): Promise<void> | void;
  /** Sends a receipt for a message it has taken; undefined if this network has none. */
  receipt?(carrierId: string, state: 'delivered' | 'undeliverable'): Promise<void>;
}

export interface TransportUnderTest {
  readonly name: string;
  /** Not started yet. `trunk`: the name under which it carries messages. */
  open(t: Test): Promise<{ transport: MessageTransport; peer: TransportPeer; trunk: string }>;
}

const A = '+8613800000001' as E164;
const X = '+8617100000009' as E164;

interface Stage {
  readonly transport: MessageTransport;
  readonly peer: TransportPeer;
  readonly trunk: string;
  readonly came: IncomingText[];
  readonly receipts: IncomingReceipt[];
  verdict: () => Verdict | Promise<Verdict>;
}

export function messageTransportContract(t: Test, under: TransportUnderTest): void {
  const on = (title: string, test: (t: Test, stage: Stage) => Promise<void>): void => {
    void t.test(`${under.name}: ${title}`, async (t) => test(t, await staged(t, under)));
  };

  on('a message comes in with its numbers and its text, in any script', async (t, stage) => {
    for (const text of ['hello', '您好，我到楼下了', '👍🏽 OK', 'ç€Ω@£', ' a\r\nb ']) {
      t.equal(await stage.peer.deliver({ from: A, to: X, text }), 'accepted');
      const message = stage.came.at(-1);
      t.match(message, { trunk: stage.trunk, from: A, to: X });
      t.equal(message?.text.trim(), text.trim());
      t.ok(message && message.parts >= 1 && message.receivedAt > 0);
    }
    t.equal(new Set(stage.came.map(({ id }) => id)).size, 5, 'each has an id of its own');
  });

  on('the peer is answered when the handler has decided, and not before', async (t, stage) => {
    let decide = (_: Verdict): void => undefined;
    stage.verdict = () => new Promise((resolve) => (decide = resolve));
    let isAnswered = false;
    const answered = stage.peer.deliver({ from: A, to: X, text: 'one' }).then((how) => {
      isAnswered = true;
      return how;
    });
    while (stage.came.length === 0) await new Promise((resolve) => setImmediate(resolve));
    t.equal(stage.transport.held, 1);
    t.notOk(isAnswered);
    decide({ isAccepted: true, isSent: false });
    t.equal(await answered, 'accepted');
    t.equal(stage.transport.held, 0);
  });

  on('a refusal says whether trying again makes sense', async (t, stage) => {
    stage.verdict = () => ({ isAccepted: false, because: 'no-binding' });
    t.equal(await stage.peer.deliver({ from: A, to: X, text: 'x' }), 'refused');
    stage.verdict = () => ({ isAccepted: false, because: 'too-many', retryAfterMs: 2000 });
    t.equal(await stage.peer.deliver({ from: A, to: X, text: 'x' }), 'try-later');
    stage.verdict = () => Promise.reject(new Error('a bug'));
    t.equal(await stage.peer.deliver({ from: A, to: X, text: 'x' }), 'try-later');
  });

  on('a repeat by the network has the reference of the first', async (t, stage) => {
    await stage.peer.deliver({ from: A, to: X, text: 'same' });
    await stage.peer.deliver({ from: A, to: X, text: 'same', repeats: true });
    await stage.peer.deliver({ from: A, to: X, text: 'same' });
    const [first, repeat, other] = stage.came.map(({ reference }) => reference);
    t.ok(first !== undefined && first === repeat, 'the repeat is recognised');
    t.not(other, first, 'the same text again is another message');
  });

  on('what goes out has the numbers and the text, and nothing else of the sender', async (t, stage) => {
    for (const text of ['hello', '您好，我到楼下了', '👍🏽', ' lead\r\n trail ']) {
      const sent = send(stage, { text });
      const message = await stage.peer.next();
      t.match(message, { from: X, to: A });
      t.equal(message.text, text);
      message.answer('taken');
      const { carrierId } = await sent;
      t.ok(carrierId === undefined || carrierId.length > 0);
    }
  });

  on('a refusal of the peer is passed on as what it is', async (t, stage) => {
    for (const [how, kind] of [
      ['try-later', 'temporary'],
      ['never', 'permanent'],
      ['no-such-receiver', 'permanent'],
    ] as const) {
      const failed = failureOf(send(stage));
      (await stage.peer.next()).answer(how);
      t.match(await failed, { kind }, how);
    }
  });

  on('a peer that vanishes with a message leaves it unknown', async (t, stage) => {
    const failed = failureOf(send(stage));
    await stage.peer.next();
    await stage.peer.vanish();
    t.match(await failed, { kind: 'unknown', result: 'unknown' });
  });

  on('a message is given up: before it has left it is certain, afterwards not', async (t, stage) => {
    const early = new EndController();
    early.abort();
    t.match(await failureOf(send(stage, {}, early)), { kind: 'temporary' });
    const late = new EndController();
    const failed = failureOf(send(stage, {}, late));
    const message = await stage.peer.next();
    late.abort();
    t.match(await failed, { kind: 'unknown' });
    message.answer('taken');
  });

  on('it carries its own trunk, and no other; after a drain it takes nothing more', async (t, stage) => {
    t.ok(stage.transport.carries(stage.trunk));
    t.notOk(stage.transport.carries('another'));
    stage.transport.drain();
    t.equal(await stage.peer.deliver({ from: A, to: X, text: 'x' }), 'try-later');
    t.same(stage.came, []);
    await stage.transport.close();
    stage.transport.resume();
    await stage.transport.close();
    t.equal(stage.transport.held, 0);
  });

  on('a drain is undone: what comes then is taken, and what was under way has gone on', async (t, stage) => {
    stage.transport.resume();
    const sent = send(stage);
    const message = await stage.peer.next();
    stage.transport.drain();
    stage.transport.drain();
    t.equal(await stage.peer.deliver({ from: A, to: X, text: 'x' }), 'try-later');
    stage.transport.resume();
    t.equal(await stage.peer.deliver({ from: A, to: X, text: 'y' }), 'accepted');
    t.same(
      stage.came.map(({ text }) => text.trim()),
      ['y'],
    );
    message.answer('taken');
    await sent;
  });

  on('a receipt names the message', async (t, stage) => {
    if (stage.peer.receipt === undefined) return void t.pass('this network has none');
    const sent = send(stage);
    (await stage.peer.next()).answer('taken');
    const { carrierId = '' } = await sent;
    await stage.peer.receipt(carrierId, 'delivered');
    t.match(stage.receipts, [{ trunk: stage.trunk, carrierId, state: 'delivered' }]);
  });
}

async function staged(t: Test, under: TransportUnderTest): Promise<Stage> {
  const opened = await under.open(t);
  const stage: Stage = {
    ...opened,
    came: [],
    receipts: [],
    verdict: () => ({ isAccepted: true, isSent: false }),
  };
  t.teardown(() => stage.transport.close());
  await stage.transport.start({
    onMessage: async (message) => {
      stage.came.push(message);
      return stage.verdict();
    },
    onReceipt: (receipt) => Promise.resolve(void stage.receipts.push(receipt)),
  });
  return stage;
}

let messages = 0;

function send(
  { transport, trunk }: Stage,
  more: Partial<OutgoingText> = {},
  signal = new EndController(),
): ReturnType<MessageTransport['send']> {
  const id = `m-${(messages += 1)}`;
  const message = { id, attempt: 1, trunk, from: X, to: A, text: 'hello', validForMs: 60_000, ...more };
  return transport.send(message, signal);
}

async function failureOf(sent: Promise<unknown>): Promise<MessageFailure> {
  const error: unknown = await sent.then(
    () => new Error('it was sent'),
    (reason: unknown) => reason,
  );
  if (error instanceof MessageFailure) return error;
  throw error;
}
