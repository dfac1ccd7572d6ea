/** The age of an answer, and refreshing it: by hand, or every few seconds while this tab is visible. */
import { useEffect, useState } from 'preact/hooks';
import { say } from '../language/language.js';
import { clockOf } from './moment.js';
import type { Asked } from '../use-answer.js';

const everyMs = 5000;

export function Refresh({ asked }: { readonly asked: Pick<Asked<unknown>, 'at' | 'asking' | 'again'> }) {
  const { at, asking, again } = asked;
  const [repeating, setRepeating] = useState(false);
  useEffect(() => {
    if (!repeating) return;
    const timer = setInterval(() => {
      if (!document.hidden) again();
    }, everyMs);
    return () => clearInterval(timer);
  }, [repeating, again]);
  return (
    <div class="refresh">
      <span class="quiet">
        {say('as of')} <span class="number">{at === undefined ? '–' : clockOf(at)}</span>
      </span>
      <button type="button" onClick={again} aria-busy={asking}>
        {say('Refresh')}
      </button>
      <label>
        <input
          type="checkbox"
          checked={repeating}
          onChange={(event) => setRepeating(event.currentTarget.checked)}
        />{' '}
        {say('every {seconds} s', { seconds: everyMs / 1000 })}
      </label>
    </div>
  );
}
