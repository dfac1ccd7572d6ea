/** One recording: its call, its audio once it is asked for, and who has listened. */
import { useState } from 'preact/hooks';
import type { ShownOperator } from '../../api/operator/answers.js';
import type { ShownListener } from '../../api/operator/system-answers.js';
import type { Client } from '../client.js';
import { say } from '../language/language.js';
import { Facts } from '../parts/facts.js';
import { Moment } from '../parts/moment.js';
import { Player } from '../parts/player.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Table, type Column } from '../parts/table.js';
import { mayChange, maySee } from '../roles.js';
import { saveFile } from '../save-file.js';
import { useAnswer } from '../use-answer.js';
import { recordAddress } from '../use-route.js';
import { talkOf } from './record-details.js';

interface RecordingDetailsProps {
  readonly client: Client;
  readonly sessionId: string;
  readonly operator: ShownOperator;
}

export function RecordingDetails({ client, sessionId, operator }: RecordingDetailsProps) {
  const [wanted, setWanted] = useState(false);
  const call = useAnswer((signal) => client.record('call', sessionId, signal), [client, sessionId]);
  const heard = useAnswer(wanted ? (signal) => client.system.recording(sessionId, signal) : undefined, [
    ...[client, sessionId, wanted],
  ]);
  const audio = heard.answer;
  const record = call.answer;
  return (
    <>
      <p>
        <a href="#/recordings">{say('← All that was found')}</a>
      </p>
      {call.problem !== undefined && <ProblemNotice problem={call.problem} />}
      {record !== undefined && (
        <Facts
          facts={[
            ['Came', <Moment at={record.at} />],
            ['Caller', <span class="number">{record.caller ?? say('withheld')}</span>],
            ['X', <span class="number">{record.x}</span>],
            ['Callee', <span class="number">{record.callee}</span>],
            ['Talked', talkOf(record)],
            ['Application', record.appKey],
            ['Recording', <span class="number">{record.recording}</span>],
            ['Record', <a href={recordAddress('call', sessionId)}>{say('Show the record')}</a>],
          ]}
        />
      )}
      {mayChange(operator) && audio === undefined && (
        <>
          <p class="actions">
            <button type="button" class="main" disabled={heard.asking} onClick={() => setWanted(true)}>
              {say(heard.asking ? 'Fetching …' : 'Listen')}
            </button>
          </p>
          <p class="quiet">{say('That you listen is written down in the audit.')}</p>
        </>
      )}
      {!mayChange(operator) && <p class="quiet">{say('Operators and admins may listen.')}</p>}
      {heard.problem !== undefined && <ProblemNotice problem={heard.problem} inWords />}
      {audio !== undefined && (
        <>
          <Player audio={audio} title={say('Recording of {session}', { session: sessionId })} />
          <p class="actions">
            <button type="button" onClick={() => saveFile(audio, `${sessionId}.wav`)}>
              {say('Download')}
            </button>
          </p>
        </>
      )}
      {maySee(operator, 'audit') && (
        <Listeners client={client} sessionId={sessionId} heardAt={heard.at?.getTime()} />
      )}
    </>
  );
}

interface ListenersProps {
  readonly client: Client;
  readonly sessionId: string;
  /** Asks again when this reader has become one. */
  readonly heardAt: number | undefined;
}

function Listeners({ client, sessionId, heardAt }: ListenersProps) {
  const { answer, problem } = useAnswer(
    (signal) => client.system.listeners(sessionId, signal),
    [client, sessionId, heardAt],
  );
  return (
    <>
      <h2>{say('Who has listened')}</h2>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <Table
          label="Who has listened"
          columns={listenerColumns}
          rows={answer}
          keyOf={({ at, who }) => `${at} ${who}`}
          empty="No one has listened to it."
        />
      )}
    </>
  );
}

const listenerColumns: readonly Column<ShownListener>[] = [
  { title: 'When', kind: 'number', cell: ({ at }) => <Moment at={at} /> },
  { title: 'Who', cell: ({ who }) => who },
  { title: 'Role', cell: ({ role }) => say(isRole(role) ? role : 'application') },
  { title: 'From address', kind: 'number', cell: ({ client }) => client },
];

function isRole(role: string): role is 'admin' | 'operator' | 'viewer' | 'auditor' {
  return ['admin', 'operator', 'viewer', 'auditor'].includes(role);
}
