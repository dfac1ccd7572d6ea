/** How many numbers so many bindings take, by the rules of each mode, and how many of them there are. */
import { useState } from 'preact/hooks';
import type { ShownApplication } from '../../api/operator/answers.js';
import type { ShownPlan } from '../../api/operator/statistics-answers.js';
import type { Client } from '../client.js';
import type { Phrase } from '../language/chinese.js';
import { count, say } from '../language/language.js';
import { sayStatement } from '../language/statements.js';
import { ApplicationField } from '../parts/application-field.js';
import { ChoiceField } from '../parts/choice-field.js';
import { CountField } from '../parts/count-field.js';
import { Facts } from '../parts/facts.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { Table, type Column } from '../parts/table.js';
import type { Problem } from '../problem.js';
import type { PlanWish } from '../town-client.js';
import { useAnswer } from '../use-answer.js';
import { AreaCodeField } from './numbers-list.js';

interface NumbersPlannerProps {
  readonly client: Client;
  readonly applications: readonly ShownApplication[];
}

const modes = {
  AXB: 'AXB: two parties, one X',
  AX: 'AX: everybody reaches A',
  AXE: 'AXE: X and an extension',
  AXYB: 'AXYB: each side sees another number',
  X: 'X: the application decides',
} as const satisfies Readonly<Record<string, Phrase>>;
type ModeName = keyof typeof modes;

export function NumbersPlanner({ client, applications }: NumbersPlannerProps) {
  const [wish, setWish] = useState<PlanWish>();
  const { answer, problem } = useAnswer(wish && ((signal) => client.town.plan(wish, signal)), [client, wish]);
  return (
    <>
      <PlanForm applications={applications} problem={problem} onWish={setWish} />
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
      {answer !== undefined && <Plan plan={answer} />}
    </>
  );
}

interface PlanFormProps {
  readonly applications: readonly ShownApplication[];
  readonly problem: Problem | undefined;
  readonly onWish: (wish: PlanWish) => void;
}

function PlanForm({ applications, problem, onWish }: PlanFormProps) {
  const [mode, setMode] = useState<ModeName>('AXB');
  const [bindings, setBindings] = useState('1000');
  const [perUser, setPerUser] = useState('1');
  const [bPerA, setBPerA] = useState('1');
  const [endsPerHour, setEndsPerHour] = useState('0');
  const [appKey, setAppKey] = useState('');
  const [areaCode, setAreaCode] = useState('');
  const rests = mode === 'AX' || mode === 'AXYB';
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        onWish({
          ...{ mode, bindings: Number(bindings), perUser: Number(perUser) },
          ...(mode === 'AXYB' && { bPerA: Number(bPerA) }),
          ...(rests && { endsPerHour: Number(endsPerHour) }),
          ...{ appKey: appKey || undefined, areaCode: areaCode.trim() || undefined },
        });
      }}
    >
      <ChoiceField
        label="Mode"
        choices={modes}
        value={mode}
        onValue={(next) => next !== '' && setMode(next)}
      />
      <CountField label="Bindings at once" value={bindings} onValue={setBindings} />
      <CountField
        label="Of one user at once"
        hint={mode === 'X' || mode === 'AXB' ? 'Pairs that one number is in' : 'Bindings that one A has'}
        value={perUser}
        onValue={setPerUser}
      />
      {mode === 'AXYB' && (
        <CountField
          label="B of one A at once"
          hint="With a Y of their own"
          value={bPerA}
          onValue={setBPerA}
        />
      )}
      {rests && (
        <CountField
          label="Bindings that end in an hour"
          hint="Each leaves an X that rests"
          value={endsPerHour}
          onValue={setEndsPerHour}
        />
      )}
      <ApplicationField applications={applications} value={appKey} onValue={setAppKey} />
      <AreaCodeField value={areaCode} onValue={setAreaCode} problem={problem} />
      <button type="submit" class="main">
        {say('Plan')}
      </button>
    </form>
  );
}

function Plan({ plan }: { readonly plan: ShownPlan }) {
  const { needed, parts, there, missing } = plan;
  return (
    <>
      <h2>{say('What it takes')}</h2>
      <Facts
        facts={[
          ['Numbers needed', <b>{count(needed)}</b>],
          ['There, and in use or free', there === undefined ? undefined : count(there)],
          ['Missing', missing === undefined ? undefined : missingText(missing)],
        ]}
      />
      <Table
        label="What it takes"
        columns={columns}
        rows={parts}
        keyOf={({ what }) => what}
        empty="No bindings take no numbers."
      />
    </>
  );
}

function missingText(missing: number) {
  return (
    <b class={missing > 0 ? 'words bad' : 'words good'}>
      {missing > 0 ? count(missing) : say('none is missing')}
    </b>
  );
}

const whats = {
  x: 'X',
  y: 'Y',
  resting: 'Resting',
} as const satisfies Readonly<Record<ShownPlan['parts'][number]['what'], Phrase>>;

const columns: readonly Column<ShownPlan['parts'][number]>[] = [
  { title: 'For', cell: ({ what }) => say(whats[what]) },
  { title: 'Numbers', kind: 'amount', cell: ({ numbers }) => count(numbers) },
  { title: 'Because', cell: ({ rule }) => sayStatement(rule) },
];
