/**
 * The certificates and rules of one TLS listen point, ready for handshakes in both directions. Immutable: renewed
 * certificates make another one, which serves the handshakes from then on.
 *
 * TLS 1.2 is the least. Renegotiation is off, because a client could ask for one after the other; sessions are not
 * resumed, so that every handshake checks certificates: SIP connections last long.
 */
import { constants, createHash, X509Certificate } from 'node:crypto';
import { createSecureContext, type PeerCertificate, type SecureContext, type TlsOptions } from 'node:tls';
import { isFor, namesOf, shownNames, type CertificateNames } from './certificate-names.js';
import { canonicalAddress, familyOf } from './local-address.js';
import type { CertificateInUse, KeyPair, TlsLimits, TlsListener, TlsPeer } from '../tls-terms.js';

const SECURE_OPTIONS = constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_TICKET;
/** Addresses that connections by name have led to. */
const MAX_LEARNT = 1024;

/** How to connect to one peer. */
export interface ClientTerms {
  /** Connections are shared by requests with the same key. */
  readonly key: string;
  /** Whether it is one of the peers that the terms name. */
  readonly isListed: boolean;
  readonly context: SecureContext;
  /** Asked for by name (SNI); undefined for an address. */
  readonly serverName: string | undefined;
  readonly isVerified: boolean;
  /** Whether names in a valid certificate of a client are this peer's. */
  isProvenBy(names: readonly string[] | undefined): boolean;
  /** What is wrong with a certificate whose issuer is trusted; undefined if it is the peer's. */
  faultOf(certificate: PeerCertificate): Error | undefined;
}

type MinVersion = TlsLimits['minVersion'];

export class TlsContexts {
  readonly #listener: TlsListener;
  readonly #minVersion: MinVersion;
  readonly #served: readonly { readonly names: CertificateNames; readonly context: SecureContext }[];
  /** Most particular first: those with a port. */
  readonly #peers: readonly {
    readonly peer: TlsPeer;
    readonly context: SecureContext;
    readonly key: string;
  }[];
  readonly #plain: SecureContext;
  /** Hosts by the address that their connection went to, for requests that name only the address. */
  readonly #learnt = new Map<string, string>();

  /** Throws if a certificate or key cannot be used. */
  constructor(listener: TlsListener, peers: readonly TlsPeer[], minVersion: MinVersion) {
    this.#listener = listener;
    this.#minVersion = minVersion;
    const { authorities, others } = listener;
    this.#served = [listener, ...others].map((pair) => ({
      names: namesOf(new X509Certificate(pair.certificate)),
      context: this.#context(pair, authorities),
    }));
    this.#plain = this.#context(listener, undefined);
    this.#peers = [...peers]
      .sort((a, b) => Number(b.port !== undefined) - Number(a.port !== undefined))
      .map((peer) => ({
        peer,
        context: this.#context(peer.own ?? listener, peer.authorities),
        key: keyOf(peer),
      }));
  }

  /** For a server that gets its connections from elsewhere. */
  get serverOptions(): TlsOptions {
    const { certificate, key, clientCertificates, authorities } = this.#listener;
    return {
      cert: certificate,
      key,
      ...(authorities !== undefined && { ca: authorities }),
      minVersion: this.#minVersion,
      secureOptions: SECURE_OPTIONS,
      requestCert: clientCertificates !== 'none',
      rejectUnauthorized: clientCertificates === 'required',
      SNICallback: (name, found) => found(null, this.#contextFor(name)),
    };
  }

  /** For a connection to `address`, because a request names `host`; either may be a literal. */
  clientTerms(host: string, address: string, port: number): ClientTerms {
    if (host !== address) this.#learn(address, host);
    const name = host === address ? (this.#learnt.get(address) ?? host) : host;
    const known = this.#peers.find(
      ({ peer }) => canonicalAddress(peer.host) === name && (peer.port === undefined || peer.port === port),
    );
    const wanted = known?.peer.serverName ?? name;
    const acceptsWildcards = known?.peer.acceptsWildcards ?? true;
    return {
      key: known?.key ?? name,
      isListed: known !== undefined,
      context: known?.context ?? this.#plain,
      serverName: familyOf(wanted) === 0 ? wanted : undefined,
      isVerified: known?.peer.isVerified ?? true,
      isProvenBy: (all = []) => {
        const domains = all.filter((one) => familyOf(one) === 0);
        const addresses = all.filter((one) => familyOf(one) !== 0);
        return isFor({ domains, addresses }, wanted, acceptsWildcards);
      },
      faultOf: ({ subject, subjectaltname: subjectAltName }) => {
        const names = namesOf({ subject, subjectAltName });
        if (isFor(names, wanted, acceptsWildcards)) return undefined;
        return new Error(`expected a certificate for ${wanted}, found one for ${shownNames(names)}`);
      },
    };
  }

  certificates(of: string): CertificateInUse[] {
    const own = [this.#listener, ...this.#listener.others].map((pair) => inUse(of, pair));
    const shown = this.#peers.flatMap(({ peer }) =>
      peer.own === undefined ? [] : inUse(`peer ${peer.host}`, peer.own),
    );
    return [...own, ...shown];
  }

  #contextFor(name: string): SecureContext | undefined {
    const fits = this.#served.find(({ names }) => isFor(names, name, true)) ?? this.#served[0];
    return fits?.context;
  }

  #context({ certificate, key }: KeyPair, authorities: string | undefined): SecureContext {
    return createSecureContext({
      cert: certificate,
      key,
      ...(authorities !== undefined && { ca: authorities }),
      minVersion: this.#minVersion,
      secureOptions: SECURE_OPTIONS,
    });
  }

  #learn(address: string, host: string): void {
    if (this.#learnt.get(address) === host) return;
    if (this.#learnt.size >= MAX_LEARNT) this.#learnt.clear();
    this.#learnt.set(address, host);
  }
}

/** Peers that are verified otherwise share no connection; renewing our own certificate changes nothing. */
function keyOf({ host, port, authorities, serverName, isVerified, acceptsWildcards }: TlsPeer): string {
  const terms = JSON.stringify([port, authorities, serverName, isVerified, acceptsWildcards]);
  return `${host} ${createHash('sha256').update(terms).digest('base64')}`;
}

function inUse(of: string, { certificate }: KeyPair): CertificateInUse {
  const read = new X509Certificate(certificate);
  const { domains, addresses } = namesOf(read);
  return { of, names: [...domains, ...addresses], expiresAt: Date.parse(read.validTo) };
}
