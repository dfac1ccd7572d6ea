/** The two generations of PasswordDigest (spec 2.1, 2.2); they also sign what is pushed to customers (spec 10). */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type Scheme = 'WSSE' | 'AKSK';

/**
 * WSSE: Base64 of SHA-256 over nonce, created and secret one after the other. AKSK: Base64 of HMAC-SHA256 over nonce
 * and created, keyed with the secret.
 */
export function passwordDigest(scheme: Scheme, nonce: string, created: string, secret: string): string {
  return scheme === 'WSSE'
    ? createHash('sha256').update(nonce).update(created).update(secret).digest('base64')
    : createHmac('sha256', secret).update(nonce).update(created).digest('base64');
}

/** Compares in constant time. */
export function sameSecret(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  // The length of a digest is not secret.
  return one.length === other.length && timingSafeEqual(one, other);
}
