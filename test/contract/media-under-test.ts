/** What the media contract's tests use: the implementation under test, and calls through it. */
import type { Test } from 'tap';
import { codeOf } from '../../media/g711.js';
import type { Media, MediaSession, Prompt, SessionOptions } from '../../media/media.js';
import type { RecorderClient } from '../../media/recorder/recorder-client.js';
import { RtpEndpoint, type EndpointOptions } from '../support/phones/rtp-endpoint.js';

export interface MediaUnderTest {
  readonly name: string;
  open(settings?: MediaSettings): Promise<Media>;
}

export interface MediaSettings {
  readonly silenceTimeoutMs?: number;
  readonly latchWindowMs?: number;
  readonly portRestMs?: number;
  /** How many port pairs there are; a call takes two (default 20). */
  readonly portPairs?: number;
  readonly recorder?: RecorderClient;
  /** An IPv6 address beside the IPv4 one, or alone (default `no`). */
  readonly ipv6?: 'no' | 'beside' | 'alone';
}

/** A sine as a prompt. */
export function tone(frequency: number, ms: number): Prompt {
  const alaw = Uint8Array.from({ length: ms * 8 }, (_, i) => {
    const sample = Math.round(8000 * Math.sin((2 * Math.PI * frequency * i) / 8000));
    return codeOf.PCMA[sample & 0xffff] ?? 0;
  });
  return { name: `${frequency}.wav`, alaw };
}

export interface Call {
  readonly media: Media;
  readonly session: MediaSession;
  readonly caller: RtpEndpoint;
  readonly callee: RtpEndpoint;
}

export interface CallOptions {
  readonly session?: Partial<SessionOptions>;
  readonly caller?: EndpointOptions;
  readonly callee?: EndpointOptions;
  readonly settings?: MediaSettings;
}

/** Ends what the tests share. */
export async function closeShared(under: MediaUnderTest): Promise<void> {
  await (await shared.get(under))?.close();
}

/** The media of all tests that need no settings of their own. */
const shared = new Map<MediaUnderTest, Promise<Media>>();

/** Two phones and a session between them; everything is closed with the test. */
export async function opened(t: Test, under: MediaUnderTest, options: CallOptions = {}): Promise<Call> {
  const { settings } = options;
  if (settings === undefined && !shared.has(under)) shared.set(under, under.open({ portPairs: 100 }));
  const media = await (settings === undefined ? (shared.get(under) as Promise<Media>) : under.open(settings));
  const caller = await RtpEndpoint.open(options.caller);
  const callee = await RtpEndpoint.open(options.callee);
  t.teardown(async () => {
    await Promise.all([caller.close(), callee.close(), session.close()]);
    if (settings !== undefined) await media.close();
  });
  const session = await openSession(media, options.session);
  return { media, caller, callee, session };
}

export function openSession(media: Media, options: Partial<SessionOptions> = {}): Promise<MediaSession> {
  return media.open({
    callId: 'test',
    recorded: false,
    source: { caller: 'signalled', callee: 'signalled' },
    ...options,
  });
}

/** The same, with offer and answer passed, bridged. */
export async function connected(t: Test, under: MediaUnderTest, options: CallOptions = {}): Promise<Call> {
  const call = await opened(t, under, options);
  await connect(call);
  return call;
}

export async function connect({ session, caller, callee }: Omit<Call, 'media'>): Promise<void> {
  callee.follow(await session.offer('caller', caller.sdp()));
  caller.follow(await session.answer('callee', callee.sdp()));
  session.bridge();
}

/** The same, and both sides talk: the caller at 440 Hz, the callee at 1000 Hz. */
export async function talking(t: Test, under: MediaUnderTest, options: CallOptions = {}): Promise<Call> {
  const call = await connected(t, under, options);
  call.caller.sendTone(440);
  call.callee.sendTone(1000);
  await Promise.all([call.callee.hears(440), call.caller.hears(1000)]);
  return call;
}
