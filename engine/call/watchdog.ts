/**
 * Ends calls by the engine's own clock, independently of the layers below. A step that ignores the end of its call is
 * abandoned, and everything that `finish` waits for has a time limit. If an abandoned step still returns something,
 * `leg-ending.ts` and `prepare.ts` release it, because they see that the call has ended.
 */
import type { Clock } from '../clock.js';
import type { EndSignal } from '../end-signal.js';
import type { Logger } from '../observe/log.js';
import type { Ending } from './ending.js';

/** The part of a call that is watched. */
export interface WatchedCall {
  readonly incoming: { readonly id: string };
  readonly state: { readonly name: string };
  readonly signal: EndSignal;
  readonly step: string | undefined;
  isStuck: boolean;
  readonly parts: { readonly clock: Clock; readonly logger: Logger; readonly onStuck: () => void };
}

/**
 * How long a step may continue after its call has been stopped: all of them stop at once, unless something is stuck.
 */
export const LET_GO_MS = 3000;

/** The result of a call's steps, or the ending it was stopped with if they have not returned LET_GO_MS later. */
export function untilStopped(call: WatchedCall, steps: Promise<Ending>): Promise<Ending> {
  const { signal, parts, incoming } = call;
  return new Promise((resolve, reject) => {
    let callOff: (() => void) | undefined;
    const stopped = (): void => {
      callOff = parts.clock.after(LET_GO_MS, () => {
        const { step, state } = call;
        parts.logger.error({ call: incoming.id, state: state.name, step }, 'a step of the call does not end');
        countStuck(call);
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

/** Waits for a part of the end of a call, for a limited time. A failure or a timeout is logged, never thrown. */
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
      countStuck(call);
      resolve();
    });
  });
  const done = work.catch((err: unknown) => logger.error({ ...log, err }, `${what} failed`));
  await Promise.race([done, limit]);
  callOff();
}

/** A call is counted once, however many parts of it are stuck. */
function countStuck(call: WatchedCall): void {
  if (call.isStuck) return;
  call.isStuck = true;
  call.parts.onStuck();
}
