/**
 * The machine's monotonic clock, which the engine, the relay's threads and the recorder all read: a reading has the
 * same meaning in each of them, however long the message took (clock_gettime(2), CLOCK_MONOTONIC; it restarts with the
 * machine).
 */
const OFFSET_MS = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** Milliseconds, with fractions; never goes back. */
export function monotonicMs(): number {
  return OFFSET_MS + performance.now();
}
