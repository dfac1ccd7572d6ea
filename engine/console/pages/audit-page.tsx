/** The audit: who looked at, listened to, changed, exported or erased what; and whether its chain is whole. */
import { useState } from 'preact/hooks';
import type { ShownAuditEntry } from '../../api/operator/answers.js';
import type { AuditSearch, Client } from '../client.js';
import { count, say, sayWord } from '../language/language.js';
import { ChoiceField } from '../parts/choice-field.js';
import { Moment } from '../parts/moment.js';
import { NumberField, typedNumber } from '../parts/number-field.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Refresh } from '../parts/refresh.js';
import { Table, type Column } from '../parts/table.js';
import { Tag, type Tone } from '../parts/tag.js';
import { TextField } from '../parts/text-field.js';
import { useAnswer } from '../use-answer.js';
import { VerifyAudit } from './verify-audit.js';

const limit = 100;
const actions = {
  'looked at': 'looked at',
  listened: 'listened',
  changed: 'changed',
  refused: 'refused',
  exported: 'exported',
  erased: 'erased',
  cut: 'cut',
  repaired: 'repaired',
} as const;
const tones: Readonly<Record<string, Tone>> = {
  refused: 'bad',
  changed: 'warn',
  exported: 'warn',
  erased: 'warn',
};

export function AuditPage({ client }: { readonly client: Client }) {
  const [number, setNumber] = useState('');
  const [who, setWho] = useState('');
  const [action, setAction] = useState<keyof typeof actions | ''>('');
  const [search, setSearch] = useState<AuditSearch>({ limit });
  const asked = useAnswer((signal) => client.searchAudit(search, signal), [client, search]);
  const { answer, problem } = asked;
  return (
    <>
      <Refresh asked={asked} />
      <VerifyAudit client={client} />
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          setSearch({
            number: typedNumber(number),
            who: who.trim() || undefined,
            action: action || undefined,
            limit,
          });
        }}
      >
        <NumberField
          label="Number"
          hint="Entries that concern it"
          value={number}
          onValue={setNumber}
          problem={problem}
          place="body/number"
        />
        <TextField label="Who" hint="Name of a token or an application" value={who} onValue={setWho} />
        <ChoiceField label="Action" choices={actions} none="any" value={action} onValue={setAction} />
        <button type="submit" class="main">
          {say('Find')}
        </button>
      </form>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <div class={problem === undefined ? '' : 'old'}>
          <AuditTurns search={search} items={answer.items} onSearch={setSearch} />
          <Table
            label="Entries of the audit"
            columns={columns}
            rows={answer.items.toReversed()}
            keyOf={({ sequence }) => String(sequence)}
            empty="No entry is like that."
          />
        </div>
      )}
    </>
  );
}

interface AuditTurnsProps {
  readonly search: AuditSearch;
  readonly items: readonly ShownAuditEntry[];
  readonly onSearch: (search: AuditSearch) => void;
}

/** The API reads on from a place: the newest are shown first, or one reads from the beginning. */
function AuditTurns({ search, items, onSearch }: AuditTurnsProps) {
  const last = items.at(-1);
  const isFromStart = search.after !== undefined;
  return (
    <div class="pager">
      <span role="status">
        {say(isFromStart ? '{count} entries from this place on' : 'The newest {count} entries', {
          count: items.length,
        })}
      </span>
      <button type="button" onClick={() => onSearch({ ...search, after: 0 })}>
        {say('From the beginning')}
      </button>
      {isFromStart && (
        <>
          <button
            type="button"
            disabled={items.length < limit || last === undefined}
            onClick={() => last && onSearch({ ...search, after: last.sequence })}
          >
            {say('Next')}
          </button>
          <button type="button" onClick={() => onSearch({ ...search, after: undefined })}>
            {say('The newest')}
          </button>
        </>
      )}
    </div>
  );
}

const columns: readonly Column<ShownAuditEntry>[] = [
  { title: 'Entry', kind: 'amount', cell: ({ sequence }) => count(sequence) },
  { title: 'Time', kind: 'number', cell: ({ time }) => <Moment at={time} /> },
  {
    title: 'Who',
    cell: ({ who: { name, role } }) => (
      <>
        {name} <span class="quiet">{sayWord(role)}</span>
      </>
    ),
  },
  {
    title: 'Action',
    cell: ({ action }) => <Tag tone={tones[action] ?? 'plain'}>{sayWord(action)}</Tag>,
  },
  { title: 'What', cell: ({ what }) => <What what={what} /> },
];

/** The operation first, then what it named; hashes are shortened, the whole is in the title. */
function What({ what: { operation, ...rest } }: { readonly what: ShownAuditEntry['what'] }) {
  const named = Object.entries(rest).map(([name, value]) => `${name}=${brief(value)}`);
  return (
    <span class="what" title={JSON.stringify({ operation, ...rest })}>
      {typeof operation === 'string' && <b>{operation}</b>} {named.join(' ')}
    </span>
  );
}

function brief(value: unknown): string {
  if (Array.isArray(value)) return value.map(brief).join(',');
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 24 ? `${text.slice(0, 12)}…` : text;
}
