/**
 * What the recorder process does for one engine: recordings as its control channel orders, from RTP on the media
 * socket. When the engine closes the channel or dies, all recordings are ended properly.
 */
import { rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { explain } from './files/file-system.js';
import { openMediaSocket, type MediaSocket } from './media-socket.js';
import { monotonicMs } from './monotonic-clock.js';
import type { EngineToRecorder, LogLevel, RecorderToEngine } from './recorder-link.js';
import type { RecordingEnd } from './recording.js';
import { Recordings } from './recordings.js';
import { RecordingsFolder } from './files/recordings-folder.js';
import { keepRetention, type RetentionClock } from './files/retention.js';

/** Files have dates of the machine's clock. */
const fileClock: RetentionClock = {
  now: () => Date.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms).unref();
    return () => clearTimeout(timer);
  },
};

type Requests = EngineToRecorder['requests'];
type Notes = RecorderToEngine['notes'];
type Carried<T> = T extends (ask: infer A) => unknown ? (ask: A) => Promise<object> : never;

/** Where it reports events to the engine. */
export interface Telling {
  note<K extends keyof Notes>(name: K, said: Notes[K]): void;
}

export class Recorder {
  readonly #engine: Telling;
  #recordings: Recordings | undefined;
  #mediaSocket: MediaSocket | undefined;
  #mediaPath: string | undefined;
  #finishing: Promise<void> | undefined;

  constructor(engine: Telling) {
    this.#engine = engine;
  }

  readonly requests: { readonly [K in keyof Requests]: Carried<Requests[K]> } = {
    initialise: async (settings) => {
      await this.#initialise(settings);
      return {};
    },
    record: async ({ recordingId, fileName, begunAtMilliseconds, resume }) => {
      await this.#running.start(recordingId, fileName, begunAtMilliseconds, resume);
      return {};
    },
    stop: async ({ recordingId, endedAtMilliseconds }) => {
      await this.#running.stop(recordingId, endedAtMilliseconds);
      return {};
    },
    ping: () => Promise.resolve({}),
    close: async () => {
      await this.finish();
      return {};
    },
  };

  /** Reports a failure that has no other report. */
  tellError(error: unknown): void {
    this.#log('error', error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  /** Ends everything, file by file. Idempotent. */
  finish(): Promise<void> {
    return (this.#finishing ??= this.#finish());
  }

  get #running(): Recordings {
    if (this.#recordings === undefined) throw new Error('not initialised');
    return this.#recordings;
  }

  async #initialise(settings: Parameters<Requests['initialise']>[0]): Promise<void> {
    if (this.#recordings !== undefined) throw new Error('initialised already');
    const folder = new RecordingsFolder(settings.directory);
    const recordings = new Recordings(folder, monotonicMs, (...end) => this.#tellEnd(...end));
    this.#recordings = recordings;
    const completed = await folder.prepare((name, error) =>
      this.#log('warn', `cannot recover ${name}: ${explain(error)}`),
    );
    if (completed.length > 0)
      this.#log('info', `completed unfinished recordings: ${completed.slice(0, 20).join(' ')}`);
    this.#mediaPath = settings.mediaSocket;
    this.#mediaSocket = await openMediaSocket(
      this.#mediaPath,
      monotonicMs,
      recordings.packet.bind(recordings),
    );
    keepRetention({
      ...{ directory: settings.directory, hours: settings.retentionHours, clock: fileClock },
      log: (level, message) => this.#log(level, message),
    });
  }

  #tellEnd(recordingId: number, fileName: string, end: RecordingEnd): void {
    const { failure = '', durationMs, latePackets } = end;
    if (latePackets > 0) this.#log('debug', `${fileName}: ${latePackets} packets came too late`);
    this.#engine.note('ended', { recordingId, failure, durationMilliseconds: durationMs });
  }

  async #finish(): Promise<void> {
    await this.#recordings?.stopAll();
    await this.#mediaSocket?.close();
    if (this.#mediaPath !== undefined) await rmdir(dirname(this.#mediaPath)).catch(() => undefined);
  }

  #log(level: LogLevel, message: string): void {
    this.#engine.note('log', { level, message });
  }
}
