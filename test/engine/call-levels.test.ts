import t from 'tap';
import { CallLevels } from '../../engine/call-levels.js';
import { LINEAR_TO_ALAW, LINEAR_TO_MULAW } from '../../media/g711.js';
import type { LegName, TakePackets, TappedPacket } from '../../media/media.js';
import { FakeClock } from '../support/fakes/fake-clock.js';

/** A sine of an amplitude, 160 samples of it, from sample `from` on. */
function sine(amplitude: number, codes: Uint8Array, from = 0): Buffer {
  return Buffer.from(
    Array.from({ length: 160 }, (_, n) => {
      const sample = Math.round(amplitude * Math.sin((2 * Math.PI * 1004 * (from + n)) / 8000));
      return codes[sample & 0xffff] ?? 0;
    }),
  );
}

function packet(leg: LegName, bytes: Buffer, direction: 'in' | 'out' = 'in'): TappedPacket {
  return {
    ...{ at: 0, leg, family: 4, direction, bytes },
    ...{ localAddress: '127.0.0.1', localPort: 4000, remoteAddress: '127.0.0.2', remotePort: 5000 },
  };
}

function rtp(type: number, payload: Buffer, first = 0x80, more = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from([first, type, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]), more, payload]);
}

function stage() {
  const clock = new FakeClock();
  const taps = new Map<string, TakePackets>();
  const begun: string[] = [];
  const known = new Set(['a', 'b']);
  const broken = new Set<string>();
  const levels = new CallLevels({
    clock,
    media: {
      tap: (id, take) => {
        if (broken.has(id)) throw new Error(`${id} is broken`);
        if (!known.has(id)) return false;
        begun.push(id);
        taps.set(id, take);
        return true;
      },
    },
  });
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return { clock, taps, begun, broken, levels, turn };
}

void t.test(
  'the level of each leg is that of its samples, in either law, without what is sent',
  async (t) => {
    const { clock, taps, levels, turn } = stage();
    const asked = levels.of(['a', 'gone']);
    await turn();
    const take = taps.get('a');
    const packets = Array.from({ length: 16 }, (_, n) => [
      packet('caller', rtp(8, sine(32_124, LINEAR_TO_ALAW, 160 * n))),
      packet('caller', rtp(8, sine(10, LINEAR_TO_ALAW)), 'out'),
      packet('callee', rtp(0x80, sine(3212, LINEAR_TO_MULAW, 160 * n))),
      packet('callee', Buffer.from([0x80, 200, 0, 1, ...Array<number>(24).fill(0)])),
    ]).flat();
    t.equal(take?.(packets), true);
    await clock.pass(320);
    // Full scale of A-law is +3.1 dBm0; a tenth of it 20 dB less.
    t.same(await asked, [
      { sessionId: 'a', caller: { packets: 16, dbm0: 3 }, callee: { packets: 16, dbm0: -17 } },
    ]);
    t.equal(take?.([]), false, 'the copying ends');
  },
);

void t.test('what cannot be decoded has no level', async (t) => {
  const noise = Buffer.from(Array.from({ length: 170 }, (_, n) => (n * 73) % 256));
  const cases: readonly (readonly [string, Buffer, number])[] = [
    ['another codec', rtp(9, sine(9000, LINEAR_TO_ALAW)), 1],
    ['SRTP, whose tag makes it no multiple of 5 ms', rtp(8, noise), 1],
    ['no RTP', Buffer.from('OPTIONS sip:x SIP/2.0'), 0],
    ['shorter than its header', rtp(8, Buffer.alloc(0), 0x8f), 0],
    ['more padding than bytes', rtp(8, Buffer.from([255]), 0xa0), 0],
    ['an extension that is cut off', rtp(8, Buffer.alloc(0), 0x90, Buffer.from([0xbe, 0xde])), 0],
  ];
  for (const [name, bytes, packets] of cases) {
    const { clock, taps, levels, turn } = stage();
    const asked = levels.of(['a']);
    await turn();
    taps.get('a')?.([packet('caller', bytes)]);
    await clock.pass(320);
    t.same((await asked)[0]?.caller, { packets }, name);
  }
});

void t.test('CSRCs, an extension and padding are not taken for audio', async (t) => {
  const { clock, taps, levels, turn } = stage();
  const asked = levels.of(['a']);
  await turn();
  const more = Buffer.from([9, 9, 9, 9, 0xbe, 0xde, 0, 1, 7, 7, 7, 7]);
  const payload = Buffer.concat([sine(0, LINEAR_TO_ALAW), Buffer.from([0, 0, 0, 4])]);
  taps.get('a')?.([packet('caller', rtp(8, payload, 0xb1, more))]);
  await clock.pass(320);
  t.same((await asked)[0]?.caller, { packets: 1, dbm0: -66.1 });
});

void t.test('a measurement that fails ends its copying, and the next one is made', async (t) => {
  const { clock, taps, levels, turn, broken } = stage();
  broken.add('b');
  const failed = levels.of(['a', 'b']);
  await t.rejects(failed, { message: 'b is broken' });
  t.equal(taps.get('a')?.([]), false);
  const next = levels.of(['a']);
  await turn();
  await clock.pass(320);
  t.equal((await next).length, 1);
});

void t.test('who asks again within a second gets the same, and measures nothing', async (t) => {
  const { clock, taps, begun, levels, turn } = stage();
  const first = levels.of(['a']);
  const second = levels.of(['a', 'b']);
  await turn();
  taps.get('a')?.([packet('callee', rtp(8, sine(3212, LINEAR_TO_ALAW)))]);
  await clock.pass(320);
  await first;
  await turn();
  t.same(begun, ['a', 'b'], 'one after the other, and the first but once');
  await clock.pass(320);
  t.same(
    (await second).map(({ sessionId, callee }) => [sessionId, callee.packets]),
    [
      ['a', 1],
      ['b', 0],
    ],
  );
  await clock.pass(1000);
  const third = levels.of(['a']);
  await turn();
  t.same(begun, ['a', 'b', 'a']);
  await clock.pass(320);
  t.equal((await third)[0]?.callee.packets, 0);
});
