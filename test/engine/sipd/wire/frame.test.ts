import t from 'tap';
import { FrameReader, frame } from '../../../../engine/sipd/wire/frame.js';

void t.test('a frame counts the bytes of its payload, not its characters', (t) => {
  t.equal(frame('id|ping'), '7#id|ping');
  t.equal(frame('号码'), '6#号码');
  t.end();
});

void t.test('frames come out the same wherever the stream is split', (t) => {
  const payloads = ['a|ping', 'b|sip||\r\nMESSAGE sip:x SIP/2.0\r\n\r\n你好 #7#', 'c|route|invite'];
  const stream = Buffer.from(payloads.map(frame).join(''));
  for (let cut = 0; cut <= stream.length; cut += 1) {
    t.same(read([stream.subarray(0, cut), stream.subarray(cut)]).payloads, payloads, `cut at ${cut}`);
  }
  t.same(read([...stream].map((byte) => Buffer.of(byte))).payloads, payloads, 'a byte at a time');
  t.end();
});

void t.test('a stream that is no sequence of frames is refused after the frames before it', (t) => {
  for (const bad of ['x#', '-1#a', ' 1#a', '#a', '0#', '00000001#a', '1e3#', 'GET / HTTP/1.1\r\n']) {
    const { payloads, isAccepted } = read([Buffer.from(frame('a|ping') + bad + frame('b|ping'))]);
    t.same(payloads, ['a|ping'], `only what came before ${bad}`);
    t.equal(isAccepted, false, `refuses ${bad}`);
  }
  t.end();
});

void t.test('a frame above the bound is refused before any of it is kept', (t) => {
  t.equal(read([Buffer.from('10#0123456789')], 10).isAccepted, true, 'at the bound');
  t.equal(read([Buffer.from('11#')], 10).isAccepted, false, 'above it');
  t.end();
});

void t.test('a reader told to refuse hands out nothing more of the chunk in hand', (t) => {
  const seen: string[] = [];
  const reader = new FrameReader(100, (payload) => {
    seen.push(payload.toString());
    reader.refuse();
  });
  t.equal(reader.push(Buffer.from(frame('a') + frame('b'))), false);
  t.same(seen, ['a']);
  t.end();
});

function read(chunks: Buffer[], maxBytes = 1 << 20): { payloads: string[]; isAccepted: boolean } {
  const payloads: string[] = [];
  const reader = new FrameReader(maxBytes, (payload) => payloads.push(payload.toString('utf8')));
  let isAccepted = true;
  for (const chunk of chunks) isAccepted = reader.push(chunk);
  return { payloads, isAccepted };
}
