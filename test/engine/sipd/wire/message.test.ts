import t from 'tap';
import { createRequest, createResponse } from '../../../../engine/sipd/stack/parse/message.js';
import type { Flow } from '../../../../engine/sipd/stack/stack.js';
import { WireMessages, dialogIdOf } from '../../../../engine/sipd/wire/message.js';

const NOON = Date.UTC(2026, 6, 1, 12, 34, 56, 789);
const messages = new WireMessages(() => NOON);
const flow: Flow = {
  transport: 'udp',
  localAddress: '127.0.0.1',
  localPort: 5060,
  remoteAddress: '127.0.0.2',
  remotePort: 5061,
};
const invite = createRequest({
  method: 'INVITE',
  uri: 'sip:b@x',
  headers: [
    ['From', '<sip:a@x>;tag=t1'],
    ['Call-ID', 'c1'],
  ],
  body: Buffer.from('你好'),
});
const text =
  'INVITE sip:b@x SIP/2.0\r\nFrom: <sip:a@x>;tag=t1\r\nCall-ID: c1\r\nContent-Length: 6\r\n\r\n你好';

void t.test('a new request tells where it came in', (t) => {
  t.equal(
    shown(messages.arrived(invite, flow, 99, 'txn', '', true)),
    `ID|sip|network|99|udp|127.0.0.2|5061|12:34:56.789000|txn||127.0.0.1|5060|\r\n${text}`,
  );
  t.end();
});

void t.test('a request or response within a dialog ends with an empty token', (t) => {
  t.equal(
    shown(messages.arrived(invite, flow, 99, 'txn', 'c1;from-tag=t1', false)),
    `ID|sip|network|99|udp|127.0.0.2|5061|12:34:56.789000|txn|c1;from-tag=t1|\r\n${text}`,
  );
  t.end();
});

void t.test('a made-up response has no address, port 0 and no bytes', (t) => {
  const timeout = createResponse({ status: 408, reason: 'Request Timeout' });
  t.equal(
    shown(messages.arrived(timeout, { ...flow, remoteAddress: '', remotePort: 0 }, 0, 'txn', '', false)),
    'ID|sip|network|0|udp||0|12:34:56.789000|txn||\r\nSIP/2.0 408 Request Timeout\r\nContent-Length: 0\r\n\r\n',
  );
  t.end();
});

void t.test('the receipts of requests and responses', (t) => {
  const sent = { message: invite, flow, bytes: 99 };
  t.equal(
    shown(messages.requestSent('id', sent, 'txn')),
    `ID|response|id|OK|application|99|udp|127.0.0.1|5060|12:34:56.789000|txn|Msg sent:|\r\n${text}`,
    'of a request over UDP: the local address',
  );
  t.equal(
    shown(messages.requestSent('id', { ...sent, flow: { ...flow, transport: 'tcp' } }, 'txn')),
    `ID|response|id|OK|application|99|tcp|127.0.0.2|5061|12:34:56.789000|txn|Msg sent:|\r\n${text}`,
    'of a request over TCP: the remote one',
  );
  t.equal(
    shown(messages.responseSent('id', sent, 'txn', 'c1;from-tag=t1')),
    `ID|response|id|OK|application|99|udp|127.0.0.2|5061|12:34:56.789000|txn|c1;from-tag=t1||Msg sent:|\r\n${text}`,
  );
  t.equal(shown(messages.receipt('id', 'OK|pong')), 'ID|response|id|OK|pong');
  t.end();
});

void t.test('a request of the server itself is unsolicited, from the application', (t) => {
  t.equal(
    shown(messages.unsolicited({ message: invite, flow, bytes: 99 }, 'dialog')),
    `ID|sip|application|99|udp|127.0.0.1|5060|12:34:56.789000|unsolicited|dialog|\r\n${text}`,
  );
  t.end();
});

void t.test('call detail events', (t) => {
  t.equal(
    shown(messages.cdr('cdr:attempt', 'network', undefined, invite)),
    `ID|cdr:attempt|network|12:34:56.789000\r\n${text}`,
  );
  t.equal(
    shown(messages.cdr('cdr:start', 'application', 'uas', invite)),
    `ID|cdr:start|application|12:34:56.789000|uas\r\n${text}`,
  );
  t.end();
});

void t.test('ids have the shape of a uuid v4 and differ', (t) => {
  const ids = Array.from({ length: 1000 }, () => messages.nextId());
  t.equal(new Set(ids).size, 1000);
  for (const id of ids.slice(0, 20)) {
    t.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  t.end();
});

void t.test('the time of day follows the clock across seconds', (t) => {
  let now = NOON;
  const moving = new WireMessages(() => now);
  t.equal(moving.time(), '12:34:56.789000');
  now += 215.5;
  t.equal(moving.time(), '12:34:57.004000');
  t.end();
});

void t.test('the dialog id is Call-ID and From tag', (t) => {
  t.equal(dialogIdOf(invite), 'c1;from-tag=t1');
  t.end();
});

/** With the server's own id left out. */
function shown(payload: string): string {
  return payload.replace(/^[0-9a-f-]{36}/, 'ID');
}
