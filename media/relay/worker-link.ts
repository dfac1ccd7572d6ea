/** The relay's connection to one worker of the media process. */
import type { SessionStatistics } from '../media.js';
import type { Note, Request, WorkerEvent, WorkerSettings } from './messages.js';

export interface WorkerLink {
  /**
   * The notes leave at once and together: a packet that a phone sends because of them finds them carried out, and each
   * message to another process costs a wake-up.
   */
  note(...notes: readonly Note[]): void;
  /** Rejects with `Refused`, or with MediaError `closed` if the worker ends before its reply. */
  request(request: Request): Promise<SessionStatistics | undefined>;
  /** Its sessions end with the connection. Idempotent. */
  close(): void;
}

export interface WorkerListener {
  /** A worker is there: the first of its place, or a successor. */
  onUp(link: WorkerLink): void;
  onEvent(link: WorkerLink, event: WorkerEvent): void;
  /** Called once for each link that ended without having been closed. */
  onEnded(link: WorkerLink, reason: string): void;
}

/** The workers there are, by their places from 0. */
export interface WorkerLinks {
  readonly count: number;
  open(place: number, settings: WorkerSettings, listener: WorkerListener): void;
}

/** The worker could not do what was asked; the message is the system's error code. */
export class Refused extends Error {}
