/** The accounts of all operators, for admins: added, given another role, reset, their sessions ended, removed. */
import { useState } from 'preact/hooks';
import type { ShownAccount, ShownOperator } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { count, say } from '../language/language.js';
import { ChoiceField } from '../parts/choice-field.js';
import { Confirm } from '../parts/confirm.js';
import { Moment } from '../parts/moment.js';
import { Outcome } from '../parts/outcome.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Table, type Column } from '../parts/table.js';
import { TextField } from '../parts/text-field.js';
import { useAnswer } from '../use-answer.js';
import { useDeeds } from '../use-deeds.js';
import { keysOf, roles } from './account-roles.js';
import { ChangeAccount } from './change-account.js';
import { newPassword, PasswordToHand } from './password-to-hand.js';

type Role = ShownOperator['role'];

export function AccountsPage({ client }: { readonly client: Client }) {
  const { answer, problem, again } = useAnswer((signal) => client.accounts.list(signal), [client]);
  const [changing, setChanging] = useState<string>();
  const [removing, setRemoving] = useState<ShownAccount>();
  const [handed, setHanded] = useState<{ readonly name: string; readonly password: string }>();
  const deeds = useDeeds();
  const changed = answer?.items.find(({ name }) => name === changing);
  const columns: readonly Column<ShownAccount>[] = [
    ...plainColumns,
    {
      title: 'Change',
      kind: 'deed',
      cell: ({ name }) => (
        <button
          type="button"
          class="small"
          aria-label={say('Change {name}', { name })}
          onClick={() => setChanging(name)}
        >
          {say('Change')}
        </button>
      ),
    },
    {
      title: 'Remove',
      kind: 'deed',
      cell: (account) => (
        <button
          type="button"
          class="small danger"
          aria-label={say('Remove {name}', { name: account.name })}
          onClick={() => setRemoving(account)}
        >
          {say('Remove')}
        </button>
      ),
    },
  ];
  return (
    <>
      <NewAccount
        onAccount={(account) =>
          deeds.act(async () => {
            const password = newPassword();
            await client.accounts.add({ ...account, password });
            setHanded({ name: account.name, password });
            again();
            return undefined;
          })
        }
      />
      <Outcome deeds={deeds} />
      {handed !== undefined && <PasswordToHand {...handed} onDone={() => setHanded(undefined)} />}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <Table
          label="Accounts"
          columns={columns}
          rows={answer.items}
          keyOf={({ name }) => name}
          empty="There are no accounts. Tokens of the configuration sign in."
        />
      )}
      {changed !== undefined && (
        <ChangeAccount
          key={changed.name}
          client={client}
          account={changed}
          deeds={deeds}
          onHanded={setHanded}
          onChanged={again}
          onClose={() => setChanging(undefined)}
        />
      )}
      {removing !== undefined && (
        <Confirm
          title="Remove this account?"
          text="Its sessions end at once. It cannot be undone."
          facts={[
            ['Name', removing.name],
            ['Role', say(roles[removing.role])],
          ]}
          keep="Keep it"
          deed="Remove it"
          onDeed={async () => {
            await client.accounts.remove(removing.name);
            deeds.told(say('{name} was removed.', { name: removing.name }));
            again();
          }}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}

const plainColumns: readonly Column<ShownAccount>[] = [
  { title: 'Name', cell: ({ name }) => <span class="free-text">{name}</span> },
  {
    title: 'Role',
    cell: ({ role, applications = [] }) => [say(roles[role]), ...applications].join(' · '),
  },
  {
    title: 'Second factor',
    cell: ({ hasSecondFactor }) => say(hasSecondFactor ? 'yes' : 'no'),
  },
  { title: 'Sessions', kind: 'amount', cell: ({ sessions }) => count(sessions) },
  { title: 'Signed in', cell: ({ signedInAt }) => signedInAt && <Moment at={signedInAt} /> },
  {
    title: 'Password',
    cell: ({ mustChangePassword }) => (mustChangePassword ? say('to be changed') : undefined),
  },
];

interface NewAccountProps {
  readonly onAccount: (account: {
    readonly name: string;
    readonly role: Role;
    readonly applications?: readonly string[];
  }) => void;
}

function NewAccount({ onAccount }: NewAccountProps) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [applications, setApplications] = useState('');
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        const own = role === 'subscriber' ? { applications: keysOf(applications) } : {};
        onAccount({ name: name.trim(), role, ...own });
      }}
    >
      <TextField
        label="Name"
        hint="Letters, digits and . _ @ -"
        value={name}
        onValue={setName}
        required
        maxLength={64}
      />
      <ChoiceField
        label="Role"
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
      <button type="submit" class="main">
        {say('Add')}
      </button>
    </form>
  );
}
