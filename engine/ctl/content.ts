/** Content of files that commands are given; `-` is standard input. */
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Failure } from './failure.js';

export async function readContent(file: string): Promise<Buffer> {
  if (file === '-') return buffer(process.stdin);
  try {
    return await readFile(file);
  } catch (error) {
    throw new Failure('wrong-use', error instanceof Error ? error.message : String(error));
  }
}
