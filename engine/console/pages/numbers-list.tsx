/** Numbers of the pool: the owner of each, its city, its status and the cause; what may be done with those chosen. */
import { useState } from 'preact/hooks';
import type { Page, ShownApplication, ShownNumber } from '../../api/operator/answers.js';
import type { Client, NumberSearch, Paging } from '../client.js';
import { say, sayWord } from '../language/language.js';
import { ApplicationField } from '../parts/application-field.js';
import { Field } from '../parts/field.js';
import { Moment } from '../parts/moment.js';
import { NumberField, typedNumber } from '../parts/number-field.js';
import { Outcome } from '../parts/outcome.js';
import { Pager } from '../parts/pager.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Table, type Column } from '../parts/table.js';
import { Tag, type Tone } from '../parts/tag.js';
import type { Problem } from '../problem.js';
import { useAnswer } from '../use-answer.js';
import { useDeeds } from '../use-deeds.js';
import { NumberDeeds, statuses } from './number-deeds.js';

/** What the form of the list begins with. */
export interface NumberChoice {
  readonly appKey?: string | undefined;
  readonly areaCode?: string | undefined;
  readonly status?: string | undefined;
}

interface Search extends NumberSearch, Paging {
  readonly number?: string | undefined;
}

interface NumbersListProps {
  readonly client: Client;
  readonly applications: readonly ShownApplication[];
  readonly opened: NumberChoice;
  readonly mayChange: boolean;
  readonly mayTransfer: boolean;
}

const pageSize = 50;
const tones: Readonly<Record<ShownNumber['status'], Tone>> = {
  normal: 'good',
  suspended: 'bad',
  unavailable: 'bad',
  frozen: 'warn',
};

export function NumbersList({ client, applications, opened, mayChange, mayTransfer }: NumbersListProps) {
  const [search, setSearch] = useState<Search>({ ...opened, pageIndex: 1, pageSize });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const deeds = useDeeds();
  const { answer, problem, again } = useAnswer((signal) => find(client, search, signal), [client, search]);
  const look = (next: Search): void => {
    setChosen(new Set());
    setSearch(next);
  };
  const shown = answer?.items ?? [];
  const picked = shown.filter(({ number }) => chosen.has(number));
  const columns = columnsOf(applications);
  return (
    <>
      <NumbersForm applications={applications} opened={opened} problem={problem} onSearch={look} />
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <Outcome deeds={deeds} />
      {answer !== undefined && (
        <>
          <div class="bar">
            <Pager {...search} total={answer.total} onPage={(pageIndex) => look({ ...search, pageIndex })} />
            {mayChange && (
              <NumberDeeds
                {...{ client, applications, deeds, mayTransfer }}
                numbers={picked}
                onAll={() => setChosen(new Set(shown.map(({ number }) => number)))}
                onDone={() => {
                  setChosen(new Set());
                  again();
                }}
              />
            )}
          </div>
          <Table
            label="Numbers found"
            columns={mayChange ? [choiceColumn(chosen, setChosen), ...columns] : columns}
            rows={shown}
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

interface NumbersFormProps {
  readonly applications: readonly ShownApplication[];
  readonly opened: NumberChoice;
  readonly problem: Problem | undefined;
  readonly onSearch: (search: Search) => void;
}

function NumbersForm({ applications, opened, problem, onSearch }: NumbersFormProps) {
  const [number, setNumber] = useState('');
  const [appKey, setAppKey] = useState(opened.appKey ?? '');
  const [areaCode, setAreaCode] = useState(opened.areaCode ?? '');
  const [status, setStatus] = useState(opened.status ?? '');
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch({
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
      <ApplicationField applications={applications} value={appKey} onValue={setAppKey} />
      <AreaCodeField value={areaCode} onValue={setAreaCode} problem={problem} />
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
  );
}

interface AreaCodeFieldProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly problem: Problem | undefined;
}

export function AreaCodeField({ value, onValue, problem }: AreaCodeFieldProps) {
  const isWrong = problem?.faults.has('querystring/areaCode') ?? false;
  return (
    <Field
      label="Area code"
      hint="Of its city: 0755"
      fault={isWrong ? say('Expected digits, such as 0755') : undefined}
    >
      {(ids) => (
        <input
          {...ids}
          class="number"
          inputMode="numeric"
          autocomplete="off"
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function choiceColumn(
  chosen: ReadonlySet<string>,
  onChosen: (chosen: ReadonlySet<string>) => void,
): Column<ShownNumber> {
  const toggled = (number: string): ReadonlySet<string> => {
    const next = new Set(chosen);
    if (!next.delete(number)) next.add(number);
    return next;
  };
  return {
    title: 'Chosen',
    cell: ({ number }) => (
      <input
        type="checkbox"
        aria-label={say('Choose {number}', { number })}
        checked={chosen.has(number)}
        onChange={() => onChosen(toggled(number))}
      />
    ),
  };
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
