/** The captured messages of a call as the SIP process gives them: A calls X, B is rung, answers, and A hangs up. */
import type { CapturedLeg, CapturedMessage } from '../../../engine/ladder/captured-call.js';

export const CAPTURED_A = '+8613800000021';
export const CAPTURED_B = '+8613900000022';
const X = '+8617100000001';

const SDP = [
  'v=0',
  `o=${CAPTURED_A} 1 1 IN IP4 127.0.0.2`,
  's=-',
  'c=IN IP4 127.0.0.2',
  't=0 0',
  'm=audio 4000 RTP/AVP 8',
  'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0a2V5',
  '',
].join('\r\n');

const START = Date.UTC(2026, 10, 30, 12, 0, 0);

export const capturedCall: readonly CapturedLeg[] = [
  {
    side: 'caller',
    left: 0,
    messages: [
      message(0, 'in', 2, `INVITE sip:${X}@127.0.0.1 SIP/2.0`, '1 INVITE', SDP, [
        'Proxy-Authorization: Digest username="carrier-a", realm="x", response="0a1b2c"',
      ]),
      message(1, 'out', 2, 'SIP/2.0 100 Trying', '1 INVITE'),
      message(4, 'out', 2, 'SIP/2.0 180 Ringing', '1 INVITE'),
      message(6, 'out', 2, 'SIP/2.0 200 OK', '1 INVITE', SDP),
      message(8, 'out', 2, 'SIP/2.0 200 OK', '1 INVITE', SDP),
      message(9, 'in', 2, 'ACK sip:127.0.0.1 SIP/2.0', '1 ACK'),
    ],
  },
  {
    side: 'callee',
    left: 0,
    messages: [
      message(2, 'out', 3, `INVITE sip:${CAPTURED_B}@127.0.0.3 SIP/2.0`, '7 INVITE', SDP),
      message(3, 'in', 3, 'SIP/2.0 180 Ringing', '7 INVITE'),
      message(5, 'in', 3, 'SIP/2.0 200 OK', '7 INVITE', SDP),
      message(7, 'out', 3, 'ACK sip:127.0.0.3 SIP/2.0', '7 ACK'),
    ],
  },
];

function message(
  order: number,
  direction: 'in' | 'out',
  peer: 2 | 3,
  first: string,
  cseq: string,
  body = '',
  more: readonly string[] = [],
): CapturedMessage {
  const party = peer === 2 ? CAPTURED_A : CAPTURED_B;
  const lines = [
    first,
    `Via: SIP/2.0/UDP 127.0.0.${peer}:5080;branch=z9hG4bKa${peer}`,
    `From: "${party}" <sip:${party}@127.0.0.${peer}>;tag=a`,
    `To: <sip:${X}@127.0.0.1>`,
    `Call-ID: leg-${peer}`,
    `CSeq: ${cseq}`,
    ...more,
    ...(body === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${body.length}`,
  ];
  return {
    ...{ at: START + order * 2, order, direction, transport: 'udp' },
    local: { address: '127.0.0.1', port: 5060 },
    remote: { address: `127.0.0.${peer}`, port: 5080 },
    bytes: Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`).toString('base64'),
  };
}
