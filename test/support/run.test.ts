import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const runner = fileURLToPath(new URL('../../../test/support/run.mjs', import.meta.url));

void t.test('a word that no test file has in its path is an error, and nothing is run', (t) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [runner, 'no-such-test'], {
    encoding: 'utf8',
    timeout: 90_000,
  });
  t.equal(status, 1);
  t.equal(stdout, '');
  t.equal(stderr, 'expected a test file whose path contains "no-such-test", found none\n');
  t.end();
});
