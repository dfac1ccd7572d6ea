/** Messages between the parent and its children over Node's IPC channel: their lives, not their work. Types only. */
import type { FileText } from '../../config/trunk-files.js';
import type { ProcessName } from './programs.js';

export interface ServiceAddresses {
  /** `udp/127.0.0.1:5060`, one for each listener. */
  readonly sip: readonly string[];
  /** `http://127.0.0.1:8080` */
  readonly api: string;
  readonly operator: string;
}

/** A process accepts a connection of the engine at `path`. */
export interface Up {
  readonly type: 'up';
  readonly endpoint: string;
  readonly path: string;
  readonly pid: number;
}

export type FromChild =
  | Up
  /** The answer to `ask`. */
  | { readonly type: 'alive' }
  /** From the engine only: a reload that was asked for is over, in force or refused. */
  | { readonly type: 'reloaded' }
  /** From the engine only: it accepts calls. */
  | { readonly type: 'ready'; readonly addresses: ServiceAddresses }
  /** From the engine only: a configuration is in force, with which the next engine begins. */
  | { readonly type: 'accepted'; readonly texts: readonly FileText[] }
  /** From the engine only: an operator has begun a drain, or undone it. */
  | { readonly type: 'drain'; readonly isDraining: boolean };

/** To each child: it answers `alive` from the threads that do its work. */
export interface Ask {
  readonly type: 'ask';
}

export type ToEngine =
  | Up
  | Ask
  /**
   * The first message to each engine: the configuration file and its trunk files as they were last accepted, and
   * whether an operator's drain lasts.
   */
  | { readonly type: 'configuration'; readonly texts: readonly FileText[]; readonly isDraining: boolean }
  /** The operator wants the file read again. */
  | { readonly type: 'reload' }
  /** Calls may go on for this long, then everything ends. */
  | { readonly type: 'stop'; readonly deadlineMs: number };

export interface Died {
  readonly name: ProcessName;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}
