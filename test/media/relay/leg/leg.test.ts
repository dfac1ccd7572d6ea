/** One leg, and a second one that hears it: what of its packets is a sign of life, and what reaches the other. */
import t from 'tap';
import { Leg } from '../../../../media/relay/leg/leg.js';
import type { LegPorts } from '../../../../media/relay/ports/port-pair.js';
import type { LegConfiguration } from '../../../../media/relay/messages.js';

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

void t.test('comfort noise that was not negotiated counts as heard, though it is not passed on', (t) => {
  const { leg, receive, at } = heardLeg();
  at(50_000);
  receive('800d0001000000a00000000740');
  t.equal(leg.lastHeardMs, 50_000);
  at(90_000);
  receive('800d0002000001400000000740', { ...SIGNALLED, address: '192.0.2.66' });
  receive('00');
  t.equal(leg.lastHeardMs, 50_000, 'neither a stranger nor what is no RTP');
  t.equal(leg.statistics().packetsReceived, 0);
  t.end();
});

void t.test('a packet without audio is a sign of life and nothing of the stream (RFC 6263 4.2)', (t) => {
  const { leg, receive, at, sent } = heardLeg();
  const say = (sequence: number): void => {
    at(1000 + sequence * 20);
    receive(`8008${hex(sequence, 4)}${hex(sequence * 160, 8)}00000007${'55'.repeat(160)}`);
  };
  for (let sequence = 0; sequence < 5; sequence += 1) say(sequence);
  at(1095);
  receive('800800000000000000000000');
  receive('80080fff0000ffff00000007');
  receive('a0080fff0000ffff0000000700000004');
  t.equal(leg.lastHeardMs, 1095);
  t.equal(sent.length, 5, 'none is passed on');
  for (let sequence = 5; sequence < 10; sequence += 1) say(sequence);
  const steps = sent.slice(1).map((packet, index) => {
    const before = sent[index] ?? packet;
    const marker = (packet[1] ?? 0) >> 7;
    return [
      marker,
      packet.readUInt16BE(2) - before.readUInt16BE(2),
      packet.readUInt32BE(4) - before.readUInt32BE(4),
    ];
  });
  t.same(new Set(steps.map(String)), new Set(['0,1,160']), 'the stream goes on as if they had not come');
  t.equal(leg.statistics().packetsLost, 0);
  t.end();
});

/** A leg whose packets come as hex at given times, and what another leg is sent of them. */
function heardLeg() {
  let nowMs = 1000;
  let onRtp: Parameters<LegPorts['attach']>[0] = () => undefined;
  const sent: Buffer[] = [];
  const newLeg = (stream: 0 | 1): Leg =>
    new Leg({
      stream,
      latchWindowMs: 0,
      cname: () => 'x',
      now: () => nowMs,
      random: () => 0.5,
      onDigit: () => undefined,
      onPlayed: () => undefined,
      onSounding: () => undefined,
    });
  const ports: LegPorts = {
    port: 20_000,
    attach: () => undefined,
    connect: () => undefined,
    send: (packet) => void sent.push(Buffer.from(packet)),
    sendRtcp: () => undefined,
  };
  const [leg, other] = [newLeg(0), newLeg(1)];
  leg.attach({ ...ports, attach: (listener) => (onRtp = listener), send: () => undefined });
  other.attach(ports);
  for (const each of [leg, other]) each.configure(CONFIGURATION);
  leg.bridge(other);
  const receive = (packet: string, from: typeof SIGNALLED | { address: string } = SIGNALLED): void =>
    onRtp(Buffer.from(packet, 'hex'), { ...SIGNALLED, ...from });
  return { leg, sent, receive, at: (ms: number) => (nowMs = ms) };
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
