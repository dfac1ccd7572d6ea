/**
 * A call ends by the engine's own clock, whatever the layers below it do: a step that does not heed the end of its call is
 * left behind, and what `finish` waits for has a limit. What a step left behind comes back with is let go by `leg-ending.ts`
 * and `prepare.ts`, which see that the call has ended.
 */
import type { Clock } from '../clock.js';
import type { EndSignal } from '../end-signal.js';
import type { Logger } from '../observe/log.js';
import type { Ending } from './ending.js';

/** The call, as far as it is watched. */
export interface WatchedCall {
  readonly incoming: { readonly id: string };
  readonly state: { readonly name: string };
  readonly signal: EndSignal;
  readonly parts: { readonly clock: Clock; readonly logger: Logger };
}

/** How long a step may go on after its call has been stopped: they all stop at once, unless something is stuck. */
export const LET_GO_MS = 3000;

/** What the steps of a call end with, or what it was stopped with where they have not ended LET_GO_MS after that. */
export function untilStopped(call: WatchedCall, steps: Promise<Ending>): Promise<Ending> {
  const { signal, parts, incoming } = call;
  return new Promise((resolve, reject) => {
    let callOff: (() => void) | undefined;
    const stopped = (): void => {
      callOff = parts.clock.after(LET_GO_MS, () => {
        parts.logger.error({ call: incoming.id, state: call.state.name }, 'a step of the call does not end');
        resolve(signal.reason as Ending);
      });
    };
    const release = signal.onAbort(stopped);
    const over = (): void => {
      callOff?.();
      release();
    };
    steps.then(
      (ending) => {
        over();
        resolve(ending);
      },
      (error: unknown) => {
        over();
        reject(error as Error);
      },
    );
  });
}

/** Waits for a part of the end of a call, for at most so long. A failure and a part that is stuck are logged, never thrown. */
export async function within(
  call: WatchedCall,
  limitMs: number,
  what: string,
  work: Promise<unknown>,
): Promise<void> {
  const { clock, logger } = call.parts;
  const log = { call: call.incoming.id };
  let callOff = (): void => undefined;
  const limit = new Promise<void>((resolve) => {
    callOff = clock.after(limitMs, () => {
      logger.error({ ...log, limitMs }, `${what} takes too long and is left behind`);
      resolve();
    });
  });
  const done = work.catch((err: unknown) => logger.error({ ...log, err }, `${what} failed`));
  await Promise.race([done, limit]);
  callOff();
}
