/**
 * Dialogs that a SIP process left behind when it died, alone or with the engine: their phones are still in a call that
 * no process knows. What was stored of them (`keepDialog`) goes to the next SIP process as it starts, so that it can
 * answer a peer that hangs up first; when that process runs, each dialog gets its BYE.
 *
 *    answered ──keepDialog──▶ kept ──both legs ended──▶ forgotten (finish.ts)
 *                               └──SIP process dies──▶ left ──BYE answered, or given up──▶ forgotten
 */
import type { Logger } from '../../observe/log.js';
import type { KeptDialog, KeptDialogs } from '../../report/call-facts.js';
import type { IncomingCall, Leg, LegEnd, Login, Signaling } from '../../sip/signaling.js';
import type { Call } from '../call-parts.js';
import type { Clock } from '../../clock.js';
import type { Ending } from '../ending.js';

/**
 * How long a stop waits for the BYEs of calls that ended with their SIP process, and for the next process, whose start may
 * take ten seconds where the CPU is taken. It stays below what the engine has after a drain (engine-process.ts).
 */
const CLOSE_WITHIN_MS = 20_000;

/** A BYE costs a small part of a call, so this rate is no burden. */
const AT_ONCE = 40;
const EVERY_MS = 100;

/** The stored dialogs, from reporting. */
export interface KeptCalls {
  keptDialogs(): Promise<readonly KeptDialogs[]>;
  dialogsOver(sessionId: string): void;
}

export interface LeftDialogsParts {
  readonly kept: KeptCalls;
  readonly signaling: Pick<Signaling, 'endLeft'> & {
    /** False while there is no SIP process; when the next one runs, `end` is called. */
    readonly isConnected: () => boolean;
  };
  /** Whether the dialogs of that call are in use. */
  readonly isUp: (sessionId: string) => boolean;
  /** Credentials of a trunk that is in force, by its name, for dialogs of an engine that died. */
  readonly credentialsOf: (trunk: string) => Login | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

export class LeftDialogs {
  readonly #parts: LeftDialogsParts;
  #isClosed = false;
  /** What `end` has begun last. */
  #ending = Promise.resolve();
  #onEnding: () => void = () => undefined;

  constructor(parts: LeftDialogsParts) {
    this.#parts = parts;
  }

  /** The SIP server is connected: ends what is left. Called each time it comes back. */
  end(): void {
    this.#ending = this.#end().catch((err: unknown) =>
      this.#parts.logger.error({ part: 'calls', err }, 'calls of before the crash were not hung up'),
    );
    this.#onEnding();
  }

  /** Resolves when what is left has been hung up; what is not done in time is left to the next start. */
  async close(): Promise<void> {
    let callOff = (): void => undefined;
    const isLate = new Promise<void>((resolve) => {
      callOff = this.#parts.clock.after(CLOSE_WITHIN_MS, resolve);
    });
    try {
      await Promise.race([this.#ended(), isLate]);
    } finally {
      callOff();
      this.#isClosed = true;
    }
  }

  async #ended(): Promise<void> {
    // From here on: the process may come while the disk is asked.
    const isBack = new Promise<void>((resolve) => (this.#onEnding = resolve));
    if (!this.#parts.signaling.isConnected() && (await this.#left()).length > 0) await isBack;
    await this.#ending;
  }

  async #left(): Promise<readonly KeptDialogs[]> {
    const { kept, isUp } = this.#parts;
    return (await kept.keptDialogs()).filter(({ sessionId }) => !isUp(sessionId));
  }

  async #end(): Promise<void> {
    const { logger } = this.#parts;
    const left = await this.#left();
    if (left.length === 0) return;
    const calls = left.length;
    logger.warn({ part: 'calls', calls }, 'calls that a SIP process has left behind are hung up');
    const ended: Promise<void>[] = [];
    for (let at = 0; at < calls; at += AT_ONCE) {
      if (at > 0) await this.#pause();
      if (this.#isClosed) return;
      ended.push(...left.slice(at, at + AT_ONCE).map((one) => this.#endOne(one)));
    }
    await Promise.all(ended);
    logger.info({ part: 'calls', calls }, 'calls that were left behind have been hung up');
  }

  /** What is not done before the server is lost again stays for the next one. */
  async #endOne({ sessionId, dialogs }: KeptDialogs): Promise<void> {
    const { kept, signaling, credentialsOf } = this.#parts;
    const endings = dialogs.map(({ id, trunk, credentials }) =>
      signaling.endLeft({ id }, credentials ?? (trunk === undefined ? undefined : credentialsOf(trunk))),
    );
    const results = await Promise.allSettled(endings);
    if (results.every(({ status }) => status === 'fulfilled')) kept.dialogsOver(sessionId);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => this.#parts.clock.after(EVERY_MS, resolve));
  }
}

/** What a SIP process must take over when it starts; empty if the disk fails. */
export async function leftStates(kept: KeptCalls, logger: Logger): Promise<unknown[]> {
  try {
    const left = (await kept.keptDialogs()).flatMap(({ dialogs }) => dialogs);
    return left.map(({ state }) => state).filter((state) => state !== undefined);
  } catch (err) {
    logger.error({ part: 'calls', err }, 'calls of before the crash are not known, and not hung up');
    return [];
  }
}

/** Stores what must be known of a leg if the SIP process, or everything, dies. */
export function keepDialog(
  call: Call,
  leg: 'caller' | 'callee',
  source: Pick<IncomingCall | Leg, 'onDialog'>,
): void {
  source.onDialog(({ id, state }) => {
    const trunk = leg === 'caller' ? call.trunk : call.calleeTrunk;
    call.hasKept = true;
    const kept: KeptDialog = { trunk: trunk?.name, id, state, credentials: trunk?.credentials };
    call.parts.report.dialog(call.incoming.id, leg, kept);
  });
}

/** Both legs have ended: deletes what was stored of them, unless they ended with the SIP process. */
export function forgetDialogs(call: Call, { kind }: Ending): void {
  if (!call.hasKept || call.isLeft) return;
  const isLeft = [call.callerLeg, call.calleeLeg].some(
    (leg) => leg?.ended.aborted === true && (leg.ended.reason as LegEnd).by === 'server-lost',
  );
  if (!isLeft && kind !== 'signaling-lost') call.parts.report.dialogsOver(call.incoming.id);
}
