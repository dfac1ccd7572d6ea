/** What a worker must know of a leg, from what has been negotiated. */
import { isG711, isTelephoneEvent, sameCodec, type Codec } from '../codecs.js';
import type { LegPlan } from '../leg-plan.js';
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
    routes: routesOf(plan, other?.sends ?? []),
    promptAs: promptAs && {
      payloadType: promptAs.payloadType,
      law: lawOf(promptAs),
      packetMs: promptMs(plan.packetMs),
    },
    eventsAs: eventsOf(plan),
    mayReceive: plan.mayReceive,
    encryption: plan.encryption,
    expected: plan.expected,
  };
}

/** Lengths that a tick of 20 ms can keep up with and a packet can hold; any other wish is near one of them. */
function promptMs(wished: number): number {
  return Math.max(10, Math.min(60, Math.floor(wished / 10) * 10));
}

/** Events at the audio's own clock rate, if there are any (RFC 4733 2.1). */
export function eventsOf({ sends }: LegPlan): LegConfiguration['eventsAs'] {
  const events = sends.filter(isTelephoneEvent);
  const best = events.find(({ clockRate }) => clockRate === sends[0]?.clockRate) ?? events[0];
  return best && { payloadType: best.payloadType, clockRate: best.clockRate };
}

/**
 * A leg sends by the numbers of our SDP. Many send by those of their own, too, which is taken where it is clear (RFC
 * 3264 6.1 lets the two differ).
 */
function routesOf({ receives, sends }: LegPlan, accepted: readonly Codec[]): Route[] {
  const theirs = sends.filter(
    (codec) => !receives.some(({ payloadType }) => payloadType === codec.payloadType),
  );
  return [...receives, ...theirs].map((codec) => routeOf(codec, accepted));
}

function routeOf(codec: Codec, accepted: readonly Codec[]): Route {
  const same = accepted.find((other) => sameCodec(other, codec));
  const law = same === undefined && isG711(codec) ? accepted.find(isG711) : undefined;
  const events = isTelephoneEvent(codec) ? accepted.find(isTelephoneEvent) : undefined;
  const other = same ?? law ?? events;
  return {
    payloadType: codec.payloadType,
    kind: isG711(codec) ? lawOf(codec) : isTelephoneEvent(codec) ? 'event' : 'other',
    clockRate: codec.clockRate,
    to: other?.payloadType ?? -1,
    toClockRate: same === undefined ? events?.clockRate : undefined,
    transcode: law && lawOf(law),
  };
}

function lawOf({ name }: Codec): 'PCMA' | 'PCMU' {
  return name === 'PCMA' ? 'PCMA' : 'PCMU';
}
