/**
 * The embedded media implementation: an RTP relay in the worker threads of the media process.
 *
 *   engine        relay.ts ─ relay-session.ts ─ negotiation.ts     SDP, ports, playbacks, digits
 *        │ messages.ts
 *   media worker  worker-sessions.ts ─ leg.ts                      every packet
 *                   bound-pairs.ts                               sockets, from call to call
 *                   port-pair.ts · source-rule.ts · reception.ts · outgoing.ts · played-prompts.ts · rtcp.ts
 *
 * A session stays on the worker where it began. A worker that dies ends its own sessions and no others.
 */
import { systemClock, type Clock } from '../digits.js';
import type {
  AddressFamily,
  LiveSession,
  Media,
  MediaSession,
  SessionOptions,
  SessionStatistics,
  TakePackets,
  WorkerLoad,
} from '../media.js';
import { MediaError } from '../media-error.js';
import { OwnAddresses, type OwnHost } from '../own-addresses.js';
import type { RecorderClient } from '../recorder/recorder-client.js';
import { ConnectionNames, type LookUp } from './connection-names.js';
import { OwnEndpoints } from './ports/own-endpoints.js';
import { PortPool } from './ports/port-pool.js';
import { PortRange } from './ports/port-range.js';
import type { RelayParts } from './relay-parts.js';
import { SessionTaps } from './session-taps.js';
import { RelaySession } from './relay-session.js';
import type { WorkerEvent } from './messages.js';
import type { WorkerLink, WorkerLinks } from './worker-link.js';

/** How long a session waits for a media process that is being restarted. */
const AWAY_TIMEOUT_MS = 2000;

export interface RelayOptions {
  /** Address the sockets are bound to. */
  readonly host: string;
  /** Address put into SDP, if a different one leads to `host` (default: `host`). */
  readonly externalHost?: string | undefined;
  /** The same for IPv6, beside an IPv4 `host`, which is preferred. Without it there is the family of `host` alone. */
  readonly host6?: string | undefined;
  readonly externalHost6?: string | undefined;
  /** Ports for RTP (even) and RTCP (odd): two pairs for each call. */
  readonly portMin: number;
  readonly portMax: number;
  /** Sessions are distributed among the workers. */
  readonly workers: WorkerLinks;
  /** Default 60 000; 0 is never. */
  readonly silenceTimeoutMs?: number;
  /** Default 5000. */
  readonly latchWindowMs?: number;
  /** How long a port stays bound and empty after its call (default 10 000). */
  readonly portRestMs?: number;
  /** Receives the copies of recorded calls; started before and closed after the relay. Without it `record` rejects. */
  readonly recorder?: RecorderClient;
  readonly clock?: Clock;
  /** Milliseconds since 1970, for the times of copied packets (default: that of the start, and what has passed). */
  readonly wall?: () => number;
  /** For host names in c= (default: the system's). */
  readonly lookUp?: LookUp;
  readonly random?: () => number;
  /** Called when a worker died, with a message for the log. */
  readonly onFault?: (message: string) => void;
}

/**
 * Resolves when every worker is there. Throws TypeError for a port range without a pair, or for a host without an
 * address for SDP.
 */
export async function openRelay(options: RelayOptions): Promise<Media> {
  const relay = new Relay(options);
  await relay.start();
  return relay;
}

class Relay implements Media {
  readonly #options: RelayOptions;
  readonly #hosts: readonly string[];
  readonly #pools: Map<AddressFamily, PortPool<WorkerLink>>;
  /** By their places; a place is empty from the end of its worker until the next is up. */
  readonly #workers: (WorkerLink | undefined)[];
  /** How many sessions each has. */
  readonly #busy = new Map<WorkerLink, number>();
  /** By the places of workers: packets of their sessions that have closed. */
  readonly #packets: { received: number; sent: number }[];
  readonly #sessions = new Map<number, RelaySession>();
  readonly #restTimers = new Set<NodeJS.Timeout>();
  /** Sessions that wait while there is no worker. */
  readonly #sleepers = new Set<() => void>();
  readonly #parts: RelayParts;
  readonly #taps: SessionTaps;
  #lastSession = 0;
  #closed: Promise<void> | undefined;

  constructor(options: RelayOptions) {
    this.#options = options;
    const hosts = hostsOf(options);
    const addresses = new OwnAddresses(...hosts);
    this.#hosts = hosts.map(({ host }) => host);
    this.#taps = new SessionTaps(addresses, options.wall ?? wallSinceStart);
    this.#pools = new Map(addresses.families.map((family) => [family, new PortPool(rangeOf(options))]));
    const clock = options.clock ?? systemClock;
    this.#parts = {
      addresses,
      own: new OwnEndpoints({
        ...{ hosts: this.#hosts, portMin: options.portMin, portMax: options.portMax },
        externalHosts: addresses.families.map((family) => addresses.of(family)),
        isTaken: (port, family) => this.#pools.get(family)?.isTaken(port) === true,
      }),
      recorder: options.recorder,
      clock,
      names: new ConnectionNames(clock, options.lookUp),
      random: options.random ?? Math.random,
      pools: this.#pools,
      restUnbound: (port, family) => this.#restUnbound(port, family),
      onClosed: (session, worker, statistics) => {
        this.#sessions.delete(session);
        this.#count(worker, -1);
        this.#countPackets(worker, statistics);
      },
    };
    this.#workers = Array.from({ length: options.workers.count }, () => undefined);
    this.#packets = this.#workers.map(() => ({ received: 0, sent: 0 }));
    options.recorder?.onMediaAddress(({ path }) => {
      for (const worker of this.#workers) worker?.note({ type: 'recorder', path });
    });
  }

  /** Resolves when there is a worker in every place. */
  async start(): Promise<void> {
    await Promise.all(this.#workers.map((_, place) => this.#fill(place)));
  }

  get load(): Media['load'] {
    return { sessions: this.#sessions.size, portsFree: this.#least((pool) => pool.free) };
  }

  get workers(): readonly WorkerLoad[] {
    return this.#workers.map((worker, place) => {
      const { received = 0, sent = 0 } = this.#packets[place] ?? {};
      const sessions = worker === undefined ? 0 : this.#sessionsOf(worker);
      return { isUp: worker !== undefined, sessions, packetsReceived: received, packetsSent: sent };
    });
  }

  live(limit: number): ReturnType<Media['live']> {
    const now = this.#parts.clock.now();
    const items: LiveSession[] = [];
    for (const session of this.#sessions.values()) {
      if (items.length >= limit) break;
      const { callId, worker, ports, since } = session;
      const place = this.#workers.indexOf(worker);
      items.push({ callId, worker: place < 0 ? undefined : place, ports, ageMs: now - since });
    }
    return { total: this.#sessions.size, items };
  }

  tap(callId: string, onPackets: TakePackets): boolean {
    for (const [id, session] of this.#sessions) {
      if (session.callId !== callId) continue;
      return this.#taps.begin(id, session, onPackets);
    }
    return false;
  }

  async open(options: SessionOptions): Promise<MediaSession> {
    if (this.#workers.every((worker) => worker === undefined)) await this.#nextWorker();
    if (this.#closed !== undefined) throw new MediaError('closed', 'the relay is closed');
    const worker = this.#leastBusyWorker();
    const pool = this.#pools.get(this.#parts.addresses.preferred);
    const caller = worker && pool?.take(worker);
    const callee = worker && pool?.take(worker);
    if (worker === undefined || caller === undefined || callee === undefined)
      throw new MediaError('no-ports', `expected two free port pairs, found ${this.load.portsFree}`);
    this.#lastSession += 1;
    const id = this.#lastSession;
    this.#count(worker, 1);
    const session = new RelaySession(this.#parts, { ...options, id, worker, ports: { caller, callee } });
    this.#sessions.set(id, session);
    return session;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.close()));
    for (const worker of this.#workers) worker?.close();
    for (const timer of this.#restTimers) clearTimeout(timer);
    for (const wake of [...this.#sleepers]) wake();
  }

  /** Considers only workers that can provide two port pairs. */
  #leastBusyWorker(): WorkerLink | undefined {
    let least: WorkerLink | undefined;
    for (const worker of this.#workers) {
      if (worker === undefined || this.#least((pool) => pool.freeFor(worker)) < 2) continue;
      if (least === undefined || this.#sessionsOf(worker) < this.#sessionsOf(least)) least = worker;
    }
    return least;
  }

  /** Resolves when a worker is up, or when waiting has taken so long that the call should be refused. */
  #nextWorker(): Promise<void> {
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.#sleepers.delete(settle);
        resolve();
      };
      const timer = setTimeout(settle, AWAY_TIMEOUT_MS);
      this.#sleepers.add(settle);
    });
  }

  /** Resolves with the first worker of the place, and takes its successors. */
  #fill(place: number): Promise<void> {
    const { latchWindowMs = 5000, silenceTimeoutMs = 60_000, portRestMs = 10_000 } = this.#options;
    const settings = { hosts: this.#hosts, latchWindowMs, silenceTimeoutMs, portRestMs };
    return new Promise((resolve) =>
      this.#options.workers.open(place, settings, {
        onUp: (worker) => {
          if (this.#closed !== undefined) return worker.close();
          this.#workers[place] = worker;
          for (const wake of [...this.#sleepers]) wake();
          if (this.#options.recorder !== undefined)
            worker.note({ type: 'recorder', path: this.#options.recorder.mediaAddress.path });
          resolve();
        },
        onEvent: (worker, event) => this.#hear(worker, event),
        onEnded: (worker, reason) => this.#bury(place, worker, reason),
      }),
    );
  }

  #bury(place: number, worker: WorkerLink, reason: string): void {
    this.#options.onFault?.(`media worker ${place} died, its calls lose their audio: ${reason}`);
    if (this.#workers[place] === worker) this.#workers[place] = undefined;
    for (const pool of this.#pools.values()) pool.forget(worker);
    for (const session of [...this.#sessions.values()]) session.workerEnded(worker);
    this.#taps.forget(worker);
    this.#busy.delete(worker);
  }

  #sessionsOf(worker: WorkerLink): number {
    return this.#busy.get(worker) ?? 0;
  }

  #count(worker: WorkerLink, change: 1 | -1): void {
    this.#busy.set(worker, this.#sessionsOf(worker) + change);
  }

  #countPackets(worker: WorkerLink, { caller, callee }: SessionStatistics): void {
    const packets = this.#packets[this.#workers.indexOf(worker)];
    if (packets === undefined) return;
    packets.received += caller.packetsReceived + callee.packetsReceived;
    packets.sent += caller.packetsSent + callee.packetsSent;
  }

  #hear(worker: WorkerLink, event: WorkerEvent): void {
    if (event.type === 'rested') this.#takeBack(worker, event);
    else if (event.type === 'packets') this.#taps.take(event);
    else this.#sessions.get(event.session)?.hear(event);
  }

  #takeBack(worker: WorkerLink, { family, ports }: Extract<WorkerEvent, { type: 'rested' }>): void {
    const surplus = ports.filter((port) => this.#pools.get(family)?.keep(worker, port) !== true);
    if (surplus.length > 0) worker.note({ type: 'unbind', family, ports: surplus });
  }

  /** Where least is left: a session may need two pairs of either family. */
  #least(of: (pool: PortPool<WorkerLink>) => number): number {
    return Math.min(...[...this.#pools.values()].map(of));
  }

  /** For a port that its worker can no longer keep bound. */
  #restUnbound(port: number, family: AddressFamily): void {
    const timer = setTimeout(() => {
      this.#restTimers.delete(timer);
      this.#pools.get(family)?.give(port);
    }, this.#options.portRestMs ?? 10_000);
    timer.unref();
    this.#restTimers.add(timer);
  }
}

const wallSinceStart = (): number => performance.timeOrigin + performance.now();

/** The preferred one first. */
function hostsOf({ host, externalHost, host6, externalHost6 }: RelayOptions): OwnHost[] {
  const hosts = [{ host, externalHost }];
  if (host6 !== undefined) hosts.push({ host: host6, externalHost: externalHost6 });
  for (const one of hosts)
    if (one.externalHost === undefined && ['0.0.0.0', '::'].includes(one.host))
      throw new TypeError(`expected externalHost beside host ${one.host}: phones need an address to send to`);
  return hosts;
}

function rangeOf({ portMin, portMax, random }: RelayOptions): PortRange {
  return new PortRange(portMin, portMax, random);
}
