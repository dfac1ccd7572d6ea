/**
 * Phone numbers: E.164 as a branded type, and masked for display. A number that is not branded has not been checked.
 */
declare const e164: unique symbol;
/** `+` and 4 to 15 digits, e.g. `+8613800000021` (ITU-T E.164 6.2.1). */
export type E164 = string & { readonly [e164]: true };

/**
 * Reads a number as people and carriers write it: `+8613800000021`, `008613800000021`, `8613800000021`,
 * `13800000021`, `075528000001`, `+86 755-2800 0001`. National numbers get `countryCode`. undefined when it is none.
 */
export function parseNumber(text: string, countryCode: string): E164 | undefined {
  const written = text.replace(/[\s().-]/g, '');
  const digits = written.replace(/^\+/, '');
  if (!/^\d{4,17}$/.test(digits)) return undefined;
  if (written.startsWith('+')) return e164Of(digits.replace(new RegExp(`^${countryCode}0`), countryCode));
  if (digits.startsWith('00')) return parseNumber(`+${digits.slice(2)}`, countryCode);
  if (digits.startsWith('0')) return e164Of(countryCode + digits.slice(1));
  if (digits.startsWith(countryCode) && digits.length > 11) return e164Of(digits);
  return e164Of(countryCode + digits);
}

function e164Of(digits: string): E164 | undefined {
  return /^[1-9]\d{3,14}$/.test(digits) ? (`+${digits}` as E164) : undefined;
}

/** The digits as an integer: what tables keep of a number. Exact, since E.164 has at most 15 digits. */
export function numberOf(number: E164): number {
  let value = 0;
  for (let n = 1; n < number.length; n += 1) value = 10 * value + number.charCodeAt(n) - 48;
  return value;
}

/** Back from `numberOf`. In two halves, since small integers are printed faster than large ones. */
export function e164From(number: number): E164 {
  if (number < 10_000_000) return `+${number}` as E164;
  const high = Math.floor(number / 1_000_000);
  return `+${high}${String(number - high * 1_000_000 + 1_000_000).slice(1)}` as E164;
}

/**
 * How a trunk wants numbers written: `+8613800000021`, `8613800000021`, or at home `13800000021`, `075528000001`.
 * `trunkPrefix` is what stands before the number nationally, if anything; `Policy.format` knows it for every number.
 */
export function formatNumber(
  number: E164,
  format: 'e164' | 'digits' | 'national',
  countryCode: string,
  trunkPrefix = isChineseLandline(number) ? '0' : '',
): string {
  if (format === 'e164') return number;
  if (format === 'digits' || !number.startsWith(`+${countryCode}`)) return number.slice(1);
  return trunkPrefix + number.slice(1 + countryCode.length);
}

/** 10 or 2x and eight digits, else three digits of area and seven or eight. */
function isChineseLandline(number: E164): boolean {
  return /^\+86(?:(?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8})$/.test(number) && !/^\+86[48]00\d{7}$/.test(number);
}

/** A number as people may see it: `+86138****0021`. */
export function maskNumber(number: string): string {
  const digits = number.replace(/\D/g, '').length;
  if (digits < 8) return number.replace(/\d/g, '*');
  const head = number.slice(0, -8);
  return `${head}****${number.slice(-4)}`;
}
