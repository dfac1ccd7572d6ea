/**
 * From how far away an address can be reached. A peer behind address translation writes its own private address, and
 * only the packet's source leads back to it. So a signalled address is believed unless its reach is narrower than that
 * of the message's source address.
 */
import { familyOf } from './local-address.js';

/** Ordered: a host that can be reached from further away has a greater one. */
const REACH = { none: 0, loopback: 1, private: 2, public: 3 } as const;
type Reach = (typeof REACH)[keyof typeof REACH];

/** The reach of a literal address, or of a name as far as the name alone shows it; other names count as public. */
function reachOf(host: string): Reach {
  switch (familyOf(host)) {
    case 4:
      return reachOf4(host);
    case 6:
      return reachOf6(host.toLowerCase());
    case 0:
      return reachOfName(host.toLowerCase());
  }
}

/** Whether `host` cannot be reached from a place that was reached from `source`. */
export function isOutOfReach(host: string, source: string): boolean {
  const reach = reachOf(host);
  return reach === REACH.none || reach < reachOf(source);
}

/** Whether a name leads nowhere, or less far than the address `instead`. Literals have been checked before. */
export function leadsNowhere(host: string, address: string | undefined, instead: string): boolean {
  return address === undefined || (address !== host && isOutOfReach(address, instead));
}

const BYTE = '(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)';
const IPV4 = new RegExp(`^${BYTE}(?:\\.${BYTE}){3}$`);

/** RFC 1122 3.2.1.3, RFC 1918, RFC 3927, RFC 6598; nothing is sent to `0.0.0.0`, multicast groups and broadcasts. */
function reachOf4(address: string): Reach {
  if (!IPV4.test(address)) return REACH.none;
  const a = parseInt(address, 10);
  const b = parseInt(address.slice(address.indexOf('.') + 1), 10);
  if (a === 0 || a >= 224) return REACH.none;
  if (a === 127) return REACH.loopback;
  const isPrivate =
    a === 10 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254);
  return isPrivate ? REACH.private : REACH.public;
}

/** RFC 4291 2.5 to 2.7, RFC 4193. A link-local address is useless without the link, which no URI names. */
function reachOf6(address: string): Reach {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return reachOf4(mapped);
  if (address === '::1') return REACH.loopback;
  if (address === '::' || /^(ff|fe[89ab])/.test(address)) return REACH.none;
  return /^f[cd]/.test(address) ? REACH.private : REACH.public;
}

/**
 * RFC 1123 2.1, RFC 6761 6. An underscore, which some hosts have, is accepted; a name never has a top label of digits.
 */
function reachOfName(name: string): Reach {
  const labels = name.replace(/\.$/, '').split('.');
  const top = labels.at(-1) ?? '';
  if (!labels.every((label) => /^(?!-)[\w-]{1,63}(?<!-)$/.test(label)) || /^\d+$/.test(top))
    return REACH.none;
  if (top === 'invalid') return REACH.none;
  return top === 'localhost' ? REACH.loopback : REACH.public;
}
