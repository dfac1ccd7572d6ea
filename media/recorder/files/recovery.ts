/**
 * Adds to unfinished recordings what the write-ahead log has and their files may lack: after a power failure everything
 * since the last sync of the file, after the recorder's death nothing.
 */
import { readFile, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isCode } from './file-system.js';
import { readFrames, type LogFrame } from './log-frame.js';
import { LogSegment } from './log-segment.js';
import { WavWriter } from './wav-writer.js';

/**
 * Completes the files in `directory` from the log in `logFolder` and removes the log. Resolves with the names of the
 * completed files. `failed` is called for a file that cannot be completed, and for a part of the log that cannot be
 * read, which stays. A missing file was deleted and stays missing.
 */
export async function recover(
  directory: string,
  logFolder: string,
  failed: (name: string, error: unknown) => void,
): Promise<string[]> {
  const { segments, unfinished } = await survey(await LogSegment.list(logFolder), failed);
  const writers = new Map<string, WavWriter>();
  const attempt = async (name: string, step: () => Promise<void>): Promise<void> => {
    try {
      await step();
    } catch (error) {
      unfinished.delete(name);
      if (!isCode(error, 'ENOENT')) failed(name, error);
    }
  };
  for (const path of segments) {
    for (const { fileName, position, samples } of await framesOf(path)) {
      if (samples === undefined || !unfinished.has(fileName)) continue;
      await attempt(fileName, async () => {
        const writer = writers.get(fileName) ?? (await WavWriter.resume(join(directory, fileName)));
        writers.set(fileName, writer);
        writer.rewind(position);
        writer.append(samples);
      });
    }
  }
  for (const [name, writer] of writers) await attempt(name, () => writer.finish());
  for (const path of segments) await unlink(path);
  return [...unfinished].filter((name) => writers.has(name));
}

/** Finds the readable parts of the log, and the recordings that do not end in them. */
async function survey(
  paths: readonly string[],
  failed: (name: string, error: unknown) => void,
): Promise<{ segments: string[]; unfinished: Set<string> }> {
  const segments: string[] = [];
  const unfinished = new Set<string>();
  for (const path of paths) {
    try {
      for (const { fileName, samples } of await framesOf(path)) {
        if (samples === undefined) unfinished.delete(fileName);
        else unfinished.add(fileName);
      }
      segments.push(path);
    } catch (error) {
      failed(basename(path), error);
    }
  }
  return { segments, unfinished };
}

/** One segment at a time is in memory. */
async function framesOf(path: string): Promise<Iterable<LogFrame>> {
  return readFrames(await readFile(path));
}
