/**
 * Messages between the relay and a worker of the media process. Requests get one reply; the others are notes, handled
 * in the order they were sent. Types only.
 */
import type { Law } from '../g711.js';
import type { LegEncryption } from '../srtp/leg-keys.js';
import type { AddressFamily, LegName, MediaSource, SessionStatistics, Strangers } from '../media.js';
import type { RemoteAddress } from '../sdp.js';
import type { ToldPacket } from './ports/packet-tap.js';

export interface WorkerSettings {
  /** Addresses that sockets are bound to, one of each IP family at most. */
  readonly hosts: readonly string[];
  readonly latchWindowMs: number;
  readonly silenceTimeoutMs: number;
  readonly portRestMs: number;
}

/** How a payload type of a leg is handled. */
export interface Route {
  /** Its number in what the leg sends. */
  readonly payloadType: number;
  readonly kind: 'PCMA' | 'PCMU' | 'event' | 'other';
  readonly clockRate: number;
  /** Its number on the other leg; -1 if the other leg cannot accept it. */
  readonly to: number;
  /** For events that the other leg has at another clock rate only: that rate. */
  readonly toClockRate?: number | undefined;
  /** The law to translate to, if the other leg accepts only that one. */
  readonly transcode: Law | undefined;
}

/** How a leg's audio runs from now on. */
export interface LegConfiguration {
  readonly remote: RemoteAddress | undefined;
  readonly source: MediaSource;
  /** Where packets may come from in `latch`, beside the remote address; undefined: anywhere. */
  readonly latchFrom?: readonly string[];
  readonly routes: readonly Route[];
  /** How prompts are sent, in packets of `packetMs`; undefined if the leg accepts no G.711. */
  readonly promptAs:
    { readonly payloadType: number; readonly law: Law; readonly packetMs: number } | undefined;
  /** How our key presses are sent; undefined if the leg accepts no events. */
  readonly eventsAs: { readonly payloadType: number; readonly clockRate: number } | undefined;
  readonly mayReceive: boolean;
  /** The keys of both directions; undefined for RTP in clear. */
  readonly encryption?: LegEncryption | undefined;
  /** Its silence counts (`LegPlan.expected`). */
  readonly expected: boolean;
}

export type Note =
  | { readonly type: 'open'; readonly session: number }
  | {
      readonly type: 'configure';
      readonly session: number;
      readonly leg: LegName;
      readonly family: AddressFamily;
      /** Bound, and reserved for the leg until the session closes. */
      readonly port: number;
      /** A LegConfiguration as JSON, so that the sender can compare it with the last one. */
      readonly configuration: string;
    }
  | { readonly type: 'bridge'; readonly session: number; readonly on: boolean }
  | {
      readonly type: 'play';
      readonly session: number;
      readonly playback: number;
      readonly legs: readonly LegName[];
      /** In base64. */
      readonly alaw: string;
      readonly loop: boolean;
    }
  | { readonly type: 'stop'; readonly session: number; readonly playback: number }
  | { readonly type: 'listen'; readonly session: number; readonly leg: LegName; readonly on: boolean }
  | { readonly type: 'recorder'; readonly path: string }
  | { readonly type: 'record'; readonly session: number; readonly recordingId: number }
  /** Begins, or ends, reporting copies of the session's packets. */
  | { readonly type: 'tap'; readonly session: number; readonly on: boolean }
  /** Bound pairs that a session reserved and never configured begin their rest. */
  | { readonly type: 'rest'; readonly family: AddressFamily; readonly ports: readonly number[] }
  /** Waiting pairs are closed. */
  | { readonly type: 'unbind'; readonly family: AddressFamily; readonly ports: readonly number[] };

export type Request =
  /** Binds RTP to `port` and RTCP to `port + 1`; refused with the error's code. */
  | { readonly type: 'bind'; readonly family: AddressFamily; readonly port: number }
  | { readonly type: 'statistics'; readonly session: number }
  /** Replied to when the key is certain to be pressed; refused if the queue is full. */
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

export type WorkerEvent =
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
  /** `isLast`: the session has closed. */
  | {
      readonly type: 'packets';
      readonly session: number;
      readonly packets: readonly ToldPacket[];
      readonly isLast: boolean;
    }
  /** Port pairs have rested after their call; they stay bound and wait for the next. */
  | { readonly type: 'rested'; readonly family: AddressFamily; readonly ports: readonly number[] };

/** The messages as the channel between the relay and a worker has them. */
export interface EngineToWorker {
  readonly requests: {
    /** First, once. */
    start(settings: WorkerSettings): object;
    /** Answered at once: how late that is shows how late the worker is. */
    ping(asked: object): object;
    ask(request: Request): { readonly statistics?: SessionStatistics | undefined };
  };
  readonly notes: { tell: readonly Note[] };
}

export interface WorkerToEngine {
  readonly requests: Record<never, never>;
  readonly notes: { events: readonly WorkerEvent[] };
}
