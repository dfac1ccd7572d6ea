import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

void t.test('the static code is what recorder.proto says; else run `npm run proto`', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'proto-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const { status, stderr } = spawnSync(process.execPath, ['test/support/proto.mjs', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  t.equal(status, 0, stderr);
  for (const name of ['recorder-proto.js', 'recorder-proto.d.ts']) {
    const committed = readFileSync(join(root, 'media/recorder', name), 'utf8');
    t.ok(readFileSync(join(folder, name), 'utf8') === committed, name);
  }
  t.end();
});
