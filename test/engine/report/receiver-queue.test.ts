import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { createLogger } from '../../../engine/observe/log.js';
import { Outbox, type StoredMessage } from '../../../engine/report/outbox.js';
import { ReceiverQueue } from '../../../engine/report/receiver-queue.js';
import type { PostResult, SignedPoster } from '../../../engine/report/signed-post.js';
import { Webhooks } from '../../../engine/report/webhooks.js';
import { application } from '../../support/stages/call-stage.js';
import { reportsInForce } from '../../support/stages/usual-reports.js';
import { FakeClock, settled } from '../../support/fakes/fake-clock.js';

interface Attempt {
  readonly url: string;
  readonly body: string;
  answer(status: number): void;
}

/** Webhooks on an outbox file, to receivers whose answers the test gives, on a clock it turns. */
class Delivering {
  readonly clock = new FakeClock();
  /** Pushes that wait for their answer. */
  open: Attempt[] = [];
  /** Answers at once where this is set. */
  always: ((attempt: Attempt) => number | undefined) | undefined;

  private constructor(
    readonly outbox: Outbox,
    readonly webhooks: Webhooks,
  ) {}

  static async start(t: Test, options: { readonly maxHeld?: number } = {}): Promise<Delivering> {
    const folder = mkdtempSync(join(tmpdir(), 'callveil-queue-'));
    const outbox = await Outbox.open(join(folder, 'outbox.db'), (failure) => t.fail(failure));
    let delivering: Delivering | undefined = undefined;
    const poster: Pick<SignedPoster, 'post'> = {
      post: (url, _application, body) =>
        delivering?.attempt(url, body) ?? Promise.reject(new Error('too early')),
    };
    const clock = new FakeClock();
    const webhooks = new Webhooks({
      outbox,
      poster: poster as SignedPoster,
      settings: reportsInForce,
      applications: () => [],
      recordings: { countFrom: () => Promise.resolve() },
      applicationOf: (appKey) =>
        application('AXB', { appKey, callbacks: { status: `${appKey}/status`, fee: `${appKey}/fee` } }),
      clock,
      logger: createLogger({ level: 'silent', showNumbers: false }),
      concurrency: 2,
      ...options,
    });
    const started = new Delivering(outbox, webhooks);
    Object.assign(started, { clock });
    delivering = started;
    await webhooks.start();
    t.teardown(async () => {
      started.always = () => 200;
      started.open.splice(0).forEach((attempt) => attempt.answer(200));
      await webhooks.close();
      await outbox.close();
      rmSync(folder, { recursive: true });
    });
    return started;
  }

  attempt(url: string, body: string): Promise<PostResult> {
    return new Promise((resolve) => {
      const answer = (status: number): void => resolve({ outcome: 'answered', status, body: '' });
      const attempt = { url, body, answer };
      const status = this.always?.(attempt);
      if (status === undefined) this.open.push(attempt);
      else answer(status);
    });
  }

  add(appKey: string, group: string, body: string): void {
    this.outbox.add({ appKey, channel: 'status', group, body });
  }

  /** Waits until all that was added is stored, and everything that follows of itself has happened. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 6; turn += 1) {
      await this.outbox.flush();
      await this.outbox.recordOfSession('none'); // answered after everything the thread was asked before
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Lets so much time pass, with sweeps as they come. */
  async pass(minutes: number): Promise<void> {
    for (let half = 0; half < minutes * 2; half += 1) {
      await this.clock.pass(30_000);
      await this.settled();
    }
  }

  take(body: string): Attempt {
    const attempt = this.open.find((one) => one.body === body);
    if (attempt === undefined)
      throw new Error(`expected ${body} to be pushed, found ${this.bodies.join(' ')}`);
    this.open = this.open.filter((one) => one !== attempt);
    return attempt;
  }

  get bodies(): string[] {
    return this.open.map(({ body }) => body);
  }
}

void t.test('a receiver that hangs keeps nothing from the others', async (t) => {
  const delivering = await Delivering.start(t, { maxHeld: 3 });
  for (let n = 0; n < 10; n += 1) delivering.add('hangs', `h${n}`, `h${n}`);
  await delivering.settled();
  t.same(delivering.bodies, ['h0', 'h1']);
  delivering.add('lives', 'call', 'l1');
  await delivering.settled();
  delivering.take('l1').answer(200);
  t.match(await delivering.webhooks.backlog(), [
    { appKey: 'hangs', channel: 'status', waiting: 10, failed: 0 },
  ]);
});

void t.test('a sweep that fails is followed by the next', async (t) => {
  const delivering = await Delivering.start(t);
  delivering.add('app', 'a', 'a1');
  await delivering.settled();
  delivering.take('a1').answer(500);
  await delivering.settled();
  const { outbox } = delivering;
  const backlog = outbox.backlog.bind(outbox);
  outbox.backlog = () => {
    outbox.backlog = backlog;
    return Promise.reject(new Error('planted'));
  };
  await delivering.pass(2);
  t.equal(outbox.backlog, backlog, 'one sweep has failed');
  delivering.take('a1').answer(200);
  await delivering.settled();
  t.same(await delivering.webhooks.backlog(), []);
});

void t.test('a push that throws is made again, and what is behind it waits', async (t) => {
  const delivering = await Delivering.start(t);
  delivering.always = () => {
    delivering.always = undefined;
    throw new Error('planted');
  };
  delivering.add('app', 'a', 'a1');
  delivering.add('app', 'a', 'a2');
  await delivering.settled();
  t.same(delivering.bodies, []);
  await delivering.pass(1);
  delivering.take('a1').answer(200);
  await delivering.settled();
  delivering.take('a2').answer(200);
  await delivering.settled();
  t.same(await delivering.webhooks.backlog(), []);
  t.equal(delivering.webhooks.held, 0);
});

void t.test('after a push that was not taken the later ones of its call wait for it', async (t) => {
  const delivering = await Delivering.start(t);
  for (const body of ['a1', 'a2', 'a3']) delivering.add('app', 'a', body);
  await delivering.settled();
  delivering.take('a1').answer(500);
  await delivering.settled();
  delivering.add('app', 'a', 'a4');
  delivering.add('app', 'b', 'b1');
  await delivering.settled();
  t.same(delivering.bodies, ['b1'], 'another call goes on');
  delivering.take('b1').answer(200);
  await delivering.pass(1);
  const order: string[] = [];
  while (delivering.open[0] !== undefined) {
    order.push(...delivering.bodies);
    if (order.length === 2) delivering.add('app', 'a', 'a5');
    delivering.take(delivering.open[0].body).answer(200);
    await delivering.settled();
  }
  t.same(order, ['a1', 'a2', 'a3', 'a4', 'a5']);
  t.same(await delivering.webhooks.backlog(), []);
  delivering.add('app', 'a', 'a6');
  await delivering.settled();
  t.same(delivering.bodies, ['a6'], 'the call is no longer held back');
});

void t.test('what there is no room for goes out once there is, in order and once', async (t) => {
  const delivering = await Delivering.start(t, { maxHeld: 4 });
  const all = Array.from({ length: 50 }, (_, n) => `m${n}`);
  for (const body of all) delivering.add('app', 'one call', body);
  const order: string[] = [];
  for (let turn = 0; turn < 60; turn += 1) {
    await delivering.settled();
    const next = delivering.open[0];
    if (next === undefined) break;
    order.push(next.body);
    delivering.take(next.body).answer(200);
  }
  t.same(order, all);
});

void t.test(
  'a receiver that takes nothing is tried with one message at a time until it is back',
  async (t) => {
    const delivering = await Delivering.start(t);
    delivering.always = () => 503;
    for (let n = 0; n < 30; n += 1) delivering.add('app', `call ${n}`, `m${n}`);
    await delivering.settled();
    t.match(await delivering.webhooks.backlog(), [{ waiting: 30, isDown: true }]);
    const tried: string[] = [];
    delivering.always = ({ body }) => (tried.push(body), 503);
    await delivering.clock.pass(5000);
    await delivering.settled();
    t.equal(tried.length, 1);
    const taken: string[] = [];
    delivering.always = ({ body }) => (taken.push(body), 200);
    await delivering.pass(6);
    t.equal(new Set(taken).size, 30);
    t.equal(taken.length, 30, 'none of them twice');
    t.same(await delivering.webhooks.backlog(), []);
  },
);

void t.test('a clock that is set an hour back or forth moves no push', async (t) => {
  for (const hours of [-1, 1]) {
    const delivering = await Delivering.start(t);
    delivering.add('app', 'a', 'a1');
    await delivering.settled();
    delivering.take('a1').answer(500);
    await delivering.settled();
    delivering.clock.step(hours * 3_600_000);
    await delivering.clock.pass(30_000);
    await delivering.settled();
    t.same(delivering.bodies, [], 'not before its minute');
    delivering.add('app', 'b', 'b1');
    await delivering.settled();
    t.same(delivering.bodies, ['b1'], 'what is new goes at once');
    await delivering.pass(1);
    t.ok(delivering.bodies.includes('a1'), `its minute has passed, ${hours} h`);
  }
});

void t.test(
  'with any answers of a receiver, nothing of a call overtakes and nothing is lost or doubled',
  async (t) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ call: fc.integer({ min: 0, max: 4 }), passes: fc.boolean() }), {
          maxLength: 40,
        }),
        fc.array(fc.boolean(), { maxLength: 120 }),
        fc.integer({ min: 1, max: 6 }),
        async (messages, answers, maxHeld) => {
          const delivering = await Delivering.start(t, { maxHeld });
          const taken = new Map<number, number[]>();
          const script = [...answers];
          const asked = new Map<string, number>();
          delivering.always = ({ body }) => {
            const { call, n } = JSON.parse(body) as { call: number; n: number };
            const tries = (asked.get(body) ?? 0) + 1;
            asked.set(body, tries);
            // The seventh refusal would be the last: what is given up is lost as it should be.
            if (script.shift() === false && tries < 6) return 500;
            taken.set(call, [...(taken.get(call) ?? []), n]);
            return 200;
          };
          for (const [n, { call, passes }] of messages.entries()) {
            delivering.add('app', `call ${call}`, JSON.stringify({ call, n }));
            if (passes) await delivering.clock.pass(20_000);
          }
          for (const minutes of [1, 4, 9, 106, 203, 300]) {
            for (let sweep = 0; sweep < 8; sweep += 1) {
              await delivering.clock.pass((minutes * 60_000) / 4);
              await delivering.settled();
            }
          }
          for (const call of new Set(messages.map((one) => one.call))) {
            const expected = [...messages.entries()].filter(([, one]) => one.call === call).map(([n]) => n);
            if (JSON.stringify(taken.get(call)) !== JSON.stringify(expected))
              throw new Error(`call ${call}: expected ${expected.join()}, found ${taken.get(call)?.join()}`);
          }
        },
      ),
      { numRuns: 10 },
    );
  },
);

void t.test(
  'what a sweep has read before the message in front of it failed does not overtake it',
  async (t) => {
    const reads: ((messages: StoredMessage[]) => void)[] = [];
    const answers: ((outcome: 'done' | 'failed') => void)[] = [];
    const pushed: number[] = [];
    const message = (id: number): StoredMessage => ({
      ...{ id, appKey: 'app', channel: 'status', group: 'a', body: '', failures: 0, dueAt: 0, at: 0 },
    });
    const queue = new ReceiverQueue({
      ...{
        appKey: 'app',
        channel: 'status',
        clock: new FakeClock(),
        logger: createLogger({ level: 'silent', showNumbers: false }),
        concurrency: 2,
        maxHeld: 1,
        maxBatch: 1,
      },
      inOrder: true,
      outbox: {
        lastId: 2,
        remove: () => undefined,
        flush: () => Promise.resolve(),
        async *due() {
          yield await new Promise<StoredMessage[]>((resolve) => reads.push(resolve));
        },
      },
      push: (messages) => {
        pushed.push(...messages.map(({ id }) => id));
        return new Promise((resolve) => answers.push(resolve));
      },
    });
    queue.offer(message(1));
    queue.offer(message(2)); // there is no room for it
    await settled();
    const sweeping = queue.sweep();
    await settled();
    answers.shift()?.('failed');
    await settled();
    reads.shift()?.([message(2)]);
    await sweeping;
    await settled();
    t.same(pushed, [1]);
    reads.shift()?.([message(1), message(2)]);
    void queue.sweep();
    await settled();
    reads.shift()?.([message(1), message(2)]);
    await settled();
    answers.shift()?.('done');
    await settled();
    reads.shift()?.([message(2)]);
    await settled();
    t.same(pushed, [1, 1, 2]);
    answers.shift()?.('done');
    await queue.close();
  },
);
