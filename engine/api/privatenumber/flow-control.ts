/**
 * Requests per second of each application (1010010): a token bucket each, refilled steadily, with room for two seconds.
 */

export interface FlowControl {
  /** Whether one more request may pass now. */
  admit(appKey: string): boolean;
}

/** `perSecond` 0 means no limit. There are as many buckets as applications. */
export function createFlowControl(perSecond: number, elapsed: () => number): FlowControl {
  const size = perSecond * 2;
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    admit(appKey) {
      if (perSecond === 0) return true;
      const now = elapsed();
      const bucket = buckets.get(appKey) ?? { left: size, at: now };
      const left = Math.min(size, bucket.left + ((now - bucket.at) * perSecond) / 1000);
      const admitted = left >= 1;
      buckets.set(appKey, { left: admitted ? left - 1 : left, at: now });
      return admitted;
    },
  };
}
