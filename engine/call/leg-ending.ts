/** What the end of a leg means for its call. */
import type { Leg, LegEnd } from '../sip/signaling.js';
import { Ending, type EndingKind } from './ending.js';

/** `hungUp` when its peer hung up, `lost` when the server below gave it up; for a leg that has ended. */
export function endingOfLeg(leg: Leg, hungUp: EndingKind, lost: EndingKind): Ending {
  const { by } = leg.ended.reason as LegEnd;
  if (by === 'server-lost') return Ending.plain('signaling-lost');
  return Ending.plain(by === 'peer' ? hungUp : lost);
}
