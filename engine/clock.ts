/** Time as the call narrative sees it, so that a test can control it. */
export interface Clock {
  /** Milliseconds since 1970, for dates: it steps when the machine's clock is set. */
  now(): number;
  /** Milliseconds of a monotonic clock, for durations: it never steps. */
  elapsed(): number;
  /** Runs `action` once after `ms` milliseconds; the returned function cancels it. */
  after(ms: number, action: () => void): () => void;
}

export const systemClock: Clock = {
  now: Date.now,
  elapsed: () => performance.now(),
  after(ms, action) {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};
