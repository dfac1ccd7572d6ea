/** The addresses of RTP: one of each IP family at most, and one that phones can send to. */
import { isIP } from 'node:net';
import { canonicalAddress } from './address.js';
import type { Report } from './check-routes.js';
import type { Config } from './config.js';
import { showValue } from './problem.js';

/** Each address that is written must be of the family that is bound, and each family is bound once. */
export function checkMediaAddresses({ media, trunks }: Config, report: Report): void {
  const { host, externalHost, host6, externalHost6 } = media;
  if (isWildcard(host) && externalHost === undefined)
    report('/media/externalHost', `externalHost beside host ${host}, for phones need an address`, 'none');
  if (externalHost !== undefined && isIP(host) !== 0 && isIP(externalHost) + isIP(host) === 10)
    report('/media/externalHost', `an IPv${isIP(host)} address, like host`, showValue(externalHost));
  if (host6 === undefined) {
    if (externalHost6 !== undefined) report('/media/externalHost6', 'host6 beside it', 'none');
  } else {
    if (isIP(host6) !== 6) report('/media/host6', 'an IPv6 address', showValue(host6));
    if (isIP(host) === 6)
      report('/media/host6', 'an IPv4 address in host beside it', `${showValue(host)} there`);
    if (isWildcard(host6) && externalHost6 === undefined)
      report('/media/externalHost6', 'externalHost6 beside host6 ::, for phones need an address', 'none');
    if (isIP(externalHost6 ?? '') === 4)
      report('/media/externalHost6', 'an IPv6 address', showValue(externalHost6));
  }
  const has = { auto: true, ipv4: isIP(host) !== 6, ipv6: isIP(host) === 6 || host6 !== undefined };
  trunks.forEach(({ media: { addressFamily } }, index) => {
    if (has[addressFamily]) return;
    const wanted = addressFamily === 'ipv6' ? 'media.host6' : 'an IPv4 address in media.host';
    report(`/trunks/${index}/media/addressFamily`, `${wanted} beside it`, 'none');
  });
}

/** Whether media's address has ports in common with one of `sip.listen`, whose `::` takes IPv4 as well. */
export function isBoundTwice(own: string | undefined, listener: string): boolean {
  if (own === undefined) return false;
  const [one, other] = [canonicalAddress(own), canonicalAddress(listener)];
  if (one === other || other === '::') return true;
  const isSameFamily = isIP(one) === 6 ? isIP(other) === 6 : isIP(other) !== 6;
  return isSameFamily && (isWildcard(one) || isWildcard(other));
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || canonicalAddress(host) === '::';
}
