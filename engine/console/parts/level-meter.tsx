/** How loud a leg is at the moment, as a bar and in dBm0. */
import type { ShownLevel } from '../../api/operator/system-answers.js';
import { count, say } from '../language/language.js';

/** From silence to full scale, in dBm0. */
const SOFTEST = -60;
const LOUDEST = 3;

export function LevelMeter({ level }: { readonly level: ShownLevel }) {
  const { dbm0, packets } = level;
  if (dbm0 === undefined)
    return <span class="quiet">{say(packets === 0 ? 'no packets' : 'not readable')}</span>;
  return (
    <span class="level">
      <meter
        min={SOFTEST}
        max={LOUDEST}
        low={-45}
        high={-3}
        optimum={-20}
        value={Math.max(SOFTEST, dbm0)}
        aria-label={say('Signal level')}
      />{' '}
      <span class="number">{count(dbm0, 0)} dBm0</span>
    </span>
  );
}
