/** The number pool: its numbers, its cities on a map, imports, and how many numbers a plan takes. */
import { useState } from 'preact/hooks';
import type { ShownOperator } from '../../api/operator/answers.js';
import type { Client } from '../client.js';
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { mayChange } from '../roles.js';
import { useAnswer } from '../use-answer.js';
import { useInView } from '../use-in-view.js';
import { NumbersImport } from './numbers-import.js';
import { NumbersList, type NumberChoice } from './numbers-list.js';
import { NumbersMap } from './numbers-map.js';
import { NumbersPlanner } from './numbers-planner.js';

interface NumbersPageProps {
  readonly client: Client;
  /** Which of its parts is shown. */
  readonly part: string | undefined;
  readonly operator: ShownOperator;
}

const parts = {
  list: 'List',
  map: 'Map',
  import: 'Import',
  plan: 'Planner',
} as const satisfies Readonly<Record<string, Phrase>>;
type PartName = keyof typeof parts;

export function NumbersPage({ client, part, operator }: NumbersPageProps) {
  const isAdmin = operator.role === 'admin';
  const names = (Object.keys(parts) as PartName[]).filter((name) => name !== 'import' || isAdmin);
  const shown = names.find((name) => name === part) ?? 'list';
  const current = useInView<HTMLAnchorElement>(shown);
  /** What a city of the map was opened with. */
  const [opened, setOpened] = useState<NumberChoice>({});
  const { answer: applications = [], problem } = useAnswer((signal) => client.applications(signal), [client]);
  const shared = { client, applications };
  return (
    <>
      <nav class="tabs" aria-label={say('Parts of this page')}>
        {names.map((name) => (
          <a
            key={name}
            href={`#/numbers/${name}`}
            {...(name === shown && { ref: current, 'aria-current': 'page' as const })}
          >
            {say(parts[name])}
          </a>
        ))}
      </nav>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {shown === 'list' && (
        <NumbersList {...shared} opened={opened} mayChange={mayChange(operator)} mayTransfer={isAdmin} />
      )}
      {shown === 'map' && (
        <NumbersMap
          {...shared}
          onCity={(choice) => {
            setOpened(choice);
            location.hash = '#/numbers/list';
          }}
        />
      )}
      {shown === 'import' && <NumbersImport {...shared} />}
      {shown === 'plan' && <NumbersPlanner {...shared} />}
    </>
  );
}
