/** A question: would this call be put through, now or at a time, and what does every rule in force say? */
import { useState } from 'preact/hooks';
import type { ShownMayCall } from '../../../api/operator/rules-answers.js';
import { say, sayWord } from '../../language/language.js';
import { sayStatement } from '../../language/statements.js';
import { DialledField } from '../../parts/dialled-field.js';
import { Facts } from '../../parts/facts.js';
import { Moment } from '../../parts/moment.js';
import { NumberField, typedNumber } from '../../parts/number-field.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { Table, type Column } from '../../parts/table.js';
import { Tag } from '../../parts/tag.js';
import { TextField } from '../../parts/text-field.js';
import { TimeField, typedTime } from '../../parts/time-field.js';
import type { MayCallQuestion, RulesClient } from '../../rules-client.js';
import { useAnswer } from '../../use-answer.js';
import { bindingAddress } from '../../use-route.js';

export function MayCallPage({ rules }: { readonly rules: RulesClient }) {
  const [caller, setCaller] = useState('');
  const [dialled, setDialled] = useState('');
  const [digits, setDigits] = useState('');
  const [at, setAt] = useState('');
  const [question, setQuestion] = useState<MayCallQuestion>();
  const { answer, problem } = useAnswer(question && ((signal) => rules.mayCall(question, signal)), [
    rules,
    question,
  ]);
  return (
    <>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          setQuestion({
            caller: typedNumber(caller) ?? '',
            dialled: typedNumber(dialled) ?? '',
            digits: digits.trim() || undefined,
            at: typedTime(at),
          });
        }}
      >
        <NumberField
          label="Caller"
          value={caller}
          onValue={setCaller}
          required
          problem={problem}
          place="body/caller"
        />
        <DialledField value={dialled} onValue={setDialled} problem={problem} />
        <TextField label="Extension typed" hint="In AXE" value={digits} onValue={setDigits} maxLength={8} />
        <TimeField
          label="At"
          hint="Empty: now. Frequencies are always those of now."
          value={at}
          onValue={setAt}
        />
        <button type="submit" class="main">
          {say('Ask')}
        </button>
      </form>
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
      {answer !== undefined && <Verdict found={answer} />}
    </>
  );
}

function Verdict({ found }: { readonly found: ShownMayCall }) {
  const { allowed, refusedBy = '', reason = '', sipStatus, stateCode, until, subscriptionId, x } = found;
  return (
    <section aria-label={say('Answer')}>
      <p class={`health ${allowed ? 'good' : 'bad'}`} role="status">
        <strong>{say(allowed ? 'Allowed' : 'Refused')}</strong>{' '}
        {allowed
          ? say('The call would be put through.')
          : say('By {rule}: {reason}.', { rule: sayWord(refusedBy), reason: sayWord(reason) })}
      </p>
      <Facts
        facts={[
          ['Allowed from', until && <Moment at={until} />],
          ['SIP status', sipStatus],
          ['State code for the application', stateCode],
          ['Application', found.appKey],
          [
            'Binding',
            subscriptionId && (
              <a class="number" href={bindingAddress(subscriptionId)}>
                {subscriptionId}
              </a>
            ),
          ],
          ['X', x && <span class="number">{x}</span>],
        ]}
      />
      <h2>{say('Rules in force')}</h2>
      <Table
        label="Rules in force"
        columns={columns}
        rows={found.rules}
        keyOf={({ rule, statement }) => `${rule} ${statement}`}
        empty="No rule is in force for this call."
      />
    </section>
  );
}

const columns: readonly Column<ShownMayCall['rules'][number]>[] = [
  {
    title: 'Allows it',
    cell: ({ allows }) => <Tag tone={allows ? 'good' : 'bad'}>{say(allows ? 'yes' : 'no')}</Tag>,
  },
  { title: 'Rule', cell: ({ rule }) => sayWord(rule) },
  { title: 'What it says', cell: ({ statement }) => sayStatement(statement) },
  { title: 'Why', cell: ({ because }) => because && sayStatement(because) },
  { title: 'Until', kind: 'number', cell: ({ until }) => until && <Moment at={until} /> },
];
