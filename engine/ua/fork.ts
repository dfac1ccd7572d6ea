/**
 * Rings several contacts of one party at once; the first to answer wins, and the others stop ringing.
 *
 * drachtio-fn-b2b-sugar's Simring does so over drachtio-srf's createUAC. It wants the caller's request and answers it itself,
 * where here the narrative does; createUAC cannot be called off before its receipt, answers a callee's early UPDATE with our
 * first offer, and keeps a dialog of its own. To have it race our INVITEs took stand-ins for all of these.
 */
import { EndController, type EndSignal } from '../end-signal.js';
import type { AnsweredInvite, InviteRequest } from '../sip/signaling.js';
import { SignalingError } from '../sip/signaling-error.js';
import { sendInvite } from './invite.js';
import type { UaLink } from './link.js';

const NORMAL_CLEARING = 16;

/** Like `sendInvite`, to the request's URI and all of `alsoRing`. Early media is dropped: there would be several. */
export async function ringAll(
  link: UaLink,
  { uri, nextHop, alsoRing = [], ...request }: InviteRequest,
  signal: EndSignal,
): Promise<AnsweredInvite> {
  const decided = new EndController();
  let hasRung = false;
  const onProvisional = (status: number): void => {
    if (status !== 180 || hasRung) return;
    hasRung = true;
    request.onProvisional(180, undefined);
  };
  const ring = async (target: Pick<InviteRequest, 'uri' | 'nextHop'>): Promise<AnsweredInvite> => {
    const branch = { ...request, ...target, onProvisional, onOffer: undefined };
    const answered = await sendInvite(link, branch, decided);
    if (!decided.aborted) {
      decided.abort();
      return answered;
    }
    // It answered at the same instant as another, or as the call was given up.
    answered.leg.hangUp(NORMAL_CLEARING).then(link.byeRefused, () => undefined);
    throw new SignalingError('gone', 487, 'the callee answered too late');
  };
  const release = signal.onAbort(() => decided.abort());
  try {
    const first = nextHop === undefined ? { uri } : { uri, nextHop };
    return await Promise.any([first, ...alsoRing].map(ring));
  } catch (error) {
    throw bestOf((error as AggregateError).errors);
  } finally {
    release();
  }
}

/** The most informative refusal: a person's before a machine's. */
function bestOf(errors: readonly unknown[]): unknown {
  const refusals = errors.filter((one) => one instanceof SignalingError);
  return refusals.sort((a, b) => rankOf(a) - rankOf(b))[0] ?? errors[0];
}

function rankOf({ code, status }: SignalingError): number {
  if (code !== 'refused') return code === 'timeout' ? 2 : 4;
  if (status >= 600) return 0;
  return status === 486 ? 1 : 3;
}
