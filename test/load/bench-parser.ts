/**
 * How many typical messages one thread parses: an INVITE with SDP and its 200, the fields every transaction reads
 * included; and how many of a set of malformed messages are refused.
 */
import { parseMessage } from '../../engine/sipd/stack/parse/parse-message.js';
import { serialize } from '../../engine/sipd/stack/parse/serialize.js';
import type { BenchResult } from './bench.js';

const SDP = `v=0
o=- 3890000000 1 IN IP4 192.0.2.10
s=-
c=IN IP4 192.0.2.10
t=0 0
m=audio 40000 RTP/AVP 8 0 101
a=rtpmap:8 PCMA/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
a=ptime:20
a=sendrecv
`.replaceAll('\n', '\r\n');

const FIELDS = `Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK-524287-1---8f2c3a1b77;rport
Max-Forwards: 70
From: "Caller" <sip:+8613700000001@192.0.2.10>;tag=8a1f3c55
To: <sip:+8617000000001@198.51.100.4>
Call-ID: 3848276298220188511@192.0.2.10
CSeq: 1 INVITE
Contact: <sip:+8613700000001@192.0.2.10:5060>
User-Agent: Example-PBX 16.2
Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, NOTIFY, MESSAGE, SUBSCRIBE, INFO, UPDATE
Supported: replaces, timer
P-Asserted-Identity: <sip:+8613700000001@192.0.2.10>
Content-Type: application/sdp
Content-Length: ${SDP.length}`.replaceAll('\n', '\r\n');

const INVITE = Buffer.from(`INVITE sip:+8617000000001@198.51.100.4:5060 SIP/2.0\r\n${FIELDS}\r\n\r\n${SDP}`);
const OK = Buffer.from(
  `SIP/2.0 200 OK\r\n${FIELDS.replace('4>\r\nCall', '4>;tag=b7\r\nCall')}\r\n\r\n${SDP}`,
);

/** Each is wrong in one way that a careless parser lets through. */
const MALFORMED = [
  ['Content-Length: ', 'Content-Length: 9'],
  ['Content-Length: ', 'Content-Length: -'],
  ['Max-Forwards', 'Content-Length: 1\r\nMax-Forwards'],
  ['Max-Forwards', 'Call-ID: another\r\nMax-Forwards'],
  [';tag=', ';tag=1;tag='],
  ['10:5060;branch', '10:0;branch'],
  [';branch=', ';branch=1;branch='],
  ['Call-ID: ', 'Call-ID: a '],
  ['CSeq: 1 INVITE', 'CSeq: 1 OPTIONS'],
  ['CSeq: 1 ', 'CSeq: 36893488147419103232 '],
  ['To: ', 'X-To: '],
  ['10:5060;branch', '10:5060;;,;,,branch'],
  ['CSeq: ', 'CSeq: \0'],
  ['SIP/2.0\r\n', 'SIP/7.0\r\n'],
] as const;

export function bench(options: readonly string[]): Promise<BenchResult> {
  const seconds = Number(options.find((option) => /^--seconds=\d+$/.test(option))?.slice(10) ?? 5);
  const messagesPerSecond = rate(seconds, parseTypical);
  const serialisedPerSecond = rate(1, serialiseTypical());
  const badRefused = MALFORMED.filter(([from, to]) => isRefused(INVITE.toString().replace(from, to))).length;
  const figures = { messagesPerSecond, serialisedPerSecond, badRefused, badGiven: MALFORMED.length };
  return Promise.resolve({
    rows: [
      ['parsed, one thread', `${messagesPerSecond} messages/s (INVITE and 200, ${INVITE.length} bytes)`],
      ['serialised', `${serialisedPerSecond} messages/s`],
      ['malformed refused', `${badRefused} of ${MALFORMED.length}`],
    ],
    figures,
  });
}

/** Two messages, and what a transaction layer reads of each. */
function parseTypical(): void {
  for (const bytes of [INVITE, OK]) {
    const result = parseMessage(bytes);
    if (result.kind !== 'message') throw new Error('a typical message was refused');
    const { topVia, from, to, cseq, callId } = result.message;
    if (!topVia.branch || !from.uri || !to.uri || cseq.number !== 1 || !callId) throw new Error('misread');
  }
}

function serialiseTypical(): () => void {
  const messages = [INVITE, OK].map((bytes) => {
    const result = parseMessage(bytes);
    if (result.kind !== 'message') throw new Error('a typical message was refused');
    return result.message;
  });
  return () => messages.forEach((message) => serialize(message));
}

/** Messages a second, by CPU time of this process, so that a neighbour's load does not count. */
function rate(seconds: number, runTwo: () => void): number {
  for (let i = 0; i < 20_000; i += 1) runTwo();
  const until = performance.now() + seconds * 1_000;
  const before = process.cpuUsage();
  let messages = 0;
  while (performance.now() < until) {
    for (let i = 0; i < 500; i += 1) runTwo();
    messages += 1_000;
  }
  const { user, system } = process.cpuUsage(before);
  return Math.round((messages / (user + system)) * 1_000_000);
}

function isRefused(text: string): boolean {
  return parseMessage(Buffer.from(text)).kind === 'malformed';
}
