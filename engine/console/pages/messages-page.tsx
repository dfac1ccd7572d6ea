/** Short messages, without their texts: those on their way, and what became of the others. */
import { useState } from 'preact/hooks';
import type { ShownMessage } from '../../api/operator/answers.js';
import type { Client, MessageSearch } from '../client.js';
import { count, say } from '../language/language.js';
import { ApplicationField } from '../parts/application-field.js';
import { Details } from '../parts/details.js';
import type { Fact } from '../parts/facts.js';
import { Moment } from '../parts/moment.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Refresh } from '../parts/refresh.js';
import { Table, type Column } from '../parts/table.js';
import { Tag } from '../parts/tag.js';
import { TimeField, typedTime } from '../parts/time-field.js';
import { Turns } from '../parts/turns.js';
import { useAnswer } from '../use-answer.js';
import { bindingAddress } from '../use-route.js';
import { resultText, resultTone } from './message-result.js';

const limit = 50;

export function MessagesPage({ client }: { readonly client: Client }) {
  const [appKey, setAppKey] = useState('');
  const [before, setBefore] = useState('');
  const [search, setSearch] = useState<MessageSearch>({ limit });
  /** The places that led here, to go back to. */
  const [earlier, setEarlier] = useState<readonly MessageSearch[]>([]);
  const [opened, setOpened] = useState<ShownMessage>();
  const applications = useAnswer((signal) => client.applications(signal), [client]);
  const asked = useAnswer((signal) => client.messages(search, signal), [client, search]);
  const { answer, problem } = asked;
  const back = (): void => {
    setSearch(earlier.at(-1) ?? { limit });
    setEarlier(earlier.slice(0, -1));
  };
  const on = (after: string | undefined): void => {
    setEarlier([...earlier, search]);
    setSearch({ appKey: search.appKey, after, limit });
  };
  return (
    <>
      <Refresh asked={asked} />
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          setEarlier([]);
          setSearch({ appKey: appKey || undefined, before: typedTime(before), limit });
        }}
      >
        <ApplicationField applications={applications.answer ?? []} value={appKey} onValue={setAppKey} />
        <TimeField label="Received before" hint="Empty: the newest" value={before} onValue={setBefore} />
        <button type="submit" class="main">
          {say('Find')}
        </button>
      </form>
      {applications.problem !== undefined && <ProblemNotice problem={applications.problem} />}
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
      {answer !== undefined && (
        <div class={problem === undefined ? '' : 'old'}>
          <Turns
            onBack={earlier.length === 0 ? undefined : back}
            onNext={answer.next === undefined ? undefined : () => on(answer.next)}
          >
            {say('{count} on their way', { count: answer.waiting })}
          </Turns>
          <Table
            label="Messages found"
            columns={[...columns, openColumn(setOpened)]}
            rows={answer.items}
            keyOf={({ messageId }) => messageId}
            empty="No message is like that."
          />
        </div>
      )}
      {opened !== undefined && (
        <Details title="Message" facts={factsOf(opened)} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
}

const columns: readonly Column<ShownMessage>[] = [
  { title: 'Received', kind: 'number', cell: ({ receivedAt }) => <Moment at={receivedAt} /> },
  { title: 'Result', cell: (message) => <ResultTag message={message} /> },
  { title: 'Sender', kind: 'number', cell: ({ sender }) => sender },
  { title: 'X', kind: 'number', cell: ({ x }) => x },
  { title: 'Receiver', kind: 'number', cell: ({ receiver }) => receiver },
  { title: 'Application', cell: ({ appKey }) => appKey },
  { title: 'Parts', kind: 'amount', cell: ({ parts }) => count(parts) },
  { title: 'Attempts', kind: 'amount', cell: ({ attempts }) => count(attempts) },
];

function openColumn(onOpen: (message: ShownMessage) => void): Column<ShownMessage> {
  return {
    title: 'Show',
    kind: 'deed',
    cell: (message) => (
      <button
        type="button"
        class="small"
        aria-label={say('Show message {id}', { id: message.messageId })}
        onClick={() => onOpen(message)}
      >
        {say('Show')}
      </button>
    ),
  };
}

function ResultTag({ message: { state, result } }: { readonly message: ShownMessage }) {
  return result === undefined ? (
    <Tag tone="plain">{say(state)}</Tag>
  ) : (
    <span class={`words ${resultTone(result)}`}>{resultText(result)}</span>
  );
}

function factsOf(message: ShownMessage): readonly Fact[] {
  const { subscriptionId, result } = message;
  return [
    ['Result', result === undefined ? say('It is on its way.') : `${resultText(result)} (${result})`],
    ['State', say(message.state)],
    ['Id', <span class="number">{message.messageId}</span>],
    ['Application', message.appKey],
    [
      'Binding',
      subscriptionId && (
        <a class="number" href={bindingAddress(subscriptionId)}>
          {subscriptionId}
        </a>
      ),
    ],
    ['Sender', <span class="number">{message.sender ?? say('unknown sender')}</span>],
    ['X', <span class="number">{message.x}</span>],
    ['Receiver', message.receiver && <span class="number">{message.receiver}</span>],
    ['Receiver sees', message.display && <span class="number">{message.display}</span>],
    ['Came from trunk', message.trunk],
    ['Parts', count(message.parts)],
    ['Attempts', count(message.attempts)],
    ['Received', <Moment at={message.receivedAt} />],
    ['Ended', message.endedAt && <Moment at={message.endedAt} />],
  ];
}
