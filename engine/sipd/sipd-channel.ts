/** What sipd and the process that started it say to each other over Node's IPC channel, as JSON: its life, not its work. */
import type { ListenPoint, SavedDialog, RegisteredUser, StackCounters, TimerValues } from './stack/stack.js';
import type { WireClientLimits } from './wire/client.js';
import type { WireCounters } from './wire/server.js';

export interface SipdOptions {
  /** Dialogs that an earlier process has left: a peer that hangs up is answered, and an application ends the others by their id. */
  readonly left?: readonly SavedDialog[];
  /** SIP listeners; port 0 takes a free one. */
  readonly listen: readonly ListenPoint[];
  /** Where applications connect; a free port of loopback unless given. */
  readonly admin?: { readonly host: string; readonly port: number };
  /** What applications authenticate with; a random one unless given. */
  readonly secret?: string;
  readonly timers?: Partial<TimerValues>;
  readonly maxMessageBytes?: number;
  /** False where whoever speaks with the process keeps the session timers itself, as our user agent does. */
  readonly sessionTimers?: boolean;
  /** Whether applications are shown a peer's 100, as our user agent wants it (`WireServerOptions`). */
  readonly showsTrying?: boolean;
  readonly limits?: Partial<WireClientLimits>;
  /** Addresses or CIDR blocks of peers that are answered where their messages come from, whatever their Contact says. */
  readonly answeredAtSource?: readonly string[];
  /** Whether every message is told to the parent, for its log. */
  readonly traces?: boolean;
  /** Who is answered at all; everyone if absent. */
  readonly answered?: AnsweredSources;
}

/** The sources that are no strangers (`SourceRules` of the stack), in a form that travels. */
export interface AnsweredSources {
  /** Addresses or CIDR blocks of the trunks. */
  readonly blocks: readonly string[];
  /** Names of the trunks, which are looked up. */
  readonly names: readonly string[];
  /** Whether phones may register from anywhere. */
  readonly registers: boolean;
  /** Phones that have registered with the process before this one. */
  readonly users?: readonly RegisteredUser[];
}

export interface SipdCounters {
  readonly stack: Readonly<StackCounters>;
  readonly wire: Readonly<WireCounters>;
  /** What is open beside transactions and dialogs, by table. */
  readonly held: Readonly<Record<string, number>>;
  readonly process: {
    /** User and system time since the start. */
    readonly cpuMicroseconds: number;
    readonly residentBytes: number;
    readonly heapUsedBytes: number;
  };
}

export interface SipTraffic {
  readonly direction: 'in' | 'out';
  readonly transport: string;
  /** `192.0.2.10:5060` */
  readonly peer: string;
  readonly text: string;
}

export type ToSipd =
  | { readonly type: 'start'; readonly options: SipdOptions; readonly secret: string }
  | { readonly type: 'counters'; readonly id: number }
  /** Asks what is to be kept of dialogs, by their ids. */
  | { readonly type: 'save'; readonly ids: readonly string[] }
  | { readonly type: 'stop' };

export type FromSipd =
  | { readonly type: 'ready'; readonly adminPort: number; readonly listenPoints: readonly ListenPoint[] }
  | { readonly type: 'failed'; readonly message: string }
  /** Null of one that has ended, or has not changed since it was asked for last. */
  | {
      readonly type: 'saved';
      readonly dialogs: readonly (readonly [id: string, dialog: SavedDialog | null])[];
    }
  | { readonly type: 'counters'; readonly id: number; readonly counters: SipdCounters }
  /** A message of the network, as it came or went. */
  | { readonly type: 'traffic'; readonly traffic: SipTraffic }
  /** A bug met and survived, with its stack trace; and what a person should read of what a peer did. */
  | { readonly type: 'error' | 'notice'; readonly message: string };
