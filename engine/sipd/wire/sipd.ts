/**
 * sipd: the embedded SIP server, a process of its own so that SIP has a core of its own. It serves drachtio's wire
 * protocol; the engine's drachtio-srf connects to it as to a drachtio-server.
 */
import { runSipd } from '../run-sipd.js';
import { createStack } from '../stack/sip-stack.js';
import { WireServer } from './server.js';

runSipd(({ admin = { host: '127.0.0.1', port: 0 }, limits, showsTrying, ...stack }, secret, reports) => {
  const server = new WireServer({
    ...admin,
    secret,
    ...(limits === undefined ? {} : { limits }),
    ...(showsTrying === undefined ? {} : { showsTrying }),
    createStack: (user) => createStack(stack, user),
    ...reports,
  });
  return {
    stack: server.stack,
    start: () => server.start(),
    stop: () => server.stop(),
    get listenPoints() {
      return server.listenPoints;
    },
    get adminPort() {
      return server.adminPort;
    },
    get counters() {
      const { openIncoming: incoming, openOutgoing: outgoing } = server.counters;
      return { stack: server.stack.counters, wire: server.counters, held: { incoming, outgoing } };
    },
  };
});
