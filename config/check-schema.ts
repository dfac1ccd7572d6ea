/** Checks values against the schema with ajv, fills in the defaults, and turns ajv's keywords into sentences. */
import { Ajv, type ErrorObject } from 'ajv';
import { isHost, isServerAddress, parseAddressBlock, parseServer } from './address.js';
import { parseNextHop } from './next-hop.js';
import { parseNumberPattern } from './number-pattern.js';
import { showValue, type Problem } from './problem.js';
import type { PlaceOf } from './place.js';
import { escapePointer } from './read-yaml.js';
import type { Schema } from './schema.js';
import { mayBeConfigured } from './trunk-headers.js';

/** Fills defaults into `value` in place. Every problem is reported, not only the first. */
export type SchemaCheck = (value: unknown, placeOf: PlaceOf) => Problem[];

export function schemaCheck(schema: Schema): SchemaCheck {
  const ajv = new Ajv({ allErrors: true, useDefaults: true, verbose: true, strict: true });
  ajv.addKeyword('expected');
  ajv.addKeyword('secret');
  ajv.addFormat('host', isHost);
  ajv.addFormat('address-block', (text: string) => parseAddressBlock(text) !== undefined);
  ajv.addFormat('dns-server', isServerAddress);
  ajv.addFormat('http-url', (text: string) => /^https?:\/\//i.test(text) && URL.canParse(text));
  ajv.addFormat('header-name', mayBeConfigured);
  ajv.addFormat('number-pattern', (text: string) => parseNumberPattern(text) !== undefined);
  ajv.addFormat('server', (text: string) => parseServer(text) !== undefined);
  ajv.addFormat('sip-uri', (text: string) => parseNextHop(text) !== undefined);
  const validate = ajv.compile(schema);
  return (value, placeOf) =>
    validate(value) ? [] : (validate.errors ?? []).map((error) => problemOf(error, placeOf));
}

function problemOf(error: ErrorObject, placeOf: PlaceOf): Problem {
  const schema = error.parentSchema as Schema | undefined;
  const { instancePath, params } = error;
  if (error.keyword === 'additionalProperties') {
    const name = String(params['additionalProperty']);
    const pointer = `${instancePath}/${escapePointer(name)}`;
    return {
      ...placeOf(pointer),
      expected: knownKeys(name, Object.keys(schema?.properties ?? {})),
      found: 'an unknown key',
    };
  }
  if (error.keyword === 'required') {
    const name = String(params['missingProperty']);
    const pointer = `${instancePath}/${escapePointer(name)}`;
    return {
      ...placeOf(pointer),
      expected: expectation(schema?.properties?.[name]),
      found: 'nothing',
    };
  }
  return {
    ...placeOf(instancePath),
    expected: expectation(schema),
    found: showFound(error.data, schema),
  };
}

/** What a key accepts, from its schema alone, in one phrase: type, range and form. */
export function expectation(schema: Schema | undefined): string {
  if (schema?.expected !== undefined) return schema.expected;
  if (schema?.enum)
    return schema.enum.length === 1 ? String(schema.enum[0]) : `one of ${schema.enum.join(', ')}`;
  switch (schema?.type) {
    case 'integer':
      return `a whole number from ${schema.minimum} to ${schema.maximum}`;
    case 'boolean':
      return 'true or false';
    case 'string':
      return schema.minLength === undefined
        ? `text of at most ${schema.maxLength} characters`
        : `text of ${schema.minLength} to ${schema.maxLength} characters`;
    case 'array':
      return schema.minItems === undefined ? 'a list' : 'a list that is not empty';
    default:
      return 'a group of keys';
  }
}

function showFound(value: unknown, schema: Schema | undefined): string {
  if (schema?.secret === true && typeof value === 'string') return `${value.length} characters`;
  return `${showValue(value)}${hint(value, schema)}`;
}

/** Two mistakes that the eye passes over. */
function hint(value: unknown, schema: Schema | undefined): string {
  if (typeof value !== 'string') return '';
  if (schema?.type === 'object' && /^[A-Za-z]+:\S/.test(value))
    return ' (a space is missing after the colon)';
  const isQuoted =
    (schema?.type === 'integer' && /^-?\d+$/.test(value)) ||
    (schema?.type === 'boolean' && /^(true|false)$/.test(value));
  return isQuoted ? ', which is text by its quotes or its tag' : '';
}

function knownKeys(name: string, known: readonly string[]): string {
  const closest = known
    .map((key) => ({ key, distance: editDistance(name.toLowerCase(), key.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance)[0];
  if (closest && closest.distance <= Math.max(2, Math.floor(closest.key.length / 3))) {
    return `a known key (did you mean ${closest.key}?)`;
  }
  return `one of the keys ${known.join(', ')}`;
}

/** Levenshtein distance, one row at a time. Names in a file are short; a hostile one is cut. */
function editDistance(one: string, other: string): number {
  const left = one.slice(0, 64);
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
