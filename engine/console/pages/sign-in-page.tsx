/** Signs in with an account or a token, for a session that the browser keeps where no script can read it. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Client } from '../client.js';
import type { Credentials } from '../accounts-client.js';
import { Field } from '../parts/field.js';
import { say } from '../language/language.js';
import { LanguageSwitch } from '../language/language-switch.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { SecretField } from '../parts/secret-field.js';
import { Problem } from '../problem.js';
import { asProblem, useAnswer } from '../use-answer.js';

interface SignInProps {
  /** Why the operator has to sign in again. */
  readonly notice: string | undefined;
  readonly onSignedIn: () => void;
}

export function SignInPage({ notice, onSignedIn }: SignInProps) {
  const client = useMemo(() => new Client(() => undefined), []);
  const {
    answer: ways,
    problem: silence,
    again,
  } = useAnswer((signal) => client.accounts.ways(signal), [client]);
  const [byToken, setByToken] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [asking, setAsking] = useState(false);
  useEffect(() => void (document.title = `${say('Sign in')} · Callveil`));

  const failed = (error: unknown): void => {
    setProblem(asProblem(error));
    setAsking(false);
  };
  const signIn = (credentials: Credentials): void => {
    setAsking(true);
    setProblem(undefined);
    client.accounts.signIn(credentials).then(onSignedIn).catch(failed);
  };
  const broken = failureOf(location.hash);
  const form = { asking, onCredentials: signIn };
  return (
    <main class="alone">
      <h1>Callveil</h1>
      {(notice ?? broken) !== undefined && problem === undefined && <p role="status">{notice ?? broken}</p>}
      {silence !== undefined && (
        <>
          <ProblemNotice problem={silence} />
          <p class="actions">
            <button type="button" class="main" onClick={again}>
              {say('Try again')}
            </button>
          </p>
        </>
      )}
      {ways !== undefined &&
        (ways.account && !byToken ? <AccountForm {...form} /> : <TokenForm {...form} onWrong={setProblem} />)}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {ways?.openId !== undefined && (
        <p>
          <a href={ways.openId.path}>{say('Sign in with {name}', { name: ways.openId.name })}</a>
        </p>
      )}
      <p class="actions">
        {ways?.account === true && (
          <button
            type="button"
            class="small"
            onClick={() => {
              setProblem(undefined);
              setByToken(!byToken);
            }}
          >
            {say(byToken ? 'With an account' : 'With a token')}
          </button>
        )}
        <LanguageSwitch />
      </p>
    </main>
  );
}

interface FormProps {
  readonly asking: boolean;
  readonly onCredentials: (credentials: Credentials) => void;
}

function AccountForm({ asking, onCredentials }: FormProps) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onCredentials({ name: name.trim(), password, code: code.trim() || undefined });
      }}
    >
      <Field label="Name">
        {(ids) => (
          <input
            {...ids}
            ref={first}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            required
            maxLength={64}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      <SecretField label="Password" kind="current-password" value={password} onValue={setPassword} />
      <SecretField
        label="Code"
        hint="Of the authenticator, or a recovery code; empty if the account has none"
        kind="one-time-code"
        value={code}
        onValue={setCode}
        optional
        maxLength={64}
      />
      <SignInButton asking={asking} />
    </form>
  );
}

function TokenForm({
  asking,
  onCredentials,
  onWrong,
}: FormProps & { readonly onWrong: (problem: Problem) => void }) {
  const [token, setToken] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const typed = token.trim();
        if (/^[\x21-\x7e]{1,512}$/.test(typed)) onCredentials({ token: typed });
        else onWrong(notAToken());
      }}
    >
      <SecretField
        label="Operator token"
        hint="One of operator.tokens in the configuration. It is not kept."
        kind="off"
        value={token}
        onValue={setToken}
        first
        maxLength={1000}
      />
      <SignInButton asking={asking} />
    </form>
  );
}

function SignInButton({ asking }: { readonly asking: boolean }) {
  return (
    <p class="actions">
      <button type="submit" class="main" disabled={asking}>
        {say(asking ? 'Signing in …' : 'Sign in')}
      </button>
    </p>
  );
}

/** Why the way to another place that signs operators in led back here. */
function failureOf(hash: string): string | undefined {
  switch (hash) {
    case '#/openid-away':
      return say('The provider does not answer. Try again later, or sign in otherwise.');
    case '#/openid-refused':
      return say('The provider did not sign you in. Try again.');
    case '#/openid-no-role':
      return say('The provider signed you in, but you have no role here. Ask an administrator.');
    case '#/too-many-failures':
      return say('Too many attempts were wrong. Wait before the next one.');
  }
  return undefined;
}

/** Nothing else fits into an Authorization header, so it cannot be a token. */
function notAToken(): Problem {
  return new Problem(
    say('Expected a token: up to 512 letters, digits and signs without spaces.'),
    0,
    'invalid',
  );
}
