/** What an archive says about itself: its first file. Its last one, `SHA256SUMS`, has the sum of every file before it. */
import { newerFormat, type StoreName } from './formats.js';

export const MANIFEST = 'manifest.json';
export const SUMS = 'SHA256SUMS';
/** The format of an archive itself. */
const ARCHIVE_FORMAT = 1;

export interface Manifest {
  readonly archive: typeof ARCHIVE_FORMAT;
  /** Of Callveil. */
  readonly version: string;
  /** When the backup began, RFC 3339: everything acknowledged before is in it. */
  readonly at: string;
  readonly host: string;
  /** The stores that are in it, with their formats. */
  readonly formats: Readonly<Partial<Record<StoreName, number>>>;
  /** Stores that have a backup of their own, in words. */
  readonly elsewhere: readonly string[];
  readonly recordings: boolean;
  /** Whether the configuration is as it was; otherwise its secrets and keys are left out. */
  readonly secrets: boolean;
}

export function manifestOf(content: Omit<Manifest, 'archive'>): Manifest {
  return { archive: ARCHIVE_FORMAT, ...content };
}

/** Throws an Error for a person if it is none, or if this version cannot read what it announces. */
export function readManifest(text: string): Manifest {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${MANIFEST}: expected JSON`, { cause });
  }
  const { archive, version, formats } = read as Partial<Record<keyof Manifest, unknown>>;
  const by = `Callveil ${String(version)} made it`;
  if (!Number.isInteger(archive) || typeof formats !== 'object' || formats === null)
    throw new Error(`${MANIFEST}: expected the manifest of a backup`);
  if (Number(archive) > ARCHIVE_FORMAT)
    throw new Error(`expected an archive of format ${ARCHIVE_FORMAT}, found ${String(archive)}: ${by}`);
  const newer = newerFormat(formats as Record<string, unknown>);
  if (newer !== undefined) throw new Error(`${newer}; ${by}`);
  return read as Manifest;
}

/** One line for each file, as `sha256sum -c` reads them. */
export function sumsText(sums: ReadonlyMap<string, string>): string {
  return [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join('');
}

export function readSums(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').flatMap((line) => {
    const [, sum, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    return sum === undefined || name === undefined ? [] : [[name, sum] as const];
  });
  return new Map(lines);
}
