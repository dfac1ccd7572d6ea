/** Cases of data about media: `cases/media/<name>.cases`, each a title and its lines. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface MediaCase {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The data stands beside the source, not compiled: from dist/ the project's root is three up. */
const folder = fileURLToPath(new URL('../../../test/interop/cases/media/', import.meta.url));

/** Blocks apart by an empty line; lines that begin with `#` are for people. */
export function mediaCases(name: string): MediaCase[] {
  const text = readFileSync(`${folder}${name}.cases`, 'utf8').replace(/^#.*\n/gm, '');
  const cases = text
    .split(/\n\n+/)
    .map((block) => block.split('\n').filter((line) => line.trim() !== ''))
    .flatMap(([title, ...lines]) => (title === undefined ? [] : [{ title, lines }]));
  if (cases.length === 0) throw new Error(`expected cases in ${name}.cases, found none`);
  return cases;
}
