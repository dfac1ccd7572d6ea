/**
 * The E-model (ITU-T G.107, 2015): how a conversation is likely to be judged, from its loss, its delay and its codec.
 * Everything that cannot be measured here (loudness, noise, echo) has the defaults of G.107 table 3, which make a rating
 * of 93.2 without loss and delay.
 */

export interface Transmission {
  /** How many of a hundred packets that should have been heard were not. */
  readonly lossPercent: number;
  /** From mouth to ear, one way. */
  readonly delayMs: number;
  readonly codec: CodecImpairment;
}

/** How a codec sounds without loss (Ie), and how well it hides loss (Bpl): ITU-T G.113 appendix I. */
export interface CodecImpairment {
  readonly ie: number;
  readonly bpl: number;
}

/** Ro - Is with the defaults: basic signal-to-noise ratio less what is simultaneous with speech. */
const BASE = 93.36;
/** Ro, for the loudness of echo beside it. */
const SIGNAL_TO_NOISE = 94.77;
/** Talker and listener echo of networks with echo control: TELR and WEPL in dB. */
const TALKER_ECHO_LOSS = 65;
const ECHO_PATH_LOSS = 110;

/** The rating R, 0 to 93.2. */
export function rating({ lossPercent, delayMs, codec }: Transmission): number {
  const { ie, bpl } = codec;
  const loss = Math.min(100, Math.max(0, lossPercent));
  // G.107 7-29, with random loss (BurstR = 1).
  const equipment = ie + (95 - ie) * (loss / (loss + bpl));
  return Math.max(0, BASE - delayImpairment(Math.max(0, delayMs)) - equipment);
}

/** The mean opinion score of a rating, 1 to 4.5 (G.107 B-4). */
export function opinionScore(r: number): number {
  if (r <= 0) return 1;
  if (r >= 100) return 4.5;
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
}

/** Id: G.107 7-19 to 7-28, with echo and without. All delays are alike in both directions: Ta = T, Tr = 2T. */
function delayImpairment(delayMs: number): number {
  return talkerEcho(delayMs) + listenerEcho(2 * delayMs) + tooLate(delayMs);
}

function talkerEcho(delayMs: number): number {
  const loudness =
    TALKER_ECHO_LOSS -
    40 * Math.log10((1 + delayMs / 10) / (1 + delayMs / 150)) +
    6 * Math.exp(-0.3 * delayMs ** 2);
  const difference = SIGNAL_TO_NOISE - (80 + 2.5 * (loudness - 14));
  return (difference / 2 + Math.sqrt(difference ** 2 / 4 + 100) - 1) * (1 - Math.exp(-delayMs));
}

function listenerEcho(roundTripMs: number): number {
  const difference = SIGNAL_TO_NOISE - 10.5 * (ECHO_PATH_LOSS + 7) * (roundTripMs + 1) ** -0.25;
  return difference / 2 + Math.sqrt(difference ** 2 / 4 + 169);
}

/** A conversation over such a delay is hard even without echo. */
function tooLate(delayMs: number): number {
  if (delayMs <= 100) return 0;
  const x = Math.log2(delayMs / 100);
  return 25 * ((1 + x ** 6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2);
}
