/**
 * Converts YAML to plain values and keeps the line of each key.
 *
 * The schema decides how a plain scalar is read, because YAML's own guess is wrong here: where text is expected,
 * `+8613800000021` and `0755` stay as they are written instead of becoming numbers. `${NAME}` in a value is replaced
 * from the environment, so that secrets need not be in the file.
 */
import { Alias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { Problem } from './problem.js';
import type { Schema } from './schema.js';

interface YamlReading {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** The line of a key, by JSON pointer; of its closest parent if the key itself is not in the file. */
  lineOf(pointer: string): number;
}

interface Walk {
  readonly document: Document;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly problems: Problem[];
  readonly lines: Map<string, number>;
  lineAt(node: unknown): number | undefined;
}

export function readYaml(text: string, schema: Schema, environment: Walk['environment']): YamlReading {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, stringKeys: true });
  const lines = new Map<string, number>([['', 1]]);
  const problems = document.errors.map(({ message, pos }) => ({
    line: counter.linePos(pos[0]).line,
    key: '',
    expected: 'YAML',
    found: message.split('\n')[0] ?? message,
  }));
  const walk: Walk = {
    document,
    environment,
    problems,
    lines,
    lineAt: (node) => {
      const start = (node as Node | null)?.range?.[0];
      return start === undefined ? undefined : counter.linePos(start).line;
    },
  };
  const value = problems.length > 0 ? undefined : read(walk, document.contents, schema, '', 0);
  return { value, problems, lineOf: (pointer) => closestLine(lines, pointer) };
}

const DEEPEST = 32;

function read(
  walk: Walk,
  node: unknown,
  schema: Schema | undefined,
  pointer: string,
  depth: number,
): unknown {
  const line = walk.lineAt(node) ?? closestLine(walk.lines, pointer);
  if (!walk.lines.has(pointer)) walk.lines.set(pointer, line);
  if (depth > DEEPEST) {
    walk.problems.push({ line, key: keyOf(pointer), expected: `at most ${DEEPEST} levels`, found: 'more' });
    return undefined;
  }
  if (node instanceof Alias) return read(walk, node.resolve(walk.document), schema, pointer, depth + 1);
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }): [string, unknown] => {
      const name = isScalar(key) ? String(key.value) : String(key);
      const child = `${pointer}/${escapePointer(name)}`;
      walk.lines.set(child, walk.lineAt(key) ?? line);
      return [name, read(walk, value, schema?.properties?.[name], child, depth + 1)];
    });
    // A key without a value (`tones:`) is a group left to its defaults. YAML reads null, which no author means.
    return Object.fromEntries(
      entries.filter(([name, value]) => value !== null || !schema?.properties?.[name]),
    );
  }
  if (isSeq(node)) {
    return node.items.map((item, index) => read(walk, item, schema?.items, `${pointer}/${index}`, depth + 1));
  }
  return isScalar(node) ? readScalar(walk, node, schema, pointer, line) : null;
}

function readScalar(
  walk: Walk,
  node: { value: unknown; source?: string; type?: unknown },
  schema: Schema | undefined,
  pointer: string,
  line: number,
): unknown {
  if (node.value === null) return null;
  if (typeof node.value !== 'string') {
    const wantsText = schema?.type === 'string' && node.type === 'PLAIN' && node.source !== undefined;
    return wantsText ? node.source : node.value;
  }
  let replaced = false;
  const value = node.value.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) => {
    const given = walk.environment[name];
    replaced = true;
    if (given !== undefined) return given;
    walk.problems.push({
      line,
      key: keyOf(pointer),
      expected: `the environment variable ${name}`,
      found: 'it is not set',
    });
    return '';
  });
  if (!replaced) return value;
  if (schema?.type === 'integer' && /^-?\d{1,15}$/.test(value)) return Number(value);
  if (schema?.type === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
  return value;
}

/** `/trunks/0/from` as a reader writes it: `trunks[0].from`. */
export function keyOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .reduce(
      (key, part) => (/^\d+$/.test(part) ? `${key}[${part}]` : key === '' ? part : `${key}.${part}`),
      '',
    );
}

export function escapePointer(part: string): string {
  return part.replace(/~/g, '~0').replace(/\//g, '~1');
}

function closestLine(lines: ReadonlyMap<string, number>, pointer: string): number {
  let at = pointer;
  while (at !== '' && !lines.has(at)) at = at.slice(0, at.lastIndexOf('/'));
  return lines.get(at) ?? 1;
}
