/** What the parent and its children say to each other over Node's IPC channel: their lives, not their work. Types only. */
import type { ProcessName } from './programs.js';

export interface ServiceAddresses {
  /** `udp/127.0.0.1:5060`, one for each listener. */
  readonly sip: readonly string[];
  /** `http://127.0.0.1:8080` */
  readonly api: string;
  readonly operator: string;
}

/** A process takes a connection of the engine at `path`. */
export interface Up {
  readonly type: 'up';
  readonly endpoint: string;
  readonly path: string;
  readonly pid: number;
}

export type FromChild =
  | Up
  /** Of the engine alone: it takes calls. */
  | { readonly type: 'ready'; readonly addresses: ServiceAddresses };

export type ToEngine =
  | Up
  /** Calls go on for at most so long, then everything ends. */
  | { readonly type: 'stop'; readonly deadlineMs: number };

export interface Died {
  readonly name: ProcessName;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}
