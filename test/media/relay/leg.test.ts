/** One leg alone: what of its packets is a sign of life. */
import t from 'tap';
import { Leg, type LegPorts } from '../../../media/relay/leg.js';
import type { LegConfiguration } from '../../../media/relay/messages.js';

const SIGNALLED = { address: '198.51.100.7', port: 6000, family: 'IPv4', size: 0 } as const;

const CONFIGURATION: LegConfiguration = {
  remote: { address: SIGNALLED.address, port: SIGNALLED.port, rtcpPort: 6001 },
  source: 'signalled',
  routes: [{ payloadType: 8, kind: 'PCMA', clockRate: 8000, to: 8, transcode: undefined }],
  promptAs: { payloadType: 8, law: 'PCMA' },
  eventsAs: undefined,
  mayReceive: true,
  expected: true,
};

void t.test('comfort noise that nobody negotiated is heard of, though it is not passed on', (t) => {
  let nowMs = 1000;
  let receive: Parameters<LegPorts['attach']>[0] = () => undefined;
  const leg = new Leg({
    stream: 0,
    latchWindowMs: 0,
    cname: () => 'x',
    now: () => nowMs,
    random: () => 0.5,
    onDigit: () => undefined,
    onPlayed: () => undefined,
    onSounding: () => undefined,
  });
  leg.attach({
    port: 20_000,
    attach: (onRtp) => (receive = onRtp),
    connect: () => undefined,
    send: () => undefined,
    sendRtcp: () => undefined,
  });
  leg.configure(CONFIGURATION);
  nowMs = 50_000;
  receive(Buffer.from('800d0001000000a00000000740', 'hex'), SIGNALLED);
  t.equal(leg.lastHeardMs, 50_000);
  nowMs = 90_000;
  receive(Buffer.from('800d0002000001400000000740', 'hex'), { ...SIGNALLED, address: '192.0.2.66' });
  receive(Buffer.from([0]), SIGNALLED);
  t.equal(leg.lastHeardMs, 50_000, 'neither a stranger nor what is no RTP');
  t.equal(leg.statistics().packetsReceived, 0);
  t.end();
});
