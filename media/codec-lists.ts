/** Codecs as lists in offers and answers, best first: adding, removing, keeping. */
import {
  isG711,
  isTelephoneEvent,
  isVoice,
  PCMA,
  PCMU,
  sameCodec,
  telephoneEvent,
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
 * events are offered to the other side all the same, with the number it knows from `before`.
 */
export function withEvents(codecs: readonly Codec[], before: readonly Codec[]): readonly Codec[] {
  const isNarrow = codecs.some((codec) => isVoice(codec) && codec.clockRate === 8000);
  if (!isNarrow || codecs.some(isTelephoneEvent)) return codecs;
  const known = before.find((codec) => isTelephoneEvent(codec) && codec.clockRate === 8000)?.payloadType;
  const numbers = [...(known === undefined ? [] : [known]), 101, ...FREE_NUMBERS];
  const free = numbers.find((number) => !codecs.some(({ payloadType }) => payloadType === number));
  return free === undefined ? codecs : [...codecs, telephoneEvent(free)];
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
    const same = offered.find((theirs) => sameCodec(theirs, codec));
    if (same !== undefined) return withParameters(same, codec.parameters);
    return (isG711(codec) && offered.find(isG711)) || [];
  });
  return uniqueNumbers(codecs);
}

function withParameters(codec: Codec, parameters: string | undefined): Codec {
  return codec.parameters === parameters ? codec : { ...codec, parameters };
}

export function carries(a: Codec, b: Codec): boolean {
  return sameCodec(a, b) || (isG711(a) && isG711(b));
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
