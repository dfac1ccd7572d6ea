import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { createLogger } from '../../../engine/observe/log.js';
import { LogStream } from '../../../engine/observe/log-stream.js';
import { SmallDisk, whyNoDisk } from '../../support/servers/small-disk.js';

/** Resolves at the next change of what the stream says of itself. */
function fault(stream: LogStream): Promise<string | undefined> {
  return new Promise((resolve) => (stream.onFault = resolve));
}

void t.test('lines are written whole and in order', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-log-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'log');
  const fd = openSync(file, 'a');
  const stream = new LogStream(fd);
  for (let n = 0; n < 5000; n += 1) stream.write(`line ${n}\n`);
  while (!readFileSync(file, 'utf8').includes('line 4999\n')) await new Promise(setImmediate);
  stream.write('last\n');
  stream.flushSync();
  while (!readFileSync(file, 'utf8').endsWith('last\n')) await new Promise(setImmediate);
  closeSync(fd);
  t.same(
    readFileSync(file, 'utf8').split('\n').slice(0, -2),
    Array.from({ length: 5000 }, (_, n) => `line ${n}`),
  );
});

void t.test(
  'a full disk costs lines, and how many is a line once there is room',
  { skip: whyNoDisk() },
  async (t) => {
    const disk = SmallDisk.mount(t, 64);
    if (disk === undefined) return t.fail('nothing can be mounted here');
    const file = join(disk.folder, 'log');
    const fd = openSync(file, 'a');
    t.teardown(() => closeSync(fd));
    const stream = new LogStream(fd);
    const log = createLogger({ level: 'info', showNumbers: false, destination: stream });
    log.info('before');
    while (!readFileSync(file, 'utf8').includes('before')) await new Promise(setImmediate);
    disk.fill();
    const full = fault(stream);
    // More than what is left of the page the first line is on.
    for (let n = 0; n < 100; n += 1) log.info({ padding: 'x'.repeat(100) }, 'meanwhile');
    t.equal(await full, 'the disk is full');
    t.ok(stream.lostLines > 0);
    disk.empty();
    const room = fault(stream);
    log.info('after');
    t.equal(await room, undefined);
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    t.match(lines[0], /"before"/);
    t.match(JSON.parse(lines.at(-2) ?? ''), {
      level: 'error',
      part: 'log',
      lines: stream.lostLines,
      msg: 'lines of the log were lost: the disk is full',
    });
    t.match(lines.at(-1), /"after"/);
  },
);

void t.test('a reader that has gone ends nothing', async (t) => {
  const stream = new LogStream(openSync('/dev/null', 'r'));
  const broken = fault(stream);
  stream.write('line\n');
  t.match(await broken, /EBADF/);
  stream.write('another\n');
  t.ok(stream.lostLines >= 1);
});
