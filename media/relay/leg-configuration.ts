/** What a worker must know of a leg, from what has been negotiated. */
import { isG711, isTelephoneEvent, sameCodec, type Codec } from '../codecs.js';
import type { LegPlan } from '../negotiation.js';
import type { LegConfiguration, Route } from './messages.js';

/** `other` is the other leg's plan, if it has one: what may be sent there decides how packets from here are handled. */
export function legConfiguration(
  plan: LegPlan,
  other: LegPlan | undefined,
  { source, latchFrom }: Required<Pick<LegConfiguration, 'source' | 'latchFrom'>>,
): LegConfiguration {
  const promptAs = plan.sends.find(isG711);
  return {
    remote: plan.remote,
    source,
    latchFrom,
    routes: plan.receives.map((codec) => routeOf(codec, other?.sends ?? [])),
    promptAs: promptAs && { payloadType: promptAs.payloadType, law: lawOf(promptAs) },
    eventsAs: eventsOf(plan),
    mayReceive: plan.mayReceive,
    expected: plan.expected,
  };
}

/** Events at the audio's own clock rate, if there are any (RFC 4733 2.1). */
export function eventsOf({ sends }: LegPlan): LegConfiguration['eventsAs'] {
  const events = sends.filter(isTelephoneEvent);
  const best = events.find(({ clockRate }) => clockRate === sends[0]?.clockRate) ?? events[0];
  return best && { payloadType: best.payloadType, clockRate: best.clockRate };
}

function routeOf(codec: Codec, accepted: readonly Codec[]): Route {
  const same = accepted.find((other) => sameCodec(other, codec));
  const law = same === undefined && isG711(codec) ? accepted.find(isG711) : undefined;
  return {
    payloadType: codec.payloadType,
    kind: isG711(codec) ? lawOf(codec) : isTelephoneEvent(codec) ? 'event' : 'other',
    clockRate: codec.clockRate,
    to: (same ?? law)?.payloadType ?? -1,
    transcode: law && lawOf(law),
  };
}

function lawOf({ name }: Codec): 'PCMA' | 'PCMU' {
  return name === 'PCMA' ? 'PCMA' : 'PCMU';
}
