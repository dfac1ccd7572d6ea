/** The two laws of G.711 as the recorder keeps and mixes them. */
import {
  ALAW_SILENCE,
  ALAW_TO_LINEAR,
  LINEAR_TO_ALAW,
  LINEAR_TO_MULAW,
  MULAW_SILENCE,
  MULAW_TO_LINEAR,
} from '../../g711.js';
import { PCMA, PCMU } from '../media-frame.js';

export interface Law {
  /**
   * Sample of each code. Silence is 0 here, although A-law has no zero and its silence decodes to 8: mixed with the
   * other party's audio, a silent party must leave it unchanged.
   */
  readonly toLinear: Int16Array;
  readonly fromLinear: Uint8Array;
  readonly silence: number;
}

export const ALAW: Law = {
  toLinear: ALAW_TO_LINEAR.map((sample, code) => (code === ALAW_SILENCE ? 0 : sample)),
  fromLinear: LINEAR_TO_ALAW,
  silence: ALAW_SILENCE,
};

export const MULAW: Law = {
  toLinear: MULAW_TO_LINEAR,
  fromLinear: LINEAR_TO_MULAW,
  silence: MULAW_SILENCE,
};

/** The law of a frame's payload; undefined if it is not audio that we record. */
export function lawOf(meaning: number): Law | undefined {
  return meaning === PCMA ? ALAW : meaning === PCMU ? MULAW : undefined;
}

const translations = new Map<Law, Uint8Array>();

/** The nearest code of the other law for each code of this one; silence stays silence. */
export function translationOf(from: Law, to: Law): Uint8Array {
  let table = translations.get(from);
  if (table === undefined) {
    table = Uint8Array.from(from.toLinear, (sample) => to.fromLinear[sample & 0xffff] ?? 0);
    translations.set(from, table);
  }
  return table;
}
