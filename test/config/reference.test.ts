import t from 'tap';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../config/load.js';
import { configSchema, type Schema } from '../../config/schema.js';
import { readYaml } from '../../config/read-yaml.js';

const file = fileURLToPath(new URL('../../../config/reference.yaml', import.meta.url));
const text = readFileSync(file, 'utf8');

/** Each key with the place in the file where it must stand: of the entries of a list, any. */
function* keys(schema: Schema, path: string[]): Generator<{ path: string[]; schema: Schema }> {
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    const here = [...path, name];
    yield { path: here, schema: child };
    yield* keys(child, here);
    if (child.items?.type === 'object') yield* keys(child.items, [...here, '*']);
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
  for (const { path, schema } of keys(configSchema, [])) {
    const key = path.join('.');
    const values = valuesAt(value, path);
    if (!('default' in schema)) {
      const name = path.at(-1) ?? '';
      t.match(text, new RegExp(`^[ #-]*${name}:`, 'm'), `${key} stands in the manual`);
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
    'sqlite',
    'e',
  ]);
  for (const name of shown) t.ok(known.has(name) || notes.has(name), `${name} is a key`);
});
