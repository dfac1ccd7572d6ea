import t from 'tap';
import { canonicalId, sentId } from '../../../engine/smpp/message-id.js';
import { readPdu, writePdu, type OwnFields } from '../../../engine/smpp/pdu/pdu-codec.js';
import { readReceipt, typeOf } from '../../../engine/smpp/receipt.js';

const deliver = (fields: OwnFields) =>
  readPdu(writePdu('deliver_sm', 1, { data_coding: 0, short_message: Buffer.alloc(0), ...fields }));

void t.test('receipts and acknowledgements are no messages', (t) => {
  const types = [
    [{ esm_class: 0 }, 'message'],
    [{ esm_class: 0x40 }, 'message'],
    [{ esm_class: 0x80 }, 'message'],
    [{ esm_class: 0x04 }, 'receipt'],
    [{ esm_class: 0x44 }, 'receipt'],
    [{ esm_class: 0x20 }, 'receipt'],
    [{ esm_class: 0, receipted_message_id: '17' }, 'receipt'],
    [{ esm_class: 0x08 }, 'acknowledgement'],
    [{ esm_class: 0x10 }, 'acknowledgement'],
    [{ esm_class: 0x18 }, 'acknowledgement'],
  ] as const;
  for (const [fields, type] of types) t.equal(typeOf(deliver(fields)), type, JSON.stringify(fields));
  t.equal(
    typeOf(deliver({ short_message: Buffer.from('id:1 stat:DELIVRD') })),
    'message',
    'a person can write so',
  );
  t.end();
});

void t.test('a receipt is read from its text, in every form', (t) => {
  const texts = [
    [
      'id:0000123ABC sub:001 dlvrd:001 submit date:2611300101 done date:2611300102 stat:DELIVRD err:000 text:hello',
      '0000123ABC delivered 000',
    ],
    [
      'id:17 sub:1 dlvrd:0 submit date:1 done date:2 stat:UNDELIV err:1A Text:stat:DELIVRD',
      '17 undeliverable 1A',
    ],
    ['id: c6-77 stat: EXPIRED', 'c6-77 expired undefined'],
    ['ID:5 STAT:REJECTD ERR:069', '5 rejected 069'],
    ['id:5 stat:ACCEPTD', '5 enroute undefined'],
    ['id:5 stat:ENROUTE', '5 enroute undefined'],
    ['id:5 stat:DELETED', '5 deleted undefined'],
    ['id:5 stat:FAILED', '5 undeliverable undefined'],
    ['id:5 stat:UNKNOWN', '5 unknown undefined'],
    ['id:5', '5 unknown undefined'],
  ] as const;
  for (const [text, expected] of texts) {
    const receipt = readReceipt(deliver({ esm_class: 4, short_message: Buffer.from(text) }));
    t.equal(`${receipt?.id} ${receipt?.state} ${receipt?.code}`, expected, text);
  }
  t.equal(readReceipt(deliver({ esm_class: 4, short_message: Buffer.from('done') })), undefined);
  t.end();
});

void t.test('TLVs count before the text', (t) => {
  const receipt = readReceipt(
    deliver({
      esm_class: 4,
      short_message: Buffer.from('id:1 stat:UNDELIV err:001'),
      receipted_message_id: 'AB12',
      message_state: 2,
      network_error_code: Buffer.from([3, 0, 69]),
    }),
  );
  t.strictSame(receipt, { id: 'AB12', state: 'delivered', code: '3:69' });
  const states = ['unknown', 'enroute', 'delivered', 'expired', 'deleted', 'undeliverable', 'enroute'];
  states.push('unknown', 'rejected', 'undeliverable', 'unknown');
  for (const [message_state, state] of states.entries())
    t.equal(readReceipt(deliver({ esm_class: 4, receipted_message_id: '1', message_state }))?.state, state);
  const payload = Buffer.from('id:9 stat:DELIVRD err:000');
  t.equal(readReceipt(deliver({ esm_class: 4, message_payload: payload }))?.id, '9');
  t.end();
});

void t.test('an id is the same in the answer and in the receipt, in whichever form', (t) => {
  const pairs = [
    ['same', '17', '17'],
    ['same', '0000002f', '2F'],
    ['same', 'Msg-0001', 'Msg-0001'],
    ['same', '0', '000'],
    ['hexadecimal', '7FFFFFFF', '2147483647'],
    ['hexadecimal', '0000ab', '00000000171'],
    ['hexadecimal', 'not-hex', 'not-hex'],
    ['decimal', '2147483647', '7fffffff'],
    ['decimal', '12345678901234567890', 'ab54a98ceb1f0ad2'],
  ] as const;
  for (const [ids, written, receipt] of pairs) t.equal(sentId(written, ids), canonicalId(receipt), written);
  t.not(canonicalId('aXb'), canonicalId('AxB'), 'what is no number is left as it is');
  t.end();
});
