/** Answers as viewers get them: every phone number in them masked, wherever it stands. */
import { maskNumber } from '../../../routing/number.js';

export function maskNumbers(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\+\d{4,15}/g, maskNumber);
  if (Array.isArray(value)) return value.map(maskNumbers);
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskNumbers(inner)]));
}
