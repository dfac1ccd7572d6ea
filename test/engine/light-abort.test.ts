import t from 'tap';
import { LightAbortController } from '../../engine/light-abort.js';

/** Both kinds behave alike in all a call needs of them. */
for (const kind of [AbortController, LightAbortController]) {
  const told: string[] = [];
  const say = (word: string) => () => void told.push(word);

  void t.test(`${kind.name}: listeners are told once, in order, and the first reason counts`, async (t) => {
    const controller = new kind();
    told.length = 0;
    controller.signal.addEventListener('abort', say('a'), { once: true });
    controller.signal.addEventListener('abort', say('b'), { once: true });
    t.equal(controller.signal.aborted, false);
    controller.signal.throwIfAborted();
    controller.abort('first');
    controller.abort('second');
    controller.signal.addEventListener('abort', say('late'), { once: true });
    t.same(told, ['a', 'b']);
    t.same([controller.signal.aborted, controller.signal.reason], [true, 'first']);
    t.throws(() => controller.signal.throwIfAborted());
  });

  void t.test(`${kind.name}: a listener that was taken back is not told`, async (t) => {
    const controller = new kind();
    told.length = 0;
    const [b, c] = [say('b'), say('c')];
    controller.signal.addEventListener('abort', () => controller.signal.removeEventListener('abort', c));
    controller.signal.addEventListener('abort', b);
    controller.signal.addEventListener('abort', c);
    controller.signal.addEventListener('abort', say('d'));
    controller.signal.removeEventListener('abort', b);
    controller.signal.removeEventListener('abort', say('never added'));
    controller.abort();
    t.same(told, ['d']);
    t.type(controller.signal.reason, Error);
  });

  void t.test(`${kind.name}: one that throws is an uncaught exception, and stops no other`, async (t) => {
    const uncaught = new Promise<unknown>((resolve) => process.once('uncaughtException', resolve));
    const controller = new kind();
    told.length = 0;
    controller.signal.addEventListener('abort', () => {
      throw new Error('a bug');
    });
    controller.signal.addEventListener('abort', say('b'));
    controller.abort();
    t.same(told, ['b']);
    t.match(await uncaught, { message: 'a bug' });
  });
}
