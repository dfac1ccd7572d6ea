import t from 'tap';
import { MessageFramer, type StreamEvent } from '../../../../../engine/sipd/stack/parse/stream.js';
import { sip } from '../sip-text.js';

const BODY = 'v=0\r\n张三\r\n';
const MESSAGE = request(
  'MESSAGE',
  `Content-Type: text/plain\nContent-Length: ${Buffer.byteLength(BODY)}\n\n${BODY}`,
);
const OPTIONS = request('OPTIONS', 'Content-Length: 0');

void t.test('messages come out the same wherever the stream is cut', async (t) => {
  const stream = Buffer.concat([MESSAGE, Buffer.from('\r\n\r\n'), OPTIONS, Buffer.from('\r\n'), MESSAGE]);
  const expected = ['MESSAGE 13', 'ping', 'OPTIONS 0', 'MESSAGE 13'];
  for (let cut = 0; cut <= stream.length; cut += 1) {
    const framer = new MessageFramer();
    const events = [...framer.feed(stream.subarray(0, cut)), ...framer.feed(stream.subarray(cut))];
    if (!sameEvents(events, expected)) return t.same(events.map(said), expected, `cut at ${cut}`);
  }
  const framer = new MessageFramer();
  const events = [...stream].flatMap((byte) => framer.feed(Buffer.of(byte)));
  t.same(events.map(said), expected);
  t.equal(framer.pendingBytes, 0);
});

void t.test('a body that came in pieces is put together', async (t) => {
  const framer = new MessageFramer();
  const [event] = [...MESSAGE].flatMap((byte) => framer.feed(Buffer.of(byte)));
  t.equal(event?.kind === 'message' && event.message.body.toString(), BODY);
});

void t.test(
  'without Content-Length a message ends with its head, unless it says it has a body',
  async (t) => {
    t.same(feed(request('OPTIONS', 'Subject: none')), ['OPTIONS 0']);
    t.same(feed(request('MESSAGE', 'Content-Type: text/plain\n\nhello\n')), [
      '400 Missing Content-Length Header',
      'close Missing Content-Length Header',
    ]);
  },
);

void t.test('a malformed message of known length is refused and the next one read', async (t) => {
  const bad = request('OPTIONS', 'CSeq: 2 OPTIONS\nContent-Length: 2\n\nhi');
  t.same(feed(Buffer.concat([bad, OPTIONS])), ['400 Bad CSeq Header', 'OPTIONS 0']);
});

void t.test('the stream ends where the length of a message is unknown', async (t) => {
  const bad = request('OPTIONS', 'Content-Length: 5\nContent-Length: 6');
  t.same(feed(Buffer.concat([bad, OPTIONS])), [
    '400 Bad Content-Length Header',
    'close Bad Content-Length Header',
  ]);
});

void t.test('what is not SIP ends the stream at once', async (t) => {
  t.same(feed(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00])), ['close Not SIP']);
  t.same(feed(Buffer.from('GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n')), ['close Not SIP']);
  const framer = new MessageFramer();
  framer.feed(Buffer.from('\0'));
  t.same(framer.feed(OPTIONS), [], 'and nothing more comes of it');
});

void t.test('a head or a message above the limit ends the stream before it is kept', async (t) => {
  const endless = new MessageFramer();
  let kept = 0;
  let events: StreamEvent[] = [];
  for (let i = 0; i < 200 && events.length === 0; i += 1) {
    events = endless.feed(Buffer.from('X-Long: '.padEnd(1_024, 'x')));
    kept = Math.max(kept, endless.pendingBytes);
  }
  t.same(events.map(said), ['close Message Too Large']);
  t.ok(kept <= 66_560, `${kept} bytes kept`);
  t.same(feed(request('MESSAGE', 'Content-Length: 70000\n\nx')), [
    '513 Message Too Large',
    'close Message Too Large',
  ]);
});

void t.test('a flood of pings is one ping', async (t) => {
  t.same(feed(Buffer.from('\r\n\r\n'.repeat(10_000))), ['ping']);
});

void t.test('bytes that trickle in are looked at once', async (t) => {
  const framer = new MessageFramer(100_000);
  const head = request('MESSAGE', `X-Long: ${'x'.repeat(60_000)}\nContent-Length: 30000`);
  const bytes = Buffer.concat([head, Buffer.alloc(30_000, 0x61)]);
  const events: StreamEvent[] = [];
  for (let i = 0; i < bytes.length; i += 1) events.push(...framer.feed(bytes.subarray(i, i + 1)));
  t.same(events.map(said), ['MESSAGE 30000']);
});

function request(method: string, rest: string): Buffer {
  return sip(`
${method} sip:x@127.0.0.1 SIP/2.0
Via: SIP/2.0/TCP 127.0.0.2;branch=z9hG4bK1
From: <sip:a@127.0.0.2>;tag=1
To: <sip:x@127.0.0.1>
Call-ID: c1
CSeq: 1 ${method}
${rest}${rest.includes('\n\n') ? '' : '\n'}`);
}

function feed(bytes: Buffer): string[] {
  return new MessageFramer().feed(bytes).map(said);
}

function sameEvents(events: StreamEvent[], expected: string[]): boolean {
  return events.map(said).join() === expected.join();
}

function said(event: StreamEvent): string {
  switch (event.kind) {
    case 'message':
      return event.message.kind === 'request'
        ? `${event.message.method} ${event.message.body.length}`
        : 'response';
    case 'malformed':
      return event.request ? `${event.status} ${event.reason}` : `drop ${event.reason}`;
    case 'close':
      return `close ${event.reason}`;
    case 'ping':
      return 'ping';
  }
}
