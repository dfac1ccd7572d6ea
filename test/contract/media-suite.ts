/** What every implementation of the media port must do, proved with real RTP. Run by media-<implementation>.test.ts. */
import t, { type Test } from 'tap';
import type { Media, MediaSession, Prompt, SessionOptions } from '../../media/media.js';
import { codeOf } from '../../media/g711.js';
import { RtpEndpoint, type EndpointOptions } from '../support/rtp-endpoint.js';

export interface MediaUnderTest {
  readonly name: string;
  open(): Promise<Media>;
}

export function mediaContract(under: MediaUnderTest): void {
  void t.test(under.name, async (t) => {
    await basics(t, under);
  });
}

async function basics(t: Test, under: MediaUnderTest): Promise<void> {
  await t.test('carries audio both ways between two legs', async (t) => {
    const { caller, callee } = await connected(t, under);
    caller.sendTone(440);
    callee.sendTone(1000);
    await Promise.all([callee.hears(440), caller.hears(1000)]);
    t.ok(callee.level(1000) < -40, 'the callee does not hear itself');
    t.same(callee.jumps, []);
    t.same(caller.jumps, []);
  });

  await t.test('mixes a prompt over bridged audio without a jump', async (t) => {
    const { session, caller, callee } = await connected(t, under);
    caller.sendTone(440);
    callee.sendTone(1000);
    await Promise.all([callee.hears(440), caller.hears(1000)]);
    const playback = session.play(tone(620, 1000), { to: 'both' });
    await Promise.all([caller.hears(620), callee.hears(620)]);
    t.ok(caller.level(1000) > -26, 'the callee is still heard');
    await playback.done;
    await Promise.all([caller.stopsHearing(620), callee.stopsHearing(620)]);
    await Promise.all([callee.hears(440), caller.hears(1000)]);
    t.same(callee.jumps, []);
    t.same(caller.jumps, []);
  });
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

/** Two phones and a session between them; everything closed with the test. */
export async function opened(
  t: Test,
  under: MediaUnderTest,
  options: Partial<SessionOptions> & { callerPhone?: EndpointOptions; calleePhone?: EndpointOptions } = {},
): Promise<Call> {
  const { callerPhone, calleePhone, ...session } = options;
  const media = await under.open();
  const caller = await RtpEndpoint.open(callerPhone);
  const callee = await RtpEndpoint.open(calleePhone);
  t.teardown(async () => {
    await Promise.all([caller.close(), callee.close()]);
    await media.close();
  });
  const opened = await media.open({
    callId: 'test',
    recorded: false,
    source: { caller: 'signalled', callee: 'signalled' },
    ...session,
  });
  return { media, session: opened, caller, callee };
}

/** The same, offer and answer passed and bridged. */
export async function connected(
  t: Test,
  under: MediaUnderTest,
  options: Parameters<typeof opened>[2] = {},
): Promise<Call> {
  const call = await opened(t, under, options);
  const { session, caller, callee } = call;
  callee.follow(await session.offer('caller', caller.sdp()));
  caller.follow(await session.answer('callee', callee.sdp()));
  session.bridge();
  return call;
}
