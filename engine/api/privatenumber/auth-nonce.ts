/**
 * Nonces seen within the clock skew, for whoever wants repeated ones refused (spec 12, 3). Two generations: when the
 * younger is full or older than the window, the elder is forgotten, so memory is bounded and a nonce is remembered for
 * one window at least unless more than the limit come in one.
 */

export interface NonceMemory {
  /** Whether this application used the nonce before; remembers it. */
  isRepeated(appKey: string, nonce: string, now: number): boolean;
}

const mostPerGeneration = 500_000;

export function createNonceMemory(windowMs: number): NonceMemory {
  let elder = new Set<string>();
  let younger = new Set<string>();
  let since = 0;
  return {
    isRepeated(appKey, nonce, now) {
      if (now - since > windowMs || younger.size >= mostPerGeneration) {
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
