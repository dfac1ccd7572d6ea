import t from 'tap';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../config/load.js';
import { configSchema, type Schema } from '../../config/schema.js';
import { readYaml } from '../../config/read-yaml.js';

const file = fileURLToPath(new URL('../../../config/reference.yaml', import.meta.url));
const text = readFileSync(file, 'utf8');

interface Key {
  readonly path: string[];
  readonly schema: Schema;
  readonly isOptional: boolean;
}

/**
 * Each key with the place in the file where it must stand: of the entries of a list, any. The keys of an object that
 * has no effect unless it is there stand behind # (`isOptional`).
 */
function* keys(schema: Schema, path: string[], isOptional = false): Generator<Key> {
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    const here = [...path, name];
    yield { path: here, schema: child, isOptional };
    const isLeftOut = isOptional || (child.type === 'object' && child.default === undefined);
    yield* keys(child, here, isLeftOut);
    if (child.items?.type === 'object') yield* keys(child.items, [...here, '*'], isLeftOut);
  }
}

/** Every value the file has at a path. */
function valuesAt(value: unknown, [name, ...rest]: string[]): unknown[] {
  if (name === undefined) return [value];
  if (name === '*') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  if (typeof value !== 'object' || value === null || !(name in value)) return [];
  return valuesAt((value as Record<string, unknown>)[name], rest);
}

void t.test('the manual itself is a configuration that loads', async (t) => {
  const config = loadConfig(file, {});
  t.equal(config.applications.length, 1);
  t.equal(config.trunks.length, 2);
});

void t.test('the manual has every key, with its true default', async (t) => {
  const { value } = readYaml(text, configSchema, {});
  for (const { path, schema, isOptional } of keys(configSchema, [])) {
    const key = path.join('.');
    const values = valuesAt(value, path);
    if (!('default' in schema)) {
      const name = path.at(-1) ?? '';
      t.match(text, new RegExp(`^[ #-]*${name}:`, 'm'), `${key} stands in the manual`);
      continue;
    }
    if (isOptional) {
      const shown = new RegExp(`^ *# +${path.at(-1)}: ?(.*)$`, 'gm');
      const found = [...text.matchAll(shown)].map(([, value = '']) => value.replace(/^"|"$/g, ''));
      const wanted = Array.isArray(schema.default)
        ? `[${schema.default.join(', ')}]`
        : schema.type === 'object'
          ? ''
          : String(schema.default);
      t.ok(found.includes(wanted), `${key}: the manual shows its default ${wanted} behind #`);
      continue;
    }
    t.not(values.length, 0, `${key} stands in the manual`);
    const showsEntries = schema.items?.type === 'object' && schema.minItems === undefined;
    const showsAddresses = key === 'trunks.*.from';
    if (showsEntries || showsAddresses || schema.type === 'object') continue;
    t.ok(
      values.some((found) => JSON.stringify(found) === JSON.stringify(schema.default)),
      `${key}: the manual shows its default ${JSON.stringify(schema.default)}`,
    );
  }
});

void t.test('keys the manual shows behind # are keys of the schema', async (t) => {
  const known = new Set([...keys(configSchema, [])].map(({ path }) => path.at(-1)));
  const shown = [...text.matchAll(/^ *#  *([a-z][A-Za-z]+):( [^ ].*)?$/gm)].map((match) => match[1] ?? '');
  const notes = new Set([
    'embedded',
    'drachtio',
    'carrier',
    'softphones',
    'signalled',
    'latch',
    'refused',
    'offered',
    'required',
    'sqlite',
    'e',
  ]);
  for (const name of shown) t.ok(known.has(name) || notes.has(name), `${name} is a key`);
});
