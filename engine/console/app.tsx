/** The sign-in page, and the console behind it. */
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { Client } from './client.js';
import { say, useLanguage } from './language/language.js';
import { ProblemNotice } from './parts/problem-notice.js';
import { Shell } from './shell.js';
import { FirstDeedPage } from './pages/first-deed-page.js';
import { SignInPage } from './pages/sign-in-page.js';
import { useAnswer } from './use-answer.js';

export function App() {
  useLanguage();
  /** The browser may have a session, whose cookie no script sees. */
  const [isOut, setOut] = useState(false);
  const [notice, setNotice] = useState<string>();
  const signedOut = useCallback((why?: string) => {
    setNotice(why);
    setOut(true);
  }, []);
  if (isOut) return <SignInPage notice={notice} onSignedIn={() => setOut(false)} />;
  return <SignedIn onSignedOut={signedOut} />;
}

interface SignedInProps {
  readonly onSignedOut: (why?: string) => void;
}

function SignedIn({ onSignedOut }: SignedInProps) {
  const wasIn = useRef(false);
  const client = useMemo(
    () =>
      new Client(() => onSignedOut(wasIn.current ? say('The session has ended. Sign in again.') : undefined)),
    [onSignedOut],
  );
  const { answer: operator, problem, again } = useAnswer((signal) => client.me(signal), [client]);
  const signOut = (): void => {
    // Also if the answer does not come: the page shows nothing more either way.
    client.accounts.signOut().then(
      ({ next }) => (next?.startsWith('http') === true ? location.assign(next) : onSignedOut()),
      () => onSignedOut(),
    );
  };
  wasIn.current ||= operator !== undefined;
  if (operator?.firstDeed !== undefined)
    return <FirstDeedPage client={client} operator={operator} onDone={again} onSignOut={signOut} />;
  if (operator !== undefined)
    return <Shell client={client} operator={operator} onSignOut={signOut} onChanged={again} />;
  return (
    <main class="alone">
      <h1>Callveil</h1>
      {problem === undefined ? (
        <p class="quiet">{say('Signing in …')}</p>
      ) : (
        <ProblemNotice problem={problem} />
      )}
      {problem !== undefined && (
        <p class="actions">
          <button type="button" class="main" onClick={again}>
            {say('Try again')}
          </button>
          <button type="button" onClick={signOut}>
            {say('Sign out')}
          </button>
        </p>
      )}
    </main>
  );
}
