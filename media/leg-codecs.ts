/** The codecs that a leg may have: by the rules of its trunk, and where the call is recorded. */
import { isG711, isTelephoneEvent, isVoice, type Codec } from './codecs.js';
import type { LegCodecs } from './media.js';

/** The voices that are allowed, best first, then events and comfort noise. Without a rule everything stays as it is. */
export function permitted(codecs: readonly Codec[], rule: LegCodecs | undefined): readonly Codec[] {
  if (rule === undefined || rule.names.length === 0) return codecs;
  const rank = ({ name }: Codec): number => rule.names.indexOf(name);
  const voices = codecs.filter((codec) => isVoice(codec) && rank(codec) >= 0);
  return [
    ...voices.sort((one, other) => rank(one) - rank(other)),
    ...codecs.filter((codec) => !isVoice(codec)),
  ];
}

/** The codecs that a recorded call may have, with events at their only rate if they have none at 8000. */
export function recordable(known: readonly Codec[]): readonly Codec[] {
  const isNarrow = (codec: Codec): boolean => isTelephoneEvent(codec) && codec.clockRate === 8000;
  const isEvent = known.some(isNarrow) ? isNarrow : isTelephoneEvent;
  return known.filter((codec) => isG711(codec) || isEvent(codec));
}
