/** The crypto suites of SDES that we speak (RFC 4568 6.2, RFC 7714 14.2), best known first. */

export type SuiteName = 'AES_CM_128_HMAC_SHA1_80' | 'AES_CM_128_HMAC_SHA1_32' | 'AEAD_AES_128_GCM';

export interface Suite {
  readonly name: SuiteName;
  /** Length of the master key, and of the key of each session. */
  readonly keyBytes: number;
  readonly saltBytes: number;
  /** Length of the tag that ends an SRTP packet. */
  readonly rtpTagBytes: number;
  /** The same for SRTCP, which is never shortened (RFC 4568 6.2.2). */
  readonly rtcpTagBytes: number;
  readonly isAead: boolean;
}

export const SUITES: Readonly<Record<SuiteName, Suite>> = {
  AES_CM_128_HMAC_SHA1_80: {
    name: 'AES_CM_128_HMAC_SHA1_80',
    keyBytes: 16,
    saltBytes: 14,
    rtpTagBytes: 10,
    rtcpTagBytes: 10,
    isAead: false,
  },
  AES_CM_128_HMAC_SHA1_32: {
    name: 'AES_CM_128_HMAC_SHA1_32',
    keyBytes: 16,
    saltBytes: 14,
    rtpTagBytes: 4,
    rtcpTagBytes: 10,
    isAead: false,
  },
  AEAD_AES_128_GCM: {
    name: 'AEAD_AES_128_GCM',
    keyBytes: 16,
    saltBytes: 12,
    rtpTagBytes: 16,
    rtcpTagBytes: 16,
    isAead: true,
  },
};

/** A master key and its salt, one after the other, as in the crypto line of an SDP; in base64. */
export interface MasterKey {
  readonly keyAndSalt: string;
  /** Its identifier in packets (RFC 3711 3.1), in hexadecimal; undefined: packets carry none. */
  readonly mki?: string | undefined;
}

/** What one side encrypts with: several keys only if each has an identifier. */
export interface KeySet {
  readonly suite: SuiteName;
  readonly keys: readonly MasterKey[];
}
