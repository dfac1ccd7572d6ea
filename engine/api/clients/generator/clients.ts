/** The files of all clients that are written from the OpenAPI document. */
import type { OpenApi } from './open-api.js';
import { readOpenApi } from './read-open-api.js';
import { writeGoClient, writeGoModel } from './write-go.js';
import { writeJavaClient, writeJavaModel } from './write-java.js';
import { writePhpClient, writePhpModel } from './write-php.js';
import { writePythonClient, writePythonModel } from './write-python.js';
import { writeTypescript } from './write-typescript.js';

/** By path below the folder of the clients. `formatted`: as the project formats TypeScript. */
export async function clientFiles(
  document: OpenApi,
  formatted: (text: string) => Promise<string>,
): Promise<ReadonlyMap<string, string>> {
  const description = readOpenApi(document);
  return new Map([
    ['typescript/callveil.ts', await formatted(writeTypescript(description))],
    ['python/callveil/model.py', writePythonModel(description)],
    ['python/callveil/client.py', writePythonClient(description)],
    ['java/callveil/Model.java', writeJavaModel(description)],
    ['java/callveil/Callveil.java', writeJavaClient(description)],
    ['go/model.go', writeGoModel(description)],
    ['go/client.go', writeGoClient(description)],
    ['php/Model.php', writePhpModel(description)],
    ['php/Callveil.php', writePhpClient(description)],
  ]);
}
