/** What is odd about the media of a configuration: addresses, and keys of SRTP that anyone on the way can read. */
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { canonicalAddress } from '../config/address.js';
import type { Config, TrunkConfig } from '../config/config.js';
import { isOverTls, parseNextHop } from '../config/next-hop.js';
import { showValue } from '../config/problem.js';

export interface Oddity {
  readonly pointer: string;
  readonly expected: string;
  readonly found: string;
}

/** `own`: the addresses of this machine. */
export function mediaOddities(config: Config, own: readonly string[] = ownAddresses()): readonly Oddity[] {
  return [...strangeHosts(config, own), ...missingFamilies(config), ...readableKeys(config)];
}

function strangeHosts({ media }: Config, own: readonly string[]): Oddity[] {
  return (['host', 'host6'] as const).flatMap((key) => {
    const host = canonicalAddress(media[key] ?? '0.0.0.0');
    if (isIP(host) === 0 || own.includes(host)) return [];
    if (host === '0.0.0.0' || host === '::' || host.startsWith('127.')) return [];
    return [{ pointer: `/media/${key}`, expected: 'an address of this machine', found: showValue(host) }];
  });
}

/** Phones of an IPv6 network offer IPv6 addresses alone, as a rule. */
function missingFamilies({ sip, media }: Config): Oddity[] {
  if (sip.server === 'drachtio' || isIP(media.host) === 6 || media.host6 !== undefined) return [];
  const index = sip.listen.findIndex(({ host }) => isIP(host) === 6);
  if (index < 0) return [];
  const expected = 'media.host6 beside SIP over IPv6, for audio of IPv6 is refused without it';
  return [{ pointer: `/sip/listen/${index}/host`, expected, found: 'none' }];
}

/** The keys stand in the SDP (RFC 4568 9.2). */
function readableKeys({ sip, trunks }: Config): Oddity[] {
  return trunks.flatMap((trunk, index) => {
    const { encryption } = trunk.media;
    const way = encryption === 'refused' ? undefined : wayInClear(trunk, sip);
    if (way === undefined) return [];
    const expected = 'SIP over TLS, for anyone who reads the SIP can decrypt the audio';
    return [
      {
        pointer: `/trunks/${index}/media/encryption`,
        expected,
        found: `${showValue(encryption)} over ${way}`,
      },
    ];
  });
}

/** How SIP with the trunk goes in clear, in words; undefined if it does not, as far as the configuration says. */
function wayInClear(trunk: TrunkConfig, { server, listen }: Config['sip']): string | undefined {
  const hop = trunk.to === undefined ? undefined : parseNextHop(trunk.to);
  if (hop !== undefined && !isOverTls(hop)) return (hop.transport ?? 'udp').toUpperCase();
  const isCalledFrom =
    trunk.type === 'softphones' || trunk.from.length > 0 || trunk.authenticate !== undefined;
  if (hop !== undefined || !isCalledFrom || server === 'drachtio') return undefined;
  return listen.find(({ transport }) => transport !== 'tls')?.transport.toUpperCase();
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all) => all?.map(({ address }) => address) ?? []);
}
