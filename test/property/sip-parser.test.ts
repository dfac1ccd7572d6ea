import fc from 'fast-check';
import t from 'tap';
import { createRequest, createResponse, type SipMessage } from '../../engine/sipd/stack/parse/message.js';
import { parseMessage, type ParseResult } from '../../engine/sipd/stack/parse/parse-message.js';
import { MessageFramer, type StreamEvent } from '../../engine/sipd/stack/parse/stream.js';
import { serialize } from '../../engine/sipd/stack/parse/serialize.js';

const TOKEN = [..."ABCxyz019-.!%*_+`'~"];
const token = fc.string({ unit: fc.constantFrom(...TOKEN), minLength: 1, maxLength: 12 });
const host = fc.oneof(
  fc.ipV4(),
  fc.ipV6().map((address) => `[${address}]`),
  fc.domain(),
);
const port = fc.option(fc.integer({ min: 0, max: 65_535 }), { nil: undefined });
const hostPort = fc
  .tuple(host, port)
  .map(([name, number]) => (number === undefined ? name : `${name}:${number}`));
/** Text a quoted string can hold: anything but line ends, escaped where it must be. */
const quoted = fc
  .string({ unit: 'binary', maxLength: 20 })
  .filter((text) => !/[\r\n]/.test(text))
  .map(
    (text) =>
      `"${[...text].map((c) => (/["\\]|[^\x20-\uffff]|\x7f/u.test(c) && c < '\x80' ? `\\${c}` : c)).join('')}"`,
  );
const params = fc
  .uniqueArray(fc.tuple(token, fc.option(fc.oneof(token, quoted), { nil: undefined })), {
    maxLength: 4,
    selector: ([name]) => name.toLowerCase(),
  })
  .map((pairs) =>
    pairs.map(([name, value]) => (value === undefined ? `;${name}` : `;${name}=${value}`)).join(''),
  );
const uri = fc
  .tuple(fc.constantFrom('sip:', 'sips:', 'sip:a@', 'sip:+8613700000001@'), hostPort)
  .map((p) => p.join(''));
const address = fc
  .tuple(fc.oneof(quoted, fc.constant(''), token), uri, params)
  .map(([n, u, p]) => `${n} <${u}>${p}`);
/** To port 0 nothing can be sent. */
const sentBy = hostPort.map((text) => text.replace(/:0$/, ''));
const via = fc
  .tuple(fc.constantFrom('UDP', 'TCP', 'tls'), sentBy, params)
  .map(([transport, sentBy, more]) => `SIP/2.0/${transport} ${sentBy}${more}`);
const method = fc.oneof(fc.constantFrom('INVITE', 'ACK', 'BYE', 'OPTIONS'), token);
/** A value of an unused header: text on one line. */
const text = fc
  .string({ unit: 'binary', maxLength: 40 })
  .filter((value) => ![...value].some((c) => c < ' ' || c === '\x7f'));
const extension = fc.tuple(
  token.map((name) => `X-${name}`),
  text,
);
const body = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));

const message: fc.Arbitrary<SipMessage> = fc
  .record({
    ...{ method, uri, address: fc.tuple(address, address), cseq: fc.nat(), body, reason: text },
    vias: fc.array(via, { minLength: 1, maxLength: 4 }),
    status: fc.option(fc.integer({ min: 100, max: 699 }), { nil: undefined }),
    callId: fc.tuple(token, host).map(([word, at]) => `${word}@${at}`),
    extensions: fc.array(extension, { maxLength: 6 }),
  })
  .map((parts) => {
    const headers: [string, string][] = [
      ...parts.vias.map((value): [string, string] => ['Via', value]),
      ['From', parts.address[0]],
      ...parts.extensions,
      ['To', parts.address[1]],
      ['Call-ID', parts.callId],
      ['CSeq', `${parts.cseq} ${parts.method}`],
      ['Contact', `<${parts.uri}>`],
      ['Content-Length', '0'],
    ];
    const { status, reason } = parts;
    if (status !== undefined) return createResponse({ status, reason, headers, body: parts.body });
    return createRequest({ method: parts.method, uri: parts.uri, headers, body: parts.body });
  });

void t.test('what is serialised is parsed to the same message', async (t) => {
  fc.assert(
    fc.property(message, (sent) => {
      const bytes = serialize(sent);
      const result = parseMessage(bytes);
      if (result.kind !== 'message') throw new Error(`${JSON.stringify(result)} of ${bytes.toString()}`);
      const got = result.message;
      sent.headers.setFirst('Content-Length', String(sent.body.length));
      return (
        result.consumed === bytes.length &&
        startOf(got) === startOf(sent) &&
        JSON.stringify([...got.headers]) === JSON.stringify([...sent.headers]) &&
        got.body.equals(sent.body) &&
        JSON.stringify(fieldsOf(got)) === JSON.stringify(fieldsOf(sent))
      );
    }),
    { numRuns: 1_000 },
  );
  t.pass();
});

/** Valid messages, then cut, spliced, and with bytes replaced by those that mean something to a parser. */
const damaged = fc
  .tuple(
    fc.array(message.map(serialize), { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(...'\r\n \t:;,<>"\\%@?/=[]()\0\x80\xff0aA')), {
      maxLength: 12,
    }),
  )
  .map(([messages, edits]) => {
    let bytes = Buffer.concat(messages);
    for (const [at, length, put] of edits) {
      const start = at % (bytes.length + 1);
      const end = start + (length % 8);
      bytes = Buffer.concat([bytes.subarray(0, start), Buffer.from(put, 'latin1'), bytes.subarray(end)]);
    }
    return bytes;
  });
const anyBytes = fc.oneof(
  damaged,
  fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
);

void t.test('no bytes make the parser throw, and what it accepts it can read and send again', async (t) => {
  fc.assert(
    fc.property(anyBytes, (bytes) => isConsistent(parseMessage(bytes))),
    { numRuns: 3_000 },
  );
  t.pass();
});

void t.test('a stream gives the same events wherever it is cut', async (t) => {
  const stream = fc.oneof(
    damaged,
    fc.array(message.map(serialize), { maxLength: 4 }).map(Buffer.concat.bind(Buffer)),
  );
  fc.assert(
    fc.property(stream, fc.array(fc.nat({ max: 40 }), { maxLength: 60 }), (bytes, sizes) => {
      const whole = new MessageFramer().feed(bytes);
      const framer = new MessageFramer();
      const pieces: StreamEvent[] = [];
      let at = 0;
      for (const size of sizes) pieces.push(...framer.feed(bytes.subarray(at, (at += size))));
      pieces.push(...framer.feed(bytes.subarray(at)));
      return whole.map(saidOf).join('\n') === pieces.filter(isNotRepeatedPing).map(saidOf).join('\n');
    }),
    { numRuns: 1_000 },
  );
  t.pass();
});

void t.test('no pattern of 60 kB takes more than one look at each byte', async (t) => {
  const fields =
    'Via: SIP/2.0/UDP h\r\nFrom: <sip:a@h>;tag=1\r\nTo: <sip:a@h>\r\nCall-ID: c\r\nCSeq: 1 INVITE\r\n';
  const patterns = [
    '"',
    '\\"',
    '"\\',
    '<',
    '>',
    ',',
    ';',
    ';a',
    '%',
    ' ',
    '\t',
    '\r\n ',
    '\n',
    ':',
    '@',
    '[',
    'a',
    '=',
    '\0',
  ];
  for (const name of ['X-Any', 'Contact', 'Via', 'From', 'Call-ID', 'Content-Length']) {
    for (const pattern of patterns) {
      for (const start of ['', '"', '<sip:a@h>', 'sip:', '"\x01']) {
        const value = start + pattern.repeat(60_000 / pattern.length);
        const bytes = Buffer.from(`INVITE sip:a@h SIP/2.0\r\n${name}: ${value}\r\n${fields}\r\n`, 'latin1');
        if (!isConsistent(parseMessage(bytes))) t.fail(`${name}: ${start}${pattern}…`);
      }
    }
  }
  for (const pattern of patterns) {
    parseMessage(Buffer.from(`INVITE sip:${pattern.repeat(30_000)} SIP/2.0\r\n${fields}\r\n`, 'latin1'));
    parseMessage(Buffer.from(pattern.repeat(30_000), 'latin1'));
  }
  t.pass('a quadratic scanner would not be through within the time limit of this file');
});

function isConsistent(result: ParseResult): boolean {
  if (result.kind === 'keep-alive') return true;
  if (result.kind === 'malformed') {
    if (!result.request) return result.reason !== '';
    createResponse({ status: result.status, reason: result.reason, headers: pairsOf(result.request) });
    return result.request.firstUnreadableField() === 'Via' || result.request.topVia.host !== '';
  }
  fieldsOf(result.message);
  const again = parseMessage(serialize(result.message));
  return (
    again.kind === 'message' &&
    JSON.stringify(fieldsOf(again.message)) === JSON.stringify(fieldsOf(result.message))
  );
}

function fieldsOf({ topVia, from, to, cseq, callId }: SipMessage): unknown[] {
  const params = [topVia, from, to].map((field) => [...field.params]);
  return [topVia, from, to, cseq, callId, params];
}

function pairsOf(sent: SipMessage): [string, string][] {
  return [...sent.headers].map(({ name, value }) => [name, value]);
}

function startOf(sent: SipMessage): string {
  return sent.kind === 'request' ? `${sent.method} ${sent.uri}` : `${sent.status} ${sent.reason}`;
}

function saidOf(event: StreamEvent): string {
  if (event.kind === 'ping') return 'ping';
  if (event.kind !== 'message') return `${event.kind} ${event.reason}`;
  return serialize(event.message).toString('latin1');
}

function isNotRepeatedPing(event: StreamEvent, i: number, events: readonly StreamEvent[]): boolean {
  return event.kind !== 'ping' || events[i - 1]?.kind !== 'ping';
}
