/** From a master key to the keys of a session (RFC 3711 4.3), with a key derivation rate of zero. */
import { createCipheriv } from 'node:crypto';
import { SUITES, type MasterKey, type SuiteName } from './suites.js';

export interface SessionKeys {
  readonly key: Buffer;
  readonly salt: Buffer;
  /** The key of HMAC-SHA1; empty for an AEAD suite. */
  readonly authKey: Buffer;
}

const AUTH_KEY_BYTES = 20;
/** Labels of RFC 3711 4.3.2 for encryption, authentication and salt. */
const RTP_LABELS = [0, 1, 2] as const;
const RTCP_LABELS = [3, 4, 5] as const;

/** Throws TypeError if the key and its salt have not the length of the suite. */
export function deriveKeys(
  name: SuiteName,
  { keyAndSalt }: MasterKey,
): { readonly rtp: SessionKeys; readonly rtcp: SessionKeys } {
  const suite = SUITES[name];
  const both = Buffer.from(keyAndSalt, 'base64');
  if (both.length !== suite.keyBytes + suite.saltBytes)
    throw new TypeError(
      `expected ${suite.keyBytes + suite.saltBytes} bytes for ${name}, found ${both.length}`,
    );
  const key = both.subarray(0, suite.keyBytes);
  const salt = both.subarray(suite.keyBytes);
  const derive = ([encryption, authentication, salting]: typeof RTP_LABELS | typeof RTCP_LABELS) => ({
    key: derived(key, salt, encryption, suite.keyBytes),
    authKey: suite.isAead ? Buffer.alloc(0) : derived(key, salt, authentication, AUTH_KEY_BYTES),
    salt: derived(key, salt, salting, suite.saltBytes),
  });
  return { rtp: derive(RTP_LABELS), rtcp: derive(RTCP_LABELS) };
}

/**
 * The first `bytes` of the key stream whose counter begins at the salt with the label in its eighth byte. A shorter
 * salt is filled with zeros (RFC 7714 11).
 */
export function derived(masterKey: Uint8Array, masterSalt: Uint8Array, label: number, bytes: number): Buffer {
  const counter = Buffer.alloc(16);
  counter.set(masterSalt);
  counter[7] = (counter[7] ?? 0) ^ label;
  return createCipheriv('aes-128-ctr', masterKey, counter).update(Buffer.alloc(bytes));
}
