/**
 * Deletes a file whose content must not be found again: it is overwritten before its name goes. A file system that writes
 * to other places than before (copy on write, a journal of data, an SSD's own) may keep what was there; there the disk
 * itself has to be encrypted.
 */
import { open, unlink } from 'node:fs/promises';

const ZEROS = Buffer.alloc(256 * 1024);

/** False if there is no such file. */
export async function shred(path: string): Promise<boolean> {
  try {
    const handle = await open(path, 'r+');
    try {
      const { size } = await handle.stat();
      for (let at = 0; at < size; at += ZEROS.length)
        await handle.write(ZEROS, 0, Math.min(ZEROS.length, size - at), at);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await unlink(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
