/**
 * Answers for viewers: every phone number in them is masked, in any field. A binding's `userData` may contain anything
 * in any form; by default viewers do not get it. They never get the text of a short message.
 */
import { maskNumber } from '../../../routing/numbers/number.js';

/** At least the length of a local number: fewer digits identify no one. */
const TELLING_DIGITS = 7;

export function maskNumbers(value: unknown, hidesUserData = true): unknown {
  if (typeof value === 'string') return value.replace(PLUS_NUMBER, maskNumber);
  if (Array.isArray(value)) return value.map((inner) => maskNumbers(inner, hidesUserData));
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  const { userData, smsContent: _, ...rest } = value as Readonly<Record<string, unknown>>;
  const masked = Object.entries(rest).map(([key, inner]) => [key, maskNumbers(inner, hidesUserData)]);
  if (userData !== undefined && !hidesUserData) masked.push(['userData', maskUserData(userData, rest)]);
  return Object.fromEntries(masked) as unknown;
}

/** But not one that is masked already, as the steps of an explanation have them. */
const PLUS_NUMBER = /\+(?!\d{1,7}\*{4}\d{4}(?!\d))\d{4,15}/g;

/**
 * Removes the digits if they contain one of the numbers beside it: with or without country code, in groups, in
 * full-width digits, in Base64.
 */
function maskUserData(userData: unknown, beside: object): unknown {
  if (typeof userData !== 'string') return undefined;
  const known = (JSON.stringify(beside).match(PLUS_NUMBER) ?? []).map((number) =>
    number.slice(-TELLING_DIGITS),
  );
  const names = (text: string): boolean => {
    const digits = text.replace(/\D/g, '');
    return known.some((number) => digits.includes(number));
  };
  const text = userData.normalize('NFKC');
  if (names(Buffer.from(text, 'base64').toString('latin1'))) return '*'.repeat(8);
  return names(text) ? text.replace(/\d/g, '*') : maskNumbers(text);
}
