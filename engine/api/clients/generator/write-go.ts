/** The Go client: a struct for each shape, and a method of `Client` for each operation. As gofmt writes it. */
import type { Choice, Description, Field, Operation, Shape, Type } from './description.js';
import { goName, wrapped } from './names.js';

/** Words of Go, and names that its methods use. */
const TAKEN = new Set(
  (
    'break case chan const continue default defer else fallthrough for func go goto if import interface map package range ' +
    'return select struct switch type var ctx path err answer request content ask part c'
  ).split(' '),
);

export function writeGoModel({ version, shapes, choices }: Description): string {
  const kinds = new Set(shapes.flatMap(({ fields }) => fields.flatMap(({ type }) => kindsIn(type))));
  const imports = [
    ...(shapes.some(({ open }) => open) ? ['"encoding/json"'] : []),
    ...(kinds.has('time') ? ['"time"'] : []),
  ];
  return [
    heading(version),
    ...(imports.length > 0 ? [`import (\n${imports.map((one) => `\t${one}`).join('\n')}\n)`] : []),
    ...choices.map(choiceText),
    ...shapes.flatMap((one) => (one.open ? [shapeText(one), openText(one)] : [shapeText(one)])),
  ]
    .join('\n\n')
    .concat('\n');
}

export function writeGoClient({ version, operations }: Description): string {
  return [
    heading(version),
    'import (\n\t"context"\n\t"io"\n)',
    ...operations.flatMap((one) => (one.paging ? [methodText(one), pagesText(one)] : [methodText(one)])),
  ]
    .join('\n\n')
    .concat('\n');
}

function heading(version: string): string {
  return [
    `// Code generated from openapi.json (version ${version}). DO NOT EDIT: change the API or the generator.`,
    '',
    'package callveil',
  ].join('\n');
}

function kindsIn(type: Type): string[] {
  return type.kind === 'list' || type.kind === 'map' ? [type.kind, ...kindsIn(type.of)] : [type.kind];
}

function choiceText({ name, values }: Choice): string {
  const type = goName(name);
  const names = values.map((value) => `${type}${goName(value)}`);
  const widest = Math.max(...names.map(({ length }) => length));
  return [
    `// ${type} is one of some words; a newer service may answer others.`,
    `type ${type} string`,
    '',
    `// The words of ${type}.`,
    'const (',
    ...values.map(
      (value, place) => `\t${(names[place] ?? '').padEnd(widest)} ${type} = ${JSON.stringify(value)}`,
    ),
    ')',
  ].join('\n');
}

function shapeText({ name, description, fields, open, use }: Shape): string {
  const type = goName(name);
  const said =
    description === ''
      ? use === 'answer'
        ? 'is answered'
        : 'is sent'
      : `is sent or answered. ${description}`;
  const body = [
    // A blank line keeps gofmt from aligning fields with each other.
    ...fields.flatMap((one, place) => [...(place > 0 ? [''] : []), ...fieldText(one, use)]),
    ...(open ? ['', '\t// More is what else was answered.', '\tMore map[string]any `json:"-"`'] : []),
  ];
  const whole =
    description === ''
      ? `${said}.`
      : said.replace('sent or answered', use === 'answer' ? 'answered' : 'sent');
  if (body.length === 0) return [...comment(`${type} ${whole}`, ''), `type ${type} struct{}`].join('\n');
  return [...comment(`${type} ${whole}`, ''), `type ${type} struct {`, ...body, '}'].join('\n');
}

function fieldText({ wire, type, required, nullable, description }: Field, use: Shape['use']): string[] {
  const isPlain = type.kind === 'list' || type.kind === 'map' || type.kind === 'json';
  const text = typeText(type);
  const written =
    nullable && use === 'request' ? `*Nullable[${text}]` : required || isPlain ? text : `*${text}`;
  const tag = `\`json:"${wire}${required ? '' : ',omitempty'}"\``;
  return [...comment(description, '\t'), `\t${goName(wire)} ${written} ${tag}`];
}

/** Reads the known fields, and keeps the others. */
function openText({ name, fields }: Shape): string {
  const type = goName(name);
  return [
    '// UnmarshalJSON keeps fields that are not known in More.',
    `func (a *${type}) UnmarshalJSON(text []byte) error {`,
    `\ttype known ${type}`,
    '\tif err := json.Unmarshal(text, (*known)(a)); err != nil {',
    '\t\treturn err',
    '\t}',
    '\tif err := json.Unmarshal(text, &a.More); err != nil {',
    '\t\treturn err',
    '\t}',
    `\tfor _, key := range []string{${fields.map(({ wire }) => JSON.stringify(wire)).join(', ')}} {`,
    '\t\tdelete(a.More, key)',
    '\t}',
    '\treturn nil',
    '}',
  ].join('\n');
}

function methodText(one: Operation): string {
  const { id, summary, description, answer, pathFields } = one;
  const result = resultOf(one);
  const none = answer.kind === 'nothing' ? '' : 'nil, ';
  const path =
    pathFields.length === 0
      ? []
      : [
          `\tpath, err := part(${JSON.stringify(one.path.replace(/\{\w+\}/g, '%s'))}, ${pathFields.map(asString).join(', ')})`,
          '\tif err != nil {',
          `\t\treturn ${none}err`,
          '\t}',
        ];
  return [
    ...comment(`${goName(id)}: ${summary}. ${description}`, ''),
    `func (c *Client) ${goName(id)}(${parameters(one).join(', ')}) ${result === '' ? 'error' : `(${result}, error)`} {`,
    ...path,
    ...answered(one),
    '}',
  ].join('\n');
}

function answered(one: Operation): string[] {
  const { answer } = one;
  if (answer.kind === 'nothing') return [`\treturn c.nothing(ctx, ${ask(one)})`];
  if (answer.kind === 'bytes') return [`\treturn c.bytes(ctx, ${ask(one)})`];
  return [
    `\tvar answer ${typeText(answer.type)}`,
    `\tif err := c.json(ctx, ${ask(one)}, &answer); err != nil {`,
    '\t\treturn nil, err',
    '\t}',
    '\treturn &answer, nil',
  ];
}

function resultOf({ answer }: Operation): string {
  if (answer.kind === 'nothing') return '';
  return answer.kind === 'bytes' ? 'io.ReadCloser' : `*${typeText(answer.type)}`;
}

function parameters({ pathFields, content, request }: Operation): string[] {
  return [
    'ctx context.Context',
    ...pathFields.map((one) => `${parameterName(one)} ${typeText(one.type)}`),
    ...(content ? [`content ${content.isText ? 'string' : '[]byte'}`] : []),
    ...(request ? [`request ${goName(request.name)}`] : []),
  ];
}

function ask({ method, path, pathFields, content, request, requestIn, isRepeatable }: Operation): string {
  const data = content?.isText === true ? '[]byte(content)' : 'content';
  return `ask{${[
    `method: ${JSON.stringify(method)}`,
    `path: ${pathFields.length === 0 ? JSON.stringify(path) : 'path'}`,
    ...(isRepeatable ? ['repeatable: true'] : []),
    ...(request ? [`${requestIn}: request`] : []),
    ...(content ? [`contentType: ${JSON.stringify(content.mediaType)}`, `content: ${data}`] : []),
    ...(request?.fields.some(({ wire }) => wire === 'wait') ? ['wait: request.Wait'] : []),
  ].join(', ')}}`;
}

function pagesText(one: Operation): string {
  const { id, summary, request, paging } = one;
  const item = paging ? typeText(paging.item) : '';
  const lines =
    paging?.kind === 'index'
      ? [
          '\tindex := pageNumber(request.PageIndex, 1)',
          `\treturn &Items[${item}]{page: func(ctx context.Context) ([]${item}, bool, error) {`,
          '\t\trequest.PageIndex = Ptr(index)',
          '\t\tindex++',
          `\t\tanswer, err := c.${goName(id)}(ctx, request)`,
          '\t\tif err != nil {',
          '\t\t\treturn nil, false, err',
          '\t\t}',
          `\t\treturn answer.Items, int64(len(answer.Items)) < pageNumber(request.PageSize, ${paging.pageSize}), nil`,
          '\t}}',
        ]
      : [
          `\treturn &Items[${item}]{page: func(ctx context.Context) ([]${item}, bool, error) {`,
          `\t\tanswer, err := c.${goName(id)}(ctx, request)`,
          '\t\tif err != nil {',
          '\t\t\treturn nil, false, err',
          '\t\t}',
          '\t\tisLast := isLastPage(request.After, answer.Next)',
          '\t\trequest.After = answer.Next',
          '\t\treturn answer.Items, isLast, nil',
          '\t}}',
        ];
  return [
    ...comment(
      `${goName(id)}All: ${summary}, of all pages from that of the request on; each page is asked for when it is wanted.`,
      '',
    ),
    `func (c *Client) ${goName(id)}All(request ${goName(request?.name ?? '')}) *Items[${item}] {`,
    ...lines,
    '}',
  ].join('\n');
}

function typeText(type: Type): string {
  switch (type.kind) {
    case 'string':
      return 'string';
    case 'time':
      return 'time.Time';
    case 'integer':
    case 'integers':
      return 'int64';
    case 'number':
      return 'float64';
    case 'boolean':
      return 'bool';
    case 'json':
      return 'any';
    case 'choice':
    case 'shape':
      return goName(type.name);
    case 'list':
      return `[]${typeText(type.of)}`;
    case 'map':
      return `map[string]${typeText(type.of)}`;
  }
}

function parameterName({ wire }: Field): string {
  return TAKEN.has(wire) ? `${wire}_` : wire;
}

function asString(one: Field): string {
  return one.type.kind === 'choice' ? `string(${parameterName(one)})` : parameterName(one);
}

function comment(text: string, indent: string): string[] {
  return wrapped(text, 110).map((line) => `${indent}// ${line}`);
}
