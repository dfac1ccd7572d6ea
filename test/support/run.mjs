// `npm test`: the checks of the source (types came with the build; layers, lint, format), then every
// compiled test file under tap. `npm test -- routing` runs only the files whose path contains the word.
// Ends with one line, `N passed, N failed`, counting assertions.
import { spawn, spawnSync } from 'node:child_process';
import { globSync } from './glob.mjs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const only = process.argv.slice(2);
const files = globSync(`${root}dist/test`, (path) => path.endsWith('.test.js'))
  .map((path) => path.slice(root.length))
  .filter((path) => only.length === 0 || only.some((word) => path.includes(word)));
let passed = 0;
let failed = 0;

// Without a file tap would look for tests of its own, and find this one.
if (files.length === 0) {
  const named = only.length === 0 ? 'dist/test' : only.map((word) => `"${word}"`).join(' or ');
  process.stderr.write(`expected a test file whose path contains ${named}, found none\n`);
  process.exit(1);
}
if (only.length === 0) {
  check(
    'layers',
    'node_modules/.bin/depcruise',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'err',
    ...['engine', 'media', 'routing', 'config', 'sipp-scenarios', 'test'],
  );
  check('lint', 'node_modules/.bin/eslint', '--max-warnings', '0', '.');
  check('format', 'node_modules/.bin/prettier', '--check', '--log-level', 'warn', '.');
}
await runTap();
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function check(name, command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  if (status === 0) {
    passed += 1;
    process.stdout.write(`ok ${name}\n`);
    return;
  }
  failed += 1;
  process.stdout.write(`not ok ${name}\n${stdout}${stderr}\n`);
}

async function runTap() {
  // An external SIP server is shared by the files of its contract suite.
  const jobs = process.env['DRACHTIO_HOST'] === undefined ? [] : ['--jobs=1'];
  const tap = spawn('node_modules/.bin/tap', ['run', '--reporter=tap', ...jobs, ...files], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let rest = '';
  let diagnosing = false;
  tap.stdout.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    lines.forEach(report);
  });
  const status = await new Promise((resolve) => tap.on('close', resolve));
  if (status !== 0 && failed === 0) failed += 1;

  /** Prints a line for each file, and every failure with its diagnosis; counts assertions at the leaves. */
  function report(line) {
    const test = /^(\s*)(not )?ok \d+(.*)$/.exec(line);
    if (test) {
      const isSubtest = / # time=/.test(test[3]) && !/# (SKIP|TODO)/i.test(test[3]);
      const isFile = test[1] === '';
      diagnosing = Boolean(test[2]) && !/# TODO/i.test(test[3]);
      if (diagnosing) failed += isSubtest && !isFile ? 0 : 1;
      else if (!isSubtest) passed += 1;
      if (isFile || diagnosing) process.stdout.write(`${line}\n`);
      return;
    }
    if (diagnosing) process.stdout.write(`${line}\n`);
    if (/^\s*\.\.\.\s*$/.test(line)) diagnosing = false;
  }
}
