/**
 * What the main thread and a relay worker say to each other, in arrays. Requests carry an id and get one reply; the rest
 * are notes, taken in the order they were sent.
 */
import type { Law } from '../g711.js';
import type { LegName, MediaSource, SessionStatistics, Strangers } from '../media.js';

export interface WorkerSettings {
  /** Address the sockets are bound to. */
  readonly host: string;
  readonly latchWindowMs: number;
  readonly silenceTimeoutMs: number;
  readonly portRestMs: number;
}

/** How a payload type of a leg is handled. */
export interface Route {
  /** The number it has in what the leg sends. */
  readonly payloadType: number;
  readonly kind: 'PCMA' | 'PCMU' | 'event' | 'other';
  readonly clockRate: number;
  /** Its number on the other leg; -1 where the other leg cannot take it. */
  readonly to: number;
  /** The law the other leg takes instead, where it takes only that one. */
  readonly transcode: Law | undefined;
}

/** How a leg's audio runs from now on. */
export interface LegConfiguration {
  readonly remote: { readonly address: string; readonly port: number; readonly rtcpPort: number } | undefined;
  readonly source: MediaSource;
  /** Where `latch` is limited to, beside the remote address; undefined: anywhere. */
  readonly latchFrom?: readonly string[];
  readonly routes: readonly Route[];
  /** What prompts are sent as; undefined where the leg takes no G.711. */
  readonly promptAs: { readonly payloadType: number; readonly law: Law } | undefined;
  /** What key presses of ours are sent as; undefined where the leg takes no events. */
  readonly eventsAs: { readonly payloadType: number; readonly clockRate: number } | undefined;
  readonly mayReceive: boolean;
  /** Its silence counts (`LegPlan.expected`). */
  readonly expected: boolean;
}

export type Note =
  | { readonly type: 'open'; readonly session: number }
  | {
      readonly type: 'configure';
      readonly session: number;
      readonly leg: LegName;
      /** Bound, and the leg's own until the session closes. */
      readonly port: number;
      /** A LegConfiguration as JSON, which crosses threads in a fifth of the time an object takes. */
      readonly configuration: string;
    }
  | { readonly type: 'bridge'; readonly session: number; readonly on: boolean }
  | {
      readonly type: 'play';
      readonly session: number;
      readonly playback: number;
      readonly legs: readonly LegName[];
      readonly alaw: Uint8Array;
      readonly loop: boolean;
    }
  | { readonly type: 'stop'; readonly session: number; readonly playback: number }
  | { readonly type: 'listen'; readonly session: number; readonly leg: LegName; readonly on: boolean }
  | { readonly type: 'recorder'; readonly path: string }
  | { readonly type: 'record'; readonly session: number; readonly recordingId: number }
  /** Bound pairs that a session had and never configured begin their rest. */
  | { readonly type: 'rest'; readonly ports: readonly number[] }
  /** Waiting pairs are closed. */
  | { readonly type: 'unbind'; readonly ports: readonly number[] };

export type Request =
  /** Binds RTP to `port` and RTCP to `port + 1`; refused with the error's code. */
  | { readonly type: 'bind'; readonly port: number }
  | { readonly type: 'statistics'; readonly session: number }
  /** Replied to when the key is sure to be pressed; refused where too many wait. */
  | {
      readonly type: 'press';
      readonly session: number;
      readonly leg: LegName;
      readonly digit: string;
      readonly durationMs: number;
    }
  /** Replied to when every packet of the recording has been handed to the recorder. */
  | { readonly type: 'unrecord'; readonly session: number; readonly recordingId: number }
  /** The pairs of the session's configured legs begin their rest. */
  | { readonly type: 'close'; readonly session: number };

export type Numbered = Request & { readonly request: number };

export type ToWorker = Note | Numbered;

export type FromWorker =
  | { readonly type: 'reply'; readonly request: number; readonly result: SessionStatistics | undefined }
  | { readonly type: 'refused'; readonly request: number; readonly reason: string }
  | {
      readonly type: 'digit';
      readonly session: number;
      readonly leg: LegName;
      readonly digit: string;
      readonly means: 'event' | 'tone';
    }
  | { readonly type: 'played'; readonly session: number; readonly playback: number }
  | { readonly type: 'silent'; readonly session: number }
  | { readonly type: 'strangers'; readonly session: number; readonly strangers: Strangers }
  /** Port pairs have rested after their call; they stay bound and wait. */
  | { readonly type: 'rested'; readonly ports: readonly number[] };
