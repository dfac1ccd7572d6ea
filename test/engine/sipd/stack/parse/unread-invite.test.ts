/** INVITEs that are refused from their bytes: what is read of them, and what is left to the parser. */
import t from 'tap';
import { readUnreadInvite } from '../../../../../engine/sipd/stack/parse/unread-invite.js';

const USUAL = [
  'INVITE sip:+8617100000001@127.0.0.1 SIP/2.0',
  'Via: SIP/2.0/UDP 127.0.0.2:5070;branch=z9hG4bK-1;rport',
  'Via: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK-0',
  'From: "A; tag=no" <sip:+8613800000021@127.0.0.2>;tag=a1',
  'To: <sip:+8617100000001@127.0.0.1>',
  'Call-ID: call-1@127.0.0.2',
  'CSeq: 1 INVITE',
  'Contact: <sip:127.0.0.2:5070>',
  'P-Asserted-Identity: <sip:+8613800000021@127.0.0.2>',
  'Content-Length: 0',
];

const bytesOf = (lines: readonly string[], end = '\r\n'): Buffer =>
  Buffer.from(lines.join(end) + end + end, 'latin1');
const read = (lines: readonly string[], end?: string): ReturnType<typeof readUnreadInvite> =>
  readUnreadInvite(bytesOf(lines, end));
const replaced = (name: string, line: string): string[] =>
  USUAL.flatMap((one) => (one.startsWith(`${name}:`) ? line : one));

const EXPECTED = {
  via: { host: '127.0.0.2', port: 5070, branch: 'z9hG4bK-1' },
  vias: ['SIP/2.0/UDP 127.0.0.2:5070;branch=z9hG4bK-1;rport', 'SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK-0'],
  from: '"A; tag=no" <sip:+8613800000021@127.0.0.2>;tag=a1',
  to: '<sip:+8617100000001@127.0.0.1>',
  callId: 'call-1@127.0.0.2',
  cseq: '1 INVITE',
};

void t.test('the fields that a response repeats, however they are written', (t) => {
  const long = { Via: 'v', From: 'f', To: 't', 'Call-ID': 'i' } as const;
  const spelled = (spell: (name: string) => string): string[] =>
    USUAL.map((line, at) => (at === 0 ? line : line.replace(/^[\w-]+/, spell)));
  for (const [title, lines] of [
    ['as usual', USUAL],
    ['compact', spelled((name) => long[name as keyof typeof long] ?? name)],
    ['upper case', spelled((name) => name.toUpperCase())],
    ['lower case', spelled((name) => name.toLowerCase())],
    ['spaces before the colon', spelled((name) => `${name} \t`)],
    ['no space after it', USUAL.map((line) => line.replace(': ', ':'))],
    ['folded', USUAL.map((line, at) => (at === 0 ? line : line.replace(': ', ':\r\n\t ')))],
    ['in another order', [USUAL[0] ?? '', ...USUAL.slice(1, 3), ...USUAL.slice(3).reverse()]],
    ['with a line that is none', [...USUAL, 'cello without a colon']],
  ] as const)
    t.match(read(lines), EXPECTED, title);
  t.end();
});

void t.test('bytes beyond ASCII come back as they were', (t) => {
  const invite = read(replaced('From', 'From: "\xe4\xb8\xad\xff" <sip:a@127.0.0.2>;tag=a1'));
  t.equal(invite?.from, '"\xe4\xb8\xad\xff" <sip:a@127.0.0.2>;tag=a1');
  t.end();
});

void t.test('a long head may be read as far as it matters, and its body is not looked at', (t) => {
  const head = bytesOf(USUAL);
  t.match(readUnreadInvite(Buffer.concat([head, Buffer.alloc(20_000, 'To: <sip:x>;tag=y\r\n')])), EXPECTED);
  t.equal(read([...USUAL, `X: ${'x'.repeat(9000)}`]), undefined);
  t.end();
});

void t.test('what is no new INVITE, or unusual, is left to the parser', (t) => {
  for (const [title, lines] of [
    ['a To tag', replaced('To', 'To: <sip:x@127.0.0.1>;tag=b1')],
    ['a To tag, folded and in capitals', replaced('To', 'To: <sip:x@127.0.0.1>\r\n ; TAG = b1')],
    ['a To tag in the compact form', replaced('To', 't: <sip:x@127.0.0.1>;tag=b1')],
    ['two To', [...USUAL, 'To: <sip:x@127.0.0.1>;tag=b1']],
    ['two compact To', [...USUAL, 't: <sip:x@127.0.0.1>;tag=b1']],
    ['no From', replaced('From', 'X: y')],
    ['no From tag', replaced('From', 'From: <sip:a@127.0.0.2>')],
    ['two Call-IDs', [...USUAL, 'i: other']],
    ['a Call-ID with a space', replaced('Call-ID', 'Call-ID: a b')],
    ['another method in CSeq', replaced('CSeq', 'CSeq: 1 BYE')],
    ['a CSeq without number', replaced('CSeq', 'CSeq: INVITE')],
    ['no Via', USUAL.filter((line) => !line.startsWith('Via'))],
    ['a list of Vias', replaced('Via', 'Via: SIP/2.0/UDP 127.0.0.2;branch=z9hG4bK-1, SIP/2.0/UDP 192.0.2.7')],
    ['a branch of RFC 2543', replaced('Via', 'Via: SIP/2.0/UDP 127.0.0.2;branch=1')],
    ['a Via without a host', replaced('Via', 'Via: SIP/2.0/UDP ;branch=z9hG4bK-1')],
    ['a control character', replaced('From', 'From: <sip:a@127.0.0.2>\0;tag=a1')],
    ['a CR by itself', replaced('To', 'To: <sip:x@127.0.0.1>\r;tag=b1')],
    ['another version', ['INVITE sip:x@127.0.0.1 SIP/3.0', ...USUAL.slice(1)]],
    ['an OPTIONS', ['OPTIONS sip:x@127.0.0.1 SIP/2.0', ...USUAL.slice(1)]],
    ['a response', ['SIP/2.0 200 OK', ...USUAL.slice(1)]],
    ['a method in small letters', ['invite sip:x@127.0.0.1 SIP/2.0', ...USUAL.slice(1)]],
  ] as const)
    t.equal(read(lines), undefined, title);
  t.equal(read(USUAL, '\n'), undefined, 'lines that end with LF');
  t.equal(readUnreadInvite(bytesOf(USUAL).subarray(0, 300)), undefined, 'half of one');
  t.equal(read([...USUAL.slice(0, -1), 'X: y\nt: <sip:x@127.0.0.1>;tag=b1']), undefined, 'mixed line ends');
  for (const bytes of ['', 'INVITE', 'INVITE ', 'INVITE \r\n\r\n', '\r\n\r\n'])
    t.equal(readUnreadInvite(Buffer.from(bytes)), undefined);
  t.end();
});
