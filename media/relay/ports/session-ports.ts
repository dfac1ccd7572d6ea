/**
 * The port pairs of a session, from their reservation until they rest: bound when an SDP must name them, in the
 * negotiation from then on, and returned according to their use. A leg has a pair of one IP family; it gets a second
 * one, and keeps both until the session closes, if its peer moves to the other family.
 */
import type { AddressFamily, LegName } from '../../media.js';
import { MediaError } from '../../media-error.js';
import type { PortPool, ReservedPort } from './port-pool.js';
import { Refused, type WorkerLink } from '../worker-link.js';

export type PortPools = ReadonlyMap<AddressFamily, PortPool<WorkerLink>>;

export interface SessionPortsOptions {
  readonly pools: PortPools;
  readonly worker: WorkerLink;
  /** The family of the reserved pairs. */
  readonly family: AddressFamily;
  /** Bound when an SDP needs them, unless they are already; of another family, if it turns out to need those. */
  readonly reserved: Readonly<Record<LegName, ReservedPort>>;
  /** The negotiation's: 0 until an SDP may name the port. */
  readonly named: Readonly<Record<AddressFamily, Record<LegName, number>>>;
  /** For a port that its worker can no longer keep bound while it rests. */
  readonly restUnbound: (port: number, family: AddressFamily) => void;
}

const MAX_BIND_ATTEMPTS = 50;
const LEGS: readonly LegName[] = ['caller', 'callee'];

/** One pair of a leg. */
interface Held {
  readonly family: AddressFamily;
  reserved: ReservedPort;
  binding: Promise<void> | undefined;
  /** The worker has it in use. */
  isTaken: boolean;
}

export class SessionPorts {
  readonly #options: SessionPortsOptions;
  /** The last one that an SDP needed comes first. */
  readonly #held: Readonly<Record<LegName, Held[]>>;

  constructor(options: SessionPortsOptions) {
    this.#options = options;
    const { family, reserved } = options;
    this.#held = { caller: [held(family, reserved.caller)], callee: [held(family, reserved.callee)] };
  }

  /** The leg's RTP port, of the family that an SDP of it named last. */
  of(leg: LegName): number {
    return this.#held[leg][0]?.reserved.port ?? 0;
  }

  /** The worker has it in use. */
  take(leg: LegName, family: AddressFamily): void {
    for (const pair of this.#held[leg]) if (pair.family === family) pair.isTaken = true;
  }

  /**
   * Undefined, which costs no wait, if the leg's pair of that family is bound. Rejects with MediaError `no-ports` or
   * `closed`.
   */
  bind(leg: LegName, family: AddressFamily): Promise<void> | undefined {
    const first = this.#held[leg][0];
    const pair = first?.family === family ? first : this.#change(leg, family);
    const { port, bound } = pair.reserved;
    if (bound) {
      this.#options.named[family][leg] = port;
      return undefined;
    }
    return (pair.binding ??= this.#bindAny(leg, pair).catch((error: unknown) => {
      pair.binding = undefined;
      throw error;
    }));
  }

  /** Waits for binds in progress, so that their pairs rest like the others. Never rejects. */
  async settled(): Promise<void> {
    await Promise.allSettled(LEGS.flatMap((leg) => this.#held[leg].flatMap(({ binding }) => binding ?? [])));
  }

  /**
   * The session is closed. A pair that its worker has taken comes back from there after its rest, and so does one that
   * an SDP named.
   */
  letGo(workerAlive: boolean): void {
    const { named, worker, restUnbound } = this.#options;
    for (const leg of LEGS) {
      for (const { family, reserved, isTaken } of this.#held[leg]) {
        const { port, bound } = reserved;
        if (!bound || named[family][leg] === 0) this.#giveBack(family, reserved, workerAlive);
        else if (!workerAlive) restUnbound(port, family);
        else if (!isTaken) worker.note({ type: 'rest', family, ports: [port] });
      }
    }
  }

  /** The leg's pair of the other family, which comes first from now on. */
  #change(leg: LegName, family: AddressFamily): Held {
    const pairs = this.#held[leg];
    const known = pairs.find((pair) => pair.family === family);
    if (known !== undefined) {
      pairs.reverse();
      return known;
    }
    const reserved = this.#pool(family).take(this.#options.worker);
    if (reserved === undefined)
      throw new MediaError('no-ports', `expected a free port pair of IPv${family}, found none`);
    const pair = held(family, reserved);
    const before = pairs[0];
    pairs.unshift(pair);
    // What no SDP has named and nothing is binding serves other calls.
    if (before?.binding !== undefined || before === undefined) return pair;
    if (this.#options.named[before.family][leg] !== 0) return pair;
    pairs.pop();
    this.#giveBack(before.family, before.reserved, true);
    return pair;
  }

  /** A pair that was never used. */
  #giveBack(family: AddressFamily, { port, bound }: ReservedPort, workerAlive: boolean): void {
    const { worker, restUnbound } = this.#options;
    const pool = this.#pool(family);
    if (!bound) pool.give(port);
    else if (!workerAlive) restUnbound(port, family);
    else if (!pool.keep(worker, port)) worker.note({ type: 'unbind', family, ports: [port] });
  }

  #pool(family: AddressFamily): PortPool<WorkerLink> {
    const pool = this.#options.pools.get(family);
    if (pool === undefined) throw new TypeError(`expected ports of IPv${family}, found none`);
    return pool;
  }

  /** Binds the leg's port, or another one of the range if another program has it. */
  async #bindAny(leg: LegName, pair: Held): Promise<void> {
    const { worker, named } = this.#options;
    const { family } = pair;
    const pool = this.#pool(family);
    for (let attempt = 0; attempt < MAX_BIND_ATTEMPTS; attempt += 1) {
      const { port } = pair.reserved;
      try {
        await worker.request({ type: 'bind', family, port });
        pair.reserved = { port, bound: true };
        named[family][leg] = port;
        return;
      } catch (error) {
        const isTaken = error instanceof Refused && error.message === 'EADDRINUSE';
        const next = isTaken ? pool.takeElsewhere() : undefined;
        if (next === undefined) throw bindError(error, port);
        pair.reserved = next;
        pool.give(port);
      }
    }
    throw new MediaError(
      'no-ports',
      `expected a free port, found ${MAX_BIND_ATTEMPTS} taken by other programs`,
    );
  }
}

function held(family: AddressFamily, reserved: ReservedPort): Held {
  return { family, reserved, binding: undefined, isTaken: false };
}

function bindError(error: unknown, port: number): unknown {
  if (!(error instanceof Refused)) return error;
  const code = error.message === 'EADDRINUSE' ? 'no-ports' : 'closed';
  return new MediaError(code, `cannot bind port ${port}: ${error.message}`);
}
