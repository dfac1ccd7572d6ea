/**
 * Requests per second of each application (1010010): a token bucket each, refilled steadily, with room for two seconds.
 */
import { TokenBucket } from '../../token-bucket.js';

export interface FlowControl {
  /** Whether one more request may pass now. */
  admit(appKey: string): boolean;
}

/** `perSecond` 0 means no limit. There are as many buckets as applications. */
export function createFlowControl(perSecond: number, elapsed: () => number): FlowControl {
  const buckets = new Map<string, TokenBucket>();
  return {
    admit(appKey) {
      const bucket = buckets.get(appKey) ?? new TokenBucket(2);
      buckets.set(appKey, bucket);
      return bucket.take(elapsed(), perSecond);
    },
  };
}
