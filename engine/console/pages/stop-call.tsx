/** Asks for confirmation before ending a call, and ends it. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShownCall } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { Facts } from '../parts/facts.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import type { Problem } from '../problem.js';
import { asProblem } from '../use-answer.js';

interface StopCallProps {
  readonly client: Client;
  readonly call: ShownCall;
  /** Called with the outcome; undefined: the operator cancelled. */
  readonly onDone: (told: string | undefined) => void;
}

export function StopCall({ client, call, onDone }: StopCallProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<Problem>();
  const [asking, setAsking] = useState(false);
  useLayoutEffect(() => dialog.current?.showModal(), []);

  const failed = (error: unknown): void => {
    const found = asProblem(error);
    if (found.code === 'not-found') return onDone(`The call ${call.sessionId} had ended already.`);
    setProblem(found);
    setAsking(false);
  };
  const stop = (): void => {
    setAsking(true);
    const stopped = client.endCall(call.sessionId);
    stopped.then(() => onDone(`The call ${call.sessionId} is being stopped.`)).catch(failed);
  };

  return (
    <dialog ref={dialog} aria-labelledby="stop-call" onClose={() => onDone(undefined)}>
      <h2 id="stop-call">Stop this call?</h2>
      <p>Both parties are hung up at once. It cannot be undone.</p>
      <Facts
        facts={[
          ['Caller', <span class="number">{call.caller ?? 'withheld'}</span>],
          ['X', call.x && <span class="number">{call.x}</span>],
          ['Callee', call.callee && <span class="number">{call.callee}</span>],
          ['State', call.state],
          ['Session', <span class="number">{call.sessionId}</span>],
        ]}
      />
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <p class="actions">
        <button type="button" autofocus onClick={() => dialog.current?.close()}>
          Keep the call
        </button>
        <button type="button" class="main danger" disabled={asking} onClick={stop}>
          Stop the call
        </button>
      </p>
    </dialog>
  );
}
