import { readFileSync } from 'node:fs';
import t from 'tap';
import { MessageFramer } from '../../../../engine/sipd/stack/parse/stream.js';
import { parseMessage } from '../../../../engine/sipd/stack/parse/parse-message.js';
import { requestUriFault } from '../../../../engine/sipd/stack/parse/start-line.js';
import { serialize } from '../../../../engine/sipd/stack/parse/serialize.js';

interface TortureMessage {
  readonly name: string;
  readonly section: string;
  /** `accept`, `refuse <status> <reason>` or `drop <reason>`. */
  readonly verdict: string;
  readonly bytes: Buffer;
}

for (const rfc of ['rfc4475', 'rfc5118']) {
  for (const { name, section, verdict, bytes } of readTorture(`${rfc}.txt`)) {
    void t.test(`${rfc} ${section} ${name}: ${verdict}`, async (t) => {
      const result = parseMessage(bytes);
      if (result.kind === 'keep-alive') return t.fail('taken for a keep-alive');
      if (result.kind === 'malformed') {
        const said = result.request ? `refuse ${result.status} ${result.reason}` : `drop ${result.reason}`;
        t.equal(said, verdict);
        return;
      }
      const { message } = result;
      const isNew = message.kind === 'request' && !message.to.params.has('tag');
      const fault = isNew ? requestUriFault(message.uri) : undefined; // for the router to say
      t.equal(fault === undefined ? 'accept' : `refuse ${fault.status} ${fault.reason}`, verdict);
      const again = parseMessage(serialize(result.message));
      if (again.kind !== 'message') return t.fail('not understood after it was serialised');
      t.same(
        [...again.message.headers].filter((field) => field.name !== 'Content-Length'),
        [...result.message.headers].filter((field) => field.name !== 'Content-Length'),
      );
      t.ok(again.message.body.equals(result.message.body));
    });
  }
}

void t.test('every field of the tortuous INVITE is read as its author meant it', async (t) => {
  const message = accepted('wsinv');
  t.same(message.headers.getAll('Via'), [
    'SIP  /   2.0 /UDP 192.0.2.2;branch=390skdjuw',
    'SIP  / 2.0  / TCP     spindle.example.com   ; branch  =   z9hG4bK9ikj8',
    'SIP  /    2.0   / UDP  192.168.255.111   ; branch= z9hG4bK30239',
  ]);
  t.match(message.topVia, { transport: 'UDP', host: '192.0.2.2', branch: '390skdjuw' });
  t.equal(message.from.displayName, 'J Rosenberg \\"');
  t.equal(message.from.params.get('tag'), '98asjd8');
  t.equal(message.to.params.get('tag'), '1918181833n');
  t.same(message.cseq, { number: 9, method: 'INVITE' });
  t.equal(message.headers.get('Subject'), '');
  t.equal(message.body.length, 150);
});

void t.test('the unusual characters of a method, a URI and a name are kept', async (t) => {
  const message = accepted('intmeth');
  t.equal(message.kind === 'request' && message.method, "!interesting-Method0123456789_*+`.%indeed'~");
  t.equal(message.to.displayName, 'BEL:\x07 NUL:\x00 DEL:\x7f');
  t.equal(message.from.params.get("fromparam''~+*_!.-%"), '"работающий"');
  t.equal(message.headers.get("ExtensionHeader-!.%*+_`'~"), '\ufeff大停電');
});

void t.test('a second request in a datagram is left out', async (t) => {
  t.equal(accepted('dblreq').body.length, 0);
});

void t.test('a body is bytes, NUL included', async (t) => {
  const { body } = accepted('mpart01');
  t.equal(body.length, 544);
  t.ok(body.includes(Buffer.from([0x30, 0x82, 0x01, 0x52, 0x06])));
  t.ok(body.includes(Buffer.alloc(300)));
});

void t.test('on a stream every message that is whole comes out the same', async (t) => {
  for (const { name, verdict, bytes } of readTorture('rfc4475.txt')) {
    const whole = parseMessage(bytes);
    if (
      whole.kind !== 'message' ||
      whole.consumed !== bytes.length ||
      !whole.message.headers.has('Content-Length')
    ) {
      continue;
    }
    const [event] = new MessageFramer().feed(bytes);
    if (event?.kind !== 'message') return t.fail(`${name} (${verdict}) came out as ${event?.kind}`);
    t.same([...event.message.headers], [...whole.message.headers], name);
  }
});

function accepted(name: string) {
  const found = readTorture('rfc4475.txt').find((message) => message.name === name);
  const result = parseMessage(found?.bytes ?? Buffer.alloc(0));
  if (result.kind !== 'message') throw new Error(`${name} came out as ${result.kind}`);
  return result.message;
}

function readTorture(file: string): TortureMessage[] {
  const url = new URL(`../../../../../test/engine/sipd/stack/torture/${file}`, import.meta.url);
  const blocks = readFileSync(url, 'latin1').split(/^=== /m).slice(1);
  return blocks.map((block) => {
    const [title = '', verdict = '', ...lines] = block.split('\n');
    const [name = '', section = ''] = title.split(' ');
    return { name, section, verdict, bytes: expand(lines) };
  });
}

/** The notation of RFC 4475 section 2.1 to bytes; a block without a body gets the empty line that ends its head. */
function expand(lines: readonly string[]): Buffer {
  let text = lines.join('\r\n');
  text = text.replace(/<allOneLine>\r\n([\s\S]*?)\r\n<\/allOneLine>/g, (_, inner: string) =>
    inner.replaceAll('\r\n', ''),
  );
  text = text.replace(/<hex>([0-9A-F ]*)<\/hex>/g, (_, hex: string) =>
    Buffer.from(hex.replaceAll(' ', ''), 'hex').toString('latin1'),
  );
  text = text.replace(/<repeat count=(\d+)>([\s\S]*?)<\/repeat>/g, (_, count: string, inner: string) =>
    inner.repeat(Number(count)),
  );
  return Buffer.from(text.includes('\r\n\r\n') ? text : `${text}\r\n`, 'latin1');
}
