/** Asks for a session id, and opens what is known of that call. */
import { useState } from 'preact/hooks';
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';
import { Field } from './field.js';

interface FindCallProps {
  readonly hint: Phrase;
  readonly deed: Phrase;
  readonly addressOf: (sessionId: string) => string;
  /** What stands in it at first. */
  readonly value?: string | undefined;
}

export function FindCall({ hint, deed, addressOf, value = '' }: FindCallProps) {
  const [sessionId, setSessionId] = useState(value);
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = sessionId.trim();
        if (typed !== '') location.hash = addressOf(typed);
      }}
    >
      <Field label="Session id" hint={hint}>
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
      <button type="submit">{say(deed)}</button>
    </form>
  );
}
