/**
 * The certificates, keys and authorities of SIP over TLS: which files the configuration names, and what is in them. The
 * files are read by the SIP process, so no key passes the channel.
 */
import { readFileSync } from 'node:fs';
import type { Config } from '../../config/config.js';
import { isOverTls, parseNextHop } from '../../config/next-hop.js';
import type { KeyPair, TlsLimits, TlsListener, TlsOptions, TlsPeer } from '../sipd/stack/tls-terms.js';

export interface KeyPairFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** `TlsOptions` with names of files. */
export interface TlsFiles {
  readonly listeners: readonly (KeyPairFiles & {
    readonly others: readonly KeyPairFiles[];
    readonly clientCertificates: TlsListener['clientCertificates'];
    readonly authoritiesFile?: string | undefined;
  })[];
  readonly peers: readonly (Omit<TlsPeer, 'own' | 'authorities'> & {
    readonly own?: KeyPairFiles | undefined;
    readonly authoritiesFile?: string | undefined;
  })[];
  readonly limits: TlsLimits;
}

/** Undefined if no listener speaks TLS. */
export function tlsFilesOf({ sip, trunks }: Pick<Config, 'sip' | 'trunks'>): TlsFiles | undefined {
  const secured = sip.listen.filter(({ transport }) => transport === 'tls');
  if (secured.length === 0) return undefined;
  return {
    listeners: secured.map(
      ({
        certificateFile = '',
        keyFile = '',
        caFile,
        clientCertificates = 'none',
        moreCertificates = [],
      }) => ({
        ...{ certificateFile, keyFile, clientCertificates, others: moreCertificates },
        ...(caFile !== undefined && { authoritiesFile: caFile }),
      }),
    ),
    peers: trunks.flatMap(({ to, tls }) => {
      const hop = to === undefined ? undefined : parseNextHop(to);
      return hop === undefined || !isOverTls(hop) ? [] : [peerAt(hop, tls)];
    }),
    limits: {
      handshakeMs: sip.tls.handshakeSeconds * 1000,
      maxHandshakes: sip.tls.maxHandshakes,
      maxHandshakesOfSource: sip.tls.maxHandshakesPerAddress,
      minVersion: sip.tls.minVersion === '1.3' ? 'TLSv1.3' : 'TLSv1.2',
    },
  };
}

/** Reads them. Throws with the name of a file that cannot be read. */
export function readTls({ listeners, peers, limits }: TlsFiles): TlsOptions {
  return {
    terms: {
      listeners: listeners.map(({ clientCertificates, others, authoritiesFile, ...pair }) => ({
        ...readPair(pair),
        ...{ clientCertificates, others: others.map(readPair) },
        ...(authoritiesFile !== undefined && { authorities: readText(authoritiesFile) }),
      })),
      peers: peers.map(({ own, authoritiesFile, ...rest }) => ({
        ...rest,
        ...(own !== undefined && { own: readPair(own) }),
        ...(authoritiesFile !== undefined && { authorities: readText(authoritiesFile) }),
      })),
    },
    limits,
  };
}

/** Every file, once. */
export function allTlsFiles({ listeners, peers }: TlsFiles): readonly string[] {
  const pairs = [
    ...listeners,
    ...listeners.flatMap(({ others }) => others),
    ...peers.flatMap(({ own }) => own ?? []),
  ];
  const authorities = [...listeners, ...peers].flatMap(({ authoritiesFile }) => authoritiesFile ?? []);
  return [
    ...new Set([
      ...pairs.flatMap(({ certificateFile, keyFile }) => [certificateFile, keyFile]),
      ...authorities,
    ]),
  ];
}

function peerAt(
  { host, port }: { host: string; port: number | undefined },
  { caFile, certificateFile, keyFile, serverName, verify, acceptWildcards }: Config['trunks'][number]['tls'],
): TlsFiles['peers'][number] {
  return {
    ...{
      host: host.toLowerCase(),
      port: port ?? 5061,
      isVerified: verify,
      acceptsWildcards: acceptWildcards,
    },
    ...(serverName !== undefined && { serverName }),
    ...(caFile !== undefined && { authoritiesFile: caFile }),
    ...(certificateFile !== undefined && keyFile !== undefined && { own: { certificateFile, keyFile } }),
  };
}

function readPair({ certificateFile, keyFile }: KeyPairFiles): KeyPair {
  return { certificate: readText(certificateFile), key: readText(keyFile) };
}

function readText(file: string): string {
  return readFileSync(file, 'utf8');
}
