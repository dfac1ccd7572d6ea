/** Asks for a session id, and opens the ladder of that call. */
import { useState } from 'preact/hooks';
import { say } from '../language/language.js';
import { ladderAddress } from '../use-route.js';
import { Field } from './field.js';

export function FindLadder() {
  const [sessionId, setSessionId] = useState('');
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = sessionId.trim();
        if (typed !== '') location.hash = ladderAddress(typed);
      }}
    >
      <Field label="Session id" hint="of a call that is over: one of the last">
        {(ids) => (
          <input
            {...ids}
            class="number"
            autocomplete="off"
            value={sessionId}
            onInput={(event) => setSessionId(event.currentTarget.value)}
          />
        )}
      </Field>
      <button type="submit">{say('Show its ladder')}</button>
    </form>
  );
}
