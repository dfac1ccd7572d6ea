import t from 'tap';
import { completeResponse } from '../../../../../engine/sipd/stack/transaction/complete-response.js';
import { detached, bytesOf, readText } from '../../../../../engine/sipd/stack/parse/header-text.js';
import { parseMessage } from '../../../../../engine/sipd/stack/parse/parse-message.js';
import { serialize } from '../../../../../engine/sipd/stack/parse/serialize.js';
import { sip } from '../sip-text.js';

/** 张 in GBK, and the two bytes of a Big5 character whose second is that of a backslash, right before the quote. */
const NAMES: readonly [charset: string, bytes: Buffer][] = [
  ['GBK', Buffer.from([0xd5, 0xc5])],
  ['Big5', Buffer.from([0xa5, 0x5c])],
  ['latin-1', Buffer.from('Jürgen', 'latin1')],
  ['UTF-8', Buffer.from('张三 😀')],
  ['UTF-8 and bytes that are none', Buffer.from([...Buffer.from('张'), 0xff, 0xc3])],
  ['U+FFFD itself', Buffer.from('\ufffd')],
];

for (const [charset, name] of NAMES) {
  void t.test(`a name in ${charset} is read past, and sent back as it was`, async (t) => {
    for (const quote of ['"', '']) {
      const from = Buffer.concat([
        Buffer.from(quote),
        name,
        Buffer.from(`${quote} <sip:+8613800000021@h>;tag=a1`),
      ]);
      const result = parseMessage(inviteFrom(from));
      if (result.kind !== 'message' || result.message.kind !== 'request')
        return t.fail(JSON.stringify(result));
      const { message } = result;
      t.match(message.from, { uri: 'sip:+8613800000021@h' });
      t.equal(message.from.params.get('tag'), 'a1');
      t.ok(serialize(message).includes(from));
      const parts = { toTag: 'b1', sentBy: 'h', isDialogForming: true, defaults: [] };
      const response = completeResponse(message, { status: 200, headers: [], body: Buffer.from('x') }, parts);
      t.ok(serialize(response).includes(Buffer.concat([Buffer.from('From: '), from, Buffer.from('\r\n')])));
      t.same(bytesOf(detached(message.headers.get('From') ?? '')), from, 'a dialog keeps it as it was');
    }
  });
}

void t.test('text and bytes are the same thing in both directions', async (t) => {
  const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  t.same(bytesOf(readText(all, 0, 256)), all);
  t.equal(readText(Buffer.from('张三'), 0, 6), '张三');
  t.same(bytesOf('a😀b'), Buffer.from('a😀b'));
});

function inviteFrom(from: Buffer): Buffer {
  const [head = '', rest = ''] = sip(`
INVITE sip:+8617100000009@h SIP/2.0
Via: SIP/2.0/UDP h;branch=z9hG4bK1
From: HERE
To: <sip:+8617100000009@h>
Call-ID: c1
CSeq: 1 INVITE
Content-Length: 0
`)
    .toString()
    .split('HERE');
  return Buffer.concat([Buffer.from(head), from, Buffer.from(rest)]);
}
