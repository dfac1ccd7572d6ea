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
  promptAs: { payloadType: 8, law: 'PCMA', packetMs: 20 },
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

void t.test('a prompt comes in packets of the length that its side wants', (t) => {
  for (const packetMs of [10, 20, 30, 50, 60]) {
    const { other, sent, at } = heardLeg({ packetMs });
    other.play(prompt(600));
    for (let ms = 0; ms <= 620; ms += 20) {
      at(2000 + ms);
      other.tick(2000 + ms);
    }
    t.same(new Set(sent.map(({ length }) => length - 12)), new Set([packetMs * 8]), `${packetMs} ms`);
    t.equal(sent.length, Math.ceil(600 / packetMs), 'all of it, once');
    const steps = sent
      .slice(1)
      .map((packet, at) => packet.readUInt32BE(4) - (sent[at]?.readUInt32BE(4) ?? 0));
    t.same(new Set(steps), new Set([packetMs * 8]));
  }
  t.end();
});

void t.test('packets of any length carry a prompt, and none of them is lost to our own frames', (t) => {
  for (const packetMs of [10, 20, 30, 40, 60, 120]) {
    const { other, sent, receive, at } = heardLeg({ packetMs: 20 });
    other.play(prompt(480));
    for (let ms = 0; ms < 480; ms += 10) {
      at(2000 + ms);
      if (ms % packetMs === 0) {
        const sequence = ms / packetMs;
        receive(`8008${hex(sequence, 4)}${hex(ms * 8, 8)}00000007${'d5'.repeat(packetMs * 8)}`);
      }
      if (ms % 20 === 0) other.tick(2000 + ms);
    }
    t.same(new Set(sent.map(({ length }) => length - 12)), new Set([packetMs * 8]), `${packetMs} ms`);
    t.equal(sent.length, 480 / packetMs);
    t.ok(
      sent.every((packet) => packet.subarray(12).every((code) => code !== 0xd5)),
      'the prompt is in all',
    );
  }
  t.end();
});

void t.test('a sender of short packets loses none of them when something changes', (t) => {
  const { other, sent, receive } = heardLeg();
  for (let sequence = 0; sequence < 6; sequence += 1) {
    receive(`8008${hex(sequence, 4)}${hex(sequence * 80, 8)}00000007${'55'.repeat(80)}`);
    other.configure(CONFIGURATION);
  }
  t.equal(sent.length, 6);
  t.end();
});

function prompt(ms: number): { playback: number; alaw: Uint8Array; loop: boolean } {
  return { playback: 1, alaw: new Uint8Array(ms * 8).fill(0x2a), loop: false };
}

/** A leg whose packets come as hex at given times, and what another leg is sent of them. */
function heardLeg({ packetMs = 20 } = {}) {
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
  const promptAs = { payloadType: 8, law: 'PCMA', packetMs } as const;
  for (const each of [leg, other]) each.configure({ ...CONFIGURATION, promptAs });
  leg.bridge(other);
  const receive = (packet: string, from: typeof SIGNALLED | { address: string } = SIGNALLED): void =>
    onRtp(Buffer.from(packet, 'hex'), { ...SIGNALLED, ...from });
  return { leg, other, sent, receive, at: (ms: number) => (nowMs = ms) };
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
