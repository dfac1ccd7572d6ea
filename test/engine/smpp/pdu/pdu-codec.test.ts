import fc from 'fast-check';
import t from 'tap';
import { PduFault, readPdu, writePdu } from '../../../../engine/smpp/pdu/pdu-codec.js';

/** A PDU by its octets, with the length that they have. */
function pdu(id: number, body: Buffer, status = 0): Buffer {
  const octets = Buffer.concat([Buffer.alloc(16), body]);
  octets.writeUInt32BE(octets.length, 0);
  octets.writeUInt32BE(id, 4);
  octets.writeUInt32BE(status, 8);
  octets.writeUInt32BE(42, 12);
  return octets;
}

const DELIVER_SM = 5;

/** The mandatory part of a deliver_sm from 13900000001 to 17100000001, up to sm_length. */
const UP_TO_TEXT = Buffer.concat([
  Buffer.from('\0\x01\x0113900000001\0\x01\x0117100000001\0'),
  Buffer.from([0, 0, 0, 0, 0, 0, 0, 8, 0]),
]);

const text = (...octets: number[]): Buffer => Buffer.concat([UP_TO_TEXT, Buffer.from(octets)]);

function statusOf(octets: Buffer): number | undefined {
  try {
    readPdu(octets);
    return undefined;
  } catch (error) {
    if (!(error instanceof PduFault)) throw error;
    t.equal(error.header.sequence, 42);
    t.equal(error.header.command, 'deliver_sm');
    return error.status;
  }
}

void t.test('a deliver_sm is read field by field, and its text as octets', (t) => {
  const { command, isResponse, sequence, fields } = readPdu(pdu(DELIVER_SM, text(4, 0x4f, 0x60, 0x59, 0x7d)));
  t.strictSame([command, isResponse, sequence], ['deliver_sm', false, 42]);
  t.equal(fields.strings.get('source_addr'), '13900000001');
  t.equal(fields.numbers.get('source_addr_ton'), 1);
  t.equal(fields.strings.get('destination_addr'), '17100000001');
  t.equal(fields.numbers.get('data_coding'), 8);
  t.equal(fields.shortMessage?.toString('hex'), '4f60597d');
  t.end();
});

void t.test('a body that is cut off at any place is a fault with its status', (t) => {
  const whole = pdu(DELIVER_SM, text(2, 0x4f, 0x60));
  for (let length = 16; length < whole.length; length += 1) {
    const cut = Buffer.from(whole.subarray(0, length));
    cut.writeUInt32BE(length, 0);
    // From sm_length on it is the text that is too short.
    t.equal(statusOf(cut), length > whole.length - 3 ? 0x01 : 0x02, `${length} octets`);
  }
  t.end();
});

void t.test(
  'TLVs: the known ones are read, others are left out, and one that is too long is a fault',
  (t) => {
    const tlv = (tag: number, length: number, value: number[]): number[] => [
      tag >> 8,
      tag & 255,
      0,
      length,
      ...value,
    ];
    const known = readPdu(pdu(DELIVER_SM, text(0, ...tlv(0x0424, 2, [1, 2]), ...tlv(0x0381, 3, [1, 1, 49]))));
    t.strictSame([...known.fields.tlvs.keys()], ['message_payload']);
    t.equal(statusOf(pdu(DELIVER_SM, text(0, ...tlv(0x0424, 9, [1])))), 0xc0);
    t.equal(statusOf(pdu(DELIVER_SM, text(0, ...tlv(0x1400, 9, [1])))), 0xc0);
    t.equal(statusOf(pdu(DELIVER_SM, text(0, 0, 0, 0))), undefined, 'padding is none');
    // Each of these throws in the reader of the package: an empty callback_num, and a time that is none.
    t.equal(statusOf(pdu(DELIVER_SM, text(0, ...tlv(0x0381, 0, [])))), undefined);
    t.equal(
      statusOf(pdu(DELIVER_SM, Buffer.from('\0\0\0\0\0\0\0\0\0\x00R\x00\0\0\0\0\0\0', 'latin1'))),
      undefined,
    );
    t.end();
  },
);

void t.test('a response may have no body, or less of one; another command has none', (t) => {
  t.equal(readPdu(pdu(0x80000004, Buffer.alloc(0), 0x58)).status, 0x58);
  t.equal(readPdu(pdu(0x80000004, Buffer.alloc(0))).fields.strings.get('message_id'), undefined);
  t.equal(readPdu(pdu(0x80000009, Buffer.from('smsc\0'))).fields.strings.get('system_id'), 'smsc');
  const unended = readPdu(pdu(0x80000004, Buffer.from('4711')));
  t.equal(unended.fields.strings.get('message_id'), '4711', 'its string need not end');
  const unknown = readPdu(pdu(0x00001234, Buffer.from('anything')));
  t.strictSame([unknown.command, unknown.isResponse], [undefined, false]);
  t.end();
});

void t.test('a string that would end early, and so change the fields behind it, is not written', (t) => {
  t.throws(() => writePdu('submit_sm', 1, { source_addr: '1\0\0\0' }), TypeError);
  t.throws(() => writePdu('bind_transceiver', 1, { password: 'gehe\u00efm' }), TypeError);
  t.end();
});

void t.test('any octets are read or refused: nothing else is thrown', (t) => {
  const ids = fc.constantFrom(
    5,
    0x103,
    0x80000004,
    0x80000009,
    0x15,
    0x6,
    0x21,
    0x112,
    0x80000000,
    0x102,
    0x77,
  );
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 60 }).map((tail) => text(0, ...tail)),
  );
  fc.assert(
    fc.property(ids, body, (id, octets) => {
      try {
        readPdu(pdu(id, Buffer.from(octets)));
      } catch (error) {
        return error instanceof PduFault;
      }
      return true;
    }),
    { numRuns: 2000 },
  );
  t.end();
});
