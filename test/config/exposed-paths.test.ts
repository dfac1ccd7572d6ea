import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { describeExposed, exposedPaths } from '../../config/exposed-paths.js';
import { parseConfig } from '../../config/load.js';

function folder(t: Test): string {
  const path = mkdtempSync(join(tmpdir(), 'callveil-files-'));
  t.teardown(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function put(path: string, mode: number): string {
  writeFileSync(path, '');
  chmodSync(path, mode);
  return path;
}

/** A data folder as the service makes it. */
function closedFolder(t: Test): string {
  const data = join(folder(t), 'data');
  mkdirSync(join(data, 'recordings'), { recursive: true, mode: 0o700 });
  for (const path of [data, join(data, 'recordings')]) chmodSync(path, 0o700);
  for (const name of ['journal.sqlite', 'journal.sqlite-wal', 'outbox.sqlite', 'recordings/1.wav'])
    put(join(data, name), 0o600);
  return data;
}

void t.test('what the service makes is not exposed, nor what is not there', async (t) => {
  t.same(exposedPaths(parseConfig(`dataDirectory: ${closedFolder(t)}`)), []);
  t.same(exposedPaths(parseConfig('dataDirectory: /nowhere/at/all'), ['/nowhere/callveil.yaml']), []);
});

void t.test('reports each folder and the first of its files', async (t) => {
  const data = closedFolder(t);
  const config = parseConfig(`dataDirectory: ${data}`);
  chmodSync(data, 0o755);
  t.match(exposedPaths(config), [{ path: data, mode: '755', expected: '700', others: 0 }]);
  chmodSync(data, 0o710);
  t.match(exposedPaths(config), [{ path: data, mode: '710' }], 'of the group too');
  chmodSync(data, 0o700);
  chmodSync(join(data, 'recordings'), 0o750);
  t.match(exposedPaths(config), [{ path: join(data, 'recordings'), mode: '750' }]);
  chmodSync(join(data, 'recordings'), 0o700);
  chmodSync(join(data, 'recordings/1.wav'), 0o604);
  t.match(exposedPaths(config), [{ path: join(data, 'recordings/1.wav'), mode: '604', expected: '600' }]);
  chmodSync(join(data, 'recordings/1.wav'), 0o600);
  chmodSync(join(data, 'outbox.sqlite'), 0o644);
  chmodSync(join(data, 'journal.sqlite-wal'), 0o640);
  const [found, ...more] = exposedPaths(config);
  t.same(more, []);
  t.match(found, { expected: '600', others: 1 });
});

void t.test('a journal and recordings that stand elsewhere are looked at as well', async (t) => {
  const elsewhere = folder(t);
  mkdirSync(join(elsewhere, 'rec'));
  chmodSync(join(elsewhere, 'rec'), 0o755);
  const journal = put(join(elsewhere, 'j.sqlite'), 0o644);
  const text = `dataDirectory: ${closedFolder(t)}\njournal: {file: ${journal}}\nrecording: {directory: ${elsewhere}/rec}\n`;
  t.match(exposedPaths(parseConfig(text)), [
    { path: join(elsewhere, 'rec') },
    { path: journal, mode: '644' },
  ]);
});

void t.test('the configuration and the key of the certificate may be read by their group', async (t) => {
  const place = folder(t);
  const file = put(join(place, 'callveil.yaml'), 0o640);
  const key = put(join(place, 'key.pem'), 0o640);
  const tls = `api: {tls: {certificateFile: c.pem, keyFile: ${key}}}`;
  const config = parseConfig(`dataDirectory: ${closedFolder(t)}\n${tls}\n`);
  t.same(exposedPaths(config, [file]), []);
  chmodSync(file, 0o644);
  chmodSync(key, 0o644);
  t.match(exposedPaths(config, [file]), [
    { path: file, mode: '644', expected: '640' },
    { path: key, mode: '644' },
  ]);
});

void t.test('it is said in a line', async (t) => {
  t.equal(
    describeExposed({ path: '/data', mode: '755', expected: '700', others: 0 }),
    '/data: others on this machine can open it; expected mode 700 or narrower, found 755',
  );
  t.match(
    describeExposed({ path: '/data/a', mode: '644', expected: '600', others: 2 }),
    /a and 2 more beside it:/,
  );
});
