/**
 * Every line of Node that is supported runs the product: the demo (calls of each mode with audio, recording and
 * records, messages), the compatible API, the relay, and the SQLite that is built for it, with copies under load. The
 * tests' own Node runs all the rest.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { fetchTool, nodeVersion } from '../support/servers/registry-tool.js';

/** The oldest one, and the newest of the lines that are maintained. */
const VERSIONS = ['20.19.0', '24.22.3', '26.12.1'];
const root = fileURLToPath(new URL('../../../', import.meta.url));
/** Both libraries that a journal may use; Node 20 has none of its own. */
const SQLITE = `
const { DatabaseSync } = await import('@photostructure/sqlite');
const own = process.getBuiltinModule('node:sqlite')?.DatabaseSync;
for (const Database of own === undefined ? [DatabaseSync] : [DatabaseSync, own])
  console.log(new Database(':memory:').prepare('SELECT 40 + 2 AS sum').get().sum);
`;

interface Run {
  readonly code: number | null;
  readonly output: string;
}

function run(program: string, ...args: readonly string[]): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

void t.test('the oldest version that package.json admits is tried, and the one of the image', (t) => {
  const { engines } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
    engines: { node: string };
  };
  t.equal(`>=${VERSIONS[0]?.replace(/\.0$/, '')}`, engines.node);
  const images = readFileSync(`${root}docker/Dockerfile`, 'utf8').matchAll(/^FROM node:(\d+)/gm);
  for (const [, major = ''] of images)
    t.ok(
      VERSIONS.some((version) => version.startsWith(`${major}.`)),
      major,
    );
  t.end();
});

void t.test('each version runs the product', async (t) => {
  t.jobs = VERSIONS.length;
  for (const version of VERSIONS)
    void t.test(`Node ${version}`, async (t) => {
      const node = await fetchTool(nodeVersion(version));
      t.equal((await run(node, '--version')).output.trim(), `v${version}`);
      const sqlite = await run(node, '--input-type=module', '--eval', SQLITE);
      t.match(sqlite.output, version.startsWith('20.') ? /^42\n$/ : /^42\n42\n/, 'its SQLite');
      for (const program of [
        'demo/demo.js',
        'engine/api/privatenumber/surface.test.js',
        'media/relay/worker-sessions.test.js',
        'routing/journal/sqlite-copy.test.js',
      ]) {
        const { code, output } = await run(node, `dist/test/${program}`);
        t.equal(code, 0, `${program}\n${code === 0 ? '' : output}`);
      }
    });
  await Promise.resolve();
});
