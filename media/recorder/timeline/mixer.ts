/**
 * Mixes two parties into one track: linear samples added with saturation, written as A-law. The sum of two codes is
 * looked up: a table of 64 KiB for each pair of laws replaces two look-ups, an addition and a third look-up.
 */
import { ALAW_SILENCE, LINEAR_TO_ALAW } from '../../g711.js';
import type { AudioRing } from './audio-ring.js';
import type { Law } from './law.js';

/** By the laws of the first and the second party; each table is made when it is first needed. */
const sums = new Map<Law, Map<Law, Uint8Array>>();

/**
 * Writes the sum of both parties' samples from `from` to `to` to `out`, one A-law byte a sample from `out[0]` on. The
 * rings are not changed; what both have taken already is silence.
 */
export function mix(caller: AudioRing, callee: AudioRing, from: number, to: number, out: Uint8Array): void {
  const begin = Math.min(to, Math.max(from, caller.taken, callee.taken));
  const audible = Math.min(to, Math.max(caller.end, callee.end, begin));
  const sum = sumsOf(caller.law, callee.law);
  out.fill(ALAW_SILENCE, 0, begin - from);
  for (let position = begin; position < audible;) {
    const at = position & caller.mask;
    const count = Math.min(audible - position, caller.samples.length - at);
    add(caller.samples, callee.samples, sum, at, count, out, position - from);
    position += count;
  }
  out.fill(ALAW_SILENCE, audible - from, to - from);
}

/** Adds `count` samples from `at` on in both rings; neither may wrap around within. */
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
