import t from 'tap';
import { EndController } from '../../engine/end-signal.js';

const told: string[] = [];
const say = (word: string) => () => void told.push(word);

void t.beforeEach(() => void (told.length = 0));

void t.test('listeners are called once, in order, and the first reason counts', async (t) => {
  const end = new EndController();
  end.onAbort(say('a'));
  end.onAbort(say('b'));
  t.equal(end.aborted, false);
  end.throwIfAborted();
  end.abort('first');
  end.abort('second');
  t.same(told, ['a', 'b']);
  t.same([end.aborted, end.reason], [true, 'first']);
  t.throws(() => end.throwIfAborted());
});

void t.test('one that comes after the end is called at once', async (t) => {
  const end = new EndController();
  end.onAbort(() => {
    end.onAbort(say('during'));
    told.push('a');
  });
  end.onAbort(say('b'));
  end.abort();
  t.type(end.reason, Error);
  const release = end.onAbort(say('late'));
  t.same(told, ['during', 'a', 'b', 'late']);
  release();
});

void t.test('one that was taken back is not called, and the others are', async (t) => {
  const end = new EndController();
  const [releaseB, releaseC] = [() => end.onAbort(say('b')), () => end.onAbort(say('c'))].map((on) => on());
  end.onAbort(say('d'));
  releaseB?.();
  releaseB?.();
  releaseC?.();
  end.abort();
  t.same(told, ['d']);
});

void t.test('one listener may remove another while the end is announced', async (t) => {
  const end = new EndController();
  let release = (): void => undefined;
  end.onAbort(() => release());
  release = end.onAbort(say('b'));
  end.onAbort(say('c'));
  end.abort();
  t.same(told, ['c']);
});

void t.test('one that throws is an uncaught exception, and stops no other', async (t) => {
  const uncaught = new Promise<unknown>((resolve) => process.once('uncaughtException', resolve));
  const end = new EndController();
  end.onAbort(() => {
    throw new Error('a bug');
  });
  end.onAbort(say('b'));
  end.abort();
  t.same(told, ['b']);
  t.match(await uncaught, { message: 'a bug' });
});
