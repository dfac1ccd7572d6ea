import t from 'tap';
import {
  createRequest,
  createResponse,
  Headers,
  isRequest,
  MalformedMessage,
} from '../../../../../engine/sipd/stack/parse/message.js';

const FIELDS = [
  ['v', 'SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1'],
  ['v', 'SIP/2.0/UDP 127.0.0.2;branch=z9hG4bK2'],
  ['from', '<sip:a@127.0.0.1>;tag=1'],
  ['to', '<sip:x@127.0.0.1>'],
  ['call-id', 'c1'],
  ['cseq', '1 INVITE'],
] as const;

void t.test('fields are found and replaced by their canonical name, in order', async (t) => {
  const headers = new Headers(FIELDS);
  t.same(headers.getAll('Via').length, 2);
  headers.setFirst('v', 'SIP/2.0/UDP 127.0.0.5');
  t.same(namesOf(headers), ['Via', 'Via', 'From', 'To', 'Call-ID', 'CSeq']);
  t.match(headers.getAll('Via'), [/127\.0\.0\.5$/, /127\.0\.0\.2/]);
  headers.setFirst('Route', '<sip:r;lr>');
  t.same(namesOf(headers), ['Via', 'Via', 'From', 'To', 'Call-ID', 'CSeq', 'Route']);
  t.ok(headers.has('Route'));
  t.notOk(headers.has('Date'));
});

void t.test('no value can carry a line end, no name be anything but a token', async (t) => {
  const headers = new Headers();
  for (const value of ['a\r\nVia: b', 'a\nb', 'a\rb'])
    t.throws(() => headers.setFirst('Subject', value), MalformedMessage);
  for (const name of ['', 'a b', 'a:', 'ü']) t.throws(() => headers.setFirst(name, 'x'), MalformedMessage);
  t.throws(() => createResponse({ status: 200, reason: 'OK\r\nX: y' }), MalformedMessage);
  t.throws(() => createResponse({ status: 99, reason: '' }), MalformedMessage);
  t.throws(() => createRequest({ method: 'IN VITE', uri: 'sip:a@b' }), MalformedMessage);
  t.throws(() => createRequest({ method: 'INVITE', uri: 'sip:a@b SIP/2.0\r\n' }), MalformedMessage);
});

void t.test('structured fields follow a change of their header', async (t) => {
  const request = createRequest({ method: 'INVITE', uri: 'sip:x@127.0.0.1', headers: FIELDS });
  t.ok(isRequest(request));
  t.equal(request.topVia, request.topVia, 'parsed once');
  t.equal(request.topVia.branch, 'z9hG4bK1');
  request.headers.setFirst('Via', 'SIP/2.0/UDP 127.0.0.3;branch=z9hG4bK3');
  t.equal(request.topVia.branch, 'z9hG4bK3');
  request.headers.setFirst('To', '<sip:x@127.0.0.1>;tag=2');
  t.equal(request.to.params.get('tag'), '2');
  t.equal(request.from.params.get('tag'), '1');
  request.headers.setFirst('CSeq', '2 ACK');
  t.same(request.cseq, { number: 2, method: 'ACK' });
  t.equal(request.callId, 'c1');
});

void t.test('missing or malformed parts of our own message are reported', async (t) => {
  const response = createResponse({ status: 180, reason: 'Ringing', headers: [['CSeq', 'one INVITE']] });
  t.throws(() => response.topVia, new TypeError('expected a Via header, found none'));
  t.throws(() => response.cseq, new TypeError('expected a CSeq header, found a malformed one'));
  t.throws(() => response.callId, TypeError);
  t.equal(response.body.length, 0);
});

function namesOf(headers: Headers): string[] {
  return [...headers].map((field) => field.name);
}
