/**
 * `callveil restore`: puts a backup in the place of what is stored. It takes the lock of the data folder, so it is refused
 * while a service runs on it: what the service has in memory would be written over what was restored.
 */
import { createReadStream, mkdirSync } from 'node:fs';
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
  let lock: FolderLock | undefined;
  try {
    mkdirSync(places.dataDirectory, { recursive: true, mode: 0o700 });
    lock = await FolderLock.take(places.dataDirectory);
    const { manifest, files, recordings, keptIn } = await restore(
      createReadStream(archive),
      places,
      systemClock.now(),
      `callveil restore, user ${process.getuid?.() ?? 'unknown'}`,
    );
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
    console.error(`not restored: ${messageOf(error)}; ${adviceFor(error, lock !== undefined)}`);
    return 1;
  } finally {
    await lock?.close();
  }
}

function adviceFor(error: unknown, isLocked: boolean): string {
  if (!isLocked) return 'stop the service first';
  return error instanceof RestoreInterrupted
    ? 'the exchange has begun, and the next start of the service ends it'
    : 'nothing was changed';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
