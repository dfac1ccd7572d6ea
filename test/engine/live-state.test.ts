import t from 'tap';
import { liveState, type LiveParts } from '../../engine/live-state.js';
import { SignalingError } from '../../engine/sip/signaling-error.js';
import type { SipLive } from '../../engine/sip/signaling-speech.js';

const NONE = { total: 0, items: [] };

function parts(live: () => Promise<SipLive>, calls: number): LiveParts {
  const facts = { sessionId: 'session-1', arrivedAt: 1000 };
  return {
    signaling: { live, held: { legs: 2 } },
    media: { live: (limit) => ({ total: limit + 1, items: [] }) },
    calls: {
      size: calls,
      list: () => Array.from({ length: calls }, () => ({ state: 'known', facts, ageMs: 250 }) as never),
    },
  };
}

void t.test('our own stack is listed beside media and calls, each up to the limit', async (t) => {
  const stack = { transactions: NONE, dialogs: { total: 7, items: [] } };
  const state = await liveState(parts(() => Promise.resolve({ stack }), 1200));
  t.same(state.sip, { from: 'own-stack', ...stack });
  t.same([state.media.total, state.calls.total, state.calls.items.length], [1001, 1200, 1000]);
  t.same(state.calls.items[0], { sessionId: 'session-1', state: 'known', ageMs: 250 });
  t.same(state.held, { legs: 2 });
});

void t.test('an external server, and a SIP process that is away, are said to be so', async (t) => {
  t.same((await liveState(parts(() => Promise.resolve({}), 0))).sip, { from: 'drachtio-server' });
  const away = new SignalingError('unavailable', 503, 'the SIP server is away');
  t.same((await liveState(parts(() => Promise.reject(away), 0))).sip, { from: 'nowhere' });
});
