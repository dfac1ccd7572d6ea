/** What would happen to a call, and why: the answer, exactly as the API gives it. */
import type { ComponentChildren } from 'preact';
import type {
  ShownExplanation,
  ShownResolution,
  ShownRoutes,
  ShownStep,
} from '../../api/operator/answers.js';
import { language, say, sayWith, sayWord } from '../language/language.js';
import { sayStatement } from '../language/statements.js';
import { Facts, type Fact } from '../parts/facts.js';
import type { Tone } from '../parts/tag.js';
import { bindingAddress } from '../use-route.js';

export function Explanation({ explanation }: { readonly explanation: ShownExplanation }) {
  const { steps, resolution, routes } = explanation;
  return (
    <section class="explanation" aria-label={say('Answer')}>
      <p class={`health ${toneOf(resolution)}`} role="status">
        <strong>{say(resolution.kind)}</strong> {meaning(explanation)}
      </p>
      <div>
        <h2>{say('Step by step')}</h2>
        <Steps steps={steps} />
      </div>
      <div>
        <h2>{say('Resolution')}</h2>
        <Facts facts={factsOf(resolution)} />
      </div>
      {routes && (
        <div>
          <h2>{say('Trunks')}</h2>
          <p class="trunks">{orderOf(routes)}</p>
        </div>
      )}
      <details>
        <summary>{say('As the API answered it')}</summary>
        <pre>{JSON.stringify(explanation, null, 2)}</pre>
      </details>
    </section>
  );
}

export function Steps({ steps }: { readonly steps: readonly ShownStep[] }) {
  return (
    <ol class="steps">
      {steps.map((step, place) => (
        <StepLine key={place} step={step} />
      ))}
    </ol>
  );
}

/** Those of one priority share the calls by their weight. */
function orderOf({ rule, trunks }: ShownRoutes): string {
  const order = trunks.map((trunk) => say('{name} (priority {priority}, weight {weight})', { ...trunk }));
  const by = rule === undefined ? '' : say('By rule {rule} of routes: ', { rule });
  return trunks.length === 0
    ? say('None carries it: the call ends with 404.')
    : `${by}${order.join(language() === 'zh' ? '、' : ', ')}`;
}

function StepLine({ step: { step, outcome } }: { readonly step: ShownStep }) {
  return (
    <li>
      <span class={`outcome ${isThere({ outcome }) ? 'there' : 'not-there'}`}>{say(outcome)}</span>{' '}
      <span class="step">{sayStatement(step)}</span>
    </li>
  );
}

function isThere(step: Pick<ShownStep, 'outcome'> | undefined): boolean {
  return step?.outcome === 'yes' || step?.outcome === 'found';
}

function toneOf({ kind }: ShownResolution): Tone {
  if (kind === 'refuse') return 'bad';
  return kind === 'connect' ? 'good' : 'warn';
}

function meaning({ steps, resolution }: ShownExplanation): ComponentChildren {
  const { kind, callee, display, reason = '', maxDigits } = resolution;
  const reasonText = sayWord(reason);
  switch (kind) {
    case 'connect':
      return sayWith('{callee} is rung and sees {display}.', {
        callee: <span class="number">{callee}</span>,
        display: <span class="number">{display}</span>,
      });
    case 'collect':
      return say('The caller is asked for an extension of {digits} digits; then it is resolved again.', {
        digits: maxDigits ?? say('some'),
      });
    case 'ask':
      return say('The application is asked and decides.');
    case 'needs-y':
      return say('A stranger calls X: they are given a Y, if there is one, and connected.');
    case 'refuse':
      return isThere(steps.at(-1))
        ? reasonText
        : say('{reason}, at step {step}', { reason: reasonText, step: steps.length });
  }
}

function factsOf(resolution: ShownResolution): Fact[] {
  const { appKey, subscriptionId, x, callee, display, direction, extension } = resolution;
  const { rules, reason, sipStatus, stateCode, prompt, maxDigits } = resolution;
  const number = (value: string | undefined) => value && <span class="number">{value}</span>;
  return [
    ['kind', say(resolution.kind)],
    ['reason', reason && sayWord(reason)],
    ['sipStatus', sipStatus],
    ['stateCode', stateCode],
    ['appKey', appKey],
    [
      'subscriptionId',
      subscriptionId && (
        <a class="number" href={bindingAddress(subscriptionId)}>
          {subscriptionId}
        </a>
      ),
    ],
    ['x', number(x)],
    ['callee', number(callee)],
    ['display', number(display)],
    ['direction', direction],
    ['extension', extension],
    ['rules', rules && <span class="number">{JSON.stringify(rules)}</span>],
    ['prompt', prompt],
    ['maxDigits', maxDigits],
  ];
}
