/** The sessions of one relay worker: carries out the main thread's messages, and what is due. */
import type { AddressFamily, LegName, SessionStatistics } from '../media.js';
import { familyOf } from '../own-addresses.js';
import type { ForkWriter } from '../recorder/fork-writer.js';
import { BoundPairs } from './ports/bound-pairs.js';
import { PacketTap } from './ports/packet-tap.js';
import type { PortPair } from './ports/port-pair.js';
import { Leg } from './leg/leg.js';
import { FRAME_MS } from './leg/outgoing.js';
import { promptAudio } from './prompt-text.js';
import type { LegConfiguration, Note, Request, WorkerEvent, WorkerSettings } from './messages.js';

export interface WorkerSessionsOptions {
  readonly settings: WorkerSettings;
  readonly fork: ForkWriter;
  readonly now: () => number;
  readonly random: () => number;
  readonly tell: (event: WorkerEvent) => void;
}

interface Session {
  readonly id: number;
  readonly legs: Readonly<Record<LegName, Leg>>;
  /** Those in use, and those of legs that have moved to the other IP family. */
  readonly pairs: Partial<Record<LegName, PortPair>>;
  readonly former: PortPair[];
  /** Copies its packets, while someone wants that. */
  tap: PacketTap | undefined;
  bridged: boolean;
  silentTold: boolean;
  /** For each playback the number of legs on which it still plays. */
  readonly playing: Map<number, number>;
}

const SILENCE_CHECK_MS = 500;
/** A tick this late means that the thread stood still. */
const STALL_MS = 40;
const NAMES: readonly LegName[] = ['caller', 'callee'];

export class WorkerSessions {
  readonly #options: WorkerSessionsOptions;
  readonly #sessions = new Map<number, Session>();
  readonly #pairs: ReadonlyMap<AddressFamily, BoundPairs>;
  /** Legs on which prompts are played. */
  readonly #sounding = new Set<Leg>();
  #silenceCheckMs = 0;
  #lastTickMs = 0;

  constructor(options: WorkerSessionsOptions) {
    this.#options = options;
    const { hosts, portRestMs } = options.settings;
    this.#pairs = new Map(hosts.map((host) => [familyOf(host), new BoundPairs(host, portRestMs)]));
  }

  /** Whether nothing is due. */
  get idle(): boolean {
    if (this.#sessions.size > 0) return false;
    for (const pairs of this.#pairs.values()) if (pairs.anyResting) return false;
    return true;
  }

  /** Rejects with an error of the system and its code, or with an Error that says why it cannot be done. */
  ask(request: Request): Promise<SessionStatistics | undefined> {
    this.#awake();
    return this.#do(request);
  }

  tell(note: Note): void {
    this.#awake();
    this.#note(note);
  }

  #awake(): void {
    if (this.idle) this.#lastTickMs = this.#options.now();
  }

  /** Call it every `FRAME_MS` while not idle. */
  tick(nowMs: number): void {
    const lateMs = nowMs - this.#lastTickMs - FRAME_MS;
    this.#lastTickMs = nowMs;
    if (lateMs > STALL_MS) {
      for (const { legs } of this.#sessions.values()) for (const name of NAMES) legs[name].forgive(lateMs);
    }
    for (const leg of this.#sounding) if (!leg.tick(nowMs)) this.#sounding.delete(leg);
    if (nowMs - this.#silenceCheckMs < SILENCE_CHECK_MS) return;
    this.#silenceCheckMs = nowMs;
    for (const session of this.#sessions.values()) {
      this.#checkSilence(session, nowMs);
      this.#tellStrangers(session);
      for (const name of NAMES) session.legs[name].sample();
      this.#tellPackets(session, false);
    }
    for (const [family, pairs] of this.#pairs) {
      const ports = pairs.rested(nowMs);
      if (ports.length > 0) this.#options.tell({ type: 'rested', family, ports });
    }
  }

  async #do(message: Request): Promise<SessionStatistics | undefined> {
    if (message.type === 'bind') {
      await this.#pairsOf(message.family).bind(message.port);
      return undefined;
    }
    const session = this.#sessions.get(message.session);
    if (session === undefined) throw new Error('no such session');
    switch (message.type) {
      case 'statistics':
        return statisticsOf(session);
      case 'press':
        if (session.legs[message.leg].press(message.digit, message.durationMs)) return undefined;
        throw new Error('too many keys wait');
      case 'unrecord':
        this.#record(session, undefined);
        return undefined;
      case 'close':
        return this.#close(session);
    }
  }

  #note(note: Note): void {
    if (note.type === 'recorder') return this.#options.fork.connect(note.path);
    if (note.type === 'open') return this.#open(note.session);
    if (note.type === 'rest') return this.#pairsOf(note.family).rest(note.ports, this.#options.now());
    if (note.type === 'unbind') return this.#pairsOf(note.family).unbind(note.ports);
    const session = this.#sessions.get(note.session);
    if (session === undefined) return;
    switch (note.type) {
      case 'configure':
        return this.#configure(session, note);
      case 'bridge':
        return this.#bridge(session, note.on);
      case 'play':
        this.#play(session, note);
        return;
      case 'stop':
        for (const leg of NAMES) session.legs[leg].prompts.stop(note.playback);
        return;
      case 'listen':
        return session.legs[note.leg].listen(note.on);
      case 'record':
        return this.#record(session, note.recordingId);
      case 'tap':
        return this.#tap(session, note.on);
    }
  }

  #play(session: Session, { playback, legs, alaw: text, loop }: Extract<Note, { type: 'play' }>): void {
    const alaw = promptAudio(text);
    session.playing.set(playback, legs.length);
    for (const leg of legs) session.legs[leg].play({ playback, alaw, loop });
  }

  #open(id: number): void {
    const { settings, now, random, tell } = this.#options;
    const cname = onceMade(() => cnameOf(random));
    const newLeg = (leg: LegName) =>
      new Leg({
        stream: leg === 'caller' ? 0 : 1,
        latchWindowMs: settings.latchWindowMs,
        cname,
        now,
        random,
        onDigit: (digit, means) => tell({ type: 'digit', session: id, leg, digit, means }),
        onPlayed: (playback) => this.#played(id, playback),
        onSounding: (sounding) => this.#sounding.add(sounding),
      });
    const legs = { caller: newLeg('caller'), callee: newLeg('callee') };
    this.#sessions.set(id, {
      ...{ id, legs, pairs: {}, former: [], tap: undefined },
      ...{ bridged: false, silentTold: false, playing: new Map<number, number>() },
    });
  }

  #configure(session: Session, note: Extract<Note, { type: 'configure' }>): void {
    const { family, port } = note;
    const leg = session.legs[note.leg];
    const before = session.pairs[note.leg];
    if (before?.port !== port || before.family !== family) {
      const pair = this.#pairsOf(family).take(port);
      if (before !== undefined) session.former.push(before);
      before?.detach();
      session.pairs[note.leg] = pair;
      leg.attach(pair);
      session.tap?.attach(pair, note.leg);
    }
    leg.configure(JSON.parse(note.configuration) as LegConfiguration);
  }

  #pairsOf(family: AddressFamily): BoundPairs {
    const pairs = this.#pairs.get(family);
    if (pairs === undefined) throw new Error(`no address of IPv${family}`);
    return pairs;
  }

  #bridge(session: Session, on: boolean): void {
    const { caller, callee } = session.legs;
    session.bridged = on;
    caller.bridge(on ? callee : undefined);
    callee.bridge(on ? caller : undefined);
  }

  #record(session: Session, recordingId: number | undefined): void {
    for (const leg of NAMES) session.legs[leg].record(recordingId, this.#options.fork);
  }

  #tap(session: Session, on: boolean): void {
    session.tap = on ? new PacketTap(this.#options.now) : undefined;
    for (const name of NAMES) {
      const pair = session.pairs[name];
      if (pair === undefined) continue;
      if (session.tap === undefined) pair.tap(undefined);
      else session.tap.attach(pair, name);
    }
  }

  #tellPackets({ id, tap }: Session, isLast: boolean): void {
    const packets = tap?.take() ?? [];
    if (tap === undefined || (packets.length === 0 && !isLast)) return;
    this.#options.tell({ type: 'packets', session: id, packets, isLast });
  }

  #played(id: number, playback: number): void {
    const playing = this.#sessions.get(id)?.playing;
    const legs = playing?.get(playback);
    if (playing === undefined || legs === undefined) return;
    if (legs > 1) {
      playing.set(playback, legs - 1);
      return;
    }
    playing.delete(playback);
    this.#options.tell({ type: 'played', session: id, playback });
  }

  /** Silent: bridged, and no leg sends that is expected to. During a hold no leg is expected to send. */
  #checkSilence(session: Session, nowMs: number): void {
    if (session.silentTold || !session.bridged) return;
    const expected = NAMES.map((name) => session.legs[name]).filter((leg) => leg.expected);
    const timeout = this.#options.settings.silenceTimeoutMs;
    if (timeout === 0 || expected.length === 0 || expected.some((leg) => nowMs - leg.lastHeardMs < timeout))
      return;
    session.silentTold = true;
    this.#options.tell({ type: 'silent', session: session.id });
  }

  #tellStrangers({ id, legs }: Session): void {
    for (const leg of NAMES) {
      const strangers = legs[leg].takeStrangers();
      if (strangers === undefined) continue;
      this.#options.tell({ type: 'strangers', session: id, strangers: { leg, ...strangers } });
    }
  }

  #close(session: Session): SessionStatistics {
    this.#tellStrangers(session);
    this.#tellPackets(session, true);
    this.#sessions.delete(session.id);
    for (const name of NAMES) this.#sounding.delete(session.legs[name]);
    const used = new Set([session.pairs.caller, session.pairs.callee, ...session.former]);
    for (const [family, pairs] of this.#pairs) {
      const ports = [...used].flatMap((pair) => (pair?.family === family ? pair.port : []));
      if (ports.length > 0) pairs.rest(ports, this.#options.now());
    }
    return statisticsOf(session);
  }
}

function statisticsOf({ legs }: Session): SessionStatistics {
  return { caller: legs.caller.statistics(), callee: legs.callee.statistics() };
}

/** A name without meaning (RFC 7022 4.2). */
function cnameOf(random: () => number): string {
  return Buffer.from(Array.from({ length: 12 }, () => Math.floor(random() * 256))).toString('base64');
}

function onceMade<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
