/** Calls in progress with the levels of their legs, stopping one, and the ladder of one. */
import { useState } from 'preact/hooks';
import type { ShownCall } from '../../api/operator/call-answers.js';
import type { Client } from '../client.js';
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';
import { lasting, Moment } from '../parts/moment.js';
import { Pager } from '../parts/pager.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Refresh } from '../parts/refresh.js';
import { FindCall } from '../parts/find-call.js';
import { LevelMeter } from '../parts/level-meter.js';
import { LadderPage } from './ladder-page.js';
import { StopCall } from './stop-call.js';
import { Table, type Column } from '../parts/table.js';
import { Tag, type Tone } from '../parts/tag.js';
import { useAnswer } from '../use-answer.js';
import { useLevels, type Levels } from '../use-levels.js';
import { bindingAddress, ladderAddress } from '../use-route.js';

interface CallsPageProps {
  readonly client: Client;
  /** The call whose ladder is shown, if one is. */
  readonly id: string | undefined;
  readonly mayStop: boolean;
}

const pageSize = 50;

const tones: Readonly<Record<ShownCall['state'], Tone>> = {
  arrived: 'plain',
  known: 'plain',
  dialling: 'warn',
  ringing: 'warn',
  connected: 'good',
  ended: 'plain',
};

export function CallsPage({ client, id, mayStop }: CallsPageProps) {
  return id === undefined ? (
    <CallsInProgress client={client} mayStop={mayStop} />
  ) : (
    <LadderPage client={client} sessionId={id} />
  );
}

function CallsInProgress({ client, mayStop }: Omit<CallsPageProps, 'id'>) {
  const [pageIndex, setPageIndex] = useState(1);
  const asked = useAnswer((signal) => client.calls({ pageIndex, pageSize }, signal), [client, pageIndex]);
  const [stopping, setStopping] = useState<ShownCall>();
  const [done, setDone] = useState<string>();
  const { answer, problem, at, again } = asked;
  const [listening, setListening] = useState(false);
  const levels = useLevels(client, listening ? connectedOf(answer?.items) : NONE);
  const plain = columnsAt(at ?? new Date());
  const columns = listening ? withLevels(plain, levels) : plain;
  const stopColumn: Column<ShownCall> = {
    title: 'Stop',
    kind: 'deed',
    cell: (call) => (
      <button type="button" class="small danger" onClick={() => setStopping(call)}>
        {say('Stop')}
      </button>
    ),
  };
  const onDone = (told: string): void => {
    setDone(told);
    again();
  };
  return (
    <>
      <Refresh asked={asked} />
      <p>
        <label>
          <input
            type="checkbox"
            checked={listening}
            onChange={(event) => setListening(event.currentTarget.checked)}
          />{' '}
          {say('Measure the levels of both legs')}
        </label>
      </p>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {done !== undefined && <p role="status">{done}</p>}
      {answer !== undefined && (
        <div class={problem === undefined ? '' : 'old'}>
          {(answer.total > pageSize || pageIndex > 1) && (
            <Pager {...{ pageIndex, pageSize }} total={answer.total} onPage={setPageIndex} />
          )}
          <Table
            label="Calls in progress"
            columns={mayStop ? [...columns, stopColumn] : columns}
            rows={answer.items}
            keyOf={({ sessionId }) => sessionId}
            empty="No calls are in progress."
          />
        </div>
      )}
      <FindCall
        hint="of a call that is over: one of the last"
        deed="Show its ladder"
        addressOf={ladderAddress}
      />
      {stopping !== undefined && (
        <StopCall client={client} call={stopping} onDone={onDone} onClose={() => setStopping(undefined)} />
      )}
    </>
  );
}

const NONE: readonly string[] = [];

/** Others have no audio of two sides. */
function connectedOf(calls: readonly ShownCall[] = []): readonly string[] {
  return calls.filter(({ state }) => state === 'connected').map(({ sessionId }) => sessionId);
}

/** Each level stands beside its side; what tells nothing of them makes room. */
function withLevels(columns: readonly Column<ShownCall>[], levels: Levels): readonly Column<ShownCall>[] {
  const [arrived, ...others] = columns.filter(({ title }) => !UNHEARD.has(title));
  return [
    ...(arrived === undefined ? [] : [arrived]),
    { title: 'Caller level', cell: (call) => levelOf(call, levels, 'caller') },
    { title: 'Callee level', cell: (call) => levelOf(call, levels, 'callee') },
    ...others,
  ];
}

const UNHEARD: ReadonlySet<Phrase> = new Set(['Callee sees', 'Recorded', 'Application', 'Binding']);

/** A call that is not connected, or whose audio is elsewhere, has none. */
function levelOf({ sessionId, state }: ShownCall, levels: Levels, side: 'caller' | 'callee') {
  if (state !== 'connected') return undefined;
  if (levels === undefined) return <span class="quiet">…</span>;
  const level = levels.get(sessionId)?.[side];
  return level && <LevelMeter level={level} />;
}

function columnsAt(now: Date): readonly Column<ShownCall>[] {
  return [
    { title: 'Arrived', kind: 'number', cell: ({ arrivedAt }) => <Moment at={arrivedAt} /> },
    { title: 'State', cell: ({ state }) => <Tag tone={tones[state]}>{say(state)}</Tag> },
    {
      title: 'Talking',
      kind: 'amount',
      cell: ({ answeredAt }) => answeredAt && lasting(Date.parse(answeredAt), now.getTime()),
    },
    { title: 'Caller', kind: 'number', cell: ({ caller }) => caller },
    { title: 'X', kind: 'number', cell: ({ x }) => x },
    { title: 'Callee', kind: 'number', cell: ({ callee }) => callee },
    { title: 'Callee sees', kind: 'number', cell: ({ display }) => display },
    { title: 'Recorded', cell: ({ recorded }) => say(recorded ? 'yes' : 'no') },
    { title: 'Application', cell: ({ appKey }) => appKey },
    {
      title: 'SIP',
      cell: ({ sessionId }) => <a href={ladderAddress(sessionId)}>{say('Ladder')}</a>,
    },
    {
      title: 'Binding',
      cell: ({ subscriptionId }) =>
        subscriptionId && (
          <a class="number" href={bindingAddress(subscriptionId)} title={subscriptionId}>
            {subscriptionId.slice(0, 8)}
          </a>
        ),
    },
  ];
}
