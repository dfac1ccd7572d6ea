/**
 * sipd as the service owns it: started, and started again when it died, on the same ports and with the same secret, so
 * that signaling finds it where it was. The calls it carried are lost with it; new ones are taken within a second.
 */
import type { Duplex } from 'node:stream';
import type { Logger } from '../observe/log.js';
import {
  startSipd,
  type SipdCounters,
  type SipdLog,
  type SipdOptions,
  type SipdProcess,
} from '../sipd/sipd-process.js';
import type { RegisteredUser } from '../sipd/stack/stack.js';
import { listenPointName } from './listen-point.js';

const RESTART_DELAY_MS = 100;
const RESTART_DELAY_MAX_MS = 5000;

/** What our user agent wants otherwise than an application of drachtio's. */
const OF_OURS = { sessionTimers: false, showsTrying: true } as const;

export class EmbeddedSipServer {
  readonly #logger: Logger;
  readonly #options: SipdOptions;
  readonly #program: URL;
  /** For drachtio-srf, where the process speaks drachtio's protocol. */
  readonly connection: { readonly host: string; readonly port: number; readonly secret: string };
  #process: SipdProcess;
  #delayMs = RESTART_DELAY_MS;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #onChannel: ((channel: Duplex) => void) | undefined;
  /** Phones that have registered: what starts again is told of them. */
  readonly #users: () => readonly RegisteredUser[];

  private constructor(
    process: SipdProcess,
    options: SipdOptions,
    program: URL,
    logger: Logger,
    users: () => readonly RegisteredUser[],
  ) {
    this.#logger = logger;
    this.#users = users;
    this.#program = program;
    this.#process = process;
    this.connection = { host: process.adminHost, port: process.adminPort, secret: process.secret };
    this.#options = {
      ...options,
      listen: process.listenPoints,
      admin: { host: process.adminHost, port: process.adminPort },
      secret: process.secret,
      ...OF_OURS,
    };
    this.#watch(process);
  }

  /** Rejects with an Error that says which address cannot be bound. */
  static async start(
    options: Pick<SipdOptions, 'listen' | 'answeredAtSource' | 'answered'>,
    program: URL,
    logger: Logger,
    users: () => readonly RegisteredUser[] = () => [],
  ): Promise<EmbeddedSipServer> {
    const process = await startSipd({ ...options, ...OF_OURS }, logTo(logger), program);
    return new EmbeddedSipServer(process, options, program, logger, users);
  }

  get listenPoints(): readonly string[] {
    return this.#options.listen.map(listenPointName);
  }

  /** Hands out the channel to the process, and the one to its successor when it has been started again. */
  onChannel(handler: (channel: Duplex) => void): void {
    this.#onChannel = handler;
    handler(this.#process.channel);
  }

  counters(): Promise<SipdCounters> {
    return this.#process.counters();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#process.stop();
  }

  get #optionsNow(): SipdOptions {
    const { answered } = this.#options;
    if (answered === undefined) return this.#options;
    return { ...this.#options, answered: { ...answered, users: this.#users() } };
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
      startSipd(this.#optionsNow, logTo(this.#logger), this.#program).then(
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
    if (this.#closed) return void process.stop();
    this.#watch(process);
    this.#onChannel?.(process.channel);
  }
}

function logTo(logger: Logger): SipdLog {
  return (level, message) => logger[level]({ part: 'sipd' }, message);
}

/** What may run in the process: sipd behind drachtio's protocol, or with the user agent in it. */
export const DRACHTIO_SIPD = new URL('../sipd/sipd.js', import.meta.url);
export const UA_SIPD = new URL('./ua-sipd.js', import.meta.url);
