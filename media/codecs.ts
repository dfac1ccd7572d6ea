/**
 * The codecs whose names and parameters may cross from one leg's SDP to the other's. Everything in this list is public
 * knowledge about a codec, so it cannot contain a number or a name. Codecs that are not listed are omitted. Static
 * payload types follow RFC 3551, section 6.
 */

export interface Codec {
  readonly payloadType: number;
  /** As in the IANA registry, e.g. `PCMA`, `telephone-event`. */
  readonly name: string;
  readonly clockRate: number;
  readonly channels: number;
  /** Parameters that passed the list below, as one line of SDP; undefined if there are none. */
  readonly parameters: string | undefined;
}

interface KnownCodec {
  readonly name: string;
  readonly clockRates: readonly number[];
  readonly channels?: number;
  /** Names of fmtp parameters, each with its permitted values. */
  readonly parameters?: Readonly<Record<string, RegExp>>;
}

const FLAG = /^[01]$/;
const SMALL = /^\d{1,3}$/;
const RATE = /^\d{1,6}$/;
const AMR = {
  'octet-align': FLAG,
  'mode-set': /^\d(,\d){0,8}$/,
  'mode-change-period': /^[12]$/,
  'mode-change-capability': /^[12]$/,
  'mode-change-neighbor': FLAG,
  crc: FLAG,
  'robust-sorting': FLAG,
  'max-red': /^\d{1,5}$/,
};

const KNOWN: readonly KnownCodec[] = [
  { name: 'PCMU', clockRates: [8000] },
  { name: 'PCMA', clockRates: [8000] },
  { name: 'GSM', clockRates: [8000] },
  { name: 'G723', clockRates: [8000], parameters: { annexa: /^(yes|no)$/ } },
  { name: 'G722', clockRates: [8000] },
  { name: 'G728', clockRates: [8000] },
  { name: 'G729', clockRates: [8000], parameters: { annexb: /^(yes|no)$/ } },
  { name: 'iLBC', clockRates: [8000], parameters: { mode: /^(20|30)$/ } },
  { name: 'speex', clockRates: [8000, 16000, 32000], parameters: { vbr: /^(on|off|vad)$/, mode: SMALL } },
  { name: 'L16', clockRates: [8000, 16000, 44100] },
  { name: 'G726-16', clockRates: [8000] },
  { name: 'G726-24', clockRates: [8000] },
  { name: 'G726-32', clockRates: [8000] },
  { name: 'G726-40', clockRates: [8000] },
  { name: 'G7221', clockRates: [16000, 32000], parameters: { bitrate: RATE } },
  { name: 'SILK', clockRates: [8000, 12000, 16000, 24000], parameters: { useinbandfec: FLAG, usedtx: FLAG } },
  { name: 'AMR', clockRates: [8000], parameters: AMR },
  { name: 'AMR-WB', clockRates: [16000], parameters: AMR },
  {
    name: 'opus',
    clockRates: [48000],
    channels: 2,
    parameters: {
      minptime: SMALL,
      useinbandfec: FLAG,
      usedtx: FLAG,
      stereo: FLAG,
      'sprop-stereo': FLAG,
      cbr: FLAG,
      maxaveragebitrate: RATE,
      maxplaybackrate: RATE,
      'sprop-maxcapturerate': RATE,
    },
  },
  { name: 'CN', clockRates: [8000, 16000, 32000, 48000] },
  { name: 'telephone-event', clockRates: [8000, 16000, 32000, 48000] },
];

const byName = new Map(KNOWN.map((codec) => [codec.name.toLowerCase(), codec]));

const STATIC: ReadonlyMap<number, Omit<Codec, 'payloadType' | 'parameters'>> = new Map([
  [3, { name: 'GSM', clockRate: 8000, channels: 1 }],
  [4, { name: 'G723', clockRate: 8000, channels: 1 }],
  [9, { name: 'G722', clockRate: 8000, channels: 1 }],
  [13, { name: 'CN', clockRate: 8000, channels: 1 }],
  [15, { name: 'G728', clockRate: 8000, channels: 1 }],
  [18, { name: 'G729', clockRate: 8000, channels: 1 }],
]);

export const PCMA: Codec = {
  payloadType: 8,
  name: 'PCMA',
  clockRate: 8000,
  channels: 1,
  parameters: undefined,
};
export const PCMU: Codec = {
  payloadType: 0,
  name: 'PCMU',
  clockRate: 8000,
  channels: 1,
  parameters: undefined,
};

/** One object for each payload type: most calls have one of these, in four lists. */
const EVENTS: readonly Codec[] = Array.from({ length: 128 }, (_, payloadType) => ({
  payloadType,
  name: 'telephone-event',
  clockRate: 8000,
  channels: 1,
  parameters: '0-15',
}));

/** telephone-event for the sixteen DTMF digits (RFC 4733 2.4.1). @param payloadType 0 to 127 */
export function telephoneEvent(payloadType: number, clockRate = 8000): Codec {
  const codec = EVENTS[payloadType];
  if (codec === undefined) throw new RangeError(`expected a payload type of 0 to 127, found ${payloadType}`);
  return clockRate === codec.clockRate ? codec : { ...codec, clockRate };
}

/** The same codec by another number. */
export function withType(codec: Codec, payloadType: number): Codec {
  if (payloadType === codec.payloadType) return codec;
  const events = EVENTS[codec.payloadType] === codec ? EVENTS[payloadType] : undefined;
  return events ?? { ...codec, payloadType };
}

/**
 * A codec of the list, from the facts of its SDP lines; undefined if it is not listed. A static payload type means what
 * RFC 3551 says, even if its rtpmap differs: gateways write `G711A`, `G729A` and odd clock rates there.
 */
export function knownCodec(
  payloadType: number,
  rtpmap: { readonly name: string; readonly clockRate: number; readonly channels: number } | undefined,
  fmtp: string | undefined,
): Codec | undefined {
  if (payloadType === PCMA.payloadType) return PCMA;
  if (payloadType === PCMU.payloadType) return PCMU;
  const fixed = STATIC.get(payloadType);
  if (fixed !== undefined) return { payloadType, ...fixed, parameters: allowedParameters(fixed.name, fmtp) };
  if (rtpmap === undefined) return undefined;
  const known = byName.get(rtpmap.name.toLowerCase());
  if (known === undefined || !known.clockRates.includes(rtpmap.clockRate)) return undefined;
  const { name } = known;
  const channels = known.channels ?? 1;
  if (rtpmap.channels !== channels && !(rtpmap.channels === 1 && known.channels === undefined))
    return undefined;
  const { clockRate } = rtpmap;
  const parameters = allowedParameters(name, fmtp);
  const events = name === 'telephone-event' ? EVENTS[payloadType] : undefined;
  if (events?.clockRate === clockRate && events.parameters === parameters) return events;
  return { payloadType, name, clockRate, channels, parameters };
}

/** The payload type that RFC 3551 gives to the codec; undefined if it has none. */
export function staticType({ name, clockRate }: Codec): number | undefined {
  if (name === 'PCMA') return PCMA.payloadType;
  if (name === 'PCMU') return PCMU.payloadType;
  for (const [number, fixed] of STATIC)
    if (fixed.name === name && fixed.clockRate === clockRate) return number;
  return undefined;
}

export function isG711({ name }: Codec): boolean {
  return name === 'PCMA' || name === 'PCMU';
}

export function isTelephoneEvent({ name }: Codec): boolean {
  return name === 'telephone-event';
}

/** Whether it carries speech, unlike events and comfort noise. */
export function isVoice({ name }: Codec): boolean {
  return name !== 'telephone-event' && name !== 'CN';
}

/** Whether two payload types mean the same encoding. Parameters are preferences, except for AMR's framing. */
export function sameCodec(a: Codec, b: Codec): boolean {
  if (a.name !== b.name || a.clockRate !== b.clockRate || a.channels !== b.channels) return false;
  return !a.name.startsWith('AMR') || octetAligned(a) === octetAligned(b);
}

function octetAligned({ parameters }: Codec): boolean {
  return parameters?.includes('octet-align=1') ?? false;
}

function allowedParameters(name: string, fmtp: string | undefined): string | undefined {
  if (name === 'telephone-event') return eventList(fmtp);
  const allowed = byName.get(name.toLowerCase())?.parameters;
  if (allowed === undefined || fmtp === undefined) return undefined;
  const kept = fmtp
    .split(';')
    .map((pair) => pair.trim().toLowerCase().split('='))
    .filter(([key = '', value = '']) => Object.hasOwn(allowed, key) && allowed[key]?.test(value))
    .map(([key, value]) => `${key}=${value}`);
  return kept.length > 0 ? kept.join(';') : undefined;
}

/** Which events: a call only uses the digits and flash (0 to 16). */
function eventList(fmtp: string | undefined): string {
  const ranges = (fmtp ?? '').replace(/\s/g, '').split(',');
  return ranges.some((range) => includesFlash(range)) ? '0-16' : '0-15';
}

/** Whether `16`, `0-16` or `12-70` is the range (RFC 4733 2.4.1). */
function includesFlash(range: string): boolean {
  const [, first, last = first] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(range) ?? [];
  return first !== undefined && Number(first) <= 16 && Number(last) >= 16;
}
