/** Bodies of SIP messages: the SDP in them, and what is refused. */
import t from 'tap';
import { sdpOf, unreadableBody } from '../../../../engine/ua/headers/sdp-body.js';
import type { SipMessage } from '../../../../engine/ua/transactions/transactions.js';

const SDP = 'v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\n';

function message(body: string, headers: Record<string, string>): SipMessage {
  return { body, header: (name) => headers[name] };
}

function mixed(body: string, boundary = 'b1'): SipMessage {
  return message(body, { 'Content-Type': `multipart/mixed;boundary=${boundary}` });
}

void t.test('SDP is read alone, without a type, and out of many parts', (t) => {
  t.equal(sdpOf(message(SDP, { 'Content-Type': 'application/SDP; charset=utf-8' })), SDP);
  t.equal(sdpOf(message(SDP, {})), SDP);
  const isup =
    '--b1\r\nContent-Type: application/isup\r\nContent-Disposition: signal;handling=required\r\n\r\n\x01\x02';
  const part = `--b1\r\ncontent-type : Application/SDP\r\nContent-Length: 9\r\n\r\n${SDP}`;
  const cases: [name: string, message: SipMessage][] = [
    ['ISUP first', mixed(`${isup}\r\n${part}\r\n--b1--\r\n`)],
    ['SDP first', mixed(`${part}\r\n${isup}\r\n--b1--`)],
    ['no end', mixed(part)],
    ['words before the first part', mixed(`This is SIP-I.\r\n\r\n${part}--b1--`)],
    ['a quoted boundary', mixed(part, '"b1"')],
    ['related parts', message(part, { 'Content-Type': 'Multipart/Related ; Boundary = "b1";type=x' })],
    ['lines that end in LF', mixed(part.replaceAll('\r\n', '\n'))],
  ];
  for (const [name, carrier] of cases) {
    t.match(sdpOf(carrier)?.replace(/\r?\n/g, '|'), /^v=0\|o=- 1 1 IN IP4 192\.0\.2\.1\|/, name);
    t.notMatch(sdpOf(carrier) ?? '', /isup|signal|b1/i, name);
    t.equal(unreadableBody(carrier), undefined, name);
  }
  t.end();
});

void t.test('what cannot be read is refused, unless its sender does without', (t) => {
  const optional =
    '--b1\r\nContent-Type: application/isup\r\nContent-Disposition: signal; handling=optional\r\n\r\nx';
  const refused: [name: string, message: SipMessage, tells: string][] = [
    ['another type', message('x', { 'Content-Type': 'application/isup' }), 'Accept'],
    ['no type', message('x', {}), 'Accept'],
    [
      'required',
      message('x', { 'Content-Type': 'a/b', 'Content-Disposition': 'signal;handling=required' }),
      'Accept',
    ],
    ['no SDP in it', mixed('--b1\r\nContent-Type: application/isup\r\n\r\nx\r\n--b1--'), 'Accept'],
    [
      'packed',
      message(SDP, { 'Content-Type': 'application/sdp', 'Content-Encoding': 'gzip' }),
      'Accept-Encoding',
    ],
  ];
  for (const [name, carrier, tells] of refused) {
    t.equal(unreadableBody(carrier)?.status, 415, name);
    t.ok(unreadableBody(carrier)?.headers[tells], name);
    t.equal(sdpOf(carrier), undefined, name);
  }
  const taken: [name: string, message: SipMessage][] = [
    [
      'optional',
      message('x', { 'Content-Type': 'a/b', 'Content-Disposition': 'render; handling="optional"' }),
    ],
    ['optional parts', mixed(`${optional}\r\n--b1--`)],
    ['nothing', message('', { 'Content-Type': 'application/isup' })],
    ['an empty line', message('\r\n', { 'Content-Type': 'application/isup' })],
  ];
  for (const [name, carrier] of taken) t.equal(unreadableBody(carrier), undefined, name);
  t.end();
});
