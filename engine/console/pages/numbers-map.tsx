/** Numbers by city on a map of China's provinces; where the cities are those of another country, as a table alone. */
import { useMemo, useState } from 'preact/hooks';
import type { ShownApplication } from '../../api/operator/answers.js';
import type { ShownCity, ShownCityCounts } from '../../api/operator/statistics-answers.js';
import type { Client } from '../client.js';
import type { Phrase } from '../language/chinese.js';
import { count, language, say } from '../language/language.js';
import { ApplicationField } from '../parts/application-field.js';
import { ChoiceField } from '../parts/choice-field.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Table, type Column } from '../parts/table.js';
import { useAnswer } from '../use-answer.js';
import type { NumberChoice } from './numbers-list.js';
import { COLUMNS, provinces, southChinaSea, type Province } from './provinces.js';

interface NumbersMapProps {
  readonly client: Client;
  readonly applications: readonly ShownApplication[];
  /** A city is to be looked at. */
  readonly onCity: (choice: NumberChoice) => void;
}

const statusNames = {
  normal: 'normal',
  suspended: 'suspended',
  unavailable: 'unavailable',
  frozen: 'frozen',
} as const satisfies Readonly<Record<string, Phrase>>;
type StatusName = keyof typeof statusNames;

const NONE: ShownCityCounts = { total: 0, free: 0, used: 0, resting: 0, frozen: 0, ended: 0 };
/** Fewer free ones of a hundred are few. */
const FEW_PERCENT = 20;

export function NumbersMap({ client, applications, onCity }: NumbersMapProps) {
  const [appKey, setAppKey] = useState('');
  const [status, setStatus] = useState<StatusName | ''>('');
  const [chosen, setChosen] = useState<string>();
  const { answer, problem } = useAnswer(
    (signal) => client.town.cities({ appKey: appKey || undefined, status: status || undefined }, signal),
    [client, appKey, status],
  );
  const cities = answer?.items ?? [];
  const shown = cities.filter(({ province }) => chosen === undefined || province === chosen);
  const open = ({ areaCode }: ShownCity): void =>
    onCity({ areaCode, appKey: appKey || undefined, status: status || undefined });
  return (
    <>
      <div class="question">
        <ApplicationField applications={applications} value={appKey} onValue={setAppKey} />
        <ChoiceField label="Status" choices={statusNames} none="any" value={status} onValue={setStatus} />
      </div>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && (
        <>
          {(cities.length === 0 || cities.some(({ province }) => province !== '')) && (
            <Provinces cities={cities} chosen={chosen} onChosen={setChosen} />
          )}
          <h2>{chosen === undefined ? say('All cities') : nameOf(chosen)}</h2>
          {chosen !== undefined && (
            <p>
              <button type="button" class="small" onClick={() => setChosen(undefined)}>
                {say('Show all cities')}
              </button>
            </p>
          )}
          <Table
            label="Numbers of each city"
            columns={columnsOf(open)}
            rows={shown}
            keyOf={({ areaCode }) => areaCode}
            empty="There are no numbers there."
          />
        </>
      )}
    </>
  );
}

interface ProvincesProps {
  readonly cities: readonly ShownCity[];
  readonly chosen: string | undefined;
  readonly onChosen: (province: string | undefined) => void;
}

function Provinces({ cities, chosen, onChosen }: ProvincesProps) {
  const sums = useMemo(() => sumsOf(cities), [cities]);
  return (
    <section class="map" aria-label={say('Provinces')}>
      <div class="tiles" style={{ gridTemplateColumns: `repeat(${COLUMNS}, minmax(0, 1fr))` }}>
        {provinces.map((province) => (
          <Tile
            key={province.name}
            province={province}
            counts={sums.get(province.name) ?? NONE}
            isChosen={province.name === chosen}
            onChosen={() => onChosen(province.name === chosen ? undefined : province.name)}
          />
        ))}
        <div
          class="tile inset"
          title={say('The islands of the South China Sea belong to Hainan')}
          style={{ gridColumn: southChinaSea.column, gridRow: southChinaSea.row }}
        >
          <b>{shortOf(southChinaSea)}</b>
        </div>
      </div>
      <p class="quiet">
        <span class="key stock">{say('enough are free')}</span>{' '}
        <span class="key few">{say('few are free')}</span> <span class="key out">{say('none is free')}</span>{' '}
        <span class="key">{say('no numbers')}</span>
        <br />
        {say(
          'In each tile: how many are free, and of how many. A tile stands for a province, and draws no border.',
        )}
      </p>
    </section>
  );
}

interface TileProps {
  readonly province: Province;
  readonly counts: ShownCityCounts;
  readonly isChosen: boolean;
  readonly onChosen: () => void;
}

function Tile({ province, counts, isChosen, onChosen }: TileProps) {
  const { column, row } = province;
  const { total, free } = counts;
  const told = say('{province}: {free} free of {total}', { province: fullOf(province), free, total });
  return (
    <button
      type="button"
      class={`tile ${stateOf(counts)}`}
      title={told}
      aria-label={told}
      aria-pressed={isChosen}
      style={{ gridColumn: column, gridRow: row }}
      onClick={onChosen}
    >
      <b>{shortOf(province)}</b>
      {total > 0 && (
        <span class="count">
          {short(free)}
          <span>/{short(total)}</span>
        </span>
      )}
    </button>
  );
}

function stateOf({ total, free }: ShownCityCounts): string {
  if (total === 0) return '';
  if (free === 0) return 'out';
  return free * 100 < total * FEW_PERCENT ? 'few' : 'stock';
}

/** `12`, `1.2k` or `34k`: what a tile has room for. */
function short(value: number): string {
  if (value < 1000) return String(value);
  return value < 10_000 ? `${(Math.floor(value / 100) / 10).toFixed(1)}k` : `${Math.floor(value / 1000)}k`;
}

function shortOf({ name, letters }: Province): string {
  return language() === 'zh' ? name : letters;
}

function fullOf({ name, english }: Province): string {
  return language() === 'zh' ? name : english;
}

/** In the reader's language, where it is one of China. */
function nameOf(province: string): string {
  const known = provinces.find(({ name }) => name === province);
  return known === undefined ? province : fullOf(known);
}

function sumsOf(cities: readonly ShownCity[]): ReadonlyMap<string, ShownCityCounts> {
  const sums = new Map<string, ShownCityCounts>();
  for (const city of cities) {
    const before = sums.get(city.province) ?? NONE;
    const names = Object.keys(NONE) as (keyof ShownCityCounts)[];
    const next = Object.fromEntries(names.map((name) => [name, before[name] + city[name]]));
    sums.set(city.province, next as unknown as ShownCityCounts);
  }
  return sums;
}

function columnsOf(onOpen: (city: ShownCity) => void): readonly Column<ShownCity>[] {
  const amount = (title: Phrase, name: keyof ShownCityCounts): Column<ShownCity> => ({
    title,
    kind: 'amount',
    cell: (city) => count(city[name]),
  });
  return [
    { title: 'Province', cell: ({ province }) => (province === '' ? undefined : nameOf(province)) },
    {
      title: 'City',
      cell: ({ areaCode, cities }) => (
        <>
          <span class="number">{areaCode}</span> {cities.join(', ')}
        </>
      ),
    },
    amount('Total', 'total'),
    amount('Free', 'free'),
    amount('Used', 'used'),
    amount('Resting', 'resting'),
    amount('Frozen', 'frozen'),
    amount('Out of use', 'ended'),
    {
      title: 'Show',
      kind: 'deed',
      cell: (city) => (
        <button
          type="button"
          class="small"
          aria-label={say('Show the numbers of {city}', { city: city.areaCode })}
          onClick={() => onOpen(city)}
        >
          {say('Show')}
        </button>
      ),
    },
  ];
}
