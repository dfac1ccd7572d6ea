/** Two parties become one track: linear samples added with saturation, written as A-law. */
import { ALAW_SILENCE, LINEAR_TO_ALAW } from '../g711.js';
import type { Timeline } from './timeline.js';

/**
 * Takes the samples up to position `to` out of both timelines and writes their sum to `out`, one A-law byte a
 * sample from `out[0]` on. Both timelines must have been taken up to the same position.
 */
export function mix(caller: Timeline, callee: Timeline, to: number, out: Uint8Array): void {
  const from = caller.taken;
  const audible = Math.min(to, Math.max(caller.end, callee.end, from));
  const { ring: callerRing, mask } = caller;
  const { ring: calleeRing } = callee;
  for (let position = from; position < audible; position++) {
    const at = position & mask;
    const sum = (callerRing[at] ?? 0) + (calleeRing[at] ?? 0);
    const sample = sum > 32_767 ? 32_767 : sum < -32_768 ? -32_768 : sum;
    out[position - from] = LINEAR_TO_ALAW[sample & 0xffff] ?? ALAW_SILENCE;
    callerRing[at] = 0;
    calleeRing[at] = 0;
  }
  out.fill(ALAW_SILENCE, audible - from, to - from);
  caller.taken = to;
  callee.taken = to;
}
