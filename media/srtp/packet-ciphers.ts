/** The cipher of a suite for a master key. */
import { AesCm } from './aes-cm.js';
import { AesGcm } from './aes-gcm.js';
import { deriveKeys } from './key-derivation.js';
import type { PacketCipher } from './packet-cipher.js';
import { SUITES, type MasterKey, type SuiteName } from './suites.js';

export function cipherFor(name: SuiteName, key: MasterKey): PacketCipher {
  const suite = SUITES[name];
  const keys = deriveKeys(name, key);
  const mkiBytes = (key.mki?.length ?? 0) / 2;
  return suite.isAead ? new AesGcm(keys, mkiBytes) : new AesCm(suite, keys, mkiBytes);
}
