/** Media contract: audio between the legs, and prompts over it. */
import type { Test } from 'tap';
import { connected, opened, talking, tone, type MediaUnderTest } from './media-under-test.js';

export async function audioTests(t: Test, under: MediaUnderTest): Promise<void> {
  await t.test('carries audio both ways, each side in one unbroken stream', async (t) => {
    const { caller, callee } = await talking(t, under);
    t.ok(callee.level(1000) < -40, 'the callee does not hear itself');
    t.same(callee.jumps, []);
    t.same(caller.jumps, []);
    t.not(callee.packets[0]?.ssrc, caller.ssrc, 'the stream is ours');
  });

  await t.test(
    'keeps the sender’s losses and order visible, and strips what is not for the other side',
    async (t) => {
      const { caller, callee } = await connected(t, under);
      for (const [sequence, extension] of [[1], [2], [5], [4], [6, true]] as const)
        caller.sendRaw(
          packet({ sequence, extension: extension ?? false, payload: Buffer.alloc(160, sequence) }),
        );
      await callee.receives(5);
      const first = callee.packets[0]?.sequence ?? 0;
      const byOrder = callee.packets.map((p) => [
        (p.sequence - first) & 0xffff,
        p.payload[0],
        p.payload.length,
      ]);
      t.same(byOrder, [
        [0, 1, 160],
        [1, 2, 160],
        [4, 5, 160],
        [3, 4, 160],
        [5, 6, 160],
      ]);
    },
  );

  await t.test('keeps one stream towards a side when the sender behind it changes', async (t) => {
    const { caller, callee } = await connected(t, under);
    for (let i = 0; i < 3; i += 1) caller.sendRaw(packet({ ssrc: 1, sequence: 100 + i, timestamp: 160 * i }));
    await callee.receives(3);
    for (let i = 0; i < 3; i += 1)
      caller.sendRaw(packet({ ssrc: 2, sequence: 60_000 + i, timestamp: 9_000_000 + 160 * i }));
    await callee.receives(6);
    // On a busy machine the second sender may be a few frames of time behind the first.
    const stepTo2 = (callee.packets[3]?.timestamp ?? 0) - (callee.packets[2]?.timestamp ?? 0);
    t.equal(stepTo2 % 160, 0);
    t.ok(stepTo2 >= 160);
    t.same(
      callee.jumps.filter((jump) => !jump.startsWith('packet 3: timestamp')),
      [],
    );
  });

  await t.test('turns one law into the other where the sides settled on different ones', async (t) => {
    const { caller, callee } = await talking(t, under, { caller: { law: 'PCMA' }, callee: { law: 'PCMU' } });
    t.ok(callee.packets.every(({ payloadType }) => payloadType === 0));
    t.ok(caller.packets.every(({ payloadType }) => payloadType === 8));
  });

  await t.test('passes other codecs through untouched', async (t) => {
    const { session, caller, callee } = await opened(t, under);
    const opus = (sdp: string) =>
      sdp.replace('RTP/AVP 8 101', 'RTP/AVP 111').replace('8 PCMA/8000', '111 opus/48000/2');
    callee.follow(await session.offer('caller', opus(caller.sdp())));
    caller.follow(await session.answer('callee', opus(callee.sdp())));
    session.bridge();
    const payload = Buffer.from('any bytes of a codec we do not know');
    caller.sendRaw(packet({ type: 111, payload }));
    await callee.receives(1);
    t.equal(callee.packets[0]?.payloadType, 111);
    t.same(callee.packets[0]?.payload, payload);
  });

  await t.test('passes keys pressed through, under the other side’s payload number', async (t) => {
    const { caller, callee } = await talking(t, under, {
      caller: { eventType: 96 },
      callee: { eventType: 101 },
    });
    void caller.sendDtmf('7', 80);
    const events = () => callee.packets.filter(({ payloadType }) => payloadType === 101);
    await callee.until(
      () => events().length >= 6,
      () => '6 event packets',
    );
    t.ok(events().every(({ payload }) => payload[0] === 7));
    t.equal(new Set(events().map(({ timestamp }) => timestamp)).size, 1, 'all of one key press');
    t.equal(new Set(callee.packets.map(({ ssrc }) => ssrc)).size, 1);
  });

  await t.test('lets nothing through before and after the bridge', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    session.unbridge();
    await session.statistics();
    callee.clear();
    const before = (await session.statistics()).caller.packetsReceived;
    while ((await session.statistics()).caller.packetsReceived < before + 5);
    t.equal(callee.packets.length, 0);
    session.bridge();
    await callee.hears(440);
    t.ok(caller.packets.length > 0);
  });

  await promptTests(t, under);
}

async function promptTests(t: Test, under: MediaUnderTest): Promise<void> {
  await t.test('mixes a prompt over the conversation without a jump', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    const playback = session.play(tone(620, 600), { to: 'both' });
    await Promise.all([caller.hearsBoth(620, 1000), callee.hearsBoth(620, 440)]);
    await playback.done;
    await Promise.all([caller.stopsHearing(620), callee.stopsHearing(620)]);
    await Promise.all([callee.hears(440), caller.hears(1000)]);
    t.same(callee.jumps, []);
    t.same(caller.jumps, []);
  });

  await t.test('plays to one side only', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    const playback = session.play(tone(620, 400), { to: 'caller' });
    await caller.hears(620);
    t.ok(callee.level(620) < -40);
    await playback.done;
  });

  await t.test(
    'plays before there is another side, and goes on as the same stream when there is',
    async (t) => {
      const { session, caller, callee } = await opened(t, under);
      caller.follow(await session.answerLocally('caller', caller.sdp()));
      const playback = session.play(tone(620, 300), { to: 'caller' });
      await caller.hears(620);
      await playback.done;
      callee.follow(await session.offerLocally('callee'));
      await session.acceptAnswer('callee', callee.sdp());
      session.bridge();
      callee.sendTone(1000);
      await caller.hears(1000);
      t.equal(new Set(caller.packets.map(({ ssrc }) => ssrc)).size, 1);
      t.same(sequenceJumps(caller.jumps), []);
      const steps = caller.packets.slice(1).map((p, i) => p.timestamp - (caller.packets[i]?.timestamp ?? 0));
      t.ok(
        steps.every((step) => step > 0 && step % 160 === 0),
        'time only goes ahead, by whole frames',
      );
    },
  );

  await t.test('a steady stream of 20 ms frames carries a prompt during silence', async (t) => {
    const { session, caller } = await connected(t, under);
    await session.play(tone(620, 400), { to: 'caller' }).done;
    await caller.receives(20);
    t.equal(caller.packets.length, 20);
    t.same(caller.jumps, []);
    t.ok(caller.packets.every(({ payload }) => payload.length === 160));
    t.ok(caller.packets[0]?.marker, 'its first packet is marked');
  });

  await t.test('a prompt goes on when the other side falls silent in the middle of it', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    const playback = session.play(tone(620, 800), { to: 'caller' });
    await caller.hears(620);
    callee.stopSending();
    await caller.stopsHearing(1000);
    await caller.hears(620);
    callee.sendTone(1000);
    await playback.done;
    await caller.hears(1000);
    t.equal(new Set(caller.packets.map(({ ssrc }) => ssrc)).size, 1);
    t.same(sequenceJumps(caller.jumps), []);
  });

  await t.test('loops until it is stopped, fades out, and says so', async (t) => {
    const { session, caller, callee } = await talking(t, under);
    const playback = session.play(tone(620, 100), { to: 'both', loop: true });
    await caller.receives(caller.packets.length + 20);
    await Promise.all([caller.hears(620), callee.hears(620)]);
    playback.stop();
    await playback.done;
    await Promise.all([caller.stopsHearing(620), callee.stopsHearing(620)]);
    playback.stop();
    t.same(caller.jumps, []);
  });

  await t.test('a prompt that no leg can hear ends all the same', async (t) => {
    const { session } = await opened(t, under);
    await session.play(tone(620, 60), { to: 'both' }).done;
    const playback = session.play(tone(620, 60), { to: 'both', loop: true });
    await session.close();
    await playback.done;
    await session.play(tone(620, 60), { to: 'both' }).done;
  });
}

/** Jumps except those of time, which goes on during silence. */
export function sequenceJumps(jumps: readonly string[]): string[] {
  return jumps.filter((jump) => !jump.includes('timestamp'));
}

interface PacketFacts {
  readonly type?: number;
  readonly ssrc?: number;
  readonly sequence?: number;
  readonly timestamp?: number;
  /** With a header extension, a contributing source and padding. */
  readonly extension?: boolean;
  readonly payload?: Buffer;
}

export function packet(facts: PacketFacts = {}): Buffer {
  const { type = 8, ssrc = 77, sequence = 1, extension = false, payload = Buffer.alloc(160, 0xd5) } = facts;
  const header = Buffer.alloc(12);
  header[0] = extension ? 0xb1 : 0x80;
  header[1] = type;
  header.writeUInt16BE(sequence, 2);
  header.writeUInt32BE(facts.timestamp ?? sequence * 160, 4);
  header.writeUInt32BE(ssrc, 8);
  if (!extension) return Buffer.concat([header, payload]);
  const extras = Buffer.from('\0\0\0\x01\xbe\xde\0\x01abcd', 'latin1');
  return Buffer.concat([header, extras, payload, Buffer.from([0, 0, 0, 4])]);
}
