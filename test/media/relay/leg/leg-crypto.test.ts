/** Keys of a leg that change during the call: what is still read, what is sent, when our SSRC must change. */
import { randomBytes } from 'node:crypto';
import t from 'tap';
import { LegCrypto } from '../../../../media/relay/leg/leg-crypto.js';
import type { LegEncryption } from '../../../../media/srtp/leg-keys.js';
import { ReferenceSrtp } from '../../../support/phones/reference-srtp.js';

const SUITE = 'AES_CM_128_HMAC_SHA1_80';

void t.test('what was sent under the former key is read until the new one is heard', (t) => {
  const crypto = new LegCrypto();
  const [before, after] = [newKeys(), newKeys()];
  crypto.configure(before);
  t.ok(crypto.open(fromPeer(before, 1)));
  crypto.configure(after);
  t.ok(crypto.open(fromPeer(before, 2)), 'on its way when the key changed');
  t.ok(crypto.open(fromPeer(after, 3)));
  t.notOk(crypto.open(fromPeer(before, 4)));
  t.end();
});

void t.test('a key that is taken back goes on, and our SSRC changes with it', (t) => {
  const crypto = new LegCrypto();
  const [before, after] = [newKeys(), newKeys()];
  t.equal(crypto.configure(before), false);
  t.equal(crypto.configure(before), false, 'the same keys change nothing');
  crypto.open(fromPeer(before, 7));
  t.equal(crypto.configure(after), false, 'a new key for a stream that has not wrapped');
  t.equal(crypto.configure(before), true, 'a key that has encrypted packets of this SSRC');
  t.notOk(crypto.open(fromPeer(before, 7)), 'what it has seen it has seen');
  t.ok(crypto.open(fromPeer(before, 8)));
  t.end();
});

void t.test('a new key after a wrap needs a new SSRC: peers do not agree on the rollover counter', (t) => {
  const crypto = new LegCrypto();
  const sent: Buffer[] = [];
  const ports = crypto.around({
    port: 20_000,
    attach: () => undefined,
    connect: () => undefined,
    send: (packet) => void sent.push(packet),
    sendRtcp: (packet) => void sent.push(packet),
  });
  const keys = newKeys();
  crypto.configure(keys);
  for (const sequence of [65_535, 0]) ports.send(plain(sequence));
  const peer = new ReferenceSrtp({ suite: SUITE, inline: keys.sends.keys[0]?.keyAndSalt ?? '' });
  t.ok(peer.open(sent[0] ?? Buffer.alloc(0), 0));
  t.ok(peer.open(sent[1] ?? Buffer.alloc(0), 1));
  ports.send(plain(0));
  t.equal(sent.length, 2, 'nothing is sent twice under one index');
  t.equal(crypto.configure(newKeys()), true);
  t.end();
});

void t.test('in clear again, nothing of the peer is decrypted and nothing encrypted', (t) => {
  const crypto = new LegCrypto();
  const keys = newKeys();
  crypto.configure(keys);
  t.equal(crypto.isOn, true);
  crypto.configure(undefined);
  t.equal(crypto.isOn, false);
  t.equal(crypto.configure(keys), true, 'and back: packets in clear have been sent in between');
  t.end();
});

function newKeys(): LegEncryption {
  const keys = () => [{ keyAndSalt: randomBytes(30).toString('base64') }];
  return { receives: { suite: SUITE, keys: keys() }, sends: { suite: SUITE, keys: keys() } };
}

function plain(sequence: number): Buffer {
  const packet = Buffer.alloc(172, 0xd5);
  packet.writeUInt16BE(0x8008, 0);
  packet.writeUInt16BE(sequence, 2);
  packet.writeUInt32BE(7, 8);
  return packet;
}

function fromPeer({ receives }: LegEncryption, sequence: number): Buffer {
  return new ReferenceSrtp({ suite: SUITE, inline: receives.keys[0]?.keyAndSalt ?? '' }).seal(
    plain(sequence),
  );
}
