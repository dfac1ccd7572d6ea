/**
 * Writes the operator API's OpenAPI document: run `node dist/test/support/write-openapi.js` after changing a schema,
 * then `write-clients.js`.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { operatorUnderTest } from './stages/operator-under-test.js';

export const openApiFile = fileURLToPath(
  new URL('../../../engine/api/operator/openapi.json', import.meta.url),
);

export async function openApiText(): Promise<string> {
  const { api } = await operatorUnderTest();
  return format(JSON.stringify(await api.document()), { parser: 'json', printWidth: 110 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(openApiFile, await openApiText());
