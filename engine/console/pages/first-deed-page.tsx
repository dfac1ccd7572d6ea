/** What an account has to do before anything else: change a password that an administrator knows, set up a second factor. */
import { useEffect } from 'preact/hooks';
import type { ShownOperator } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { LanguageSwitch } from '../language/language-switch.js';
import { ChangePassword } from './change-password.js';
import { SecondFactor } from './second-factor.js';

interface FirstDeedProps {
  readonly client: Client;
  readonly operator: ShownOperator;
  readonly onDone: () => void;
  readonly onSignOut: () => void;
}

export function FirstDeedPage({ client, operator, onDone, onSignOut }: FirstDeedProps) {
  const isPassword = operator.firstDeed === 'change-password';
  useEffect(() => void (document.title = `${say('Sign in')} · Callveil`));
  return (
    <main class="alone">
      <h1>Callveil</h1>
      <p>
        {say(
          isPassword
            ? 'An administrator knows your password. Choose one of your own.'
            : 'A second factor is required here. Set up an authenticator app.',
        )}
      </p>
      {isPassword ? (
        <ChangePassword client={client} onChanged={onDone} />
      ) : (
        <SecondFactor client={client} hasIt={false} onChanged={onDone} />
      )}
      <p class="actions">
        <button type="button" onClick={onSignOut}>
          {say('Sign out')}
        </button>
        <LanguageSwitch />
      </p>
    </main>
  );
}
