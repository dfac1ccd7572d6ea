/**
 * One leg within a relay worker: receives its packets, knows its source, and sends the other leg's audio and prompts to
 * it. `#onRtp` runs for every packet of every call and allocates nothing.
 */
import type { RemoteInfo } from 'node:dgram';
import { clearReserved, EVENT_BYTES, toneOfDigit } from '../../dtmf.js';
import { silenceOf } from '../../g711.js';
import type { LegStatistics, Strangers } from '../../media.js';
import { DroppedStrangers } from './dropped-strangers.js';
import type { Fork } from './fork.js';
import { HeardKeys } from './heard-keys.js';
import { HeardReports } from './heard-reports.js';
import { HeardTones } from './heard-tones.js';
import { LegCrypto } from './leg-crypto.js';
import { KeySender } from './key-sender.js';
import type { LegConfiguration } from '../messages.js';
import { FRAME_MS, OutgoingStream, type EventPlace } from './outgoing.js';
import { Reception } from './reception.js';
import {
  EVENT,
  lawAfter,
  NO_ROUTES,
  OTHER,
  PCMA,
  PCMU,
  routeTable,
  translate,
  type Way,
} from './route-table.js';
import type { LegPorts } from '../ports/port-pair.js';
import { isReport, relayReport } from './rtcp.js';
import { RtcpSource } from './rtcp-source.js';
import {
  HEADER_BYTES,
  isMarked,
  payloadTypeOf,
  plainPacket,
  sequenceOf,
  ssrcOf,
  timestampOf,
} from './rtp.js';
import { SourceRule } from './source-rule.js';
import { PlayedPrompts, type PlayedPrompt } from './played-prompts.js';

/** If the other party's next packet is this late, prompts continue by our own clock. */
const CARRIER_LATE_MS = 30;
const SHORT_GAP_MS = 80;
/** G.711 has this rate in every packet. */
const SAMPLES_PER_MS = 8;
/** Replaces a playback: nothing waits for a key's tone to end. */
const KEY_TONE = 0;

export interface LegOptions {
  readonly stream: 0 | 1;
  readonly latchWindowMs: number;
  /** CNAME of the session, for its RTCP. */
  readonly cname: () => string;
  readonly now: () => number;
  readonly random: () => number;
  readonly onDigit: (digit: string, means: 'event' | 'tone') => void;
  readonly onPlayed: (playback: number) => void;
  /** A prompt or a key press begins on the leg: it needs ticks. */
  readonly onSounding: (leg: Leg) => void;
}

export class Leg {
  readonly prompts: PlayedPrompts;
  /** The leg that hears this one; undefined while they are not bridged. */
  peer: Leg | undefined;
  /** What is sent through them is encrypted if the leg is. */
  ports: LegPorts | undefined;
  /** Since when its silence counts. */
  expected = false;
  lastHeardMs: number;
  readonly #options: LegOptions;
  #pair: LegPorts | undefined;
  #crypto: LegCrypto | undefined;
  readonly #now: () => number;
  readonly #source: SourceRule;
  readonly #received = new Reception();
  readonly #out: OutgoingStream;
  readonly #heardKeys = new HeardKeys();
  #tones: HeardTones | undefined;
  #routes = NO_ROUTES;
  #mayReceive = false;
  #promptAs: LegConfiguration['promptAs'];
  #eventsAs: LegConfiguration['eventsAs'];
  readonly #keys = new KeySender();
  readonly #rtcpSource: RtcpSource;
  /** Created with the first report: most phones of most calls send none. */
  #reports: HeardReports | undefined;
  readonly #strangers = new DroppedStrangers();
  #recordingId: number | undefined;
  #fork: Fork | undefined;
  /** When the last packet that can carry prompts went to this leg. */
  #carriedMs = -Infinity;
  /** How much audio was in it. */
  #carriedForMs = FRAME_MS;
  #generating = false;
  #dueMs = 0;

  constructor(options: LegOptions) {
    this.#options = options;
    this.#now = options.now;
    this.lastHeardMs = options.now();
    this.#source = new SourceRule(options.latchWindowMs);
    this.#rtcpSource = new RtcpSource(options.latchWindowMs);
    this.#out = new OutgoingStream(options.random);
    this.prompts = new PlayedPrompts(options.onPlayed);
  }

  attach(ports: LegPorts): void {
    this.#pair = ports;
    this.ports = ports;
    ports.attach(this.#onRtp, this.#onRtcp);
  }

  configure(configuration: LegConfiguration): void {
    const { remote, source, latchFrom, routes, promptAs, eventsAs, mayReceive, expected } = configuration;
    this.#encrypt(configuration.encryption);
    this.#routes = routeTable(routes);
    this.#promptAs = promptAs;
    this.#eventsAs = eventsAs;
    if (eventsAs === undefined || !mayReceive) this.#keys.clear();
    this.#mayReceive = mayReceive;
    if (expected && !this.expected) this.lastHeardMs = this.#now();
    this.expected = expected;
    this.#source.arm(source, remote, this.#now(), latchFrom);
    if (remote !== undefined) this.#rtcpSource.arm(source, remote, this.#now());
    this.#out.interrupt();
    this.#connect();
  }

  #encrypt(encryption: LegConfiguration['encryption']): void {
    if (encryption === undefined && this.#crypto === undefined) return;
    this.#crypto ??= new LegCrypto();
    if (this.#crypto.configure(encryption)) this.#out.renew(this.#options.random);
    this.ports = encryption === undefined ? this.#pair : this.#pair && this.#crypto.around(this.#pair);
  }

  bridge(peer: Leg | undefined): void {
    this.peer = peer;
    this.lastHeardMs = this.#now();
    this.#source.extend(this.#now());
    this.#out.interrupt();
  }

  play(prompt: PlayedPrompt): void {
    this.prompts.start(prompt);
    this.#options.onSounding(this);
  }

  /**
   * Presses a key on this leg that the other one signalled by SIP, unless it also signalled it by RTP. False if that is
   * no longer possible.
   */
  press(digit: string, durationMs: number): boolean {
    const { peer } = this;
    const nowMs = this.#now();
    if (this.#eventsAs === undefined || !this.#mayReceive) return false;
    if (peer !== undefined && peer.#heardKeys.hasJustHeard(digit, nowMs)) return true;
    if (!this.#keys.press(digit, durationMs, nowMs)) return false;
    this.#options.onSounding(this);
    return true;
  }

  listen(on: boolean): void {
    this.#tones = on ? new HeardTones() : undefined;
  }

  record(recordingId: number | undefined, fork: Fork): void {
    this.#recordingId = recordingId;
    this.#fork = fork;
  }

  /** This thread stood still for a while: that is not a party's silence, so it does not count. */
  forgive(stalledMs: number): void {
    this.lastHeardMs += stalledMs;
    this.#carriedMs += stalledMs;
    this.#dueMs += stalledMs;
    this.#heardKeys.forgive(stalledMs);
    this.#keys.forgive(stalledMs);
    this.#out.forgive(stalledMs);
  }

  /**
   * Called about every 20 ms while prompts and keys are sent: sends those due that no packet of the other party
   * carries. False once there are none any more and no ticks are needed.
   */
  tick(nowMs: number): boolean {
    const { ports } = this;
    if (this.#keys.isBusy && this.#eventsAs !== undefined && ports !== undefined)
      this.#keys.tick(nowMs, this.#eventsAs, this.#out, (packet) => ports.send(packet));
    if (!this.prompts.any) {
      this.#generating = false;
      return this.#keys.isBusy;
    }
    if (nowMs - this.#carriedMs >= this.#carriedForMs + CARRIER_LATE_MS) this.#catchUp(nowMs);
    return true;
  }

  #catchUp(nowMs: number): void {
    if (!this.#generating) {
      // After a short gap our first frames fill it; after a longer silence they begin now.
      const { lastSentMs } = this.#out;
      const nextMs = lastSentMs + this.#carriedForMs;
      this.#dueMs = nowMs - nextMs < SHORT_GAP_MS ? nextMs : nowMs;
    }
    // Half a frame early is on time: ticks are not exact to the millisecond.
    const frameMs = this.#promptAs?.packetMs ?? FRAME_MS;
    for (; this.#dueMs <= nowMs + FRAME_MS / 2 && this.prompts.any; this.#dueMs += frameMs) {
      this.#generate(!this.#generating, this.#dueMs);
      this.#generating = true;
    }
  }

  statistics(): LegStatistics {
    const { packets: strangers, unauthentic } = this.#strangers;
    return {
      ...this.#received.totals,
      packetsSent: this.#out.packets,
      ...{ strangers, unauthentic },
      reported: this.#reports?.reported,
    };
  }

  sample(): void {
    this.#received.sample();
  }

  readonly #onRtp = (datagram: Buffer, from: RemoteInfo): void => {
    if (this.#rtcpSource.isMultiplexed && isReport(datagram)) return this.#onRtcp(datagram, from);
    const nowMs = this.#now();
    const isKnown = this.#source.isSource(from.address, from.port);
    if (!isKnown && !this.#source.mayAdmit(from.address, from.port, nowMs)) return this.#strangers.add(from);
    const opened = this.#crypto?.isOn === true ? this.#crypto.open(datagram) : datagram;
    if (opened === undefined) return this.#strangers.addUnauthentic(from);
    if (!isKnown) this.#admit(from, nowMs);
    const packet = plainPacket(opened);
    if (packet === undefined) return;
    this.lastHeardMs = nowMs; // any packet counts: comfort noise that was not negotiated is a sign of life
    if (packet.length === HEADER_BYTES) return; // a keep-alive, often with numbers of its own
    const way = this.#routes[payloadTypeOf(packet)];
    if (way === undefined) return;
    const { kind, clockRate, to, translation } = way;
    const ssrc = ssrcOf(packet);
    const sequence = sequenceOf(packet);
    const timestamp = timestampOf(packet);
    const received = this.#received;
    if (kind === EVENT && received.packets > 0 && ssrc !== received.ssrc) {
      received.countAside();
      return this.#hearEvent(packet, way, ssrc, sequence, timestamp, true, nowMs);
    }
    received.count(ssrc, sequence, timestamp, clockRate, nowMs, isMarked(packet), kind !== EVENT);
    if (kind === EVENT) return this.#hearEvent(packet, way, ssrc, sequence, timestamp, false, nowMs);
    if (this.#tones !== undefined)
      for (const digit of this.#tones.hear(packet, kind)) this.#options.onDigit(digit, 'tone');
    if (this.#recordingId !== undefined && kind !== OTHER) this.#copy(packet, kind, this.#recordingId, nowMs);
    const { peer } = this;
    if (peer === undefined || !peer.#mayReceive || to < 0) return;
    const { restarted, moved } = received;
    if (translation !== undefined) translate(packet, translation);
    peer.#carry(packet, to, kind, translation, ssrc, sequence, timestamp, clockRate, restarted, moved, nowMs);
  };

  /** Sends a packet of the other party to this leg, with this leg's prompts mixed in. */
  #carry(
    packet: Buffer,
    type: number,
    kind: number,
    translation: Uint8Array | undefined,
    ssrc: number,
    sequence: number,
    timestamp: number,
    clockRate: number,
    restarted: boolean,
    moved: boolean,
    nowMs: number,
  ): void {
    const prompted = this.prompts.any;
    // Audio gives way to our own key press, and audio of a codec that we cannot mix gives way to the prompt.
    if (this.#keys.isBusy || (prompted && kind === OTHER && this.#promptAs !== undefined)) return;
    if (!this.#out.carry(packet, type, ssrc, sequence, timestamp, clockRate, restarted, nowMs, moved)) return;
    if (kind !== OTHER) {
      this.#carriedMs = nowMs;
      this.#carriedForMs = (packet.length - HEADER_BYTES) / SAMPLES_PER_MS;
      this.#generating = false;
      if (prompted) this.prompts.mixInto(packet, HEADER_BYTES, packet.length, lawAfter(kind, translation));
    }
    this.ports?.send(packet);
  }

  /** Sends a packet of a key press to this leg: the event's four bytes and nothing after them. */
  #carryEvent(packet: Buffer, type: number, place: EventPlace, nowMs: number): void {
    const event = packet.subarray(0, HEADER_BYTES + EVENT_BYTES);
    clearReserved(event, HEADER_BYTES);
    this.#out.carryEvent(event, type, place, nowMs);
    this.ports?.send(event);
  }

  #generate(first: boolean, dueMs: number): void {
    const as = this.#promptAs;
    if (as === undefined || !this.#mayReceive || this.ports === undefined || this.#keys.isBusy) {
      this.prompts.skip((as?.packetMs ?? FRAME_MS) * SAMPLES_PER_MS);
      return;
    }
    // A new buffer each time: the socket may keep a packet that it cannot send at once.
    const frame = Buffer.alloc(HEADER_BYTES + as.packetMs * SAMPLES_PER_MS, silenceOf[as.law]);
    this.prompts.mixInto(frame, HEADER_BYTES, frame.length, as.law);
    this.#out.generate(frame, as.payloadType, first, dueMs);
    this.ports.send(frame);
  }

  #admit(from: RemoteInfo, nowMs: number): void {
    this.#source.admit(from.address, from.port, nowMs);
    this.#connect();
  }

  /** Strangers' packets dropped since the last report; undefined if there were none. */
  takeStrangers(): Omit<Strangers, 'leg'> | undefined {
    return this.#strangers.take(this.#source.signalled, this.#received.packets > 0);
  }

  #connect(): void {
    const target = this.#source.target;
    if (target !== undefined) this.ports?.connect(target.address, target.port);
  }

  /** A packet of a key press; `isAside` if its SSRC differs from the audio's. */
  #hearEvent(
    packet: Buffer,
    { clockRate, to, scale }: Way,
    ssrc: number,
    sequence: number,
    timestamp: number,
    isAside: boolean,
    nowMs: number,
  ): void {
    const keys = this.#heardKeys;
    const restarted = !isAside && this.#received.restarted;
    const digit = keys.hear(packet, ssrc, sequence, timestamp, restarted, nowMs);
    // A recording has one clock, of 8000 Hz.
    if (this.#recordingId !== undefined && clockRate === 8000)
      this.#copy(packet, EVENT, this.#recordingId, nowMs);
    if (digit !== undefined) this.#hearKey(digit, to, nowMs);
    const { peer } = this;
    if (peer === undefined || !peer.#mayReceive || to < 0 || !keys.isNews) return;
    const { segment, continues } = keys;
    const place = { ssrc, sequence, timestamp, clockRate, scale, restarted, isAside, segment, continues };
    peer.#carryEvent(packet, to, place, nowMs);
  }

  #hearKey(digit: string, to: number, nowMs: number): void {
    const { peer } = this;
    this.#options.onDigit(digit, 'event');
    if (peer === undefined) return;
    if (peer.#keys.hasJustPressed(digit, nowMs)) this.#heardKeys.told();
    else if (to < 0) peer.#soundKey(digit);
  }

  /** Plays a key press as a tone to a side that accepts no events. */
  #soundKey(digit: string): void {
    const alaw = toneOfDigit(digit);
    if (alaw !== undefined) this.play({ playback: KEY_TONE, alaw, loop: false });
  }

  #copy(packet: Buffer, kind: number, recordingId: number, nowMs: number): void {
    const meaning = kind === PCMA ? 8 : kind === PCMU ? 0 : 101;
    this.#fork?.write(recordingId, this.#options.stream, meaning, packet, 0, packet.length, nowMs);
  }

  readonly #onRtcp = (datagram: Buffer, from: RemoteInfo): void => {
    const nowMs = this.#now();
    const rtpAddress = this.#source.target?.address;
    if (!this.#rtcpSource.mayTake(from, rtpAddress, nowMs)) return this.#strangers.add(from);
    const packet = this.#crypto?.isOn === true ? this.#crypto.openReport(datagram) : datagram;
    if (packet === undefined) return this.#strangers.addUnauthentic(from);
    this.#rtcpSource.take(from, nowMs);
    this.lastHeardMs = nowMs;
    (this.#reports ??= new HeardReports()).hear(packet, this.#out, nowMs);
    if (this.peer !== undefined) this.peer.#carryReport(packet, this, nowMs);
  };

  #carryReport(packet: Buffer, from: Leg, nowMs: number): void {
    const { target } = this.#rtcpSource;
    if (target === undefined || this.ports === undefined) return;
    const report = relayReport(packet, {
      sender: from.#received.ssrc,
      own: this.#out,
      reportedTo: from.#out,
      receiver: this.#received.ssrc,
      times: (this.#reports ??= new HeardReports()).times,
      reportedTimes: (from.#reports ??= new HeardReports()).times,
      cname: this.#options.cname(),
      nowMs,
    });
    if (report !== undefined) this.ports.sendRtcp(report, target.port, target.address);
  }
}
