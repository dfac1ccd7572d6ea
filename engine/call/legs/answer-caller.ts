/** Answers the caller: 200, ACK, and with a late offer the answer that the ACK brought. */
import type { Leg } from '../../sip/signaling.js';
import { SignalingError } from '../../sip/signaling-error.js';
import type { Call } from '../call-parts.js';
import { mediaEnding, type CallMedia } from '../media/call-media.js';
import { attendCaller, keepSession } from '../media/leg-offers.js';
import { Ending, type EndingKind } from '../ending.js';
import { takeLeg } from './leg-ending.js';

/** The caller's leg, and the SDP still owed to the callee in its ACK. */
export interface AnsweredCaller {
  readonly leg: Leg;
  readonly owedToCallee: string | undefined;
}

/** Answers with the callee's SDP, or with our own if the caller hears us first. Once per call. */
export async function answerCaller(call: Call, media: CallMedia, sdp?: string): Promise<AnsweredCaller> {
  if (call.callerLeg !== undefined) return { leg: call.callerLeg, owedToCallee: undefined };
  const leg = await answered(call, sdp ?? (await usable(media.talkToCaller())));
  takeLeg(call, 'callerLeg', leg);
  keepSession(leg, 'caller', media.session);
  const owedToCallee = call.incoming.offer === undefined ? await lateAnswer(leg, media) : undefined;
  if (sdp === undefined) attendCaller(leg, media);
  return { leg, owedToCallee };
}

/** Takes the answer that the ACK had to bring; returns the SDP for the callee's ACK. */
function lateAnswer({ lateAnswer: sdp }: Leg, media: CallMedia): Promise<string | undefined> {
  if (sdp === undefined) throw new Ending('unusable-offer', { because: 'the ACK brought no SDP' });
  return usable(media.takeLateAnswer(sdp));
}

/** The ending for a caller who leaves, by the progress of the call (spec 11.1). */
export function callerLeft({ state }: Call): EndingKind {
  switch (state.name) {
    case 'dialling':
      return 'cancelled-before-ringing';
    case 'ringing':
      return 'cancelled-while-ringing';
    case 'connected':
    case 'ended':
      return 'caller-hung-up';
    case 'arrived':
    case 'known':
      return 'cancelled-before-transfer';
  }
}

/** An unusable SDP of the caller ends the call as such (488 with a Warning, or a BYE), in every step. */
async function usable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw mediaEnding(error, 'caller');
  }
}

async function answered(call: Call, sdp: string): Promise<Leg> {
  try {
    return await call.incoming.answer(sdp, call.trunk);
  } catch (error) {
    call.signal.throwIfAborted();
    if (!(error instanceof SignalingError)) throw error;
    const { code, message: because } = error;
    // A caller that hangs up instead of sending its ACK has received the 200; one that sends neither may not have.
    if (code === 'timeout' && call.state.name === 'connected') throw new Ending('caller-lost', { because });
    if (code === 'unavailable') throw new Ending('signaling-lost', { because });
    if (code === 'gone' || code === 'timeout') throw new Ending(callerLeft(call), { because });
    throw error;
  }
}
