/** Media contract: SRTP by SDES on one leg, RTP in clear on the other. */
import type { Test } from 'tap';
import type { Strangers } from '../../media/media.js';
import type { PhoneSecurity } from '../support/phones/phone-srtp.js';
import { RtpEndpoint } from '../support/phones/rtp-endpoint.js';
import { sequenceJumps } from './media-suite-audio.js';
import { connect, opened, talking, tone, type CallOptions, type MediaUnderTest } from './media-under-test.js';

const CM: PhoneSecurity = { suite: 'AES_CM_128_HMAC_SHA1_80' };
const SUITES = ['AES_CM_128_HMAC_SHA1_80', 'AES_CM_128_HMAC_SHA1_32', 'AEAD_AES_128_GCM'];
const CALLER_ENCRYPTED: CallOptions = {
  session: { encryption: { caller: 'required' } },
  caller: { security: CM },
};

export async function srtpTests(t: Test, under: MediaUnderTest): Promise<void> {
  await Promise.all([
    ...SUITES.map((suite) =>
      t.test(`${suite}: the caller encrypted, the callee in clear`, async (t) => {
        const security = { suite, tag: 7 };
        const { session, caller, callee } = await talking(t, under, {
          ...CALLER_ENCRYPTED,
          caller: { security },
        });
        t.equal(caller.srtp.security?.tag, 7, 'the answer repeats the tag');
        session.play(tone(1700, 400), { to: 'caller' });
        await caller.hears(1700);
        await Promise.all([caller.sendDtmf('5'), callee.until(hasKey(callee), () => 'a key press')]);
        await Promise.all([callee.sendDtmf('6'), caller.until(hasKey(caller), () => 'a key press')]);
        t.same(sequenceJumps([...caller.jumps, ...callee.jumps]), []);
        t.equal(caller.srtp.unreadable, 0);
        t.match(await session.statistics(), { caller: { unauthentic: 0, strangers: 0 } });
      }),
    ),

    ...SUITES.map((suite) =>
      t.test(`${suite}: the callee takes one of several keys offered, the caller in clear`, async (t) => {
        const { caller, callee } = await talking(t, under, {
          session: { encryption: { callee: 'offered' } },
          callee: { security: { suite, protocol: 'RTP/AVP' } },
        });
        t.same(sequenceJumps([...caller.jumps, ...callee.jumps]), []);
        t.equal(callee.srtp.unreadable, 0);
      }),
    ),

    t.test('SRTP and its reports on one port', async (t) => {
      const { session, caller, callee } = await opened(t, under, CALLER_ENCRYPTED);
      callee.follow(await session.offer('caller', `${caller.sdp()}a=rtcp-mux\r\n`));
      const answer = await session.answer('callee', callee.sdp());
      t.match(answer, /^a=crypto:[^]*^a=rtcp-mux\r$/m);
      caller.follow(answer);
      session.bridge();
      caller.sendTone(440);
      callee.sendTone(1000);
      await Promise.all([callee.hears(440), caller.hears(1000)]);
      caller.sendRaw(caller.srtp.sealReport(senderReport(caller.ssrc, caller.packets[0]?.ssrc ?? 0)));
      await callee.until(
        () => callee.rtcpPackets.length > 0,
        () => 'a report at its own port',
      );
      t.equal(callee.rtcpPackets[0]?.readUInt32BE(4), callee.packets[0]?.ssrc);
      callee.sendRtcp(senderReport(callee.ssrc, callee.packets[0]?.ssrc ?? 0));
      await caller.until(
        () => caller.rtcpPackets.length > 0,
        () => 'a report at the port of RTP',
      );
      t.equal(caller.rtcpPackets[0]?.readUInt32BE(4), caller.packets[0]?.ssrc);
      t.match(await session.statistics(), { caller: { unauthentic: 0 }, callee: { strangers: 0 } });
    }),

    t.test('both legs encrypted have different keys', async (t) => {
      const { session, caller, callee } = await opened(t, under, {
        ...CALLER_ENCRYPTED,
        session: { encryption: { caller: 'offered', callee: 'required' } },
        callee: { security: CM },
      });
      const callerOffer = caller.sdp();
      const offer = await session.offer('caller', callerOffer);
      callee.follow(offer);
      const calleeAnswer = callee.sdp();
      const answer = await session.answer('callee', calleeAnswer);
      t.match(offer, /^m=audio \d+ RTP\/SAVP /m);
      const keys = [callerOffer, offer, calleeAnswer, answer].flatMap(
        (sdp) => sdp.match(/inline:\S+/g) ?? [],
      );
      t.equal(keys.length, 6);
      t.equal(new Set(keys).size, keys.length);
    }),

    t.test('reports are encrypted on the leg that is, and in clear on the other', async (t) => {
      const { caller, callee } = await talking(t, under, CALLER_ENCRYPTED);
      caller.sendRtcp(senderReport(caller.ssrc, caller.packets[0]?.ssrc ?? 0));
      await callee.until(
        () => callee.rtcpPackets.length > 0,
        () => 'a report',
      );
      callee.sendRtcp(senderReport(callee.ssrc, callee.packets[0]?.ssrc ?? 0));
      await caller.until(
        () => caller.rtcpPackets.length > 0,
        () => 'a report',
      );
      t.equal(caller.rtcpPackets[0]?.[1], 200);
      t.equal(caller.srtp.unreadable, 0);
    }),

    t.test(
      'an offer of SRTP is refused where it is not allowed, and one of RTP where it is required',
      async (t) => {
        const { session, caller } = await opened(t, under, { caller: { security: CM } });
        await t.rejects(session.offer('caller', caller.sdp()), {
          code: 'unusable-sdp',
          message: /SRTP is not allowed/,
        });
        const required = await opened(t, under, { session: { encryption: { caller: 'required' } } });
        await t.rejects(required.session.offer('caller', required.caller.sdp()), {
          code: 'unusable-sdp',
          message: 'expected a crypto line of use (SRTP by SDES), found no crypto line',
          warning: 302,
        });
      },
    ),

    t.test('SRTP that was only offered is not insisted on', async (t) => {
      await talking(t, under, { session: { encryption: { caller: 'offered', callee: 'offered' } } });
    }),

    t.test('SRTP that is required must be answered', async (t) => {
      const { session, caller, callee } = await opened(t, under, {
        session: { encryption: { callee: 'required' } },
      });
      await session.offer('caller', caller.sdp());
      await t.rejects(session.answer('callee', callee.sdp()), { code: 'unusable-sdp', message: /crypto/ });
    }),

    t.test('packets with another key are dropped and counted, and take no source', async (t) => {
      const call = await opened(t, under, {
        ...CALLER_ENCRYPTED,
        session: {
          encryption: { caller: 'required' },
          source: { caller: 'latch', callee: 'signalled' },
        },
      });
      await connect(call);
      const { session, caller, callee } = call;
      const told: Strangers[] = [];
      session.onStrangers((strangers) => told.push(strangers));
      const stranger = await RtpEndpoint.open({ host: caller.host });
      t.teardown(() => stranger.close());
      stranger.follow(`c=IN IP4 ${caller.remote?.address}\r\nm=audio ${caller.remote?.port} RTP/AVP 8`);
      stranger.sendTone(1800);
      await unauthentic(session, 10);
      caller.sendTone(440);
      callee.sendTone(1000);
      await Promise.all([callee.hears(440), caller.hears(1000)]);
      t.equal(stranger.packets.length, 0, 'the stranger had the first packet, and gets nothing');
      t.ok(callee.level(1800) < -40);
      const { caller: counted } = await session.close();
      t.equal(
        told.reduce((sum, { unauthentic }) => sum + unauthentic, 0),
        counted.unauthentic,
      );
    }),

    t.test('a re-INVITE with a new key, one with the old, a hold and back', async (t) => {
      const { session, caller, callee } = await talking(t, under, CALLER_ENCRYPTED);
      const before = caller.sdp({ version: 1 });
      t.match(
        await session.answerUnchanged('caller', before),
        /a=crypto:1 /,
        'the same key asks for nothing',
      );
      caller.srtp.renewKey();
      const answer = await session.answerUnchanged('caller', caller.sdp({ version: 2 }));
      t.match(answer, /a=crypto:1 /, 'a new key is no matter of the other leg');
      caller.follow(answer ?? '');
      await hearsAnew(callee, 440);
      await hearsAnew(caller, 1000);

      await session.offer('caller', caller.sdp({ version: 3, direction: 'sendonly' }));
      caller.follow(await session.answer('callee', callee.sdp({ version: 2, direction: 'recvonly' })));
      await hearsAnew(callee, 440);
      callee.follow(await session.offer('caller', caller.sdp({ version: 4 })));
      caller.follow(await session.answer('callee', callee.sdp({ version: 3 })));
      await hearsAnew(caller, 1000);
      t.equal(caller.srtp.unreadable, 0);
      t.same(
        caller.packets.filter(({ ssrc }) => ssrc !== caller.packets[0]?.ssrc),
        [],
      );
    }),

    t.test('another suite in a re-INVITE', async (t) => {
      const { session, caller, callee } = await talking(t, under, CALLER_ENCRYPTED);
      caller.stopSending();
      caller.srtp.security = { suite: 'AEAD_AES_128_GCM', tag: 2 };
      caller.srtp.renewKey();
      caller.follow((await session.answerUnchanged('caller', caller.sdp({ version: 2 }))) ?? '');
      caller.sendTone(440);
      await Promise.all([hearsAnew(callee, 440), hearsAnew(caller, 1000)]);
    }),

    t.test('a callee who is tried through another trunk gets other keys, or none', async (t) => {
      const { session, caller, callee } = await opened(t, under, {
        session: { encryption: { callee: 'offered' } },
      });
      const first = await session.offer('caller', caller.sdp({ version: 1 }));
      session.setTerms('callee', { source: 'signalled', encryption: 'required' });
      const second = await session.offer('caller', caller.sdp({ version: 1 }));
      t.match(second, /RTP\/SAVP/);
      for (const key of first.match(/inline:\S+/g) ?? []) t.notOk(second.includes(key));
      session.setTerms('callee', { source: 'signalled' });
      const third = await session.offer('caller', caller.sdp({ version: 1 }));
      t.notMatch(third, /crypto|SAVP/);
      callee.follow(third);
      caller.follow(await session.answer('callee', callee.sdp()));
    }),
  ]);
}

function hasKey({ packets }: RtpEndpoint): () => boolean {
  return () => packets.some(({ payloadType }) => payloadType === 101);
}

async function hearsAnew(phone: RtpEndpoint, frequency: number): Promise<void> {
  phone.clear();
  await phone.hears(frequency);
}

async function unauthentic(
  session: { statistics(): Promise<{ readonly caller: { readonly unauthentic: number } }> },
  atLeast: number,
): Promise<void> {
  while ((await session.statistics()).caller.unauthentic < atLeast) await new Promise(setImmediate);
}

/** A sender report with a block about the stream that is heard. */
function senderReport(ssrc: number, reported: number): Buffer {
  const report = Buffer.alloc(52);
  report.writeUInt32BE(0x81c8_000c, 0);
  report.writeUInt32BE(ssrc, 4);
  report.writeUInt32BE(1, 20);
  report.writeUInt32BE(reported, 28);
  return report;
}
