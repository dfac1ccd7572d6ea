/**
 * SDP (RFC 4566) as a call needs it: read into the few facts we understand, and written from those facts alone. A
 * peer's text is never edited and passed on, so only codecs and directions can cross.
 */
import { knownCodec, type Codec } from './codecs.js';
import type { AddressFamily } from './media.js';
import { MediaError, type SdpWarning } from './media-error.js';
import {
  canonical,
  crowdBehind,
  GROUP,
  isPort,
  readRtcp,
  versionOf,
  wantsMultiplexed,
  type RtcpAddress,
} from './sdp-address.js';
import { attribute, attributeFor, readSections, type MediaSection, type Section } from './sdp-sections.js';
import { writeCryptoLine, type CryptoLine } from './srtp/crypto-attribute.js';
import { isSecure, type CryptoReader } from './srtp/leg-keys.js';

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** One side's description of its audio. */
export interface AudioDescription {
  /** Where to send RTP; undefined for the old hold with `c=0.0.0.0` (RFC 3264 8.4). */
  readonly remote: RemoteAddress | undefined;
  /** The family of its address, also of one that stands for a hold. */
  readonly family: AddressFamily;
  /** RTP and RTCP share a port (RFC 5761), if both sides say so. */
  readonly isMultiplexed: boolean;
  /** From the describing side's point of view. */
  readonly direction: Direction;
  /** The known codecs, in its order of preference; never empty. */
  readonly codecs: readonly Codec[];
  /** How much audio it wants in a packet (`ptime`), and at most (`maxptime`). */
  readonly packetMs: number | undefined;
  readonly maxPacketMs: number | undefined;
  /** With the key that it encrypts with; undefined for RTP in clear. */
  readonly crypto: CryptoLine | undefined;
  /** Every m= line, because an answer must have as many (RFC 3264 6). Exactly one is `audio: true`. */
  readonly lines: readonly MediaLine[];
}

export interface RemoteAddress extends RtcpAddress {
  readonly address: string;
  readonly port: number;
}

export interface MediaLine {
  readonly audio: boolean;
  readonly media: string;
  readonly protocol: string;
  readonly format: string;
}

/** What a reader of SDP requires beyond well-formedness. */
export interface Expectation {
  /** Those of our own addresses that the other side may choose from; an answer has the one of its offer. */
  readonly families: readonly AddressFamily[];
  /** Chooses from the known codecs; none if they do not suffice. */
  readonly pick: (known: readonly Codec[]) => readonly Codec[];
  /** What `pick` looks for, in words. */
  readonly wanted: string;
  /** Why nothing can be sent to an address and port, in words; undefined if it can. */
  readonly flawOf?: ((address: string, port: number) => string | undefined) | undefined;
  /** Addresses of the host names in c= lines, by name in lower case. */
  readonly addresses?: ReadonlyMap<string, string> | undefined;
  /** The m= line that carried the audio so far, or was offered: preferred if it can be used. */
  readonly preferred: number;
  /** An answer must accept the line that was offered: port 0 is a refusal (RFC 3264 6). */
  readonly isAnswer: boolean;
  /** RTP and RTCP may share a port if the other side wants it: in an offer, and where we have offered it. */
  readonly mayMultiplex: boolean;
  readonly readCrypto: CryptoReader;
  /** The encrypted line is taken if there is one in clear beside it. */
  readonly prefersSecure: boolean;
}

const MAX_BYTES = 16_384;
const MAX_LINES = 16;
const MAX_FORMATS = 32;
const DIRECTIONS: readonly string[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive'];
const TOKEN = /^(?:[A-Za-z0-9][A-Za-z0-9/.+-]{0,31}|\*)$/;
/** Profiles whose RTP we carry. AVPF adds feedback (RFC 4585), which we ignore. */
const PROFILES: readonly string[] = ['RTP/AVP', 'RTP/AVPF', 'RTP/SAVP', 'RTP/SAVPF'];

/** What one m= line offers, if it can be used. */
type Medium = Omit<AudioDescription, 'lines'>;

/** Why an m= line cannot be used. */
interface Flaw {
  readonly expected: string;
  readonly found: string;
  /** Default 305. */
  readonly warning?: SdpWarning;
}

/**
 * Reads an offer or an answer: takes the first m=audio line that can be used, of however many (RFC 3264 6). Throws
 * MediaError `unusable-sdp` with what was expected and what was found.
 */
export function readSdp(text: string, expectation: Expectation): AudioDescription {
  if (text.length > MAX_BYTES) throw unusable(`at most ${MAX_BYTES} bytes`, `${text.length}`);
  if (!/^v=0[ \t]*\r?$/m.test(text))
    throw unusable('v=0', text.trim() === '' ? 'an empty body' : 'no such line');
  const { session, media } = readSections(text);
  if (media.length === 0) throw unusable('an m=audio line', 'no m= line', 304);
  if (media.length > MAX_LINES) throw unusable(`at most ${MAX_LINES} m= lines`, `${media.length}`);
  const { chosen, medium } = choose(session, media, expectation);
  const lines = media.map((line, index) => readLine(line, index === chosen));
  return { ...medium, lines };
}

function choose(
  session: Section,
  media: readonly MediaSection[],
  expectation: Expectation,
): { chosen: number; medium: Medium } {
  const { preferred, isAnswer, prefersSecure } = expectation;
  const isBound = isAnswer && media[preferred]?.media === 'audio';
  const secure = prefersSecure
    ? [...media.keys()].filter((index) => isSecure(media[index]?.protocol ?? ''))
    : [];
  const order = isBound ? [preferred] : [...secure, preferred, ...media.keys()];
  let flaw: Flaw | undefined;
  for (const chosen of order) {
    const line = media[chosen];
    if (line === undefined || !isRtpAudio(line)) continue;
    const medium = readMedium(session, line, expectation);
    if (!('expected' in medium)) return { chosen, medium };
    flaw ??= medium;
  }
  if (flaw !== undefined) throw unusable(flaw.expected, flaw.found, flaw.warning);
  throw unusable('an m=audio line with RTP/AVP and a port', describe(media), whyNoAudio(media));
}

/** No audio line is RTP with a port. One that is switched off offers no audio (RFC 3264 8.2). */
function whyNoAudio(media: readonly MediaSection[]): SdpWarning {
  const audio = media.filter((line) => line.media === 'audio' && line.port !== 0);
  if (audio.length === 0) return 304;
  return audio.some(({ protocol }) => PROFILES.includes(protocol)) ? 305 : 302;
}

function readMedium(session: Section, line: MediaSection, expectation: Expectation): Medium | Flaw {
  const security = expectation.readCrypto(line);
  if ('expected' in security) return security;
  const known = readCodecs(line);
  if (known.length === 0)
    return { expected: 'a codec we know', found: `formats ${shown(line.formats.join(' '))}` };
  const codecs = expectation.pick(known);
  if (codecs.length === 0)
    return { expected: expectation.wanted, found: known.map(({ name }) => name).join(' ') };
  const where = readRemote(session, line, expectation);
  if ('expected' in where) return where;
  const direction = readDirection(session, line);
  return {
    remote: where.remote,
    family: where.family,
    isMultiplexed: expectation.mayMultiplex && wantsMultiplexed(line),
    direction: where.remote === undefined ? heldDirection(direction) : direction,
    codecs,
    packetMs: readPacketMs(line, 'ptime'),
    maxPacketMs: readPacketMs(line, 'maxptime'),
    crypto: security.crypto,
  };
}

/** What we say to one side. */
export interface OwnDescription {
  /** The family of our address. */
  readonly family: AddressFamily;
  readonly port: number;
  readonly direction: Direction;
  readonly codecs: readonly Codec[];
  readonly packetMs: number | undefined;
  readonly maxPacketMs?: number | undefined;
  readonly isMultiplexed?: boolean;
  /** With the keys that we encrypt with; several in an offer, one for each suite. */
  readonly crypto?: readonly CryptoLine[] | undefined;
  readonly lines: readonly MediaLine[];
}

export interface WrittenSdp {
  readonly text: string;
  readonly version: number;
}

/** The m= lines of a description that has audio and nothing else. */
export const AUDIO_ONLY: readonly MediaLine[] = [
  { audio: true, media: 'audio', protocol: 'RTP/AVP', format: '' },
];

/** The describing side: the number of the o= line, and the address of all our audio. */
export interface Origin {
  readonly sessionId: number;
  readonly address: string;
}

/**
 * Writes a description from our own facts. `before` is the text this side received last: the version is increased with
 * every change and only then (RFC 3264 8).
 */
export function writeSdp(
  { sessionId, address }: Origin,
  own: OwnDescription,
  before?: WrittenSdp,
): WrittenSdp {
  const network = own.family === 6 ? 'IN IP6' : 'IN IP4';
  let rest = `s=-\r\nc=${network} ${address}\r\nt=0 0\r\n`;
  for (const line of own.lines) {
    rest += line.audio
      ? audioLines(own, line.protocol)
      : `m=${line.media} 0 ${line.protocol} ${line.format}\r\n`;
  }
  if (before !== undefined && rest === restOf(before)) return before;
  const version = (before?.version ?? 0) + 1;
  const text = `v=0\r\no=- ${sessionId} ${version} ${network} ${address}\r\n${rest}`;
  return { text, version };
}

/** Everything after the o= line, the only line with the version. */
function restOf({ text }: WrittenSdp): string {
  return text.slice(text.indexOf('\r\ns=') + 2);
}

/** What the other side of a stream may do at most: who sends, receives. */
export function reversed(direction: Direction): Direction {
  if (direction === 'sendonly') return 'recvonly';
  return direction === 'recvonly' ? 'sendonly' : direction;
}

/** What both directions allow. */
export function narrowed(a: Direction, b: Direction): Direction {
  const sends = sendsIn(a) && sendsIn(b);
  const receives = receivesIn(a) && receivesIn(b);
  if (sends) return receives ? 'sendrecv' : 'sendonly';
  return receives ? 'recvonly' : 'inactive';
}

export function sendsIn(direction: Direction): boolean {
  return direction === 'sendrecv' || direction === 'sendonly';
}

export function receivesIn(direction: Direction): boolean {
  return direction === 'sendrecv' || direction === 'recvonly';
}

export function unusable(expected: string, found: string, warning?: SdpWarning): MediaError {
  return new MediaError('unusable-sdp', `expected ${expected}, found ${found}`, warning);
}

function audioLines(
  { port, codecs, packetMs, maxPacketMs, isMultiplexed = false, direction, crypto = [] }: OwnDescription,
  protocol: string,
): string {
  let media = `m=audio ${port} ${protocol}`;
  let attributes = '';
  for (const codec of codecs) {
    media += ` ${codec.payloadType}`;
    attributes += codecLines(codec);
  }
  const ptime = packetMs === undefined ? '' : `a=ptime:${packetMs}\r\n`;
  const maxptime = maxPacketMs === undefined ? '' : `a=maxptime:${maxPacketMs}\r\n`;
  const mux = isMultiplexed ? 'a=rtcp-mux\r\n' : '';
  const keys = crypto.map(writeCryptoLine).join('');
  return `${media}\r\n${attributes}${keys}${mux}${ptime}${maxptime}a=${direction}\r\n`;
}

function codecLines({ payloadType, name, clockRate, channels, parameters }: Codec): string {
  const rtpmap = `a=rtpmap:${payloadType} ${name}/${clockRate}${channels > 1 ? `/${channels}` : ''}\r\n`;
  return parameters === undefined ? rtpmap : `${rtpmap}a=fmtp:${payloadType} ${parameters}\r\n`;
}

function isRtpAudio({ media, port, protocol }: MediaSection): boolean {
  return media === 'audio' && PROFILES.includes(protocol) && isPort(port);
}

function describe(lines: readonly MediaSection[]): string {
  return lines
    .slice(0, 4)
    .map(({ media, port, protocol }) => `m=${shown(media)} ${shown(String(port))} ${shown(protocol)}`)
    .join(', ');
}

/** A word of a peer's SDP for an error message: only characters of a well-formed one. */
function shown(text: string): string {
  return text.length <= 64 && /^[A-Za-z0-9/. -]+$/.test(text) ? text : '?';
}

function readCodecs(line: MediaSection): Codec[] {
  const codecs: Codec[] = [];
  const seen = new Set<number>();
  for (const word of line.formats) {
    const type = /^\d{1,3}$/.test(word) ? Number(word) : 128;
    if (type > 127 || seen.has(type)) continue;
    if (seen.add(type).size > MAX_FORMATS) break;
    const codec = knownCodec(type, readMapping(line, type), attributeFor(line, 'fmtp', type));
    if (codec !== undefined) codecs.push(codec);
  }
  return codecs;
}

/** `PCMA/8000/1` of an rtpmap. */
function readMapping(line: MediaSection, type: number) {
  const mapping = attributeFor(line, 'rtpmap', type);
  if (mapping === undefined) return undefined;
  const [name = '', clockRate = '8000', channels = '1'] = mapping.split('/').map((part) => part.trim());
  return { name, clockRate: Number(clockRate), channels: Number(channels) };
}

function readRemote(
  session: Section,
  line: MediaSection,
  { families, addresses, flawOf, mayMultiplex }: Expectation,
): Pick<Medium, 'remote' | 'family'> | Flaw {
  const { connection: written, isElsewhere } = line.connection === '' ? session : line;
  if (isElsewhere) return { expected: 'a c= line of IN', found: 'another network', warning: 300 };
  const address = canonical(addresses?.get(written.toLowerCase().replace(/\.$/, '')) ?? written);
  const family = versionOf(address);
  if (family === 0) return { expected: 'an address in c=', found: insteadOfAddress(written), warning: 301 };
  if (address === '0.0.0.0' || address === '::') return { remote: undefined, family };
  if (!families.includes(family))
    return {
      expected: `an IPv${families.join(' or IPv')} address in c=`,
      found: `an IPv${family} address`,
      warning: 301,
    };
  const crowd = crowdBehind(address);
  if (crowd !== undefined)
    return { expected: 'the address of one host in c=', found: crowd, warning: crowd === GROUP ? 330 : 301 };
  const rtcp = readRtcp(line, address, mayMultiplex);
  const flaw = flawOf?.(address, line.port) ?? flawOf?.(rtcp.rtcpAddress ?? address, rtcp.rtcpPort);
  if (flaw !== undefined)
    return { expected: 'an address of the other side in c=', found: flaw, warning: 301 };
  return { remote: { address, port: line.port, ...rtcp }, family };
}

function insteadOfAddress(written: string): string {
  if (written === '') return 'no c= line';
  if (!written.includes(':')) return 'a name that leads nowhere';
  return written.includes('%') ? 'an address with a zone' : 'none that can be read';
}

/** The line's own attribute before the session's. */
function readDirection(session: Section, line: MediaSection): Direction {
  for (const { attributes } of [line, session]) {
    const found = attributes.map((text) => text.toLowerCase()).find((text) => DIRECTIONS.includes(text));
    if (found !== undefined) return found as Direction;
  }
  return 'sendrecv';
}

/** `c=0.0.0.0` means "do not send to me" in every direction. */
function heldDirection(direction: Direction): Direction {
  return sendsIn(direction) ? 'sendonly' : 'inactive';
}

/** Whole milliseconds of a packet that is in use anywhere; anything else says nothing. */
function readPacketMs(line: MediaSection, name: 'ptime' | 'maxptime'): number | undefined {
  const found = Number(attribute(line, name) ?? NaN);
  return Number.isInteger(found) && found >= 5 && found <= 240 ? found : undefined;
}

function readLine({ media, protocol, formats }: MediaSection, audio: boolean): MediaLine {
  const word = (text: string, instead: string) => (TOKEN.test(text) ? text : instead);
  return {
    audio,
    media: word(media, 'application'),
    protocol: word(protocol, 'RTP/AVP'),
    format: word(formats[0] ?? '', '0'),
  };
}
