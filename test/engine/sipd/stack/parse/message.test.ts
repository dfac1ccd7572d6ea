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

void t.test('fields are found, replaced, added and removed by their canonical name, in order', async (t) => {
  const headers = new Headers(FIELDS);
  t.equal(headers.size, 6);
  t.same(headers.getAll('Via').length, 2);
  headers.append('v', 'SIP/2.0/UDP 127.0.0.3');
  headers.prepend('Via', 'SIP/2.0/UDP 127.0.0.4');
  headers.setFirst('Via', 'SIP/2.0/UDP 127.0.0.5');
  t.same(namesOf(headers), ['Via', 'Via', 'Via', 'Via', 'From', 'To', 'Call-ID', 'CSeq']);
  t.match(headers.get('Via'), /127\.0\.0\.5$/);
  headers.removeFirst('Via');
  t.match(headers.get('Via'), /127\.0\.0\.1:5070/);
  headers.set('via', ' SIP/2.0/UDP only ');
  t.same(headers.getAll('Via'), ['SIP/2.0/UDP only']);
  t.same(namesOf(headers), ['Via', 'From', 'To', 'Call-ID', 'CSeq']);
  headers.remove('Call-ID');
  headers.remove('Call-ID');
  headers.set('Route', '<sip:r;lr>');
  headers.prepend('Date', 'now');
  t.same(namesOf(headers), ['Date', 'Via', 'From', 'To', 'CSeq', 'Route']);
  t.notOk(headers.has('Call-ID'));
});

void t.test('a copy changes by itself', async (t) => {
  const headers = new Headers(FIELDS);
  headers.copy().set('Via', 'SIP/2.0/UDP other');
  t.equal(headers.getAll('Via').length, 2);
});

void t.test('no value can carry a line end, no name be anything but a token', async (t) => {
  const headers = new Headers();
  for (const value of ['a\r\nVia: b', 'a\nb', 'a\rb'])
    t.throws(() => headers.append('Subject', value), MalformedMessage);
  for (const name of ['', 'a b', 'a:', 'ü']) t.throws(() => headers.append(name, 'x'), MalformedMessage);
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
  request.headers.removeFirst('Via');
  t.equal(request.topVia.branch, 'z9hG4bK2');
  request.headers.set('To', '<sip:x@127.0.0.1>;tag=2');
  t.equal(request.to.params.get('tag'), '2');
  t.equal(request.from.params.get('tag'), '1');
  request.headers.set('CSeq', '2 ACK');
  t.same(request.cseq, { number: 2, method: 'ACK' });
  t.equal(request.callId, 'c1');
});

void t.test('what is missing or malformed in a message of our own is told', async (t) => {
  const response = createResponse({ status: 180, reason: 'Ringing', headers: [['CSeq', 'one INVITE']] });
  t.throws(() => response.topVia, new TypeError('expected a Via header, found none'));
  t.throws(() => response.cseq, new TypeError('expected a CSeq header, found a malformed one'));
  t.throws(() => response.callId, TypeError);
  t.equal(response.body.length, 0);
});

function namesOf(headers: Headers): string[] {
  return [...headers].map((field) => field.name);
}
