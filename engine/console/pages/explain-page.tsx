/** What would happen to a call, and why: the question. */
import { useState } from 'preact/hooks';
import type { Client, Question } from '../client.js';
import { Explanation } from './explanation.js';
import { DialledField } from '../parts/dialled-field.js';
import { Field } from '../parts/field.js';
import { FindCall } from '../parts/find-call.js';
import { say } from '../language/language.js';
import { NumberField, typedNumber } from '../parts/number-field.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { useAnswer } from '../use-answer.js';
import { explainAddress } from '../use-route.js';
import { PastExplanation } from './past-explanation.js';

interface ExplainPageProps {
  readonly client: Client;
  /** The session of a call of the past, if one is asked for. */
  readonly id: string | undefined;
}

export function ExplainPage({ client, id }: ExplainPageProps) {
  return (
    <>
      <FindCall
        key={id}
        value={id}
        hint="of a call of the past, or one in progress"
        deed="Say why"
        addressOf={explainAddress}
      />
      {id === undefined ? (
        <WhatWould client={client} />
      ) : (
        <>
          <p>
            <a href="#/explain">{say('← What would become of a call')}</a>
          </p>
          <PastExplanation client={client} sessionId={id} />
        </>
      )}
    </>
  );
}

function WhatWould({ client }: { readonly client: Client }) {
  const [caller, setCaller] = useState('');
  const [dialled, setDialled] = useState('');
  const [digits, setDigits] = useState('');
  const [silent, setSilent] = useState(false);
  const [question, setQuestion] = useState<Question>();
  const { answer, problem } = useAnswer(question && ((signal) => client.explain(question, signal)), [
    question,
  ]);
  return (
    <>
      <form
        class="question"
        onSubmit={(event) => {
          event.preventDefault();
          setQuestion({
            caller: typedNumber(caller),
            dialled: typedNumber(dialled) ?? '',
            digits: silent ? '' : digits.trim() || undefined,
          });
        }}
      >
        <NumberField
          label="Caller"
          hint="Empty: the caller withholds it"
          value={caller}
          onValue={setCaller}
          problem={problem}
          place="body/caller"
        />
        <DialledField value={dialled} onValue={setDialled} problem={problem} />
        <div>
          <Field
            label="Extension typed"
            hint="Empty: the caller has not been asked yet"
            fault={problem?.faults.has('body/digits') ? say('Expected up to 8 digits') : undefined}
          >
            {(ids) => (
              <input
                {...ids}
                class="number"
                inputMode="numeric"
                autocomplete="off"
                disabled={silent}
                value={silent ? '' : digits}
                onInput={(event) => setDigits(event.currentTarget.value)}
              />
            )}
          </Field>
          <label class="check">
            <input
              type="checkbox"
              checked={silent}
              onChange={(event) => setSilent(event.currentTarget.checked)}
            />{' '}
            {say('was asked, typed nothing')}
          </label>
        </div>
        <button type="submit" class="main">
          {say('Explain')}
        </button>
      </form>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {answer !== undefined && <Explanation explanation={answer} />}
    </>
  );
}
