/**
 * Encryption in the offers and answers of one leg (RFC 4568): which crypto line of the peer's is taken, and our own
 * lines with our keys. A key stays the same for the whole of a leg's life with one trunk, so that refreshes and holds
 * re-key nothing; each suite has its own, and each leg.
 */
import { randomBytes } from 'node:crypto';
import { hasCryptoLines, readCryptoLines, type CryptoLine } from './crypto-attribute.js';
import { SUITES, type KeySet, type SuiteName } from './suites.js';

/**
 * What a trunk wants. `refused`: RTP in clear, crypto lines are ignored. `offered`: encrypted if the peer can.
 * `required`: nothing else.
 */
export type Encryption = 'refused' | 'offered' | 'required';

/** Best known first: some peers read no other line. */
const OFFERED: readonly SuiteName[] = [
  'AES_CM_128_HMAC_SHA1_80',
  'AEAD_AES_128_GCM',
  'AES_CM_128_HMAC_SHA1_32',
];
const NO_LINES: readonly CryptoLine[] = [];

/** An m= line of the peer, as far as encryption is concerned. */
export interface SecuredLine {
  /** `RTP/SAVP`, in upper case. */
  readonly protocol: string;
  readonly attributes: readonly string[];
}

/** Why an m= line cannot be used, in words. */
export interface CryptoFlaw {
  readonly expected: string;
  readonly found: string;
  /** 302: another transport protocol is wanted (RFC 3261 20.43). */
  readonly warning?: 302;
}

/** Reads the crypto lines of an m= line: the one that counts, none for RTP in clear, or why it cannot be used. */
export type CryptoReader = (line: SecuredLine) => { readonly crypto: CryptoLine | undefined } | CryptoFlaw;

export class LegKeys {
  readonly encryption: Encryption;
  readonly #random: (bytes: number) => Buffer;
  readonly #keys = new Map<SuiteName, KeySet['keys']>();

  constructor(encryption: Encryption, random: (bytes: number) => Buffer = randomBytes) {
    this.encryption = encryption;
    this.#random = random;
  }

  /** The protocol of our first offer. `offered` is a profile that every peer can answer (media/README.md). */
  get protocol(): 'RTP/AVP' | 'RTP/SAVP' {
    return this.encryption === 'required' ? 'RTP/SAVP' : 'RTP/AVP';
  }

  /**
   * Our lines in an offer: all suites at first, later the one in force.
   *
   * @param settled the peer's line and ours of the session in force; undefined before there is one.
   */
  offer(
    settled: { readonly theirs: CryptoLine | undefined; readonly ours: readonly CryptoLine[] } | undefined,
  ): readonly CryptoLine[] {
    if (settled !== undefined) return settled.ours.filter(({ tag }) => tag === settled.theirs?.tag);
    if (this.encryption === 'refused') return NO_LINES;
    return OFFERED.map((suite, index) => ({ tag: index + 1, suite, keys: this.#keysFor(suite) }));
  }

  /** Our line in the answer to an offer whose `line` we take; none for RTP in clear. */
  answer(line: CryptoLine | undefined): readonly CryptoLine[] {
    if (line === undefined) return NO_LINES;
    const { tag, suite } = line;
    return [{ tag, suite, keys: this.#keysFor(suite) }];
  }

  /** Takes the peer's first line of use: it has them in the order of its preference (RFC 4568 5.1.2). */
  readonly readOffer: CryptoReader = ({ protocol, attributes }) => {
    if (this.encryption === 'refused')
      return isSecure(protocol)
        ? { expected: 'RTP/AVP: SRTP is not allowed here', found: protocol, warning: 302 }
        : { crypto: undefined };
    const [crypto] = readCryptoLines(attributes);
    if (crypto !== undefined || (this.encryption === 'offered' && !isSecure(protocol))) return { crypto };
    const expected = 'a crypto line of use (SRTP by SDES)';
    const isPlain = !isSecure(protocol) && !hasCryptoLines(attributes);
    return { expected, found: described(attributes), ...(isPlain && { warning: 302 }) };
  };

  /** Takes the line of an answer that has the tag and the suite of one that we `offered`. */
  readAnswer(offered: readonly CryptoLine[]): CryptoReader {
    return ({ protocol, attributes }) => {
      const lines = offered.length === 0 && !isSecure(protocol) ? NO_LINES : readCryptoLines(attributes);
      const crypto = lines.find(({ tag, suite }) =>
        offered.some((our) => our.tag === tag && our.suite === suite),
      );
      if (crypto !== undefined) return { crypto };
      const isPlain = !isSecure(protocol) && (offered.length === 0 || !hasCryptoLines(attributes));
      if (isPlain && this.encryption !== 'required') return { crypto };
      return { expected: 'a crypto line with a tag that was offered', found: described(attributes) };
    };
  }

  #keysFor(suite: SuiteName): KeySet['keys'] {
    const known = this.#keys.get(suite);
    if (known !== undefined) return known;
    const { keyBytes, saltBytes } = SUITES[suite];
    const keys = [{ keyAndSalt: this.#random(keyBytes + saltBytes).toString('base64') }];
    this.#keys.set(suite, keys);
    return keys;
  }
}

/** What each side of a leg encrypts with; undefined for RTP in clear. */
export interface LegEncryption {
  readonly receives: KeySet;
  readonly sends: KeySet;
}

export function legEncryption(
  theirs: CryptoLine | undefined,
  ours: readonly CryptoLine[],
): LegEncryption | undefined {
  const own = ours.find(({ tag }) => tag === theirs?.tag);
  if (theirs === undefined || own === undefined) return undefined;
  return {
    receives: { suite: theirs.suite, keys: theirs.keys },
    sends: { suite: own.suite, keys: own.keys },
  };
}

/** Profiles whose name says that RTP is encrypted. */
export function isSecure(protocol: string): boolean {
  return protocol === 'RTP/SAVP' || protocol === 'RTP/SAVPF';
}

/** Never a key: this is for logs and for a Warning. */
function described(attributes: readonly string[]): string {
  return hasCryptoLines(attributes) ? 'crypto lines of other kinds' : 'no crypto line';
}
