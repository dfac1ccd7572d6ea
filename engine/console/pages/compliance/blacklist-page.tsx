/** The blacklists of the seven kinds: found by number, kind or application, added to, imported, taken from. */
import { useState } from 'preact/hooks';
import type { ShownApplication } from '../../../api/operator/answers.js';
import type { ShownBlacklistEntry } from '../../../api/operator/rules-answers.js';
import { say } from '../../language/language.js';
import { ApplicationField } from '../../parts/application-field.js';
import { ChoiceField } from '../../parts/choice-field.js';
import { Confirm } from '../../parts/confirm.js';
import { Moment } from '../../parts/moment.js';
import { NumberField, typedNumber } from '../../parts/number-field.js';
import { Outcome } from '../../parts/outcome.js';
import { Pager } from '../../parts/pager.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { Table, type Column } from '../../parts/table.js';
import type { Problem } from '../../problem.js';
import type { BlacklistSearch, RulesClient } from '../../rules-client.js';
import { useAnswer } from '../../use-answer.js';
import { useDeeds } from '../../use-deeds.js';
import { AddToBlacklist } from './add-to-blacklist.js';
import { kinds, type BlacklistKind } from './blacklist-kinds.js';

interface BlacklistPageProps {
  readonly rules: RulesClient;
  readonly applications: readonly ShownApplication[];
  readonly mayChange: boolean;
}

const pageSize = 50;

export function BlacklistPage({ rules, applications, mayChange }: BlacklistPageProps) {
  const [search, setSearch] = useState<BlacklistSearch>({ pageIndex: 1, pageSize });
  const [removing, setRemoving] = useState<ShownBlacklistEntry>();
  const deeds = useDeeds();
  const { answer, problem, again } = useAnswer((signal) => rules.blacklist(search, signal), [rules, search]);
  const remove = async (entry: ShownBlacklistEntry): Promise<void> => {
    await rules.unbar(entry);
    deeds.told(say('{number} is not on the list any more.', { number: entry.number }));
    again();
  };
  return (
    <>
      {mayChange && (
        <AddToBlacklist rules={rules} applications={applications} deeds={deeds} onChanged={again} />
      )}
      <Outcome deeds={deeds} />
      <BlacklistForm applications={applications} problem={problem} onSearch={setSearch} />
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <>
          <Pager
            {...search}
            total={answer.total}
            onPage={(pageIndex) => setSearch({ ...search, pageIndex })}
          />
          <Table
            label="Entries of the blacklists"
            columns={mayChange ? [...columns, removeColumn(setRemoving)] : columns}
            rows={answer.items}
            keyOf={(entry) => [entry.kind, entry.number, entry.x, entry.appKey].join(' ')}
            empty="No blacklist has an entry like that."
          />
        </>
      )}
      {removing !== undefined && (
        <Confirm
          title="Take this entry away?"
          text="What it bars is allowed again at once, on every engine."
          facts={[
            ['Number', <span class="number">{removing.number}</span>],
            ['Barred from', say(kinds[removing.kind])],
            ['X', removing.x && <span class="number">{removing.x}</span>],
            ['Application', removing.appKey ?? say('every application')],
          ]}
          keep="Keep it"
          deed="Take it away"
          onDeed={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}

interface BlacklistFormProps {
  readonly applications: readonly ShownApplication[];
  readonly problem: Problem | undefined;
  readonly onSearch: (search: BlacklistSearch) => void;
}

function BlacklistForm({ applications, problem, onSearch }: BlacklistFormProps) {
  const [number, setNumber] = useState('');
  const [kind, setKind] = useState<BlacklistKind | ''>('');
  const [appKey, setAppKey] = useState('');
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = { number: typedNumber(number), kind: kind || undefined, appKey: appKey || undefined };
        onSearch({ ...wanted, pageIndex: 1, pageSize });
      }}
    >
      <NumberField
        label="Number"
        hint="Entries with its beginning too"
        value={number}
        onValue={setNumber}
        problem={problem}
        place="body/number"
      />
      <ChoiceField label="Barred from" choices={kinds} none="any" value={kind} onValue={setKind} />
      <ApplicationField applications={applications} value={appKey} onValue={setAppKey} />
      <button type="submit" class="main">
        {say('Find')}
      </button>
    </form>
  );
}

const columns: readonly Column<ShownBlacklistEntry>[] = [
  { title: 'Number', kind: 'number', cell: ({ number }) => number },
  { title: 'Barred from', cell: ({ kind }) => say(kinds[kind]) },
  { title: 'X', kind: 'number', cell: ({ x }) => x },
  { title: 'Application', cell: ({ appKey }) => appKey ?? say('every application') },
  {
    title: 'Until',
    kind: 'number',
    cell: ({ until }) => (until === undefined ? say('without a term') : <Moment at={until} />),
  },
  { title: 'Note', cell: ({ note }) => note && <span class="free-text">{note}</span> },
  { title: 'Added', kind: 'number', cell: ({ addedAt }) => <Moment at={addedAt} /> },
];

function removeColumn(onRemove: (entry: ShownBlacklistEntry) => void): Column<ShownBlacklistEntry> {
  return {
    title: 'Remove',
    kind: 'deed',
    cell: (entry) => (
      <button
        type="button"
        class="small danger"
        aria-label={say('Remove {name}', { name: `${entry.number} (${say(kinds[entry.kind])})` })}
        onClick={() => onRemove(entry)}
      >
        {say('Remove')}
      </button>
    ),
  };
}
