/**
 * SDP (RFC 4566) as a call needs it: read into the few facts we understand, written from those facts alone.
 * What a peer wrote is never edited and passed on, so nothing of it but codecs and directions can cross.
 */
import { isIP } from 'node:net';
import { parse, type MediaDescription, type SessionDescription } from 'sdp-transform';
import { knownCodec, type Codec } from './codecs.js';
import { MediaError } from './media.js';

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** One side's description of its audio. */
export interface AudioDescription {
  /** Where to send RTP; undefined where the old hold of `c=0.0.0.0` asks for nothing (RFC 3264 8.4). */
  readonly remote: { readonly address: string; readonly port: number; readonly rtcpPort: number } | undefined;
  /** As the describing side sees it. */
  readonly direction: Direction;
  /** The known ones, in its order of preference; never empty. */
  readonly codecs: readonly Codec[];
  readonly packetMs: number | undefined;
  /** Every m= line, so that an answer can have as many (RFC 3264 6). Exactly one is `audio: true`. */
  readonly lines: readonly MediaLine[];
}

export interface MediaLine {
  readonly audio: boolean;
  readonly media: string;
  readonly protocol: string;
  readonly format: string;
}

const MAX_BYTES = 16_384;
const MAX_LINES = 16;
const MAX_FORMATS = 32;
const DIRECTIONS: readonly string[] = ['sendrecv', 'sendonly', 'recvonly', 'inactive'];
const TOKEN = /^[A-Za-z0-9][A-Za-z0-9/.+-]{0,31}$/;

/**
 * Reads an offer or an answer. Throws MediaError `unusable-sdp` saying what was expected and what was found.
 * `family` is that of our own address: audio cannot go from IPv4 to IPv6 here.
 */
export function readSdp(text: string, family: 4 | 6): AudioDescription {
  if (text.length > MAX_BYTES) throw unusable(`at most ${MAX_BYTES} bytes`, `${text.length}`);
  if (!/^v=0\r?$/m.test(text)) throw unusable('v=0', text.trim() === '' ? 'an empty body' : 'no such line');
  const session = parse(text);
  if (session.media.length === 0) throw unusable('an m=audio line', 'no m= line');
  if (session.media.length > MAX_LINES)
    throw unusable(`at most ${MAX_LINES} m= lines`, `${session.media.length}`);
  const chosen = session.media.findIndex(isUsableAudio);
  const audio = session.media[chosen];
  if (audio === undefined) throw unusable('an m=audio line with RTP/AVP and a port', describe(session.media));
  const codecs = readCodecs(audio);
  if (codecs.length === 0) throw unusable('a codec we know', `formats ${shown(audio.payloads)}`);
  const { remote, held } = readRemote(session, audio, family);
  return {
    remote,
    direction: held ? heldDirection(readDirection(session, audio)) : readDirection(session, audio),
    codecs,
    packetMs: readPacketMs(audio),
    lines: session.media.map((line, index) => readLine(line, index === chosen)),
  };
}

/** What we say to one side. */
export interface OwnDescription {
  readonly port: number;
  readonly direction: Direction;
  readonly codecs: readonly Codec[];
  readonly packetMs: number | undefined;
  readonly lines: readonly MediaLine[];
}

export interface WrittenSdp {
  readonly text: string;
  readonly version: number;
  /** All but the o= line, in which alone the version stands. */
  readonly rest: string;
}

/** The m= lines of a description that has audio and nothing else. */
export const AUDIO_ONLY: readonly MediaLine[] = [
  { audio: true, media: 'audio', protocol: 'RTP/AVP', format: '' },
];

/** Who says it: the number of the o= line, and the address of all our audio. */
export interface Origin {
  readonly sessionId: number;
  readonly address: string;
}

/**
 * Writes a description from our own facts. `before` is the text this side was given last: its version goes up with every
 * change and only then (RFC 3264 8).
 */
export function writeSdp(
  { sessionId, address }: Origin,
  own: OwnDescription,
  before?: WrittenSdp,
): WrittenSdp {
  const network = isIP(address) === 6 ? 'IN IP6' : 'IN IP4';
  let rest = `s=-\r\nc=${network} ${address}\r\nt=0 0\r\n`;
  for (const line of own.lines) {
    rest += line.audio ? audioLines(own) : `m=${line.media} 0 ${line.protocol} ${line.format}\r\n`;
  }
  if (rest === before?.rest) return before;
  const version = (before?.version ?? 0) + 1;
  const text = `v=0\r\no=- ${sessionId} ${version} ${network} ${address}\r\n${rest}`;
  return { text, version, rest };
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

export function unusable(expected: string, found: string): MediaError {
  return new MediaError('unusable-sdp', `expected ${expected}, found ${found}`);
}

function audioLines({ port, codecs, packetMs, direction }: OwnDescription): string {
  let media = `m=audio ${port} RTP/AVP`;
  let attributes = '';
  for (const codec of codecs) {
    media += ` ${codec.payloadType}`;
    attributes += codecLines(codec);
  }
  const ptime = packetMs === undefined ? '' : `a=ptime:${packetMs}\r\n`;
  return `${media}\r\n${attributes}${ptime}a=${direction}\r\n`;
}

function codecLines({ payloadType, name, clockRate, channels, parameters }: Codec): string {
  const rtpmap = `a=rtpmap:${payloadType} ${name}/${clockRate}${channels > 1 ? `/${channels}` : ''}\r\n`;
  return parameters === undefined ? rtpmap : `${rtpmap}a=fmtp:${payloadType} ${parameters}\r\n`;
}

/** The parser leaves `type` out of a line it could not read, whatever its types say. */
function isUsableAudio(line: Partial<MediaDescription>): boolean {
  return line.type === 'audio' && line.protocol === 'RTP/AVP' && isPort(line.port);
}

function isPort(port: unknown): port is number {
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536;
}

function describe(lines: readonly Partial<MediaDescription>[]): string {
  return lines
    .slice(0, 4)
    .map((line) => `m=${shown(line.type)} ${shown(line.port)} ${shown(line.protocol)}`)
    .join(', ');
}

/** A word of a peer's SDP for an error message: only what a well-formed one may hold. */
function shown(word: unknown): string {
  const text = String(word);
  return text.length <= 64 && /^[A-Za-z0-9/. -]+$/.test(text) ? text : '?';
}

function readCodecs(audio: MediaDescription): Codec[] {
  const codecs: Codec[] = [];
  const seen = new Set<number>();
  for (const word of String(audio.payloads ?? '').split(' ')) {
    const type = /^\d{1,3}$/.test(word) ? Number(word) : 128;
    if (type > 127 || seen.has(type)) continue;
    if (seen.add(type).size > MAX_FORMATS) break;
    const rtpmap = audio.rtp.find((map) => map.payload === type);
    const fmtp = audio.fmtp.find((map) => map.payload === type);
    const named = rtpmap && {
      name: String(rtpmap.codec),
      clockRate: Number(rtpmap.rate ?? 8000),
      channels: Number(rtpmap.encoding ?? 1),
    };
    const codec = knownCodec(type, named, fmtp && String(fmtp.config));
    if (codec !== undefined) codecs.push(codec);
  }
  return codecs;
}

function readRemote(session: SessionDescription, audio: MediaDescription, family: 4 | 6) {
  const connection = audio.connection ?? session.connection;
  const address = String(connection?.ip ?? '');
  const found = isIP(address);
  if (found === 0) throw unusable('an address in c=', connection === undefined ? 'no c= line' : 'a name');
  if (address === '0.0.0.0' || address === '::') return { remote: undefined, held: true };
  if (found !== family) throw unusable(`an IPv${family} address in c=`, `an IPv${found} address`);
  if (isMany(address)) throw unusable('the address of one host in c=', 'a group address');
  const rtcpPort = isPort(audio.rtcp?.port) ? audio.rtcp.port : Math.min(audio.port + 1, 65_535);
  return { remote: { address, port: audio.port, rtcpPort }, held: false };
}

/** Multicast and broadcast: one packet in must never be many out. */
function isMany(address: string): boolean {
  const first = Number(address.split('.')[0]);
  return address.includes(':') ? /^ff/i.test(address) : first >= 224;
}

/** sdp-transform gives the direction of the session level where the line has none only to the session. */
function readDirection(session: SessionDescription, audio: MediaDescription): Direction {
  const found = String(audio.direction ?? session.direction ?? 'sendrecv');
  return DIRECTIONS.includes(found) ? (found as Direction) : 'sendrecv';
}

/** `c=0.0.0.0` says "do not send to me" whatever the direction says. */
function heldDirection(direction: Direction): Direction {
  return sendsIn(direction) ? 'sendonly' : 'inactive';
}

function readPacketMs(audio: MediaDescription): number | undefined {
  const found = audio.ptime;
  return found !== undefined && [10, 20, 30, 40, 60].includes(found) ? found : undefined;
}

function readLine(line: Partial<MediaDescription>, audio: boolean): MediaLine {
  const word = (text: unknown, instead: string) => (TOKEN.test(String(text)) ? String(text) : instead);
  return {
    audio,
    media: word(line.type, 'application'),
    protocol: word(line.protocol, 'RTP/AVP'),
    format: word(String(line.payloads ?? '').split(' ')[0], '0'),
  };
}
