/**
 * sipd as the service owns it: started, and started again when it died, on the same ports and with the same secret, so
 * that signaling finds it where it was. The calls it carried are lost with it; new ones are taken within a second.
 */
import type { Logger } from '../observe/log.js';
import { startSipd, type SipdCounters, type SipdOptions, type SipdProcess } from '../sipd/sipd-process.js';

const RESTART_DELAY_MS = 100;
const RESTART_DELAY_MAX_MS = 5000;

export class EmbeddedSipServer {
  readonly #logger: Logger;
  readonly #options: SipdOptions;
  readonly connection: { readonly host: string; readonly port: number; readonly secret: string };
  #process: SipdProcess;
  #delayMs = RESTART_DELAY_MS;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(process: SipdProcess, logger: Logger) {
    this.#logger = logger;
    this.#process = process;
    this.connection = { host: process.adminHost, port: process.adminPort, secret: process.secret };
    this.#options = {
      listen: process.listenPoints,
      admin: { host: process.adminHost, port: process.adminPort },
      secret: process.secret,
    };
    this.#watch(process);
  }

  /** Rejects with an Error that says which address cannot be bound. */
  static async start(listen: SipdOptions['listen'], logger: Logger): Promise<EmbeddedSipServer> {
    const process = await startSipd({ listen }, (message) => logger.error({ part: 'sipd' }, message));
    return new EmbeddedSipServer(process, logger);
  }

  counters(): Promise<SipdCounters> {
    return this.#process.counters();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#process.stop();
  }

  #watch(process: SipdProcess): void {
    process.onExit(({ isExpected, code, signal }) => {
      if (isExpected || this.#closed) return;
      this.#logger.error({ part: 'sipd', code, signal }, 'sipd died; its calls are lost, starting it again');
      this.#startAgain();
    });
  }

  #startAgain(): void {
    this.#timer = setTimeout(() => {
      startSipd(this.#options, (message) => this.#logger.error({ part: 'sipd' }, message)).then(
        (process) => this.#running(process),
        (error: unknown) => {
          this.#logger.error({ part: 'sipd', err: error }, 'sipd cannot be started');
          this.#delayMs = Math.min(this.#delayMs * 2, RESTART_DELAY_MAX_MS);
          if (!this.#closed) this.#startAgain();
        },
      );
    }, this.#delayMs);
  }

  #running(process: SipdProcess): void {
    this.#process = process;
    this.#delayMs = RESTART_DELAY_MS;
    if (this.#closed) void process.stop();
    else this.#watch(process);
  }
}
