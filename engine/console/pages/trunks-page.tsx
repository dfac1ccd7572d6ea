/** The trunks: how each is, its calls, what its calls were refused with; and reading the configuration file again. */
import type { ShownBind, ShownTrunk } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import { count, say } from '../language/language.js';
import { Moment } from '../parts/moment.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Refresh } from '../parts/refresh.js';
import { Table, type Column } from '../parts/table.js';
import { Tag, type Tone } from '../parts/tag.js';
import { useAnswer } from '../use-answer.js';
import { ReloadConfiguration } from './reload-configuration.js';

interface TrunksPageProps {
  readonly client: Client;
  readonly mayReload: boolean;
}

interface TrunkBind extends ShownBind {
  readonly trunk: string;
}

const tones: Readonly<Record<ShownTrunk['state'], Tone>> = { up: 'good', silent: 'bad', refusing: 'warn' };

export function TrunksPage({ client, mayReload }: TrunksPageProps) {
  const asked = useAnswer((signal) => client.trunks(signal), [client]);
  const { answer, problem, again } = asked;
  const binds = (answer?.items ?? []).flatMap(({ name, smpp = [] }) =>
    smpp.map((bind): TrunkBind => ({ ...bind, trunk: name })),
  );
  return (
    <>
      <Refresh asked={asked} />
      {mayReload && <ReloadConfiguration client={client} onApplied={again} />}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <div class={problem === undefined ? '' : 'old'}>
          <Table
            label="Trunks"
            columns={columns}
            rows={answer.items}
            keyOf={({ name }) => name}
            empty="There are no trunks: no calls come or go."
          />
          {binds.length > 0 && (
            <>
              <h2>{say('Connections over SMPP')}</h2>
              <Table
                label="Connections over SMPP"
                columns={bindColumns}
                rows={binds}
                keyOf={({ trunk, server, role }) => `${trunk} ${server} ${role}`}
                empty="There are no connections over SMPP."
              />
            </>
          )}
        </div>
      )}
    </>
  );
}

const columns: readonly Column<ShownTrunk>[] = [
  { title: 'Name', cell: ({ name }) => name },
  { title: 'Type', cell: ({ type }) => say(type) },
  {
    title: 'State',
    cell: ({ state }) => <Tag tone={tones[state]}>{say(state)}</Tag>,
  },
  { title: 'Since', kind: 'number', cell: ({ since }) => since && <Moment at={since} /> },
  {
    title: 'Registered',
    cell: ({ isRegistered }) =>
      isRegistered === undefined ? undefined : (
        <Tag tone={isRegistered ? 'good' : 'bad'}>{say(isRegistered ? 'yes' : 'no')}</Tag>
      ),
  },
  { title: 'Calls go out', cell: ({ callsGoOut }) => say(callsGoOut ? 'yes' : 'no') },
  {
    title: 'Calls',
    kind: 'amount',
    cell: ({ calls, maxCalls }) => (maxCalls === 0 ? count(calls) : `${count(calls)} / ${count(maxCalls)}`),
  },
  {
    title: 'Refusals by SIP status',
    cell: ({ refusals }) =>
      refusals.length === 0 ? undefined : (
        <span class="tallies">
          {refusals.map((one) => (
            <span key={one.status} class="number">
              {one.status} × {count(one.count)}
            </span>
          ))}
        </span>
      ),
  },
];

const bindColumns: readonly Column<TrunkBind>[] = [
  { title: 'Trunk', cell: ({ trunk }) => trunk },
  { title: 'Server', kind: 'number', cell: ({ server }) => server },
  { title: 'Role', cell: ({ role }) => say(role) },
  {
    title: 'Bound',
    cell: ({ isBound }) => <Tag tone={isBound ? 'good' : 'bad'}>{say(isBound ? 'yes' : 'no')}</Tag>,
  },
  { title: 'Since', kind: 'number', cell: ({ since }) => <Moment at={since} /> },
  { title: 'Why', cell: ({ because }) => because && <span lang="en">{because}</span> },
];
