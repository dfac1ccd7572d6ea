/** What the end of a leg means for its call. */
import type { Leg, LegEnd } from '../../sip/signaling.js';
import type { Call } from '../call-parts.js';
import { Ending, type EndingKind } from '../ending.js';
import { SignalingError } from '../../sip/signaling-error.js';
import { keepDialog } from './left-dialogs.js';

const NORMAL_CLEARING = 16;

/** Gives a leg to its call. If the call has ended already, the leg is hung up, and the step that waited for it ends. */
export function takeLeg(call: Call, whose: 'callerLeg' | 'calleeLeg', leg: Leg): void {
  call[whose] = leg;
  keepDialog(call, whose === 'callerLeg' ? 'caller' : 'callee', leg);
  if (call.state.name !== 'ended') return;
  hangUpLeg(call, whose, NORMAL_CLEARING).catch(() => undefined);
  throw (call.signal.reason as Ending | undefined) ?? new Ending('internal-error');
}

/** Sends BYE if there is such a leg. A peer that refuses it may keep the call up, which only an operator can clear. */
export async function hangUpLeg(call: Call, whose: 'callerLeg' | 'calleeLeg', q850: number): Promise<void> {
  const status = await call[whose]?.hangUp(q850).catch((error: unknown) => {
    // The SIP process has died before its BYE was answered: the next one sends it.
    if (!(error instanceof SignalingError) || error.code !== 'unavailable') throw error;
    call.isLeft = true;
    return undefined;
  });
  if (status === undefined) return;
  const log = { call: call.incoming.id, leg: whose === 'callerLeg' ? 'caller' : 'callee' };
  call.parts.logger.warn(
    log,
    `a BYE was refused with ${status}: the peer may keep the call up, and charge for it`,
  );
}

/** `hungUp` if its peer hung up, `lost` if the server below gave it up; for a leg that has ended. */
export function endingOfLeg(leg: Leg, hungUp: EndingKind, lost: EndingKind): Ending {
  const { by } = leg.ended.reason as LegEnd;
  if (by === 'server-lost') return new Ending('signaling-lost');
  return new Ending(by === 'peer' ? hungUp : lost);
}
