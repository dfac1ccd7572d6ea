/**
 * G.711 as tables: both laws to linear 16-bit samples and back, one look-up each, for all code here that decodes, mixes
 * or plays audio.
 *
 * The way back goes to the nearest value of the law, so a sample that came from a law returns to its own code. (Of
 * mu-law's two zeros, 0x7f and 0xff, the second is written.)
 */
import codecs from 'alawmulaw';

/** Samples of each A-law code (RTP payload type 8). */
export const ALAW_TO_LINEAR: Int16Array = codecs.alaw.decode(everyCode());
/** Samples of each mu-law code (RTP payload type 0). */
export const MULAW_TO_LINEAR: Int16Array = codecs.mulaw.decode(everyCode());
/** A-law code of each sample; index with `sample & 0xffff`. */
export const LINEAR_TO_ALAW: Uint8Array = nearestCodes(ALAW_TO_LINEAR);
/** Mu-law code of each sample; index with `sample & 0xffff`. */
export const LINEAR_TO_MULAW: Uint8Array = nearestCodes(MULAW_TO_LINEAR);
/** Digital silence in each law. */
export const ALAW_SILENCE = 0xd5;
export const MULAW_SILENCE = 0xff;

export type Law = 'PCMA' | 'PCMU';

/** The table of a law by its name. */
export const linearOf: Readonly<Record<Law, Int16Array>> = { PCMA: ALAW_TO_LINEAR, PCMU: MULAW_TO_LINEAR };
export const codeOf: Readonly<Record<Law, Uint8Array>> = { PCMA: LINEAR_TO_ALAW, PCMU: LINEAR_TO_MULAW };
export const silenceOf: Readonly<Record<Law, number>> = { PCMA: ALAW_SILENCE, PCMU: MULAW_SILENCE };
/** The nearest code of the other law for each code of this one. */
export const otherLawOf: Readonly<Record<Law, Uint8Array>> = {
  PCMA: translated(ALAW_TO_LINEAR, LINEAR_TO_MULAW),
  PCMU: translated(MULAW_TO_LINEAR, LINEAR_TO_ALAW),
};

function everyCode(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => code);
}

function translated(linear: Int16Array, codes: Uint8Array): Uint8Array {
  return Uint8Array.from(linear, (sample) => codes[sample & 0xffff] ?? 0);
}

function nearestCodes(linear: Int16Array): Uint8Array {
  const codes = [...everyCode()].sort((a, b) => (linear[a] ?? 0) - (linear[b] ?? 0) || a - b);
  const nearest = new Uint8Array(65_536);
  let at = 0;
  for (let sample = -32_768; sample < 32_768; sample++) {
    const distance = (index: number): number => Math.abs((linear[codes[index] ?? 0] ?? 0) - sample);
    while (at + 1 < codes.length && distance(at + 1) <= distance(at)) at += 1;
    nearest[sample & 0xffff] = codes[at] ?? 0;
  }
  return nearest;
}
