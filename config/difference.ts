/**
 * What differs between two configurations, key by key, and which keys cannot change while the service runs. Entries of
 * a list are compared by their name, so that one put in front of the others is one difference.
 */
import type { Config } from './config.js';
import { showValue } from './problem.js';
import { configSchema } from './schema.js';
import type { Schema } from './schema-parts.js';

export interface Difference {
  /** `trunks[carrier-a].maxCalls`: entries of a list by name, or by place if they have none. */
  readonly key: string;
  /** As a message shows it; undefined if the key was not there. Secrets and what addresses carry are left out. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Whether the running service can take it over. */
  readonly isChangeable: boolean;
}

/**
 * What the running service takes over, by key. Every key that is not here, or below one of these, is fixed from the
 * start on: addresses to listen at, folders, the number of threads, what other processes were started with.
 */
const CHANGEABLE: readonly string[] = [
  'trunks',
  'trunkFiles',
  'callbacks',
  'reports',
  'routes',
  'applications',
  'extension',
  'limits.maxCalls',
  'limits.callsPerSecond',
  'limits.delayMilliseconds',
  'limits.memoryPercent',
  'limits.filesPercent',
  'limits.diskPercent',
  'limits.retryAfterSeconds',
  'limits.maxCallSeconds',
  'limits.lastMinuteSeconds',
  'limits.drainSeconds',
  'log.level',
  'operator.tokens',
  'operator.accounts',
  'operator.hideUserData',
  'prompts.waitingSeconds',
  'recording.downloadUrlValidHours',
  'records.retentionDays',
  'audit.retentionDays',
  'rulesFile',
  'sip.ringTimeoutSeconds',
  'sip.silentTrunkSeconds',
  'api.publicUrl',
];

/** In the order of the schema. */
export function differences(before: Config, after: Config): Difference[] {
  const found: Difference[] = [];
  compare(found, configSchema, { key: '', path: '' }, before, after);
  return found;
}

/** One line for a person. */
export function describeDifference({ key, before, after }: Difference): string {
  return `${key}: ${before ?? 'nothing'} → ${after ?? 'nothing'}`;
}

interface Place {
  readonly key: string;
  /** Without the entries of lists. */
  readonly path: string;
}

function compare(
  found: Difference[],
  schema: Schema | undefined,
  place: Place,
  before: unknown,
  after: unknown,
): void {
  if (isSame(before, after)) return;
  if (isGroup(before) && isGroup(after)) {
    const names = new Set([
      ...Object.keys(schema?.properties ?? {}),
      ...Object.keys(before),
      ...Object.keys(after),
    ]);
    for (const name of names)
      compare(found, schema?.properties?.[name], below(place, name), before[name], after[name]);
    return;
  }
  const entries = schema?.items;
  if (Array.isArray(before) && Array.isArray(after) && entries?.type === 'object') {
    const [old, young] = [byName(before), byName(after)];
    const sizeBefore = found.length;
    for (const name of new Set([...old.keys(), ...young.keys()])) {
      const entry = { ...place, key: `${place.key}[${name}]` };
      compare(found, entries, entry, old.get(name), young.get(name));
    }
    if (found.length === sizeBefore) add(found, place, 'another order', 'this order');
    return;
  }
  add(found, place, shown(schema, before), shown(schema, after));
}

function add(
  found: Difference[],
  { key, path }: Place,
  before: string | undefined,
  after: string | undefined,
): void {
  const isKnown = CHANGEABLE.some((known) => path === known || path.startsWith(`${known}.`));
  // The SIP process sends the messages of the network to the log only if it was started for that.
  const isChangeable = isKnown && !(path === 'log.level' && [before, after].includes('"trace"'));
  found.push({ key, before, after, isChangeable });
}

function below({ key, path }: Place, name: string): Place {
  return key === '' ? { key: name, path: name } : { key: `${key}.${name}`, path: `${path}.${name}` };
}

/** What an entry of a list is called, in this order. */
const NAMES = ['appKey', 'name', 'number'] as const;

/** Two of a name cannot be: the check of the configuration refuses them. */
function byName(list: readonly unknown[]): Map<string, unknown> {
  return new Map(
    list.map((entry, index) => {
      const group = isGroup(entry) ? entry : {};
      const name = NAMES.map((key) => group[key]).find((value) => typeof value === 'string' && value !== '');
      return [typeof name === 'string' ? name : String(index), entry];
    }),
  );
}

function shown(schema: Schema | undefined, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (schema?.secret === true) return 'a secret';
  if (Array.isArray(value) && value.length > 0 && value.every((one) => !isGroup(one)))
    return `[${value.map(showShort).join(', ')}]`;
  return showShort(value);
}

/** An address may carry a password or a token: its user and its query are left out. */
function showShort(value: unknown): string {
  if (typeof value !== 'string' || !/^[a-z]+:\/\//i.test(value)) return showValue(value);
  return showValue(value.replace(/\/\/[^/@]*@/, '//…@').replace(/\?.*$/s, '?…'));
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, index) => isSame(value, other[index]));
  if (!isGroup(one) || !isGroup(other)) return false;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) =>
    isSame(one[key], other[key]),
  );
}
