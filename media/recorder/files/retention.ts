/**
 * Deletes old recordings: after 7 days by default (spec 8.1). The age of a recording is its file's time of change,
 * which can be set again to keep it longer. Files that are not recordings are left alone.
 */
import { opendir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { explain, isCode } from './file-system.js';
import { isRecordingName } from './recordings-folder.js';

export const DEFAULT_RETENTION_DAYS = 7;
const HOUR_MS = 3_600_000;

/** Time, so that a test can control it. */
export interface RetentionClock {
  /** Milliseconds since 1970, like the files' times. */
  now(): number;
  /** Runs `action` once after `ms` milliseconds; the returned function cancels it. */
  after(ms: number, action: () => void): () => void;
}

export interface RetentionOptions {
  readonly directory: string;
  readonly hours: number;
  readonly clock: RetentionClock;
  readonly log: (level: 'info' | 'error', message: string) => void;
}

/** Deletes old recordings now, and then every hour. Answers a function that stops it. */
export function keepRetention(options: RetentionOptions): () => void {
  const { directory, hours, clock, log } = options;
  let callOff = (): void => undefined;
  const sweep = (): void => {
    callOff = clock.after(HOUR_MS, sweep);
    deleteOld(directory, clock.now() - hours * HOUR_MS).then(
      (deleted) => {
        if (deleted > 0) log('info', `deleted ${deleted} recordings past their retention`);
      },
      (error: unknown) => log('error', `cannot delete old recordings: ${explain(error)}`),
    );
  };
  sweep();
  return () => callOff();
}

/**
 * Deletes every recording in `directory` last written before `before` (Unix milliseconds); resolves with their number.
 */
export async function deleteOld(directory: string, before: number): Promise<number> {
  let deleted = 0;
  for await (const entry of await opendir(directory)) {
    if (!entry.isFile() || !isRecordingName(entry.name)) continue;
    const path = join(directory, entry.name);
    try {
      if ((await stat(path)).mtimeMs >= before) continue;
      await unlink(path);
      deleted += 1;
    } catch (error) {
      if (!isCode(error, 'ENOENT')) throw error;
    }
  }
  return deleted;
}
