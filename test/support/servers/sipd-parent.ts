/** A process that starts sipd, says where it is, and waits to be killed. */
import { startSipd } from '../../../engine/sipd/sipd-process.js';

const sipd = await startSipd({ listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }] });
process.send?.({ adminPort: sipd.adminPort });
