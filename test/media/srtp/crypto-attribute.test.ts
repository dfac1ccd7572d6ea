import t from 'tap';
import { hasCryptoLines, readCryptoLines, writeCryptoLine } from '../../../media/srtp/crypto-attribute.js';

const KEY = 'WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz';
const GCM_KEY = Buffer.alloc(28, 7).toString('base64');
const CM = 'AES_CM_128_HMAC_SHA1_80';

void t.test('lines that peers send', (t) => {
  const read = (line: string) => readCryptoLines([line])[0];
  const key = { keyAndSalt: KEY };
  t.same(read(`crypto:1 ${CM} inline:${KEY}`), { tag: 1, suite: CM, keys: [key] });
  t.same(read(`crypto:1 ${CM} inline:${KEY}|2^20`)?.keys, [key], 'a lifetime');
  t.same(read(`crypto:1 ${CM} inline:${KEY}|1048576`)?.keys, [key], 'in decimal');
  t.same(read(`crypto:1 ${CM} inline:${KEY}|2^20|1:4`)?.keys, [{ ...key, mki: '00000001' }], 'and an MKI');
  t.same(read(`crypto:1 ${CM} inline:${KEY}|1:4`)?.keys, [{ ...key, mki: '00000001' }], 'an MKI alone');
  t.same(read(`crypto:1 ${CM} inline:${KEY}|2^31|258:2 FEC_ORDER=FEC_SRTP WSH=64`)?.keys, [
    { ...key, mki: '0102' },
  ]);
  t.same(
    read(`crypto:2 AES_CM_128_HMAC_SHA1_32 inline:${KEY}|2^20|1:4;inline:${KEY}|2^20|2:4`)?.keys.map(
      ({ mki }) => mki,
    ),
    ['00000001', '00000002'],
  );
  t.equal(read(`crypto:3 AEAD_AES_128_GCM inline:${GCM_KEY}`)?.tag, 3);
  t.equal(read(`crypto:1 aes_cm_128_hmac_sha1_80 INLINE:${KEY}`)?.suite, CM, 'in any case');
  t.equal(read(`crypto:  7   ${CM}   inline:${KEY}  `)?.tag, 7, 'with spaces');
  t.equal(read(`crypto:1 ${CM} inline:${KEY} -UNHEARD_OF=7`)?.tag, 1, 'what may be ignored');
  t.end();
});

void t.test('lines that ask for what is not done, or are malformed, are as if they were not there', (t) => {
  for (const line of [
    `crypto:1 ${CM} inline:${KEY} UNENCRYPTED_SRTP`,
    `crypto:1 ${CM} inline:${KEY} UNENCRYPTED_SRTCP`,
    `crypto:1 ${CM} inline:${KEY} WSH=64 UNAUTHENTICATED_SRTP`,
    `crypto:1 ${CM} inline:${KEY} KDR=4`,
    `crypto:1 ${CM} inline:${KEY} FEC_KEY=inline:${KEY}`,
    `crypto:1 ${CM} inline:${KEY} UNHEARD_OF`,
    `crypto:1 AES_256_CM_HMAC_SHA1_80 inline:${KEY}`,
    `crypto:1 F8_128_HMAC_SHA1_80 inline:${KEY}`,
    `crypto:1 toString inline:${KEY}`,
    `crypto:1 ${CM} inline:${KEY.slice(4)}`,
    `crypto:1 ${CM} inline:${GCM_KEY}`,
    `crypto:1 AEAD_AES_128_GCM inline:${KEY}`,
    `crypto:1 ${CM} inline:`,
    `crypto:1 ${CM} outline:${KEY}`,
    `crypto:1 ${CM} inline:${KEY};inline:${KEY}`,
    `crypto:1 ${CM} inline:${KEY}|1:4;inline:${KEY}|2:2`,
    `crypto:1 ${CM} inline:${KEY}|2^0x`,
    `crypto:1 ${CM} inline:${KEY}|2^49`,
    `crypto:1 ${CM} inline:${KEY}|0`,
    `crypto:1 ${CM} inline:${KEY}|2^20|256:1`,
    `crypto:1 ${CM} inline:${KEY}|2^20|1:0`,
    `crypto:1 ${CM} inline:${KEY}|2^20|1:4|1:4`,
    `crypto:x ${CM} inline:${KEY}`,
    `crypto:${CM} inline:${KEY}`,
    'crypto:',
    'cryptic:1',
  ])
    t.same(readCryptoLines([line]), [], line);
  t.end();
});

void t.test('of several lines those of use are read, in their order, each tag once', (t) => {
  const lines = [
    `crypto:9 AES_256_CM_HMAC_SHA1_80 inline:${KEY}`,
    'sendrecv',
    `crypto:4 AEAD_AES_128_GCM inline:${GCM_KEY}`,
    `crypto:1 ${CM} inline:${KEY}`,
    `crypto:1 AES_CM_128_HMAC_SHA1_32 inline:${KEY}`,
  ];
  t.same(
    readCryptoLines(lines).map(({ tag, suite }) => [tag, suite]),
    [
      [4, 'AEAD_AES_128_GCM'],
      [1, CM],
    ],
  );
  t.ok(hasCryptoLines(lines.slice(0, 1)));
  t.notOk(hasCryptoLines(['rtcp-mux', 'fingerprint:sha-256 00']));
  t.equal(
    readCryptoLines(Array.from({ length: 99 }, (_, tag) => `crypto:${tag} ${CM} inline:${KEY}`)).length,
    16,
  );
  t.end();
});

void t.test('a line is written as it is read', (t) => {
  const line = { tag: 3, suite: CM, keys: [{ keyAndSalt: KEY }] } as const;
  t.equal(writeCryptoLine(line), `a=crypto:3 ${CM} inline:${KEY}\r\n`);
  t.same(readCryptoLines([writeCryptoLine(line).trim().slice(2)]), [line]);
  t.end();
});
