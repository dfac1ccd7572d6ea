/** Codecs as lists in offers and answers, best first: adding, removing, keeping. */
import {
  isG711,
  isTelephoneEvent,
  isVoice,
  PCMA,
  PCMU,
  sameCodec,
  staticType,
  telephoneEvent,
  withType,
  type Codec,
} from './codecs.js';

/** Payload types that an SDP may give to any codec (RFC 3551 6). */
const FREE_NUMBERS: readonly number[] = Array.from({ length: 32 }, (_, index) => 96 + index);

/** Either law can be made from the other, so a side that accepts one may be offered both. */
export function withBothLaws(codecs: readonly Codec[]): readonly Codec[] {
  if (!codecs.some(isG711)) return codecs;
  const missing = [PCMA, PCMU].filter((law) => !codecs.some((codec) => codec.name === law.name));
  const last = codecs.findLastIndex(isG711) + 1;
  return uniqueNumbers([...codecs.slice(0, last), ...missing, ...codecs.slice(last)]);
}

/**
 * A side without events is understood by the tones in its audio and by SIP INFO, which we can pass on as events. So
 * events are offered to the other side all the same. Where there are events, each voice gets them at its own clock rate
 * too (RFC 4733 2.1): a browser has none but those, and the relay converts.
 */
export function withEvents(codecs: readonly Codec[]): readonly Codec[] {
  const any = codecs.some(isTelephoneEvent);
  const missing: number[] = [];
  for (const voice of codecs) {
    const { clockRate } = voice;
    if (!isVoice(voice) || missing.includes(clockRate) || !EVENT_RATES.includes(clockRate)) continue;
    if (!any && clockRate !== 8000) continue;
    if (!codecs.some((codec) => isTelephoneEvent(codec) && codec.clockRate === clockRate))
      missing.push(clockRate);
  }
  if (missing.length === 0) return codecs;
  return [...codecs, ...missing.map((clockRate) => telephoneEvent(101, clockRate))];
}

const EVENT_RATES: readonly number[] = [8000, 16000, 48000];

/**
 * The codecs by numbers that are good on a leg, in the same order. A codec keeps the number that the leg knows it by;
 * no number that the leg knows gets another meaning (RFC 3264 8.3.2); a static codec has its own. `known`: dynamic
 * numbers in use on the leg, those in force first.
 */
export function numbered(codecs: readonly Codec[], known: readonly Codec[]): readonly Codec[] {
  const taken: number[] = [];
  return codecs.flatMap((codec) => {
    const number = numberFor(codec, codecs, known, taken);
    if (number === undefined) return [];
    taken.push(number);
    return withType(codec, number);
  });
}

function numberFor(
  codec: Codec,
  codecs: readonly Codec[],
  known: readonly Codec[],
  taken: readonly number[],
): number | undefined {
  const own = codec.payloadType;
  const fixed = staticType(codec);
  if (fixed !== undefined && !taken.includes(fixed)) return fixed;
  const same = known.filter((one) => sameCodec(one, codec) && !taken.includes(one.payloadType));
  const kept = same.find(({ payloadType }) => payloadType === own) ?? closest(same, codec);
  if (kept !== undefined) return kept.payloadType;
  const isKnown = (number: number): boolean => known.some(({ payloadType }) => payloadType === number);
  if (!isKnown(own) && !taken.includes(own)) return own;
  const isWanted = (number: number): boolean => codecs.some(({ payloadType }) => payloadType === number);
  return FREE_NUMBERS.find((number) => !isKnown(number) && !taken.includes(number) && !isWanted(number));
}

/** Adds the dynamic numbers that have come into use on a leg; the latest meaning counts. */
export function remembered(known: readonly Codec[], codecs: readonly Codec[]): readonly Codec[] {
  const fresh = codecs.filter(
    (codec) =>
      codec.payloadType >= FIRST_DYNAMIC &&
      !known.some((one) => one.payloadType === codec.payloadType && sameCodec(one, codec)),
  );
  if (fresh.length === 0) return known;
  return [
    ...fresh,
    ...known.filter((one) => !fresh.some(({ payloadType }) => payloadType === one.payloadType)),
  ];
}

/** RFC 3551 3 and RFC 5761 4: lower numbers are static. */
const FIRST_DYNAMIC = 35;

/** The one with the same parameters and the same number, as far as there is one. */
function closest(same: readonly Codec[], codec: Codec): Codec | undefined {
  const alike = same.filter(({ parameters }) => parameters === codec.parameters);
  return (
    [...alike, ...same].find(({ payloadType }) => payloadType === codec.payloadType) ?? alike[0] ?? same[0]
  );
}

/**
 * The offerer's codecs that the answerer accepted, in the answerer's order. An earlier answer (183) keeps its codecs as
 * far as they can still be carried, because a caller uses the first answer it sees (RFC 3261 13.2.1).
 */
export function answerCodecs(
  offered: readonly Codec[],
  taken: readonly Codec[],
  before: readonly Codec[] | undefined,
): readonly Codec[] {
  const audio = before?.find(isVoice);
  if (before !== undefined && audio !== undefined && taken.some((codec) => carries(codec, audio)))
    return before;
  const codecs = taken.flatMap((codec) => {
    const same = closest(
      offered.filter((theirs) => sameCodec(theirs, codec)),
      codec,
    );
    if (same !== undefined) return withParameters(same, codec.parameters);
    // The relay translates a law, and events of another clock rate.
    return offered.find((theirs) => carries(theirs, codec)) ?? [];
  });
  return uniqueNumbers(codecs);
}

function withParameters(codec: Codec, parameters: string | undefined): Codec {
  return codec.parameters === parameters ? codec : { ...codec, parameters };
}

/** Whether the relay can make one of the other. */
export function carries(a: Codec, b: Codec): boolean {
  return sameCodec(a, b) || (isG711(a) && isG711(b)) || (isTelephoneEvent(a) && isTelephoneEvent(b));
}

export function uniqueNumbers(codecs: readonly Codec[]): readonly Codec[] {
  return codecs.filter(
    ({ payloadType }, at) => codecs.findIndex((codec) => codec.payloadType === payloadType) === at,
  );
}

/** The codecs, if one of them is what is needed; else none. */
export function sufficient(codecs: readonly Codec[], suffices: (codec: Codec) => boolean): readonly Codec[] {
  return codecs.some(suffices) ? codecs : [];
}

/** In words, for error messages. */
export function names(codecs: readonly Codec[]): string {
  return codecs.map((codec) => codec.name).join(' ');
}
