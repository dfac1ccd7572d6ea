/**
 * A number as the audit and certificates have it: HMAC-SHA256 with a key that never leaves the data folder. The same number
 * always gives the same text, so that an auditor can ask for one, and without the key none can be tried out (there are too
 * few numbers for a plain hash).
 */
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { E164 } from '../../routing/numbers/number.js';

const KEY = /^[0-9a-f]{64}$/;

export class NumberKey {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  /** Reads the key, or makes one. Throws an Error for a person if the file has something else. */
  static open(file: string): NumberKey {
    try {
      // Fails if there is a file: a key that exists is never replaced.
      writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600, flush: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const key = readFileSync(file, 'utf8').trim();
    if (!KEY.test(key)) throw new Error(`${file}: expected 64 hexadecimal digits, found something else`);
    return new NumberKey(key);
  }

  /** `number:` and 32 hexadecimal digits. */
  of(number: E164): string {
    return `number:${createHmac('sha256', this.#key).update(number).digest('hex').slice(0, 32)}`;
  }
}
