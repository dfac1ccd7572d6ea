/** The account of the operator who is signed in: its password and its second factor. */
import { useState } from 'preact/hooks';
import type { ShownOperator } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { ChangePassword } from './change-password.js';
import { SecondFactor } from './second-factor.js';

interface OwnAccountProps {
  readonly client: Client;
  readonly operator: ShownOperator;
  /** Who is signed in has to be asked again. */
  readonly onChanged: () => void;
}

export function OwnAccountPage({ client, operator, onChanged }: OwnAccountProps) {
  const [done, setDone] = useState<string>();
  const hasIt = operator.hasSecondFactor === true;
  return (
    <>
      {done !== undefined && (
        <p class="done" role="status">
          {done}
        </p>
      )}
      <h2>{say('Password')}</h2>
      <ChangePassword
        client={client}
        onChanged={() => setDone(say('The password is changed. Other sessions of this account have ended.'))}
      />
      <h2>{say('Second factor')}</h2>
      <p class="quiet">
        {say(hasIt ? 'Signing in wants a code of the authenticator.' : 'Signing in wants no code.')}
      </p>
      <SecondFactor
        key={String(hasIt)}
        client={client}
        hasIt={hasIt}
        onChanged={() => {
          setDone(undefined);
          onChanged();
        }}
      />
    </>
  );
}
