/** The Java client: a record for each answer, a class for each request, and a class with a method for each operation. */
import type { Choice, Description, Field, Operation, Shape, Type } from './description.js';
import { indented, pascal, upperSnake, wrapped } from './names.js';

const UNIT = '    ';

/** Words of Java, and methods of every object. */
const TAKEN = new Set(
  (
    'abstract assert boolean break byte case catch char class const continue default do double else enum extends false final finally float for goto if implements import instanceof int interface ' +
    'long native new null package private protected public return short static strictfp super switch synchronized this throw throws transient true try void volatile while ' +
    'wait notify notifyAll hashCode toString getClass clone finalize'
  ).split(' '),
);

export function writeJavaModel({ version, shapes, choices, operations }: Description): string {
  const paged = new Set(
    operations.flatMap(({ paging, request }) => (paging && request ? [request.name] : [])),
  );
  const nested = [
    ...choices.filter(isEnum).map(enumText),
    ...shapes.map((one) => (one.use === 'answer' ? recordText(one) : requestText(one, paged.has(one.name)))),
  ];
  return [
    heading(version),
    'import java.time.Instant;',
    'import java.util.List;',
    'import java.util.Map;',
    '',
    '/** What is sent and answered. A field of an answer is null where the answer has none; lists are empty then. */',
    'public final class Model {',
    `${UNIT}private Model() {}`,
    '',
    indented(nested.join('\n\n'), 1, UNIT),
    '}',
    '',
  ].join('\n');
}

export function writeJavaClient({ version, operations }: Description): string {
  return [
    heading(version),
    'import callveil.Model.*;',
    'import callveil.Transport.Ask;',
    'import java.io.InputStream;',
    'import java.nio.charset.StandardCharsets;',
    '',
    '/** A client of the operator API. It may be used by several threads at once. */',
    'public final class Callveil {',
    `${UNIT}private final Transport transport;`,
    '',
    indented(CONSTRUCTORS, 1, UNIT),
    ...operations.flatMap((one) => methods(one).map((text) => `\n${indented(text, 1, UNIT)}`)),
    '}',
    '',
  ].join('\n');
}

const CONSTRUCTORS = `/** {@code url}: such as http://127.0.0.1:8081. {@code token}: of operator.tokens. */
public Callveil(String url, String token) {
    this(url, token, Settings.usual());
}

public Callveil(String url, String token, Settings settings) {
    transport = new Transport(url, token, settings);
}`;

function heading(version: string): string {
  return [
    `// Generated from openapi.json (version ${version}): change the API or the generator, not this file.`,
    'package callveil;',
    '',
  ].join('\n');
}

/** Words that are digits stay strings. */
function isEnum({ values }: Pick<Choice, 'values'>): boolean {
  return values.every((value) => !/^\d/.test(value));
}

function enumText({ name, values }: Choice): string {
  return [
    `public enum ${name} implements Word {`,
    ...values.map((value) => `${UNIT}${upperSnake(value)}("${value}"),`),
    `${UNIT}/** A word that this version of the client does not know. */`,
    `${UNIT}UNLISTED("?");`,
    '',
    `${UNIT}private final String word;`,
    '',
    `${UNIT}${name}(String word) {`,
    `${UNIT}${UNIT}this.word = word;`,
    `${UNIT}}`,
    '',
    `${UNIT}@Override`,
    `${UNIT}public String word() {`,
    `${UNIT}${UNIT}return word;`,
    `${UNIT}}`,
    '',
    `${UNIT}static ${name} of(Object json) {`,
    `${UNIT}${UNIT}for (${name} one : values()) if (one.word.equals(json)) return one;`,
    `${UNIT}${UNIT}return UNLISTED;`,
    `${UNIT}}`,
    '}',
  ].join('\n');
}

function recordText({ name, description, fields, open }: Shape): string {
  const told = fields.filter((one) => one.description !== '');
  const parts = [
    ...fields.map((one) => `${typeText(one.type, isSure(one))} ${nameOf(one)}`),
    ...(open ? ['Map<String, Object> more'] : []),
  ];
  const reads = [
    ...fields.map(reading),
    ...(open ? [`Json.without(data${fields.map(({ wire }) => `, "${wire}"`).join('')})`] : []),
  ];
  return [
    ...javadoc(description, [
      ...told.map((one) => `@param ${nameOf(one)} ${one.description}`),
      ...(open ? ['@param more What else was answered.'] : []),
    ]),
    `public record ${name}(`,
    `${parts.map((one) => `${UNIT}${UNIT}${one}`).join(',\n')}) {`,
    `${UNIT}static ${name} of(Object json) {`,
    `${UNIT}${UNIT}Map<String, Object> data = Json.object(json);`,
    `${UNIT}${UNIT}return new ${name}(`,
    `${reads.map((one) => UNIT.repeat(4) + one).join(',\n')});`,
    `${UNIT}}`,
    '}',
  ].join('\n');
}

function isSure({ required, nullable }: Field): boolean {
  return required && !nullable;
}

function reading(one: Field): string {
  const { wire, type } = one;
  if (type.kind === 'list') return `Json.list(data, "${wire}", ${readerOf(type.of)})`;
  return `Json.${isSure(one) ? 'sure' : 'maybe'}(data, "${wire}", ${readerOf(type)})`;
}

function readerOf(type: Type): string {
  switch (type.kind) {
    case 'string':
      return 'Json::asString';
    case 'integer':
    case 'integers':
      return 'Json::asLong';
    case 'number':
      return 'Json::asDouble';
    case 'boolean':
      return 'Json::asBoolean';
    case 'time':
      return 'Json::asTime';
    case 'json':
      return 'Json::asIs';
    case 'choice':
      return isEnum(type) ? `${type.name}::of` : 'Json::asString';
    case 'shape':
      return `${type.name}::of`;
    case 'list':
    case 'map':
      return `one -> Json.${type.kind}Of(one, ${readerOf(type.of)})`;
  }
}

function requestText({ name, description, fields }: Shape, isPaged: boolean): string {
  const needed = fields.filter(({ required }) => required);
  if (isPaged && needed.length > 0) throw new TypeError(`${name}: a request of pages has required fields`);
  const parameters = needed.map((one) => `${typeText(one.type, true)} ${nameOf(one)}`).join(', ');
  const lines = [
    `public ${name}(${parameters}) {`,
    ...needed.map((one) => `${UNIT}put("${one.wire}", ${nameOf(one)});`),
    '}',
    ...(isPaged ? ['', copyText(name)] : []),
    ...fields.filter(({ required }) => !required).flatMap((one) => ['', setterText(name, one)]),
  ];
  return [
    ...javadoc(
      description,
      needed.length > 0 ? [needed.map((one) => `{@code ${nameOf(one)}}: ${one.description}`).join(' ')] : [],
    ),
    `public static final class ${name} extends Request {`,
    indented(lines.join('\n'), 1, UNIT),
    '}',
  ].join('\n');
}

function copyText(name: string): string {
  return [
    `static ${name} copyOf(${name} other) {`,
    `${UNIT}${name} copy = new ${name}();`,
    `${UNIT}copy.fields.putAll(other.fields);`,
    `${UNIT}return copy;`,
    '}',
  ].join('\n');
}

function setterText(name: string, { wire, type, nullable, description }: Field): string {
  return [
    ...javadoc(description, []),
    `public ${name} ${nameOf({ wire })}(${typeText(type, true)} value) {`,
    `${UNIT}${nullable ? 'putOrNull' : 'put'}("${wire}", value);`,
    `${UNIT}return this;`,
    '}',
  ].join('\n');
}

function methods(one: Operation): string[] {
  const { id, summary, description, request, paging } = one;
  const isEmpty = request?.fields.every(({ required }) => !required) === true && one.content === undefined;
  const path = one.pathFields.map((field) => `${typeText(field.type, true)} ${nameOf(field)}, `).join('');
  const handed = one.pathFields.map((field) => `${nameOf(field)}, `).join('');
  const short = [
    ...javadoc(`${summary}.`, []),
    `public ${resultOf(one)} ${id}(${path.replace(/, $/, '')}) {`,
    `${UNIT}${one.answer.kind === 'nothing' ? '' : 'return '}${id}(${handed}new ${request?.name ?? ''}());`,
    '}',
  ].join('\n');
  const full = [
    ...javadoc(`${summary}. ${description}`, []),
    `public ${resultOf(one)} ${id}(${parameters(one)}) {`,
    `${UNIT}Ask ask = ${ask(one)};`,
    `${UNIT}${one.answer.kind === 'nothing' ? 'transport.nothing(ask)' : `return ${answered(one)}`};`,
    '}',
  ].join('\n');
  return [full, ...(isEmpty ? [short] : []), ...(paging ? [pages(one)] : [])];
}

function resultOf({ answer }: Operation): string {
  if (answer.kind === 'nothing') return 'void';
  return answer.kind === 'bytes' ? 'InputStream' : typeText(answer.type, false);
}

function answered({ answer }: Operation): string {
  return answer.kind === 'json' ? `transport.json(ask, ${readerOf(answer.type)})` : 'transport.bytes(ask)';
}

function parameters({ pathFields, content, request }: Operation): string {
  return [
    ...pathFields.map((one) => `${typeText(one.type, true)} ${nameOf(one)}`),
    ...(content ? [content.isText ? 'String content' : 'byte[] content'] : []),
    ...(request ? [`${request.name} request`] : []),
  ].join(', ');
}

function ask({ method, path, content, request, requestIn, isRepeatable }: Operation): string {
  const address = path
    .split(/(\{\w+\})/)
    .filter((one) => one !== '')
    .map((one) => (one.startsWith('{') ? `Transport.part(${one.slice(1, -1)})` : `"${one}"`))
    .join(' + ');
  const data = content?.isText === true ? 'content.getBytes(StandardCharsets.UTF_8)' : 'content';
  return [
    `new Ask("${method}", ${address}, ${isRepeatable})`,
    ...(content ? [`.content("${content.mediaType}", ${data})`] : []),
    ...(request ? [`.${requestIn}(request)`] : []),
  ].join('');
}

function pages(one: Operation): string {
  const { id, summary, request, paging } = one;
  const name = request?.name ?? '';
  const item = paging ? typeText(paging.item, false) : '';
  const lines =
    paging?.kind === 'index'
      ? [
          'return Pages.byIndex(',
          `${UNIT}${UNIT}first.number("pageIndex", 1),`,
          `${UNIT}${UNIT}first.number("pageSize", ${paging.pageSize}),`,
          `${UNIT}${UNIT}index -> ${id}(${name}.copyOf(first).pageIndex(index)).items());`,
        ]
      : [
          'return Pages.byNext(',
          `${UNIT}${UNIT}after -> ${id}(after == null ? first : ${name}.copyOf(first).after(after)),`,
          `${UNIT}${UNIT}${resultOf(one)}::items,`,
          `${UNIT}${UNIT}${resultOf(one)}::next);`,
        ];
  return [
    ...javadoc(
      `${summary}, of all pages from that of the request on; each page is asked for when it is wanted.`,
      [],
    ),
    `public Iterable<${item}> ${id}All(${name} request) {`,
    `${UNIT}${name} first = ${name}.copyOf(request);`,
    indented(lines.join('\n'), 1, UNIT),
    '}',
  ].join('\n');
}

/** `isSure`: it cannot be null. */
function typeText(type: Type, isSure: boolean): string {
  switch (type.kind) {
    case 'string':
      return 'String';
    case 'time':
      return 'Instant';
    case 'integer':
    case 'integers':
      return isSure ? 'long' : 'Long';
    case 'number':
      return isSure ? 'double' : 'Double';
    case 'boolean':
      return isSure ? 'boolean' : 'Boolean';
    case 'json':
      return 'Object';
    case 'choice':
      return isEnum(type) ? type.name : 'String';
    case 'shape':
      return type.name;
    case 'list':
      return `List<${typeText(type.of, false)}>`;
    case 'map':
      return `Map<String, ${typeText(type.of, false)}>`;
  }
}

function nameOf({ wire }: Pick<Field, 'wire'>): string {
  const words = pascal(wire);
  const name = words.charAt(0).toLowerCase() + words.slice(1);
  return TAKEN.has(name) ? `${name}_` : name;
}

function javadoc(text: string, tags: readonly string[]): string[] {
  const lines = [...wrapped(text.trim(), 100), ...tags.flatMap((tag) => wrapped(tag, 100))].map((line) =>
    line.replaceAll('*/', '*&#47;').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  );
  return lines.length === 0 ? [] : ['/**', ...lines.map((line) => ` * ${line}`), ' */'];
}
