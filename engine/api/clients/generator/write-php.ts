/**
 * The PHP client: a class for each shape that is answered or is part of a request, and a class with a method for each
 * operation. Its arguments are the fields of the request. PHP writes arguments into the traces of exceptions, so those
 * that may hold a number or a secret are marked.
 */
import type { Choice, Description, Field, Operation, Shape, Type } from './description.js';
import { indented, wrapped } from './names.js';

const UNIT = '    ';

export function writePhpModel({ version, shapes }: Description): string {
  const classes = shapes.filter(({ use, name }) => use === 'answer' || !isWhole(name));
  return [
    heading(version),
    ...classes.map((one) => (one.use === 'answer' ? answerText(one) : requestText(one))),
  ]
    .join('\n\n')
    .concat('\n');
}

export function writePhpClient({ version, operations }: Description): string {
  return [
    heading(version),
    [
      '/** A client of the operator API. */',
      'final class Callveil',
      '{',
      indented(CONSTRUCTOR, 1, UNIT),
      ...operations.flatMap((one) => ['', method(one), ...(one.paging ? ['', pages(one)] : [])]),
      '}',
    ].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

const CONSTRUCTOR = `private readonly Transport $transport;

/**
 * @param string $url Such as http://127.0.0.1:8081.
 * @param string $token Of operator.tokens.
 * @param float $timeout Seconds for one attempt; for audio, CSV and pcap, seconds without a byte.
 * @param int $retries How often a deed is tried again that may be done twice and was answered 429 or 503 with Retry-After.
 * @param array<int, mixed> $curl Options of curl, e.g. CURLOPT_CAINFO to trust a private CA.
 */
public function __construct(
    string $url,
    #[\\SensitiveParameter] string $token,
    float $timeout = 30.0,
    int $retries = 2,
    array $curl = [],
) {
    $this->transport = new Transport($url, $token, $timeout, $retries, $curl);
}`;

function heading(version: string): string {
  return [
    '<?php',
    '',
    `// Generated from openapi.json (version ${version}): change the API or the generator, not this file.`,
    '',
    'declare(strict_types=1);',
    '',
    'namespace Callveil;',
  ].join('\n');
}

/** The fields of a whole request are the arguments of its method. */
function isWhole(name: string): boolean {
  return name.endsWith('Request');
}

function answerText({ name, description, fields, open }: Shape): string {
  const sure = fields.filter(isAnswered);
  const ordered = [...sure, ...fields.filter((one) => !isAnswered(one))];
  const known = fields.map(({ wire }) => `'${wire}' => 0`).join(', ');
  return [
    ...comment(description, 0),
    `final class ${name}`,
    '{',
    `${UNIT}public function __construct(`,
    ...ordered.flatMap((one) => [
      ...comment(
        [docType({ ...one, required: isAnswered(one) }), one.description]
          .filter((text) => text !== '')
          .join(' '),
        2,
      ),
      `${UNIT}${UNIT}public readonly ${isAnswered(one) ? `${phpType(one.type)} $${one.wire}` : `${optional(one.type)} $${one.wire} = null`},`,
    ]),
    ...(open
      ? [
          `${UNIT}${UNIT}/** @var array<string, mixed> What else was answered. */`,
          `${UNIT}${UNIT}public readonly array $more = [],`,
        ]
      : []),
    `${UNIT}) {`,
    `${UNIT}}`,
    '',
    `${UNIT}public static function of(array $data): self`,
    `${UNIT}{`,
    `${UNIT}${UNIT}return new self(`,
    ...ordered.map((one) => `${UNIT.repeat(3)}${one.wire}: ${reading(one)},`),
    ...(open ? [`${UNIT.repeat(3)}more: array_diff_key($data, [${known}]),`] : []),
    `${UNIT}${UNIT});`,
    `${UNIT}}`,
    '}',
  ].join('\n');
}

function requestText({ name, description, fields }: Shape): string {
  return [
    ...comment(description, 0),
    `final class ${name}`,
    '{',
    `${UNIT}public function __construct(`,
    ...inOrder(fields).flatMap((one) => [
      ...comment([docType(one), one.description].filter((text) => text !== '').join(' '), 2),
      `${UNIT}${UNIT}${hidden(one.type)}public readonly ${requestType(one)} $${one.wire}${usual(one)},`,
    ]),
    `${UNIT}) {`,
    `${UNIT}}`,
    '',
    `${UNIT}public function toJson(): object`,
    `${UNIT}{`,
    `${UNIT}${UNIT}return given(get_object_vars($this)${nullables(fields)});`,
    `${UNIT}}`,
    '}',
  ].join('\n');
}

function reading(one: Field): string {
  const { wire, type } = one;
  const value = `$data['${wire}'] ?? null`;
  if (type.kind === 'list' || type.kind === 'map') return readerCall(type, value);
  if (one.required && !one.nullable) return readerCall(type, `sure($data, '${wire}')`);
  const reader = readerOf(type);
  return reader === SAME ? value : `maybe(${reader}, ${value})`;
}

const SAME = 'same(...)';

function readerCall(type: Type, value: string): string {
  if (type.kind === 'list') return `listed(${readerOf(type.of)}, ${value})`;
  if (type.kind === 'map') return `mapped(${readerOf(type.of)}, ${value})`;
  const reader = readerOf(type);
  return reader === SAME ? value : `${reader.replace('(...)', '')}(${value})`;
}

function readerOf(type: Type): string {
  if (type.kind === 'shape') return `${type.name}::of(...)`;
  if (type.kind === 'time') return 'readTime(...)';
  if (type.kind === 'list' || type.kind === 'map')
    return `static fn (mixed $one): mixed => ${readerCall(type, '$one')}`;
  return SAME;
}

function method(one: Operation): string {
  const { id, summary, description, answer, method: verb, path } = one;
  const address = `'${path.replace(/\{(\w+)\}/g, "' . part($$$1) . '")}'`.replace(/ \. ''$/, '');
  const read = answer.kind === 'json' ? [readerOf(answer.type)] : [];
  const handed = [`'${verb}'`, address, ...read, asked(one)].map((part) => `${UNIT.repeat(3)}${part},`);
  return [
    ...documented(
      `${summary}. ${description}`,
      one,
      answer.kind === 'bytes'
        ? '@return resource To be read; it is whole, and on disk where it is long.'
        : '',
    ),
    `${UNIT}public function ${id}(`,
    ...signature(one),
    `${UNIT}): ${resultOf(one)} {`,
    `${UNIT}${UNIT}${answer.kind === 'nothing' ? '' : 'return '}$this->transport->${answer.kind}(`,
    ...handed,
    `${UNIT}${UNIT});`,
    `${UNIT}}`,
  ]
    .join('\n')
    .replace(`${id}(\n${UNIT}): `, `${id}(): `);
}

function resultOf({ answer }: Operation): string {
  if (answer.kind === 'nothing') return 'void';
  return answer.kind === 'bytes' ? 'mixed' : phpType(answer.type);
}

function asked({ content, request, requestIn, isRepeatable }: Operation): string {
  const fields = request?.fields ?? [];
  const pairs = fields.map(({ wire }) => `${UNIT}'${wire}' => $${wire},`).join('\n');
  const sent = requestIn === 'body' ? `given([\n${pairs}\n]${nullables(fields)})` : `[\n${pairs}\n]`;
  const parts = [
    `'repeatable' => ${isRepeatable}`,
    ...(request ? [`'${requestIn}' => ${sent}`] : []),
    ...(content ? [`'content' => ['${content.mediaType}', $content]`] : []),
    ...(fields.some(({ wire }) => wire === 'wait') ? ["'wait' => $wait"] : []),
  ];
  if (!request) return `[${parts.join(', ')}]`;
  return `[\n${indented(parts.map((part) => `${part},`).join('\n'), 4, UNIT)}\n${UNIT.repeat(3)}]`;
}

function nullables(fields: readonly Field[]): string {
  const names = fields.filter(({ nullable }) => nullable).map(({ wire }) => `'${wire}'`);
  return names.length === 0 ? '' : `, [${names.join(', ')}]`;
}

function pages(one: Operation): string {
  const { id, summary, request, paging } = one;
  const place = paging?.kind === 'index' ? 'pageIndex' : 'after';
  const given = inOrder(request?.fields ?? []).map(({ wire }) => (wire === place ? '$place' : `$${wire}`));
  const page = `${paging?.kind === 'index' ? 'fn (int $place)' : 'fn (?string $place)'} => $this->${id}(${given.join(', ')})`;
  const way =
    paging?.kind === 'index'
      ? `pagesByIndex(${page}, $pageIndex ?? 1, $pageSize ?? ${paging.pageSize})`
      : `pagesByNext(${page}, $after)`;
  const item = paging ? phpType(paging.item) : 'mixed';
  return [
    ...documented(
      `${summary}, of all pages from the one asked for on; each page is asked for when it is wanted.`,
      one,
      `@return \\Generator<int, ${item}>`,
    ),
    `${UNIT}public function ${id}All(`,
    ...signature(one),
    `${UNIT}): \\Generator {`,
    `${UNIT}${UNIT}return ${way};`,
    `${UNIT}}`,
  ].join('\n');
}

function documented(text: string, { request, pathFields }: Operation, more: string): string[] {
  const told = inOrder([...pathFields, ...(request?.fields ?? [])])
    .map((one) => ({ one, said: [docType(one).replace('@var ', ''), one.description] }))
    .filter(({ said }) => said.some((part) => part !== ''))
    .map(({ one, said: [type, words] }) =>
      `@param ${type === '' ? requestType(one) : type} $${one.wire} ${words}`.trim(),
    );
  const lines = [
    ...wrapped(text, 110),
    ...[...told, more].filter((line) => line !== '').flatMap((line) => wrapped(line, 110)),
  ].map((line) => line.replaceAll('*/', '* /'));
  return [`${UNIT}/**`, ...lines.map((line) => `${UNIT} * ${line}`), `${UNIT} */`];
}

function signature({ pathFields, content, request }: Operation): string[] {
  return [
    ...pathFields.map((one) => `string $${one.wire}`),
    ...(content ? ['#[\\SensitiveParameter] string $content'] : []),
    ...inOrder(request?.fields ?? []).map(
      (one) => `${hidden(one.type)}${requestType(one)} $${one.wire}${usual(one)}`,
    ),
  ].map((text) => `${UNIT}${UNIT}${text},`);
}

/** A trace shows strings; of arrays and objects only that they are there. */
function hidden({ kind }: Type): string {
  return kind === 'string' ? '#[\\SensitiveParameter] ' : '';
}

function requestType({ type, required, nullable }: Field): string {
  const sure = phpType(type);
  if (nullable) return required ? `?${sure}` : `${sure}|null|Absent`;
  return required ? sure : optional(type);
}

function usual({ required, nullable }: Field): string {
  if (required) return '';
  return nullable ? ' = Absent::Field' : ' = null';
}

function optional(type: Type): string {
  const text = phpType(type);
  return text === 'mixed' ? text : `?${text}`;
}

/** Fields without a default must come first. */
function inOrder(fields: readonly Field[]): Field[] {
  return [...fields.filter(isSure), ...fields.filter((one) => !isSure(one))];
}

/** An answer is never null. */
function isAnswered({ type, required, nullable }: Field): boolean {
  return type.kind === 'list' || (required && !nullable);
}

function isSure({ required }: Field): boolean {
  return required;
}

function phpType(type: Type): string {
  switch (type.kind) {
    case 'string':
    case 'choice':
      return 'string';
    case 'time':
      return '\\DateTimeImmutable';
    case 'integer':
    case 'integers':
      return 'int';
    case 'number':
      return 'float';
    case 'boolean':
      return 'bool';
    case 'json':
      return 'mixed';
    case 'shape':
      return type.name;
    case 'list':
    case 'map':
      return 'array';
  }
}

/** What the types of PHP cannot say; empty where they say all. */
function docType({ type, required, nullable }: Field): string {
  const text = docText(type);
  if (text === phpType(type)) return '';
  return `@var ${text}${required && !nullable ? '' : '|null'}`;
}

function docText(type: Type): string {
  switch (type.kind) {
    case 'choice':
      return words(type);
    case 'integers':
      return type.values.join('|');
    case 'list':
      return `list<${docText(type.of)}>`;
    case 'map':
      return `array<string, ${docText(type.of)}>`;
    default:
      return phpType(type);
  }
}

function words({ values }: Pick<Choice, 'values'>): string {
  return values.map((value) => `'${value}'`).join('|');
}

function comment(text: string, depth: number): string[] {
  const pad = UNIT.repeat(depth);
  const lines = wrapped(text.replaceAll('*/', '* /'), 110 - pad.length);
  if (lines.length === 0) return [];
  if (lines.length === 1) return [`${pad}/** ${lines[0] ?? ''} */`];
  return [`${pad}/**`, ...lines.map((line) => `${pad} * ${line}`), `${pad} */`];
}
