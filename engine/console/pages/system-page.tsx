/** The machine: processes, versions, disks, load, certificates, and the last lines of the log. */
import { useState } from 'preact/hooks';
import type { ShownOperator } from '../../api/operator/answers.js';
import type { ShownLogLine, ShownMachine } from '../../api/operator/system-answers.js';
import type { Client } from '../client.js';
import { count, say, sayWord } from '../language/language.js';
import { ChoiceField } from '../parts/choice-field.js';
import { Facts } from '../parts/facts.js';
import { lasting, Moment } from '../parts/moment.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Refresh } from '../parts/refresh.js';
import { Table, type Column } from '../parts/table.js';
import { Tag, type Tone } from '../parts/tag.js';
import { mayChange } from '../roles.js';
import { useAnswer } from '../use-answer.js';

interface SystemPageProps {
  readonly client: Client;
  readonly operator: ShownOperator;
}

const DAY_MS = 86_400_000;

export function SystemPage({ client, operator }: SystemPageProps) {
  const asked = useAnswer((signal) => client.system.machine(signal), [client]);
  const { answer, problem, at } = asked;
  return (
    <>
      <Refresh asked={asked} />
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <div class={problem === undefined ? '' : 'old'}>
          <Machine state={answer} now={at?.getTime() ?? Date.now()} />
        </div>
      )}
      {mayChange(operator) && <Log client={client} />}
    </>
  );
}

function Machine({ state, now }: { readonly state: ShownMachine; readonly now: number }) {
  const { machine, versions } = state;
  return (
    <>
      <Facts
        facts={[
          ['Machine', machine.name],
          ['Processors', count(machine.cpus)],
          ['Load average', machine.loadAverage.map((value) => count(value, 2)).join(' · ')],
          [
            'Memory',
            say('{free} free of {total}', {
              ...{ free: bytesText(machine.freeMemoryBytes), total: bytesText(machine.memoryBytes) },
            }),
          ],
          ['Machine running for', lasting(0, machine.uptimeSeconds * 1000)],
          ['Versions', versionText(versions)],
        ]}
      />
      <h2>{say('Processes')}</h2>
      <Table
        label="Processes"
        columns={processColumns}
        rows={state.processes}
        keyOf={({ pid }) => String(pid)}
        empty="No process is known."
      />
      <h2>{say('Load')}</h2>
      <p class="quiet">{say('At 100 % a part is at its limit, and new calls are refused.')}</p>
      <Table
        label="Load"
        columns={loadColumns}
        rows={state.load}
        keyOf={({ part }) => part}
        empty="No load is known."
      />
      <h2>{say('Disks')}</h2>
      <Table
        label="Disks"
        columns={diskColumns}
        rows={state.disks}
        keyOf={({ folder }) => folder}
        empty="No disk is known."
      />
      <h2>{say('Certificates')}</h2>
      <Table
        label="Certificates"
        columns={certificateColumns(now)}
        rows={state.certificates}
        keyOf={({ of, file }) => `${of} ${file}`}
        empty="None is used: nothing here speaks TLS."
      />
    </>
  );
}

type Process = ShownMachine['processes'][number];

const processColumns: readonly Column<Process>[] = [
  { title: 'Process', cell: ({ name }) => sayWord(name) },
  { title: 'Process id', kind: 'number', cell: ({ pid }) => String(pid) },
  {
    title: 'Running for',
    kind: 'amount',
    cell: ({ uptimeSeconds }) =>
      uptimeSeconds === undefined ? <Tag tone="bad">{say('gone')}</Tag> : lasting(0, uptimeSeconds * 1000),
  },
  {
    title: 'Processor time',
    kind: 'amount',
    cell: ({ cpuSeconds }) => (cpuSeconds === undefined ? undefined : lasting(0, cpuSeconds * 1000)),
  },
  { title: 'Memory', kind: 'amount', cell: ({ memoryBytes }) => memoryBytes && bytesText(memoryBytes) },
  { title: 'Open files', kind: 'amount', cell: ({ openFiles }) => openFiles && count(openFiles) },
];

const loadColumns: readonly Column<ShownMachine['load'][number]>[] = [
  { title: 'Part', cell: ({ part }) => sayWord(part) },
  { title: 'Kind', cell: ({ isDelay }) => say(isDelay ? 'delay' : 'reserve') },
  {
    title: 'Used',
    cell: ({ value }) => <Share value={value} />,
  },
];

const diskColumns: readonly Column<ShownMachine['disks'][number]>[] = [
  { title: 'Folder', cell: ({ folder }) => sayWord(folder) },
  { title: 'Path', cell: ({ path }) => <span class="what number">{path}</span> },
  {
    title: 'Used',
    cell: ({ bytes, freeBytes }) => <Share value={bytes === 0 ? 0 : 1 - freeBytes / bytes} />,
  },
  { title: 'Free', kind: 'amount', cell: ({ freeBytes }) => bytesText(freeBytes) },
  { title: 'Size', kind: 'amount', cell: ({ bytes }) => bytesText(bytes) },
];

function certificateColumns(now: number): readonly Column<ShownMachine['certificates'][number]>[] {
  return [
    { title: 'Of', cell: ({ of }) => of },
    { title: 'Names', cell: ({ names }) => names.join(', ') || undefined },
    {
      title: 'Ends',
      cell: ({ expiresAt, because }) =>
        expiresAt === undefined ? (
          <span lang="en">{because}</span>
        ) : (
          <>
            <Moment at={expiresAt} /> <Rest days={Math.floor((Date.parse(expiresAt) - now) / DAY_MS)} />
          </>
        ),
    },
    { title: 'File', cell: ({ file }) => <span class="what number">{file}</span> },
  ];
}

function Rest({ days }: { readonly days: number }) {
  const tone: Tone = days < 7 ? 'bad' : days < 30 ? 'warn' : 'good';
  return <Tag tone={tone}>{days < 0 ? say('has ended') : say('in {days} days', { days })}</Tag>;
}

function Share({ value }: { readonly value: number }) {
  return (
    <span class="level">
      <meter
        min={0}
        max={1}
        low={0.8}
        high={0.95}
        optimum={0}
        value={Math.min(1, value)}
        aria-label={say('Used')}
      />{' '}
      <span class="number">{count(value * 100, 0)} %</span>
    </span>
  );
}

const LEVELS = {
  debug: 'everything',
  info: 'info and graver',
  warn: 'warnings and errors',
  error: 'errors',
} as const;

function Log({ client }: { readonly client: Client }) {
  const [level, setLevel] = useState<keyof typeof LEVELS>('info');
  const { answer, problem, again } = useAnswer(
    (signal) => client.system.logLines(level, signal),
    [client, level],
  );
  return (
    <>
      <h2>{say('Log of the engine')}</h2>
      <div class="question">
        <ChoiceField
          label="Lines"
          choices={LEVELS}
          value={level}
          onValue={(chosen) => setLevel(chosen === '' ? 'info' : chosen)}
        />
        <button type="button" onClick={again}>
          {say('Read again')}
        </button>
      </div>
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
      {answer !== undefined && (
        <Table
          label="Log of the engine"
          columns={logColumns}
          rows={[...answer.items].reverse()}
          keyOf={({ sequence }) => String(sequence)}
          empty="No line is like that."
        />
      )}
    </>
  );
}

const logTones: Readonly<Record<string, Tone>> = { error: 'bad', fatal: 'bad', warn: 'warn' };

const logColumns: readonly Column<ShownLogLine>[] = [
  { title: 'When', kind: 'number', cell: ({ at }) => <Moment at={at} /> },
  { title: 'Level', cell: ({ level }) => <Tag tone={logTones[level] ?? 'plain'}>{level}</Tag> },
  {
    title: 'Line',
    cell: ({ text, fields }) => (
      <span lang="en">
        {text} {fields !== '' && <code class="what">{fields}</code>}
      </span>
    ),
  },
];

function versionText(versions: Readonly<Record<string, string>>): string {
  const names: Readonly<Record<string, string>> = {
    callveil: 'Callveil',
    node: 'Node',
    v8: 'V8',
    openssl: 'OpenSSL',
    uv: 'libuv',
  };
  return Object.entries(versions)
    .map(([name, version]) => `${names[name] ?? name} ${version}`)
    .join(' · ');
}

const UNITS: readonly (readonly [least: number, name: string])[] = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
];

function bytesText(bytes: number): string {
  const [least, name] = UNITS.find(([limit]) => bytes >= limit) ?? [1, 'B'];
  const value = bytes / least;
  return `${count(value, value < 10 && least > 1 ? 1 : 0)} ${name}`;
}
