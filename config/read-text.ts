/** Reads a configuration file as text. What cannot be read, or is no UTF-8, is reported like a mistake in the file. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import { ConfigError, type Problem } from './problem.js';

/** Some hundred thousand applications. A device that never ends must end the reading too. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Throws ConfigError. A byte order mark stays: YAML knows it. */
export function readText(file: string): string {
  const bytes = readBytes(file);
  if (bytes[0] === 0 || bytes[1] === 0 || (bytes[0] === 0xff && bytes[1] === 0xfe) || bytes[0] === 0xfe)
    throw fault(file, { line: 1, expected: UTF8, found: 'UTF-16 or another encoding' });
  if (!isUtf8(bytes)) {
    const { line, byte } = firstWrongByte(bytes);
    throw fault(file, { line, expected: UTF8, found: `the byte 0x${byte.toString(16).padStart(2, '0')}` });
  }
  return bytes.toString('utf8');
}

const UTF8 = 'text in UTF-8';

function readBytes(file: string): Buffer {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    const descriptor = openSync(file, 'r');
    try {
      if (fstatSync(descriptor).isDirectory()) throw unreadable(file, 'a folder');
      for (;;) {
        const chunk = Buffer.allocUnsafe(256 * 1024);
        const read = readSync(descriptor, chunk);
        if (read === 0) break;
        chunks.push(chunk.subarray(0, read));
        length += read;
        if (length > MOST_BYTES)
          throw fault(file, { line: 1, expected: 'a file of at most 64 MiB', found: 'more' });
      }
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw error instanceof ConfigError ? error : unreadable(file, reasonOf(error));
  }
  return Buffer.concat(chunks, length);
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'none: there is no such file (ENOENT)';
  if (code === 'ENOTDIR') return 'none: a part of its path is no folder (ENOTDIR)';
  if (code === 'EACCES') return 'one that this user may not read (EACCES)';
  return message;
}

function unreadable(file: string, found: string): ConfigError {
  return fault(file, { line: 1, expected: 'a file that can be read', found });
}

function fault(file: string, problem: Omit<Problem, 'key'>): ConfigError {
  return new ConfigError(file, [{ key: '', ...problem }]);
}

/**
 * A line feed is never a part of another character in UTF-8, so the first line that is wrong by itself has the byte.
 */
function firstWrongByte(bytes: Buffer): { readonly line: number; readonly byte: number } {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const next = bytes.indexOf(0x0a, start);
    const end = next === -1 ? bytes.length : next;
    const text = bytes.subarray(start, end);
    if (!isUtf8(text)) {
      // A replacement character that was decoded from something else marks the place.
      const good = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(text);
      const at = Buffer.byteLength(good.slice(0, good.indexOf('\ufffd')));
      return { line, byte: text[at] ?? 0 };
    }
    start = end + 1;
  }
  return { line, byte: 0 };
}
