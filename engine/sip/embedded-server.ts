/**
 * sipd as the service owns it: started, and started again when it died, on the same ports and with the same secret, so
 * that signaling finds it where it was. The calls it carried are lost with it, and the next process is given their dialogs to be
 * ended; new calls are taken within a second.
 */
import type { Duplex } from 'node:stream';
import { PersonalText, type Logger } from '../observe/log.js';
import { maskMessage, withoutSecrets } from '../observe/sip-message.js';
import {
  startSipd,
  type SipdCounters,
  type SipdLog,
  type SipdOptions,
  type SipdProcess,
  type SipTraffic,
} from '../sipd/sipd-process.js';
import type { RegisteredUser, SavedDialog } from '../sipd/stack/stack.js';
import { listenPointName } from './listen-point.js';

const RESTART_DELAY_MS = 100;
const RESTART_DELAY_MAX_MS = 5000;

/** What our user agent wants otherwise than an application of drachtio's. */
const OF_OURS = { sessionTimers: false, showsTrying: true } as const;

/** What a process that starts is told of the one before it. */
export interface SipMemory {
  /** Phones that have registered. */
  users(): readonly RegisteredUser[];
  /** Dialogs that are still to be ended. Never rejects. */
  left(): Promise<readonly SavedDialog[]>;
}

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
  readonly #memory: SipMemory;

  private constructor(
    process: SipdProcess,
    options: SipdOptions,
    program: URL,
    logger: Logger,
    memory: SipMemory,
  ) {
    this.#logger = logger;
    this.#memory = memory;
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
    memory: SipMemory,
  ): Promise<EmbeddedSipServer> {
    const asked = { ...options, traces: logger.isLevelEnabled('trace') };
    const left = await memory.left();
    const process = await startSipd({ ...asked, left, ...OF_OURS }, logTo(logger), program, traceTo(logger));
    return new EmbeddedSipServer(process, asked, program, logger, memory);
  }

  get listenPoints(): readonly string[] {
    return this.#options.listen.map(listenPointName);
  }

  /** Hands out the channel to the process, and the one to its successor when it has been started again. */
  onChannel(handler: (channel: Duplex) => void): void {
    this.#onChannel = handler;
    handler(this.#process.channel);
  }

  /** As `SrfTransactionsOptions.saveDialog`. */
  saveDialog(id: string, saved: (dialog: SavedDialog) => void): void {
    this.#process.saveDialog(id, saved);
  }

  counters(): Promise<SipdCounters> {
    return this.#process.counters();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#process.stop();
  }

  async #optionsNow(): Promise<SipdOptions> {
    const left = await this.#memory.left();
    const { answered } = this.#options;
    if (answered === undefined) return { ...this.#options, left };
    return { ...this.#options, left, answered: { ...answered, users: this.#memory.users() } };
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
      this.#startNext().then(
        (process) => this.#running(process),
        (error: unknown) => {
          this.#logger.error({ part: 'sipd', err: error }, 'sipd cannot be started');
          this.#delayMs = Math.min(this.#delayMs * 2, RESTART_DELAY_MAX_MS);
          if (!this.#closed) this.#startAgain();
        },
      );
    }, this.#delayMs);
  }

  async #startNext(): Promise<SipdProcess> {
    const options = await this.#optionsNow();
    return startSipd(options, logTo(this.#logger), this.#program, traceTo(this.#logger));
  }

  #running(process: SipdProcess): void {
    this.#process = process;
    this.#delayMs = RESTART_DELAY_MS;
    if (this.#closed) return void process.stop();
    this.#watch(process);
    this.#onChannel?.(process.channel);
  }
}

/** Numbers and addresses are in it: all of it is personal. */
function traceTo(logger: Logger): (traffic: SipTraffic) => void {
  return ({ text, ...rest }) => {
    const pii = { message: new PersonalText(withoutSecrets(text), maskMessage) };
    logger.trace({ part: 'sip', ...rest, pii }, 'SIP message');
  };
}

function logTo(logger: Logger): SipdLog {
  return (level, message) => logger[level]({ part: 'sipd' }, message);
}

/** What may run in the process: sipd behind drachtio's protocol, or with the user agent in it. */
export const DRACHTIO_SIPD = new URL('../sipd/wire/sipd.js', import.meta.url);
export const UA_SIPD = new URL('../ua/sip-process.js', import.meta.url);
