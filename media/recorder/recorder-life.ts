/**
 * One life of the recorder process, from the connection to its end.
 *
 *   begin ──▶ initialising ──▶ serving ──▶ ended
 *                   │ end, timeout, error in the reply        │ closed: `close` was called
 *                   ▼                                         │ died: the connection ended, no pong
 *            begin rejects: failed to start                   ▼
 *                                                       `ended` resolves with which and why
 */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EngineToRecorder, LinkListener, OpenRecorderLink, RecorderLink } from './recorder-link.js';

export interface LifeSettings {
  readonly directory: string;
  readonly mediaPath: string;
  readonly retentionHours: number;
  /** Until there is a connection, and from there to the reply of Initialise. */
  readonly startTimeoutMs: number;
  readonly pingIntervalMs: number;
  /** A recorder that has not answered a ping for this long is killed. */
  readonly pingTimeoutMs: number;
  /** A recorder that has not ended its files this long after `close` is killed. */
  readonly closeTimeoutMs: number;
}

export interface LifeListener extends LinkListener {
  /** Called before anything that waits for the recorder is notified. */
  onOver(life: RecorderLife, end: LifeEnd): void;
}

export type LifeEnd = { readonly kind: 'closed' } | { readonly kind: 'died'; readonly reason: string };

type Requests = EngineToRecorder['requests'];

export class RecorderLife {
  /** How it ended; never rejects. */
  readonly ended: Promise<LifeEnd>;
  readonly mediaPath: string;
  readonly #settings: LifeSettings;
  readonly #link: RecorderLink;
  #pinging: NodeJS.Timeout | undefined;
  /** Why we killed it. */
  #cause: string | undefined;
  #closing: Promise<void> | undefined;
  #over = false;

  /**
   * Resolves when it can record; rejects with an Error saying why it failed to start, or when `signal` aborts before
   * that.
   */
  static async begin(
    open: OpenRecorderLink,
    settings: LifeSettings,
    listener: LifeListener,
    signal: AbortSignal,
  ): Promise<RecorderLife> {
    await mkdir(dirname(settings.mediaPath), { mode: 0o700, recursive: true });
    const patience = AbortSignal.any([signal, AbortSignal.timeout(settings.startTimeoutMs)]);
    const life = new RecorderLife(await open(listener, patience), settings, listener);
    const timeout = setTimeout(() => life.#kill('no answer to its settings'), settings.startTimeoutMs);
    try {
      const { directory, mediaPath: mediaSocket, retentionHours } = settings;
      await life.request('initialise', { directory, mediaSocket, retentionHours });
      life.#pinging = setInterval(() => life.#ping(), settings.pingIntervalMs);
      return life;
    } catch (error) {
      await life.close();
      throw new Error(`recorder failed to start: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    } finally {
      clearTimeout(timeout);
    }
  }

  private constructor(link: RecorderLink, settings: LifeSettings, listener: LifeListener) {
    this.#link = link;
    this.#settings = settings;
    this.mediaPath = settings.mediaPath;
    this.ended = link.ended.then((reason) => this.#bury(reason, listener));
  }

  get pid(): number {
    return this.#link.pid;
  }

  get isOver(): boolean {
    return this.#over || this.#closing !== undefined;
  }

  /** Rejects with the recorder's error, or one that says that it died. */
  async request<K extends keyof Requests>(name: K, ask: Parameters<Requests[K]>[0]): Promise<void> {
    if (this.isOver) throw new Error('recorder away');
    await this.#link.request(name, ask);
  }

  /** Lets it end its recordings and exit; kills it if it does not. Idempotent. */
  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
    await this.ended;
  }

  async #close(): Promise<void> {
    const timeout = setTimeout(() => this.#link.kill(), this.#settings.closeTimeoutMs);
    // If it is gone already, it has ended its recordings, or left them to the next one.
    await this.#link.request('close', {}).catch(() => undefined);
    clearTimeout(timeout);
    this.#link.close();
  }

  #ping(): void {
    const timeout = setTimeout(() => this.#kill('no answer to a ping'), this.#settings.pingTimeoutMs);
    const answered = (): void => clearTimeout(timeout);
    this.request('ping', {}).then(answered, answered);
  }

  #kill(cause: string): void {
    if (this.isOver) return;
    this.#cause ??= cause;
    this.#link.kill();
  }

  #bury(reason: string, listener: LifeListener): LifeEnd {
    this.#over = true;
    clearInterval(this.#pinging);
    const end: LifeEnd =
      this.#closing === undefined ? { kind: 'died', reason: this.#cause ?? reason } : { kind: 'closed' };
    listener.onOver(this, end);
    return end;
  }
}
