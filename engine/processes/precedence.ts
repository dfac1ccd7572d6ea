/**
 * The processes that answer the network go before those that compute: when the CPU does not suffice, or others take it,
 * a refusal still leaves within milliseconds and audio on time, and what waits is the engine's work, which the load
 * shows. The system must allow it (root, or a limit such as `LimitNICE=-5` of the systemd unit); otherwise all
 * processes are equal.
 */
import { getPriority, setPriority } from 'node:os';

/** The calling thread's, as `nice` counts; `set` throws if the system does not allow it. */
export interface Priority {
  get(): number;
  set(nice: number): void;
}

const OWN_PRIORITY: Priority = { get: () => getPriority(), set: (nice) => setPriority(nice) };
const HIGHEST = -20;

export class Precedence {
  readonly #nice: number;
  readonly #tell: (notice: string) => void;
  readonly #priority: Priority;
  #isRefused = false;

  /** `nice` is added to this process's own; 0: all are equal. `tell` receives one line if it is not allowed. */
  constructor(nice: number, tell: (notice: string) => void, priority = OWN_PRIORITY) {
    this.#nice = nice;
    this.#tell = tell;
    this.#priority = priority;
  }

  /**
   * Starts a process that goes before the others. It inherits the precedence with its first thread, and so do all that
   * it starts, V8's included: the threads of a process that is running keep what they have.
   */
  giveTo<T>(start: () => T): T {
    if (this.#nice === 0 || this.#isRefused) return start();
    const own = this.#priority.get();
    if (!this.#isAllowed(Math.max(HIGHEST, own + this.#nice))) return start();
    try {
      return start();
    } finally {
      this.#priority.set(own);
    }
  }

  #isAllowed(nice: number): boolean {
    try {
      this.#priority.set(nice);
      return true;
    } catch (error) {
      this.#isRefused = true;
      const { code, info } = error as NodeJS.ErrnoException & { readonly info?: { readonly code?: string } };
      this.#tell(
        `the system does not allow limits.networkNice (${info?.code ?? code ?? String(error)}): SIP and media do not go before the other processes`,
      );
      return false;
    }
  }
}
