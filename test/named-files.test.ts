/**
 * A source file that a comment or a page names is there, in the folder that it says: moves and deletions leave no dead
 * references.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['config', 'docker', 'engine', 'media', 'routing', 'sipp-scenarios', 'test'];
/** `engine/call/dial.ts`, `call/dial.ts` or `dial.ts`; no property called `ts`, no pattern with a star. */
const NAMED = /(?<![\w*.$/-])(?:[\w-]+\/)*[\w-]+(?:\.test)?\.tsx?(?![\w(])/g;

const inFolders = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length)),
);
const atTop = readdirSync(root).filter((name) => /\.(md|mjs|cjs)$/.test(name));
const files = [...inFolders, ...atTop];

void t.test('a file that is named in a comment or on a page exists', (t) => {
  const known = new Set(files.flatMap(endings));
  for (const file of files) {
    const text = textOf(file);
    const missing = [...text.matchAll(NAMED)].map(([name]) => name).filter((name) => !known.has(name));
    if (missing.length > 0) t.fail(`${file} names ${missing.join(', ')}`);
  }
  t.ok(known.has('call/dial.ts'), 'the tree has been read');
  t.end();
});

/** A path as it may be named: whole, or without its first folders. */
function endings(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, from) => parts.slice(from).join('/'));
}

/** A page, or the comments of a program; a changelog tells of files that were. */
function textOf(file: string): string {
  if (/(^|\/)CHANGELOG\.md$/.test(file)) return '';
  const text = readFileSync(join(root, file), 'utf8');
  if (file.endsWith('.md')) return text;
  if (!/\.(ts|tsx|mjs|cjs)$/.test(file)) return '';
  return text
    .split('\n')
    .filter((line) => /^\s*(\/\*|\*|\/\/)/.test(line))
    .join('\n');
}
