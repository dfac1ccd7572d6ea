/**
 * Gives recordings that were not ended what the write-ahead log has of them and their files may lack: after the death
 * of the machine anything since the file was last synced, after that of the recorder nothing.
 */
import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode } from './file-error.js';
import { readFrames, type LogFrame } from './log-frame.js';
import { LogSegment } from './log-segment.js';
import { WavWriter } from './wav-writer.js';

/**
 * Completes the files in `directory` from the log in `logFolder` and removes the log. Resolves with the names of the
 * files completed; one that cannot be is reported to `failed`. One that is missing was deleted and stays so.
 */
export async function recover(
  directory: string,
  logFolder: string,
  failed: (name: string, error: unknown) => void,
): Promise<string[]> {
  const segments = await LogSegment.list(logFolder);
  const unfinished = await unfinishedIn(segments);
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

async function unfinishedIn(segments: readonly string[]): Promise<Set<string>> {
  const names = new Set<string>();
  for (const path of segments) {
    for (const { fileName, samples } of await framesOf(path)) {
      if (samples === undefined) names.delete(fileName);
      else names.add(fileName);
    }
  }
  return names;
}

/** One segment at a time is in memory. */
async function framesOf(path: string): Promise<Iterable<LogFrame>> {
  return readFrames(await readFile(path));
}
