/**
 * The embedded media implementation: an RTP relay in worker threads.
 *
 *   main thread   relay.ts ─ relay-session.ts ─ negotiation.ts     SDP, ports, playbacks, digits
 *        │ messages.ts
 *   worker        worker-sessions.ts ─ leg.ts                      every packet
 *                   bound-pairs.ts                               sockets, from call to call
 *                   port-pair.ts · source-rule.ts · reception.ts · outgoing.ts · played-prompts.ts · rtcp.ts
 *
 * A session stays on the worker where it began. A worker that dies ends its own sessions and no others.
 */
import { systemClock, type Clock } from '../digits.js';
import type { Media, MediaSession, SessionOptions } from '../media.js';
import { MediaError } from '../media-error.js';
import type { RecorderClient } from '../recorder/recorder-client.js';
import { ConnectionNames, type LookUp } from './connection-names.js';
import { OwnEndpoints } from './ports/own-endpoints.js';
import { PortPool } from './ports/port-pool.js';
import { PortRange } from './ports/port-range.js';
import { RelaySession, type RelayParts } from './relay-session.js';
import { RelayWorker, type WorkerEvent } from './relay-worker.js';

export interface RelayOptions {
  /** Address the sockets are bound to. */
  readonly host: string;
  /** Address put into SDP, if a different one leads to `host` (default: `host`). */
  readonly externalHost?: string;
  /** Ports for RTP (even) and RTCP (odd): two pairs for each call. */
  readonly portMin: number;
  readonly portMax: number;
  /** Number of worker threads; sessions are distributed among them (default 1). */
  readonly workers?: number;
  /** Default 60 000; 0 is never. */
  readonly silenceTimeoutMs?: number;
  /** Default 5000. */
  readonly latchWindowMs?: number;
  /** How long a port stays bound and empty after its call (default 10 000). */
  readonly portRestMs?: number;
  /** Receives the copies of recorded calls; started before and closed after the relay. Without it `record` rejects. */
  readonly recorder?: RecorderClient;
  readonly clock?: Clock;
  /** For host names in c= (default: the system's). */
  readonly lookUp?: LookUp;
  readonly random?: () => number;
  /** Called when a worker died, with a message for the log. */
  readonly onFault?: (message: string) => void;
  /** Compiled main of the workers; tests pass others. */
  readonly program?: URL;
}

/** Starts the workers; throws TypeError for a port range without a pair, or no address to put into SDP. */
export function createRelay(options: RelayOptions): Media {
  return new Relay(options);
}

class Relay implements Media {
  readonly #options: RelayOptions;
  readonly #ports: PortPool<RelayWorker>;
  /** A dead worker is replaced when the next session needs it. */
  readonly #workers: (RelayWorker | undefined)[];
  readonly #sessions = new Map<number, RelaySession>();
  readonly #restTimers = new Set<NodeJS.Timeout>();
  readonly #parts: RelayParts;
  #lastSession = 0;
  #closed: Promise<void> | undefined;

  constructor(options: RelayOptions) {
    this.#options = options;
    if (options.externalHost === undefined && ['0.0.0.0', '::'].includes(options.host))
      throw new TypeError(
        `expected externalHost beside host ${options.host}: phones need an address to send to`,
      );
    this.#ports = new PortPool(new PortRange(options.portMin, options.portMax, options.random));
    const address = options.externalHost ?? options.host;
    const clock = options.clock ?? systemClock;
    this.#parts = {
      address,
      own: new OwnEndpoints({ ...options, isTaken: (port) => this.#ports.isTaken(port) }),
      recorder: options.recorder,
      clock,
      names: new ConnectionNames(address.includes(':') ? 6 : 4, clock, options.lookUp),
      random: options.random ?? Math.random,
      pool: this.#ports,
      restUnbound: (port) => this.#restUnbound(port),
      onClosed: (session, worker) => {
        this.#sessions.delete(session);
        worker.sessions -= 1;
      },
    };
    this.#workers = Array.from({ length: options.workers ?? 1 }, (_, index) => this.#startWorker(index));
    options.recorder?.onMediaAddress(({ path }) => {
      for (const worker of this.#workers) worker?.note({ type: 'recorder', path });
    });
  }

  get load(): Media['load'] {
    return { sessions: this.#sessions.size, portsFree: this.#ports.free };
  }

  open(options: SessionOptions): Promise<MediaSession> {
    if (this.#closed !== undefined) return Promise.reject(new MediaError('closed', 'the relay is closed'));
    const worker = this.#leastBusyWorker();
    const caller = worker && this.#ports.take(worker);
    const callee = worker && this.#ports.take(worker);
    if (worker === undefined || caller === undefined || callee === undefined)
      return Promise.reject(
        new MediaError('no-ports', `expected two free port pairs, found ${this.#ports.free}`),
      );
    this.#lastSession += 1;
    const id = this.#lastSession;
    worker.sessions += 1;
    const { source, latchFrom, recorded } = options;
    const session = new RelaySession(this.#parts, {
      id,
      worker,
      source,
      latchFrom,
      recorded,
      ports: { caller, callee },
    });
    this.#sessions.set(id, session);
    return Promise.resolve(session);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.close()));
    await Promise.all(this.#workers.flatMap((worker) => worker?.close() ?? []));
    for (const timer of this.#restTimers) clearTimeout(timer);
  }

  /** Considers only workers that can provide two port pairs. */
  #leastBusyWorker(): RelayWorker | undefined {
    let least: RelayWorker | undefined;
    for (let index = 0; index < this.#workers.length; index += 1) {
      const worker = (this.#workers[index] ??= this.#startWorker(index));
      if (this.#ports.freeFor(worker) < 2) continue;
      if (least === undefined || worker.sessions < least.sessions) least = worker;
    }
    return least;
  }

  #startWorker(index: number): RelayWorker {
    const worker: RelayWorker = new RelayWorker(
      this.#options.program ?? new URL('./worker.js', import.meta.url),
      {
        host: this.#options.host,
        latchWindowMs: this.#options.latchWindowMs ?? 5000,
        silenceTimeoutMs: this.#options.silenceTimeoutMs ?? 60_000,
        portRestMs: this.#options.portRestMs ?? 10_000,
      },
      (event) => this.#hear(worker, event),
      (reason) => {
        this.#options.onFault?.(`media worker ${index} died, its calls lose their audio: ${reason}`);
        this.#workers[index] = undefined;
        this.#ports.forget(worker);
        for (const session of [...this.#sessions.values()]) session.workerEnded(worker);
      },
    );
    if (this.#options.recorder !== undefined)
      worker.note({ type: 'recorder', path: this.#options.recorder.mediaAddress.path });
    return worker;
  }

  #hear(worker: RelayWorker, event: WorkerEvent): void {
    if (event.type === 'rested') this.#takeBack(worker, event.ports);
    else this.#sessions.get(event.session)?.hear(event);
  }

  #takeBack(worker: RelayWorker, ports: readonly number[]): void {
    const surplus = ports.filter((port) => !this.#ports.keep(worker, port));
    if (surplus.length > 0) worker.note({ type: 'unbind', ports: surplus });
  }

  /** For a port that its worker can no longer keep bound. */
  #restUnbound(port: number): void {
    const timer = setTimeout(() => {
      this.#restTimers.delete(timer);
      this.#ports.give(port);
    }, this.#options.portRestMs ?? 10_000);
    timer.unref();
    this.#restTimers.add(timer);
  }
}
