/** The Python client: a data class for each shape, and a class with a method for each operation. */
import type { Choice, Description, Field, Operation, Shape, Type } from './description.js';
import { indented, snake, wrapped } from './names.js';

/** Words of Python. */
const TAKEN = new Set(
  (
    'and as assert async await break class continue def del elif else except finally for ' +
    'from global if import in is lambda nonlocal not or pass raise return try while with yield self'
  ).split(' '),
);

export function writePythonModel({ version, shapes, choices }: Description): string {
  return [
    heading(version),
    'import dataclasses',
    'from datetime import datetime',
    'from typing import Any, Literal, Mapping, Optional, Sequence, Union',
    '',
    'from .transport import UNSET, Unset, listed, mapped, maybe, read_time, same',
    '',
    ...choices.map(choiceText),
    ...shapes.filter(({ use }) => use === 'answer').map(answerText),
    ...partsOfRequests(shapes).map(requestText),
    '',
  ].join('\n');
}

export function writePythonClient({ version, operations, shapes, choices }: Description): string {
  const used = [...choices, ...shapes.filter(({ use }) => use === 'answer'), ...partsOfRequests(shapes)];
  return [
    heading(version),
    'import ssl',
    'from datetime import datetime',
    'from typing import Any, BinaryIO, Iterator, Literal, Mapping, Optional, Sequence, Union',
    '',
    'from .model import (',
    ...used.map(({ name }) => `    ${name},`),
    ')',
    'from .transport import UNSET, Transport, Unset, maybe, pages_by_index, pages_by_next, part',
    '',
    '',
    'class Callveil:',
    '    """A client of the operator API."""',
    '',
    '    def __init__(',
    '        self,',
    '        url: str,',
    '        token: str,',
    '        *,',
    '        timeout: float = 30.0,',
    '        retries: int = 2,',
    '        context: Optional[ssl.SSLContext] = None,',
    '    ) -> None:',
    '        """``url``: such as ``http://127.0.0.1:8081``. ``token``: of ``operator.tokens``.',
    '',
    '        ``timeout``: seconds without a byte of the answer. ``retries``: how often a deed is tried again that may be done',
    '        twice and was answered 429 or 503 with Retry-After. ``context``: e.g. to trust a private CA.',
    '        """',
    '        self._transport = Transport(url, token, timeout=timeout, retries=retries, context=context)',
    ...operations.flatMap((one) => ['', method(one), ...(one.paging ? ['', pages(one)] : [])]),
    '',
  ].join('\n');
}

function heading(version: string): string {
  return [
    `# Generated from openapi.json (version ${version}): change the API or the generator, not this file.`,
    'from __future__ import annotations',
    '',
  ].join('\n');
}

function choiceText({ name, values }: Choice): string {
  return `${name} = Literal[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
}

/** The fields of a request are the arguments of its method; only objects in them need a class. */
function partsOfRequests(shapes: readonly Shape[]): Shape[] {
  return shapes.filter(({ use, name }) => use === 'request' && !name.endsWith('Request'));
}

function answerText({ name, description, fields, open }: Shape): string {
  const ordered = inOrder(fields);
  const more = open
    ? [
        '    more: Mapping[str, Any] = dataclasses.field(default_factory=dict)',
        '    """Whatever else was answered."""',
      ]
    : [];
  const known = fields.map(({ wire }) => JSON.stringify(wire)).join(', ');
  return [
    '',
    '',
    '@dataclasses.dataclass(frozen=True)',
    `class ${name}:`,
    ...docstring(description, 1),
    ...ordered.flatMap((one) => [answerField(one), ...docstring(one.description, 1)]),
    ...more,
    '',
    '    @classmethod',
    `    def from_json(cls, data: Mapping[str, Any]) -> ${name}:`,
    '        return cls(',
    ...ordered.map((one) => `            ${argument(one)}=${reading(one)},`),
    ...(open
      ? [
          '            more={',
          '                key: one',
          '                for key, one in data.items()',
          `                if key not in (${known},)`,
          '            },',
        ]
      : []),
    '        )',
  ].join('\n');
}

function answerField(one: Field): string {
  const type = typeText(one.type, 'answer');
  if (one.type.kind === 'list') return `    ${argument(one)}: ${type}`;
  return `    ${argument(one)}: ${one.required && !one.nullable ? type : `Optional[${type}] = None`}`;
}

function reading({ wire, type, required, nullable }: Field): string {
  const key = JSON.stringify(wire);
  if (type.kind === 'list' || type.kind === 'map') return readerCall(type, `data.get(${key})`);
  const reader = readerOf(type);
  if (required && !nullable) return reader === 'same' ? `data[${key}]` : `${reader}(data[${key}])`;
  return reader === 'same' ? `data.get(${key})` : `maybe(${reader}, data.get(${key}))`;
}

function readerCall(type: Type, value: string): string {
  if (type.kind === 'list') return `listed(${readerOf(type.of)}, ${value})`;
  if (type.kind === 'map') return `mapped(${readerOf(type.of)}, ${value})`;
  const reader = readerOf(type);
  return reader === 'same' ? value : `${reader}(${value})`;
}

function readerOf(type: Type): string {
  if (type.kind === 'shape') return `${type.name}.from_json`;
  if (type.kind === 'time') return 'read_time';
  if (type.kind === 'list' || type.kind === 'map') return `lambda one: ${readerCall(type, 'one')}`;
  return 'same';
}

function requestText({ name, description, fields }: Shape): string {
  const ordered = [
    ...fields.filter(({ required }) => required),
    ...fields.filter(({ required }) => !required),
  ];
  return [
    '',
    '',
    '@dataclasses.dataclass(frozen=True)',
    `class ${name}:`,
    ...docstring(description, 1),
    ...ordered.flatMap((one) => [
      `    ${argument(one)}: ${requestType(one)}${one.required ? '' : ' = UNSET'}`,
      ...docstring(one.description, 1),
    ]),
    '',
    '    def to_json(self) -> dict[str, Any]:',
    `        ${indented(
      braced(
        'return ',
        ordered.map((one) => `${JSON.stringify(one.wire)}: self.${argument(one)}`),
      ),
      2,
      '    ',
    ).trim()}`,
  ].join('\n');
}

function method(one: Operation): string {
  const { id, summary, description, answer } = one;
  const result =
    answer.kind === 'nothing'
      ? 'None'
      : answer.kind === 'bytes'
        ? 'BinaryIO'
        : typeText(answer.type, 'answer');
  const verb = `self._transport.${answer.kind}`;
  const read = answer.kind === 'json' ? [`read=${readerOf(answer.type)}`] : [];
  return [
    `    def ${snake(id)}(`,
    ...signature(one),
    `    ) -> ${result}:`,
    ...docstring(`${summary}. ${description}`, 2, one.request?.fields),
    ...call(`${answer.kind === 'nothing' ? '' : 'return '}${verb}`, [...ask(one), ...read], 2),
  ].join('\n');
}

function signature({ pathFields, content, request }: Operation): string[] {
  const fields = request?.fields ?? [];
  return [
    'self',
    ...pathFields.map((one) => `${argument(one)}: ${typeText(one.type, 'request')}`),
    ...(content ? [`content: ${content.isText ? 'str' : 'bytes'}`] : []),
    ...(fields.length > 0 ? ['*'] : []),
    ...inOrder(fields).map((one) => `${argument(one)}: ${requestType(one)}${one.required ? '' : ' = UNSET'}`),
  ].map((text) => `        ${text},`);
}

function ask({ method, path, content, request, requestIn, isRepeatable }: Operation): string[] {
  const fields = request?.fields ?? [];
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => `{part(${snake(name)})}`);
  const sent = fields.map((one) => `${JSON.stringify(one.wire)}: ${argument(one)}`);
  const data = content?.isText === true ? 'content.encode()' : 'content';
  return [
    JSON.stringify(method),
    `${path.includes('{') ? 'f' : ''}${JSON.stringify(address)}`,
    ...(request ? [braced(`${requestIn}=`, sent)] : []),
    ...(content ? [`content=(${JSON.stringify(content.mediaType)}, ${data})`] : []),
    `repeatable=${isRepeatable ? 'True' : 'False'}`,
    ...(fields.some(({ wire }) => wire === 'wait') ? ['wait=wait'] : []),
  ];
}

const WIDTH = 110;

/** A call on one line, or with one argument a line. */
function call(name: string, parts: readonly string[], depth: number): string[] {
  const pad = '    '.repeat(depth);
  const short = `${pad}${name}(${parts.join(', ')})`;
  if (short.length <= WIDTH && !short.includes('\n')) return [short];
  return [`${pad}${name}(`, ...parts.map((one) => indented(`${one},`, depth + 1, '    ')), `${pad})`];
}

function braced(before: string, entries: readonly string[]): string {
  const short = `${before}{${entries.join(', ')}}`;
  if (short.length <= 90) return short;
  return [`${before}{`, ...entries.map((one) => `    ${one},`), '}'].join('\n');
}

function pages(one: Operation): string {
  const { id, summary, request, paging } = one;
  const passed = (request?.fields ?? []).filter(
    ({ wire }) => wire !== (paging?.kind === 'next' ? 'after' : 'pageIndex'),
  );
  const given = passed.map((field) => `${argument(field)}=${argument(field)}`);
  const page = (place: string): string =>
    call(`lambda page: self.${snake(id)}`, [...given, `${place}=page`], 0).join('\n');
  const way =
    paging?.kind === 'index'
      ? call(
          'return pages_by_index',
          [page('page_index'), 'page_index', 'page_size', `${paging.pageSize}`],
          2,
        )
      : call('return pages_by_next', [page('after'), 'after'], 2);
  return [
    `    def ${snake(id)}_all(`,
    ...signature(one),
    `    ) -> Iterator[${paging ? typeText(paging.item, 'answer') : 'Any'}]:`,
    ...docstring(
      `${summary}, of all pages from the one asked for on; each page is asked for when it is wanted.`,
      2,
      request?.fields,
    ),
    ...way,
  ].join('\n');
}

function requestType({ type, required, nullable }: Field): string {
  const sure = nullable ? `Optional[${typeText(type, 'request')}]` : typeText(type, 'request');
  return required ? sure : `Union[${sure}, Unset]`;
}

function typeText(type: Type, use: Shape['use']): string {
  switch (type.kind) {
    case 'string':
      return 'str';
    case 'time':
      return 'datetime';
    case 'integer':
      return 'int';
    case 'number':
      return 'float';
    case 'boolean':
      return 'bool';
    case 'json':
      return 'Any';
    case 'choice':
    case 'shape':
      return type.name;
    case 'integers':
      return `Literal[${type.values.join(', ')}]`;
    case 'list':
      return `${use === 'answer' ? 'list' : 'Sequence'}[${typeText(type.of, use)}]`;
    case 'map':
      return `Mapping[str, ${typeText(type.of, use)}]`;
  }
}

/** Fields without a default must come first. */
function inOrder(fields: readonly Field[]): Field[] {
  const isFirst = ({ type, required, nullable }: Field): boolean =>
    (required && !nullable) || type.kind === 'list';
  return [...fields.filter(isFirst), ...fields.filter((one) => !isFirst(one))];
}

function argument({ wire }: Pick<Field, 'wire'>): string {
  const name = snake(wire);
  return TAKEN.has(name) ? `${name}_` : name;
}

function docstring(text: string, depth: number, fields: readonly Field[] = []): string[] {
  const pad = '    '.repeat(depth);
  const told = fields.filter(({ description }) => description !== '');
  const lines = [
    ...wrapped(text.trim(), 110 - pad.length),
    ...(told.length > 0 ? [''] : []),
    ...told.flatMap((one) => wrapped(`\`\`${argument(one)}\`\`: ${one.description}`, 110 - pad.length)),
  ].map((line) => line.replaceAll('\\', '\\\\').replaceAll('"""', "'''").replace(/"$/, '" '));
  if (lines.length === 0) return [];
  if (lines.length === 1) return [`${pad}"""${lines[0] ?? ''}"""`];
  return [...`"""${lines.join('\n')}\n"""`.split('\n').map((line) => (line === '' ? '' : pad + line))];
}
