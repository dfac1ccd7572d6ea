import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { tarEntries } from '../../../engine/backup/tar-reader.js';
import { tarEnd, tarHeader, tarPadding } from '../../../engine/backup/tar-writer.js';

const at = Date.UTC(2026, 10, 30);

function archiveOf(files: Readonly<Record<string, string>>): Buffer {
  const pieces = Object.entries(files).flatMap(([name, text]) => {
    const bytes = Buffer.byteLength(text);
    return [tarHeader({ name, bytes, at }), Buffer.from(text), tarPadding(bytes)];
  });
  return Buffer.concat([...pieces, tarEnd()]);
}

/** In pieces that end anywhere. */
async function* inPieces(archive: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < archive.length; from += length)
    yield await Promise.resolve(archive.subarray(from, from + length));
}

async function read(archive: Buffer, length = 700): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const { name, content } of tarEntries(inPieces(archive, length))) {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece);
    files[name] = Buffer.concat(pieces).toString('utf8');
  }
  return files;
}

const files = {
  'manifest.json': '{}',
  'data/empty': '',
  [`data/${'long-'.repeat(40)}`]: 'a name of 205 bytes',
  'data/prompts/欢迎.wav': 'x'.repeat(512),
  'data/two-blocks': 'y'.repeat(513),
};

void t.test('what is written is read again, however it is cut', async (t) => {
  for (const length of [1, 511, 512, 100_000]) t.same(await read(archiveOf(files), length), files);
});

void t.test('tar(1) reads it', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-tar-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'archive'), archiveOf(files));
  execFileSync('tar', ['-xf', 'archive'], { cwd: folder });
  for (const [name, text] of Object.entries(files)) t.equal(readFileSync(join(folder, name), 'utf8'), text);
  t.end();
});

void t.test('the file is closed, whether the archive is good or not', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'callveil-tar-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const archive = archiveOf(files);
  for (const content of [
    archive,
    archive.subarray(0, 600),
    Buffer.alloc(200_000, 'x'),
    Buffer.alloc(200_000),
  ]) {
    writeFileSync(join(folder, 'archive'), content);
    const source = createReadStream(join(folder, 'archive'), { highWaterMark: 512 });
    try {
      for await (const { content } of tarEntries(source))
        for await (const piece of content) t.ok(piece.length > 0);
    } catch (error) {
      t.match(error, { message: /archive/ });
    }
    t.ok(source.destroyed);
  }
});

void t.test('a file of 20 GiB has its size', async (t) => {
  const bytes = 20 * 1024 ** 3;
  const entries = tarEntries(inPieces(tarHeader({ name: 'records.sqlite', bytes, at }), 512));
  t.match((await entries.next()).value, { name: 'records.sqlite', bytes });
});

void t.test('an archive that is cut off, or changed on its way, is refused', async (t) => {
  const archive = archiveOf(files);
  for (const length of [0, 100, 512, 600, archive.length - 1024])
    await t.rejects(read(archive.subarray(0, length)), { message: /ends too early/ }, String(length));
  const changed = Buffer.from(archive);
  changed[3] = 0x58;
  await t.rejects(read(changed), { message: /damaged/ });
  await t.rejects(read(Buffer.from('this is no archive'.repeat(100))), { message: /damaged/ });
});
