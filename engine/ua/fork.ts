/**
 * Rings several contacts of one party at once; the first to answer wins, and the others stop ringing. `ringAll` is the
 * race on our own stack; over drachtio-srf transactions/simring.ts decides it, with the same branches.
 */
import { EndController, type EndSignal } from '../end-signal.js';
import type { AnsweredInvite, InviteRequest } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import { sendInvite } from './invite.js';
import type { UaLink } from './link.js';

/**
 * Like `sendInvite`, to the request's URI and all of `alsoRing`: it resolves with the first to answer, and rejects with
 * the most informative refusal. No other leg stays up.
 */
export type Race = (link: UaLink, request: InviteRequest, signal: EndSignal) => Promise<AnsweredInvite>;

const NORMAL_CLEARING = 16;

export const ringAll: Race = async (link, request, signal) => {
  const decided = new EndController();
  const ring = async (branch: InviteRequest): Promise<AnsweredInvite> => {
    const answered = await sendInvite(link, branch, decided);
    if (!decided.aborted) {
      decided.abort();
      return answered;
    }
    // It answered at the same instant as another, or as the call was given up.
    hangUpLate(link, answered);
    throw new SignalingError('gone', 487, 'the callee answered too late');
  };
  const release = signal.onAbort(() => decided.abort());
  try {
    return await Promise.any(branchesOf(request).map(ring));
  } catch (error) {
    throw bestOf((error as AggregateError).errors);
  } finally {
    release();
  }
};

/**
 * One request for each contact, whose headers `sendInvite` builds as for a lone callee. The first 180 and every
 * other provisional are reported, without their early media: there would be several.
 */
export function branchesOf({ uri, nextHop, alsoRing = [], ...request }: InviteRequest): InviteRequest[] {
  let hasRung = false;
  const onProvisional = (status: number): void => {
    if (status === 180 && hasRung) return;
    hasRung ||= status === 180;
    request.onProvisional(status, undefined);
  };
  const first = nextHop === undefined ? { uri } : { uri, nextHop };
  return [first, ...alsoRing].map((target) => ({ ...request, ...target, onProvisional, onOffer: undefined }));
}

/** Ends the leg of a callee that has answered, and whose answer came too late. */
export function hangUpLate(link: UaLink, { leg }: AnsweredInvite): void {
  leg.hangUp(NORMAL_CLEARING).then(link.byeRefused, () => undefined);
}

/** The most informative refusal: a person's before a machine's. */
export function bestOf(errors: readonly unknown[]): unknown {
  const refusals = errors.filter((one) => one instanceof SignalingError);
  return refusals.sort((a, b) => rankOf(a) - rankOf(b))[0] ?? errors[0];
}

function rankOf({ code, status }: SignalingError): number {
  if (code !== 'refused') return code === 'timeout' ? 2 : 4;
  if (status >= 600) return 0;
  return status === 486 ? 1 : 3;
}
