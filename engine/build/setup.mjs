// Does a command's own set-up, once and quietly. Every command installs the locked npm dependencies; `build` also
// compiles what has changed of the product, `tests` of the product and its tests, `built` compiles where the command
// line is older than its source, and `debian` installs the Debian packages that the tests and benchmarks drive. Plain
// JavaScript, because it runs before anything has been installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** When it was built last. */
const BUILT = `${root}dist/.built`;
const PRODUCT = `${root}engine/build/tsconfig.json`;
const EVERYTHING = `${root}tsconfig.json`;
const DEBIAN = {
  sipp: 'sip-tester',
  'redis-server': 'redis-server',
  pg_ctlcluster: 'postgresql',
  rtpengine: 'rtpengine-daemon',
  baresip: 'baresip',
  sox: 'sox',
  'espeak-ng': 'espeak-ng',
  tshark: 'tshark',
  chromium: 'chromium',
  xfs_io: 'xfsprogs',
  'mkfs.ext4': 'e2fsprogs',
  faketime: 'faketime',
  openssl: 'openssl',
  promtool: 'prometheus',
  'systemd-analyze': 'systemd',
  unzip: 'unzip',
  python3: 'python3',
  javac: 'default-jdk-headless',
  go: 'golang-go',
  php: 'php-cli php-curl',
};

const wanted = process.argv.slice(2);
requireNode();
installPackages();
if (wanted.length === 0 || wanted.includes('build')) build(PRODUCT);
if (wanted.includes('built') && !isBuilt('engine/ctl')) build(PRODUCT);
if (wanted.includes('tests')) build(EVERYTHING);
if (wanted.includes('debian')) installDebian();

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`expected Node >= 20.19, found ${process.versions.node}`);
}

/** `npm ci`, unless node_modules already matches the lock file. */
function installPackages() {
  const lock = readFileSync(`${root}package-lock.json`);
  const stamp = `${root}node_modules/.callveil-lock`;
  const digest = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  run(
    'npm',
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    'installing packages',
  );
  mkdirSync(`${root}node_modules`, { recursive: true });
  writeFileSync(stamp, digest);
}

/**
 * Whether the last build is newer than a folder's sources: looked at in a millisecond, where the compiler takes
 * seconds.
 */
function isBuilt(folder) {
  if (!existsSync(BUILT)) return false;
  const { mtimeMs } = statSync(BUILT);
  return readdirSync(`${root}${folder}`, { recursive: true }).every(
    (name) => statSync(`${root}${folder}/${name}`).mtimeMs <= mtimeMs,
  );
}

function build(project) {
  run(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', project], 'compiling');
  run(process.execPath, [`${root}engine/console/build.mjs`], 'bundling the console');
  writeFileSync(BUILT, '');
}

/** Installs what is missing with apt, or says what to install where apt or root is not to be had. */
function installDebian() {
  const missing = Object.entries(DEBIAN)
    .filter(([command]) => spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0)
    .flatMap(([, names]) => names.split(' '));
  if (missing.length === 0) return;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => {
    const [command, ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', ...args];
    return run(
      command,
      rest,
      `apt-get ${args[0]}`,
      `install these Debian packages first: ${missing.join(' ')}`,
    );
  };
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...missing);
}

function run(command, args, what, advice = '') {
  process.stderr.write(`callveil: ${what} …\n`);
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) fail(`${what} failed\n${stdout ?? ''}${stderr ?? ''}${error ?? ''}\n${advice}`);
}

function fail(message) {
  process.stderr.write(`callveil: ${message}\n`);
  process.exit(1);
}
