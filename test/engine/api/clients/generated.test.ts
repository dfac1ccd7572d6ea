import { readFileSync } from 'node:fs';
import t from 'tap';
import type { OpenApi, Schema } from '../../../../engine/api/clients/generator/open-api.js';
import { readOpenApi } from '../../../../engine/api/clients/generator/read-open-api.js';
import { writeJavaModel } from '../../../../engine/api/clients/generator/write-java.js';
import { writePythonClient } from '../../../../engine/api/clients/generator/write-python.js';
import { clientFolder, clientTexts } from '../../../support/write-clients.js';

void t.test('the committed clients are those of the OpenAPI document', async (t) => {
  const texts = await clientTexts();
  t.equal(texts.size, 9);
  for (const [path, text] of texts)
    t.ok(
      readFileSync(clientFolder + path, 'utf8') === text,
      `${path} is fresh; if not: node dist/test/support/write-clients.js`,
    );
});

void t.test('the page of each language shows its example as it is', (t) => {
  const examples = {
    typescript: 'first-call.ts',
    python: 'first_call.py',
    java: 'FirstCall.java',
    go: 'first-call/main.go',
    php: 'first-call.php',
  };
  for (const [language, name] of Object.entries(examples)) {
    const example = readFileSync(`${clientFolder}${language}/${name}`, 'utf8');
    const page = readFileSync(`${clientFolder}${language}/README.md`, 'utf8');
    t.ok(page.includes(example.replace(/^(?=.)/gm, '    ')), language);
  }
  t.end();
});

void t.test('an operation with phone numbers in its query is left out', (t) => {
  const { operations } = readOpenApi(
    documentOf({
      '/v1/may-call': {
        get: {
          operationId: 'mayCall',
          parameters: [{ name: 'caller', in: 'query', schema: { type: 'string', 'x-phone-number': true } }],
          responses: {},
        },
        post: { operationId: 'askMayCall', responses: { 204: {} } },
      },
    }),
  );
  t.same(
    operations.map(({ id }) => id),
    ['askMayCall'],
  );
  t.end();
});

void t.test('what doing twice is doing once may be repeated, and what only looks', (t) => {
  const operation = (operationId: string) => ({ operationId, responses: { 204: {} } });
  const { operations } = readOpenApi(
    documentOf({
      '/v1/things': {
        get: operation('listThings'),
        put: operation('putThing'),
        delete: operation('removeThing'),
        patch: operation('modifyThing'),
        post: operation('addThing'),
      },
      '/v1/things/search': { post: operation('searchThings') },
      '/v1/things/finder': { post: operation('finderAdded') },
    }),
  );
  t.same(
    operations.filter(({ isRepeatable }) => isRepeatable).map(({ id }) => id),
    ['listThings', 'putThing', 'removeThing', 'searchThings'],
  );
  t.end();
});

void t.test('an anonymous object has the name of its place, and answers of two statuses are one', (t) => {
  const answer = (schema: Schema) => ({ content: { 'application/json': { schema } } });
  const { shapes, choices, operations } = readOpenApi(
    documentOf({
      '/v1/things': {
        post: {
          operationId: 'addThing',
          requestBody: answer({
            type: 'object',
            required: ['name'],
            properties: {
              name: { type: ['string', 'null'] },
              parts: {
                type: 'array',
                items: { type: 'object', properties: { kind: { type: 'string', enum: ['a'] } } },
              },
            },
          }),
          responses: {
            200: answer({ type: 'object', required: ['id'], properties: { id: { type: 'string' } } }),
            202: answer({
              type: 'object',
              required: ['id', 'state'],
              properties: { id: { type: 'string' }, state: { type: 'string' } },
            }),
          },
        },
      },
    }),
  );
  t.same(
    shapes.map(({ name }) => name),
    ['AddThingRequest', 'AddThingRequestPart', 'AddThingAnswer'],
  );
  t.same(choices, [{ name: 'AddThingRequestPartKind', values: ['a'] }]);
  t.match(operations[0]?.request?.fields, [
    { wire: 'name', required: true, nullable: true },
    { wire: 'parts' },
  ]);
  t.match(shapes[2]?.fields, [
    { wire: 'id', required: true },
    { wire: 'state', required: false },
  ]);
  t.end();
});

void t.test('a field may have a name that is a word of the language', (t) => {
  const description = readOpenApi(
    documentOf({
      '/v1/a': {
        post: {
          operationId: 'addA',
          requestBody: {
            content: {
              'application/json': {
                schema: { type: 'object', properties: { as: { type: 'string' }, final: { type: 'string' } } },
              },
            },
          },
          responses: {},
        },
      },
    }),
  );
  t.match(writePythonClient(description), /^ +as_: .*\n +final: /m);
  t.match(writeJavaModel(description), / final_\(String value\)/);
  t.end();
});

void t.test('pages go on by next or by their index', (t) => {
  const page = (more: Readonly<Record<string, Schema>>) => ({
    200: {
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: { items: { type: 'array', items: { type: 'string' } }, ...more },
          },
        },
      },
    },
  });
  const query = (name: string, schema: Schema) => ({ name, in: 'query', schema });
  const { operations } = readOpenApi(
    documentOf({
      '/v1/a': {
        get: {
          operationId: 'listA',
          parameters: [query('after', { type: 'string' })],
          responses: page({ next: { type: 'string' } }),
        },
      },
      '/v1/b': {
        get: {
          operationId: 'listB',
          parameters: [
            query('pageIndex', { type: 'integer' }),
            query('pageSize', { type: 'integer', default: 20 }),
          ],
          responses: page({}),
        },
      },
      '/v1/c': { get: { operationId: 'listC', responses: page({}) } },
    }),
  );
  t.match(
    operations.map(({ paging }) => paging),
    [{ kind: 'next' }, { kind: 'index', pageSize: 20 }, undefined],
  );
  t.end();
});

void t.test('what it cannot describe stops it, with the place', (t) => {
  const asked = (schema: Schema) =>
    documentOf({
      '/v1/a': {
        post: {
          operationId: 'addA',
          requestBody: { content: { 'application/json': { schema } } },
          responses: {},
        },
      },
    });
  const wrong: [Schema, RegExp][] = [
    [{ type: 'string' }, /POST \/v1\/a: .*an object as body/],
    [{ type: 'object', properties: { b: { type: ['string', 'integer'] } } }, /AddARequestB: .*one type/],
    [{ type: 'object', properties: { b: { type: 'curious' } } }, /AddARequestB: .*curious/],
  ];
  for (const [schema, message] of wrong) t.throws(() => readOpenApi(asked(schema)), message);
  t.end();
});

function documentOf(paths: OpenApi['paths']): OpenApi {
  return { info: { version: '1' }, paths, components: { schemas: {} } };
}
