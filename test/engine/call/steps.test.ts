import t from 'tap';
import { EndController } from '../../../engine/end-signal.js';
import { entering, leaveStep, type SteppedCall } from '../../../engine/call/steps.js';

function stepped(): { call: SteppedCall; took: string[]; pass(ms: number): void; stop(): void } {
  let now = 1000;
  const took: string[] = [];
  const signal = new EndController();
  const parts = {
    clock: { elapsed: () => now },
    onStep: (step: string, ms: number) => void took.push(`${step} ${ms}`),
  };
  return {
    call: { step: undefined, stepSince: 0, signal, parts, incoming: { id: 'call-1' } },
    took,
    pass: (ms) => void (now += ms),
    stop: () => signal.abort(new Error('over')),
  };
}

void t.test('entering a step ends the one before, and gives the same call', async (t) => {
  const { call, took, pass } = stepped();
  t.equal(entering(call, 'admit'), call);
  pass(3);
  entering(call, 'resolve');
  pass(40);
  leaveStep(call);
  leaveStep(call);
  t.same(took, ['admit 3', 'resolve 40'], 'each once');
});

void t.test('a stopped call enters no step but finish, which an abandoned step does not end', async (t) => {
  const { call, took, pass, stop } = stepped();
  entering(call, 'prepare');
  pass(5);
  stop();
  entering(call, 'announce');
  t.same(took, [], 'it is still in the step in which it was stopped');
  pass(5);
  leaveStep(call);
  entering(call, 'finish');
  pass(1);
  entering(call, 'dial');
  pass(1);
  leaveStep(call);
  t.same(took, ['prepare 10', 'finish 2']);
});
