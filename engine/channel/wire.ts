/** What carries frames between the two ends of a channel: whole, in order, or not at all. Types only. */

/** `of` names the object that is meant; left out where it is the far end itself. */
export type Frame =
  | { readonly ask: number; readonly of?: number; readonly name: string; readonly body: unknown }
  | { readonly note: string; readonly of?: number; readonly body: unknown }
  | { readonly done: number; readonly body: unknown }
  | { readonly failed: number; readonly error: unknown }
  | { readonly abort: number };

export interface WireUser {
  /** An error thrown here is a flaw of the frame: the wire is lost with it. */
  onFrame(frame: Frame): void;
  /** Called once, unless `close` was called: the far end has gone, stopped reading, or said what is no frame (`flaw`). */
  onLost(flaw?: unknown): void;
}

/** Frames since the start. */
export interface WireTraffic {
  framesIn: number;
  framesOut: number;
  writes: number;
}

export interface Wire {
  readonly traffic: WireTraffic;
  /** Called once, before anything is sent. */
  open(user: WireUser): void;
  /** `later`: with the next frame that is not, or by itself after some milliseconds. A wire that is lost swallows it. */
  send(frame: Frame, later?: boolean): void;
  /** Sends what is left, and ends. Idempotent. */
  close(): void;
}
