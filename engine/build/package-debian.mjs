// `npm run package [FOLDER]`: a Debian package of the built product with the dependencies it runs on, for this machine's
// architecture, in `dist` or FOLDER. It needs dpkg-deb and nothing else of Debian's tools. Two runs on the same commit
// make the same bytes: every time in the package is SOURCE_DATE_EPOCH, or that of the commit.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { copyrightOf } from './package-copyright.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sources = join(root, 'docker/debian');
const HOME = 'usr/lib/callveil';
const DOC = 'usr/share/doc/callveil';
/** Node's names of the architectures that the SQLite dependency is built for. */
const ARCHITECTURES = { amd64: 'x64', arm64: 'arm64' };
/** What a dependency has for those who compile it or compile against it, its own tests and its web site. */
const UNUSED =
  /\.(map|ts|mts|cts|tsbuildinfo|c|cc|cpp|h|gyp|sh|html)$|(^|\/)\.[^/]+$|^(test|tests|integration|scripts)(\/|$)/;

const { name, version, description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const output = resolve(process.argv[2] ?? join(root, 'dist'));
const architecture = run('dpkg', ['--print-architecture']).trim();
if (!(architecture in ARCHITECTURES))
  throw new Error(
    `expected an architecture of ${Object.keys(ARCHITECTURES).join(', ')}, found ${architecture}`,
  );
const epoch = sourceDate();
// dpkg-deb takes it for the times of the archive's own members.
process.env['SOURCE_DATE_EPOCH'] = String(epoch);
// The maintainer is who builds it, as with Debian's own tools.
const maintainer = `${process.env['DEBFULLNAME'] ?? 'Callveil'} <${process.env['DEBEMAIL'] ?? 'callveil@example.org'}>`;

const folder = mkdtempSync(join(tmpdir(), 'callveil-debian-'));
try {
  const tree = join(folder, name);
  layProduct(tree);
  const modules = layDependencies(tree);
  layForDebian(tree, modules);
  layControl(tree);
  settle(tree);
  mkdirSync(output, { recursive: true });
  const file = join(output, `${name}_${version}_${architecture}.deb`);
  // A tenth of the time of xz's usual level, for a fifth more bytes.
  run('dpkg-deb', ['--root-owner-group', '-Zxz', '-z1', '--build', tree, file]);
  process.stdout.write(`${file}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What `npm pack` has, which test/docker/package.test.ts proves to be whole. */
function layProduct(tree) {
  const [{ filename }] = JSON.parse(
    run('npm', ['pack', '--ignore-scripts', '--silent', '--json', '--pack-destination', folder]),
  );
  const home = join(tree, HOME);
  mkdirSync(home, { recursive: true });
  run('tar', ['-xzf', join(folder, filename), '-C', home, '--strip-components', '1']);
  // They stand where Debian has them.
  for (const there of ['docker', 'README.md', 'README.zh.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE'])
    rmSync(join(home, there), { recursive: true, force: true });
}

/** Every package that the lock file has for production; returns their paths. */
function layDependencies(tree) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const paths = Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .map(([path]) => path)
    .filter((path) => existsSync(join(root, path)))
    .sort();
  for (const path of paths) {
    const from = join(root, path);
    const filter = (source) => {
      const inside = source.slice(from.length + 1);
      // Those inside it have their own entry.
      return !/(^|\/)node_modules(\/|$)/.test(inside) && !UNUSED.test(inside) && isForHere(inside);
    };
    cpSync(from, join(tree, HOME, path), { recursive: true, filter });
  }
  return paths;
}

/** A library that was built for another machine is left out. */
function isForHere(inside) {
  const [, built] = /^prebuilds\/([^/]+)/.exec(inside) ?? [];
  if (built === undefined) return true;
  return built === `linux-${ARCHITECTURES[architecture]}` && !inside.endsWith('.musl.node');
}

function layForDebian(tree, modules) {
  const put = (path, content) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  };
  const source = (file) => readFileSync(join(root, file), 'utf8');
  mkdirSync(join(tree, 'usr/bin'), { recursive: true });
  const { bin } = JSON.parse(source('package.json'));
  for (const [command, path] of Object.entries(bin))
    symlinkSync(`../lib/callveil/${path}`, join(tree, 'usr/bin', command));
  put(
    'usr/lib/systemd/system/callveil.service',
    source('docker/callveil.service')
      .replace('/opt/callveil/docker/README.md', `/${DOC}/README.md`)
      .replace(/^# systemd unit: .*\n# The Debian .*\n/, '# Change it by `systemctl edit callveil`.\n')
      .replaceAll('/opt/callveil', `/${HOME}`),
  );
  put('etc/callveil/callveil.yaml', source('docker/debian/callveil.yaml'));
  for (const page of Object.keys(bin))
    put(`usr/share/man/man1/${page}.1.gz`, compressed(source(`docker/debian/${page}.1`)));
  put(`usr/share/lintian/overrides/${name}`, source('docker/debian/lintian-overrides'));
  put(`${DOC}/README.md`, source('docker/README.md'));
  put(`${DOC}/SECURITY.md`, source('SECURITY.md'));
  put(`${DOC}/NEWS.md.gz`, compressed(source('CHANGELOG.md')));
  put(`${DOC}/changelog.gz`, compressed(changelog()));
  put(`${DOC}/copyright`, copyrightOf(root, HOME, modules));
}

function changelog() {
  const date = new Date(epoch * 1000).toUTCString().replace('GMT', '+0000');
  return `${name} (${version}) stable; urgency=medium

  * What has changed is in NEWS.md.

 -- ${maintainer}  ${date}
`;
}

function layControl(tree) {
  const control = join(tree, 'DEBIAN');
  const files = filesOf(tree);
  const kibibytes = files.reduce((sum, path) => sum + Math.ceil(lstatSync(join(tree, path)).size / 1024), 0);
  const text = readFileSync(join(sources, 'control'), 'utf8')
    .replace('@version@', version)
    .replace('@architecture@', architecture)
    .replace('@maintainer@', maintainer)
    .replace('@size@', String(kibibytes))
    .replace('@description@', description);
  const sums = files
    .filter((path) => !path.startsWith('etc/') && lstatSync(join(tree, path)).isFile())
    .map(
      (path) =>
        `${createHash('md5')
          .update(readFileSync(join(tree, path)))
          .digest('hex')}  ${path}\n`,
    );
  mkdirSync(control);
  writeFileSync(join(control, 'control'), text);
  writeFileSync(join(control, 'conffiles'), '/etc/callveil/callveil.yaml\n');
  writeFileSync(join(control, 'md5sums'), sums.join(''));
  for (const script of ['postinst', 'prerm', 'postrm'])
    writeFileSync(join(control, script), readFileSync(join(sources, script)));
}

/** Modes and times do not depend on who builds it, and when. */
function settle(tree) {
  for (const path of ['', ...filesOf(tree, true)]) {
    const full = join(tree, path);
    const found = lstatSync(full);
    if (!found.isSymbolicLink()) chmodSync(full, modeOf(path, found));
    lutimesSync(full, epoch, epoch);
  }
}

function modeOf(path, found) {
  if (path === 'etc/callveil') return 0o750;
  if (path.startsWith('etc/callveil/')) return 0o640;
  const isProgram = /^DEBIAN\/(postinst|prerm|postrm)$|^usr\/lib\/callveil\/dist\/engine\/(ctl\/)?main\.js$/;
  return found.isDirectory() || isProgram.test(path) ? 0o755 : 0o644;
}

/** Paths below a folder in one order, files and links; with `all`, folders too. */
function filesOf(tree, all = false) {
  return readdirSync(tree, { recursive: true, withFileTypes: true })
    .filter((entry) => all || !entry.isDirectory())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(tree.length + 1))
    .sort();
}

function sourceDate() {
  const given = process.env['SOURCE_DATE_EPOCH'];
  if (given !== undefined) return Number(given);
  try {
    return Number(run('git', ['log', '-1', '--format=%ct']));
  } catch {
    // Not a clone: the newest of the files that come with it unchanged.
    return Math.floor(lstatSync(join(root, 'CHANGELOG.md')).mtimeMs / 1000);
  }
}

function compressed(text) {
  return gzipSync(text, { level: 9 });
}

function run(command, args) {
  return execFileSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
