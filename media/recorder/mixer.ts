/** Two parties become one track: linear samples added with saturation, written as A-law. */
import { ALAW_SILENCE, LINEAR_TO_ALAW } from '../g711.js';
import type { Timeline } from './timeline.js';

/**
 * Takes the samples up to position `to` out of both timelines and writes their sum to `out`, one A-law byte a
 * sample from `out[0]` on. Both timelines must have been taken up to the same position.
 */
export function mix(caller: Timeline, callee: Timeline, to: number, out: Uint8Array): void {
  const begin = caller.taken;
  const audible = Math.min(to, Math.max(caller.end, callee.end, begin));
  for (let from = begin; from < audible;) {
    const at = from & caller.mask;
    const count = Math.min(audible - from, caller.ring.length - at);
    add(caller, callee, at, count, out, from - begin);
    caller.ring.fill(caller.law.silence, at, at + count);
    callee.ring.fill(callee.law.silence, at, at + count);
    from += count;
  }
  out.fill(ALAW_SILENCE, audible - begin, to - begin);
  caller.taken = to;
  callee.taken = to;
}

/** Adds `count` samples from `at` on in both rings; neither wraps around within. */
function add(a: Timeline, b: Timeline, at: number, count: number, out: Uint8Array, outAt: number): void {
  const { ring: aRing } = a;
  const { ring: bRing } = b;
  const { toLinear: aLinear } = a.law;
  const { toLinear: bLinear } = b.law;
  for (let i = 0; i < count; i++) {
    let sum = (aLinear[aRing[at + i] ?? 0] ?? 0) + (bLinear[bRing[at + i] ?? 0] ?? 0);
    if (sum > 32_767) sum = 32_767;
    else if (sum < -32_768) sum = -32_768;
    out[outAt + i] = LINEAR_TO_ALAW[sum & 0xffff] ?? 0;
  }
}
