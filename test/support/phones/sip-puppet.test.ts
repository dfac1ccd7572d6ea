import t from 'tap';
import { SipPuppet } from './sip-puppet.js';

const bye = (callId: string): string => `
  BYE sip:a@127.0.0.1 SIP/2.0
  Call-ID: ${callId}
  CSeq: 1 BYE

  `;

void t.test(
  'a peer that hears the service alone does not take a BYE of somebody else for its own',
  async (t) => {
    const [peer, service, other] = await Promise.all([SipPuppet.udp(), SipPuppet.udp(), SipPuppet.udp()]);
    t.teardown(() => [peer, service, other].forEach((one) => one.close()));
    peer.hearOnly(service);
    other.send(peer, bye('of another call'));
    service.send(peer, bye('ours'));
    t.equal((await peer.take('BYE')).header('Call-ID'), 'ours');
    t.same(peer.untaken, []);
  },
);
