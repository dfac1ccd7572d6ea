/** The fields of a binding as a form; what the API refuses is marked at its field. */
import { useState } from 'preact/hooks';
import type { Client } from '../client.js';
import type { Phrase } from '../language/chinese.js';
import { say } from '../language/language.js';
import { Field } from '../parts/field.js';
import { NumberField } from '../parts/number-field.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import type { Problem } from '../problem.js';
import { asProblem, useAnswer } from '../use-answer.js';
import type { BindingField, Typed } from './binding-fields.js';

interface BindingFormProps {
  readonly client: Client;
  readonly fields: readonly BindingField[];
  readonly initial: Typed;
  readonly deed: Phrase;
  /** Its failure is shown beside the fields. */
  readonly onDeed: (typed: Typed) => Promise<void>;
  readonly onCancel: () => void;
}

export function BindingForm({ client, fields, initial, deed, onDeed, onCancel }: BindingFormProps) {
  const [typed, setTyped] = useState<Typed>(initial);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const { answer: prompts } = useAnswer((signal) => client.prompts(signal), [client]);
  const names = prompts?.items.map(({ name }) => name) ?? [];
  const submit = (): void => {
    setBusy(true);
    setProblem(undefined);
    onDeed(typed).then(
      () => setBusy(false),
      (error: unknown) => {
        setProblem(asProblem(error));
        setBusy(false);
      },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class="question">
        {fields.map((field) => (
          <OneField
            key={field.name}
            {...{ field, problem, prompts: names }}
            value={typed[field.name] ?? ''}
            onValue={(value) => setTyped((before) => ({ ...before, [field.name]: value }))}
          />
        ))}
      </div>
      {problem !== undefined && <ProblemNotice problem={problem} inWords />}
      <p class="actions">
        <button type="submit" class="main" disabled={busy}>
          {say(deed)}
        </button>
        <button type="button" onClick={onCancel}>
          {say('Cancel')}
        </button>
      </p>
    </form>
  );
}

interface OneFieldProps {
  readonly field: BindingField;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly problem: Problem | undefined;
  readonly prompts: readonly string[];
}

function OneField({ field, value, onValue, problem, prompts }: OneFieldProps) {
  const { name, label, hint, kind, choices = {}, required = false } = field;
  const place = `body/${name.replace('.', '/')}`;
  if (kind === 'number')
    return <NumberField {...{ label, value, onValue, problem, place, required }} {...(hint && { hint })} />;
  const isWrong = problem?.faults.has(place) ?? false;
  const options: readonly (readonly [value: string, text: string])[] =
    kind === 'prompt'
      ? known(prompts, value).map((one) => [one, one])
      : Object.entries(choices).map(([one, text]) => [one, say(text)]);
  return (
    <Field label={label} hint={hint} fault={isWrong ? say('This is not as expected.') : undefined}>
      {(ids) =>
        kind === 'prompt' || kind === 'choice' ? (
          <select {...ids} value={value} onChange={(event) => onValue(event.currentTarget.value)}>
            <option value="">{say(kind === 'prompt' ? 'none said' : 'as usual')}</option>
            {options.map(([one, text]) => (
              <option key={one} value={one}>
                {text}
              </option>
            ))}
          </select>
        ) : (
          <input
            {...ids}
            {...(kind === 'count' && { type: 'number', min: 0, step: 1 })}
            {...(kind === 'code' && { class: 'number', inputMode: 'numeric' as const })}
            autocomplete="off"
            required={required}
            value={value}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
        )
      }
    </Field>
  );
}

/** A prompt that the binding has may have been removed. */
function known(prompts: readonly string[], value: string): readonly string[] {
  return value === '' || prompts.includes(value) ? prompts : [value, ...prompts];
}
