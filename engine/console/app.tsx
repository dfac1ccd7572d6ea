/** The sign-in page, and the console behind it. */
import { useCallback, useMemo, useState } from 'preact/hooks';
import { Client } from './client.js';
import { say, useLanguage } from './language/language.js';
import { ProblemNotice } from './parts/problem-notice.js';
import { Shell } from './shell.js';
import { SignInPage } from './pages/sign-in-page.js';
import { useAnswer } from './use-answer.js';

export function App() {
  useLanguage();
  const [token, setToken] = useState(storedToken);
  const [notice, setNotice] = useState<string>();
  const signOut = useCallback((why?: string) => {
    forgetToken();
    setToken(undefined);
    setNotice(why);
  }, []);
  const signIn = (typed: string): void => {
    storeToken(typed);
    setNotice(undefined);
    setToken(typed);
  };
  if (token === undefined) return <SignInPage notice={notice} onToken={signIn} />;
  return <SignedIn token={token} onSignOut={signOut} />;
}

interface SignedInProps {
  readonly token: string;
  readonly onSignOut: (why?: string) => void;
}

/** A stored token may have been removed from the configuration since, so the console first asks who it belongs to. */
function SignedIn({ token, onSignOut }: SignedInProps) {
  const client = useMemo(
    () =>
      new Client(token, () => onSignOut(say('The token is not known to Callveil any more. Sign in again.'))),
    [token, onSignOut],
  );
  const { answer: operator, problem, again } = useAnswer((signal) => client.me(signal), [client]);
  if (operator !== undefined)
    return <Shell client={client} operator={operator} onSignOut={() => onSignOut()} />;
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
          <button type="button" onClick={() => onSignOut()}>
            {say('Sign out')}
          </button>
        </p>
      )}
    </main>
  );
}

/**
 * The token of this tab's operator. It is in sessionStorage alone: gone with the tab, in no URL, in no cookie that a
 * browser would send by itself.
 */
const key = 'callveil-operator-token';

function storedToken(): string | undefined {
  return sessionStorage.getItem(key) ?? undefined;
}

function storeToken(token: string): void {
  sessionStorage.setItem(key, token);
}

function forgetToken(): void {
  sessionStorage.removeItem(key);
}
