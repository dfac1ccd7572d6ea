/**
 * The two port pairs of a session, from their reservation until they rest: bound when an SDP must name them, in the
 * negotiation from then on, and returned according to their use.
 */
import type { LegName } from '../../media.js';
import { MediaError } from '../../media-error.js';
import type { PortPool, ReservedPort } from './port-pool.js';
import { Refused, type WorkerLink } from '../worker-link.js';

export interface SessionPortsOptions {
  readonly pool: PortPool<WorkerLink>;
  readonly worker: WorkerLink;
  /** Bound when an SDP needs them, unless they are already. */
  readonly reserved: Readonly<Record<LegName, ReservedPort>>;
  /** The negotiation's: 0 until an SDP may name the port. */
  readonly named: Record<LegName, number>;
  /** For a port that its worker can no longer keep bound while it rests. */
  readonly restUnbound: (port: number) => void;
}

const MAX_BIND_ATTEMPTS = 50;

export class SessionPorts {
  readonly #options: SessionPortsOptions;
  readonly #ports: Record<LegName, ReservedPort>;
  readonly #binding: Partial<Record<LegName, Promise<void>>> = {};

  constructor(options: SessionPortsOptions) {
    this.#options = options;
    this.#ports = { ...options.reserved };
  }

  /** RTP port on that leg. */
  of(leg: LegName): number {
    return this.#ports[leg].port;
  }

  /** Undefined, which costs no wait, if the leg's pair is bound. Rejects with MediaError `no-ports` or `closed`. */
  bind(leg: LegName): Promise<void> | undefined {
    const { port, bound } = this.#ports[leg];
    if (bound) {
      this.#options.named[leg] = port;
      return undefined;
    }
    return (this.#binding[leg] ??= this.#bindAny(leg).catch((error: unknown) => {
      delete this.#binding[leg];
      throw error;
    }));
  }

  /** Waits for binds in progress, so that their pairs rest like the others. Never rejects. */
  async settled(): Promise<void> {
    await Promise.allSettled(Object.values(this.#binding));
  }

  /**
   * The session is closed. A pair that its worker has `taken` comes back from there after its rest, and so does one
   * that an SDP named.
   */
  letGo(leg: LegName, taken: boolean, workerAlive: boolean): void {
    const { pool, worker, named, restUnbound } = this.#options;
    const { port, bound } = this.#ports[leg];
    if (!bound) pool.give(port);
    else if (!workerAlive) restUnbound(port);
    else if (named[leg] === 0) this.#keep(port);
    else if (!taken) worker.note({ type: 'rest', ports: [port] });
  }

  #keep(port: number): void {
    const { pool, worker } = this.#options;
    if (!pool.keep(worker, port)) worker.note({ type: 'unbind', ports: [port] });
  }

  /** Binds the leg's port, or another one of the range if another program has it. */
  async #bindAny(leg: LegName): Promise<void> {
    const { pool, worker, named } = this.#options;
    for (let attempt = 0; attempt < MAX_BIND_ATTEMPTS; attempt += 1) {
      const { port } = this.#ports[leg];
      try {
        await worker.request({ type: 'bind', port });
        this.#ports[leg] = { port, bound: true };
        named[leg] = port;
        return;
      } catch (error) {
        const isTaken = error instanceof Refused && error.message === 'EADDRINUSE';
        const next = isTaken ? pool.takeElsewhere() : undefined;
        if (next === undefined) throw bindError(error, port);
        this.#ports[leg] = next;
        pool.give(port);
      }
    }
    throw new MediaError(
      'no-ports',
      `expected a free port, found ${MAX_BIND_ATTEMPTS} taken by other programs`,
    );
  }
}

function bindError(error: unknown, port: number): unknown {
  if (!(error instanceof Refused)) return error;
  const code = error.message === 'EADDRINUSE' ? 'no-ports' : 'closed';
  return new MediaError(code, `cannot bind port ${port}: ${error.message}`);
}
