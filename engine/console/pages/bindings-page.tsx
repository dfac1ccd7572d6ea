/** Bindings: found by number, id or application; one of them shown, or a new one made. */
import { useState } from 'preact/hooks';
import type { ShownBinding, ShownOperator } from '../../api/operator/answers.js';
import { ApplicationField } from '../parts/application-field.js';
import { BindingDetails } from './binding-details.js';
import type { BindingSearch, Client, Paging } from '../client.js';
import { Field } from '../parts/field.js';
import { Moment } from '../parts/moment.js';
import { say } from '../language/language.js';
import { NewBinding } from './new-binding.js';
import { NumberField, typedNumber } from '../parts/number-field.js';
import { Pager } from '../parts/pager.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Table, type Column } from '../parts/table.js';
import { mayChange } from '../roles.js';
import { useAnswer } from '../use-answer.js';
import { bindingAddress } from '../use-route.js';

interface BindingsPageProps {
  readonly client: Client;
  /** The id of the one shown; the search result stays for the way back. */
  readonly id: string | undefined;
  readonly operator: ShownOperator;
}

/** In place of an id: a form for a new one. */
const NEW = 'new';

const pageSize = 50;

export function BindingsPage({ client, id, operator }: BindingsPageProps) {
  const [number, setNumber] = useState('');
  const [appKey, setAppKey] = useState('');
  const [wantedId, setWantedId] = useState('');
  const [search, setSearch] = useState<BindingSearch & Paging>({ pageIndex: 1, pageSize });
  const applications = useAnswer((signal) => client.applications(signal), [client]);
  const found = useAnswer((signal) => client.searchBindings(search, signal), [client, search]);
  const may = mayChange(operator);
  if (id === NEW && may)
    return <NewBinding client={client} applications={applications.answer ?? []} onMade={found.again} />;
  if (id !== undefined)
    return <BindingDetails client={client} id={id} mayChange={may} onChanged={found.again} />;
  const { answer, problem } = found;
  return (
    <>
      {may && (
        <p class="actions">
          <a class="button" href={`#/bindings/${NEW}`}>
            {say('New binding …')}
          </a>
        </p>
      )}
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          const typedId = wantedId.trim();
          if (typedId !== '') location.hash = bindingAddress(typedId);
          else
            setSearch({ number: typedNumber(number), appKey: appKey || undefined, pageIndex: 1, pageSize });
        }}
      >
        <NumberField
          label="Number"
          hint="Its A, B, X or Y"
          value={number}
          onValue={setNumber}
          problem={problem}
          place="body/number"
        />
        <ApplicationField applications={applications.answer ?? []} value={appKey} onValue={setAppKey} />
        <Field label="Or its id" hint="subscriptionId: opens it">
          {(ids) => (
            <input
              {...ids}
              class="number"
              autocomplete="off"
              value={wantedId}
              onInput={(event) => setWantedId(event.currentTarget.value)}
            />
          )}
        </Field>
        <button type="submit" class="main">
          {say('Find')}
        </button>
      </form>
      {applications.problem !== undefined && <ProblemNotice problem={applications.problem} />}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <>
          <Pager
            {...search}
            total={answer.total}
            onPage={(pageIndex) => setSearch({ ...search, pageIndex })}
          />
          <Table
            label="Bindings found"
            columns={columns}
            rows={answer.items}
            keyOf={({ subscriptionId }) => subscriptionId}
            empty="No binding is like that."
          />
        </>
      )}
    </>
  );
}

const columns: readonly Column<ShownBinding>[] = [
  {
    title: 'Binding',
    cell: ({ subscriptionId }) => (
      <a class="number" href={bindingAddress(subscriptionId)} title={subscriptionId}>
        {subscriptionId.slice(0, 8)}
      </a>
    ),
  },
  { title: 'Mode', cell: ({ mode }) => mode },
  { title: 'X', kind: 'number', cell: ({ x }) => x },
  { title: 'A', kind: 'number', cell: ({ a }) => a },
  {
    title: 'B',
    kind: 'number',
    cell: ({ b, parts }) => b ?? (parts && say('{count} with a Y', { count: parts.length })),
  },
  { title: 'Extension', kind: 'number', cell: ({ extension }) => extension },
  { title: 'Application', cell: ({ appKey }) => appKey },
  { title: 'Changed', kind: 'number', cell: ({ changedAt }) => <Moment at={changedAt} /> },
  {
    title: 'Expires',
    kind: 'number',
    cell: ({ expiresAt }) => (expiresAt === undefined ? say('never') : <Moment at={expiresAt} />),
  },
];
