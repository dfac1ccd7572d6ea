/**
 * Everything that is stored, with its format and its files. A store in SQLite has the number of its format in its file
 * (`user_version`); those of plain files stand in `formats.json` of the data folder. A store that is added takes a line here
 * and one in `engine/backing-up.ts`.
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

export const FORMATS_FILE = 'formats.json';

/** Files by their names in the data folder, where `journal.file` and `prompts.directory` do not say otherwise; `/`: a folder. */
export const STORES = {
  journal: { format: 1, files: ['journal.sqlite'] },
  outbox: { format: 1, files: ['outbox.sqlite'] },
  messages: { format: 1, files: ['messages.sqlite'] },
  records: { format: 1, files: ['records.sqlite'] },
  audit: { format: 1, files: ['audit.jsonl', 'audit.key', FORMATS_FILE] },
  erasures: { format: 1, files: ['erasures/'] },
  'smpp-parts': { format: 1, files: ['smpp-parts/'] },
  accounts: { format: 1, files: ['accounts.json'] },
  prompts: { format: 1, files: ['prompts/'] },
} as const satisfies Readonly<Record<string, { readonly format: number; readonly files: readonly string[] }>>;

export type StoreName = keyof typeof STORES;

export const STORE_NAMES = Object.keys(STORES) as StoreName[];

/**
 * Why stored formats cannot be read: a later version of Callveil wrote them. Undefined if all can be. Stores that this
 * version does not have are no obstacle: it leaves them as they are.
 */
export function newerFormat(found: Readonly<Record<string, unknown>>): string | undefined {
  for (const store of STORE_NAMES) {
    const format = found[store];
    const known = STORES[store].format;
    if (format !== undefined && !(Number.isInteger(format) && Number(format) <= known))
      return `${store}: expected format ${known} or an earlier one, found ${JSON.stringify(format)}: a later version wrote it`;
  }
  return undefined;
}

/**
 * Checks the file of formats before any store is opened, and brings it up to date. Rejects with an Error for a person if
 * a later version has been at work here; then nothing was changed.
 */
export async function stampFormats(dataDirectory: string): Promise<void> {
  const file = join(dataDirectory, FORMATS_FILE);
  const found = await readFormats(file);
  const newer = newerFormat(found);
  if (newer !== undefined)
    throw new Error(`${file}: ${newer}; start that version, or restore a backup of this one`);
  const inFiles = STORE_NAMES.filter(
    (store) => !STORES[store].files.some((name) => name.endsWith('.sqlite')),
  );
  const current = Object.fromEntries(inFiles.map((store) => [store, STORES[store].format]));
  const stamped = JSON.stringify({ ...found, ...current });
  if (stamped !== JSON.stringify(found)) await writeSynced(file, `${stamped}\n`);
}

async function readFormats(file: string): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    throw new Error(`${file}: expected formats by store as JSON, found something else`, { cause: error });
  }
}

/** Written whole or not at all, and on the disk when it resolves. */
export async function writeSynced(file: string, text: string): Promise<void> {
  await makeFolder(dirname(file));
  const handle = await open(`${file}.new`, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  await syncFolder(dirname(file));
}

/** A folder that is missing, with those above it; on the disk when it resolves. */
export async function makeFolder(folder: string): Promise<void> {
  const whole = resolve(folder);
  const first = await mkdir(whole, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = whole; made !== dirname(first); made = dirname(made)) await syncFolder(dirname(made));
}

/** Makes renames in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
