/**
 * The recorder as the engine and the relay see it (recorder-client.ts): a process that is always there. After a death
 * it is restarted, with a growing delay while it keeps dying, and recordings in progress continue in their files. Calls
 * notice nothing.
 *
 *              start             died            delay over
 *   idle ───────────────▶ serving ────▶ restarting ─────────▶ serving, recordings resumed
 *     │ failed to start      │               │ ▲
 *     ▼                      │               └─┘ failed to start: a longer delay
 *   `start` rejects          └──────┬────────┘
 *                                   ▼ close
 *                                closed
 */
import { randomBytes } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { monotonicMs } from './monotonic-clock.js';
import type { RecorderClient, RecorderSession } from './recorder-client.js';
import { RecorderLife, type LifeEnd } from './recorder-life.js';
import type { LogLevel, OpenRecorderLink } from './recorder-link.js';
import { isRecordingName } from './files/recordings-folder.js';
import { DEFAULT_RETENTION_DAYS } from './files/retention.js';
import { WAV_HEADER_BYTES } from '../wav-header.js';

export interface RecorderProcessOptions {
  /** Folder of the recordings; created if missing. It belongs to this recorder alone. */
  readonly directory: string;
  /** Older recordings are deleted (default 7, as the product keeps them). */
  readonly retentionDays?: number;
  readonly log?: (level: LogLevel, message: string) => void;
  /** Called for each recording that ended, or did not begin: why it failed, undefined if it is complete. */
  readonly onOutcome?: (failure: string | undefined) => void;
  /** Called at each end of the process, for metrics and alarms. */
  readonly onDeath?: (death: RecorderDeath) => void;
  readonly timing?: Partial<RecorderTiming>;
  /** Connects to the process, and to each successor. */
  readonly open: OpenRecorderLink;
}

export interface RecorderDeath {
  readonly kind: 'closed' | 'failed-to-start' | 'died';
  readonly reason: string;
}

export interface RecorderTiming {
  readonly startTimeoutMs: number;
  readonly pingIntervalMs: number;
  readonly pingTimeoutMs: number;
  readonly closeTimeoutMs: number;
  /** First delay before a restart; doubles up to the next while lives are short. */
  readonly restartDelayMs: number;
  readonly restartDelayMaxMs: number;
  /** A life this long resets the delay. */
  readonly stableMs: number;
  /** How long `record` and `stop` wait for a recorder that is being restarted. */
  readonly awayTimeoutMs: number;
}

const TIMING: RecorderTiming = {
  startTimeoutMs: 10_000,
  pingIntervalMs: 2000,
  pingTimeoutMs: 5000,
  closeTimeoutMs: 10_000,
  restartDelayMs: 100,
  restartDelayMaxMs: 5000,
  stableMs: 30_000,
  awayTimeoutMs: 2000,
};

type Outcome = Awaited<RecorderSession['ended']>;

export class RecorderProcess implements RecorderClient {
  readonly #options: RecorderProcessOptions;
  readonly #timing: RecorderTiming;
  readonly #socketFolder = join(tmpdir(), `callveil-recorder-${randomBytes(8).toString('hex')}`);
  readonly #sessions = new Map<number, Session>();
  readonly #addressListeners = new Set<(address: { readonly path: string }) => void>();
  readonly #closing = new AbortController();
  #lives = 0;
  #lastRecordingId = 0;
  #life: RecorderLife | undefined;
  #servingSince = 0;
  #shortLives = 0;
  /** The life after the last one that died; rejects when the recorder is closed. */
  #nextLife: Promise<RecorderLife> | undefined;

  constructor(options: RecorderProcessOptions) {
    this.#options = options;
    this.#timing = { ...TIMING, ...options.timing };
  }

  /** Process id of the current process, for its memory and CPU figures; undefined while there is none. */
  get pid(): number | undefined {
    return this.#life?.pid;
  }

  get mediaAddress(): { readonly path: string } {
    return { path: this.#life?.mediaPath ?? this.#mediaPath(this.#lives + 1) };
  }

  onMediaAddress(listener: (address: { readonly path: string }) => void): void {
    this.#addressListeners.add(listener);
  }

  async start(): Promise<void> {
    if (this.#lives > 0) throw new TypeError('recorder started already');
    await this.#serve(await this.#launch());
  }

  async record(fileName: string, onAsked?: (recordingId: number) => void): Promise<RecorderSession> {
    if (!isRecordingName(fileName)) throw new TypeError('expected a file name [A-Za-z0-9_-]+.wav');
    const life = await this.#present();
    this.#lastRecordingId = (this.#lastRecordingId + 1) >>> 0;
    const session: Session = new Session(this.#lastRecordingId, fileName, () => this.#stop(session));
    this.#sessions.set(session.recordingId, session);
    onAsked?.(session.recordingId);
    try {
      await life.request('record', session.request(false));
      return session;
    } catch (error) {
      this.#sessions.delete(session.recordingId);
      this.#options.onOutcome?.(messageOf(error));
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#nextLife?.catch(() => undefined);
    await this.#life?.close();
    for (const session of [...this.#sessions.values()]) await this.#giveUp(session, 'recorder closed');
    await rm(this.#socketFolder, { recursive: true, force: true });
  }

  /** A life has ended, possibly while its successor is already needed. */
  #over(life: RecorderLife, end: LifeEnd): void {
    if (life !== this.#life) return; // it never served: its starter knows
    this.#life = undefined;
    const reason = end.kind === 'died' ? end.reason : 'closed';
    if (end.kind === 'died') {
      const isStable = performance.now() - this.#servingSince >= this.#timing.stableMs;
      this.#shortLives = isStable ? 0 : this.#shortLives + 1;
      this.#options.log?.('error', `recorder died: ${reason}; ${this.#sessions.size} recordings interrupted`);
      this.#nextLife = this.#restart();
      this.#nextLife.catch(() => undefined); // closed meanwhile; closing notifies those that wait
    }
    this.#options.onDeath?.({ kind: end.kind, reason });
  }

  /** Resolves with a life in which all current recordings continue; rejects when the recorder is closed. */
  async #restart(): Promise<RecorderLife> {
    const { restartDelayMs, restartDelayMaxMs } = this.#timing;
    for (;;) {
      const waitMs = restartDelayMs * 2 ** Math.min(Math.max(0, this.#shortLives - 1), 16);
      await delay(Math.min(waitMs, restartDelayMaxMs), undefined, { signal: this.#closing.signal });
      try {
        const life = await this.#launch();
        await this.#resumeAll(life);
        await this.#serve(life);
        return life;
      } catch (error) {
        this.#closing.signal.throwIfAborted();
        this.#shortLives += 1;
        this.#options.log?.('error', messageOf(error));
      }
    }
  }

  async #launch(): Promise<RecorderLife> {
    this.#lives += 1;
    const { directory, log, retentionDays = DEFAULT_RETENTION_DAYS } = this.#options;
    const settings = {
      ...this.#timing,
      directory,
      mediaPath: this.#mediaPath(this.#lives),
      retentionHours: retentionDays * 24,
    };
    const listener = {
      onEnded: this.#ended,
      onOver: (life: RecorderLife, end: LifeEnd): void => this.#over(life, end),
      onLog: (level: LogLevel, message: string): void => log?.(level, message),
    };
    try {
      return await RecorderLife.begin(this.#options.open, settings, listener, this.#closing.signal);
    } catch (error) {
      this.#options.onDeath?.({ kind: 'failed-to-start', reason: messageOf(error) });
      throw error;
    }
  }

  #mediaPath(life: number): string {
    return join(this.#socketFolder, `media-${life}.sock`);
  }

  /** Puts a life to use; rejects if it died meanwhile or the recorder was closed. */
  async #serve(life: RecorderLife): Promise<void> {
    if (this.#closing.signal.aborted) await life.close();
    if (life.isOver) throw new Error('recorder away');
    this.#life = life;
    this.#servingSince = performance.now();
    for (const listener of this.#addressListeners) listener({ path: life.mediaPath });
  }

  /** A recording that cannot continue ends as failed; the others continue. Rejects if the recorder dies meanwhile. */
  async #resumeAll(life: RecorderLife): Promise<void> {
    for (const session of [...this.#sessions.values()]) {
      try {
        await life.request('record', session.request(true));
      } catch (error) {
        if (life.isOver) throw error;
        await this.#giveUp(session, messageOf(error));
      }
    }
  }

  /** The current life, after waiting for a restart if necessary. */
  async #present(): Promise<RecorderLife> {
    if (this.#life !== undefined) return this.#life;
    const timeout = new AbortController();
    const away = new Error('recorder away');
    try {
      return await Promise.race([
        this.#nextLife ?? Promise.reject(away),
        delay(this.#timing.awayTimeoutMs, undefined, { signal: timeout.signal }).then(() =>
          Promise.reject(away),
        ),
      ]);
    } catch {
      throw away;
    } finally {
      timeout.abort();
    }
  }

  readonly #ended = (recordingId: number, failure: string, durationMs: number): void => {
    const session = this.#sessions.get(recordingId);
    this.#sessions.delete(recordingId);
    this.#options.onOutcome?.(failure === '' ? undefined : failure);
    session?.end(
      failure === ''
        ? { outcome: 'stopped', durationMs }
        : { outcome: 'failed', reason: failure, durationMs },
    );
  };

  /** Stops a recording even if the recorder dies over it: then the next life is asked again. */
  async #stop(session: Session): Promise<void> {
    const stop = { recordingId: session.recordingId, endedAtMilliseconds: monotonicMs() };
    while (this.#sessions.has(session.recordingId)) {
      const life = await this.#present().catch(() => undefined);
      if (life === undefined) return this.#giveUp(session, 'recorder away');
      try {
        await life.request('stop', stop);
        if (this.#sessions.has(session.recordingId)) throw new Error('unknown to the recorder');
      } catch (error) {
        if (!life.isOver) return this.#giveUp(session, messageOf(error));
      }
      if (life.isOver && this.#closing.signal.aborted) await life.ended;
    }
  }

  /** Ends an abandoned recording with what its file contains. */
  async #giveUp(session: Session, reason: string): Promise<void> {
    this.#sessions.delete(session.recordingId);
    const file = await stat(join(this.#options.directory, session.fileName)).catch(() => undefined);
    const durationMs = Math.max(0, (file?.size ?? 0) - WAV_HEADER_BYTES) / 8;
    this.#options.onOutcome?.(reason);
    session.end({ outcome: 'failed', reason, durationMs });
  }
}

class Session implements RecorderSession {
  readonly recordingId: number;
  readonly fileName: string;
  readonly ended: Promise<Outcome>;
  readonly #begunAt = monotonicMs();
  readonly #stop: () => Promise<void>;
  #end: (outcome: Outcome) => void = () => undefined;
  #stopping: Promise<void> | undefined;

  constructor(recordingId: number, fileName: string, stop: () => Promise<void>) {
    this.recordingId = recordingId;
    this.fileName = fileName;
    this.ended = new Promise((resolve) => (this.#end = resolve));
    this.#stop = stop;
  }

  request(resume: boolean): {
    recordingId: number;
    fileName: string;
    begunAtMilliseconds: number;
    resume: boolean;
  } {
    const { recordingId, fileName } = this;
    return { recordingId, fileName, begunAtMilliseconds: this.#begunAt, resume };
  }

  end(outcome: Outcome): void {
    this.#end(outcome);
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
