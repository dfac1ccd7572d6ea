/** Calls that were recorded: searched, newest first; one of them heard. */
import { useState } from 'preact/hooks';
import type { ShownOperator } from '../../api/operator/answers.js';
import type { ShownRecording } from '../../api/operator/system-answers.js';
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { ApplicationField } from '../parts/application-field.js';
import { lasting, Moment } from '../parts/moment.js';
import { NumberField, typedNumber } from '../parts/number-field.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Table, type Column } from '../parts/table.js';
import { TextField } from '../parts/text-field.js';
import { TimeField, typedTime } from '../parts/time-field.js';
import { Turns } from '../parts/turns.js';
import type { RecordingSearch } from '../system-client.js';
import { useAnswer } from '../use-answer.js';
import { recordingAddress } from '../use-route.js';
import { RecordingDetails } from './recording-details.js';

interface RecordingsPageProps {
  readonly client: Client;
  /** The session of the one shown; the search stays for the way back. */
  readonly id: string | undefined;
  readonly operator: ShownOperator;
}

const NOTHING_TYPED = { number: '', appKey: '', binding: '', trunk: '', from: '', until: '' };

export function RecordingsPage({ client, id, operator }: RecordingsPageProps) {
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [search, setSearch] = useState<RecordingSearch>({});
  /** Where the pages before this one begin. */
  const [before, setBefore] = useState<readonly (string | undefined)[]>([]);
  const applications = useAnswer((signal) => client.applications(signal), [client]);
  const { answer, problem, asking } = useAnswer(
    (signal) => client.system.searchRecordings(search, signal),
    [client, search],
  );
  if (id !== undefined)
    return <RecordingDetails key={id} client={client} sessionId={id} operator={operator} />;
  const goOn = (after: string): void => {
    setBefore([...before, search.after]);
    setSearch({ ...search, after });
  };
  const goBack = (): void => {
    setSearch({ ...search, after: before.at(-1) });
    setBefore(before.slice(0, -1));
  };
  const { next } = answer ?? {};
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
        <TextField
          label="Binding"
          value={typed.binding}
          onValue={(binding) => setTyped({ ...typed, binding })}
        />
        <TextField label="Trunk" value={typed.trunk} onValue={(trunk) => setTyped({ ...typed, trunk })} />
        <TimeField label="From time" value={typed.from} onValue={(from) => setTyped({ ...typed, from })} />
        <TimeField
          label="Until time"
          value={typed.until}
          onValue={(until) => setTyped({ ...typed, until })}
        />
        <button type="submit" class="main">
          {say('Find')}
        </button>
      </form>
      {applications.problem !== undefined && <ProblemNotice problem={applications.problem} />}
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
      {answer !== undefined && (
        <>
          {answer.items.length > 0 || next === undefined ? (
            <Table
              label="Recordings found"
              columns={columns}
              rows={answer.items}
              keyOf={({ sessionId }) => sessionId}
              empty="No call was recorded that is like that."
            />
          ) : (
            <p class="empty quiet">{say('None among the newest calls; older ones are on the next page.')}</p>
          )}
          <Turns
            onBack={asking || before.length === 0 ? undefined : goBack}
            onNext={asking || next === undefined ? undefined : () => goOn(next)}
          />
        </>
      )}
    </>
  );
}

function searchOf(typed: typeof NOTHING_TYPED): RecordingSearch {
  const text = (value: string): string | undefined => value.trim() || undefined;
  return {
    number: typedNumber(typed.number),
    appKey: text(typed.appKey),
    subscriptionId: text(typed.binding),
    trunk: text(typed.trunk),
    from: typedTime(typed.from),
    until: typedTime(typed.until),
  };
}

const columns: readonly Column<ShownRecording>[] = [
  {
    title: 'Came',
    kind: 'number',
    cell: ({ sessionId, at }) => (
      <a href={recordingAddress(sessionId)}>
        <Moment at={at} />
      </a>
    ),
  },
  { title: 'Caller', kind: 'number', cell: ({ caller }) => caller },
  { title: 'X', kind: 'number', cell: ({ x }) => x },
  { title: 'Callee', kind: 'number', cell: ({ callee }) => callee },
  { title: 'Length', kind: 'amount', cell: ({ file }) => file && lasting(0, file.seconds * 1000) },
  {
    title: 'Kept until',
    kind: 'number',
    cell: ({ file }) =>
      file === undefined ? <span class="quiet">{say('gone')}</span> : <Moment at={file.keptUntil} />,
  },
  { title: 'Application', cell: ({ appKey }) => appKey },
];
