/**
 * The race of fork.ts, decided by drachtio-fn-b2b-sugar's Simring, for the modes over drachtio-srf.
 *
 * Simring (0.2.1) takes the caller's request, sends INVITEs by drachtio-srf's createUAC, and answers the caller itself. Here it is
 * given stand-ins for all of these, so it decides and nothing more: each branch is a `sendInvite`, and the narrative answers the
 * caller. What a comment below calls a guard is against one of Simring's faults.
 */
import { EventEmitter } from 'node:events';
import sugar, { type CalleeDialog, type Progress } from 'drachtio-fn-b2b-sugar';
import { EndController } from '../../end-signal.js';
import type { AnsweredInvite, InviteRequest } from '../../sip/signaling.js';
import { SignalingError } from '../../sip/signaling-error.js';
import { bestOf, branchesOf, hangUpLate, type Race } from '../fork.js';
import { sendInvite } from '../invite.js';
import type { UaLink } from '../link.js';

/** Simring's own limit (20 s where none is given) must never strike first; each INVITE has the one that counts. */
const GRACE_SECONDS = 60;

export const raceBySimring: Race = async (link, request, signal) => {
  if (signal.aborted) throw new SignalingError('gone', 487, 'the call was given up before it was placed');
  const caller = new CallerStandIn(link, branchesOf(request));
  const timeout = request.ringTimeoutMs / 1000 + GRACE_SECONDS;
  const simring = new sugar.Simring(caller, {}, caller.names, { timeout });
  const release = signal.onAbort(() => caller.emit('cancel'));
  try {
    const { uac } = await simring.start();
    if (!signal.aborted) return uac.answered;
    // Guard: Simring goes on with a callee that answers in the instant its caller gives up.
    uac.destroy();
    throw new SignalingError('gone', 487, 'the call was given up as the callee answered');
  } catch (errors) {
    // Guard: Simring rejects with an array, in the order of the contacts.
    throw Array.isArray(errors) ? bestOf(errors) : errors;
  } finally {
    release();
  }
};

/**
 * The caller, its request and drachtio-srf, as far as Simring looks at them.
 *
 * Guard: Simring copies `callingNumber` of the caller's request into what it shows the callees. There is none here.
 */
class CallerStandIn extends EventEmitter {
  readonly srf = {
    createUAC: (name: string, _options: object, progress: Progress): Promise<CalleeStandIn> =>
      this.#ring(Number(name), progress),
    /** Guard: where it fails, Simring forgets the callee that has answered. It has nothing to do, and cannot fail. */
    createUAS: (): Promise<object> => Promise.resolve({}),
    SipError: Error as new () => Error,
  };
  readonly #link: UaLink;
  readonly #branches: readonly InviteRequest[];

  constructor(link: UaLink, branches: readonly InviteRequest[]) {
    super();
    this.#link = link;
    this.#branches = branches;
  }

  /**
   * Guard: Simring knows a callee by its URI, and would not cancel both of two phones with one URI behind different
   * hops.
   */
  get names(): string[] {
    return this.#branches.map((_, index) => String(index));
  }

  /** Guard: the headers that Simring would have in the INVITE are not read. */
  async #ring(index: number, progress: Progress): Promise<CalleeStandIn> {
    const branch = this.#branches[index];
    if (branch === undefined) throw new RangeError(`expected one of ${this.#branches.length} contacts`);
    const calledOff = new EndController();
    // Guard: createUAC reports the INVITE at its receipt; one given up before would ring on.
    progress.cbRequest(null, { uri: branch.uri, cancel: () => calledOff.abort() });
    return new CalleeStandIn(this.#link, await sendInvite(this.#link, branch, calledOff));
  }
}

/** The dialog of a callee that has answered. */
class CalleeStandIn implements CalleeDialog {
  readonly res = {};
  readonly sip = { callid: '' };

  constructor(
    readonly link: UaLink,
    readonly answered: AnsweredInvite,
  ) {}

  get remote(): { readonly sdp: string } {
    return this.answered;
  }

  /**
   * Simring calls it for a callee that answers second, and does not wait for it: its BYE must not end in a rejection.
   */
  destroy(): void {
    hangUpLate(this.link, this.answered);
  }
}
