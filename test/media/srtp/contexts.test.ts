/** One direction of SRTP: order, loss, wrap, replay, several sources, new keys, identifiers of keys. */
import { randomBytes } from 'node:crypto';
import t from 'tap';
import { UNAUTHENTIC } from '../../../media/srtp/packet-cipher.js';
import { SrtpReceiver } from '../../../media/srtp/srtp-receiver.js';
import { SrtpSender } from '../../../media/srtp/srtp-sender.js';
import { SUITES, type KeySet, type SuiteName } from '../../../media/srtp/suites.js';

const NAMES = Object.keys(SUITES) as SuiteName[];

for (const suite of NAMES) {
  void t.test(
    `${suite}: packets are read that come in another order around the wrap of the sequence`,
    (t) => {
      const { seal, open } = pair(newKeys(suite));
      const sealed = [65_533, 65_534, 65_535, 0, 1, 2].map((sequence) => seal(sequence));
      for (const at of [0, 3, 1, 5, 4, 2]) t.equal(open(sealed[at]), `packet ${(65_533 + at) % 65_536}`);
      for (const packet of sealed) t.equal(open(packet), undefined, 'and each only once');
      t.end();
    },
  );

  void t.test(`${suite}: three wraps and gaps of ten minutes are followed`, (t) => {
    const { seal, open } = pair(newKeys(suite));
    for (let index = 20_000; index < 220_000; index += 30_000)
      t.equal(open(seal(index % 65_536)), `packet ${index % 65_536}`);
    t.end();
  });

  void t.test(`${suite}: a packet whose tag is wrong changes nothing`, (t) => {
    const { seal, open } = pair(newKeys(suite));
    const first = seal(40_000);
    const forged = Buffer.from(first);
    forged.writeUInt16BE(10, 2);
    t.equal(open(forged), undefined, 'a stranger cannot move the window, nor the rollover counter');
    t.equal(open(first.subarray(0, first.length - 1)), undefined);
    t.equal(open(first.subarray(0, 20)), undefined);
    t.equal(open(Buffer.from('hello')), undefined);
    t.equal(open(first), 'packet 40000');
    t.end();
  });

  void t.test(`${suite}: nothing is encrypted twice under one index`, (t) => {
    const { seal } = pair(newKeys(suite));
    seal(7);
    t.equal(seal(7).length, 0);
    for (let sequence = 8; sequence < 200; sequence += 1) seal(sequence);
    t.equal(seal(9).length, 0, 'nor what is too old to tell');
    t.end();
  });

  void t.test(`${suite}: each source has its own counter, and a header of any length stays in clear`, (t) => {
    const { seal, open } = pair(newKeys(suite));
    t.equal(open(seal(65_535, 1)), 'packet 65535');
    t.equal(open(seal(0, 1)), 'packet 0');
    t.equal(open(seal(30, 2)), 'packet 30', 'a source that begins has wrapped no time');
    const extended = Buffer.from('9108000100000000000000030000000abede0001aabbccdd', 'hex');
    const packet = Buffer.concat([extended, Buffer.from('payload'), Buffer.alloc(20)]);
    const keys = newKeys(suite);
    const length = new SrtpSender(keys).protect(packet, extended.length + 7);
    t.same(packet.subarray(0, extended.length), extended);
    t.not(packet.toString('latin1', extended.length, extended.length + 7), 'payload');
    t.equal(new SrtpReceiver(keys).unprotect(packet, length), extended.length + 7);
    t.equal(packet.toString('latin1', extended.length, extended.length + 7), 'payload');
    t.end();
  });

  void t.test(`${suite}: reports are read once, and forged ones are not`, (t) => {
    const keys = newKeys(suite);
    const sender = new SrtpSender(keys);
    const receiver = new SrtpReceiver(keys);
    const plain = Buffer.concat([Buffer.from('81c9000700000001', 'hex'), Buffer.alloc(24, 0x55)]);
    const sealed = [0, 1, 2].map(() => {
      const packet = Buffer.concat([plain, Buffer.alloc(24)]);
      return packet.subarray(0, sender.protectReport(packet, plain.length));
    });
    t.not(sealed[0]?.toString('hex'), sealed[1]?.toString('hex'));
    for (const packet of sealed) t.notMatch(packet.toString('hex'), '55'.repeat(24));
    for (const at of [2, 0, 1]) {
      const packet = Buffer.from(sealed[at] ?? '');
      const forged = Buffer.from(packet);
      forged[12] = (forged[12] ?? 0) ^ 1;
      t.equal(receiver.unprotectReport(forged, forged.length), UNAUTHENTIC);
      t.equal(receiver.unprotectReport(Buffer.from(packet), packet.length), plain.length);
      t.equal(receiver.unprotectReport(Buffer.from(packet), packet.length), UNAUTHENTIC);
    }
    for (let length = 0; length < plain.length; length += 1)
      t.equal(receiver.unprotectReport(Buffer.from(plain), length), UNAUTHENTIC);
    t.end();
  });

  void t.test(`${suite}: an identifier of the key in each packet chooses among several`, (t) => {
    const [one, two] = [newKeys(suite), newKeys(suite)];
    const [first] = one.keys;
    const [second] = two.keys;
    if (first === undefined || second === undefined) return t.end();
    const keys = [
      { ...first, mki: '00000001' },
      { ...second, mki: '00000002' },
    ];
    const both = new SrtpReceiver({ suite, keys });
    const only = new SrtpReceiver({ suite, keys: keys.slice(1) });
    const [fromOne, fromTwo] = [pair(one).seal(1), pair(two).seal(2)];
    const behind = SUITES[suite].isAead ? 0 : SUITES[suite].rtpTagBytes;
    const withMki = (packet: Buffer, mki: string): Buffer => {
      const at = packet.length - behind;
      return Buffer.concat([packet.subarray(0, at), Buffer.from(mki, 'hex'), packet.subarray(at)]);
    };
    t.equal(opened(both, withMki(fromOne, '00000001')), 'packet 1');
    t.equal(opened(both, withMki(fromTwo, '00000002')), 'packet 2');
    t.equal(opened(both, withMki(fromTwo, '00000003')), undefined);
    t.equal(opened(only, withMki(fromTwo, '00000002')), 'packet 2');
    t.end();
  });
}

void t.test('new keys begin at the counter the source has had, or at none: peers do both', (t) => {
  const before = newKeys('AES_CM_128_HMAC_SHA1_80');
  const keys = newKeys('AES_CM_128_HMAC_SHA1_80');
  const { seal, receiver } = pair(before);
  for (const sequence of [65_000, 100, 200]) opened(receiver, seal(sequence));
  const going = pair(keys);
  for (const sequence of [65_000, 100]) going.seal(sequence);
  t.equal(opened(new SrtpReceiver(keys, receiver), going.seal(201)), 'packet 201', 'by RFC 3711 3.3.1');
  t.equal(opened(new SrtpReceiver(keys, receiver), pair(keys).seal(201)), 'packet 201', 'as many do');
  t.end();
});

void t.test('a key of the wrong length is refused', (t) => {
  const keyAndSalt = randomBytes(28).toString('base64');
  t.throws(() => new SrtpSender({ suite: 'AES_CM_128_HMAC_SHA1_80', keys: [{ keyAndSalt }] }), TypeError);
  t.throws(() => new SrtpSender({ suite: 'AES_CM_128_HMAC_SHA1_80', keys: [] }), TypeError);
  t.end();
});

void t.test('no number of sources makes a receiver grow', (t) => {
  const { seal, open, receiver } = pair(newKeys('AES_CM_128_HMAC_SHA1_32'));
  for (let ssrc = 1; ssrc < 100; ssrc += 1) open(seal(1, ssrc));
  t.equal(receiver.sources, 16);
  t.end();
});

function newKeys(suite: SuiteName): KeySet {
  const { keyBytes, saltBytes } = SUITES[suite];
  return { suite, keys: [{ keyAndSalt: randomBytes(keyBytes + saltBytes).toString('base64') }] };
}

/** A sender and a receiver with the same keys. `seal` gives an empty packet for what must not be sent. */
function pair(keys: KeySet) {
  const sender = new SrtpSender(keys);
  const receiver = new SrtpReceiver(keys);
  const seal = (sequence: number, ssrc = 7): Buffer => {
    const text = Buffer.from(`packet ${sequence}`);
    const packet = Buffer.concat([
      Buffer.from('8008000000000000', 'hex'),
      Buffer.alloc(4),
      text,
      Buffer.alloc(24),
    ]);
    packet.writeUInt16BE(sequence, 2);
    packet.writeUInt32BE(ssrc, 8);
    return packet.subarray(0, sender.protect(packet, 12 + text.length));
  };
  return {
    seal,
    receiver,
    open: (packet: Buffer | undefined) => opened(receiver, packet ?? Buffer.alloc(0)),
  };
}

/** The text of a packet, which stays as it is; undefined if it is refused. */
function opened(receiver: SrtpReceiver, sealed: Buffer): string | undefined {
  const packet = Buffer.from(sealed);
  const length = receiver.unprotect(packet, packet.length);
  return length === UNAUTHENTIC ? undefined : packet.toString('latin1', 12, length);
}
