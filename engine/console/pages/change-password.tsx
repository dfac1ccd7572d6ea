/** Another password for the own account. */
import { useState } from 'preact/hooks';
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { SecretField } from '../parts/secret-field.js';
import { Problem } from '../problem.js';
import { asProblem } from '../use-answer.js';

interface ChangePasswordProps {
  readonly client: Client;
  readonly onChanged: () => void;
}

export function ChangePassword({ client, onChanged }: ChangePasswordProps) {
  const [present, setPresent] = useState('');
  const [fresh, setFresh] = useState('');
  const [repeated, setRepeated] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const change = (): void => {
    if (fresh !== repeated) return setProblem(new Problem(say('The new passwords differ.'), 0, 'invalid'));
    setBusy(true);
    setProblem(undefined);
    client.accounts
      .changePassword(present, fresh)
      .then(
        () => {
          for (const forget of [setPresent, setFresh, setRepeated]) forget('');
          onChanged();
        },
        (error: unknown) => setProblem(asProblem(error)),
      )
      .finally(() => setBusy(false));
  };
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        change();
      }}
    >
      <SecretField label="Present password" kind="current-password" value={present} onValue={setPresent} />
      <SecretField
        label="New password"
        hint="At least 12 characters; a long sentence is better than signs"
        kind="new-password"
        value={fresh}
        onValue={setFresh}
      />
      <SecretField label="New password again" kind="new-password" value={repeated} onValue={setRepeated} />
      <button type="submit" class="main" disabled={busy}>
        {say('Change the password')}
      </button>
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
    </form>
  );
}
