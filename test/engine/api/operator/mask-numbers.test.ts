import t from 'tap';
import { maskNumbers } from '../../../../engine/api/operator/mask-numbers.js';

const binding = { x: '+8675500000001', a: '+8613800000021', b: '+86755280001234', callbackNum: undefined };

function seen(userData: unknown, more: object = {}): unknown {
  return (maskNumbers({ ...binding, ...more, userData }, false) as { userData?: unknown }).userData;
}

void t.test('numbers with their country code are masked wherever they stand', async (t) => {
  const value = {
    a: '+8613800000021',
    list: [{ text: 'from +8675500000001 on' }],
    count: 8613800000021,
    no: null,
  };
  t.same(maskNumbers(value), {
    a: '+86138****0021',
    list: [{ text: 'from +86755****0001 on' }],
    count: 8613800000021,
    no: null,
  });
});

void t.test('what is masked already is not masked again, and nothing hides behind it', async (t) => {
  for (const [text, shown] of [
    ['+86138****0021 has a pair on X', '+86138****0021 has a pair on X'],
    ['+8675500****0001, +8613800000021', '+8675500****0001, +86138****0021'],
    ['+8613800000021****0021', '+86138****0021****0021'],
    ['+86138****00213800000021', '+*********00213800000021'],
  ] as const)
    t.equal(maskNumbers(text), shown);
});

void t.test('userData is hidden by default, at any depth', async (t) => {
  t.same(maskNumbers({ items: [{ userData: 'order 7', mode: 'AX' }] }), { items: [{ mode: 'AX' }] });
});

void t.test('the text of a short message is for its application alone', async (t) => {
  const notice = { message: { smsEvent: { calling: '+8613800000021', smsContent: '我的号码 13900000022' } } };
  for (const hidesUserData of [true, false])
    t.same(maskNumbers(notice, hidesUserData), { message: { smsEvent: { calling: '+86138****0021' } } });
});

void t.test('shown, it has no digit if it contains a number of the binding, in any form', async (t) => {
  for (const form of [
    '+8613800000021',
    '8613800000021',
    '008613800000021',
    '13800000021',
    '138 0000 0021',
    '138-0000-0021',
    '138.0000.0021',
    '(138) 0000/0021',
    'A=138_0000_0021&order=77',
    '１３８００００００２１',
    '1:3:8:0:0:0:0:0:0:2:1',
    '075528000123 4',
    '28000 1234',
    '75500000001',
  ])
    t.notMatch(seen(form), /\d/, form);
  t.equal(seen('order 77 of 13800000021'), 'order ** of ***********');
  for (const form of ['13800000021', '{"tel":"+8613800000021"}', '0755-28000-1234'])
    t.equal(seen(Buffer.from(form).toString('base64')), '********', `${form} in Base64`);
});

void t.test('numbers of its parts and its call-back are known too', async (t) => {
  t.equal(seen('13900000033', { parts: [{ y: '+8617000000009', b: '+8613900000033' }] }), '***********');
  t.equal(seen('13900000034', { callbackNum: '+8613900000034' }), '***********');
});

void t.test('what is no number of the binding stays, but for numbers with their country code', async (t) => {
  for (const text of ['order 77', '', 'b3JkZXItNw==', '2026-11-29 12:00', 'order-7', '13900000099'])
    t.equal(seen(text), text);
  t.equal(seen('for +8613900000099'), 'for +86139****0099');
  t.equal(seen({ odd: 1 }), undefined, 'what is no text is not shown');
});
