/** Which stores a backup takes, in which order, and where each one's files go when it is restored. */
import { copyFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { configurationFiles } from '../config/configuration-files.js';
import type { Journal } from '../routing/journal/journal.js';
import { Backups, type BackedStore } from './backup/backup.js';
import { FORMATS_FILE, stampFormats } from './backup/formats.js';
import { LiveRestore } from './backup/live-restore.js';
import { completeRestore, type StorePlaces } from './backup/restore-plan.js';
import { RESTORED_FILE } from './backup/restore.js';
import { systemClock } from './clock.js';
import type { Configuration } from './configuration.js';
import type { Logger } from './observe/log.js';
import type { Messaging } from './messaging.js';
import type { Audit } from './protect/audit.js';
import type { PastRecords } from './records/past-records.js';
import type { Reporting } from './report/reporting.js';
import { VERSION } from './version.js';

/**
 * Before any store is opened, and with the lock of the data folder: ends a restore that was committed, and refuses what a
 * later version has stored. Rejects with an Error for a person.
 */
export async function prepareStores(config: Config, logger: Logger): Promise<void> {
  if (await completeRestore(placesOf(config)))
    logger.warn({ part: 'backup' }, 'a restore is completed: the stores are those of the backup');
  await Backups.clean(config.dataDirectory);
  await stampFormats(config.dataDirectory);
}

/** Its part of the service is closed after every store, and before the lock of the data folder. */
export function liveRestore(
  config: Config,
  isIdle: () => boolean,
  restart: () => void,
  logger: Logger,
): LiveRestore {
  return new LiveRestore({
    ...{ places: placesOf(config), isIdle, restart, now: systemClock.now },
    onFailure: (err) =>
      logger.error({ part: 'backup', err }, 'the restore failed; the stores are as they were'),
  });
}

/** A restore is a deed like any other: the audit, which is that of the backup, has it from the next start on. */
export async function auditRestore({ dataDirectory }: Config, audit: Pick<Audit, 'write'>): Promise<void> {
  const file = join(dataDirectory, RESTORED_FILE);
  const text = await readFile(file, 'utf8').catch(unlessGone);
  if (text === undefined) return;
  const what = { operation: 'restoreBackup', ...(JSON.parse(text) as Record<string, unknown>) };
  await audit.write({ who: { name: 'callveil', role: 'service' }, action: 'changed', what });
  await rm(file, { force: true });
}

export interface BackedUpParts {
  readonly configuration: Configuration;
  readonly journal: Journal;
  readonly reporting: Pick<Reporting, 'copyTo'>;
  readonly messaging: Pick<Messaging, 'copyTo'>;
  readonly records: Pick<PastRecords, 'copyTo'>;
  readonly audit: Pick<Audit, 'copyTo'>;
}

export function createBackups(parts: BackedUpParts): Backups {
  const { configuration, journal, records } = parts;
  const { dataDirectory, recording, journal: place } = configuration.current;
  return new Backups({
    ...{ dataDirectory, recordings: recording.directory, stores: backedStores(parts) },
    elsewhere: [
      ...(journal.copyTo === undefined ? [`the journal is in ${place.type}`] : []),
      ...(records.copyTo === undefined ? ['the records are in PostgreSQL'] : []),
    ],
    configuration: (withSecrets) => configurationTexts(configuration, withSecrets),
    ...{ version: VERSION, host: hostname(), now: systemClock.now },
  });
}

/**
 * In the order of a backup. What says that something was passed on comes before the place where it was passed on to:
 * an erasure's certificate before the stores that it erased, parts of messages before the messages, messages before
 * the outbox that has their notices, and both before the records that are filed from them. A backup in the middle of such a
 * step then has the thing twice, which every start settles, and never not at all.
 */
function backedStores({
  configuration,
  journal,
  reporting,
  messaging,
  records,
  audit,
}: BackedUpParts): readonly BackedStore[] {
  const { dataDirectory, prompts, journal: place } = configuration.current;
  const copyJournal = journal.copyTo?.bind(journal);
  const inData = (name: string): string => join(dataDirectory, name);
  return [
    folderStore('erasures', inData('erasures'), [/\.order\.json$/, /\.number$/, /\.certificate\.json$/]),
    folderStore('smpp-parts', inData('smpp-parts'), [/\.json$/]),
    fileStore('messages', inData('messages.sqlite'), (file) => messaging.copyTo(file)),
    ...(copyJournal === undefined ? [] : [fileStore('journal', place.file, copyJournal, 'journal.sqlite')]),
    fileStore('outbox', inData('outbox.sqlite'), (file) => reporting.copyTo(file)),
    ...(records.copyTo === undefined ? [] : [fileStore('records', inData('records.sqlite'), records.copyTo)]),
    {
      name: 'audit',
      bytes: () => bytesOf(inData('audit.jsonl')),
      copyTo: async (folder) => {
        await audit.copyTo(folder);
        await copyFile(inData(FORMATS_FILE), join(folder, FORMATS_FILE));
      },
    },
    fileStore(
      'accounts',
      inData('accounts.json'),
      (file) => copyFile(inData('accounts.json'), file).catch(unlessGone),
      'accounts.json',
    ),
    folderStore('prompts', prompts.directory, [/\.wav$/]),
  ];
}

/** A file that its owner copies; `name`: as the archive has it. */
function fileStore(
  store: BackedStore['name'],
  file: string,
  copy: (to: string) => Promise<unknown>,
  name = `${store}.sqlite`,
): BackedStore {
  return {
    name: store,
    bytes: async () => (await bytesOf(file)) + (await bytesOf(`${file}-wal`)),
    copyTo: async (folder) => void (await copy(join(folder, name))),
  };
}

/** The files of a folder whose names match, pattern after pattern; each is written whole by its owner. */
function folderStore(name: BackedStore['name'], folder: string, patterns: readonly RegExp[]): BackedStore {
  return {
    name,
    bytes: async () => {
      let bytes = 0;
      for (const each of await namesIn(folder)) bytes += await bytesOf(join(folder, each));
      return bytes;
    },
    copyTo: async (into) => {
      const copy = join(into, name);
      await mkdir(copy, { recursive: true, mode: 0o700 });
      for (const pattern of patterns)
        for (const each of await namesIn(folder))
          if (pattern.test(each)) await copyFile(join(folder, each), join(copy, each)).catch(unlessGone);
    },
  };
}

/** The configuration in force, and the files that it names. Binary files are left out: none is named by it. */
async function configurationTexts(
  { loaded }: Configuration,
  withSecrets: boolean,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const { file, text, isSecret } of configurationFiles(loaded, withSecrets)) {
    if (isSecret && !withSecrets) continue;
    const content = text ?? (await readFile(file, 'utf8').catch(unlessGone));
    if (content !== undefined) texts.set(resolve(file), content);
  }
  return texts;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(unlessGone)) ?? [];
}

async function bytesOf(file: string): Promise<number> {
  return (await stat(file).catch(unlessGone))?.size ?? 0;
}

/** A file that went between two looks, or a folder that was never made. */
function unlessGone(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

/** Where the stores of a configuration are. */
export function placesOf({ dataDirectory, journal, prompts, recording }: Config): StorePlaces {
  return {
    ...{ dataDirectory, journal: journal.file, prompts: prompts.directory },
    recordings: recording.directory,
  };
}
