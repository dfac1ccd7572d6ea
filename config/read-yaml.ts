/**
 * Converts YAML to plain values and keeps the line of each key.
 *
 * The schema decides how a plain scalar is read, because YAML's own guess is wrong here: where text is expected,
 * `+8613800000021` and `0755` stay as they are written instead of becoming numbers. `${NAME}` in a value is replaced
 * from the environment, so that secrets need not be in the file.
 */
import { Alias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { Problem } from './problem.js';
import type { Schema } from './schema.js';
import { yamlFaults } from './yaml-faults.js';

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
  /** Aliases that are being read, from the outermost: none may contain itself. */
  readonly aliases: unknown[];
  /** Values that were read through aliases. */
  aliased: number;
  lineAt(node: unknown): number | undefined;
}

const DEEPEST = 32;
/** Aliases of aliases multiply: a file of ten lines can stand for a billion values. */
const MOST_ALIASED = 100_000;

/** `schema`: a function if it depends on whether the file is a list. */
export function readYaml(
  text: string,
  schema: Schema | ((isList: boolean) => Schema),
  environment: Walk['environment'],
): YamlReading {
  const counter = new LineCounter();
  // Keys are compared below, where their names and the lines of both are known.
  const options = { lineCounter: counter, prettyErrors: false, stringKeys: true, uniqueKeys: false };
  const document = parseDocument(text, options);
  const lines = new Map<string, number>([['', 1]]);
  const problems = yamlFaults([...document.errors, ...document.warnings], counter);
  const walk: Walk = {
    document,
    environment,
    problems,
    lines,
    aliases: [],
    aliased: 0,
    lineAt: (node) => {
      const start = (node as Node | null)?.range?.[0];
      return start === undefined ? undefined : counter.linePos(start).line;
    },
  };
  const chosen = typeof schema === 'function' ? schema(isSeq(document.contents)) : schema;
  const value = problems.length > 0 ? undefined : read(walk, document.contents, chosen, '', 0);
  return { value, problems, lineOf: (pointer) => closestLine(lines, pointer) };
}

function read(
  walk: Walk,
  node: unknown,
  schema: Schema | undefined,
  pointer: string,
  depth: number,
): unknown {
  const line = walk.lineAt(node) ?? closestLine(walk.lines, pointer);
  if (!walk.lines.has(pointer)) walk.lines.set(pointer, line);
  if (depth > DEEPEST) return refuse(walk, line, pointer, `at most ${DEEPEST} levels`, 'more');
  if (walk.aliases.length > 0 && (walk.aliased += 1) > MOST_ALIASED) {
    if (walk.aliased === MOST_ALIASED + 1)
      refuse(walk, line, pointer, `at most ${MOST_ALIASED} values through aliases`, 'more');
    return undefined;
  }
  if (node instanceof Alias) return readAlias(walk, node, schema, pointer, depth);
  if (isMap(node)) return readMap(walk, node, schema, pointer, depth, line);
  if (isSeq(node)) {
    return node.items.map((item, index) => read(walk, item, schema?.items, `${pointer}/${index}`, depth + 1));
  }
  return isScalar(node) ? readScalar(walk, node, schema, pointer, line) : null;
}

function readMap(
  walk: Walk,
  node: YAMLMap,
  schema: Schema | undefined,
  pointer: string,
  depth: number,
  line: number,
): unknown {
  const names = new Map<string, number>();
  const entries = node.items.map(({ key, value }): [string, unknown] => {
    const name = isScalar(key) ? String(key.value) : String(key);
    const child = `${pointer}/${escapePointer(name)}`;
    const at = walk.lineAt(key) ?? line;
    const first = names.get(name);
    if (first !== undefined) {
      refuse(walk, at, child, 'a key used once', `the one of line ${first} again`);
      return [name, undefined];
    }
    names.set(name, at);
    walk.lines.set(child, at);
    if (name === '<<') {
      refuse(walk, at, child, 'keys written out: groups are not merged', 'a merge key');
      return [name, undefined];
    }
    return [name, read(walk, value, schema?.properties?.[name], child, depth + 1)];
  });
  // A key without a value (`tones:`) is a group left to its defaults. YAML reads null, which no author means.
  return Object.fromEntries(entries.filter(([name, value]) => value !== null || !schema?.properties?.[name]));
}

function readAlias(
  walk: Walk,
  node: Alias,
  schema: Schema | undefined,
  pointer: string,
  depth: number,
): unknown {
  const line = walk.lineAt(node) ?? closestLine(walk.lines, pointer);
  const target = node.resolve(walk.document);
  if (target === undefined)
    return refuse(walk, line, pointer, 'the name of an anchor above', `*${node.source}, which is none`);
  if (walk.aliases.includes(target))
    return refuse(walk, line, pointer, 'an anchor above that has ended', `*${node.source} within itself`);
  walk.aliases.push(target);
  const value = read(walk, target, schema, pointer, depth + 1);
  walk.aliases.pop();
  return value;
}

function refuse(walk: Walk, line: number, pointer: string, expected: string, found: string): undefined {
  walk.problems.push({ line, key: keyOf(pointer), expected, found });
  return undefined;
}

function readScalar(
  walk: Walk,
  node: { value: unknown; source?: string; type?: unknown },
  schema: Schema | undefined,
  pointer: string,
  line: number,
): unknown {
  if (node.value === null) return null;
  if (typeof node.value === 'string') return withVariables(walk, node.value, schema, pointer, line);
  const { source } = node;
  if (node.type !== 'PLAIN' || source === undefined) return node.value;
  if (schema?.type === 'string') return source;
  // 010 is 8 to some readers and 10 to others; of 0x, 0o and 1e3 few authors know that YAML reads them as numbers.
  const isNumber = schema?.type === 'integer' && Number.isInteger(node.value);
  if (isNumber && !/^-?(0|[1-9][0-9]*)$/.test(source))
    return refuse(walk, line, pointer, 'a number in decimal digits, without a leading zero', source);
  return node.value;
}

/** The value with each `${NAME}` replaced. What a variable contains is not read again. */
function withVariables(
  walk: Walk,
  text: string,
  schema: Schema | undefined,
  pointer: string,
  line: number,
): unknown {
  let replaced = false;
  const value = text.replace(/\$\{([^}]*)(\}|$)/g, (whole, name: string, end: string) => {
    replaced = true;
    if (end === '' && !VARIABLE.test(name)) return whole;
    const given = end === '' || !VARIABLE.test(name) ? undefined : walk.environment[name];
    if (given !== undefined) return given;
    // The text is not repeated: it may be a part of a secret.
    if (end === '') refuse(walk, line, pointer, '${NAME}', '${ without its }');
    else if (!VARIABLE.test(name))
      refuse(
        walk,
        line,
        pointer,
        '${NAME}, a name of letters, digits and _',
        'other characters between ${ and }',
      );
    else refuse(walk, line, pointer, `the environment variable ${name}`, 'it is not set');
    return '';
  });
  if (!replaced) return value;
  if (schema?.type === 'integer' && /^-?\d{1,15}$/.test(value)) return Number(value);
  if (schema?.type === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
  return value;
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

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
