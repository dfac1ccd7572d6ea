/** A problem, shown where it happened. */
import type { Problem } from '../problem.js';

export function ProblemNotice({ problem }: { readonly problem: Problem }) {
  const told =
    problem.faults.size > 0 ? 'Something typed here is not as expected.' : sentence(problem.message);
  return (
    <p class="problem" role="alert">
      {told} <code>{problem.code}</code>
    </p>
  );
}

/** The API's details start in lower case, because they are parts of log lines. */
function sentence(text: string): string {
  const closed = /[.!?]$/.test(text) ? text : `${text}.`;
  return closed.charAt(0).toUpperCase() + closed.slice(1);
}
