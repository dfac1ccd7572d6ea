import t from 'tap';
import { FramingFault, PduFraming } from '../../../../engine/smpp/pdu/pdu-framing.js';

function pdu(length: number, body = '', sequence = 7): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(length, 0);
  header.writeUInt32BE(0x15, 4);
  header.writeUInt32BE(sequence, 12);
  return Buffer.concat([header, Buffer.from(body)]);
}

function all(framing: PduFraming): number[] {
  const lengths = [];
  for (let next = framing.next(); next !== undefined; next = framing.next()) lengths.push(next.length);
  return lengths;
}

void t.test('PDUs are the same however the bytes come', (t) => {
  const bytes = Buffer.concat([pdu(16), pdu(20, 'abcd'), pdu(18, 'xy')]);
  for (let size = 1; size <= bytes.length; size += 1) {
    const framing = new PduFraming();
    const lengths: number[] = [];
    for (let at = 0; at < bytes.length; at += size) {
      framing.push(bytes.subarray(at, at + size));
      lengths.push(...all(framing));
    }
    t.strictSame(lengths, [16, 20, 18], `${size} at a time`);
    t.equal(framing.waiting, 0);
  }
  t.end();
});

void t.test('a length that cannot be is a fault, before anything is kept for it', (t) => {
  for (const length of [0, 1, 4, 15]) {
    const framing = new PduFraming();
    framing.push(pdu(length));
    t.throws(() => framing.next(), { name: 'FramingFault', length, sequence: 0 });
    t.throws(() => framing.next(), FramingFault, 'and stays one');
  }
  for (const length of [80_000, 0x7fffffff, 0xffffffff]) {
    const framing = new PduFraming();
    framing.push(pdu(length).subarray(0, 15));
    t.equal(framing.next(), undefined, 'its sequence number is waited for');
    framing.push(pdu(length).subarray(15));
    t.throws(() => framing.next(), { name: 'FramingFault', length, sequence: 7 });
  }
  t.end();
});
