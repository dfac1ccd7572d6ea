/** What the processes hold of one call, for tests of the operator API and its clients. */
import type { LiveState } from '../../../engine/api/operator/context.js';

export const oneCallLive: LiveState = {
  sip: {
    from: 'own-stack',
    transactions: {
      total: 2,
      items: [
        {
          ...{ method: 'INVITE', direction: 'in', state: 'accepted', ageMs: 1200.6 },
          ...{ branch: 'z9hG4bK-8613800000021-1', peer: '192.0.2.10:5060' },
        },
        {
          ...{ method: 'BYE', direction: 'out', state: 'trying', ageMs: 3 },
          ...{ branch: 'z9hG4bK0a1b2c3d4e5f60718293', peer: '192.0.2.11:5060' },
        },
      ],
    },
    dialogs: {
      total: 1500,
      items: [
        { id: '13800000021-1@192.0.2.10;from-tag=a1', role: 'uas', state: 'confirmed', ageMs: 1100 },
        { id: '0a1b2c3d4e5f60718293a4b5c6d7e8f9;from-tag=b', role: 'uac', state: 'early', ageMs: 1000 },
      ],
    },
  },
  media: {
    total: 1,
    items: [{ callId: 'session-1', worker: 1, ports: { caller: 20_000, callee: 20_002 }, ageMs: 900.4 }],
  },
  calls: { total: 1, items: [{ sessionId: 'session-1', state: 'connected', ageMs: 1300 }] },
  held: { incoming: 0, legs: 2 },
};
