/** The levels of live calls, measured again and again while they are looked at, and not while this tab is hidden. */
import { useEffect, useState } from 'preact/hooks';
import type { ShownLevels } from '../api/operator/system-answers.js';
import type { Client } from './client.js';

/** Undefined: nothing has been measured yet. */
export type Levels = ReadonlyMap<string, ShownLevels> | undefined;

const PAUSE_MS = 1500;

/** `sessionIds`: none of them, and nothing is asked. */
export function useLevels(client: Client, sessionIds: readonly string[]): Levels {
  const [levels, setLevels] = useState<Levels>();
  const asked = sessionIds.join(' ');
  useEffect(() => {
    if (asked === '') return setLevels(undefined);
    const control = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => {
      if (!control.signal.aborted) timer = setTimeout(measure, PAUSE_MS);
    };
    const measure = (): void => {
      if (document.hidden) return later();
      client.system
        .levels(asked.split(' '), control.signal)
        .then((found) => setLevels(new Map(found.map((one) => [one.sessionId, one]))))
        // A failure says itself where the calls are asked for.
        .catch(() => undefined)
        .finally(later);
    };
    measure();
    return () => {
      control.abort();
      clearTimeout(timer);
    };
  }, [client, asked]);
  return levels;
}
