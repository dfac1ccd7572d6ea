/** Messages that no address of their application has taken, pushing them again, and what waits for each address. */
import { useState } from 'preact/hooks';
import type { ShownOperator, ShownReceiver, ShownUndelivered } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { count, say, sayWord } from '../language/language.js';
import { ApplicationField } from '../parts/application-field.js';
import { Confirm } from '../parts/confirm.js';
import { Details } from '../parts/details.js';
import { Moment } from '../parts/moment.js';
import { Outcome } from '../parts/outcome.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Refresh } from '../parts/refresh.js';
import { Table, type Column } from '../parts/table.js';
import { Tag } from '../parts/tag.js';
import { Turns } from '../parts/turns.js';
import { mayChange, maySee } from '../roles.js';
import { useAnswer } from '../use-answer.js';
import { useDeeds } from '../use-deeds.js';

interface UndeliveredPageProps {
  readonly client: Client;
  readonly operator: ShownOperator;
}

const limit = 50;

export function UndeliveredPage({ client, operator }: UndeliveredPageProps) {
  const [appKey, setAppKey] = useState('');
  /** The places that pages begin after; the last one is shown. */
  const [places, setPlaces] = useState<readonly (string | undefined)[]>([undefined]);
  const [opened, setOpened] = useState<ShownUndelivered>();
  const [all, setAll] = useState(false);
  const deeds = useDeeds();
  const isStaff = maySee(operator, 'overview');
  const applications = useAnswer(isStaff ? (signal) => client.applications(signal) : undefined, [client]);
  const after = places.at(-1);
  const asked = useAnswer(
    (signal) => client.undelivered({ appKey: appKey || undefined, after, limit }, signal),
    [client, appKey, after],
  );
  const { answer, problem, again } = asked;
  const mayResend = mayChange(operator);
  const resendOne = async (id: string): Promise<string> => {
    const resent = await client.resend({ ids: [id] });
    again();
    return say('{count} are being pushed again.', { count: resent });
  };
  const resendAll = async (): Promise<void> => {
    const resent = await client.resend({ appKey });
    again();
    deeds.told(say('{count} are being pushed again.', { count: resent }));
  };
  return (
    <>
      <Refresh asked={asked} />
      {isStaff && (
        <div class="question">
          <ApplicationField
            applications={applications.answer ?? []}
            value={appKey}
            onValue={(chosen) => {
              setAppKey(chosen);
              setPlaces([undefined]);
            }}
          />
          {mayResend && (
            <button type="button" disabled={appKey === ''} onClick={() => setAll(true)}>
              {say('Push all of the application again …')}
            </button>
          )}
        </div>
      )}
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
      <Outcome deeds={deeds} />
      {answer !== undefined && (
        <div class={problem === undefined ? '' : 'old'}>
          {(places.length > 1 || answer.items.length === limit) && (
            <Turns
              onBack={places.length === 1 ? undefined : () => setPlaces(places.slice(0, -1))}
              onNext={answer.items.length < limit ? undefined : () => setPlaces([...places, answer.next])}
            />
          )}
          <Table
            label="Undelivered messages"
            columns={[
              ...columns,
              showColumn(setOpened),
              ...(mayResend ? [resendColumn((id) => deeds.act(() => resendOne(id)))] : []),
            ]}
            rows={answer.items}
            keyOf={({ id }) => id}
            empty="Every message was delivered, or is still being pushed."
          />
        </div>
      )}
      {isStaff && <Receivers client={client} />}
      {opened !== undefined && <Whole message={opened} onClose={() => setOpened(undefined)} />}
      {all && (
        <Confirm
          title="Push all of the application again?"
          text="Each has all its retries once more, and its old Idempotency-Key."
          facts={[['Application', appKey]]}
          keep="Cancel"
          deed="Push them again"
          onDeed={resendAll}
          onClose={() => setAll(false)}
        />
      )}
    </>
  );
}

function Whole({ message, onClose }: { readonly message: ShownUndelivered; readonly onClose: () => void }) {
  return (
    <Details
      title="Undelivered message"
      facts={[
        ['Id', <span class="number">{message.id}</span>],
        ['Session', <span class="number">{message.sessionId}</span>],
        ['Why', <span lang="en">{message.because}</span>],
      ]}
      onClose={onClose}
    >
      <pre tabIndex={0}>{JSON.stringify(message.message, null, 2)}</pre>
    </Details>
  );
}

const columns: readonly Column<ShownUndelivered>[] = [
  { title: 'Given up', kind: 'number', cell: ({ givenUpAt }) => <Moment at={givenUpAt} /> },
  { title: 'Application', cell: ({ appKey }) => appKey },
  { title: 'Address', cell: ({ channel }) => sayWord(channel) },
  { title: 'Attempts', kind: 'amount', cell: ({ failures }) => count(failures) },
  { title: 'Why', cell: ({ because }) => <span lang="en">{because}</span> },
];

function showColumn(onOpen: (message: ShownUndelivered) => void): Column<ShownUndelivered> {
  return {
    title: 'Show',
    kind: 'deed',
    cell: (message) => (
      <button
        type="button"
        class="small"
        aria-label={say('Show message {id}', { id: message.id })}
        onClick={() => onOpen(message)}
      >
        {say('Show')}
      </button>
    ),
  };
}

function resendColumn(onResend: (id: string) => void): Column<ShownUndelivered> {
  return {
    title: 'Push again',
    kind: 'deed',
    cell: ({ id }) => (
      <button
        type="button"
        class="small"
        aria-label={say('Push message {id} again', { id })}
        onClick={() => onResend(id)}
      >
        {say('Push again')}
      </button>
    ),
  };
}

function Receivers({ client }: { readonly client: Client }) {
  const { answer, problem } = useAnswer((signal) => client.receivers(signal), [client]);
  return (
    <>
      <h2>{say('Waiting for an address')}</h2>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <Table
          label="Waiting for an address"
          columns={receiverColumns}
          rows={answer.items}
          keyOf={({ appKey, channel }) => `${appKey} ${channel}`}
          empty="Nothing waits to be pushed."
        />
      )}
    </>
  );
}

const receiverColumns: readonly Column<ShownReceiver>[] = [
  { title: 'Application', cell: ({ appKey }) => appKey },
  { title: 'Address', cell: ({ channel }) => sayWord(channel) },
  {
    title: 'State',
    cell: ({ down }) => <Tag tone={down ? 'bad' : 'good'}>{say(down ? 'down' : 'answering')}</Tag>,
  },
  { title: 'Waiting', kind: 'amount', cell: ({ waiting }) => count(waiting) },
  { title: 'Failed before', kind: 'amount', cell: ({ failed }) => count(failed) },
  { title: 'Pushed again', kind: 'number', cell: ({ nextDueAt }) => nextDueAt && <Moment at={nextDueAt} /> },
];
