/** The connection to one recorder process, and its messages (recorder.proto). Types only. */

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Every request is answered when it is done, or refused with an Error in words for an operator. */
export interface EngineToRecorder {
  readonly requests: {
    /** First, once: where to work. Unfinished files of a dead recorder are repaired before the answer. */
    initialise(settings: {
      readonly directory: string;
      readonly mediaSocket: string;
      readonly retentionHours: number;
    }): object;
    record(recording: {
      readonly recordingId: number;
      readonly fileName: string;
      readonly begunAtMilliseconds: number;
      readonly resume: boolean;
    }): object;
    stop(recording: { readonly recordingId: number; readonly endedAtMilliseconds: number }): object;
    ping(asked: object): object;
    /** Ends every recording; the process ends when the connection does. */
    close(asked: object): object;
  };
  readonly notes: Record<never, never>;
}

export interface RecorderToEngine {
  readonly requests: Record<never, never>;
  readonly notes: {
    /** `failure` is '' if the recording is complete. */
    ended: {
      readonly recordingId: number;
      readonly failure: string;
      readonly durationMilliseconds: number;
    };
    log: { readonly level: LogLevel; readonly message: string };
  };
}

type Requests = EngineToRecorder['requests'];

export interface RecorderLink {
  readonly pid: number;
  /** Rejects with the recorder's error, or one that says that it died. */
  request<K extends keyof Requests>(name: K, ask: Parameters<Requests[K]>[0]): Promise<object>;
  /** Resolves with the reason why the connection ended; never rejects. */
  readonly ended: Promise<string>;
  /** Ends the connection. Idempotent. */
  close(): void;
  /** Kills the process, which does not answer. */
  kill(): void;
}

export interface LinkListener {
  onEnded(recordingId: number, failure: string, durationMs: number): void;
  onLog(level: LogLevel, message: string): void;
}

/** Resolves with a connection to the current process, or to the next; rejects if there will be none. */
export type OpenRecorderLink = (listener: LinkListener, signal: AbortSignal) => Promise<RecorderLink>;
