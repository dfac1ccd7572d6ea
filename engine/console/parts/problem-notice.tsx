/** A problem, shown where it happened. */
import { isPhrase, language, say } from '../language/language.js';
import type { Problem } from '../problem.js';

interface ProblemNoticeProps {
  readonly problem: Problem;
  /** Also where fields are wrong: no field beside it says so. */
  readonly inWords?: boolean;
}

export function ProblemNotice({ problem, inWords = false }: ProblemNoticeProps) {
  const { code, message, faults } = problem;
  // The API's details are English; what kind of problem it is is said in the reader's language.
  const kind = language() === 'zh' && isPhrase(code) ? `${say(code)}：` : '';
  const told =
    faults.size > 0 && !inWords
      ? say('Something typed here is not as expected.')
      : `${kind}${sentence(message)}`;
  return (
    <p class="problem" role="alert">
      {told} <code>{code}</code>
    </p>
  );
}

/** The API's details start in lower case, because they are parts of log lines. */
function sentence(text: string): string {
  const closed = /[.!?]$/.test(text) ? text : `${text}.`;
  return closed.charAt(0).toUpperCase() + closed.slice(1);
}
