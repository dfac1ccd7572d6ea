/**
 * Both legs of a relay's session without sockets: packets of the caller as lines of text, and what the callee is sent.
 */
import type { LegConfiguration } from '../../../media/relay/messages.js';
import { Leg } from '../../../media/relay/leg/leg.js';
import type { LegPorts } from '../../../media/relay/ports/port-pair.js';

const FROM = { address: '198.51.100.7', port: 6000, family: 'IPv4', size: 0 } as const;
const PACKET = /^(\d+) (\d+) (\d+) (?:audio|(\d+) (\d+)(e?)(m?))(?: x(\d+))?$/;
const CONFIGURATION: LegConfiguration = {
  remote: { address: FROM.address, port: FROM.port, rtcpPort: 6001 },
  source: 'signalled',
  routes: [
    { payloadType: 8, kind: 'PCMA', clockRate: 8000, to: 8, transcode: undefined },
    { payloadType: 101, kind: 'event', clockRate: 8000, to: 96, transcode: undefined },
  ],
  promptAs: { payloadType: 8, law: 'PCMA', packetMs: 20 },
  eventsAs: { payloadType: 101, clockRate: 8000 },
  mayReceive: true,
  expected: true,
};

/** A caller who presses keys, and the callee who receives them. The test controls the time. */
export class TwoLegs {
  /** What would confuse a receiver, in words. */
  readonly broken: string[] = [];
  #nowMs = 1000;
  #heard = '';
  #receive: (packet: Buffer, from: typeof FROM) => void = () => undefined;
  #sequence: number | undefined;
  #events: { marked: boolean; event: number; timestamp: number; duration: number }[] = [];
  #last: { event: number; timestamp: number; duration: number } | undefined;

  constructor() {
    const [caller, callee] = [this.#leg((digit) => (this.#heard += digit)), this.#leg(() => undefined)];
    caller.attach(this.#ports((receive) => (this.#receive = receive)));
    callee.attach(this.#ports(() => undefined));
    for (const leg of [caller, callee]) leg.configure(CONFIGURATION);
    caller.bridge(callee);
    callee.bridge(caller);
  }

  receive(line: string): void {
    const read = PACKET.exec(line);
    if (read === null) throw new Error(`expected a packet, found ${line}`);
    const [, ssrc, sequence, timestamp, event, duration, end, marker, times] = read;
    for (let n = 0; n < Number(times ?? 1); n += 1) {
      const isAudio = event === undefined;
      const body = isAudio ? Buffer.alloc(160, 0xd5) : Buffer.alloc(6, 0xaa);
      const packet = Buffer.concat([Buffer.alloc(12), body]);
      packet.writeUInt16BE(0x8000 | (marker === 'm' ? 0x80 : 0) | (isAudio ? 8 : 101), 0);
      packet.writeUInt16BE(Number(sequence) + n, 2);
      packet.writeUInt32BE(Number(timestamp) + (isAudio ? 160 * n : 0), 4);
      packet.writeUInt32BE(Number(ssrc), 8);
      if (!isAudio)
        packet.writeUInt32BE(Number(event) * 2 ** 24 + (end === 'e' ? 0x80_0000 : 0) + Number(duration), 12);
      this.#receive(packet, FROM);
      this.#nowMs += 20;
    }
  }

  takeHeard(): string {
    const heard = this.#heard;
    this.#heard = '';
    return heard === '' ? 'nothing' : heard;
  }

  takeSent(): string {
    const events = this.#events.splice(0);
    const timestamps = new Set(events.map(({ timestamp }) => timestamp));
    return [events.filter(({ marked }) => marked).length, timestamps.size, events.length].join('/');
  }

  #leg(onDigit: (digit: string) => void): Leg {
    return new Leg({
      stream: 0,
      latchWindowMs: 0,
      cname: () => 'x',
      now: () => this.#nowMs,
      random: () => 0.5,
      onDigit,
      onPlayed: () => undefined,
      onSounding: () => undefined,
    });
  }

  #ports(onAttached: (receive: TwoLegs['receiver']) => void): LegPorts {
    return {
      port: 20_000,
      attach: (onRtp) => onAttached(onRtp),
      connect: () => undefined,
      send: (packet) => this.#look(packet),
      sendRtcp: () => undefined,
    };
  }

  get receiver() {
    return this.#receive;
  }

  #look(packet: Buffer): void {
    const sequence = packet.readUInt16BE(2);
    const before = this.#sequence;
    this.#sequence = sequence;
    if (before !== undefined && ((sequence - before) & 0xffff) > 0x7fff)
      this.broken.push(`sequence went from ${before} to ${sequence}`);
    if (before === sequence) this.broken.push(`sequence ${sequence} came twice`);
    if ((packet.readUInt8(1) & 0x7f) !== 96) return;
    if (packet.length !== 16) this.broken.push(`an event of ${packet.length - 12} bytes`);
    const marked = packet.readUInt8(1) > 0x7f;
    const event = packet.readUInt8(12);
    const timestamp = packet.readUInt32BE(4);
    const duration = packet.readUInt16BE(14);
    const last = this.#last;
    if (last !== undefined && ((timestamp - last.timestamp) | 0) < 0)
      this.broken.push('a press went back in time');
    if (last?.timestamp === timestamp && last.event !== event)
      this.broken.push('two presses have one timestamp');
    if (last?.timestamp === timestamp && duration < last.duration) this.broken.push('a duration shrank');
    this.#last = { event, timestamp, duration };
    this.#events.push({ marked, event, timestamp, duration });
  }
}
