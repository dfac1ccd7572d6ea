/**
 * Where the packets of one numbering are placed (rtp-source.ts): in runs, each continuous in samples and timestamps. A
 * run ends where the source paused, where packets are missing, and where later audio was moved.
 *
 *    timestamps   ── 0 ─────────── 800 │ 4800 ───────── 5600 ──▶      4000 were left out, and either were not spoken
 *    positions    ── p ──────── p + 800 │ p + 960 ─── p + 1760 ─▶      (the run was moved towards the one before) or are late
 *
 * A late packet belongs to the run of its timestamp, so it finds its place even after moves.
 */
import type { Numbering } from '../../rtp-source.js';

/** More than there are packets while a place can still be changed. */
const MAX_RUNS = 150;

/** The audio from `timestamp` up to the next run is at `position` and after it. */
interface Run {
  readonly timestamp: number;
  position: number;
  /** Packets are missing before it. */
  isBehindGap: boolean;
}

export class Placement {
  readonly numbering: Numbering;
  /** Arrival of the first packet. */
  readonly begun: number;
  /** Where the first packet is placed, and where the newest one ends. */
  start: number;
  next: number;
  /** Never empty. */
  readonly #runs: Run[];
  /** Timestamp of the newest packet. */
  #timestamp: number;
  #position: number;

  constructor(numbering: Numbering, begun: number, timestamp: number, position: number) {
    this.numbering = numbering;
    this.begun = begun;
    this.start = position;
    this.next = position;
    this.#timestamp = timestamp;
    this.#position = position;
    this.#runs = [{ timestamp, position, isBehindGap: false }];
  }

  /** How far the timestamp is ahead of the newest packet's. */
  ahead(timestamp: number): number {
    return (timestamp - this.#timestamp) | 0;
  }

  placeOf(timestamp: number): number {
    const at = Math.max(0, this.#runAt(timestamp));
    const run = this.#runs[at];
    if (run === undefined || at === this.#runs.length - 1) return this.#position + this.ahead(timestamp);
    return run.position + ((timestamp - run.timestamp) | 0);
  }

  /** A packet in order was placed at `position`. */
  append(timestamp: number, position: number, samples: number): void {
    if (position !== this.placeOf(timestamp) || position !== this.next)
      this.#begin({ timestamp, position, isBehindGap: this.numbering.skipped > 0 });
    this.#timestamp = timestamp;
    this.#position = position;
    this.next = position + samples;
  }

  /** An overtaken packet was placed at `position`. */
  insert(timestamp: number, position: number): void {
    if (position < this.start) this.start = position;
    const at = this.#runAt(timestamp);
    const first = this.#runs[0];
    if (at < 0 && first !== undefined) first.isBehindGap = true;
    if (at < 0 || position !== this.placeOf(timestamp))
      this.#runs.splice(at + 1, 0, { timestamp, position, isBehindGap: at >= 0 });
  }

  /** The run after the one of the timestamp. */
  runAfter(timestamp: number): Run | undefined {
    return this.#runs[this.#runAt(timestamp) + 1];
  }

  /** Where the last run before `position` begins; without `hasAll`, only runs that follow no gap count. */
  beginBefore(position: number, hasAll: boolean): number | undefined {
    return this.#runs.findLast((run) => run.position < position && (hasAll || !run.isBehindGap))?.position;
  }

  /** The audio from `from` on was moved. */
  moved(from: number, by: number): void {
    if (this.next <= from) return;
    this.#split(from);
    for (const run of this.#runs) if (run.position >= from) run.position += by;
    this.#position += by;
    this.next += by;
    if (this.start >= from) this.start += by;
  }

  /** Audio before `position` is not moved any more. */
  forget(position: number): void {
    while (this.#runs.length > 1 && (this.#runs[1]?.position ?? 0) <= position) this.#runs.shift();
  }

  #begin(run: Run): void {
    this.#runs.push(run);
    if (this.#runs.length > MAX_RUNS) this.#runs.shift();
  }

  /** Splits the part after `from` of its run into a run of its own. */
  #split(from: number): void {
    const at = this.#runs.findLastIndex((run) => run.position < from);
    const run = this.#runs[at];
    if (run === undefined || this.#runs[at + 1]?.position === from) return;
    this.#runs.splice(at + 1, 0, {
      timestamp: (run.timestamp + from - run.position) >>> 0,
      position: from,
      isBehindGap: false,
    });
  }

  /** The last run that begins at or before the timestamp; -1 if there is none. */
  #runAt(timestamp: number): number {
    let at = this.#runs.length - 1;
    while (at >= 0 && ((timestamp - (this.#runs[at]?.timestamp ?? 0)) | 0) < 0) at -= 1;
    return at;
  }
}
