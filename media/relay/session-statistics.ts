/** The statistics of a session, with what its worker does not know of it. */
import { isTelephoneEvent } from '../codecs.js';
import type { LegPlan } from '../leg-plan.js';
import type { LegName, SessionStatistics } from '../media.js';
import { voiceQuality } from '../voice-quality.js';

const NOTHING = {
  packetsReceived: 0,
  packetsSent: 0,
  packetsLost: 0,
  strangers: 0,
  unauthentic: 0,
  jitterMs: 0,
};

/** Those of a session of which no worker knows. */
export const NO_STATISTICS: SessionStatistics = { caller: NOTHING, callee: NOTHING };

/** Those of a session that closes: with the codec that each leg has agreed to be sent, and how both sides heard each other. */
export function finalStatistics(
  { caller, callee }: SessionStatistics,
  planOf: (leg: LegName) => LegPlan | undefined,
): SessionStatistics {
  const legs = {
    caller: { ...caller, codec: voiceOf(planOf('caller')) },
    callee: { ...callee, codec: voiceOf(planOf('callee')) },
  };
  return { ...legs, quality: voiceQuality(legs) };
}

function voiceOf(plan: LegPlan | undefined): string | undefined {
  return plan?.sends.find((codec) => !isTelephoneEvent(codec) && codec.name !== 'CN')?.name;
}
