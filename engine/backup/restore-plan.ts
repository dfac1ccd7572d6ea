/**
 * The exchange of what is stored for what a backup had: whole or not at all, whenever the machine or the process dies.
 *
 *   staged ── plan.json is on disk ──▶ aside ──▶ in ──▶ done
 *     │                                  (each state is on disk before its renames begin, and each rename can be repeated)
 *     └── dies here: everything is as it was, and the next start removes what was staged
 *
 * From `plan.json` on, the next start ends what was begun before it opens any store. What was there before is kept in
 * folders `.before-restore-…`, for the operator to remove. Everything staged is on the file system it goes to, so a rename
 * moves it.
 */
import { lstat, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, syncFolder, writeSynced } from './formats.js';

/** In the data folder, and in each other folder that a store is in. */
export const STAGING = '.restore';
export const KEPT = '.before-restore-';
const PLAN = 'plan.json';

export interface Move {
  readonly from: string;
  readonly to: string;
}

export interface RestorePlan {
  readonly state: 'aside' | 'in';
  /** What is there now, and where it is kept. */
  readonly aside: readonly Move[];
  readonly in: readonly Move[];
}

/** Where the stores of a configuration are. */
export interface StorePlaces {
  readonly dataDirectory: string;
  /** A file. */
  readonly journal: string;
  /** Folders. */
  readonly prompts: string;
  readonly recordings: string;
}

/** From here on the restore takes place. */
export async function commitPlan(
  { dataDirectory }: StorePlaces,
  plan: Omit<RestorePlan, 'state'>,
): Promise<void> {
  await save(dataDirectory, { ...plan, state: 'aside' });
}

/**
 * Before any store is opened: ends a restore that was committed, or removes what one that was not has left. Answers
 * whether there was one to end. Rejects if the disk fails; then it can be called again.
 */
export async function completeRestore(places: StorePlaces): Promise<boolean> {
  const { dataDirectory } = places;
  const plan = await planIn(dataDirectory);
  if (plan === undefined) {
    await removeStaged(places);
    return false;
  }
  if (plan.state === 'aside') {
    await moveAll(plan.aside);
    await save(dataDirectory, { ...plan, state: 'in' });
  }
  await moveAll(plan.in);
  await removeStaged(places);
  return true;
}

/** What is staged for a restore that is not to be, or is done. The plan is in the data folder, which goes last. */
export async function removeStaged({
  dataDirectory,
  journal,
  prompts,
  recordings,
}: StorePlaces): Promise<void> {
  for (const folder of [prompts, recordings, dirname(journal), dataDirectory])
    await rm(join(folder, STAGING), { recursive: true, force: true });
}

/** One that has been moved already is not there any more. */
async function moveAll(moves: readonly Move[]): Promise<void> {
  const folders = new Set<string>();
  for (const { from, to } of moves) {
    if (!(await isThere(from))) continue;
    await makeFolder(dirname(to));
    await rename(from, to);
    folders.add(dirname(from)).add(dirname(to));
  }
  for (const folder of folders) await syncFolder(folder);
}

async function planIn(dataDirectory: string): Promise<RestorePlan | undefined> {
  const file = join(dataDirectory, STAGING, PLAN);
  return (await isThere(file)) ? (JSON.parse(await readFile(file, 'utf8')) as RestorePlan) : undefined;
}

async function save(dataDirectory: string, plan: RestorePlan): Promise<void> {
  await writeSynced(join(dataDirectory, STAGING, PLAN), JSON.stringify(plan));
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
