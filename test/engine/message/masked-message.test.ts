/** The narrative of a message without any network: what each answer of a carrier makes of it, and who hears of it. */
import t, { type Test } from 'tap';
import type { EndSignal } from '../../../engine/end-signal.js';
import { createLogger } from '../../../engine/observe/log.js';
import { createMessageHandling, type MessageHandling } from '../../../engine/message/message-handling.js';
import { MessageFailure } from '../../../engine/message/message-failure.js';
import type {
  IncomingText,
  MessageHandlers,
  MessageTransport,
  OutgoingText,
  SentText,
  Verdict,
} from '../../../engine/message/message-transport.js';
import type { KeptMessage, KeptMessages } from '../../../engine/report/message-facts.js';
import type { E164 } from '../../../routing/numbers/number.js';
import { FakeClock, settled } from '../../support/fakes/fake-clock.js';
import { application } from '../../support/stages/call-stage.js';

const A = '+8613800000001' as E164;
const B = '+8613900000002' as E164;
const X = '+8617100000009' as E164;

/** Keeps messages as the file does, in memory. */
class Shelf implements KeptMessages {
  readonly rows = new Map<
    string,
    KeptMessage & { reference?: string | undefined; carrierId?: string | undefined }
  >();

  get waiting(): number {
    return [...this.rows.values()].filter(({ stage }) => stage !== 'ended').length;
  }

  keep(message: KeptMessage, reference: string | undefined): Promise<KeptMessage | undefined> {
    const known = [...this.rows.values()].find(
      (row) => reference !== undefined && row.reference === reference,
    );
    if (known === undefined) this.rows.set(message.facts.id, { ...message, reference });
    return Promise.resolve(known);
  }

  sending = (id: string, attempts: number): Promise<void> => this.#set(id, { stage: 'sending', attempts });
  later = (id: string, attempts: number, dueAt: number): Promise<void> =>
    this.#set(id, { stage: 'kept', attempts, dueAt });
  ended = (id: string, result: string, _: number, carrierId: string | undefined): Promise<void> =>
    this.#set(id, { stage: 'ended', result, carrierId });
  reported = (id: string): Promise<void> => this.#set(id, { isReported: true });

  receipt(_: string, carrierId: string, result: string): Promise<KeptMessage | undefined> {
    const row = [...this.rows.values()].find((one) => one.carrierId === carrierId);
    if (row !== undefined) this.rows.set(row.facts.id, { ...row, result });
    return Promise.resolve(row);
  }

  due(now: number, limit: number): Promise<readonly KeptMessage[]> {
    const rows = [...this.rows.values()].filter(({ stage, dueAt }) => stage === 'kept' && dueAt <= now);
    return Promise.resolve(rows.slice(0, limit));
  }

  left(): Promise<readonly KeptMessage[]> {
    return Promise.resolve(
      [...this.rows.values()].filter(
        ({ stage, isReported }) => stage === 'sending' || (stage === 'ended' && !isReported),
      ),
    );
  }

  recent(): Promise<never[]> {
    return Promise.resolve([]);
  }

  #set(id: string, change: object): Promise<void> {
    const row = this.rows.get(id);
    if (row !== undefined) this.rows.set(id, { ...row, ...change });
    return Promise.resolve();
  }
}

type Answer = MessageFailure | SentText | Promise<SentText> | 'never';

class Network implements MessageTransport {
  readonly held = 0;
  readonly sent: OutgoingText[] = [];
  readonly answers: Answer[] = [];
  handlers: MessageHandlers | undefined;

  carries(trunk: string): boolean {
    return trunk !== 'voice-only';
  }
  start(handlers: MessageHandlers): Promise<void> {
    this.handlers = handlers;
    return Promise.resolve();
  }
  send(message: OutgoingText, signal: EndSignal): Promise<SentText> {
    this.sent.push(message);
    const answer = this.answers.shift() ?? { carrierId: `c-${this.sent.length}` };
    if (answer === 'never') return new Promise((_, reject) => signal.onAbort(() => reject(unknown())));
    return answer instanceof MessageFailure ? Promise.reject(answer) : Promise.resolve(answer);
  }
  drain(): void {
    return undefined;
  }
  resume(): void {
    return undefined;
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

interface World {
  readonly clock: FakeClock;
  readonly shelf: Shelf;
  readonly network: Network;
  readonly notices: [id: string, sendResult: number][];
  readonly results: string[];
  readonly handling: MessageHandling;
  take(more?: Partial<IncomingText>): Promise<Verdict>;
}

async function world(t: Test, trunks = ['one', 'two'], shelf = new Shelf()): Promise<World> {
  const clock = new FakeClock();
  const network = new Network();
  const notices: [string, number][] = [];
  const results: string[] = [];
  const app = { ...application(), features: { recording: false, sms: true } };
  const forward = {
    kind: 'forward' as const,
    application: app,
    subscriptionId: 's',
    x: X,
    userData: undefined,
  };
  const handling = await createMessageHandling({
    transports: [network],
    routing: {
      resolveMessage: ({ sender, text }) =>
        Promise.resolve(
          sender === A
            ? { ...forward, receiver: B, display: X, text, direction: 1 as const }
            : { kind: 'refuse' as const, reason: 'no-binding' as const, application: app, x: X },
        ),
      permitMessage: (chosen) => chosen,
      applications: { get: () => app },
      pool: { get: () => undefined },
    },
    trunks: () => ({ messageTrunks: () => trunks, tryMessage: () => true }),
    kept: shelf,
    report: {
      askAboutMessage: () => Promise.resolve({ operation: 'discard' }),
      messageNotice: ({ id }, sendResult) => Promise.resolve(void notices.push([id, sendResult])),
    },
    limits: () => ({
      ...{ perSecond: 0, maxCharacters: 10, validityMs: 100_000, retryMs: 10_000, maxRetryMs: 30_000 },
      ...{ answerWithinMs: 1500, failureNotice: 'failed' },
    }),
    usedUp: () => undefined,
    draining: () => false,
    onResult: (result) => results.push(result),
    clock,
    logger: createLogger({ level: 'fatal', showNumbers: false, destination: { write: () => undefined } }),
  });
  let messages = 0;
  const take = (more: Partial<IncomingText> = {}): Promise<Verdict> => {
    messages += 1;
    const facts = {
      id: `m-${messages}`,
      reference: `r-${messages}`,
      trunk: 'in',
      from: A,
      to: X,
      text: 'hello',
    };
    const message = { ...facts, parts: 1, receivedAt: clock.now(), ...more };
    return network.handlers?.onMessage(message) ?? Promise.reject(new Error('not started'));
  };
  t.teardown(async () => {
    const closed = handling.close();
    await clock.pass(10_000);
    await closed;
  });
  return { clock, shelf, network, notices, results, handling, take };
}

const temporary = (isTrunks = true): MessageFailure =>
  new MessageFailure('temporary', isTrunks ? 'trunk-failed' : 'receiver-unavailable', 'x', { isTrunks });
const permanent = (isTrunks = false): MessageFailure =>
  new MessageFailure('permanent', 'refused', 'x', { isTrunks });
const unknown = (): MessageFailure => new MessageFailure('unknown', 'unknown', 'x');

void t.test('what the carriers answer decides, and the application hears of it once', async (t) => {
  for (const [title, answers, verdict, trunks, notices] of [
    ['taken', [], { isAccepted: true, isSent: true }, ['one'], [0]],
    ['the first trunk is full', [temporary()], { isAccepted: true, isSent: true }, ['one', 'two'], [0]],
    [
      'the first trunk takes no text',
      [permanent(true)],
      { isAccepted: true, isSent: true },
      ['one', 'two'],
      [0],
    ],
    ['the receiver is refused', [permanent()], { isAccepted: false, because: 'refused' }, ['one'], [2]],
    ['no answer', [unknown()], { isAccepted: true, isSent: false }, ['one'], [1]],
    ['both refuse all text', [permanent(true), permanent(true)], { isAccepted: false }, ['one', 'two'], [2]],
    ['both are full', [temporary(), temporary()], { isAccepted: true, isSent: false }, ['one', 'two'], []],
    [
      'the first is full, and the second refuses all text',
      [temporary(), permanent(true)],
      { isAccepted: true, isSent: false },
      ['one', 'two'],
      [],
    ],
    ['the phone is off', [temporary(false)], { isAccepted: true, isSent: false }, ['one'], []],
  ] as const) {
    const { network, take, notices: heard } = await world(t);
    network.answers.push(...answers);
    t.match(await take(), verdict, title);
    await settled();
    t.same(
      network.sent.map(({ trunk }) => trunk),
      trunks,
      title,
    );
    t.same(
      heard.map(([, sendResult]) => sendResult),
      notices,
      title,
    );
  }
});

void t.test(
  'a temporary failure is tried again after a wait that doubles, until its time is over',
  async (t) => {
    const { network, take, clock, notices, results } = await world(t, ['one']);
    network.answers.push(...Array.from({ length: 20 }, () => temporary()));
    await take();
    const at: number[] = [];
    for (let second = 1; second <= 110; second += 1) {
      const before = network.sent.length;
      await clock.pass(1000);
      if (network.sent.length > before && network.sent.at(-1)?.id === 'm-1') at.push(second);
    }
    t.same(
      at.map((second) => Math.round(second / 10)),
      [1, 3, 6, 9],
      'after 10, 20 and then 30 s',
    );
    t.same(results, ['expired']);
    t.same(notices, [['m-1', 3]]);
    t.match(
      network.sent.at(-1),
      { id: 'm-1-failed', to: A, from: X, text: 'failed' },
      'and the sender hears of it',
    );
  },
);

void t.test('no answer within the time means accepted; a failure later goes to the sender', async (t) => {
  const { network, take, clock } = await world(t, ['one']);
  let fail = (_: unknown): void => undefined;
  network.answers.push(new Promise((_, reject) => (fail = reject)));
  const verdict = take();
  await settled();
  await clock.pass(1500);
  t.same(await verdict, { isAccepted: true, isSent: false });
  fail(permanent());
  await settled();
  t.match(network.sent.at(-1), { id: 'm-1-failed', trunk: 'in', to: A, from: X });
});

void t.test('a repeat gets the answer of the first, and is not sent', async (t) => {
  const { network, take } = await world(t);
  network.answers.push(permanent());
  const both = await Promise.all([take(), take({ reference: 'r-1' })]);
  t.same(both, [both[0], both[0]]);
  t.same(await take({ reference: 'r-1' }), { isAccepted: false, because: 'refused' }, 'also later');
  await take();
  t.same(await take({ reference: 'r-4' }), { isAccepted: true, isSent: true });
  t.equal(network.sent.length, 2);
});

void t.test('what an earlier run left: an attempt in the middle is unknown, a wait goes on', async (t) => {
  const { shelf, take, network } = await world(t, ['one']);
  network.answers.push('never', temporary());
  void take();
  await settled();
  await take();
  const next = await world(t, ['one'], shelf);
  await next.clock.pass(11_000);
  t.same(next.notices, [
    ['m-1', 1],
    ['m-2', 0],
  ]);
  t.same(
    next.network.sent.map(({ id }) => id),
    ['m-2'],
    'the first is not sent a second time',
  );
});

void t.test(
  'a failure by receipt is reported, and the sender hears of it; a repeated one changes nothing',
  async (t) => {
    const { network, take, notices, results } = await world(t);
    await take();
    await settled();
    const receipt = { trunk: 'one', carrierId: 'c-1', state: 'undeliverable' as const, at: 0 };
    for (const state of ['enroute', 'undeliverable', 'undeliverable'] as const)
      await network.handlers?.onReceipt({ ...receipt, state });
    await settled();
    t.same(notices, [
      ['m-1', 0],
      ['m-1', 2],
    ]);
    t.same(results, ['sent', 'undeliverable']);
    t.same(
      network.sent.map(({ id }) => id),
      ['m-1', 'm-1-failed'],
    );
  },
);

void t.test('a receipt may come before the answer to its message', async (t) => {
  const { network, take, results, clock } = await world(t, ['one']);
  let answer = (_: SentText): void => undefined;
  network.answers.push(new Promise((resolve) => (answer = resolve)));
  const verdict = take();
  await settled();
  const receipt = { trunk: 'one', state: 'delivered' as const, at: 0 };
  const early = network.handlers?.onReceipt({ ...receipt, carrierId: 'c-9' });
  await settled();
  answer({ carrierId: 'c-9' });
  await Promise.all([verdict, early]);
  t.same(results, ['sent', 'delivered']);
  network.answers.push('never');
  void take();
  await settled();
  const strange = network.handlers?.onReceipt({ ...receipt, carrierId: 'c-x' });
  await settled();
  await clock.pass(1000);
  await strange;
  t.same(results, ['sent', 'delivered'], 'one that belongs to no message is not held for long');
});

void t.test('a message that a stop interrupts between two trunks waits for the next start', async (t) => {
  const { network, take, shelf, handling, clock } = await world(t);
  let fail = (_: unknown): void => undefined;
  network.answers.push(new Promise((_, reject) => (fail = reject)));
  void take();
  await settled();
  const closed = handling.close();
  await clock.pass(5000);
  fail(permanent(true));
  await closed;
  t.same(
    network.sent.map(({ trunk }) => trunk),
    ['one'],
  );
  t.match(shelf.rows.get('m-1'), { stage: 'kept', result: undefined });
});

void t.test('a message that is kept while the service stops waits for the next start', async (t) => {
  const { network, take, shelf, handling } = await world(t);
  const { keep } = shelf;
  let write = (): void => undefined;
  const disk = new Promise<void>((resolve) => (write = resolve));
  shelf.keep = (message, reference) => disk.then(() => keep.call(shelf, message, reference));
  const verdict = take();
  await settled();
  await handling.close();
  write();
  t.same(await verdict, { isAccepted: true, isSent: false });
  await settled();
  t.same(network.sent, []);
  t.match(shelf.rows.get('m-1'), { stage: 'kept' });
});

void t.test('what is refused is refused for its reason', async (t) => {
  const { take, notices, network } = await world(t, ['voice-only']);
  for (const [more, because] of [
    [{ trunk: undefined }, 'unknown-trunk'],
    [{ text: ' ' }, 'empty'],
    [{ text: '12345678901' }, 'too-long'],
    [{ to: undefined }, 'number-not-ours'],
    [{ from: B }, 'no-binding'],
    [{}, 'no-route'],
  ] as const)
    t.match(await take(more), { isAccepted: false, because });
  t.match(
    await take({ text: '👍🏽👍🏽👍🏽👍🏽' }),
    { because: 'no-route' },
    'characters are counted, not code units',
  );
  await settled();
  t.same(network.sent, []);
  t.same(
    notices.map(([, result]) => result),
    [2, 2, 2],
    'the application hears of those that reached it',
  );
});
