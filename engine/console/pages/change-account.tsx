/** One account: another role, another password, its sessions ended. */
import { useState } from 'preact/hooks';
import type { ShownAccount, ShownOperator } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { ChoiceField } from '../parts/choice-field.js';
import { TextField } from '../parts/text-field.js';
import type { Deeds } from '../use-deeds.js';
import { keysOf, roles } from './account-roles.js';
import { newPassword } from './password-to-hand.js';

interface ChangeAccountProps {
  readonly client: Client;
  readonly account: ShownAccount;
  readonly deeds: Deeds;
  readonly onHanded: (handed: { readonly name: string; readonly password: string }) => void;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

export function ChangeAccount({ client, account, deeds, onHanded, onChanged, onClose }: ChangeAccountProps) {
  const { name } = account;
  const [role, setRole] = useState<ShownOperator['role']>(account.role);
  const [applications, setApplications] = useState((account.applications ?? []).join(', '));
  const change = async (): Promise<string> => {
    const own = role === 'subscriber' ? { applications: keysOf(applications) } : {};
    await client.accounts.changeRole(name, { role, ...own });
    onChanged();
    return say('{name} is now {role}.', { name, role: say(roles[role]) });
  };
  const reset = async (): Promise<undefined> => {
    const password = newPassword();
    await client.accounts.reset(name, password, false);
    onHanded({ name, password });
    onChanged();
  };
  const endSessions = async (): Promise<string> => {
    const { ended } = await client.accounts.endSessions(name);
    onChanged();
    return say('{count} sessions have ended.', { count: ended });
  };
  return (
    <section>
      <h2>{name}</h2>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          deeds.act(change);
        }}
      >
        <ChoiceField
          label="Role"
          hint="Ends the sessions of the account"
          choices={roles}
          value={role}
          onValue={(chosen) => chosen !== '' && setRole(chosen)}
        />
        {role === 'subscriber' && (
          <TextField
            label="Applications"
            hint="Their keys, with commas between"
            value={applications}
            onValue={setApplications}
            required
          />
        )}
        <button type="submit">{say('Change the role')}</button>
      </form>
      <p class="actions">
        <button type="button" onClick={() => deeds.act(endSessions)}>
          {say('End its sessions')}
        </button>
        <button type="button" class="danger" onClick={() => deeds.act(reset)}>
          {say('Reset password and second factor')}
        </button>
        <button type="button" onClick={onClose}>
          {say('Close')}
        </button>
      </p>
    </section>
  );
}
