/**
 * Two parties become one track: linear samples added with saturation, written as A-law. What two codes come to is looked
 * up: a table of 64 KiB for each pair of laws takes the place of two look-ups, an addition and a third look-up.
 */
import { ALAW_SILENCE, LINEAR_TO_ALAW } from '../g711.js';
import type { Law } from './law.js';
import type { Timeline } from './timeline.js';

/** By the laws of the first and the second party; each made when two such parties first meet. */
const sums = new Map<Law, Map<Law, Uint8Array>>();

/**
 * Takes the samples up to position `to` out of both timelines and writes their sum to `out`, one A-law byte a
 * sample from `out[0]` on. Both timelines must have been taken up to the same position.
 */
export function mix(caller: Timeline, callee: Timeline, to: number, out: Uint8Array): void {
  const begin = caller.taken;
  const audible = Math.min(to, Math.max(caller.end, callee.end, begin));
  const sum = sumsOf(caller.law, callee.law);
  for (let from = begin; from < audible;) {
    const at = from & caller.mask;
    const count = Math.min(audible - from, caller.ring.length - at);
    add(caller.ring, callee.ring, sum, at, count, out, from - begin);
    caller.ring.fill(caller.law.silence, at, at + count);
    callee.ring.fill(callee.law.silence, at, at + count);
    from += count;
  }
  out.fill(ALAW_SILENCE, audible - begin, to - begin);
  caller.taken = to;
  callee.taken = to;
}

/** Adds `count` samples from `at` on in both rings; neither wraps around within. */
function add(
  a: Uint8Array,
  b: Uint8Array,
  sum: Uint8Array,
  at: number,
  count: number,
  out: Uint8Array,
  outAt: number,
): void {
  for (let i = 0; i < count; i++) out[outAt + i] = sum[((a[at + i] ?? 0) << 8) | (b[at + i] ?? 0)] ?? 0;
}

/** A-law code of the sum of a code of `a` and one of `b`; index with `codeOfA << 8 | codeOfB`. */
function sumsOf(a: Law, b: Law): Uint8Array {
  const ofA = sums.get(a) ?? new Map<Law, Uint8Array>();
  sums.set(a, ofA);
  let table = ofA.get(b);
  if (table === undefined) {
    table = new Uint8Array(65_536);
    for (let pair = 0; pair < table.length; pair++) {
      const sum = (a.toLinear[pair >> 8] ?? 0) + (b.toLinear[pair & 0xff] ?? 0);
      table[pair] = LINEAR_TO_ALAW[Math.max(-32_768, Math.min(32_767, sum)) & 0xffff] ?? 0;
    }
    ofA.set(b, table);
  }
  return table;
}
