/** Carries frames between the two ends of a channel: whole, in order, or not at all. Types only. */

/** `of` names the object; omitted for the far end itself. */
export type Frame =
  | { readonly ask: number; readonly of?: number; readonly name: string; readonly body: unknown }
  | { readonly note: string; readonly of?: number; readonly body: unknown }
  | { readonly done: number; readonly body: unknown }
  | { readonly failed: number; readonly error: unknown }
  | { readonly abort: number };

export interface WireUser {
  /** An error thrown here is a flaw of the frame: the wire is lost with it. */
  onFrame(frame: Frame): void;
  /**
   * Called once, unless `close` was called: the far end has gone, stopped reading, or sent an invalid frame (`flaw`).
   */
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
  /** `later`: leaves with the next other frame, or by itself after some milliseconds. A lost wire drops it. */
  send(frame: Frame, later?: boolean): void;
  /** Sends what is left, and ends. Idempotent. */
  close(): void;
}
