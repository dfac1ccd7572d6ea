import t from 'tap';
import {
  parseCommand,
  type RequestCommand,
  type ResponseCommand,
} from '../../../../engine/sipd/wire/command.js';

void t.test('session commands', (t) => {
  t.same(parse('i|authenticate|cymru|a,b'), { kind: 'authenticate', id: 'i', secret: 'cymru' });
  t.same(parse('i|authenticate|cymru'), { kind: 'authenticate', id: 'i', secret: 'cymru' }, 'tags missing');
  t.same(parse('i|route|invite'), { kind: 'route', id: 'i', verb: 'invite' });
  t.same(parse('i|remove_route|cdr:stop'), { kind: 'remove_route', id: 'i', verb: 'cdr:stop' });
  t.same(parse('i|ping'), { kind: 'ping', id: 'i' });
  t.same(parse('i|proxy|txn|remainInDialog'), { kind: 'proxy', id: 'i' });
  t.end();
});

void t.test('what cannot be read is refused in the words of drachtio-server', (t) => {
  t.match(parse('only-an-id'), { refusal: 'NO|Invalid message format', isFatal: true });
  t.match(parse('i|frobnicate'), { refusal: 'NO|Unknown message type', isFatal: true });
  t.match(parse('i|sip||\r\nSIP/2.0 200 OK\r\n\r\n'), {
    refusal: 'NOK|transaction id missing',
    isFatal: true,
  });
  for (const startLine of [
    '',
    'INVITE',
    'FOO sip:a@b SIP/2.0',
    'INVITE <sip:a@b> SIP/2.0',
    'INVITE  SIP/2.0',
  ]) {
    t.match(parse(`i|sip||\r\n${startLine}\r\n\r\n`), {
      refusal: `NOK|invalid request-uri: ${startLine}`,
      isFatal: false,
    });
  }
  t.match(parse('i|sip|txn|\r\nSIP/2.0 99 Low\r\n\r\n'), { kind: 'refused', isFatal: false });
  t.end();
});

void t.test('a new request, with its next hop', (t) => {
  const { draft, ...command } = parse(
    'i|sip|||sip:127.0.0.1:5070\r\nINVITE sip:1@carrier.example SIP/2.0\r\nfrom: sip:x@localhost\r\nContent-Length: 3\r\n\r\nv=0',
  ) as RequestCommand;
  const nextHop = 'sip:127.0.0.1:5070';
  t.same(command, { kind: 'request', id: 'i', txnId: '', dialogId: '', nextHop, routes: [] });
  t.same(draft, {
    method: 'INVITE',
    uri: 'sip:1@carrier.example',
    headers: [['from', 'sip:x@localhost']],
    body: Buffer.from('v=0'),
  });
  t.end();
});

void t.test('the body is what follows the first empty line, with any Content-Length', (t) => {
  const { draft } = parse(
    'i|sip|txn|\r\nSIP/2.0 200 OK\r\nContent-Length: 2\r\n\r\n你好\r\n\r\nmore',
  ) as ResponseCommand;
  t.equal(draft.body?.toString(), '你好\r\n\r\nmore');
  t.notOk('body' in (parse('i|sip|txn|\r\nSIP/2.0 180 Ringing\r\n\r\n') as ResponseCommand).draft);
  t.notOk('body' in (parse('i|sip|txn|\r\nSIP/2.0 180 Ringing') as ResponseCommand).draft);
  t.end();
});

void t.test('a response tells the method it answers', (t) => {
  const command = parse(
    'i|sip|txn|\r\nSIP/2.0 486 Busy Here\r\nCall-ID: c\r\ncseq: 1 UPDATE\r\n\r\n',
  ) as ResponseCommand;
  t.equal(command.cseqMethod, 'UPDATE');
  t.match(command.draft, { status: 486, reason: 'Busy Here' });
  t.end();
});

void t.test('header lines a client cannot set are dropped', (t) => {
  const lines = [
    'Via: SIP/2.0/UDP evil',
    'v: x',
    'Route: <sip:evil>',
    'record-route: <sip:evil>',
    'RSeq: 1',
    'no colon here',
    'bad name: x',
    ': no name',
    'X-Split: a\rInjected: b',
    'X-Split: a\nInjected: b',
    'X-Folded: one\r\n  two',
    'X-Kept:  kept ',
  ];
  const { draft, routes } = parse(
    `i|sip||\r\nOPTIONS sip:a@b SIP/2.0\r\n${lines.join('\r\n')}\r\n\r\n`,
  ) as RequestCommand;
  t.same(draft.headers, [
    ['X-Folded', 'one two'],
    ['X-Kept', 'kept'],
  ]);
  t.same(routes, ['<sip:evil>'], 'set apart, for a server that takes it');
  t.end();
});

void t.test('a CANCEL keeps its Reason and nothing that identifies', (t) => {
  const { txnId, draft } = parse(
    'i|sip|txn|\r\nCANCEL sip:a@b SIP/2.0\r\nFrom: x\r\nto: x\r\nContact: x\r\nP-Asserted-Identity: x\r\nReason: SIP;cause=200\r\n\r\n',
  ) as RequestCommand;
  t.equal(txnId, 'txn');
  t.same(draft.headers, [['Reason', 'SIP;cause=200']]);
  t.end();
});

function parse(payload: string): ReturnType<typeof parseCommand> {
  return parseCommand(Buffer.from(payload));
}
