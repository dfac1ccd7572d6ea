import t from 'tap';
import { readFileSync } from 'node:fs';
import { openApiFile, openApiText } from '../../../support/write-openapi.js';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>;
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

void t.test('the committed document is that of the schemas', async (t) => {
  const command = 'node dist/test/support/write-openapi.js && node dist/test/support/write-clients.js';
  t.ok(
    readFileSync(openApiFile, 'utf8') === (await openApiText()),
    `openapi.json is fresh; if not: ${command}`,
  );
});

void t.test('the document is whole: every operation named, explained and with its failures', async (t) => {
  const document = JSON.parse(await openApiText()) as Document;
  t.equal(document.openapi, '3.1.0');
  t.ok(document.components.schemas['Problem']);
  const names: string[] = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    t.match(path, /^\/v1\//);
    for (const [method, { operationId, summary, tags, responses }] of Object.entries(methods)) {
      const title = `${method} ${path}`;
      t.ok(operationId && summary && tags?.length === 1, title);
      names.push(operationId ?? '');
      t.ok(responses?.['4XX'] && responses['5XX'], `${title} has its failures`);
    }
  }
  t.equal(new Set(names).size, names.length, 'no name twice');
  t.ok(names.length > 20);
  t.notMatch(JSON.stringify(document), /"expected"|"secret":/);
});
