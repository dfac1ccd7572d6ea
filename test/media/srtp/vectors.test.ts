/** Published test vectors: RFC 3711 appendix B, RFC 7714 sections 16 and 17, and those of libsrtp's own validation. */
import { createCipheriv } from 'node:crypto';
import t from 'tap';
import { AesCm } from '../../../media/srtp/aes-cm.js';
import { AesGcm } from '../../../media/srtp/aes-gcm.js';
import { derived, deriveKeys } from '../../../media/srtp/key-derivation.js';
import { UNAUTHENTIC } from '../../../media/srtp/packet-cipher.js';
import { SrtpReceiver } from '../../../media/srtp/srtp-receiver.js';
import { SrtpSender } from '../../../media/srtp/srtp-sender.js';
import { SUITES } from '../../../media/srtp/suites.js';

const MASTER_KEY = hex('e1f97a0d3e018be0d64fa32c06de4139');
const MASTER_SALT = hex('0ec675ad498afeebb6960b3aabe6');
const MASTER = { keyAndSalt: Buffer.concat([MASTER_KEY, MASTER_SALT]).toString('base64') };

void t.test('the keys of a session are derived as in RFC 3711 B.3', (t) => {
  t.equal(derived(MASTER_KEY, MASTER_SALT, 0, 16).toString('hex'), 'c61e7a93744f39ee10734afe3ff7a087');
  t.equal(derived(MASTER_KEY, MASTER_SALT, 2, 14).toString('hex'), '30cbbc08863d8c85d49db34a9ae1');
  t.equal(
    derived(MASTER_KEY, MASTER_SALT, 1, 94).toString('hex'),
    'cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbce' +
      'e049646c43d9327ad175578ef72270986371c10c9a369ac2f94a8c5fbcdddc25' +
      '6d6e919a48b610ef17c2041e474035766b68642c59bbfc2f34db60dbdfb2',
  );
  t.end();
});

void t.test('the key stream of counter mode is that of RFC 3711 B.2', (t) => {
  const keys = {
    key: hex('2b7e151628aed2a6abf7158809cf4f3c'),
    salt: hex('f0f1f2f3f4f5f6f7f8f9fafbfcfd'),
    authKey: Buffer.alloc(20),
  };
  const cipher = new AesCm(SUITES.AES_CM_128_HMAC_SHA1_80, { rtp: keys, rtcp: keys });
  const sealed = Buffer.alloc(60_010);
  cipher.sealRtp(sealed, 60_000, 0, 0, 0);
  t.equal(
    sealed.toString('hex', 0, 48),
    'e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab41e95b3bb0a2e8dd477901e4fca894c0',
  );
  const counter = Buffer.concat([keys.salt, Buffer.alloc(2)]);
  const stream = createCipheriv('aes-128-ctr', keys.key, counter).update(Buffer.alloc(60_000));
  t.same(sealed.subarray(0, 60_000), stream, 'also in a packet as long as UDP allows');
  t.end();
});

void t.test('AES-CM with HMAC-SHA1 makes the packets that libsrtp makes', (t) => {
  const rtp = hex(`800f1234decafbadcafebabe${'ab'.repeat(16)}`);
  const sealed = '800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402';
  const sender = new SrtpSender({ suite: 'AES_CM_128_HMAC_SHA1_80', keys: [MASTER] });
  t.equal(protectedBy(sender, rtp), `${sealed}b78d6acc99ea179b8dbb`);
  const short = new SrtpSender({ suite: 'AES_CM_128_HMAC_SHA1_32', keys: [MASTER] });
  t.equal(protectedBy(short, rtp), `${sealed}b78d6acc`, 'the shorter tag is the beginning of the longer');

  const rtcp = hex(`81c8000bcafebabe${'ab'.repeat(16)}`);
  const cipher = new AesCm(SUITES.AES_CM_128_HMAC_SHA1_32, deriveKeys('AES_CM_128_HMAC_SHA1_32', MASTER));
  const report = withRoom(rtcp);
  t.equal(
    report.toString('hex', 0, cipher.sealRtcp(report, rtcp.length, 1)),
    '81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798',
    'RTCP has the long tag in both suites',
  );
  t.end();
});

void t.test('AEAD_AES_128_GCM makes the packets of RFC 7714', (t) => {
  const keys = {
    key: hex('000102030405060708090a0b0c0d0e0f'),
    salt: hex('517569642070726f2071756f'),
    authKey: Buffer.alloc(0),
  };
  const cipher = new AesGcm({ rtp: keys, rtcp: keys });
  const rtp = hex(
    '8040f17b8041f8d35501a0b247616c6c696120657374206f6d6e697320646976' +
      '69736120696e207061727465732074726573',
  );
  const packet = withRoom(rtp);
  const length = cipher.sealRtp(packet, rtp.length, 12, 0x5501a0b2, 0xf17b);
  t.equal(
    packet.toString('hex', 0, length),
    '8040f17b8041f8d35501a0b2f24de3a3fb34de6cacba861c9d7e4bcabe633bd5' +
      '0d294e6f42a5f47a51c7d19b36de3adf8833899d7f27beb16a9152cf765ee4390cce',
  );
  t.equal(cipher.openRtp(packet, length, 12, 0x5501a0b2, 0xf17b), rtp.length);
  t.same(packet.subarray(0, rtp.length), rtp);

  const rtcp = hex(
    '81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61' +
      'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef',
  );
  const report = withRoom(rtcp);
  const sealed = cipher.sealRtcp(report, rtcp.length, 0x5d4);
  t.equal(
    report.toString('hex', 0, sealed),
    '81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32d' +
      'c676a5f1730d6fda4ce09b4686303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4',
  );
  t.equal(cipher.openRtcp(report, sealed), rtcp.length);
  t.same(report.subarray(0, rtcp.length), rtcp);
  t.end();
});

void t.test('AEAD_AES_128_GCM derives its keys as libsrtp does', (t) => {
  const keyAndSalt = hex('000102030405060708090a0b0c0d0e0fa0a1a2a3a4a5a6a7a8a9aaab').toString('base64');
  const sender = new SrtpSender({ suite: 'AEAD_AES_128_GCM', keys: [{ keyAndSalt }] });
  t.equal(
    protectedBy(sender, hex(`800f1234decafbadcafebabe${'ab'.repeat(16)}`)),
    '800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392',
  );
  t.end();
});

void t.test('a packet of libsrtp is read, and not with a bit changed', (t) => {
  const sealed = hex('800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb');
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const receiver = new SrtpReceiver({ suite: 'AES_CM_128_HMAC_SHA1_80', keys: [MASTER] });
    if (receiver.unprotect(changed, changed.length) !== UNAUTHENTIC) t.fail(`bit ${bit} does not matter`);
  }
  const receiver = new SrtpReceiver({ suite: 'AES_CM_128_HMAC_SHA1_80', keys: [MASTER] });
  t.equal(receiver.unprotect(sealed, sealed.length), 28);
  t.equal(sealed.toString('hex', 12, 28), 'ab'.repeat(16));
  t.end();
});

function protectedBy(sender: SrtpSender, packet: Buffer): string {
  const buffer = withRoom(packet);
  return buffer.toString('hex', 0, sender.protect(buffer, packet.length));
}

function withRoom(packet: Buffer): Buffer {
  return Buffer.concat([packet, Buffer.alloc(32)]);
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}
