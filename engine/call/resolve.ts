/**
 * Resolve: who is reached and what is shown. On the way it collects AXE's extension, and in X mode asks the
 * application. It writes nothing: what a call changes is in the resolution's effect, which is committed at its moment.
 */
import type { Resolution } from '../../routing/resolve.js';
import type { ApplicationAnswer } from '../report/ask-application.js';
import type { Admission } from './admit.js';
import type { Call } from './call-parts.js';
import type { Bound } from './call-state.js';
import { collectExtension } from './collect-extension.js';
import { Ending } from './ending.js';
import { namedPrompt } from './media/standard-prompts.js';

export type Connection = Extract<Resolution, { kind: 'connect' }>;
type Refusal = Extract<Resolution, { kind: 'refuse' }>;
type Question = Extract<Resolution, { kind: 'ask' }>;

/** Throws an Ending if the call is refused, or ends before its destination is known. */
export async function resolve(call: Call, admission: Admission): Promise<Connection> {
  const connection = await find(call, admission);
  call.signal.throwIfAborted();
  const use = call.parts.usage.enter(connection.application, connection.display);
  if (typeof use === 'string') throw new Ending(use);
  call.usage = use;
  return connection;
}

async function find(call: Call, admission: Admission): Promise<Connection> {
  const { state, parts } = call;
  const { caller, dialled } = admission;
  const first = await parts.routing.resolve({ caller, dialled, at: parts.clock.now() });
  if (first.application !== undefined) {
    state.known(first.application, boundBy(first));
  }
  switch (first.kind) {
    case 'connect':
      return first;
    case 'refuse':
      throw refused(first, call);
    case 'ask':
      return askApplication(call, admission, first);
    case 'collect': {
      const found = await collectExtension(call, admission, first);
      if (found.kind === 'refuse') throw refused(found, call);
      state.bound(found.subscriptionId, found.rules.userData);
      return found;
    }
  }
}

/** X mode (spec 7). */
async function askApplication(
  call: Call,
  { caller, dialled }: Admission,
  question: Question,
): Promise<Connection> {
  const answer = await call.parts.askApplication.ask(call.state.facts, call.signal);
  call.signal.throwIfAborted();
  switch (answer.operation) {
    case 'connect':
      call.state.bound(undefined, answer.userData);
      return permitted(
        call,
        call.parts.routing.permit(connectionOf(call, question, answer), {
          caller,
          dialled,
          at: call.parts.clock.now(),
        }),
      );
    case 'close':
      call.state.bound(undefined, answer.userData);
      throw new Ending('application-closed', { prompt: mustExist(call, answer.prompt) });
    case 'wrong':
      throw new Ending('application-answer-wrong', { because: answer.because });
    case 'silent':
      throw new Ending('application-silent', { because: answer.because });
  }
}

/** The callee is known only now, so the rules are asked once more. */
function permitted(call: Call, chosen: Resolution): Connection {
  if (chosen.kind === 'refuse') throw refused(chosen, call);
  if (chosen.kind === 'connect') return chosen;
  throw new Ending('internal-error', { because: `a connection became ${chosen.kind}` });
}

function connectionOf(
  call: Call,
  { application, x }: Question,
  answer: Extract<ApplicationAnswer, { operation: 'connect' }>,
): Connection {
  const { display = x } = answer;
  if (display === x && call.parts.routing.pool.get(x)?.appKey !== application.appKey)
    throw new Ending('application-without-number', { because: 'X left the application while it was asked' });
  // Any other number could be a real one, and the callee would see it (spec 7).
  if (call.parts.routing.pool.get(display)?.appKey !== application.appKey)
    throw new Ending('application-answer-wrong', {
      because: 'expected displayCalleeNum to be a number of the application, found another',
    });
  const recorded = answer.record && application.features.recording;
  return {
    kind: 'connect',
    application,
    subscriptionId: undefined,
    x,
    callee: answer.callee,
    display,
    direction: 0,
    rules: {
      maxDurationMs: answer.maxDurationMs,
      lastMinutePrompt: mustExist(call, answer.lastMinutePrompt),
      waitingPrompt: mustExist(call, answer.waitingPrompt),
      recording: recorded ? { hintPrompt: mustExist(call, answer.recordingHint) } : undefined,
      userData: answer.userData,
    },
  };
}

/** An X-mode answer names a missing prompt: the call ends with 8006 (spec 7). */
function mustExist(call: Call, prompt: string | undefined): string | undefined {
  if (prompt !== undefined && namedPrompt(call, prompt) === undefined)
    throw new Ending('prompt-missing', {
      because: `the application named a prompt that does not exist: ${prompt}`,
    });
  return prompt;
}

function refused(refusal: Refusal, call: Call): Ending {
  // The prompt is what the binding plays to an A without a call to return (spec 5).
  const { reason, prompt } = refusal;
  if (reason === 'no-callback-record' && prompt !== undefined && namedPrompt(call, prompt) === undefined)
    return new Ending('tone-missing', { because: `the call-back tone does not exist: ${prompt}` });
  return new Ending(refusal.reason, { prompt: refusal.prompt });
}

function boundBy(resolution: Resolution): Bound {
  switch (resolution.kind) {
    case 'connect': {
      const { x, subscriptionId, rules, extension } = resolution;
      return { x, subscriptionId, userData: rules.userData, extension };
    }
    case 'refuse':
      return resolution;
    case 'ask':
    case 'collect':
      return {};
  }
}
