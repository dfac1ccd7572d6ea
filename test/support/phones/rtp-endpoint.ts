/**
 * A phone's media: sends paced tones and key presses as RTP, hears what comes back by frequency, and checks that the
 * stream it gets has one SSRC, no gap and no jump.
 *
 *   const phone = await RtpEndpoint.open();
 *   const offer = phone.sdp();                 // to be sent by SIP
 *   phone.follow(answer);                      // where to send, and as what
 *   phone.sendTone(440);
 *   await phone.hears(1000);                   // resolves once a 1000 Hz tone is heard
 *   phone.jumps                                // [] for a continuous stream
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { goertzel, eventOfDigit } from '../../../media/dtmf.js';
import { codeOf, linearOf, type Law } from '../../../media/g711.js';
import { PhoneSrtp, type PhoneSecurity } from './phone-srtp.js';

export interface ReceivedPacket {
  readonly payloadType: number;
  readonly marker: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: Buffer;
  readonly from: { readonly address: string; readonly port: number };
}

export interface EndpointOptions {
  readonly security?: PhoneSecurity | undefined;
  /** Default 127.0.0.1. */
  readonly host?: string;
  readonly law?: Law;
  /** Payload type of telephone-event; undefined leaves it out of the SDP (default 101). */
  readonly eventType?: number | undefined;
}

const FRAME = 160;
const FRAME_MS = 20;
const PAUSE_FRAMES = 3;
const KEPT_SAMPLES = 8000 * 10;
const KEPT_PACKETS = 20_000;
const PATIENCE_MS = 60_000;
const PAYLOAD_TYPES: Readonly<Record<Law, number>> = { PCMU: 0, PCMA: 8 };

export class RtpEndpoint {
  readonly host: string;
  readonly port: number;
  readonly rtcpPort: number;
  readonly ssrc = Math.floor(Math.random() * 2 ** 32);
  /** Every packet received, the last 20 000. */
  readonly packets: ReceivedPacket[] = [];
  readonly rtcpPackets: Buffer[] = [];
  law: Law;
  /** Its side of SRTP, if it has any. */
  readonly srtp: PhoneSrtp;
  readonly #eventType: number | undefined;
  readonly #rtp: Socket;
  readonly #rtcp: Socket;
  readonly #heard: number[] = [];
  readonly #waiting = new Set<() => void>();
  #remote: { address: string; port: number } | undefined;
  #sequence = Math.floor(Math.random() * 65_536);
  #timestamp = Math.floor(Math.random() * 2 ** 32);
  #frequency = 0;
  #phase = 0;
  #timer: NodeJS.Timeout | undefined;
  #frames = 0;
  #startedMs = 0;
  #key:
    | { readonly event: number; readonly timestamp: number; frames: number; readonly done: () => void }
    | undefined;
  #sessionVersion = 0;

  private constructor(rtp: Socket, rtcp: Socket, options: EndpointOptions) {
    this.host = rtp.address().address;
    this.port = rtp.address().port;
    this.rtcpPort = rtcp.address().port;
    this.law = options.law ?? 'PCMA';
    this.srtp = new PhoneSrtp(options.security);
    this.#eventType = 'eventType' in options ? options.eventType : 101;
    this.#rtp = rtp;
    this.#rtcp = rtcp;
    rtp.on('message', (packet, from) => this.#receive(packet, from));
    rtcp.on('message', (sealed) => {
      const packet = this.srtp.openReport(sealed);
      if (packet !== undefined) this.rtcpPackets.push(packet);
      this.#wake();
    });
    for (const socket of [rtp, rtcp]) socket.on('error', () => undefined);
  }

  static async open(options: EndpointOptions = {}): Promise<RtpEndpoint> {
    const host = options.host ?? '127.0.0.1';
    const [rtp, rtcp] = await Promise.all([boundSocket(host), boundSocket(host)]);
    return new RtpEndpoint(rtp, rtcp, options);
  }

  /** Our SDP, as offer or answer. */
  sdp(options: { direction?: string; address?: string; version?: number } = {}): string {
    this.#sessionVersion += 1;
    const address = options.address ?? this.host;
    const network = address.includes(':') ? 'IN IP6' : 'IN IP4';
    const type = PAYLOAD_TYPES[this.law];
    const event = this.#eventType;
    return [
      'v=0',
      `o=phone 1 ${options.version ?? this.#sessionVersion} ${network} ${address}`,
      's=call',
      `c=${network} ${address}`,
      't=0 0',
      `m=audio ${this.port} ${this.srtp.protocol} ${type}${event === undefined ? '' : ` ${event}`}`,
      `a=rtpmap:${type} ${this.law}/8000`,
      ...(event === undefined ? [] : [`a=rtpmap:${event} telephone-event/8000`, `a=fmtp:${event} 0-15`]),
      ...this.srtp.lines,
      `a=rtcp:${this.rtcpPort}`,
      `a=${options.direction ?? 'sendrecv'}`,
      '',
    ].join('\r\n');
  }

  /** Sends from now on to where an SDP says. */
  follow(sdp: string): void {
    const address = /^c=IN IP[46] (\S+)/m.exec(sdp)?.[1];
    const port = /^m=audio (\d+)/m.exec(sdp)?.[1];
    if (address === undefined || port === undefined) throw new Error(`expected SDP with audio, found ${sdp}`);
    this.#remote = { address, port: Number(port) };
    this.srtp.agree(sdp);
  }

  get remote(): { readonly address: string; readonly port: number } | undefined {
    return this.#remote;
  }

  /**
   * Sends a tone, paced at 20 ms, until `stopSending`; another call changes the frequency without a jump. 0 is silence.
   */
  sendTone(frequency: number): void {
    this.#frequency = frequency;
    if (this.#timer !== undefined) return;
    this.#startedMs = performance.now();
    this.#frames = 0;
    this.#timer = setInterval(() => this.#sendDue(), FRAME_MS / 2);
  }

  /**
   * Presses a key for `durationMs` in place of the tone (RFC 4733), its end sent three times. Resolves when all of it,
   * and the pause of 60 ms to the next, has been sent.
   */
  sendDtmf(digit: string, durationMs = 100): Promise<void> {
    const event = eventOfDigit(digit);
    if (event === undefined || this.#eventType === undefined) throw new Error(`cannot send ${digit}`);
    if (this.#timer === undefined) this.sendTone(0);
    return new Promise((done) => {
      this.#key = { event, timestamp: this.#timestamp, frames: Math.ceil(durationMs / FRAME_MS), done };
    });
  }

  stopSending(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Any bytes, to where RTP goes, or elsewhere. */
  sendRaw(packet: Uint8Array, to = this.#remote): void {
    if (to !== undefined) this.#rtp.send(packet, to.port, to.address);
  }

  sendRtcp(packet: Uint8Array, to = this.#remote && { ...this.#remote, port: this.#remote.port + 1 }): void {
    if (to === undefined) return;
    this.#rtcp.send(this.srtp.sealReport(packet), to.port, to.address);
  }

  /** Level of a frequency in the last `ms` of audio heard, in dB of full scale; -Infinity before there was any. */
  level(frequency: number, ms = 100): number {
    const samples = this.#heard.slice(-ms * 8);
    if (samples.length === 0) return -Infinity;
    const amplitude = (2 * Math.sqrt(Math.max(0, goertzel(samples, frequency, 8000)))) / samples.length;
    return 20 * Math.log10(amplitude / 32_768);
  }

  /** Level of everything heard in the last `ms`, at any frequency, in dB of full scale. */
  loudness(ms = 100): number {
    const samples = this.#heard.slice(-ms * 8);
    if (samples.length === 0) return -Infinity;
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    return 10 * Math.log10(power / 32_768 ** 2);
  }

  /** Resolves once a tone of `frequency` fills the last 100 ms; rejects after `timeoutMs`. */
  hears(frequency: number, timeoutMs = PATIENCE_MS): Promise<void> {
    return this.until(
      () => this.#heard.length >= 800 && this.level(frequency) > -26,
      () =>
        `a tone of ${frequency} Hz, found ${Math.round(this.level(frequency))} dB after ${this.packets.length} packets`,
      timeoutMs,
    );
  }

  /** Resolves once the last 100 ms hold both tones. */
  hearsBoth(one: number, other: number, timeoutMs = PATIENCE_MS): Promise<void> {
    return this.until(
      () => this.#heard.length >= 800 && this.level(one) > -26 && this.level(other) > -26,
      () =>
        `tones of ${one} and ${other} Hz, found ${Math.round(this.level(one))} and ${Math.round(this.level(other))} dB`,
      timeoutMs,
    );
  }

  /** Resolves once the last 100 ms of audio hold no tone of `frequency`. */
  stopsHearing(frequency: number, timeoutMs = PATIENCE_MS): Promise<void> {
    return this.until(
      () => this.#heard.length >= 800 && this.level(frequency) < -40,
      () => `no tone of ${frequency} Hz, found ${Math.round(this.level(frequency))} dB`,
      timeoutMs,
    );
  }

  /** Resolves when there are this many `packets`. */
  receives(count: number, timeoutMs = PATIENCE_MS): Promise<void> {
    return this.until(
      () => this.packets.length >= count,
      () => `${count} packets, found ${this.packets.length}`,
      timeoutMs,
    );
  }

  /** Resolves when the condition, asked after each packet, holds. */
  until(condition: () => boolean, expected: () => string, timeoutMs = PATIENCE_MS): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = () => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`expected ${expected()}`));
      }, timeoutMs);
      this.#waiting.add(check);
      check();
    });
  }

  /** Where the stream received changed its SSRC, skipped or repeated a sequence number, or jumped in time; in words. */
  get jumps(): string[] {
    return this.packets.slice(1).flatMap((packet, index) => {
      const before = this.packets[index];
      if (before === undefined) return [];
      const steps = (packet.sequence - before.sequence) & 0xffff;
      const samples = (packet.timestamp - before.timestamp) | 0;
      const isEvent = [packet, before].some(({ payloadType }) => payloadType === this.#eventType);
      const at = `packet ${index + 1}:`;
      return [
        ...(packet.ssrc === before.ssrc ? [] : [`${at} SSRC ${before.ssrc} became ${packet.ssrc}`]),
        ...(steps === 1 ? [] : [`${at} sequence went ${steps} ahead`]),
        ...(samples === before.payload.length || isEvent ? [] : [`${at} timestamp went ${samples} ahead`]),
      ];
    });
  }

  /** Forgets what was heard. */
  clear(): void {
    this.packets.length = 0;
    this.#heard.length = 0;
  }

  async close(): Promise<void> {
    this.stopSending();
    await Promise.all([this.#rtp, this.#rtcp].map((socket) => closed(socket)));
  }

  #sendDue(): void {
    const due = Math.floor((performance.now() - this.#startedMs) / FRAME_MS) + 1;
    while (this.#frames < due) {
      this.#frames += 1;
      this.#sendFrame();
    }
  }

  #sendFrame(): void {
    const key = this.#key;
    if (key === undefined || key.frames <= 0) {
      const audio = this.#toneFrame();
      this.#send(PAYLOAD_TYPES[this.law], this.#timestamp, audio);
      if (key !== undefined) this.#pause(key);
    } else {
      key.frames -= 1;
      const duration = this.#timestamp + FRAME - key.timestamp;
      const isEnd = key.frames <= 0;
      const event = Buffer.from([key.event, (isEnd ? 0x80 : 0) | 10, duration >> 8, duration & 0xff]);
      for (let copies = isEnd ? 3 : 1; copies > 0; copies -= 1)
        this.#send(this.#eventType ?? 101, key.timestamp, event);
    }
    this.#timestamp = (this.#timestamp + FRAME) >>> 0;
  }

  /** Counts the frames between a key and the next. */
  #pause(key: { frames: number; readonly done: () => void }): void {
    key.frames -= 1;
    if (key.frames > -PAUSE_FRAMES) return;
    this.#key = undefined;
    key.done();
  }

  #toneFrame(): Buffer {
    const frame = Buffer.alloc(FRAME);
    const step = (2 * Math.PI * this.#frequency) / 8000;
    for (let i = 0; i < FRAME; i += 1) {
      this.#phase += step;
      const sample = this.#frequency === 0 ? 0 : Math.round(8000 * Math.sin(this.#phase));
      frame[i] = codeOf[this.law][sample & 0xffff] ?? 0;
    }
    return frame;
  }

  #send(type: number, timestamp: number, payload: Buffer): void {
    const header = Buffer.alloc(12);
    header[0] = 0x80;
    header[1] = type;
    header.writeUInt16BE(this.#sequence, 2);
    header.writeUInt32BE(timestamp, 4);
    header.writeUInt32BE(this.ssrc, 8);
    this.sendRaw(this.srtp.seal(Buffer.concat([header, payload])));
    this.#sequence = (this.#sequence + 1) & 0xffff;
  }

  #receive(datagram: Buffer, from: RemoteInfo): void {
    if (datagram.length < 12) return;
    if ((datagram[1] ?? 0) >= 192 && (datagram[1] ?? 0) <= 223) {
      const report = this.srtp.openReport(datagram);
      if (report !== undefined) this.rtcpPackets.push(report);
      return this.#wake();
    }
    const packet = this.srtp.open(datagram);
    if (packet === undefined) return;
    const payloadType = (packet[1] ?? 0) & 0x7f;
    this.packets.push({
      payloadType,
      marker: ((packet[1] ?? 0) & 0x80) !== 0,
      sequence: packet.readUInt16BE(2),
      timestamp: packet.readUInt32BE(4),
      ssrc: packet.readUInt32BE(8),
      payload: packet.subarray(12),
      from: { address: from.address, port: from.port },
    });
    if (this.packets.length > KEPT_PACKETS) this.packets.shift();
    const law = payloadType === 8 ? 'PCMA' : payloadType === 0 ? 'PCMU' : undefined;
    if (law !== undefined) {
      for (const code of packet.subarray(12)) this.#heard.push(linearOf[law][code] ?? 0);
      if (this.#heard.length > 2 * KEPT_SAMPLES) this.#heard.splice(0, this.#heard.length - KEPT_SAMPLES);
    }
    this.#wake();
  }

  #wake(): void {
    for (const check of [...this.#waiting]) check();
  }
}

async function boundSocket(host: string): Promise<Socket> {
  const is6 = host.includes(':');
  const socket = createSocket(is6 ? 'udp6' : 'udp4');
  socket.bind(0, host);
  try {
    await once(socket, 'listening');
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'EADDRNOTAVAIL' && is6;
    throw missing ? new Error(`expected ${host} on this machine: the tests of IPv6 need it`) : error;
  }
  return socket;
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    try {
      socket.close(() => resolve());
    } catch {
      resolve(); // closed before
    }
  });
}
