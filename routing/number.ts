/**
 * Phone numbers: E.164 as a branded type, and masked for display. A number that is not branded has not been checked.
 */
declare const e164: unique symbol;
/** `+` and 4 to 20 digits, e.g. `+8613800000021`. */
export type E164 = string & { readonly [e164]: true };

/** A number as people may see it: `+86138****0021`. */
export function maskNumber(number: string): string {
  const digits = number.replace(/\D/g, '').length;
  if (digits < 8) return number.replace(/\d/g, '*');
  const head = number.slice(0, -8);
  return `${head}****${number.slice(-4)}`;
}
