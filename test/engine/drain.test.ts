import { pino } from 'pino';
import t from 'tap';
import { Drain } from '../../engine/drain.js';

interface Stage {
  readonly drain: Drain;
  /** What the parts were asked to do, in order. */
  readonly did: string[];
  readonly messages: { drain(): void; resume(): void };
}

function stage(): Stage {
  const did: string[] = [];
  const say = (what: string) => (): void => void did.push(what);
  const state = { draining: false, stopping: false };
  const drain = new Drain({
    calls: {
      get draining() {
        return state.draining;
      },
      get stopping() {
        return state.stopping;
      },
      pause: () => void (state.draining = true),
      resume: () => void (state.draining = false),
      drain: () => {
        state.draining = state.stopping = true;
        return Promise.resolve();
      },
    },
    signaling: { drain: say('calls refused'), resume: say('calls taken') },
    unregister: () => Promise.resolve(say('unregistered')()),
    close: () => Promise.resolve(say('closed')()),
    onChanged: (isDraining) => say(isDraining ? 'kept' : 'forgotten')(),
    logger: pino({ level: 'silent' }),
  });
  return { drain, did, messages: { drain: say('messages refused'), resume: say('messages taken') } };
}

void t.test('a drain and its undo reach calls and messages, once each', (t) => {
  const { drain, did, messages } = stage();
  drain.alsoDrain(messages);
  drain.begin('a test');
  drain.begin('a test');
  t.same(did.splice(0), ['calls refused', 'messages refused', 'kept']);
  t.ok(drain.undo('a test'));
  t.ok(drain.undo('a test'));
  t.same(did, ['calls taken', 'messages taken', 'forgotten']);
  t.end();
});

void t.test('a drain that an engine before this one began is that of its messages too', (t) => {
  const { drain, did, messages } = stage();
  drain.begin('an operator, before the engine died');
  did.splice(0);
  drain.alsoDrain(messages);
  t.same(did.splice(0), ['messages refused']);
  drain.undo('a test');
  t.ok(did.includes('messages taken'));
  t.end();
});

void t.test('a stop refuses messages too, and is not undone', async (t) => {
  const { drain, did, messages } = stage();
  drain.alsoDrain(messages);
  await drain.stop(0);
  t.notOk(drain.undo('a test'));
  t.same(did, ['calls refused', 'messages refused', 'unregistered', 'closed']);
});
