/** Oddities of the media's configuration that the start and `callveil check` warn of. */
import t from 'tap';
import { parseConfig } from '../../config/load.js';
import { mediaOddities } from '../../engine/check-media.js';

const OWN = ['127.0.0.1', '192.0.2.1', '2001:db8::1'];

function oddities(text: string): string[] {
  return mediaOddities(parseConfig(text), OWN).map(
    ({ pointer, expected, found }) => `${pointer}: ${expected}; ${found}`,
  );
}

void t.test('an address of another machine', async (t) => {
  t.same(oddities('media: {host: 192.0.2.1, host6: 2001:DB8:0::1}'), []);
  t.same(oddities('media: {host: 127.0.0.9}'), []);
  t.same(oddities('media: {host: 0.0.0.0, externalHost: 198.51.100.1}'), []);
  t.same(oddities('media: {host: 192.0.2.2, host6: 2001:db8::2}'), [
    '/media/host: an address of this machine; "192.0.2.2"',
    '/media/host6: an address of this machine; "2001:db8::2"',
  ]);
});

void t.test('SIP over IPv6 without audio over IPv6', async (t) => {
  const listen =
    'sip: {listen: [{transport: udp, host: 192.0.2.1, port: 5060}, {transport: udp, host: "::1", port: 5060}]}';
  t.same(oddities(`${listen}\nmedia: {host6: 2001:db8::1}`), []);
  t.same(oddities(`${listen}\nmedia: {host: 2001:db8::1}`), []);
  t.match(oddities(listen), [/^\/sip\/listen\/1\/host: media\.host6 beside SIP over IPv6/]);
});

void t.test('keys of SRTP that go over SIP in clear, once for each trunk', async (t) => {
  const udp = '{transport: udp, host: 127.0.0.1, port: 5060}';
  const tcp = '{transport: tcp, host: 127.0.0.1, port: 5060}';
  const tls = '{transport: tls, host: 127.0.0.1, port: 5061, certificateFile: c, keyFile: k}';
  const found = (listen: string, trunk: string, encryption = 'offered'): string[] =>
    oddities(
      `sip: {listen: [${listen}]}\ntrunks: [{name: a, media: {encryption: ${encryption}}, ${trunk}}]`,
    ).map((oddity) => oddity.replace(/: SIP over TLS, [^;]*;/, ''));
  const warned: [listen: string, trunk: string, way: string][] = [
    [`${udp}, ${tls}`, 'to: sip:192.0.2.9, from: [192.0.2.9]', 'UDP'],
    [`${udp}, ${tcp}`, 'to: sip:192.0.2.9;transport=tcp', 'TCP'],
    [`${tls}, ${tcp}`, 'from: [192.0.2.9]', 'TCP'],
    [`${tls}, ${udp}`, 'type: softphones', 'UDP'],
  ];
  for (const [listen, trunk, way] of warned) {
    t.same(found(listen, trunk), [`/trunks/0/media/encryption "offered" over ${way}`], trunk);
    t.same(found(listen, trunk, 'required'), [`/trunks/0/media/encryption "required" over ${way}`], trunk);
    t.same(found(listen, trunk, 'refused'), [], trunk);
  }
  t.same(found(`${tls}, ${udp}`, 'to: sip:192.0.2.9;transport=tls, from: [192.0.2.9]'), []);
  t.same(found(tls, 'to: sips:192.0.2.9'), []);
  t.same(found(tls, 'from: [192.0.2.9]'), []);
  t.same(found(tls, 'type: softphones'), []);
});
