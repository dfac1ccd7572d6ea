/** Media contract: IPv6 on one leg or both, beside IPv4. */
import type { Test } from 'tap';
import type { MediaSession } from '../../media/media.js';
import { RtpEndpoint } from '../support/phones/rtp-endpoint.js';
import { sequenceJumps } from './media-suite-audio.js';
import { senderReport } from './media-suite-source.js';
import {
  connect,
  connected,
  openSession,
  opened,
  talking,
  tone,
  type CallOptions,
  type MediaUnderTest,
} from './media-under-test.js';

const V6 = { host: '::1' };
const BESIDE = { ipv6: 'beside', portPairs: 8 } as const;
/** The caller has IPv4, and the callee is offered IPv6. */
const TO_6: CallOptions = { callee: V6, settings: BESIDE };
const FROM_6: CallOptions = { caller: V6, settings: BESIDE };

export async function familyTests(t: Test, under: MediaUnderTest): Promise<void> {
  await Promise.all([
    ...(['caller', 'callee'] as const).map((leg) =>
      t.test(`IPv6 on the ${leg}'s leg alone: audio, prompts, keys and reports`, async (t) => {
        const call = await opened(t, under, leg === 'caller' ? FROM_6 : TO_6);
        const { session, caller, callee } = call;
        await connectAs(call, leg === 'callee' ? 6 : 4);
        caller.sendTone(440);
        callee.sendTone(1000);
        await Promise.all([callee.hears(440), caller.hears(1000)]);
        session.play(tone(1700, 400), { to: leg });
        await call[leg].hears(1700);
        await Promise.all([caller.sendDtmf('5'), callee.until(...aKeyAt(callee))]);
        await Promise.all([callee.sendDtmf('6'), caller.until(...aKeyAt(caller))]);
        for (const [from, to] of [
          [caller, callee],
          [callee, caller],
        ] as const) {
          from.sendRtcp(senderReport(from.ssrc, from.packets[0]?.ssrc ?? 0));
          await to.until(
            () => to.rtcpPackets.length > 0,
            () => 'a report',
          );
        }
        t.same(sequenceJumps([...caller.jumps, ...callee.jumps]), []);
        t.match(await session.statistics(), { caller: { strangers: 0 }, callee: { strangers: 0 } });
      }),
    ),

    t.test('IPv6 alone', async (t) => {
      const { session, caller, callee } = await talking(t, under, {
        ...{ caller: V6, callee: V6, settings: { ipv6: 'alone' } },
      });
      t.same([caller.remote?.address, callee.remote?.address], ['::1', '::1']);
      await t.rejects(session.offer('caller', offerAt('IP4 192.0.2.1')), {
        ...{ code: 'unusable-sdp', warning: 301 },
        message: 'expected an IPv6 address in c=, found an IPv4 address',
      });
    }),

    t.test('what is not there is refused, and an answer is of the family that was offered', async (t) => {
      const { session, callee } = await opened(t, under);
      await t.rejects(session.offer('caller', offerAt('IP6 2001:db8::1')), {
        ...{ code: 'unusable-sdp', warning: 301 },
        message: 'expected an IPv4 address in c=, found an IPv6 address',
      });
      session.setTerms('callee', { source: 'signalled', family: 6 });
      const offer = await session.offer('caller', offerAt('IP4 127.0.0.1'));
      t.match(offer, /^c=IN IP4 127/m, 'a wish that cannot be met changes nothing');
      callee.follow(offer);
      await t.rejects(session.answer('callee', offerAt('IP6 ::1')), { code: 'unusable-sdp', warning: 301 });
      const mixed = await opened(t, under, TO_6);
      await mixed.session.offer('caller', mixed.caller.sdp());
      await t.rejects(mixed.session.answer('callee', mixed.callee.sdp()), {
        message: 'expected an IPv4 address in c=, found an IPv6 address',
      });
    }),

    t.test('a peer that offers both is answered in the first that is there', async (t) => {
      const both = (first: string, second: string): string =>
        [
          ...['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:ANAT 1 2'],
          ...['m=audio 4000 RTP/AVP 8', `c=IN ${first}`, 'a=mid:1', 'a=altc:1 IP6 2001:db8::1 4000'],
          ...['m=audio 4002 RTP/AVP 8', `c=IN ${second}`, 'a=mid:2', ''],
        ].join('\r\n');
      const { session } = await opened(t, under, TO_6);
      const first = await session.answerLocally('caller', both('IP6 2001:DB8::1', 'IP4 192.0.2.1'));
      t.match(first, /c=IN IP6 ::1[^]*m=audio [1-9]\d+ [^]*m=audio 0 /);
      const only4 = await opened(t, under);
      const second = await only4.session.answerLocally('caller', both('IP6 2001:db8::1', 'IP4 192.0.2.1'));
      t.match(second, /c=IN IP4 127[^]*m=audio 0 [^]*m=audio [1-9]\d+ /);
    }),

    t.test('a source is compared as an address, however the SDP spells it', async (t) => {
      for (const source of ['signalled', 'signalled-address', 'latch'] as const) {
        const { session, caller, callee } = await opened(t, under, {
          ...FROM_6,
          session: { source: { caller: source, callee: 'signalled' } },
        });
        callee.follow(await session.offer('caller', caller.sdp({ address: '0:0:0:0:0:0:0:0001' })));
        caller.follow(await session.answer('callee', callee.sdp()));
        session.bridge();
        caller.sendTone(440);
        callee.sendTone(1000);
        await Promise.all([callee.hears(440), caller.hears(1000)]);
        const stranger = await RtpEndpoint.open(V6);
        t.teardown(() => stranger.close());
        stranger.follow(`c=IN IP6 ::1\r\nm=audio ${caller.remote?.port ?? 0} RTP/AVP 8\r\n`);
        stranger.sendTone(1800);
        if (source === 'signalled-address') await callee.hears(1800);
        else await strangersAt(session, 'caller', 5);
        t.equal(stranger.packets.length, 0);
      }
    }),

    t.test('an IPv4-mapped address is the IPv4 one', async (t) => {
      const { session, caller, callee } = await opened(t, under, { settings: BESIDE });
      callee.follow(await session.offer('caller', caller.sdp({ address: '::ffff:127.0.0.1' })));
      const answer = await session.answer('callee', callee.sdp({ address: '0:0::FFFF:7f00:1' }));
      t.match(answer, /^c=IN IP4 127/m);
      caller.follow(answer);
      session.bridge();
      caller.sendTone(440);
      await callee.hears(440);
    }),

    t.test('SRTP on the leg with IPv6, and RTCP at an address of its own', async (t) => {
      const { session, caller, callee } = await opened(t, under, {
        ...FROM_6,
        session: { encryption: { caller: 'required' } },
        caller: { ...V6, security: { suite: 'AES_CM_128_HMAC_SHA1_80' } },
      });
      const offer = caller.sdp().replace(/^a=rtcp:(\d+)/m, 'a=rtcp:$1 IN IP6 0::1');
      callee.follow(await session.offer('caller', offer));
      caller.follow(await session.answer('callee', callee.sdp()));
      session.bridge();
      caller.sendTone(440);
      callee.sendTone(1000);
      await Promise.all([callee.hears(440), caller.hears(1000)]);
      callee.sendRtcp(senderReport(callee.ssrc, callee.packets[0]?.ssrc ?? 0));
      await caller.until(
        () => caller.rtcpPackets.length > 0,
        () => 'a report',
      );
    }),

    t.test('a hold by address in either family, and back', async (t) => {
      const { session, caller, callee } = await talking(t, under, FROM_6);
      for (const held of ['::', '0:0:0:0:0:0:0:0', '0.0.0.0']) {
        const hold = await session.offer('caller', caller.sdp({ address: held }));
        t.match(hold, 'a=sendonly', held);
        t.match(await session.answer('callee', callee.sdp({ direction: 'recvonly' })), 'c=IN IP6 ::1');
        await session.offer('caller', caller.sdp());
        caller.follow(await session.answer('callee', callee.sdp()));
        callee.clear();
        caller.clear();
        await Promise.all([callee.hears(440), caller.hears(1000)]);
      }
    }),

    t.test('a phone that moves to the other family and back is heard, and its ports come back', async (t) => {
      const { media, session, caller, callee } = await talking(t, under, { settings: BESIDE });
      const elsewhere = await RtpEndpoint.open(V6);
      t.teardown(() => elsewhere.close());
      caller.stopSending();
      for (const [phone, frequency] of [
        [elsewhere, 600],
        [caller, 440],
        [elsewhere, 700],
      ] as const) {
        await session.offer('caller', phone.sdp());
        phone.follow(await session.answer('callee', callee.sdp()));
        phone.clear();
        phone.sendTone(frequency);
        await Promise.all([callee.hears(frequency), phone.hears(1000)]);
        phone.stopSending();
      }
      t.equal(media.load.portsFree, 6, 'two of IPv4, which has fewer left');
      await session.close();
      while (media.load.portsFree < 8) await new Promise((resolve) => setTimeout(resolve, 20));
    }),

    t.test('a move that the other side refuses leaves the leg where it was', async (t) => {
      const { session, caller, callee } = await talking(t, under, { settings: BESIDE });
      await session.answerLocally('caller', offerAt('IP6 ::1'));
      session.withdraw('caller');
      caller.clear();
      callee.clear();
      await Promise.all([callee.hears(440), caller.hears(1000)]);
    }),

    t.test('a session whose legs have no IPv4 leaves the ports of IPv4 to others', async (t) => {
      const { media, session, caller, callee } = await opened(t, under, {
        ...{ caller: V6, callee: V6, settings: { ipv6: 'beside', portPairs: 4 } },
      });
      await connectAs({ session, caller, callee }, 6);
      const others = await Promise.all([openSession(media), openSession(media)]);
      t.equal(media.load.portsFree, 0);
      await Promise.all(others.map((other) => other.close()));
      await t.resolves(others[0]?.close() ?? Promise.resolve());
    }),

    t.test('silence of a leg with IPv6 is noticed', async (t) => {
      const { session } = await connected(t, under, {
        ...FROM_6,
        settings: { ...BESIDE, silenceTimeoutMs: 600 },
      });
      const why = await new Promise<Error>((resolve) => session.onSilent(resolve));
      t.equal(why.message, 'no audio from either side');
    }),
  ]);
}

/** The callee is offered that family. */
async function connectAs(call: Parameters<typeof connect>[0], family: 4 | 6): Promise<void> {
  call.session.setTerms('callee', { source: 'signalled', family });
  await connect(call);
}

function offerAt(address: string): string {
  return ['v=0', 'o=- 1 1 IN IP4 0', 's=-', `c=IN ${address}`, 't=0 0', 'm=audio 4000 RTP/AVP 8', ''].join(
    '\r\n',
  );
}

function aKeyAt(phone: RtpEndpoint): [() => boolean, () => string] {
  return [() => phone.packets.some(({ payloadType }) => payloadType === 101), () => 'a key press'];
}

async function strangersAt(session: MediaSession, leg: 'caller' | 'callee', count: number): Promise<void> {
  for (let asked = 0; asked < 10_000; asked += 1)
    if ((await session.statistics())[leg].strangers >= count) return;
  throw new Error(`expected ${count} packets of strangers`);
}
