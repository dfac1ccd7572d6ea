import { mkdirSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readFrames } from '../../../../media/recorder/files/log-frame.js';
import {
  SEGMENT_MS,
  WriteAheadLog,
  type LogOwner,
} from '../../../../media/recorder/files/write-ahead-log.js';
import { temporaryFolder } from '../harness.js';

/** An owner whose files are on the disk when the test says so. */
class Files implements LogOwner {
  readonly errors: unknown[] = [];
  readonly #waiting: (() => void)[] = [];

  settle(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  logFailed(error: unknown): void {
    this.errors.push(error);
  }

  async settled(): Promise<void> {
    while (this.#waiting.length === 0) await new Promise(setImmediate);
    this.#waiting.shift()?.();
  }
}

void t.test(
  'a segment goes when the files have what it holds and the next is left, not before',
  async (t) => {
    const folder = temporaryFolder(t);
    const files = new Files();
    const log = new WriteAheadLog(folder, files);
    log.write(0);
    t.same(readdirSync(folder), [], 'nothing to write, no segment');
    say(log, 'a.wav', 0, 'first');
    log.write(0);
    say(log, 'b.wav', 0, 'second');
    log.ended('c.wav');
    log.write(SEGMENT_MS - 1);
    const [first = ''] = readdirSync(folder);
    const all = ['a.wav 0 first', 'b.wav 0 second', 'c.wav ended'];
    for (const [index, text] of ['third', 'fourth', 'fifth'].entries()) {
      say(log, 'a.wav', 5 * (index + 1), text);
      log.write(SEGMENT_MS * (index + 1));
      all.push(`a.wav ${5 * (index + 1)} ${text}`);
    }
    t.same(contents(folder), all);
    t.equal(readdirSync(folder).length, 2, 'while the files are being synced, no segment is left');
    await files.settled();
    await new Promise(setImmediate);
    say(log, 'a.wav', 20, 'sixth');
    log.write(5 * SEGMENT_MS);
    t.same(contents(folder), [...all, 'a.wav 20 sixth']);
    t.equal(readdirSync(folder).length, 3);
    await files.settled();
    while (readdirSync(folder).includes(first)) await new Promise(setImmediate);
    t.same(contents(folder), [...all.slice(3), 'a.wav 20 sixth']);
    await log.clear();
    t.same(readdirSync(folder), [], 'nothing is recorded: no log');
    say(log, 'd.wav', 0, 'next');
    log.write(6 * SEGMENT_MS);
    t.same(contents(folder), ['d.wav 0 next']);
    await log.clear();
    t.same(files.errors, []);
  },
);

void t.test('what cannot be written is an error, and the next write is tried', async (t) => {
  const folder = join(temporaryFolder(t), 'log');
  const files = new Files();
  const log = new WriteAheadLog(folder, files);
  say(log, 'a.wav', 0, 'lost');
  t.throws(() => log.write(0), { code: 'ENOENT' });
  mkdirSync(folder);
  say(log, 'b.wav', 0, 'kept');
  log.write(20);
  t.same(contents(folder), ['b.wav 0 kept']);
  await log.clear();
  rmdirSync(folder);
});

function say(log: WriteAheadLog, fileName: string, position: number, text: string): void {
  log.audio(fileName, position, text.length).set(Buffer.from(text));
}

function contents(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => [...readFrames(readFileSync(join(folder, name)))])
    .map(({ fileName, position, samples }) =>
      samples === undefined
        ? `${fileName} ended`
        : `${fileName} ${position} ${Buffer.from(samples).toString()}`,
    );
}
