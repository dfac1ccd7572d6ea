/**
 * With any careless text in a place that is not needed, a peer's messages are accepted, and read like those of a
 * careful one.
 */
import fc from 'fast-check';
import t from 'tap';
import { parseMessage } from '../../engine/sipd/stack/parse/parse-message.js';
import { MessageFramer } from '../../engine/sipd/stack/parse/stream.js';

/** Bytes of a line: any but a line end. */
const bytes = fc
  .uint8Array({ maxLength: 30 })
  .map((array) => Buffer.from(array.filter((byte) => byte !== 0x0a && byte !== 0x0d)).toString('latin1'));
/** Text with what means something to a parser. */
const marks = fc.string({ unit: fc.constantFrom(...'";,<>@:=\\ %()[]\t\0aé1'), maxLength: 12 });
const anything = fc.oneof(bytes, marks, marks);
const UNNEEDED = [
  ...[
    'Date',
    'Server',
    'User-Agent',
    'Subject',
    'Organization',
    'Timestamp',
    'Expires',
    'Allow',
    'Supported',
    'Accept',
  ],
  ...[
    'Session-Expires',
    'Min-SE',
    'Priority',
    'Reason',
    'Warning',
    'Route',
    'Record-Route',
    'Contact',
    'Content-Type',
  ],
  ...[
    'Content-Disposition',
    'P-Asserted-Identity',
    'Diversion',
    'History-Info',
    'Privacy',
    'Authorization',
    'Max-Forwards',
  ],
  ...[
    'Require',
    'RSeq',
    'RAck',
    'Retry-After',
    'Event',
    'Refer-To',
    'Alert-Info',
    'k',
    's',
    'u',
    'x',
    'X-Anything',
  ],
] as const;
const unneeded = fc.tuple(fc.constantFrom(...UNNEEDED), anything).map(([name, value]) => `${name}: ${value}`);
/** A line that is no header. One that begins with a space would go on with the header before it. */
const noHeader = anything
  .filter((text) => !/^[ \t]|^\s*$|:/.test(text))
  .map((text) => (text.length > 1 ? text : `junk ${text}`));
const line = fc.oneof({ weight: 4, arbitrary: unneeded }, { weight: 1, arbitrary: noHeader });
/** Parameters between those that are needed; a tag and a branch are what they must not be about. */
const param = fc
  .string({ unit: fc.constantFrom(...',:=\\ %()[]\t1xé'), maxLength: 8 })
  .map((text) => `;${text}`);
const params = fc.array(param, { maxLength: 3 }).map((all) => all.join(''));
/** A display name: no bracket, which begins the address; a quote that closes may hold one. */
const name = fc.oneof(
  fc.string({ unit: fc.constantFrom(...';,@:=\\ %()[]\t\0aé1"'), maxLength: 12 }),
  fc.constant('"<sip:other@h>;tag=x" '),
);

interface Careless {
  readonly isResponse: boolean;
  readonly method: string;
  readonly name: string;
  readonly before: string;
  readonly behind: string;
  readonly lines: readonly string[];
  readonly at: number;
}

const careless: fc.Arbitrary<Careless> = fc.record({
  isResponse: fc.boolean(),
  method: fc.constantFrom('INVITE', 'BYE', 'OPTIONS'),
  ...{ name, before: params, behind: params },
  lines: fc.array(line, { maxLength: 6 }),
  at: fc.nat({ max: 6 }),
});

void t.test('a flaw where nothing is needed refuses no message, as a datagram or in a stream', async (t) => {
  fc.assert(
    fc.property(careless, (peer) => {
      const bytes = messageOf(peer);
      const result = parseMessage(bytes);
      const [event] = new MessageFramer().feed(bytes);
      return isReadAsMeant(result, peer) && isReadAsMeant(event, peer);
    }),
    { numRuns: 3_000 },
  );
  t.pass();
});

void t.test('an ambiguous tag, branch, CSeq or Call-ID is refused, with any text around it', async (t) => {
  const spoilt = fc.constantFrom<[from: string | RegExp, to: string]>(
    [';tag=a1', ';tag=a1;tag=a2'],
    [';tag=a1', ';tag='],
    [';tag=a1', ';tag'],
    [';tag=a1', ';tag=a1 a2'],
    [';branch=z9hG4bKb1', ';branch=z9hG4bKb1;branch=z9hG4bKb2'],
    [';branch=z9hG4bKb1', ';branch='],
    ['CSeq: 7', 'CSeq: x'],
    ['CSeq: 7', 'CSeq: 8 INVITE\r\nCSeq: 7'],
    ['Call-ID: c1', 'Call-ID: c 1'],
    ['Call-ID: c1', 'Call-ID: c2\r\nCall-ID: c1'],
    [/Content-Length: \d+/, 'Content-Length: 9999'],
    ['h:5070', 'h:0'],
  );
  fc.assert(
    fc.property(careless, spoilt, (peer, [from, to]) => {
      const text = messageOf(peer).toString('latin1').replace(from, to);
      return parseMessage(Buffer.from(text, 'latin1')).kind === 'malformed';
    }),
    { numRuns: 1_000 },
  );
  t.pass();
});

function messageOf({ isResponse, method, name, before, behind, lines, at }: Careless): Buffer {
  const needed = [
    `Via: SIP/2.0/UDP h:5070${before};branch=z9hG4bKb1${behind}`,
    `From: ${name}<sip:a@h>${before};tag=a1${behind}`,
    `To: ${name}<sip:b@h>${behind}`,
    'Call-ID: c1',
    `CSeq: 7 ${method}`,
    'Content-Length: 3',
  ];
  needed.splice(at, 0, ...lines);
  const start = isResponse ? 'SIP/2.0 200 OK' : `${method} sip:b@h SIP/2.0`;
  return Buffer.from([start, ...needed, '', 'v=0'].join('\r\n'), 'latin1');
}

function isReadAsMeant(
  result: ReturnType<typeof parseMessage> | undefined | { kind: string },
  { method }: Careless,
): boolean {
  if (result === undefined || result.kind !== 'message' || !('message' in result)) {
    throw new Error(`refused: ${JSON.stringify(result)}`);
  }
  const { topVia, from, cseq, callId, body } = result.message;
  return (
    topVia.branch === 'z9hG4bKb1' &&
    topVia.port === 5070 &&
    from.params.get('tag') === 'a1' &&
    cseq.number === 7 &&
    cseq.method === method &&
    callId === 'c1' &&
    body.toString() === 'v=0'
  );
}
