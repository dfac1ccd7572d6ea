/** Writes the clients of the operator API: run `node dist/test/support/write-clients.js` after `write-openapi.js`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { clientFiles } from '../../engine/api/clients/generator/clients.js';
import type { OpenApi } from '../../engine/api/clients/generator/open-api.js';
import { openApiFile } from './write-openapi.js';

export const clientFolder = fileURLToPath(new URL('../../../engine/api/clients/', import.meta.url));

/** By path below `clientFolder`: what the generator writes from the OpenAPI document of now. */
export async function clientTexts(): Promise<ReadonlyMap<string, string>> {
  const document = JSON.parse(readFileSync(openApiFile, 'utf8')) as OpenApi;
  const style = await resolveConfig(`${clientFolder}typescript/callveil.ts`);
  return clientFiles(document, (text) => format(text, { ...style, parser: 'typescript' }));
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [path, text] of await clientTexts()) writeFileSync(clientFolder + path, text);
