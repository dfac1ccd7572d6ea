/** Makes names survive the machine. */
import { open } from 'node:fs/promises';

/** Syncs a folder. Never rejects: some file systems cannot do it; the files themselves are synced anyway. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    return;
  }
}
