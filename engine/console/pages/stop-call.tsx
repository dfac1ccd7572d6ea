/** Asks for confirmation before ending a call, and ends it. */
import type { ShownCall } from '../../api/operator/call-answers.js';
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { Confirm } from '../parts/confirm.js';
import { asProblem } from '../use-answer.js';

interface StopCallProps {
  readonly client: Client;
  readonly call: ShownCall;
  readonly onDone: (told: string) => void;
  readonly onClose: () => void;
}

export function StopCall({ client, call, onDone, onClose }: StopCallProps) {
  const stop = async (): Promise<void> => {
    try {
      await client.endCall(call.sessionId);
    } catch (error) {
      if (asProblem(error).code !== 'not-found') throw error;
      return onDone(say('The call {call} had ended already.', { call: call.sessionId }));
    }
    onDone(say('The call {call} is being stopped.', { call: call.sessionId }));
  };
  return (
    <Confirm
      title="Stop this call?"
      text="Both parties are hung up at once. It cannot be undone."
      facts={[
        ['Caller', <span class="number">{call.caller ?? say('withheld')}</span>],
        ['X', call.x && <span class="number">{call.x}</span>],
        ['Callee', call.callee && <span class="number">{call.callee}</span>],
        ['State', say(call.state)],
        ['Session', <span class="number">{call.sessionId}</span>],
      ]}
      keep="Keep the call"
      deed="Stop the call"
      onDeed={stop}
      onClose={onClose}
    />
  );
}
