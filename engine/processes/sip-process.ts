/** The SIP process: the user agent and every dialog, for one engine. */
import { SignalingHost } from '../ua/host.js';
import { serveSip } from './sip-service.js';
import { serveEngine } from './serve-engine.js';

serveEngine('sip', (socket, end) => new SignalingHost(socket, { serve: serveSip, onEnd: end }));
