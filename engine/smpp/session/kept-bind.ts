/**
 * One bind that is kept: connected and bound again for as long as the service runs.
 *
 *    connecting ──▶ binding ──▶ bound ──end──▶ waiting ──▶ connecting
 *        └──────────────┴──failure──────────────▲
 *
 * Each failure doubles the wait, up to the longest; a refused login waits the longest at once, because carriers lock
 * accounts that try. A bind that lasted no longer than the wait before it counts as one more failure, so that a carrier
 * that takes binds and drops them is not overrun.
 */
import type { Clock } from '../../clock.js';
import type { SmppConfig } from '../../../config/config.js';
import { COMMAND_STATUS } from '../pdu/command-status.js';
import type { OpenConnection, OpenedConnection } from './open-connection.js';
import { RequestFailure } from './request-failure.js';
import { Session, type OnDelivery } from './session.js';

export type BindRole = 'transceiver' | 'transmitter' | 'receiver';

export interface KeptBindOptions {
  readonly config: SmppConfig;
  /** One of the servers of the configuration. */
  readonly server: string;
  readonly role: BindRole;
  readonly clock: Pick<Clock, 'elapsed' | 'after'>;
  /** From 0 up to, and without, 1. */
  readonly random: () => number;
  readonly open: OpenConnection;
  readonly onDelivery: OnDelivery;
  /** Each time it is bound, and each time it is not any more or could not be; `because` for a person. */
  readonly onChange: (isBound: boolean, because: string) => void;
}

export class KeptBind {
  readonly #options: KeptBindOptions;
  #session: Session | undefined;
  #opened: OpenedConnection | undefined;
  #callOff: (() => void) | undefined;
  #failures = 0;
  #boundAt: number | undefined;
  #isClosed = false;

  constructor(options: KeptBindOptions) {
    this.#options = options;
  }

  get role(): BindRole {
    return this.#options.role;
  }

  get server(): string {
    return this.#options.server;
  }

  /** Undefined while it is not bound. */
  get session(): Session | undefined {
    return this.#session?.isBound === true ? this.#session : undefined;
  }

  start(): void {
    if (this.#isClosed) return;
    this.#connect().catch((error: unknown) => this.#failed(error));
  }

  /** Unbinds. Never rejects. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#callOff?.();
    this.#opened?.abandon();
    await this.#session?.unbind();
  }

  async #connect(): Promise<void> {
    const { config, server, role, clock, open, onDelivery, onChange } = this.#options;
    const responseMs = config.responseSeconds * 1000;
    const opened = open(server, config.tls);
    this.#opened = opened;
    const callOff = clock.after(responseMs, () => opened.abandon());
    const socket = await opened.ready.finally(callOff);
    this.#opened = undefined;
    if (this.#isClosed) return void socket.destroy();
    const session = new Session({
      ...{ socket, clock, responseMs, onDelivery, enquireMs: config.enquireLinkSeconds * 1000 },
      onEnd: (because) => this.#ended(because),
    });
    this.#session = session;
    await session.bind(`bind_${role}`, {
      system_id: config.systemId,
      password: config.password,
      system_type: config.systemType,
      interface_version: 0x34,
      address_range: config.addressRange,
    });
    // The carrier may end it in the same octets that answer the bind.
    if (session.hasEnded) throw new Error('the session ended with the answer to the bind');
    this.#boundAt = clock.elapsed();
    onChange(true, '');
  }

  /** A session that has been bound is over. */
  #ended(because: string): void {
    this.#session = undefined;
    if (this.#boundAt === undefined) return;
    const lastedMs = this.#options.clock.elapsed() - this.#boundAt;
    this.#boundAt = undefined;
    if (lastedMs > this.#waitMs()) this.#failures = 0;
    this.#again(because);
  }

  #failed(error: unknown): void {
    const { config } = this.#options;
    const isLogin = error instanceof RequestFailure && LOGIN.includes(error.status ?? 0);
    if (isLogin) this.#failures = Math.ceil(Math.log2(config.maxRetrySeconds / config.retrySeconds));
    this.#again(error instanceof Error ? error.message : String(error));
  }

  #again(because: string): void {
    if (this.#isClosed) return;
    const { clock, random, onChange } = this.#options;
    const wait = this.#waitMs();
    this.#failures += 1;
    this.#callOff = clock.after(wait * (0.5 + random() / 2), () => this.start());
    onChange(false, because);
  }

  #waitMs(): number {
    const { retrySeconds, maxRetrySeconds } = this.#options.config;
    return Math.min(maxRetrySeconds, retrySeconds * 2 ** Math.min(this.#failures, 16)) * 1000;
  }
}

const LOGIN: readonly number[] = [
  COMMAND_STATUS.ESME_RINVPASWD,
  COMMAND_STATUS.ESME_RINVSYSID,
  COMMAND_STATUS.ESME_RBINDFAIL,
];
