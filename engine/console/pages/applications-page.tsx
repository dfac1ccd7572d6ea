/** Applications: all of them with what waits for each, making one, and one of them with its addresses. */
import { useState } from 'preact/hooks';
import type { ShownApplication, ShownOperator, ShownReceiver } from '../../api/operator/answers.js';
import type { ShownSecret } from '../../api/operator/system-answers.js';
import type { Client } from '../client.js';
import { count, say } from '../language/language.js';
import { Field } from '../parts/field.js';
import { Outcome } from '../parts/outcome.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Refresh } from '../parts/refresh.js';
import { SecretOnce } from '../parts/secret-once.js';
import { Table, type Column } from '../parts/table.js';
import { Tag } from '../parts/tag.js';
import { TextField } from '../parts/text-field.js';
import { useAnswer } from '../use-answer.js';
import { useDeeds } from '../use-deeds.js';
import { applicationAddress } from '../use-route.js';
import { ApplicationDetails, statusTones } from './application-details.js';

interface ApplicationsPageProps {
  readonly client: Client;
  /** The key of the one shown. */
  readonly id: string | undefined;
  readonly operator: ShownOperator;
}

export function ApplicationsPage({ client, id, operator }: ApplicationsPageProps) {
  const asked = useAnswer(
    async (signal) => {
      const [applications, receivers] = await Promise.all([
        client.applications(signal),
        client.receivers(signal),
      ]);
      return { applications, receivers: receivers.items };
    },
    [client],
  );
  const { answer, problem, again } = asked;
  const chosen = answer?.applications.find(({ appKey }) => appKey === id);
  if (id !== undefined && answer !== undefined)
    return chosen === undefined ? (
      <p class="empty quiet">{say('There is no such application.')}</p>
    ) : (
      <ApplicationDetails
        key={id}
        client={client}
        application={chosen}
        receivers={answer.receivers.filter(({ appKey }) => appKey === id)}
        operator={operator}
        onChanged={again}
      />
    );
  return (
    <>
      <Refresh asked={asked} />
      {operator.role === 'admin' && <NewApplication client={client} onMade={again} />}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <Table
          label="Applications"
          columns={columnsWith(answer.receivers)}
          rows={answer.applications}
          keyOf={({ appKey }) => appKey}
          empty="There are no applications."
        />
      )}
    </>
  );
}

function columnsWith(receivers: readonly ShownReceiver[]): readonly Column<ShownApplication>[] {
  const of = (appKey: string): readonly ShownReceiver[] => receivers.filter((one) => one.appKey === appKey);
  return [
    { title: 'Key', cell: ({ appKey }) => <a href={applicationAddress(appKey)}>{appKey}</a> },
    { title: 'Name', cell: ({ name }) => name || undefined },
    { title: 'Mode', cell: ({ mode }) => mode },
    { title: 'Status', cell: ({ status }) => <Tag tone={statusTones[status]}>{say(status)}</Tag> },
    {
      title: 'Call-back addresses',
      kind: 'amount',
      cell: ({ callbacks }) => count(Object.keys(callbacks).length),
    },
    {
      title: 'Waiting',
      kind: 'amount',
      cell: ({ appKey }) => count(of(appKey).reduce((sum, { waiting }) => sum + waiting, 0)),
    },
    {
      title: 'Pushes',
      cell: ({ appKey, callbacks }) => {
        if (Object.keys(callbacks).length === 0) return undefined;
        const isDown = of(appKey).some(({ down }) => down);
        return <Tag tone={isDown ? 'bad' : 'good'}>{say(isDown ? 'not taken' : 'taken')}</Tag>;
      },
    },
  ];
}

const MODES = ['AXB', 'AX', 'AXE', 'AXYB', 'X'];

function NewApplication({ client, onMade }: { readonly client: Client; readonly onMade: () => void }) {
  const [appKey, setAppKey] = useState('');
  const [name, setName] = useState('');
  const [mode, setMode] = useState('AXB');
  const [made, setMade] = useState<ShownSecret>();
  const deeds = useDeeds();
  const make = async (): Promise<string> => {
    const secret = await client.system.createApplication({ appKey: appKey.trim(), mode, name: name.trim() });
    setMade(secret);
    setAppKey('');
    setName('');
    onMade();
    return say('The application {key} was made.', { key: secret.application.appKey });
  };
  return (
    <>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          setMade(undefined);
          deeds.act(make);
        }}
      >
        <TextField
          label="Key"
          hint="The customer signs its requests with it"
          value={appKey}
          onValue={setAppKey}
          required
          maxLength={128}
        />
        <TextField label="Name" value={name} onValue={setName} maxLength={128} />
        <Field label="Mode">
          {(ids) => (
            <select {...ids} value={mode} onChange={(event) => setMode(event.currentTarget.value)}>
              {MODES.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </select>
          )}
        </Field>
        <button type="submit" class="main" disabled={deeds.busy}>
          {say('Make an application')}
        </button>
      </form>
      <Outcome deeds={deeds} />
      {made !== undefined && <SecretOnce secret={made} onClose={() => setMade(undefined)} />}
    </>
  );
}
