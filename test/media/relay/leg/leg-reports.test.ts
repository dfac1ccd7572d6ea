/** The reports of phones on both legs, on their way through: what the relay learns of how each hears it. */
import t from 'tap';
import type { LegConfiguration } from '../../../../media/relay/messages.js';
import { Leg } from '../../../../media/relay/leg/leg.js';
import type { LegPorts } from '../../../../media/relay/ports/port-pair.js';
import { voiceQuality } from '../../../../media/voice-quality.js';

const CONFIGURATION: Omit<LegConfiguration, 'remote'> = {
  source: 'signalled',
  routes: [{ payloadType: 8, kind: 'PCMA', clockRate: 8000, to: 8, transcode: undefined }],
  promptAs: undefined,
  eventsAs: undefined,
  mayReceive: true,
  expected: true,
};

class Phone {
  readonly rtp: Buffer[] = [];
  readonly rtcp: Buffer[] = [];
  readonly leg: Leg;
  readonly #clock: { ms: number };
  readonly #address: string;
  #listeners: Parameters<LegPorts['attach']> = [() => undefined, () => undefined];

  constructor(stream: 0 | 1, address: string, clock: { ms: number }) {
    this.#address = address;
    this.#clock = clock;
    this.leg = new Leg({
      ...{ stream, latchWindowMs: 0, cname: () => 'x', now: () => clock.ms, random: () => 0.25 + stream / 2 },
      ...{ onDigit: () => undefined, onPlayed: () => undefined, onSounding: () => undefined },
    });
    this.leg.attach({
      port: 20_000 + 2 * stream,
      attach: (...listeners) => (this.#listeners = listeners),
      connect: () => undefined,
      send: (packet) => void this.rtp.push(Buffer.from(packet)),
      sendRtcp: (packet) => void this.rtcp.push(Buffer.from(packet)),
    });
    this.leg.configure({ ...CONFIGURATION, remote: { address, port: 6000, rtcpPort: 6001 } });
  }

  /** Sends audio every 20 ms, except the packets for which `isLost` says so. */
  say(from: number, to: number, ssrc: number, isLost: (sequence: number) => boolean = () => false): void {
    for (let sequence = from; sequence < to; sequence += 1) {
      this.#clock.ms = 1000 + sequence * 20;
      if (isLost(sequence)) continue;
      const packet = Buffer.alloc(172, 0x55);
      packet.writeUInt32BE(0x8008_0000 + sequence, 0);
      packet.writeUInt32BE(sequence * 160, 4);
      packet.writeUInt32BE(ssrc, 8);
      this.#listeners[0](packet, { address: this.#address, port: 6000, family: 'IPv4', size: packet.length });
    }
  }

  report(packet: Buffer): void {
    this.#listeners[1](packet, { address: this.#address, port: 6001, family: 'IPv4', size: packet.length });
  }
}

/** A sender report without a block. */
function senderReport(ssrc: number): Buffer {
  const packet = Buffer.alloc(28);
  packet.writeUInt32BE(0x80c8_0006, 0);
  packet.writeUInt32BE(ssrc, 4);
  packet.writeUInt32BE(0x1234_5678, 8);
  packet.writeUInt32BE(0x9abc_def0, 12);
  return packet;
}

/** A receiver report on the stream `of`. */
function receiverReport(of: number, lost: number, lsr: number, dlsr: number): Buffer {
  const packet = Buffer.alloc(32);
  packet.writeUInt32BE(0x81c9_0007, 0);
  packet.writeUInt32BE(2222, 4);
  packet.writeUInt32BE(of, 8);
  packet.writeUInt32BE(lost, 12);
  packet.writeUInt32BE(lsr, 24);
  packet.writeUInt32BE(dlsr, 28);
  return packet;
}

void t.test('what the callee’s phone reports is in the statistics, with the round trip to it', (t) => {
  const clock = { ms: 1000 };
  const caller = new Phone(0, '192.0.2.1', clock);
  const callee = new Phone(1, '192.0.2.2', clock);
  caller.leg.bridge(callee.leg);
  callee.leg.bridge(caller.leg);
  caller.say(0, 200, 7, (sequence) => sequence % 20 === 10);
  callee.say(0, 200, 9);
  caller.report(senderReport(7));
  const [relayed] = callee.rtcp;
  t.equal(relayed?.[1], 200, 'the caller’s report has reached the callee');
  const lsr = relayed?.readUInt32BE(10) ?? 0;
  const stream = callee.rtp[0]?.readUInt32BE(8) ?? 0;
  clock.ms += 1090;
  callee.report(receiverReport(stream, 30, lsr, 65_536));
  const statistics = { caller: caller.leg.statistics(), callee: callee.leg.statistics() };
  t.equal(statistics.caller.packetsLost, 10);
  t.equal(statistics.caller.reported, undefined, 'the caller’s phone has reported nothing of our stream');
  t.match(statistics.callee.reported, { packetsLost: 30, jitterMs: 0 });
  t.ok(Math.abs((statistics.callee.reported?.roundTripMs ?? 0) - 90) < 0.2);
  const quality = voiceQuality(statistics);
  t.match(quality, { callee: { lossPercent: 15, delayMs: 85 }, caller: { lossPercent: 0, delayMs: 85 } });
  t.ok((quality?.callee?.mos ?? 5) < (quality?.caller?.mos ?? 0) - 1);
  t.end();
});

void t.test('a report of a stranger says nothing', (t) => {
  const clock = { ms: 1000 };
  const caller = new Phone(0, '192.0.2.1', clock);
  const callee = new Phone(1, '192.0.2.2', clock);
  caller.leg.bridge(callee.leg);
  caller.say(0, 60, 7);
  callee.leg.configure({ ...CONFIGURATION, remote: { address: '192.0.2.99', port: 6000, rtcpPort: 6001 } });
  callee.report(receiverReport(callee.rtp[0]?.readUInt32BE(8) ?? 0, 59, 0, 0));
  t.equal(callee.leg.statistics().reported, undefined);
  t.equal(callee.leg.statistics().strangers, 1);
  t.end();
});
