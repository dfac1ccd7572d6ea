// Checks the console's types and bundles it into dist/engine/console/, unless none of its sources has changed. Plain
// JavaScript, because the build runs it. The names of script and style contain a hash of their content, so a browser
// may keep them without limit and asks again only for index.html, which names them.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = `${root}engine/console/`;
const target = `${root}dist/engine/console/`;
const stamp = `${root}dist/.console-stamp`;

const digest = digestOf([
  ...readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name)),
  `${root}engine/api/operator/answers.ts`,
  `${root}engine/api/operator/call-answers.ts`,
  `${root}engine/api/operator/rules-answers.ts`,
  `${root}engine/api/operator/statistics-answers.ts`,
  `${root}engine/api/operator/system-answers.ts`,
  `${root}engine/csv-pieces.ts`,
  `${root}tsconfig.json`,
  `${root}package-lock.json`,
]);
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest || !existsSync(`${target}index.html`)) {
  checkTypes();
  await bundle();
  writeFileSync(stamp, digest);
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function checkTypes() {
  const tsc = `${root}node_modules/typescript/bin/tsc`;
  const { status } = spawnSync(process.execPath, [tsc, '-p', source], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(1);
}

async function bundle() {
  const { build } = await import('esbuild');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [`${source}console.tsx`, `${source}console.css`, `${source}icon.svg`],
    outdir: target,
    entryNames: '[name]-[hash]',
    loader: { '.svg': 'copy' },
    bundle: true,
    // What a page loads by itself is a file of its own.
    splitting: true,
    chunkNames: '[name]-[hash]',
    minify: true,
    format: 'esm',
    target: ['chrome110', 'firefox115', 'safari16'],
    tsconfig: `${source}tsconfig.json`,
    // The licences require that they accompany the code.
    banner: {
      js: `/*!\n${['preact/LICENSE', 'uplot/LICENSE', 'qr/LICENSE-MIT'].map(licenceOf).join('\n')}*/`,
    },
    metafile: true,
    logLevel: 'warning',
  });
  let page = readFileSync(`${source}index.html`, 'utf8');
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint !== undefined) page = page.replace(builtName(entryPoint), basename(file));
  }
  writeFileSync(`${target}index.html`, page);
}

function licenceOf(file) {
  return `Contains ${file.split('/')[0]}.\n\n${readFileSync(`${root}node_modules/${file}`, 'utf8')}`;
}

/** The name in index.html: `console.tsx` is `console.js` in a browser. */
function builtName(entryPoint) {
  return basename(entryPoint).replace('.tsx', '.js');
}
