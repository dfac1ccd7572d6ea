/** Media contract: SDP through the call's life. */
import type { Test } from 'tap';
import { MediaError } from '../../media/media-error.js';
import { RtpEndpoint } from '../support/phones/rtp-endpoint.js';
import { sequenceJumps } from './media-suite-audio.js';
import { connect, opened, talking, type MediaUnderTest } from './media-under-test.js';

export async function offerAnswerTests(t: Test, under: MediaUnderTest): Promise<void> {
  await t.test('tells neither side anything of the other but codecs and directions', async (t) => {
    const { session, caller, callee } = await opened(t, under);
    const planted = (sdp: string) =>
      sdp
        .replace('o=phone', 'o=+8613800000001')
        .replace('s=call', 's=+8613800000001\r\ni=+8613800000001\r\np=+8613800000001')
        .concat(
          'a=tool:+8613800000001\r\na=candidate:1 1 UDP 1 127.0.0.1 9 typ host\r\na=x-number:13800000001\r\n',
        );
    const offer = await session.offer('caller', planted(caller.sdp()));
    const answer = await session.answer('callee', planted(callee.sdp()));
    for (const sdp of [offer, answer]) {
      t.notMatch(sdp, '13800000001');
      t.notMatch(sdp, 'candidate');
    }
    t.notMatch(offer, new RegExp(`\\b${caller.port}\\b`));
    t.notMatch(answer, new RegExp(`\\b${callee.port}\\b`));
  });

  await t.test('refuses SDP it cannot use and says why, and goes on with better', async (t) => {
    const call = await opened(t, under);
    const { session, caller } = call;
    const cases: [sdp: string, why: RegExp][] = [
      ['', /./],
      ['not SDP at all', /./],
      [caller.sdp().replace('m=audio', 'm=video'), /audio/],
      [caller.sdp().replace('RTP/AVP', 'RTP/SAVP'), /RTP\/AVP/],
    ];
    for (const [sdp, why] of cases) {
      await t.rejects(session.offer('caller', sdp), { code: 'unusable-sdp', message: why });
      await t.rejects(session.answerLocally('caller', sdp), { code: 'unusable-sdp' });
    }
    await connect(call);
    call.caller.sendTone(440);
    await call.callee.hears(440);
  });

  await t.test('looks up a host name in c=, and refuses one that leads nowhere', async (t) => {
    const call = await opened(t, under);
    const { session, caller, callee } = call;
    const nowhere = session.offer('caller', caller.sdp({ address: 'nowhere.invalid' }));
    await t.rejects(nowhere, { code: 'unusable-sdp', message: /a name that leads nowhere/ });
    callee.follow(await session.offer('caller', caller.sdp({ address: 'localhost' })));
    caller.follow(await session.answer('callee', callee.sdp({ address: 'LOCALHOST.' })));
    session.bridge();
    caller.sendTone(440);
    callee.sendTone(1000);
    await Promise.all([callee.hears(440), caller.hears(1000)]);
  });

  await t.test('an offer answered alone moves one leg, and its audio follows', async (t) => {
    const call = await talking(t, under);
    const moved = await RtpEndpoint.open({ law: 'PCMU' });
    t.teardown(() => moved.close());
    moved.follow(await call.session.answerAlone('caller', moved.sdp({ version: 2 })));
    moved.sendTone(700);
    await Promise.all([call.callee.hears(700), moved.hears(1000)]);
    t.equal(moved.packets.at(-1)?.payloadType, 0);
  });

  await t.test('early media: a provisional answer, then the final one', async (t) => {
    const { session, caller, callee } = await opened(t, under);
    callee.follow(await session.offer('caller', caller.sdp()));
    const answer = callee.sdp({ version: 1 });
    caller.follow(await session.answer('callee', answer));
    session.bridge();
    callee.sendTone(1000);
    await caller.hears(1000);
    await session.answer('callee', answer);
    caller.sendTone(440);
    await callee.hears(440);
    t.same(caller.jumps, []);
  });

  await t.test('a next callee takes the place of the first', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    const second = await RtpEndpoint.open();
    t.teardown(() => second.close());
    second.follow(await session.offer('caller', caller.sdp({ version: 1 })));
    caller.follow(await session.answer('callee', second.sdp()));
    second.sendTone(1800);
    await Promise.all([caller.hears(1800), second.hears(440)]);
    await caller.stopsHearing(1000);
    callee.stopSending();
    t.same(sequenceJumps(caller.jumps), []);
  });

  await t.test('late offer: the callee offers, the caller answers', async (t) => {
    const { session, caller, callee } = await opened(t, under);
    caller.follow(await session.offer('callee', callee.sdp()));
    callee.follow(await session.answer('caller', caller.sdp()));
    session.bridge();
    caller.sendTone(440);
    callee.sendTone(1000);
    await Promise.all([callee.hears(440), caller.hears(1000)]);
  });

  await t.test('hold by sendonly: music goes, the held side’s audio does not come', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    callee.follow(await session.offer('caller', caller.sdp({ direction: 'sendonly' })));
    const answer = await session.answer('callee', callee.sdp({ direction: 'recvonly' }));
    t.match(answer, 'a=recvonly');
    await session.statistics();
    caller.clear();
    await callee.receives(callee.packets.length + 10);
    await callee.hears(440);
    t.ok(caller.packets.length <= 1);
    await connect({ session, caller, callee });
    await caller.hears(1000);
  });

  await t.test('hold by 0.0.0.0 sends nothing anywhere', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    t.match(await session.offer('caller', caller.sdp({ address: '0.0.0.0' })), 'a=sendonly');
    await session.answer('callee', callee.sdp({ direction: 'recvonly' }));
    await session.statistics();
    caller.clear();
    await callee.receives(callee.packets.length + 10);
    t.ok(caller.packets.length <= 1);
  });

  await t.test(
    'a re-INVITE moves a side to another address and another law, and its stream goes on',
    async (t) => {
      const { session, caller, callee } = await talking(t, under);
      const moved = await RtpEndpoint.open({ law: 'PCMU' });
      t.teardown(() => moved.close());
      const offer = await session.offer('callee', moved.sdp());
      t.match(offer, /^o=- \d+ 2 /m, 'the version goes up');
      moved.follow(await session.answer('caller', caller.sdp()));
      moved.sendTone(1800);
      await Promise.all([caller.hears(1800), moved.hears(440)]);
      const { strangers } = (await session.statistics()).callee;
      t.ok(strangers > 0, 'the old address is a stranger’s');
      await caller.stopsHearing(1000);
      t.same(sequenceJumps(caller.jumps), []);
      t.equal(callee.packets[0]?.ssrc, moved.packets[0]?.ssrc);
    },
  );

  await t.test('a re-INVITE that is refused leaves the call as it was', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    const elsewhere = await RtpEndpoint.open();
    t.teardown(() => elsewhere.close());
    await session.offer('callee', elsewhere.sdp());
    await t.rejects(session.answer('caller', 'nothing usable'), MediaError);
    caller.clear();
    callee.clear();
    await Promise.all([callee.hears(440), caller.hears(1000)]);
    t.equal(elsewhere.packets.length, 0);
  });

  await t.test('an answer that its offerer does not get: the audio goes where it went before', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    const elsewhere = await RtpEndpoint.open();
    t.teardown(() => elsewhere.close());
    await session.offer('callee', elsewhere.sdp());
    await session.answer('caller', caller.sdp());
    session.withdraw('callee');
    await session.offerLocally('caller');
    await session.acceptAnswer('caller', caller.sdp());
    await session.statistics();
    elsewhere.clear();
    caller.clear();
    callee.clear();
    await Promise.all([callee.hears(440), caller.hears(1000)]);
    t.equal(elsewhere.packets.length, 0);
    t.match(await session.answerUnchanged('callee', callee.sdp()), 'a=sendrecv');
  });
}
