/**
 * `callveil restore`: puts a backup in the place of what is stored. It takes the lock of the data folder, so it is refused
 * while a service runs on it: what the service has in memory would be written over what was restored.
 */
import { mkdirSync, statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { readConfig } from '../config/load.js';
import { restore, RestoreInterrupted } from './backup/restore.js';
import { placesOf } from './backing-up.js';
import { systemClock } from './clock.js';
import { FolderLock } from './folder-lock.js';

/** Resolves with the exit code: 0 for a backup that is in place, 1 for one that is not, 2 for a bad configuration. */
export async function restoreFile(archive: string, configFile: string): Promise<number> {
  let places: ReturnType<typeof placesOf>;
  try {
    places = placesOf(readConfig(configFile).config);
  } catch (error) {
    console.error(messageOf(error));
    return 2;
  }
  const by = `callveil restore, user ${process.getuid?.() ?? 'unknown'}`;
  let content: FileHandle | undefined;
  let lock: FolderLock | undefined;
  try {
    content = await open(archive);
    mkdirSync(places.dataDirectory, { recursive: true, mode: 0o700 });
    becomeOwnerOf(places.dataDirectory);
    lock = await FolderLock.take(places.dataDirectory);
    const source = content.createReadStream({ autoClose: false });
    const { manifest, files, recordings, keptIn } = await restore(source, places, systemClock.now(), by);
    console.log(
      `restored ${files} files of the backup of ${manifest.at} (${manifest.host}, ${manifest.version})`,
    );
    if (recordings > 0) console.log(`${recordings} of them are recordings that were not here`);
    for (const each of manifest.elsewhere) console.log(`not in it: ${each}`);
    for (const folder of keptIn)
      console.log(`what was here before is in ${folder}: remove it when you no longer need it`);
    console.log(`the configuration is as it was; that of the backup: tar -xf ${archive} configuration`);
    return 0;
  } catch (error) {
    console.error(
      `not restored: ${messageOf(error)}; ${adviceFor(error, content !== undefined && lock === undefined)}`,
    );
    return 1;
  } finally {
    await lock?.close();
    await content?.close();
  }
}

/**
 * What root restores belongs to the service, which could not open it otherwise. The archive may be one that only root can
 * read, so it is open by then.
 */
function becomeOwnerOf(folder: string): void {
  const { uid, gid } = statSync(folder);
  if (process.getuid?.() !== 0 || uid === 0) return;
  process.setgroups?.([gid]);
  process.setgid?.(gid);
  process.setuid?.(uid);
}

function adviceFor(error: unknown, isInUse: boolean): string {
  if (isInUse) return 'stop the service first';
  return error instanceof RestoreInterrupted
    ? 'the exchange has begun, and the next start of the service ends it'
    : 'nothing was changed';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
