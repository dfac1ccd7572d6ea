import t from 'tap';
import { TurnModeration } from '../../../engine/ua/turn-moderation.js';

/** A loop whose clock and waits are the test's. */
class Loop {
  nowMs = 1000;
  readonly did: string[] = [];
  readonly moderation = new TurnModeration({
    now: () => this.nowMs,
    wait: (ms) => this.did.push(`wait ${ms}`),
  });

  /** One turn in which `messages` arrive, and which works for a while. */
  async turn(messages: number, workMs = 0): Promise<void> {
    for (let n = 0; n < messages; n += 1) this.moderation.arrived();
    this.nowMs += workMs;
    await new Promise(setImmediate);
  }

  /** Turns of one message each, `everyMs` apart, until a rate has been counted; forgets what was done meanwhile. */
  async settle(everyMs: number): Promise<void> {
    for (let n = 0; n * everyMs < 250; n += 1) {
      this.nowMs += everyMs;
      await this.turn(1);
    }
    this.did.length = 0;
  }
}

void t.test('below 2000 messages a second nothing waits', async (t) => {
  const loop = new Loop();
  await loop.settle(0.6);
  await loop.turn(1);
  t.same(loop.did, []);
});

void t.test('from there on a turn is followed by a wait for four messages', async (t) => {
  const loop = new Loop();
  await loop.settle(0.25);
  await loop.turn(1);
  t.same(loop.did, ['wait 1']);
});

void t.test('what is to leave leaves before the wait, and once', async (t) => {
  const loop = new Loop();
  await loop.settle(0.25);
  loop.moderation.atEnd(() => loop.did.push('left'));
  await loop.turn(2);
  await loop.turn(1);
  t.same(loop.did, ['left', 'wait 1', 'wait 1']);
});

void t.test('a turn without messages does what is to be done at its end', async (t) => {
  const loop = new Loop();
  loop.moderation.atEnd(() => loop.did.push('left'));
  await loop.turn(0);
  t.same(loop.did, ['left']);
});

void t.test('a turn that took long is not made longer: a saturated process never waits', async (t) => {
  const loop = new Loop();
  await loop.settle(0.25);
  await loop.turn(30, 5);
  t.same(loop.did, []);
  await loop.turn(1, 3);
  t.same(loop.did, ['wait 1']);
});

void t.test('once the messages are fewer, waiting ends', async (t) => {
  const loop = new Loop();
  await loop.settle(0.25);
  await loop.settle(10);
  await loop.turn(1);
  t.same(loop.did, []);
});
