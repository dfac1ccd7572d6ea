import t from 'tap';
import { RtpCaptures } from '../../../engine/ladder/rtp-captures.js';
import type { TakePackets, TappedPacket } from '../../../media/media.js';

const packet = (length = 172): TappedPacket => ({
  ...{ at: 1, leg: 'caller', family: 4, direction: 'in' },
  ...{ localAddress: '127.0.0.1', localPort: 20_000, remoteAddress: '127.0.0.2', remotePort: 4000 },
  bytes: Buffer.alloc(length),
});

/** Captures of calls that all have audio, but for `silent`. */
function capturesOf(maxBytes: number) {
  const taps = new Map<string, TakePackets>();
  const captures = new RtpCaptures({
    maxBytes,
    tap: (call, onPackets) => call !== 'silent' && Boolean(taps.set(call, onPackets)),
  });
  return { captures, taps };
}

void t.test('packets are kept from the moment they are asked for', async (t) => {
  const { captures, taps } = capturesOf(1_000_000);
  t.same(captures.of('one'), []);
  t.equal(captures.begin('one'), 'begun');
  t.equal(taps.get('one')?.([packet(), packet()]), true);
  t.equal(captures.begin('one'), 'begun', 'asking again loses nothing');
  t.equal(captures.of('one').length, 2);
  t.equal(captures.begin('silent'), 'no-audio');
  t.equal(capturesOf(0).captures.begin('one'), 'off');
});

void t.test('a call whose share is full is not copied any more', async (t) => {
  const { captures, taps } = capturesOf(1000);
  captures.begin('one');
  t.equal(taps.get('one')?.([packet(), packet(), packet()]), false);
  t.equal(captures.of('one').length, 2);
});

void t.test(
  'the last eight calls are kept, and an older one that goes on is not copied any more',
  async (t) => {
    const { captures, taps } = capturesOf(1_000_000);
    for (let n = 0; n < 9; n += 1) {
      captures.begin(`call-${n}`);
      taps.get(`call-${n}`)?.([packet()]);
    }
    t.same(captures.of('call-0'), []);
    t.equal(taps.get('call-0')?.([packet()]), false);
    t.equal(captures.of('call-1').length, 1);
    t.equal(captures.of('call-8').length, 1);
  },
);
