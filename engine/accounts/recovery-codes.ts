/**
 * Recovery codes, for an operator who has lost the authenticator: shown once, each used once. They are random and long, so
 * a plain hash of one cannot be searched for.
 */
import { createHash, randomInt, timingSafeEqual } from 'node:crypto';

const COUNT = 10;
const GROUPS = 4;
const LETTERS_OF_GROUP = 4;
/** No digits, which nothing then takes for a phone number, and no vowels, so that no code is a word: 69 bits. */
const LETTERS = 'bcdfghjkmnpqrstvwxyz';

export function newRecoveryCodes(): readonly string[] {
  const letter = (): string => LETTERS[randomInt(LETTERS.length)] ?? '';
  const group = (): string => Array.from({ length: LETTERS_OF_GROUP }, letter).join('');
  return Array.from({ length: COUNT }, () => Array.from({ length: GROUPS }, group).join('-'));
}

export function recoveryHash(code: string): string {
  const plain = code.toLowerCase().replace(/[^a-z]/g, '');
  return createHash('sha256').update(`recovery ${plain}`).digest('base64');
}

/** Which of the hashes is that of the code; undefined for none. */
export function usedHash(code: string, hashes: readonly string[]): string | undefined {
  const typed = Buffer.from(recoveryHash(code));
  const [found] = hashes.filter((one) => {
    const hash = Buffer.from(one);
    return hash.length === typed.length && timingSafeEqual(hash, typed);
  });
  return found;
}
