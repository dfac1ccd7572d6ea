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

void t.test('SDP is found in every kind of wrapping', (t) => {
  const sdp = `Content-Type: application/sdp\r\n\r\n${SDP}`;
  const other = (type: string, handling = 'optional'): string =>
    `Content-Type: ${type}\r\nContent-Disposition: render;handling=${handling}\r\n\r\nx`;
  const old = 'Content-Type: application/sdp\r\n\r\nv=0\r\no=old 1 1 IN IP4 192.0.2.9\r\n';
  const cases: [name: string, type: string, body: string][] = [
    ['an alternative, the last being the best', 'multipart/alternative;boundary=b', parts('b', old, sdp)],
    [
      'an alternative beside one that is required',
      'multipart/alternative;boundary=b',
      parts('b', sdp, other('a/b', 'required')),
    ],
    [
      'nested',
      'multipart/mixed;boundary=b',
      parts(
        'b',
        other('a/b'),
        `Content-Type: multipart/alternative;\r\n boundary="bb"\r\n\r\n${parts('bb', sdp)}`,
      ),
    ],
    [
      'nested, its boundary being the longer one',
      'multipart/mixed;boundary=b',
      parts('b', `Content-Type: multipart/mixed; boundary=b-1\r\n\r\n${parts('b-1', other('a/b'), sdp)}`),
    ],
    [
      'related, its root named',
      'multipart/related;start="<s@x>";boundary=b',
      parts('b', old, `Content-ID: <s@x>\r\n${sdp}`),
    ],
    ['a boundary of odd characters', `multipart/mixed;boundary="a (b)+c?'/:=."`, parts("a (b)+c?'/:=.", sdp)],
    [
      'spaces behind the delimiters',
      'multipart/mixed; boundary=b',
      parts('b', sdp).replaceAll('--b\r', '--b \t\r'),
    ],
    [
      'a folded, compact head',
      'multipart/mixed; boundary=b',
      parts('b', `c:\r\n application/sdp;version=2\r\nContent-Length: 1\r\n\r\n${SDP}`),
    ],
    [
      'session required',
      'multipart/mixed; boundary=b',
      parts('b', `Content-Disposition: session; handling=required\r\n${sdp}`),
    ],
    [
      'an early session beside it (RFC 3959)',
      'multipart/mixed; boundary=b',
      parts('b', `Content-Disposition: early-session\r\n${old}`, sdp),
    ],
    [
      'an encoding that is none',
      'multipart/mixed; boundary=b',
      parts('b', `Content-Transfer-Encoding: 8bit\r\n${sdp}`),
    ],
    [
      'a part that says nothing of how it is to be handled',
      'multipart/mixed;boundary=b',
      parts('b', sdp, 'Content-Type: a/b\r\n\r\nx'),
    ],
    ['parameters in odd case', 'Application/SDP ; charset="UTF-8"', SDP],
    ['a head of no lines', 'multipart/mixed;boundary=b', parts('b', `\r\n${SDP}`)],
  ];
  for (const [name, type, body] of cases) {
    for (const written of [body, body.replaceAll('\r\n', '\n')]) {
      const carrier = message(written, { 'Content-Type': type });
      t.equal(sdpOf(carrier)?.replace(/\r?\n/g, '|'), 'v=0|o=- 1 1 IN IP4 192.0.2.1|', name);
      t.equal(unreadableBody(carrier), undefined, name);
    }
  }
  t.end();
});

void t.test('a part that must be known and is not is refused, with SDP beside it or without', (t) => {
  const sdp = `Content-Type: application/sdp\r\n\r\n${SDP}`;
  const required =
    'Content-Type: application/x-y\r\nContent-Disposition: render; handling="REQUIRED"\r\n\r\nx';
  const packed = `Content-Type: application/sdp\r\nContent-Transfer-Encoding: base64\r\n\r\ndj0w`;
  const nested = `Content-Type: multipart/mixed;boundary=bb\r\n\r\n${parts('bb', required)}`;
  const cases: [name: string, type: string, body: string, tells: string][] = [
    ['beside SDP', 'multipart/mixed;boundary=b', parts('b', sdp, required), 'Accept'],
    ['deeper', 'multipart/mixed;boundary=b', parts('b', nested, sdp), 'Accept'],
    [
      'alternatives of which none is known',
      'multipart/alternative;boundary=b',
      parts('b', required),
      'Accept',
    ],
    ['no boundary', 'multipart/mixed', parts('b', sdp), 'Accept'],
    ['another boundary', 'multipart/mixed;boundary=c', parts('b', sdp), 'Accept'],
    ['SDP that is packed', 'multipart/mixed;boundary=b', parts('b', packed), 'Accept-Encoding'],
    ['a type that only begins like SDP', 'application/sdp-like', SDP, 'Accept'],
    ['too deep', 'multipart/mixed;boundary=b9', deep(9, sdp), 'Accept'],
  ];
  for (const [name, type, body, tells] of cases) {
    const refused = unreadableBody(message(body, { 'Content-Type': type }));
    t.equal(refused?.status, 415, name);
    t.ok(refused?.headers[tells], name);
  }
  t.end();
});

void t.test('an early session alone is no session, and no reason to refuse', (t) => {
  const carrier = message(SDP, { 'Content-Type': 'application/sdp', 'Content-Disposition': 'early-session' });
  t.equal(sdpOf(carrier), undefined);
  t.equal(unreadableBody(carrier), undefined);
  t.end();
});

function parts(boundary: string, ...each: readonly string[]): string {
  return `${each.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;
}

function deep(levels: number, part: string): string {
  if (levels === 0) return parts('b0', part);
  const inner = `Content-Type: multipart/mixed;boundary=b${levels - 1}\r\n\r\n${deep(levels - 1, part)}`;
  return parts(`b${levels}`, inner);
}
