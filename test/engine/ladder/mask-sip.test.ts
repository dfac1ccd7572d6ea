import t from 'tap';
import fc from 'fast-check';
import { withNumbersMasked, withoutSecrets } from '../../../engine/ladder/mask-sip.js';

const REAL = '8613800000021';

const invite = (lines: readonly string[], body = '', type = 'application/sdp'): Buffer =>
  Buffer.from(
    [
      'INVITE sip:+8617100000001@192.0.2.1:5060;user=phone SIP/2.0',
      'Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bKabc;rport',
      'From: "Ann" <sip:ann@192.0.2.10>;tag=a1',
      'To: <sip:bob@192.0.2.1>',
      'CSeq: 1 INVITE',
      ...lines,
      `Content-Type: ${type}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );

const SDP = [
  'v=0',
  'o=- 12 13 IN IP4 192.0.2.10',
  's=-',
  'c=IN IP4 192.0.2.10',
  't=0 0',
  'm=audio 40000 RTP/AVP 0 8 18 97 101',
  'a=rtpmap:101 telephone-event/8000',
  '',
].join('\r\n');

/** Every way in which a number was seen to be written. */
const WRITINGS: Readonly<Record<string, string>> = {
  'with its country code': `+${REAL}`,
  national: '13800000021',
  'in groups': '138-0000-0021',
  'in groups with spaces': '+86 138 0000 0021',
  'with dots': '138.0000.0021',
  'with brackets': '(138) 0000 0021',
  'percent-encoded': '%31%33%38%30%30%30%30%30%30%32%31',
  'with percent-encoded separators': '138%2D0000%2D0021',
  'full-width': '１３８００００００２１',
  'with quoted pairs': '1\\3\\8\\0000\\0021',
  'in a word': 'tel13800000021x',
  'as hexadecimal ASCII': '3133383030303030303231',
  'in Base64': Buffer.from('tn=13800000021').toString('base64'),
};

/** Each place of a message that may have a number in it. */
const PLACES: Readonly<Record<string, (written: string) => Buffer>> = {
  'a display name': (written) => invite([`P-Asserted-Identity: "${written}" <sip:ann@192.0.2.10>`]),
  'an unquoted display name': (written) => invite([`Contact: ${written} <sip:ann@192.0.2.10>`]),
  'the user of a URI': (written) => invite([`Diversion: <sip:${written}@192.0.2.10>;reason=busy`]),
  'a tel URI': (written) => invite([`P-Asserted-Identity: <tel:${written};phone-context=+86>`]),
  'a Call-ID': (written) => invite([`Call-ID: ${written}-7@192.0.2.10`]),
  'a header of no standard': (written) => invite([`X-Caller: ${written}`]),
  'a compact header': (written) => invite([`m: <sip:${written}@192.0.2.10>`]),
  'the user of the origin': (written) => invite([], SDP.replace('o=- ', `o=${written.replace(/\s/g, '')} `)),
  'the name of the session': (written) => invite([], SDP.replace('s=-', `s=${written}`)),
  'an attribute': (written) => invite([], `${SDP}a=label:${written}\r\n`),
  'the body of a short message': (written) => invite([], `call me at ${written}`, 'text/plain'),
  'a part of a multipart body': (written) =>
    invite([], `--b\r\nContent-Type: application/sdp\r\n\r\no=${written}`, 'multipart/mixed;boundary=b'),
};

void t.test('no writing of a number is left in any place, and no length changes', async (t) => {
  for (const [place, write] of Object.entries(PLACES)) {
    for (const [how, written] of Object.entries(WRITINGS)) {
      const whole = write(written);
      const masked = withNumbersMasked(whole);
      t.equal(masked.length, whole.length, `${place}, ${how}: the length stays`);
      t.notOk(masked.includes(Buffer.from(written)), `${place}, ${how}: ${masked.toString('utf8')}`);
      t.notMatch(digitsOf(masked), /13800000021/, `${place}, ${how}: the digits`);
    }
  }
});

void t.test('the rest of a message can be read', async (t) => {
  const masked = withNumbersMasked(
    Buffer.from(
      [
        `INVITE sip:+${REAL};phone-context=x@192.0.2.10:50604;user=phone SIP/2.0`,
        'Via: SIP/2.0/UDP 192.0.2.9:50605;branch=z9hG4bK-524287-1;rport=50605',
        `From: "138-0000-0021" <sip:${REAL}@192.0.2.9>;tag=${REAL}`,
        `To: <tel:0013800000021>`,
        `P-Asserted-Identity: <tel:+${REAL}>, <sip:013800000021@h>`,
        `Call-ID: ${REAL}-1@192.0.2.9`,
        'CSeq: 102394 INVITE',
        'Session-Expires: 1800;refresher=uac',
        'Content-Type: application/sdp',
        '',
        `o=${REAL} 1 1 IN IP4 192.0.2.9`,
        'm=audio 40000 RTP/AVP 8 101',
        'a=rtpmap:101 telephone-event/8000',
      ].join('\r\n'),
    ),
  ).toString();
  t.notMatch(masked, /13800000021|138-0000-0021/);
  for (const part of [
    'sip:+86138****0021',
    '@192.0.2.10:50604;user=phone SIP/2.0',
    'rport=50605',
    'CSeq: 102394 INVITE',
    'Session-Expires: 1800',
    'o=86138****0021 1 1 IN IP4 192.0.2.9',
    'm=audio 40000 RTP/AVP 8 101',
    'a=rtpmap:101 telephone-event/8000',
  ])
    t.ok(masked.includes(part), part);
});

void t.test('a number of service with few digits is masked where numbers stand', async (t) => {
  const masked = withNumbersMasked(
    invite(['P-Asserted-Identity: 95588 <sip:95588@192.0.2.10>', 'Contact: "95588" <sip:ann@192.0.2.10>']),
  ).toString();
  t.notMatch(masked, /95588/);
});

void t.test('what has no number stays as it is, byte for byte', async (t) => {
  const whole = Buffer.from(
    [
      'SIP/2.0 200 OK',
      'Via: SIP/2.0/UDP 192.0.2.10:5060;received=198.51.100.23;branch=z9hG4bKabc',
      'From: "Ann" <sip:ann@192.0.2.10>;tag=a1',
      'To: <sip:bob@192.0.2.1>;tag=b1',
      'CSeq: 314 INVITE',
      'Date: Mon, 30 Nov 2026 14:00:00 GMT',
      'Session-Expires: 1800;refresher=uac',
      'Content-Type: application/sdp',
      `Content-Length: ${SDP.length}`,
      '',
      SDP,
    ].join('\r\n'),
  );
  t.equal(withNumbersMasked(whole), whole);
  t.equal(withoutSecrets(whole), whole);
});

const SECRETS: Readonly<Record<string, Buffer>> = {
  'the answer to a challenge': invite([
    'Authorization: Digest username="carrier-a", realm="x", nonce="n", uri="sip:x", response="S3CRET", algorithm=MD5',
  ]),
  'one without quotes, in another spelling': invite([
    'PROXY-AUTHORIZATION : Digest  Response = S3CRET,realm="x"',
  ]),
  'one whose quotes do not end': invite(['Authorization: Digest realm="x", response="S3CRET']),
  'one that is folded': invite(['Authorization: Digest realm="x",\r\n response="S3CRET"']),
  'a password in clear': invite(['Authorization: Basic S3CRET']),
  'a token': invite(['Authorization: Bearer S3CRET']),
  'the answer of the server': invite(['Authentication-Info: rspauth="S3CRET", qop=auth']),
  'the password of a URI': invite(['Contact: <sip:ann:S3CRET@192.0.2.10>']),
  'a key of SRTP': invite([], `${SDP}a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:S3CRET|2^20|1:4\r\n`),
  'a key in another spelling': invite([], `${SDP}A=CRYPTO:1 AES_CM_128_HMAC_SHA1_80 inline:S3CRET\n`),
  'a second key': invite([], `${SDP}a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc|1:4;inline:S3CRET|2:4\r\n`),
  'a key of an unknown suite': invite([], `${SDP}a=crypto:1 NEW S3CRET\r\n`),
  'a key of MIKEY': invite([], `${SDP}a=key-mgmt:mikey S3CRET\r\n`),
  'a key of the first SDP': invite([], `${SDP}k=clear:S3CRET\r\n`),
  'a password of ICE': invite([], `${SDP}a=ice-pwd:S3CRET\r\n`),
  'a key in a part of a body': invite(
    [],
    `--b\r\n\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:S3CRET`,
    'multipart/mixed',
  ),
  'a message in a body': invite(
    [],
    'INVITE sip:x SIP/2.0\r\nAuthorization: Bearer S3CRET\r\n',
    'message/sipfrag',
  ),
  'a body in an encoding': invite(['Content-Encoding: x-plain'], 'S3CRET'),
  'a part in Base64': invite([], `--b\r\nContent-Transfer-Encoding: base64\r\n\r\nS3CRET`, 'multipart/mixed'),
};

void t.test('no secret is shown to anyone, and no length changes', async (t) => {
  for (const [what, whole] of Object.entries(SECRETS)) {
    const shown = withoutSecrets(whole);
    t.equal(shown.length, whole.length, `${what}: the length stays`);
    t.notMatch(shown.toString(), /S3CRET/, what);
  }
});

void t.test('realm, algorithm and suite stay, for they say why a peer refuses', async (t) => {
  const shown = withoutSecrets(SECRETS['the answer to a challenge'] ?? Buffer.alloc(0)).toString();
  t.match(shown, 'realm="x", nonce="n"');
  t.match(shown, 'algorithm=MD5');
  t.match(
    withoutSecrets(SECRETS['a key of SRTP'] ?? Buffer.alloc(0)).toString(),
    'a=crypto:1 AES_CM_128_HMAC_SHA1_80 ****',
  );
});

void t.test('numbers planted at random are not found again', async () => {
  const number = fc.stringMatching(/^1[3-9][1-9]{9}$/);
  const country = fc.constantFrom('', '+86', '0086', '86');
  const separator = fc.constantFrom('', '-', ' ', '.');
  const place = fc.constantFrom(...Object.keys(PLACES));
  fc.assert(
    fc.property(number, country, separator, place, (digits, code, between, where) => {
      const written = code + [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].join(between);
      const whole = PLACES[where]?.(written) ?? Buffer.alloc(0);
      const masked = withNumbersMasked(withoutSecrets(whole));
      return masked.length === whole.length && !digitsOf(masked).includes(digits);
    }),
    { numRuns: 500 },
  );
});

void t.test('neither function throws or changes the length of any bytes', async () => {
  const piece = fc.constantFrom(
    '\r\n',
    '\n',
    'Authorization: ',
    'Digest ',
    'a=crypto:1 ',
    'sip:',
    '@',
    '"',
    '\\',
    '<',
    '%3',
    '%31',
    '1234567',
    ',',
    'k=',
    'm=',
  );
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 40 });
  fc.assert(
    fc.property(text, (pieces) => {
      const bytes = Buffer.from(pieces.join(''));
      return (
        withNumbersMasked(bytes).length === bytes.length && withoutSecrets(bytes).length === bytes.length
      );
    }),
    { numRuns: 500 },
  );
});

function digitsOf(bytes: Buffer): string {
  return bytes.toString('utf8').normalize('NFKC').replace(/\D/g, '');
}
