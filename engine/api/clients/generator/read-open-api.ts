/**
 * Reads the OpenAPI document of the operator API. What it cannot describe stops it with the place, so that the author
 * of a new kind of schema meets it, and no client is silently wrong.
 *
 * Two things are decided here. Every anonymous object gets the name of the place where it stands
 * (`PutApplicationRequestFeatures`): long, but a later change elsewhere never renames it. And an operation whose query has
 * phone numbers is left out, because a URL ends in the logs of proxies; there is one with a body for each.
 */
import type { Answer, Choice, Description, Field, Operation, Paging, Shape, Type } from './description.js';
import { pascal, singular } from './names.js';
import type { Content, DocumentOperation, OpenApi, Schema } from './open-api.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Names that a language has already. */
const RENAMED: Readonly<Record<string, string>> = { Record: 'PastRecord' };

/** By HTTP (RFC 9110 9.2.2), doing these twice is doing them once. */
const REPEATABLE_METHODS: readonly string[] = ['GET', 'PUT', 'DELETE'];

/** A POST that only looks, for numbers that a URL must not have. */
const LOOKS = /^(search|find|ask|explain)(?![a-z])/;

export function readOpenApi(document: OpenApi): Description {
  const reader = new Reader(document);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, one]) => !hasNumberInQuery(one))
      .map(([method, one]) => reader.operation(path, method.toUpperCase(), one)),
  );
  const { shapes, choices } = reader;
  return {
    version: document.info.version,
    operations,
    shapes: [...shapes.values()],
    choices: [...choices.values()],
  };
}

function hasNumberInQuery({ parameters = [] }: DocumentOperation): boolean {
  return parameters.some((one) => one.in === 'query' && one.schema['x-phone-number'] === true);
}

class Reader {
  readonly shapes = new Map<string, Shape>();
  readonly choices = new Map<string, Choice>();

  constructor(private readonly document: OpenApi) {}

  operation(path: string, method: string, one: DocumentOperation): Operation {
    const { operationId: id, tags, summary = '', description = '', requestBody } = one;
    const place = `${method} ${path}`;
    const known = METHODS.find((name) => name === method);
    if (id === undefined || known === undefined) throw refusal(place, 'an operation with an id');
    const body = mediaTypeOf(requestBody?.content, place);
    const query = this.#parameters(one, 'query', `${pascal(id)}Request`);
    const asked = body?.mediaType === 'application/json' ? body.schema : undefined;
    if (asked !== undefined && query.length > 0) throw refusal(place, 'a query or a JSON body, not both');
    const request = this.#request(pascal(id), query, asked, place);
    const answer = this.#answer(one, pascal(id), place);
    return {
      ...{ id, tag: tags?.[0] ?? '', summary, description, method: known, path },
      pathFields: this.#parameters(one, 'path', pascal(id)),
      request,
      requestIn: asked === undefined ? 'query' : 'body',
      content:
        body === undefined || asked !== undefined
          ? undefined
          : { mediaType: body.mediaType, isText: body.mediaType.startsWith('text/') },
      answer,
      isRepeatable: REPEATABLE_METHODS.includes(method) || LOOKS.test(id),
      paging: this.#pagingOf(request, answer, one),
    };
  }

  #parameters({ parameters = [] }: DocumentOperation, where: string, prefix: string): Field[] {
    return parameters
      .filter((one) => one.in === where)
      .map((one) => ({
        ...this.#field(one.name, one.schema, one.required === true, prefix, 'request'),
        description: one.description ?? '',
      }));
  }

  #request(
    name: string,
    query: readonly Field[],
    asked: Schema | undefined,
    place: string,
  ): Shape | undefined {
    const full = `${name}Request`;
    if (asked !== undefined) {
      const type = this.#typeOf(asked, full, 'request');
      if (type.kind !== 'shape') throw refusal(place, 'an object as body');
      return this.shapes.get(type.name);
    }
    if (query.length === 0) return undefined;
    const shape: Shape = { name: full, description: '', fields: query, open: false, use: 'request' };
    this.shapes.set(full, shape);
    return shape;
  }

  #answer({ responses }: DocumentOperation, name: string, place: string): Answer {
    const contents = Object.entries(responses)
      .filter(([status]) => status.startsWith('2'))
      .map(([, { content }]) => mediaTypeOf(content, place));
    const [first] = contents;
    if (first === undefined) return { kind: 'nothing' };
    const { mediaType } = first;
    if (contents.some((one) => one?.mediaType !== mediaType)) throw refusal(place, 'one type of answers');
    if (mediaType !== 'application/json') return { kind: 'bytes', mediaType };
    const schemas = contents.map((one) => one?.schema ?? {});
    const schema = schemas.length === 1 ? schemas[0] : merged(schemas);
    return { kind: 'json', type: this.#typeOf(schema ?? {}, `${name}Answer`, 'answer') };
  }

  #pagingOf(request: Shape | undefined, answer: Answer, one: DocumentOperation): Paging | undefined {
    if (answer.kind !== 'json' || answer.type.kind !== 'shape') return undefined;
    const shown = this.shapes.get(answer.type.name)?.fields ?? [];
    const items = shown.find(({ wire }) => wire === 'items')?.type;
    if (items?.kind !== 'list') return undefined;
    const asks = (name: string): boolean => request?.fields.some(({ wire }) => wire === name) ?? false;
    if (asks('after') && shown.some(({ wire }) => wire === 'next')) return { kind: 'next', item: items.of };
    if (!asks('pageIndex')) return undefined;
    const inQuery = one.parameters?.find(({ name }) => name === 'pageSize')?.schema;
    const size = inQuery ?? one.requestBody?.content['application/json']?.schema?.properties?.['pageSize'];
    return { kind: 'index', item: items.of, pageSize: Number(size?.default) };
  }

  #field(wire: string, schema: Schema, required: boolean, prefix: string, use: Shape['use']): Field {
    return {
      wire,
      required,
      type: this.#typeOf(schema, prefix + pascal(wire), use),
      nullable: Array.isArray(schema.type) && schema.type.includes('null'),
      description: schema.description ?? '',
    };
  }

  #typeOf(schema: Schema, name: string, use: Shape['use']): Type {
    const { $ref, format, items, enum: values } = schema;
    if ($ref !== undefined) return this.#referred($ref, use);
    const [type, ...others] = typesOf(schema).filter((one) => one !== 'null');
    if (others.length > 0) throw refusal(name, 'one type');
    switch (type) {
      case undefined:
        return { kind: 'json' };
      case 'string':
        if (values !== undefined) return this.#choice(name, values.map(String));
        return { kind: format === 'date-time' ? 'time' : 'string' };
      case 'integer':
        return values === undefined ? { kind: 'integer' } : { kind: 'integers', values: values.map(Number) };
      case 'number':
      case 'boolean':
        return { kind: type };
      case 'array':
        return { kind: 'list', of: this.#typeOf(items ?? {}, singular(name), use) };
      case 'object':
        return this.#object(schema, name, use);
      default:
        throw refusal(name, `a type, found ${type}`);
    }
  }

  #choice(name: string, values: readonly string[]): Type {
    this.choices.set(name, { name, values });
    return { kind: 'choice', name, values };
  }

  #referred(reference: string, use: Shape['use']): Type {
    const written = reference.split('/').at(-1) ?? '';
    const name = RENAMED[written] ?? written;
    const known = this.shapes.get(name);
    if (known !== undefined && known.use !== use) throw refusal(name, 'a schema of requests or of answers');
    if (known !== undefined) return { kind: 'shape', name };
    const schema = this.document.components.schemas[written];
    if (schema === undefined) throw refusal(reference, 'a schema of the document');
    return this.#typeOf(schema, name, use);
  }

  #object(schema: Schema, name: string, use: Shape['use']): Type {
    const { properties, additionalProperties: more, required = [], description = '' } = schema;
    if (properties === undefined) {
      const of = typeof more === 'object' ? this.#typeOf(more, singular(name), use) : JSON_TYPE;
      return { kind: 'map', of };
    }
    // The place comes before its parts, and keeps it.
    this.shapes.set(name, { name, description, fields: [], open: false, use });
    const fields = Object.entries(properties).map(([wire, one]) =>
      this.#field(wire, one, required.includes(wire) || isSure(wire, one, use), name, use),
    );
    const open = use === 'answer' && more !== undefined && more !== false;
    this.shapes.set(name, { name, description, fields, open, use });
    return { kind: 'shape', name };
  }
}

const JSON_TYPE: Type = { kind: 'json' };

/** Every list of the API answers its items, even if there are none. */
function isSure(wire: string, schema: Schema, use: Shape['use']): boolean {
  return use === 'answer' && wire === 'items' && schema.type === 'array';
}

/** Answers of several statuses as one: what only some of them have may be missing. */
function merged(schemas: readonly Schema[]): Schema {
  const isInAll = (key: string): boolean => schemas.every(({ required }) => required?.includes(key) === true);
  const properties = Object.assign({}, ...schemas.map((one) => one.properties)) as Record<string, Schema>;
  return {
    type: 'object',
    description: schemas.map((one) => one.description ?? '').join(' '),
    properties,
    required: Object.keys(properties).filter(isInAll),
    additionalProperties: schemas.some((one) => one.additionalProperties === true),
  };
}

function mediaTypeOf(
  content: Content | undefined,
  place: string,
): { readonly mediaType: string; readonly schema: Schema } | undefined {
  const [only, ...others] = Object.entries(content ?? {});
  if (others.length > 0) throw refusal(place, 'one media type');
  return only && { mediaType: only[0], schema: only[1].schema ?? {} };
}

function typesOf({ type }: Schema): readonly string[] {
  return type === undefined ? [] : typeof type === 'string' ? [type] : type;
}

function refusal(place: string, expected: string): TypeError {
  return new TypeError(`${place}: the generator of clients expected ${expected}`);
}
