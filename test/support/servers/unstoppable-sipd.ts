/** A SIP process whose server fails to stop. */
import { runSipd } from '../../../engine/sipd/run-sipd.js';

runSipd(() => ({
  start: () => Promise.resolve(),
  stop: () => Promise.reject(new Error('planted')),
  listenPoints: [],
  adminPort: 0,
  counters: {
    stack: { received: 0 } as never,
    wire: { clients: 0 } as never,
    held: { incoming: 0, outgoing: 0 },
  },
  stack: { findDialog: () => undefined },
}));
