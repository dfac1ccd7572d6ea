/** The TypeScript client: types of all shapes, and a class with a method for each operation. */
import type { Description, Field, Operation, Shape, Type } from './description.js';
import { wrapped } from './names.js';

export function writeTypescript({ version, shapes, choices, operations }: Description): string {
  return [
    `// Generated from openapi.json (version ${version}): change the API or the generator, not this file. It is long because`,
    '// it holds every type and operation of /v1, so that a program takes this file and transport.ts.',
    "import { pagesByIndex, pagesByNext, part, Transport, type CallOptions, type CallveilOptions } from './transport.js';",
    ...choices.map(({ name, values }) => `export type ${name} = ${union(values)};`),
    ...shapes.map(shapeText),
    client(operations),
  ].join('\n\n');
}

function shapeText({ name, description, fields, open, use }: Shape): string {
  const lines = fields.flatMap((one) => [...comment(one.description), fieldText(one, use)]);
  const more = open ? ['readonly [more: string]: unknown;'] : [];
  return [...comment(description), `export interface ${name} {`, ...lines, ...more, '}'].join('\n');
}

function fieldText({ wire, type, required, nullable }: Field, use: Shape['use']): string {
  const empty = required || use === 'answer' ? '' : ' | undefined';
  const key = /^[A-Za-z_]\w*$/.test(wire) ? wire : JSON.stringify(wire);
  return `readonly ${key}${required ? '' : '?'}: ${typeText(type)}${nullable ? ' | null' : ''}${empty};`;
}

function typeText(type: Type): string {
  switch (type.kind) {
    case 'string':
    case 'time':
      return 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'json':
      return 'unknown';
    case 'choice':
    case 'shape':
      return type.name;
    case 'integers':
      return type.values.join(' | ');
    case 'list':
      return `readonly (${typeText(type.of)})[]`;
    case 'map':
      return `{ readonly [key: string]: ${typeText(type.of)} }`;
  }
}

function client(operations: readonly Operation[]): string {
  return [
    '/** A client of the operator API. */',
    'export class Callveil {',
    'readonly #transport: Transport;',
    '',
    'constructor(options: CallveilOptions) {',
    'this.#transport = new Transport(options);',
    '}',
    ...operations.flatMap((one) => ['', method(one), ...(one.paging ? ['', pages(one)] : [])]),
    '}',
    '',
  ].join('\n');
}

function method(one: Operation): string {
  const { id, summary, description, answer } = one;
  const [verb, result] =
    answer.kind === 'nothing'
      ? ['nothing', 'void']
      : answer.kind === 'bytes'
        ? ['bytes', 'ReadableStream<Uint8Array>']
        : [`json<${typeText(answer.type)}>`, typeText(answer.type)];
  return [
    ...comment(`${summary}. ${description}`),
    `${id}(${[...parameters(one), 'options?: CallOptions'].join(', ')}): Promise<${result}> {`,
    `return this.#transport.${verb}(${ask(one)}, options);`,
    '}',
  ].join('\n');
}

function pages(one: Operation): string {
  const { id, summary, paging } = one;
  if (paging === undefined) return '';
  const size = paging.kind === 'index' ? `${paging.pageSize}, ` : '';
  const way = paging.kind === 'index' ? 'pagesByIndex' : 'pagesByNext';
  return [
    ...comment(
      `${summary}, of all pages from that of the request on; each page is asked for when it is wanted.`,
    ),
    `${id}All(${[...parameters(one), 'options?: CallOptions'].join(', ')}): AsyncGenerator<${typeText(paging.item)}, void, undefined> {`,
    `return ${way}(request, ${size}(page) => this.${id}(page, options));`,
    '}',
  ].join('\n');
}

function parameters({ pathFields, content, request }: Operation): string[] {
  const body = content && [`content: ${content.isText ? 'string' : 'Uint8Array'}`];
  const isEmpty = request?.fields.every(({ required }) => !required) === true;
  return [
    ...pathFields.map(({ wire, type }) => `${wire}: ${typeText(type)}`),
    ...(body ?? []),
    ...(request ? [`request: ${request.name}${isEmpty ? ' = {}' : ''}`] : []),
  ];
}

function ask({ method, path, content, request, requestIn, isRepeatable }: Operation): string {
  const parts = [
    `method: '${method}'`,
    `path: \`${path.replace(/\{(\w+)\}/g, '${part($1)}')}\``,
    ...(content ? [`content: { type: '${content.mediaType}', data: content }`] : []),
    ...(request ? [requestIn === 'query' ? 'query: request' : 'body: request'] : []),
    `isRepeatable: ${isRepeatable}`,
    ...(request?.fields.some(({ wire }) => wire === 'wait') ? ['wait: request.wait'] : []),
  ];
  return `{ ${parts.join(', ')} }`;
}

function union(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(' | ');
}

function comment(text: string): string[] {
  const lines = wrapped(text.replaceAll('*/', '* /'), 110);
  return lines.length === 0 ? [] : ['/**', ...lines.map((line) => ` * ${line}`), ' */'];
}
