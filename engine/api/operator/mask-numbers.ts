/**
 * Answers as viewers get them: every phone number in them masked, wherever it stands. What an application wrote as a
 * binding's `userData` may hold anything, in any form; by default viewers do not get it at all.
 */
import { maskNumber } from '../../../routing/numbers/number.js';

/** A local number at least: fewer digits alike say nothing about who it is. */
const TELLING_DIGITS = 7;

export function maskNumbers(value: unknown, hidesUserData = true): unknown {
  if (typeof value === 'string') return value.replace(plusNumber, maskNumber);
  if (Array.isArray(value)) return value.map((inner) => maskNumbers(inner, hidesUserData));
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  const { userData, ...rest } = value as { readonly userData?: unknown };
  const masked = Object.entries(rest).map(([key, inner]) => [key, maskNumbers(inner, hidesUserData)]);
  if (userData !== undefined && !hidesUserData) masked.push(['userData', maskUserData(userData, rest)]);
  return Object.fromEntries(masked) as unknown;
}

const plusNumber = /\+\d{4,15}/g;

/**
 * Without its digits where one of the numbers beside it is in it: with or without its country code, in groups, in digits
 * of full width, in Base64.
 */
function maskUserData(userData: unknown, beside: object): unknown {
  if (typeof userData !== 'string') return undefined;
  const known = (JSON.stringify(beside).match(plusNumber) ?? []).map((number) =>
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
