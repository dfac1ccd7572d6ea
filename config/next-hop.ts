/** Where a trunk's calls go, `sip:192.0.2.10:5060;transport=udp`, and which part of it we cannot reach. */
import { isIP } from 'node:net';
import { isHost } from './address.js';
import type { SipConfig } from './config.js';

export interface NextHop {
  readonly scheme: 'sip' | 'sips';
  /** Without brackets. */
  readonly host: string;
  readonly port: number | undefined;
  /** In lower case; undefined where the URI names none. */
  readonly transport: string | undefined;
}

/** Reads a sip: or sips: URI without a user; undefined for anything else. */
export function parseNextHop(text: string): NextHop | undefined {
  const parts = /^(sips?):(?:\[([^\]]*)\]|([^:;[\]]+))(?::(\d{1,5}))?((?:;[a-z-]+=[A-Za-z0-9_.-]+)*)$/.exec(
    text,
  );
  if (parts === null) return undefined;
  const [, scheme, bracketed, plain = '', port, params = ''] = parts;
  if (bracketed === undefined ? !isHost(plain) : !isHost(bracketed) || isIP(bracketed) !== 6)
    return undefined;
  const transport = /;transport=([^;]*)/.exec(params)?.[1]?.toLowerCase();
  return {
    scheme: scheme === 'sips' ? 'sips' : 'sip',
    host: bracketed ?? plain,
    port: port === undefined ? undefined : Number(port),
    transport,
  };
}

/**
 * What must be different for a call to get there, as an error message says it; undefined if it gets there. The
 * transports of an external drachtio-server are not known here.
 */
export function nextHopFault(hop: NextHop, { server, listen }: SipConfig): string | undefined {
  const { port, transport } = hop;
  if (port !== undefined && (port < 1 || port > 65_535)) return 'a port from 1 to 65535';
  if (server === 'drachtio') return undefined;
  if (isOverTls(hop)) {
    if (transport === 'udp') return 'transport tls with sips:';
    return listen.some((point) => point.transport === 'tls')
      ? undefined
      : 'a transport of sip.listen, which has no tls';
  }
  if (transport !== undefined && transport !== 'udp' && transport !== 'tcp')
    return 'transport udp, tcp or tls';
  const isListenedOn = listen.some((point) =>
    transport === undefined ? point.transport !== 'tls' : point.transport === transport,
  );
  return isListenedOn ? undefined : `a transport of sip.listen, which has no ${transport ?? 'udp'}`;
}

/** sips: always means TLS (RFC 3261 26.2.2). */
export function isOverTls({ scheme, transport }: NextHop): boolean {
  return scheme === 'sips' || transport === 'tls';
}
