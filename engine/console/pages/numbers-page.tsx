/** The number pool: the owner of each number, its city, its status and the cause. */
import { useState } from 'preact/hooks';
import type { Page, ShownApplication, ShownNumber } from '../../api/operator/answers.js';
import { ApplicationField } from '../parts/application-field.js';
import type { Client, NumberSearch, Paging } from '../client.js';
import { Field } from '../parts/field.js';
import { say, sayWord } from '../language/language.js';
import { Moment } from '../parts/moment.js';
import { NumberField, typedNumber } from '../parts/number-field.js';
import { Pager } from '../parts/pager.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Table, type Column } from '../parts/table.js';
import { Tag, type Tone } from '../parts/tag.js';
import { useAnswer } from '../use-answer.js';

interface Search extends NumberSearch, Paging {
  readonly number?: string | undefined;
}

const pageSize = 50;
const statuses = ['normal', 'suspended', 'unavailable', 'frozen'] as const;
const tones: Readonly<Record<ShownNumber['status'], Tone>> = {
  normal: 'good',
  suspended: 'bad',
  unavailable: 'bad',
  frozen: 'warn',
};

export function NumbersPage({ client }: { readonly client: Client }) {
  const [number, setNumber] = useState('');
  const [appKey, setAppKey] = useState('');
  const [areaCode, setAreaCode] = useState('');
  const [status, setStatus] = useState('');
  const [search, setSearch] = useState<Search>({ pageIndex: 1, pageSize });
  const applications = useAnswer((signal) => client.applications(signal), [client]);
  const { answer, problem } = useAnswer((signal) => find(client, search, signal), [client, search]);
  return (
    <>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          setSearch({
            number: typedNumber(number),
            appKey: appKey || undefined,
            areaCode: areaCode.trim() || undefined,
            status: status || undefined,
            pageIndex: 1,
            pageSize,
          });
        }}
      >
        <NumberField
          label="Number"
          hint="Found whatever else is chosen"
          value={number}
          onValue={setNumber}
          problem={problem}
          place="body/number"
        />
        <ApplicationField applications={applications.answer ?? []} value={appKey} onValue={setAppKey} />
        <Field
          label="Area code"
          hint="Of its city: 0755"
          fault={
            problem?.faults.has('querystring/areaCode') ? say('Expected digits, such as 0755') : undefined
          }
        >
          {(ids) => (
            <input
              {...ids}
              class="number"
              inputMode="numeric"
              autocomplete="off"
              value={areaCode}
              onInput={(event) => setAreaCode(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label="Status">
          {(ids) => (
            <select {...ids} value={status} onChange={(event) => setStatus(event.currentTarget.value)}>
              <option value="">{say('any')}</option>
              {statuses.map((name) => (
                <option key={name} value={name}>
                  {say(name)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <button type="submit" class="main">
          {say('Find')}
        </button>
      </form>
      {applications.problem !== undefined && <ProblemNotice problem={applications.problem} />}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <>
          <Pager
            {...search}
            total={answer.total}
            onPage={(pageIndex) => setSearch({ ...search, pageIndex })}
          />
          <Table
            label="Numbers found"
            columns={columnsOf(applications.answer ?? [])}
            rows={answer.items}
            keyOf={(one) => one.number}
            empty="No number of the pool is like that."
          />
        </>
      )}
    </>
  );
}

/** A number has a request of its own, because it must not be in a URL. */
async function find(
  client: Client,
  { number, ...search }: Search,
  signal: AbortSignal,
): Promise<Page<ShownNumber>> {
  if (number === undefined) return client.numbers(search, signal);
  return { items: [await client.findNumber(number, signal)], total: 1 };
}

function columnsOf(applications: readonly ShownApplication[]): readonly Column<ShownNumber>[] {
  const modes = new Map(applications.map(({ appKey, mode }) => [appKey, mode]));
  return [
    { title: 'Number', kind: 'number', cell: ({ number }) => number },
    { title: 'Mode', cell: ({ appKey }) => modes.get(appKey) },
    { title: 'Application', cell: ({ appKey }) => appKey },
    {
      title: 'City',
      cell: ({ areaCode, cities }) => (
        <>
          <span class="number">{areaCode}</span> {cities.join(', ')}
        </>
      ),
    },
    { title: 'Status', cell: ({ status }) => <Tag tone={tones[status]}>{say(status)}</Tag> },
    { title: 'Cause', cell: ({ cause }) => cause && sayWord(cause) },
    { title: 'Bindings', kind: 'amount', cell: ({ relations }) => relations },
    {
      title: 'Rests until',
      kind: 'number',
      cell: ({ restsUntil }) => restsUntil && <Moment at={restsUntil} />,
    },
  ];
}
