/** What would become of a call, and why: the answer, exactly the API's. */
import type { ShownExplanation, ShownResolution, ShownStep } from '../api/operator/answers.js';
import { Facts, type Fact } from './facts.js';
import type { Tone } from './tag.js';
import { bindingAddress } from './use-route.js';

export function Explanation({ explanation }: { readonly explanation: ShownExplanation }) {
  const { steps, resolution } = explanation;
  return (
    <section class="explanation" aria-label="Answer">
      <p class={`health ${toneOf(resolution)}`} role="status">
        <strong>{resolution.kind}</strong> {meaning(resolution)}
      </p>
      <h2>Step by step</h2>
      <ol class="steps">
        {steps.map((step, place) => (
          <StepLine key={place} step={step} />
        ))}
      </ol>
      <h2>Resolution</h2>
      <Facts facts={factsOf(resolution)} />
      <details>
        <summary>As the API answered it</summary>
        <pre>{JSON.stringify(explanation, null, 2)}</pre>
      </details>
    </section>
  );
}

function StepLine({ step: { step, outcome } }: { readonly step: ShownStep }) {
  const isThere = outcome === 'yes' || outcome === 'found';
  return (
    <li>
      <span class={`outcome ${isThere ? 'there' : 'not-there'}`}>{outcome}</span>{' '}
      <span class="step">{step}</span>
    </li>
  );
}

function toneOf({ kind }: ShownResolution): Tone {
  if (kind === 'refuse') return 'bad';
  return kind === 'connect' ? 'good' : 'warn';
}

function meaning({ kind, reason, maxDigits }: ShownResolution): string {
  switch (kind) {
    case 'connect':
      return 'The callee is rung.';
    case 'collect':
      return `The caller is asked for an extension of ${maxDigits ?? 'some'} digits; then it is resolved again.`;
    case 'ask':
      return 'The application is asked and decides.';
    case 'needs-y':
      return 'A stranger calls X: they are given a Y, if there is one, and connected.';
    case 'refuse':
      return `Because: ${reason ?? 'no reason is given'}.`;
  }
}

function factsOf(resolution: ShownResolution): Fact[] {
  const { appKey, subscriptionId, x, callee, display, reason, prompt, maxDigits } = resolution;
  const number = (value: string | undefined) => value && <span class="number">{value}</span>;
  return [
    ['kind', resolution.kind],
    ['reason', reason],
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
    ['prompt', prompt],
    ['maxDigits', maxDigits],
  ];
}
