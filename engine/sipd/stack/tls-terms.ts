/**
 * TLS as the stack's user describes it. Types only. Certificates, keys and authorities are PEM text: the stack reads no
 * file.
 */

/** A certificate, followed by those of its issuers as peers need them, and its key without a passphrase. */
export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** What one TLS listen point shows and asks for. */
export interface TlsListener extends KeyPair {
  /** Certificates for other names that a client may ask for (SNI, RFC 6066 3); each tells its own names. */
  readonly others: readonly KeyPair[];
  /** Whether clients are asked for a certificate, and closed without a valid one. */
  readonly clientCertificates: 'none' | 'requested' | 'required';
  /** Issuers of clients' certificates; the well-known ones if absent. */
  readonly authorities?: string | undefined;
}

/** How connections to one peer are made. */
export interface TlsPeer {
  /** The host of its URIs, in lower case and without brackets, and their port; any port if absent. */
  readonly host: string;
  readonly port?: number | undefined;
  /** Shown to it if it asks; absent: the certificate of the listen point that the connection is made from. */
  readonly own?: KeyPair | undefined;
  /** Issuers of its certificate; the well-known ones if absent. */
  readonly authorities?: string | undefined;
  /** The name it is asked for, and which its certificate must have, instead of `host`. */
  readonly serverName?: string | undefined;
  /** False: any certificate will do, so that only listeners on the wire are kept out. */
  readonly isVerified: boolean;
  /** Whether `*.example.com` in its certificate stands for any name with one more label. RFC 5922 7.2 says no. */
  readonly acceptsWildcards: boolean;
}

export interface TlsTerms {
  /** One for each TLS listen point, in their order. */
  readonly listeners: readonly TlsListener[];
  /** Peers that are not listed are verified by the host of their URI, against the well-known issuers. */
  readonly peers: readonly TlsPeer[];
}

export interface TlsLimits {
  /** From the first byte of a connection until both sides have proved themselves. */
  readonly handshakeMs: number;
  /** Handshakes of clients under way at once, in all and from one source. */
  readonly maxHandshakes: number;
  readonly maxHandshakesOfSource: number;
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
}

export interface TlsOptions {
  readonly terms: TlsTerms;
  readonly limits: TlsLimits;
}

/** A certificate in use. */
export interface CertificateInUse {
  /** Where it is shown: `listener 2`, `peer sbc.example.com`. */
  readonly of: string;
  /** Host names, addresses and SIP domains that it is for. */
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}
