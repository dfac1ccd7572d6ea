/**
 * Decides who is answered. A datagram's source address can be forged, so answers to strangers would let an attacker
 * flood a third party, and would take capacity from the trunks' calls. A source is
 *
 *  - a trunk's, by its address or, over TLS, by its certificate: every message is answered;
 *  - a user's: the address and port from which a phone has registered, while the registration lasts;
 *  - acquainted: an address from which both tags of a dialog have been shown. A carrier's calls may continue from another
 *    of its addresses, and it receives answers until they are over;
 *  - else a stranger's: requests that belong to a dialog or transaction are accepted, a few REGISTERs if phones may
 *    register, and a few requests that are challenged if a trunk may be anywhere. The rest is dropped silently, and
 *    summed up in one line a second.
 */
import { bracketed } from './local-address.js';
import { networkOf } from './source-network.js';
import type { SipRequest } from '../parse/message.js';
import type { Flow, SourceRules, StackCounters, StatelessAnswer } from '../stack.js';
import type { TimerOwner, TimerWheel, WheelTimer } from '../timer-wheel.js';

/** A phone needs two to register, a site behind one address some more. Registered phones are not counted. */
const REGISTERS_PER_SECOND = 20;
/** For all addresses together, which may be forged: each one is a question to the engine. */
const ALL_REGISTERS_PER_SECOND = 500;
/** Requests outside a dialog that a trunk from anywhere may send. */
const PROVABLE = new Set(['INVITE', 'MESSAGE', 'OPTIONS']);
const MAX_USERS = 10_000;
const ACQUAINTED_FOR = 300_000;
const MAX_ACQUAINTED = 4_096;
const SUM_UP_EVERY = 1_000;
/** Messages dropped in one second, from one address, after which the next ones are not even parsed. */
const BURST = 50;
const UNREAD_FOR = 5_000;
/** Addresses counted separately in the line of the log. */
const MAX_COUNTED = 10_000;

interface Surroundings {
  readonly wheel: TimerWheel;
  readonly counters: StackCounters;
  readonly now: () => number;
  /** Receives a line for the log. */
  readonly tell: (notice: string) => void;
}

export class Strangers implements TimerOwner {
  readonly #rules: SourceRules | undefined;
  readonly #surroundings: Surroundings;
  /** Until when, by transport, address and port. */
  readonly #users = new Map<string, number>();
  readonly #acquainted = new Map<string, number>();
  /** REGISTERs of this second. */
  readonly #registering = new Map<string, number>();
  #registeringSince = -Infinity;
  #allRegistering = 0;
  #messages = 0;
  #connections = 0;
  #last = '';
  /** Messages and connections of this second. */
  readonly #counted = new Map<string, number>();
  /** Until when messages of an address are not parsed. */
  readonly #unread = new Map<string, number>();
  #summary: WheelTimer | undefined;

  /** Without rules there are no strangers. */
  constructor(rules: SourceRules | undefined, surroundings: Surroundings) {
    this.#rules = rules;
    this.#surroundings = surroundings;
    for (const { transport, address, port, seconds } of rules?.users ?? [])
      this.#rememberUser(`${transport}/${address}:${port}`, seconds);
  }

  isTrunk(address: string): boolean {
    return this.#rules === undefined || this.#rules.isTrunk(address);
  }

  /** Whether a valid certificate with those names is a trunk's. */
  isTrunkCertificate(names: readonly string[] | undefined): boolean {
    return names !== undefined && this.#rules?.isTrunkCertificate?.(names) === true;
  }

  /** Whether a TLS client of no trunk's address may become known: as a phone, or by its certificate. */
  mayShakeHands(address: string): boolean {
    const rules = this.#rules;
    if (rules === undefined || rules.registers || rules.isTrunkCertificate !== undefined) return true;
    return (this.#acquainted.get(address) ?? 0) > this.#surroundings.now();
  }

  /** Whether that source may send new requests. */
  isKnown(flow: Flow): boolean {
    if (this.isTrunk(flow.remoteAddress) || this.isTrunkCertificate(flow.certificateNames)) return true;
    return this.#users.size > 0 && (this.#users.get(userKey(flow)) ?? 0) > this.#surroundings.now();
  }

  isAcquainted({ remoteAddress }: Flow): boolean {
    return (this.#acquainted.get(remoteAddress) ?? 0) > this.#surroundings.now();
  }

  /** It has shown the tags of a dialog. */
  acquaint({ remoteAddress }: Flow): void {
    this.#acquainted.delete(remoteAddress);
    forgetFirst(this.#acquainted, MAX_ACQUAINTED);
    this.#acquainted.set(remoteAddress, this.#surroundings.now() + ACQUAINTED_FOR);
  }

  /** Whether a stranger's REGISTER, or its repeat, is accepted; it is counted. */
  mayRegister(flow: Flow): boolean {
    return this.#rules?.registers === true && this.#mayAsk(flow);
  }

  /** Whether a stranger's request is challenged, or accepted if it answers a challenge; it is counted. */
  mayProve(method: string, flow: Flow): boolean {
    return this.#rules?.challenge !== undefined && PROVABLE.has(method) && this.#mayAsk(flow);
  }

  /** What to answer a new request that its source must prove; undefined if it has, or need not. */
  challengeFor(request: SipRequest, flow: Flow): StatelessAnswer | undefined {
    if (this.#rules?.challenge === undefined || !PROVABLE.has(request.method) || this.isKnown(flow))
      return undefined;
    return this.#rules.challenge(request, flow);
  }

  /** Its request was accepted: for a while it needs no place among the strangers. */
  proved(flow: Flow): void {
    if (this.#rules?.challenge === undefined || this.isTrunk(flow.remoteAddress)) return;
    this.#rememberUser(userKey(flow), ACQUAINTED_FOR / 1000);
  }

  /** Whether the ACK of such a challenge is nothing worth a line in the log. */
  get challenges(): boolean {
    return this.#rules?.challenge !== undefined;
  }

  #mayAsk({ remoteAddress }: Flow): boolean {
    const now = this.#surroundings.now();
    if (now - this.#registeringSince >= 1000) {
      this.#registeringSince = now;
      this.#registering.clear();
      this.#allRegistering = 0;
    }
    const network = networkOf(remoteAddress);
    const before = this.#registering.get(network) ?? 0;
    if (before >= REGISTERS_PER_SECOND || this.#allRegistering >= ALL_REGISTERS_PER_SECOND) return false;
    this.#registering.set(network, before + 1);
    this.#allRegistering += 1;
    return true;
  }

  /** A phone's REGISTER was accepted for this many seconds. */
  registered(flow: Flow, seconds: number): void {
    if (this.#rules !== undefined && seconds > 0) this.#rememberUser(userKey(flow), seconds);
  }

  /**
   * Drops a datagram before it is parsed if its source has lately sent a burst of what was dropped. A registered phone
   * and an acquainted address behind the same translator are not affected.
   */
  dropsUnread(flow: Flow): boolean {
    if (this.#unread.size === 0) return false;
    const until = this.#unread.get(flow.remoteAddress);
    if (until === undefined) return false;
    if (until <= this.#surroundings.now()) {
      this.#unread.delete(flow.remoteAddress);
      return false;
    }
    if (this.isKnown(flow) || this.isAcquainted(flow)) return false;
    this.#surroundings.counters.strangersUnread += 1;
    this.drop(flow);
    return true;
  }

  /** A stranger's message was dropped. */
  drop({ remoteAddress, remotePort }: Flow): void {
    this.#surroundings.counters.strangersDropped += 1;
    this.#messages += 1;
    this.#count(remoteAddress, remotePort);
  }

  /** A stranger's connection was closed. */
  refuseConnection(address: string, port: number): void {
    this.#surroundings.counters.strangersDisconnected += 1;
    this.#connections += 1;
    this.#count(address, port);
  }

  onTimer(): void {
    const messages = this.#messages === 1 ? '1 message' : `${this.#messages} messages`;
    const connections = this.#connections === 1 ? '1 connection' : `${this.#connections} connections`;
    const all = [this.#messages > 0 && messages, this.#connections > 0 && connections].filter(Boolean);
    const addresses = this.#counted.size === 1 ? '1 address' : `${this.#counted.size} addresses`;
    const verb = this.#messages + this.#connections === 1 ? 'was' : 'were';
    this.#surroundings.tell(
      `${all.join(' and ')} from ${addresses} of no trunk ${verb} dropped within a second, the last from ${this.#last}`,
    );
    this.#summary = undefined;
    this.#messages = this.#connections = 0;
    this.#counted.clear();
  }

  #rememberUser(key: string, seconds: number): void {
    this.#users.delete(key);
    forgetFirst(this.#users, MAX_USERS);
    this.#users.set(key, this.#surroundings.now() + seconds * 1000);
  }

  #count(address: string, port: number): void {
    this.#last = `${bracketed(address)}:${port}`;
    const count = (this.#counted.get(address) ?? 0) + 1;
    if (count > 1 || this.#counted.size < MAX_COUNTED) this.#counted.set(address, count);
    if (count === BURST) {
      forgetFirst(this.#unread, MAX_COUNTED);
      // Where anybody may prove who they are, phones behind one address may send a burst of requests together; in the
      // next second they are heard again.
      const asks = this.#rules?.registers === true || this.challenges;
      const unreadFor = asks ? SUM_UP_EVERY : UNREAD_FOR;
      this.#unread.set(address, this.#surroundings.now() + unreadFor);
    }
    this.#summary ??= this.#surroundings.wheel.set(SUM_UP_EVERY, this, 'summary');
  }
}

function userKey({ transport, remoteAddress, remotePort }: Flow): string {
  return `${transport}/${remoteAddress}:${remotePort}`;
}

/** Makes room in a full map by removing its oldest entry. */
function forgetFirst(map: Map<string, number>, max: number): void {
  if (map.size < max) return;
  for (const key of map.keys()) {
    map.delete(key);
    return;
  }
}
