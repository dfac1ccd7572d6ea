/** Asks for an operator's token and tries it before storing it. */
import { useEffect, useState } from 'preact/hooks';
import { Client } from '../client.js';
import { Field } from '../parts/field.js';
import { say } from '../language/language.js';
import { LanguageSwitch } from '../language/language-switch.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Problem } from '../problem.js';
import { asProblem } from '../use-answer.js';

interface SignInProps {
  /** Why the operator has to sign in again. */
  readonly notice: string | undefined;
  readonly onToken: (token: string) => void;
}

export function SignInPage({ notice, onToken }: SignInProps) {
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [asking, setAsking] = useState(false);
  useEffect(() => void (document.title = `${say('Sign in')} · Callveil`));

  const failed = (error: unknown): void => {
    setProblem(asProblem(error));
    setAsking(false);
  };
  const signIn = (): void => {
    const typed = token.trim();
    if (!/^[\x21-\x7e]{1,512}$/.test(typed)) return failed(notAToken());
    setAsking(true);
    setProblem(undefined);
    const tried = new Client(typed, () => undefined).me();
    tried.then(() => onToken(typed)).catch(failed);
  };

  return (
    <main class="alone">
      <h1>Callveil</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          signIn();
        }}
      >
        {notice !== undefined && problem === undefined && <p role="status">{notice}</p>}
        <Field
          label="Operator token"
          hint="One of operator.tokens in the configuration. This tab forgets it when closed."
        >
          {(ids) => (
            <input
              {...ids}
              type="password"
              autocomplete="off"
              required
              autofocus
              value={token}
              onInput={(event) => setToken(event.currentTarget.value)}
            />
          )}
        </Field>
        {problem !== undefined && <ProblemNotice problem={problem} />}
        <p class="actions">
          <button type="submit" class="main" disabled={asking}>
            {say(asking ? 'Signing in …' : 'Sign in')}
          </button>
          <LanguageSwitch />
        </p>
      </form>
    </main>
  );
}

/** Nothing else fits into an Authorization header, so it cannot be a token. */
function notAToken(): Problem {
  return new Problem(
    say('Expected a token: up to 512 letters, digits and signs without spaces.'),
    0,
    'invalid',
  );
}
