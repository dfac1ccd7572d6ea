/**
 * Nonces seen within the clock skew, for operators who refuse repeated ones (spec 12, 3). There are two generations:
 * when the younger one is full or older than the window, the older one is dropped. So memory is bounded, and a nonce is
 * remembered for at least one window unless more than the limit arrive in it.
 */

export interface NonceMemory {
  /** Whether this application has used the nonce before; remembers it. */
  isRepeated(appKey: string, nonce: string, now: number): boolean;
}

const MOST_PER_GENERATION = 500_000;

export function createNonceMemory(windowMs: number): NonceMemory {
  let elder = new Set<string>();
  let younger = new Set<string>();
  let since = 0;
  return {
    isRepeated(appKey, nonce, now) {
      if (now - since > windowMs || younger.size >= MOST_PER_GENERATION) {
        elder = now - since > 2 * windowMs ? new Set() : younger;
        younger = new Set();
        since = now;
      }
      const key = `${appKey}\n${nonce}`;
      const repeated = younger.has(key) || elder.has(key);
      younger.add(key);
      return repeated;
    },
  };
}
