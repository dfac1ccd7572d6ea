/**
 * Phone numbers: E.164 as a branded type, and masked for display. A number that is not branded has not been checked.
 */
declare const e164: unique symbol;
/** `+` and 4 to 15 digits, e.g. `+8613800000021` (ITU-T E.164 6.2.1). */
export type E164 = string & { readonly [e164]: true };

/**
 * The digits as an integer, the form that tables keep. It is exact, since E.164 has at most 15 digits. Adding up two
 * halves of small integers is much faster than floats.
 */
export function numberOf(number: E164): number {
  const { length } = number;
  let high = 0;
  let low = 0;
  let n = 1;
  for (; n < length - 8; n += 1) high = (10 * high + number.charCodeAt(n) - 48) | 0;
  for (; n < length; n += 1) low = (10 * low + number.charCodeAt(n) - 48) | 0;
  return high * 100_000_000 + low;
}

/** The inverse of `numberOf`. */
export function e164From(number: number): E164 {
  return `+${number}` as E164;
}

/**
 * The one way a number is shown to people: `+86138****0021`. Less of it than eight digits in a row is not shown at all,
 * and of more digits than a number has (15), which may be two numbers, no more than of the longest.
 */
export function maskNumber(text: string): string {
  return text.replace(/\p{Nd}+/gu, (digits) =>
    digits.length < 8
      ? '*'.repeat(digits.length)
      : `${digits.slice(0, Math.min(digits.length - 8, 7))}****${digits.slice(-4)}`,
  );
}
