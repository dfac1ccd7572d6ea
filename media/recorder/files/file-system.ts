/** The file system: its errors in words, and file names that survive a power failure. */
import { open } from 'node:fs/promises';

/** In the words an operator needs. */
export function explain(error: unknown): string {
  if (isCode(error, 'ENOSPC') || isCode(error, 'EDQUOT')) return 'disk full';
  if (isCode(error, 'EFBIG')) return 'file size limit reached';
  if (isCode(error, 'EEXIST')) return 'file name taken';
  return error instanceof Error ? error.message : String(error);
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Syncs a folder. Never rejects: some file systems cannot do it; the files themselves are synced anyway. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    return;
  }
}
