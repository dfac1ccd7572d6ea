/** The media contract on the embedded relay. */
import { createRelay } from '../../media/relay/relay.js';
import { mediaContract } from './media-suite.js';

// An address of this process's own, so that test files run side by side never meet on a port.
const host = `127.${1 + (process.pid >> 16)}.${(process.pid >> 8) & 0xff}.${Math.max(1, process.pid & 0xff)}`;

mediaContract({
  name: 'relay',
  open: () => Promise.resolve(createRelay({ host, portMin: 20_000, portMax: 20_099, portRestMs: 0 })),
});
