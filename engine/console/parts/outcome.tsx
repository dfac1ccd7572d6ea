/** What came of the last deed on a page. */
import type { Deeds } from '../use-deeds.js';
import { ProblemNotice } from './problem-notice.js';

export function Outcome({ deeds: { done, refused } }: { readonly deeds: Deeds }) {
  return (
    <>
      {refused !== undefined && <ProblemNotice problem={refused} inWords />}
      {done !== undefined && (
        <p class="done" role="status">
          {done}
        </p>
      )}
    </>
  );
}
