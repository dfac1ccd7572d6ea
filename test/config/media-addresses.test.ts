/** One address of each IP family at most for RTP, each with the one that phones send to. */
import t from 'tap';
import { parseConfig } from '../../config/load.js';
import { ConfigError } from '../../config/problem.js';

/** Media in two lines, so that the line of a complaint shows which key it is about. */
function complaints(media: string, rest = ''): string[] {
  try {
    parseConfig(`media:\n${media.replaceAll(/^/gm, '  ')}\n${rest}`, 'f.yaml', {});
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
  return [];
}

void t.test('one family, the other, and both', async (t) => {
  const good = [
    'host: 192.0.2.1',
    'host: 2001:db8::1',
    'host: "::"\nexternalHost: 2001:db8::1',
    'host: 192.0.2.1\nhost6: 2001:DB8:0::1',
    'host: 0.0.0.0\nexternalHost: sbc.example\nhost6: "::"\nexternalHost6: sbc.example',
    'host: 0.0.0.0\nexternalHost: 192.0.2.1\nhost6: "0::0"\nexternalHost6: 2001:db8::1',
  ];
  for (const media of good) t.same(complaints(media), [], media);
});

void t.test('what phones could not send to, or what would be bound twice, is refused', async (t) => {
  const bad: [media: string, complaint: string][] = [
    [
      'host: "::"',
      'f.yaml:1 media.externalHost: expected externalHost beside host ::, for phones need an address, found none',
    ],
    [
      'host: "::"\nexternalHost: 192.0.2.1',
      'f.yaml:3 media.externalHost: expected an IPv6 address, like host, found "192.0.2.1"',
    ],
    [
      'host: 192.0.2.1\nexternalHost: 2001:db8::1',
      'f.yaml:3 media.externalHost: expected an IPv4 address, like host, found "2001:db8::1"',
    ],
    [
      'host: 192.0.2.1\nhost6: 192.0.2.2',
      'f.yaml:3 media.host6: expected an IPv6 address, found "192.0.2.2"',
    ],
    [
      'host: 2001:db8::1\nhost6: 2001:db8::2',
      'f.yaml:3 media.host6: expected an IPv4 address in host beside it, found "2001:db8::1" there',
    ],
    [
      'host: 192.0.2.1\nhost6: "0::"',
      'f.yaml:1 media.externalHost6: expected externalHost6 beside host6 ::, for phones need an address, found none',
    ],
    ['externalHost6: 2001:db8::1', 'f.yaml:2 media.externalHost6: expected host6 beside it, found none'],
    [
      'host6: 2001:db8::1\nexternalHost6: 192.0.2.1',
      'f.yaml:3 media.externalHost6: expected an IPv6 address, found "192.0.2.1"',
    ],
  ];
  for (const [media, complaint] of bad) t.same(complaints(media), [complaint], media);
  t.match(complaints('host6: fe80::1%eth0'), [/media\.host6: expected a host name or an IP address/]);
});

void t.test('a trunk cannot have a family that is not there', async (t) => {
  const trunk = (family: string): string =>
    `trunks:\n  - name: a\n    to: sip:192.0.2.1\n    media: {addressFamily: ${family}}\n`;
  for (const family of ['auto', 'ipv4']) t.same(complaints('portMin: 20000', trunk(family)), []);
  t.same(complaints('host6: 2001:db8::1', trunk('ipv6')), []);
  t.same(complaints('host: 2001:db8::1', trunk('ipv6')), []);
  t.same(complaints('portMin: 20000', trunk('ipv6')), [
    'f.yaml:6 trunks[0].media.addressFamily: expected media.host6 beside it, found none',
  ]);
  t.same(complaints('host: 2001:db8::1', trunk('ipv4')), [
    'f.yaml:6 trunks[0].media.addressFamily: expected an IPv4 address in media.host beside it, found none',
  ]);
});

void t.test('SIP over UDP stays out of the ports of both families', async (t) => {
  const listen = (host: string): string =>
    `sip:\n  listen:\n    - {transport: udp, host: "${host}", port: 20000}\n`;
  const media = 'host: 192.0.2.1\nhost6: 2001:db8::1';
  for (const host of ['192.0.2.2', '2001:db8::2']) t.same(complaints(media, listen(host)), [], host);
  for (const host of ['0.0.0.0', '::', '192.0.2.1', '2001:DB8::1'])
    t.match(complaints(media, listen(host)), [/listen\[0\]\.port: expected a port outside media's/], host);
  t.same(complaints('host: 2001:db8::1', listen('0.0.0.0')), [], 'the families have ports of their own');
});
