/**
 * Files and folders that hold numbers or secrets and that other users of the machine can open. What the service creates
 * is readable by its own user only (`umask`). What existed before, or was made by hand, is reported and left to the
 * operator.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.js';

export interface ExposedPath {
  readonly path: string;
  /** As `chmod` takes it: `755`. */
  readonly mode: string;
  /** The widest mode it should have: `700`. */
  readonly expected: string;
  /** How many more files of its folder are exposed; only the first one is named. */
  readonly others: number;
}

const FOLDER = 0o700;
const FILE = 0o600;
/** A file that the operator provides: its group may read it, as in `root:callveil 640`. */
const GIVEN_FILE = 0o640;

/** `files`: the configuration file itself and its trunk files. A path that does not exist is not exposed. */
export function exposedPaths(config: Config, files: readonly string[] = []): readonly ExposedPath[] {
  const { dataDirectory, recording, journal, api, sip, trunks } = config;
  const folders = [...new Set([dataDirectory, recording.directory])];
  const keys = [
    api.tls?.keyFile,
    ...sip.listen.flatMap(({ keyFile, moreCertificates = [] }) => [
      keyFile,
      ...moreCertificates.map((more) => more.keyFile),
    ]),
    ...trunks.flatMap(({ tls, smpp }) => [tls.keyFile, smpp?.tls?.keyFile]),
  ];
  const given = [...new Set([...files, ...keys])].filter((path) => path !== undefined);
  return [
    ...folders.flatMap((folder) => widerThan(FOLDER, [folder])),
    ...folders.flatMap((folder) => widerThan(FILE, filesIn(folder))),
    ...(journal.type === 'sqlite' && !journal.file.startsWith(join(dataDirectory, '/'))
      ? widerThan(FILE, [journal.file, `${journal.file}-wal`, `${journal.file}-shm`])
      : []),
    ...given.flatMap((path) => widerThan(GIVEN_FILE, [path])),
  ];
}

/** One line for a person. */
export function describeExposed({ path, mode, expected, others }: ExposedPath): string {
  const more = others === 0 ? '' : ` and ${others} more beside it`;
  return `${path}${more}: others on this machine can open it; expected mode ${expected} or narrower, found ${mode}`;
}

function widerThan(widest: number, paths: readonly string[]): ExposedPath[] {
  const wide = paths.flatMap((path) => {
    const mode = statSync(path, { throwIfNoEntry: false })?.mode;
    return mode === undefined || (mode & 0o777 & ~widest) === 0 ? [] : [{ path, mode }];
  });
  const [first] = wide;
  if (first === undefined) return [];
  const { path, mode } = first;
  return [{ path, mode: octal(mode), expected: octal(widest), others: wide.length - 1 }];
}

function filesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  } catch {
    // The folder does not exist yet, or this user may not read it.
    return [];
  }
}

function octal(mode: number): string {
  return (mode & 0o777).toString(8).padStart(3, '0');
}
