/** What a negotiation knows of one leg: its keys and numbers, its session in force, and the offer in progress. */
import type { Codec } from './codecs.js';
import type { Settled } from './leg-plan.js';
import type { LegName } from './media.js';
import {
  AUDIO_ONLY,
  type AudioDescription,
  type MediaLine,
  type OwnDescription,
  type WrittenSdp,
} from './sdp.js';
import { LegKeys } from './srtp/leg-keys.js';

/** An offer sent to a leg: our own, or `from`'s passed on. Kept after its answer, which may come twice (183, 200). */
export interface Exchange {
  readonly offered: OwnDescription;
  readonly passedOn: { readonly from: LegName; readonly theirs: AudioDescription } | undefined;
  /** Our answer to the offerer, once given. */
  answered?: OwnDescription;
}

export interface LegState {
  keys: LegKeys;
  written: WrittenSdp | undefined;
  lines: readonly MediaLine[];
  settled: Settled | undefined;
  /** Dynamic payload numbers that have been in use, in either direction. */
  numbers: readonly Codec[];
  /** The state before the last exchange. */
  before: Pick<LegState, 'lines' | 'settled'> | undefined;
}

/** Keeps no state. */
export const IN_CLEAR = new LegKeys('refused');
const NO_NUMBERS: readonly Codec[] = [];

export function newLeg(): LegState {
  return {
    keys: IN_CLEAR,
    written: undefined,
    lines: AUDIO_ONLY,
    settled: undefined,
    numbers: NO_NUMBERS,
    before: undefined,
  };
}
