/**
 * Deletes old recordings: after 7 days by default (spec 8.1). The age of a recording is its file's time of change,
 * which can be set again to keep it longer. Files that are not recordings are left alone.
 */
import { opendir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode } from './file-system.js';
import { isRecordingName } from './recordings-folder.js';

export const DEFAULT_RETENTION_DAYS = 7;

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
