/** Reads the configuration: YAML with positions, schema, relations between keys, then paths made absolute. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkRelations } from './check-relations.js';
import { schemaCheck, type SchemaCheck } from './check-schema.js';
import type { Config } from './config.js';
import { placesIn, type PlaceOf } from './place.js';
import { ConfigError, type Problem } from './problem.js';
import { readText } from './read-text.js';
import { readYaml } from './read-yaml.js';
import { configSchema } from './schema.js';
import { placesWith, readTrunkFiles, type FileText } from './trunk-files.js';

/** Compiled at the first use: it takes longer than all the rest of reading a file. */
let compiled: SchemaCheck | undefined;

export type Environment = Readonly<Record<string, string | undefined>>;

/** What `npm start` runs on when no file is given. */
export const defaultConfigFile = fileURLToPath(
  new URL('../../config/examples/default.yaml', import.meta.url),
);

/** A configuration with the file it was read from. */
export interface LoadedConfig {
  readonly config: Config;
  readonly file: string;
  /** The trunk files that were read with it. */
  readonly trunkFiles: readonly string[];
  /** As the files were read, the configuration file first: the same can be made of them when the files have changed. */
  readonly texts: readonly FileText[];
  /** Where a key stands, by JSON pointer. */
  readonly placeOf: PlaceOf;
}

/** Reads a file. Throws ConfigError with every problem found in it. */
export function loadConfig(file: string, environment: Environment = process.env): Config {
  return readConfig(file, environment).config;
}

/**
 * Reads a file and its trunk files, and keeps the place of each key. Throws ConfigError with every problem found in it.
 */
export function readConfig(file: string, environment: Environment = process.env): LoadedConfig {
  return read(readText(file), file, environment);
}

/** Makes of texts that were read before what `readConfig` made of them. */
export function rereadConfig(
  [own, ...trunkFiles]: readonly FileText[],
  environment: Environment = process.env,
): LoadedConfig {
  if (own === undefined) throw new TypeError('a configuration without a text');
  return read(own.text, own.file, environment, trunkFiles);
}

/** Parses a text; `file` is used in the names of problems, and trunk files are looked for beside it. */
export function parseConfig(text: string, file = 'config', environment: Environment = process.env): Config {
  return read(text, file, environment).config;
}

/** `kept`: the trunk files as they were read before, in place of those that are there now. */
function read(
  text: string,
  file: string,
  environment: Environment,
  kept?: readonly FileText[],
): LoadedConfig {
  const { value, problems, lineOf } = readYaml(text, configSchema, environment);
  // Without a value it is no YAML. A file of nothing but comments means all defaults.
  const given = value ?? {};
  const ownPlaceOf = placesIn(lineOf);
  const { trunks = [], trunkFiles } = given as { readonly trunks?: unknown; readonly trunkFiles?: unknown };
  const files = readTrunkFiles(trunkFiles, file, ownPlaceOf, environment, kept);
  const own = Array.isArray(trunks) ? trunks.length : 0;
  const isWhole = typeof given === 'object' && !Array.isArray(given) && Array.isArray(trunks);
  const filled: unknown = isWhole ? { ...given, trunks: [...trunks, ...files.trunks] } : given;
  const placeOf = placesWith(own, files, ownPlaceOf);
  const faults = [...problems, ...files.problems];
  const known = new Set(faults.map(nameOf));
  const misfits = value === undefined ? [] : (compiled ??= schemaCheck(configSchema))(filled, placeOf);
  // What could not be read is not reported once more as missing.
  const mistakes = [...faults, ...misfits.filter((misfit) => !known.has(nameOf(misfit)))];
  if (mistakes.length > 0) throw new ConfigError(file, mistakes);
  const config = filled as Config;
  const clashes = checkRelations(config, placeOf);
  if (clashes.length > 0) throw new ConfigError(file, clashes);
  const texts = [{ file, text }, ...files.texts];
  return { config: withAbsolutePaths(config), file, trunkFiles: files.files, texts, placeOf };
}

function nameOf({ file = '', key }: Problem): string {
  return `${file}#${key}`;
}

/** `dataDirectory` is relative to the working directory, every other path to `dataDirectory`. */
function withAbsolutePaths(config: Config): Config {
  const dataDirectory = resolve(config.dataDirectory);
  const within = (path: string) => resolve(dataDirectory, path);
  const { tls } = config.api;
  const files = <T extends PathsOfTls>(given: T): T => withFiles(given, within);
  return {
    ...config,
    dataDirectory,
    recording: { ...config.recording, directory: within(config.recording.directory) },
    ...(config.policyFile === undefined ? {} : { policyFile: within(config.policyFile) }),
    ...(config.rulesFile === undefined ? {} : { rulesFile: within(config.rulesFile) }),
    callbacks: files(config.callbacks),
    prompts: { ...config.prompts, directory: within(config.prompts.directory) },
    journal: { ...config.journal, file: within(config.journal.file) },
    sip: {
      ...config.sip,
      listen: config.sip.listen.map((listener) => ({
        ...files(listener),
        ...(listener.moreCertificates && { moreCertificates: listener.moreCertificates.map(files) }),
      })),
    },
    trunks: config.trunks.map(({ smpp, ...trunk }) => ({
      ...trunk,
      tls: files(trunk.tls),
      ...(smpp && { smpp: { ...smpp, ...(smpp.tls && { tls: files(smpp.tls) }) } }),
    })),
    api: {
      ...config.api,
      ...(tls ? { tls: { certificateFile: within(tls.certificateFile), keyFile: within(tls.keyFile) } } : {}),
    },
  };
}

interface PathsOfTls {
  readonly certificateFile?: string;
  readonly keyFile?: string;
  readonly caFile?: string;
}

function withFiles<T extends PathsOfTls>(given: T, within: (path: string) => string): T {
  const { certificateFile, keyFile, caFile } = given;
  return {
    ...given,
    ...(certificateFile !== undefined && { certificateFile: within(certificateFile) }),
    ...(keyFile !== undefined && { keyFile: within(keyFile) }),
    ...(caFile !== undefined && { caFile: within(caFile) }),
  };
}
