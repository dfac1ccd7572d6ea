import t from 'tap';
import { parseMessage } from '../../../../../engine/sipd/stack/parse/parse-message.js';
import { serialize } from '../../../../../engine/sipd/stack/parse/serialize.js';
import { sip } from '../sip-text.js';

const INVITE = sip(`
INVITE sip:+8613800000021@127.0.0.1:5060;transport=udp SIP/2.0
Via: SIP/2.0/UDP 127.0.0.2:5070;branch=z9hG4bK-1;rport
v: SIP/2.0/TCP [2001:db8::9], SIP/2.0/UDP c.example:5090;branch=z9hG4bK-2
Max-Forwards: 70
f: "Anna \\"A\\" Lee" <sip:+8613700000001@127.0.0.2;user=phone>;tag=a1
t: <sip:+8613800000021@127.0.0.1>
i: call-1@127.0.0.2
CSeq: 4711 INVITE
m: <sip:127.0.0.2:5070>
x-lower: kept
my-other: re-cased
Subject: folded
 over two lines
c: application/sdp
l: 5

v=0
`);

void t.test('an INVITE is parsed, compact names, lists of Via and folded lines included', async (t) => {
  const result = parseMessage(INVITE);
  if (result.kind !== 'message' || result.message.kind !== 'request') return t.fail('not a request');
  const { message } = result;
  t.equal(message.method, 'INVITE');
  t.equal(message.uri, 'sip:+8613800000021@127.0.0.1:5060;transport=udp');
  t.match(message.topVia, { transport: 'UDP', host: '127.0.0.2', port: 5070, branch: 'z9hG4bK-1' });
  t.equal(message.headers.getAll('Via').length, 3);
  t.match(message.from, { displayName: 'Anna "A" Lee', uri: 'sip:+8613700000001@127.0.0.2;user=phone' });
  t.equal(message.from.params.get('tag'), 'a1');
  t.equal(message.to.params.size, 0);
  t.equal(message.callId, 'call-1@127.0.0.2');
  t.same(message.cseq, { number: 4711, method: 'INVITE' });
  t.equal(message.headers.get('x-lower'), 'kept');
  t.equal(message.headers.get('My-Other'), 're-cased');
  t.match(message.headers.get('Subject'), /^folded +over two lines$/);
  t.equal(message.body.toString(), 'v=0\r\n');
  t.equal(result.consumed, INVITE.length);
});

void t.test('what was serialised parses to the same message', async (t) => {
  const first = parseMessage(INVITE);
  if (first.kind !== 'message') return t.fail(first.kind);
  const second = parseMessage(serialize(first.message));
  if (second.kind !== 'message') return t.fail(second.kind);
  t.same([...second.message.headers], [...first.message.headers]);
  t.same(second.message.body, first.message.body);
});
