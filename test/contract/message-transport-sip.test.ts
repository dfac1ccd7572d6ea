/** The message transport contract by SIP MESSAGE, in each mode of signaling. */
import t from 'tap';
import { parseConfig } from '../../config/load.js';
import { systemClock } from '../../engine/clock.js';
import { SipMessageTransport } from '../../engine/message/sip-message-transport.js';
import { ConfiguredTrunks } from '../../engine/sip/trunks/configured-trunks.js';
import { systemTimer } from '../../engine/ua/session/session-clock.js';
import { loadPolicy } from '../../routing/numbers/policy.js';
import { MessagePeer, userIn } from '../support/phones/message-peer.js';
import { SipPuppet } from '../support/phones/sip-puppet.js';
import { SIGNALING_KINDS, sipAddressOf, type SignalingKind } from '../support/stages/signaling-kinds.js';
import {
  messageTransportContract,
  type PeerAnswer,
  type TransportUnderTest,
} from './message-transport-suite.js';

const ANSWERS: Readonly<Record<PeerAnswer, number>> = {
  taken: 202,
  'try-later': 503,
  never: 403,
  'no-such-receiver': 404,
};

for (const kind of SIGNALING_KINDS) messageTransportContract(t, bySip(kind));

function bySip(kind: SignalingKind): TransportUnderTest {
  return {
    name: `SIP MESSAGE ${kind.name}`,
    open: async (t) => {
      const signaling = await kind.open(t, systemTimer);
      t.teardown(() => signaling.close());
      const puppet = await SipPuppet.udp();
      t.teardown(() => puppet.close());
      const yaml = `trunks: [{ name: carrier, from: [127.0.0.1], to: "sip:${puppet.hostPort}" }]`;
      const trunks = new ConfiguredTrunks(parseConfig(yaml), loadPolicy());
      const transport = new SipMessageTransport({ signaling, trunks: () => trunks, clock: systemClock });
      await signaling.start({
        onCall: (call) => call.reject(405),
        onMessage: (message) => transport.take(message),
        onRegister: (register) => register.reject(403),
        health: () => ({ healthy: true }),
      });
      const carrier = new MessagePeer(puppet, sipAddressOf(signaling));
      let last = '';
      return {
        transport,
        trunk: 'carrier',
        peer: {
          deliver: async ({ repeats, ...message }) => {
            last = carrier.send({ ...message, ...(repeats === true && { callId: last }) });
            const status = Number((await carrier.answerTo(last)).kind);
            if (status < 300) return 'accepted';
            return status >= 500 ? 'try-later' : 'refused';
          },
          next: async () => {
            const message = await carrier.next();
            return {
              from: userIn(message, 'From'),
              to: userIn(message, 'Request-URI'),
              text: message.body,
              raw: message.raw,
              answer: (how) => puppet.reply(message, ANSWERS[how]),
            };
          },
          vanish: () => puppet.close(),
        },
      };
    },
  };
}
