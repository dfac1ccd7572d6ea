/**
 * The machine's monotonic clock, which the engine, the relay's threads and the recorder all read: what one says of a moment means the same
 * to the other, however long the message took (clock_gettime(2), CLOCK_MONOTONIC; it begins anew when the machine does).
 */
const OFFSET_MS = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** Milliseconds, with fractions; never goes back. */
export function monotonicMs(): number {
  return OFFSET_MS + performance.now();
}
