/** Calls, messages and changes of numbers of the past: searched, newest first; one of them shown. */
import { useState } from 'preact/hooks';
import type { ShownRecord } from '../../api/operator/call-answers.js';
import type { Client, RecordSearch } from '../client.js';
import { ApplicationField } from '../parts/application-field.js';
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';
import { Field } from '../parts/field.js';
import { Moment } from '../parts/moment.js';
import { NumberField, typedNumber } from '../parts/number-field.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Table, type Column } from '../parts/table.js';
import { TextField } from '../parts/text-field.js';
import { TimeField, typedTime } from '../parts/time-field.js';
import { Turns } from '../parts/turns.js';
import { useAnswer } from '../use-answer.js';
import { recordAddress } from '../use-route.js';
import { RecordsExport } from './records-export.js';
import { endingOf, RecordDetails, talkOf } from './record-details.js';

interface RecordsPageProps {
  readonly client: Client;
  /** `kind:id` of the one shown; the search stays for the way back. */
  readonly id: string | undefined;
  readonly mayExport: boolean;
}

export function RecordsPage({ client, id, mayExport }: RecordsPageProps) {
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [search, setSearch] = useState<RecordSearch>({});
  /** Where the pages before this one begin; an answer knows only what comes behind it. */
  const [before, setBefore] = useState<readonly (string | undefined)[]>([]);
  const applications = useAnswer((signal) => client.applications(signal), [client]);
  const { answer, problem, asking } = useAnswer(
    (signal) => client.searchRecords(search, signal),
    [client, search],
  );
  if (id !== undefined) return <RecordDetails client={client} place={id} />;
  const goOn = (after: string | undefined): void => {
    setBefore([...before, search.after]);
    setSearch({ ...search, after });
  };
  const goBack = (): void => {
    setSearch({ ...search, after: before.at(-1) });
    setBefore(before.slice(0, -1));
  };
  return (
    <>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          setBefore([]);
          setSearch(searchOf(typed));
        }}
      >
        <NumberField
          label="Number"
          hint="A real or a privacy number"
          value={typed.number}
          onValue={(number) => setTyped({ ...typed, number })}
          problem={problem}
          place="body/number"
        />
        <ApplicationField
          applications={applications.answer ?? []}
          value={typed.appKey}
          onValue={(appKey) => setTyped({ ...typed, appKey })}
        />
        <Field label="What">
          {(ids) => (
            <select
              {...ids}
              value={typed.kind}
              onChange={(event) => setTyped({ ...typed, kind: event.currentTarget.value })}
            >
              <option value="">{say('everything')}</option>
              <option value="call">{say('calls')}</option>
              <option value="message">{say('messages')}</option>
              <option value="number">{say('changes of numbers')}</option>
            </select>
          )}
        </Field>
        {TEXTS.map(({ name, label }) => (
          <TextField
            key={name}
            label={label}
            value={typed[name]}
            onValue={(value) => setTyped({ ...typed, [name]: value })}
          />
        ))}
        <TimeField label="From time" value={typed.from} onValue={(from) => setTyped({ ...typed, from })} />
        <TimeField
          label="Until time"
          value={typed.until}
          onValue={(until) => setTyped({ ...typed, until })}
        />
        {COUNTS.map(({ name, label }) => (
          <Field key={name} label={label}>
            {(ids) => (
              <input
                {...ids}
                type="number"
                min={0}
                value={typed[name]}
                onInput={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
        <button type="submit" class="main">
          {say('Find')}
        </button>
      </form>
      {applications.problem !== undefined && <ProblemNotice problem={applications.problem} />}
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
      {mayExport && (
        <RecordsExport
          client={client}
          search={search}
          isOffered={answer !== undefined && answer.items.length > 0}
        />
      )}
      {answer !== undefined && (
        <>
          <Table
            label="Records found"
            columns={columns}
            rows={answer.items}
            keyOf={({ kind, id: each }) => `${kind}:${each}`}
            empty="Nothing of the past is like that."
          />
          <Turns
            onBack={asking || before.length === 0 ? undefined : goBack}
            onNext={asking || answer.next === undefined ? undefined : () => goOn(answer.next)}
          />
        </>
      )}
    </>
  );
}

const NOTHING_TYPED = {
  ...{ number: '', appKey: '', kind: '', ending: '', trunk: '', binding: '' },
  ...{ from: '', until: '', minSeconds: '', maxSeconds: '' },
};
type Typed = typeof NOTHING_TYPED;

const TEXTS: readonly { readonly name: keyof Typed; readonly label: Phrase }[] = [
  { name: 'binding', label: 'Binding' },
  { name: 'ending', label: 'Ending' },
  { name: 'trunk', label: 'Trunk' },
];
const COUNTS: readonly { readonly name: keyof Typed; readonly label: Phrase }[] = [
  { name: 'minSeconds', label: 'Seconds talked, from' },
  { name: 'maxSeconds', label: 'Seconds talked, to' },
];

function searchOf(typed: Typed): RecordSearch {
  const text = (value: string): string | undefined => value.trim() || undefined;
  const count = (value: string): number | undefined => (value === '' ? undefined : Number(value));
  return {
    number: typedNumber(typed.number),
    appKey: text(typed.appKey),
    kinds: typed.kind === '' ? undefined : [typed.kind as ShownRecord['kind']],
    subscriptionId: text(typed.binding),
    ending: text(typed.ending),
    trunk: text(typed.trunk),
    from: typedTime(typed.from),
    until: typedTime(typed.until),
    minSeconds: count(typed.minSeconds),
    maxSeconds: count(typed.maxSeconds),
  };
}

const columns: readonly Column<ShownRecord>[] = [
  {
    title: 'Came',
    kind: 'number',
    cell: ({ kind, id, at }) => (
      <a href={recordAddress(kind, id)}>
        <Moment at={at} />
      </a>
    ),
  },
  { title: 'What', cell: ({ kind }) => say(kind) },
  { title: 'Caller', kind: 'number', cell: ({ caller }) => caller },
  { title: 'X', kind: 'number', cell: ({ x }) => x },
  { title: 'Callee', kind: 'number', cell: ({ callee }) => callee },
  { title: 'Talked', kind: 'amount', cell: (record) => talkOf(record) },
  { title: 'Ending', cell: (record) => endingOf(record) },
  { title: 'Application', cell: ({ appKey }) => appKey },
];
