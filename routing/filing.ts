/**
 * Merges the applications of the configuration file with those of the journal. Both can be changed, and for each key
 * the later change is in force. To know which is later, each start stores in the journal what the file said then: a key
 * that differs now has been changed in the file since. If nothing was stored (an older version did not), the journal
 * counts as later.
 */
import { createHash } from 'node:crypto';
import type { Application } from './application.js';

/** An application with its numbers, as the file has it. */
export interface FiledApplication extends Application {
  readonly numbers: readonly { readonly number: string; readonly areaCode: string }[];
}

/**
 * What a start stores, by application key: digests of the values, because secrets are among them, and the area code of
 * each number.
 */
export type Filing = Readonly<
  Record<
    string,
    { readonly keys: Readonly<Record<string, string>>; readonly numbers: Readonly<Record<string, string>> }
  >
>;

/** The merged application, and where the two differed. Keys are written as in the file: `callbacks.fee`. */
export interface Merged {
  readonly application: Application;
  /** Keys in force as the API has set them, and not as the file says. */
  readonly fromApi: readonly string[];
  /** Keys in force as the file says, because they were changed after the API had set them. */
  readonly fromFile: readonly string[];
}

export function filingOf(applications: Iterable<FiledApplication>): Filing {
  return Object.fromEntries(
    [...applications].map((filed) => {
      const digests = [...valuesOf(filed)].map(([key, value]) => [key, digestOf(value)]);
      const numbers = filed.numbers.map(({ number, areaCode }) => [number, areaCode]);
      return [
        filed.appKey,
        {
          keys: Object.fromEntries(digests) as Record<string, string>,
          numbers: Object.fromEntries(numbers) as Record<string, string>,
        },
      ];
    }),
  );
}

/** `last`: what the previous start stored. */
export function mergeFiled(filed: Application, stored: Application, last: Filing | undefined): Merged {
  const inFile = valuesOf(filed);
  const inJournal = valuesOf(stored);
  const before = last?.[filed.appKey]?.keys ?? {};
  const fromApi: string[] = [];
  const fromFile: string[] = [];
  const values = new Map<string, unknown>();
  for (const key of new Set([...inFile.keys(), ...inJournal.keys()])) {
    const [ofFile, ofJournal] = [inFile.get(key), inJournal.get(key)];
    const isSame = digestOf(ofFile) === digestOf(ofJournal);
    const wasEdited = last !== undefined && digestOf(ofFile) !== (before[key] ?? digestOf(undefined));
    if (!isSame) (wasEdited ? fromFile : fromApi).push(key);
    values.set(key, wasEdited ? ofFile : ofJournal);
  }
  return { application: applicationOf(filed.appKey, values), fromApi, fromFile };
}

/** Keys in which two descriptions of an application differ. */
export function differingKeys(one: Application, other: Application): readonly string[] {
  return mergeFiled(one, other, undefined).fromApi;
}

const PLAIN = [
  ...(['appSecret', 'name', 'mode', 'status', 'extensionDigits', 'allowedAddresses'] as const),
  ...(['promptLanguage', 'standardPrompts'] as const),
];
const GROUPS = ['features', 'callbacks', 'tones', 'reports', 'calls'] as const;

/** Each value by its key. A group is split into its keys, because they can be changed one by one. */
function valuesOf({ appKey: _, ...rest }: Application): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const key of PLAIN) values.set(key, rest[key]);
  for (const group of GROUPS)
    for (const [key, value] of Object.entries(rest[group] ?? {})) values.set(`${group}.${key}`, value);
  return values;
}

function applicationOf(appKey: string, values: ReadonlyMap<string, unknown>): Application {
  const plain: Record<string, unknown> = { appKey };
  const groups: Record<string, Record<string, unknown>> = { features: {}, callbacks: {}, tones: {} };
  for (const [name, value] of values) {
    const [first = '', second] = name.split('.');
    if (value === undefined) continue;
    if (second === undefined) plain[first] = value;
    else (groups[first] ??= {})[second] = value;
  }
  return { ...plain, ...groups } as unknown as Application;
}

/** Only a digest is kept: the value may be a secret that is no longer in use. */
function digestOf(value: unknown): string {
  if (value === undefined) return '';
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}
