/**
 * One life of the recorder process, from spawn to exit.
 *
 *   launch ──▶ initialising ──▶ serving ──▶ ended
 *                   │ exit, timeout, error in the reply       │ closed: `close` was called
 *                   ▼                                         │ died: exit, signal, no pong, channel broken
 *            launch rejects: failed to start                  ▼
 *                                                       `ended` resolves with which and why
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { dirname } from 'node:path';
import { Channel } from './channel.js';
import { recorder as proto } from './recorder-proto.js';

export interface LifeSettings {
  /** Compiled main of the recorder process. */
  readonly program: string;
  readonly directory: string;
  readonly mediaPath: string;
  readonly retentionHours: number;
  /** From spawn to the reply of Initialise. */
  readonly startTimeoutMs: number;
  readonly pingIntervalMs: number;
  /** A recorder that has not answered a ping for this long is killed. */
  readonly pingTimeoutMs: number;
  /** A recorder that has not ended its files this long after `close` is killed. */
  readonly closeTimeoutMs: number;
}

export interface LifeListener {
  onEnded(recordingId: number, failure: string, durationMs: number): void;
  onLog(level: LogLevel, message: string): void;
  /** Told before anything that waits for the recorder is. */
  onOver(life: RecorderLife, end: LifeEnd): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export type LifeEnd = { readonly kind: 'closed' } | { readonly kind: 'died'; readonly reason: string };

type RequestBody = Pick<proto.ToRecorder.$Properties, 'initialise' | 'record' | 'stop' | 'ping'>;

interface Pending {
  resolve(): void;
  reject(error: Error): void;
}

/** What of stderr is kept to explain a death. */
const MAX_STDERR = 2000;
/** An ending recorder closes its channel a moment before it exits. */
const EXIT_TIMEOUT_MS = 1000;
const LEVELS: Record<proto.Log.Level, LogLevel> = ['debug', 'info', 'warn', 'error'];

export class RecorderLife {
  /** How it ended; never rejects. */
  readonly ended: Promise<LifeEnd>;
  readonly mediaPath: string;
  readonly #settings: LifeSettings;
  readonly #listener: LifeListener;
  readonly #child: ChildProcess;
  readonly #control: Socket;
  readonly #channel: Channel;
  readonly #pending = new Map<number, Pending>();
  #pinging: NodeJS.Timeout | undefined;
  #lastRequestId = 0;
  #stderr = '';
  /** Why we killed it, or why it could not be spawned. */
  #cause: string | undefined;
  #closing = false;
  #over = false;

  /** Resolves once it can record; rejects with an Error saying why it failed to start. */
  static async launch(settings: LifeSettings, listener: LifeListener): Promise<RecorderLife> {
    await mkdir(dirname(settings.mediaPath), { mode: 0o700, recursive: true });
    const life = new RecorderLife(settings, listener);
    const timeout = setTimeout(() => life.#kill('no answer to its settings'), settings.startTimeoutMs);
    try {
      await life.request({
        initialise: {
          directory: settings.directory,
          mediaSocket: settings.mediaPath,
          retentionHours: settings.retentionHours,
        },
      });
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

  private constructor(settings: LifeSettings, listener: LifeListener) {
    this.#settings = settings;
    this.#listener = listener;
    this.mediaPath = settings.mediaPath;
    this.#child = spawn(process.execPath, [settings.program], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, UV_THREADPOOL_SIZE: '8' }, // many files are written and synced at once
    });
    this.#control = this.#child.stdio[3] as Socket;
    this.#control.on('error', () => undefined); // 'close' follows
    this.#control.on('close', () =>
      this.#expectExit(EXIT_TIMEOUT_MS, () => this.#kill('control channel broken')),
    );
    this.#channel = new Channel(this.#control, (message) => this.#take(proto.FromRecorder.decode(message)));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-MAX_STDERR);
    });
    this.#child.on('error', (error) => (this.#cause ??= error.message));
    this.ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => resolve(this.#bury(code, signal)));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isOver(): boolean {
    return this.#over || this.#closing;
  }

  /** Rejects with an Error of the recorder's words, or saying that it died. */
  request(body: RequestBody): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.isOver) {
        reject(new Error('recorder away'));
        return;
      }
      this.#lastRequestId += 1;
      this.#pending.set(this.#lastRequestId, { resolve, reject });
      this.#channel.send(proto.ToRecorder.encode({ id: this.#lastRequestId, ...body }).finish());
    });
  }

  /** Lets it end its recordings and go; kills it if it does not. Idempotent. */
  async close(): Promise<void> {
    if (!this.#closing) {
      this.#closing = true;
      this.#control.end();
      this.#expectExit(this.#settings.closeTimeoutMs, () => this.#child.kill('SIGKILL'));
    }
    await this.ended;
  }

  #take(message: proto.FromRecorder): void {
    const { reply, ended, log } = message;
    if (reply != null) {
      const { id, error } = proto.Reply.create(reply);
      const pending = this.#pending.get(id);
      this.#pending.delete(id);
      if (error === '') pending?.resolve();
      else pending?.reject(new Error(error));
    }
    if (ended != null) {
      const { recordingId, failure, durationMilliseconds } = proto.Ended.create(ended);
      this.#listener.onEnded(recordingId, failure, durationMilliseconds);
    }
    if (log != null) {
      const { level, message: text } = proto.Log.create(log);
      this.#listener.onLog(LEVELS[level] ?? 'info', text);
    }
  }

  #ping(): void {
    const timeout = setTimeout(() => this.#kill('no answer to a ping'), this.#settings.pingTimeoutMs);
    const answered = (): void => clearTimeout(timeout);
    this.request({ ping: {} }).then(answered, answered);
  }

  #expectExit(withinMs: number, onLate: () => void): void {
    if (this.#over) return;
    const timeout = setTimeout(onLate, withinMs);
    this.#child.once('close', () => clearTimeout(timeout));
  }

  #kill(cause: string): void {
    if (this.isOver) return;
    this.#cause ??= cause;
    this.#child.kill('SIGKILL');
  }

  #bury(code: number | null, signal: NodeJS.Signals | null): LifeEnd {
    this.#over = true;
    clearInterval(this.#pinging);
    const exit = this.#cause ?? (signal === null ? `exit code ${code ?? 'unknown'}` : `killed by ${signal}`);
    const reason = this.#stderr === '' ? exit : `${exit}: ${this.#stderr.trim()}`;
    const end: LifeEnd = this.#closing ? { kind: 'closed' } : { kind: 'died', reason };
    this.#listener.onOver(this, end);
    const error = new Error(`recorder died: ${reason}`);
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
    return end;
  }
}
