/** One application: its addresses, each of which can be tried, what waits for them, and its secret. */
import { useState } from 'preact/hooks';
import type { ShownApplication, ShownOperator, ShownReceiver } from '../../api/operator/answers.js';
import type { ShownSecret, ShownTrial } from '../../api/operator/system-answers.js';
import type { Client } from '../client.js';
import { count, say, sayWord } from '../language/language.js';
import { Confirm } from '../parts/confirm.js';
import { Facts } from '../parts/facts.js';
import { Moment } from '../parts/moment.js';
import { Outcome } from '../parts/outcome.js';
import { SecretOnce } from '../parts/secret-once.js';
import { Table, type Column } from '../parts/table.js';
import { Tag, type Tone } from '../parts/tag.js';
import { mayChange } from '../roles.js';
import { useDeeds } from '../use-deeds.js';

interface ApplicationDetailsProps {
  readonly client: Client;
  readonly application: ShownApplication;
  /** Those of this application that something waits for. */
  readonly receivers: readonly ShownReceiver[];
  readonly operator: ShownOperator;
  readonly onChanged: () => void;
}

export const statusTones: Readonly<Record<ShownApplication['status'], Tone>> = {
  ...{ active: 'good', frozen: 'bad', disabled: 'bad', paused: 'warn' },
};

interface Address {
  readonly channel: string;
  readonly url: string;
  readonly receiver: ShownReceiver | undefined;
}

export function ApplicationDetails({
  client,
  application,
  receivers,
  operator,
  onChanged,
}: ApplicationDetailsProps) {
  const { appKey, name, mode, status, callbacks, features, source, fromApi } = application;
  const [trial, setTrial] = useState<ShownTrial>();
  const [asking, setAsking] = useState(false);
  const [secret, setSecret] = useState<ShownSecret>();
  const [resending, setResending] = useState(false);
  const deeds = useDeeds();
  const addresses = Object.entries(callbacks).map(([channel, url]): Address => ({
    ...{ channel, url, receiver: receivers.find((one) => one.channel === channel) },
  }));
  const attempt = async (channel: string): Promise<undefined> => {
    setTrial(undefined);
    setTrial(await client.system.tryCallback(appKey, channel));
  };
  return (
    <>
      <p>
        <a href="#/applications">{say('← All applications')}</a>
      </p>
      <Facts
        facts={[
          ['Key', <span class="number">{appKey}</span>],
          ['Name', name || undefined],
          ['Mode', mode],
          ['Status', <Tag tone={statusTones[status]}>{say(status)}</Tag>],
          ['Recording', say(features.recording ? 'yes' : 'no')],
          ['Short messages', say(features.sms ? 'yes' : 'no')],
          ['From', say(source)],
          ['Set here', fromApi?.join(', ')],
        ]}
      />
      <h2>{say('Call-back addresses')}</h2>
      <Outcome deeds={deeds} />
      {trial !== undefined && <Trial trial={trial} />}
      <Table
        label="Call-back addresses"
        columns={[
          ...addressColumns,
          ...(mayChange(operator)
            ? [tryColumn(deeds.busy, (channel) => deeds.act(() => attempt(channel)))]
            : []),
        ]}
        rows={addresses}
        keyOf={({ channel }) => channel}
        empty="It has none: its messages are pulled, or go nowhere."
      />
      {mayChange(operator) && (
        <p class="actions">
          <button type="button" onClick={() => setResending(true)}>
            {say('Push all of the application again …')}
          </button>
          <a href="#/undelivered">{say('Undelivered messages')}</a>
          {operator.role === 'admin' && (
            <button type="button" class="danger" onClick={() => setAsking(true)}>
              {say('Another secret …')}
            </button>
          )}
        </p>
      )}
      {resending && (
        <Confirm
          title="Push all of the application again?"
          text="Each has all its retries once more, and its old Idempotency-Key."
          facts={[['Application', appKey]]}
          keep="Cancel"
          deed="Push them again"
          onDeed={async () => {
            const resent = await client.resend({ appKey });
            deeds.told(say('{count} are being pushed again.', { count: resent }));
            onChanged();
          }}
          onClose={() => setResending(false)}
        />
      )}
      {asking && (
        <Confirm
          title="Give it another secret?"
          text="Requests that are signed with the old one are refused from then on."
          facts={[['Application', appKey]]}
          keep="Cancel"
          deed="Make another secret"
          onDeed={async () => setSecret(await client.system.renewSecret(appKey))}
          onClose={() => setAsking(false)}
        />
      )}
      {secret !== undefined && !asking && <SecretOnce secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  );
}

function Trial({ trial }: { readonly trial: ShownTrial }) {
  const { channel, status, milliseconds, body, because } = trial;
  const isTaken = status !== undefined && status >= 200 && status < 300;
  return (
    <div class={`health ${isTaken ? 'good' : 'bad'}`} role="status">
      <strong>{say(isTaken ? 'Taken' : 'Not taken')}</strong>{' '}
      {say('{channel}: {answer} after {milliseconds} ms', {
        ...{ channel: sayWord(channel), milliseconds },
        answer: status === undefined ? say('no answer') : `HTTP ${status}`,
      })}
      {because !== undefined && <p lang="en">{because}</p>}
      {body !== undefined && body !== '' && <pre tabIndex={0}>{body}</pre>}
    </div>
  );
}

const addressColumns: readonly Column<Address>[] = [
  { title: 'For', cell: ({ channel }) => sayWord(channel) },
  { title: 'Address', cell: ({ url }) => <span class="what number">{url}</span> },
  { title: 'Waiting', kind: 'amount', cell: ({ receiver }) => count(receiver?.waiting ?? 0) },
  { title: 'Failed before', kind: 'amount', cell: ({ receiver }) => count(receiver?.failed ?? 0) },
  {
    title: 'Pushed again',
    kind: 'number',
    cell: ({ receiver }) => receiver?.nextDueAt && <Moment at={receiver.nextDueAt} />,
  },
  {
    title: 'State',
    cell: ({ receiver }) => (
      <Tag tone={receiver?.down === true ? 'bad' : 'good'}>
        {say(receiver?.down === true ? 'down' : 'answering')}
      </Tag>
    ),
  },
];

function tryColumn(busy: boolean, onTry: (channel: string) => void): Column<Address> {
  return {
    title: 'Try it',
    kind: 'deed',
    cell: ({ channel }) => (
      <button
        type="button"
        class="small"
        disabled={busy}
        aria-label={say('Try {channel}', { channel: sayWord(channel) })}
        onClick={() => onTry(channel)}
      >
        {say('Try it')}
      </button>
    ),
  };
}
