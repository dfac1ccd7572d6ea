/** Frames that come together are handed over in turns, between which others have theirs. */
import { duplexPair } from 'node:stream';
import t from 'tap';
import { JSON_CODEC } from '../../../engine/channel/codec-json.js';
import type { Frame } from '../../../engine/channel/wire.js';
import { SocketWire } from '../../../engine/channel/wire-socket.js';

const COUNT = 6;

/** Longer than a turn. */
function work(): void {
  const end = performance.now() + 5;
  while (performance.now() < end);
}

function opened(onFrame: (frame: Frame, log: string[]) => void) {
  const [near, far] = duplexPair();
  const log: string[] = [];
  const ended = new Promise<void>((resolve) => {
    new SocketWire(near, JSON_CODEC).open({
      onFrame: (frame) => onFrame(frame, log),
      onLost: (flaw) => {
        log.push(flaw === undefined ? 'lost' : 'flaw');
        resolve();
      },
    });
  });
  const sender = new SocketWire(far, JSON_CODEC);
  sender.open({ onFrame: () => undefined, onLost: () => undefined });
  for (let n = 1; n <= COUNT; n += 1) sender.send({ note: 'said', body: n });
  return { log, ended, far, sender };
}

void t.test('others have their turn between frames that are work, which keep their order', async (t) => {
  const { log, ended, sender } = opened((frame, log) => {
    const body = 'body' in frame && frame.body;
    log.push(String(body));
    if (body === COUNT) sender.close();
    else setImmediate(() => log.push('other'));
    work();
  });
  await ended;
  t.same(
    log.filter((one) => one !== 'other'),
    ['1', '2', '3', '4', '5', '6', 'lost'],
  );
  t.match(log.join(' '), /other.* 3/);
});

void t.test('what a far end sent before it died is handed over before its death', async (t) => {
  const { log, ended, far } = opened((frame, log) => {
    log.push(String('body' in frame && frame.body));
    work();
    if (log.length === 1) far.end();
  });
  await ended;
  t.same(log, ['1', '2', '3', '4', '5', '6', 'lost']);
});

void t.test('nothing is handed over behind a frame that is flawed', async (t) => {
  const { log, ended } = opened((frame, log) => {
    log.push(String('body' in frame && frame.body));
    work();
    if (log.length === 3) throw new Error('flawed');
  });
  await ended;
  await new Promise(setImmediate);
  await new Promise(setImmediate);
  t.same(log, ['1', '2', '3', 'flaw']);
});

void t.test('an end that closes between two turns reads that the far end closes too', async (t) => {
  const [near, far] = duplexPair();
  const wire = new SocketWire(near, JSON_CODEC);
  let handed = 0;
  wire.open({
    onFrame: () => {
      handed += 1;
      work();
      if (handed > 1) return;
      setImmediate(() => {
        wire.close();
        far.end();
      });
    },
    onLost: () => undefined,
  });
  const isRead = new Promise((resolve) => near.once('end', resolve));
  const frame = JSON_CODEC.encode({ note: 'said', body: 1 }) as string;
  far.write(frame.repeat(COUNT));
  await isRead;
  t.ok(handed < COUNT, 'frames were still waiting');
});
