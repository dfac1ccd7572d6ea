/**
 * Chooses the port pair of the next leg: one that its worker still has bound from an earlier call, else a new one of
 * the range. The number of pairs that wait bound never exceeds the number left in the range, so that a worker does not
 * keep what the others need.
 */
import type { PortRange } from './port-range.js';

/** Bound pairs that may wait for each worker: two sockets each, enough for some seconds of calls. */
const MAX_WAITING = 1024;

export interface ReservedPort {
  /** Of RTP; RTCP's is the next. */
  readonly port: number;
  /** Whether the worker already has it bound. */
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

  /** Whether a port belongs to a leg, rests, or is still bound. */
  isTaken(port: number): boolean {
    return this.#range.isTaken(port);
  }

  /** How many pairs a leg on this worker could get. */
  freeFor(owner: Owner): number {
    return this.#range.free + (this.#waiting.get(owner)?.length ?? 0);
  }

  /** Undefined if there is none; the caller returns it in one of the ways below. */
  take(owner: Owner): ReservedPort | undefined {
    const waiting = this.#waiting.get(owner)?.shift();
    return waiting === undefined ? unbound(this.#range.take()) : { port: waiting, bound: true };
  }

  /** Replaces a pair whose port another program has. */
  takeElsewhere(): ReservedPort | undefined {
    return unbound(this.#range.takeElsewhere());
  }

  /** It was never bound, or is not bound any more. */
  give(port: number): void {
    this.#range.give(port);
  }

  /**
   * It has rested, or was never used, and is still bound. False if the worker must unbind it; then any worker may use
   * it.
   */
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

  /** The worker has ended, and its sockets with it. */
  forget(owner: Owner): void {
    for (const port of this.#waiting.get(owner) ?? []) this.#range.give(port);
    this.#waiting.delete(owner);
  }
}

function unbound(port: number | undefined): ReservedPort | undefined {
  return port === undefined ? undefined : { port, bound: false };
}
