/**
 * Which port pair the next leg gets: one its worker still has bound from an earlier call, else a new one of the range.
 * No more pairs wait bound than are left in the range, so that a worker does not keep from the others what they need.
 */
import type { PortRange } from './port-range.js';

/** Bound pairs that may wait for each worker: two sockets each, and the calls of some seconds. */
const MAX_WAITING = 1024;

export interface ReservedPort {
  /** Of RTP; RTCP's is the next. */
  readonly port: number;
  /** Whether the worker has it bound already. */
  readonly bound: boolean;
}

/** `Owner` stands for a worker. */
export class PortPool<Owner extends object> {
  readonly #range: PortRange;
  /** In the order they came back. */
  readonly #waiting = new Map<Owner, number[]>();

  constructor(range: PortRange) {
    this.#range = range;
  }

  get free(): number {
    let free = this.#range.free;
    for (const ports of this.#waiting.values()) free += ports.length;
    return free;
  }

  /** Whether a port is a leg's, rests, or is still bound. */
  isTaken(port: number): boolean {
    return this.#range.isTaken(port);
  }

  /** How many pairs a leg on this worker could get. */
  freeFor(owner: Owner): number {
    return this.#range.free + (this.#waiting.get(owner)?.length ?? 0);
  }

  /** Undefined when there is none; the caller gives it back by one of the ways below. */
  take(owner: Owner): ReservedPort | undefined {
    const waiting = this.#waiting.get(owner)?.shift();
    return waiting === undefined ? unbound(this.#range.take()) : { port: waiting, bound: true };
  }

  /** Instead of one that another program sits on. */
  takeElsewhere(): ReservedPort | undefined {
    return unbound(this.#range.takeElsewhere());
  }

  /** It was never bound, or is no longer. */
  give(port: number): void {
    this.#range.give(port);
  }

  /** It has rested, or was never used, and is still bound. False when the worker is to unbind it; it is then free for all. */
  keep(owner: Owner, port: number): boolean {
    const waiting = this.#waiting.get(owner) ?? [];
    if (waiting.length >= MAX_WAITING || waiting.length >= this.#range.free) {
      this.#range.give(port);
      return false;
    }
    this.#waiting.set(owner, waiting);
    waiting.push(port);
    return true;
  }

  /** The worker is gone, and its sockets with it. */
  forget(owner: Owner): void {
    for (const port of this.#waiting.get(owner) ?? []) this.#range.give(port);
    this.#waiting.delete(owner);
  }
}

function unbound(port: number | undefined): ReservedPort | undefined {
  return port === undefined ? undefined : { port, bound: false };
}
