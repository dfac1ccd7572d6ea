/**
 * Trunks in files of their own: each file is one trunk, or a list of them. They are added to `trunks` before anything
 * is checked, so where a trunk stands matters to messages alone.
 */
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Place, PlaceOf } from './place.js';
import { ConfigError, showValue, type Problem } from './problem.js';
import { readText } from './read-text.js';
import { keyOf, readYaml } from './read-yaml.js';
import type { Schema } from './schema-parts.js';
import { trunkSchema } from './trunk-schema.js';

/** A file as it was read. */
export interface FileText {
  readonly file: string;
  readonly text: string;
}

export interface TrunkFiles {
  /** Unchecked, in the order of the files. */
  readonly trunks: readonly unknown[];
  /** The place of each trunk's key: `pointer` begins behind the trunk, and is empty for the trunk itself. */
  readonly places: readonly ((pointer: string) => Place)[];
  /** Every file that was read. */
  readonly files: readonly string[];
  readonly texts: readonly FileText[];
  readonly problems: readonly Problem[];
}

const LIST: Schema = { type: 'array', items: trunkSchema };
export const trunkFileSchema = (isList: boolean): Schema => (isList ? LIST : trunkSchema);
/** Names that a folder is searched for. Hidden files are left out, as editors make them. */
const IN_A_FOLDER = /^[^.].*\.ya?ml$/i;

/**
 * `names`: the value of `trunkFiles`, each a file, a folder, or a folder and a name with `*`; relative to the folder of
 * the configuration file. Junk among them is left to the schema. `kept`: what they were when they were read before.
 */
export function readTrunkFiles(
  names: unknown,
  configFile: string,
  placeOf: PlaceOf,
  environment: Readonly<Record<string, string | undefined>>,
  kept?: readonly FileText[],
): TrunkFiles {
  const trunks: unknown[] = [];
  const places: ((pointer: string) => Place)[] = [];
  const problems: Problem[] = [];
  const files = new Map(kept?.map(({ file }) => [file, file]));
  const texts: FileText[] = [];
  for (const [index, name] of (kept === undefined && Array.isArray(names) ? names : []).entries()) {
    if (typeof name !== 'string' || name === '') continue;
    const path = isAbsolute(name) ? name : join(dirname(configFile), name);
    try {
      for (const file of filesOf(path)) files.set(resolve(file), file);
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      problems.push({ ...placeOf(`/trunkFiles/${index}`), expected: 'files that can be read', found });
    }
  }
  for (const file of files.values()) {
    const read = readTrunkFile(file, environment, kept?.find((one) => one.file === file)?.text);
    if (read.text !== undefined) texts.push({ file, text: read.text });
    trunks.push(...read.trunks);
    places.push(...read.places);
    problems.push(...read.problems);
  }
  return { trunks, places, files: [...files.values()], texts, problems };
}

/** The files that one entry names, in the order of their names. Throws if there is none, except in a folder. */
function filesOf(path: string): readonly string[] {
  const pattern = basename(path);
  if (pattern.includes('*')) {
    const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const found = namesIn(dirname(path), new RegExp(`^(?!\\.)${parts.join('.*')}$`));
    if (found.length === 0) throw new Error(`no file ${path}`);
    return found;
  }
  return statSync(path).isDirectory() ? namesIn(path, IN_A_FOLDER) : [path];
}

function namesIn(folder: string, wanted: RegExp): string[] {
  const names = readdirSync(folder).filter((name) => wanted.test(name));
  return names.sort().map((name) => join(folder, name));
}

type TrunkFile = Omit<TrunkFiles, 'files' | 'texts'> & { readonly text?: string };

function readTrunkFile(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
  kept: string | undefined,
): TrunkFile {
  const refuse = (line: number, expected: string, found: string): TrunkFile => ({
    trunks: [],
    places: [],
    problems: [{ file, line, key: '', expected, found }],
  });
  let text: string;
  try {
    text = kept ?? readText(file);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { trunks: [], places: [], problems: error.problems.map((problem) => ({ ...problem, file })) };
  }
  const { value, lineOf, ...read } = readYaml(text, trunkFileSchema, environment);
  const problems = read.problems.map((problem) => ({ ...problem, file }));
  if (value === undefined && problems.length > 0) return { trunks: [], places: [], problems };
  const placeUnder =
    (start: string) =>
    (pointer: string): Place => ({
      file,
      line: lineOf(start + pointer),
      key: keyOf(start + pointer),
    });
  // An empty file is hardly meant: a trunk would be gone without a word.
  if (typeof value !== 'object' || value === null)
    return refuse(1, 'the keys of a trunk, or a list of trunks', showValue(value));
  if (!Array.isArray(value)) return { trunks: [value], places: [placeUnder('')], problems, text };
  return { trunks: value, places: value.map((_, index) => placeUnder(`/${index}`)), problems, text };
}

/**
 * The places of the whole configuration: its own, and those of trunks from files, which follow the first `own` ones.
 */
export function placesWith(own: number, { places }: TrunkFiles, placeOf: PlaceOf): PlaceOf {
  return (pointer) => {
    const [, index = '', rest = ''] = /^\/trunks\/(\d+)(.*)$/s.exec(pointer) ?? [];
    const place = index === '' ? undefined : places[Number(index) - own];
    return place === undefined ? placeOf(pointer) : place(rest);
  };
}
