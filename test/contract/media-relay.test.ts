/** The media contract on the embedded relay. */
import { startRelay } from '../support/servers/service-child.js';
import { mediaContract } from './media-suite.js';

// An address of this process's own, so that concurrent test files never share a port, and one port range for each relay
// of this file.
const host = `127.${1 + ((process.pid >> 16) & 0x7f)}.${(process.pid >> 8) & 0xff}.${Math.max(1, process.pid & 0xff)}`;

let nextPort = 20_000;

mediaContract({
  name: 'relay',
  open: ({ portPairs = 20, portRestMs = 0, ipv6 = 'no', ...settings } = {}) => {
    const portMin = nextPort;
    nextPort += 2 * portPairs;
    const hosts = ipv6 === 'alone' ? { host: '::1' } : ipv6 === 'beside' ? { host, host6: '::1' } : { host };
    return startRelay({ ...hosts, portMin, portMax: nextPort - 1, portRestMs, ...settings });
  },
});
