/**
 * sipd with the user agent in it: what comes and goes on the network is worked on here, and the engine is told of calls
 * and legs over the channel of this process.
 */
import { Socket } from 'node:net';
import { scavengeAlone } from '../heap-settings.js';
import { runSipd } from '../sipd/run-sipd.js';
import { CHANNEL_FD } from '../sipd/sipd-process.js';
import { SignalingHost } from './host.js';
import { StackTransactions } from './transactions/stack-transactions.js';
import { TurnModeration } from './turn-moderation.js';
import { UserAgent } from './user-agent.js';

scavengeAlone();
runSipd((options, _secret, { onError, onNotice, onTraffic }) => {
  const moderation = new TurnModeration();
  const onArrival = (): void => moderation.arrived();
  const layer = new StackTransactions(options, onError, {
    onNotice,
    onArrival,
    ...(onTraffic && { onTraffic }),
  });
  const channel = new Socket({ fd: CHANNEL_FD });
  // An engine that is there and cannot be talked to gets a new process; one that is gone takes this one with it.
  const userAgent = new UserAgent(layer, undefined, onNotice);
  const onLost = (flaw: unknown): void => {
    if (flaw !== undefined) onError(flaw instanceof Error ? flaw : new Error(String(flaw)));
    process.exit(1);
  };
  const host = new SignalingHost(userAgent, channel, onLost, moderation);
  return {
    start: () => host.start(),
    stop: () => host.close(),
    adminPort: 0,
    stack: layer.stack,
    get listenPoints() {
      return layer.stack.listenPoints;
    },
    get counters() {
      const { calls, invites, legs: _legs, ...traffic } = host.load;
      const wire = { ...traffic, clients: 1, openIncoming: calls, openOutgoing: invites };
      return { stack: layer.stack.counters, wire, held: host.held };
    },
  };
});
