/**
 * `npm run bench -- routing`: a million AXB bindings written to an SQLite journal, loaded into memory, and looked up.
 * Bytes are heap and array buffers after collection, minus what the process had before the load.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ApplicationRegistry } from '../../routing/application.js';
import type { AxbBinding } from '../../routing/binding.js';
import { documentOf, relationChange } from '../../routing/claims.js';
import { keys } from '../../routing/journal/documents.js';
import type { Change } from '../../routing/journal/journal.js';
import { startJournalThread } from '../../engine/processes/journal-link.js';
import { SqliteJournal } from '../../routing/journal/sqlite.js';
import { e164From, numberOf, type E164 } from '../../routing/numbers/number.js';
import { loadPolicy } from '../../routing/numbers/policy.js';
import { resolve, type ResolutionQuery } from '../../routing/resolve.js';
import { createRouting } from '../../routing/routing.js';
import { Table } from '../../routing/table/table.js';
import { application, mobile, noon, privateNumber } from '../support/stages/routing-world.js';
import type { BenchResult } from './bench.js';

/** `--bindings=100000` for a quick look. */
let bindings = 1_000_000;
const pairsPerX = 4000;
const app = application('AXB');
const policy = loadPolicy();
const firstMobile = numberOf(mobile(0));
const firstPrivate = numberOf(privateNumber(0));

export async function bench(options: readonly string[]): Promise<BenchResult> {
  const asked = options.find((option) => option.startsWith('--bindings='));
  if (asked !== undefined) bindings = Number(asked.slice('--bindings='.length));
  const directory = await mkdtemp(join(tmpdir(), 'callveil-bench-'));
  try {
    const file = join(directory, 'journal.db');
    const writeSeconds = await write(file);
    const fileBytes = (await stat(file)).size;
    const loaded = await load(file);
    const lookupNanosecondsP50 = lookUp();
    return {
      rows: [
        ['bindings', String(bindings)],
        ['resolution, median', `${lookupNanosecondsP50} ns`],
        ['memory', `${loaded.bytesPerBinding} bytes a binding`],
        ['load from SQLite', `${loaded.loadSeconds} s`],
        ['written before that', `${writeSeconds} s, ${Math.round(fileBytes / 2 ** 20)} MiB`],
      ],
      figures: { bindings, lookupNanosecondsP50, ...loaded, writeSeconds },
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The nth pair; A and B are once on an X, and each binding has an order's number as its user data every tenth. */
function pair(n: number): AxbBinding {
  return {
    mode: 'AXB',
    id: uuid(n),
    appKey: app.appKey,
    x: privateNumber(Math.floor(n / pairsPerX)),
    a: mobile(2 * n),
    b: mobile(2 * n + 1),
    revision: 1,
    createdAt: noon + n,
    changedAt: noon + n,
    expiresAt: noon + 86_400_000 + n,
    callDirection: 0,
    duration: 86_400,
    maxDuration: n % 3 === 0 ? 60 : 0,
    lastMinVoice: undefined,
    privateSms: true,
    preVoice: undefined,
    recordFlag: n % 2 === 0,
    recordHintTone: n % 2 === 0 ? 'hint.wav' : undefined,
    userData: n % 10 === 0 ? `order-${n}` : undefined,
  };
}

/** Spread as random ones are. */
function uuid(n: number): string {
  const hex = (seed: number): string => (Math.imul(n + 1, seed) >>> 0).toString(16).padStart(8, '0');
  const [one, two, three] = [hex(0x9e3779b1), hex(0x85ebca6b), hex(0xc2b2ae35)];
  return `${one}-${two.slice(0, 4)}-4${two.slice(5)}-8${three.slice(1, 4)}-${three.slice(4)}${n.toString(16).padStart(8, '0')}`;
}

async function write(file: string): Promise<number> {
  const started = performance.now();
  const journal = await SqliteJournal.open(file, startJournalThread);
  await journal.load(() => undefined);
  for (let n = 0; n < bindings / pairsPerX; n += 1) await journal.commit(poolNumber(privateNumber(n)));
  const writers = Array.from({ length: 4096 }, async (_, writer) => {
    for (let n = writer; n < bindings; n += 4096)
      await journal.commit(relationChange(undefined, pair(n), policy.quotas));
  });
  await Promise.all(writers);
  await journal.close();
  return round((performance.now() - started) / 1000, 1);
}

function poolNumber(number: E164): Change {
  const value = { number, appKey: app.appKey, areaCode: '0755', status: 'normal' };
  const put = [{ key: keys.number(number), revision: 1, value }];
  return { scope: app.appKey, expect: [], put, remove: [], release: [], claim: [], count: [] };
}

async function load(file: string): Promise<{ bytesPerBinding: number; loadSeconds: number }> {
  const before = memory();
  const journal = await SqliteJournal.open(file, startJournalThread);
  const started = performance.now();
  const routing = await createRouting({
    journal,
    policy,
    clock: () => noon,
    applications: new ApplicationRegistry([app]),
    sweepEveryMs: 0,
  });
  const loadSeconds = round((performance.now() - started) / 1000, 2);
  const after = memory();
  if (routing.bindings.count !== bindings) throw new Error(`loaded ${routing.bindings.count} bindings`);
  await routing.close();
  await journal.close();
  return { bytesPerBinding: round((after - before) / bindings, 0), loadSeconds };
}

/** Random calls, A's and B's; the median of runs of a hundred, since a clock costs as much as a look-up. */
function lookUp(): number {
  const table = new Table();
  for (let n = 0; n < bindings / pairsPerX; n += 1)
    for (const document of poolNumber(privateNumber(n)).put) table.put(document);
  for (let n = 0; n < bindings; n += 1) table.put(documentOf(pair(n)));
  const view = { table, policy, application: () => app };
  const samples: number[] = [];
  for (let run = 0; run < 5000; run += 1) {
    const calls = Array.from({ length: 100 }, (_, n) =>
      callOf((Math.imul(run * 100 + n + 1, 0x9e3779b1) >>> 0) % bindings, n % 2 === 0),
    );
    const started = process.hrtime.bigint();
    let connected = 0;
    for (const call of calls) if (resolve(view, call).kind === 'connect') connected += 1;
    samples.push(Number(process.hrtime.bigint() - started) / 100);
    if (connected !== 100) throw new Error(`${connected} of 100 calls found their binding`);
  }
  return round(samples.sort((one, other) => one - other)[samples.length >> 1] ?? 0, 0);
}

/** Of strings in one piece, as they come off the wire, and made with as little else as can be. */
function callOf(n: number, fromA: boolean): ResolutionQuery {
  const caller = e164From(firstMobile + (fromA ? 2 * n : 2 * n + 1));
  return { caller, dialled: e164From(firstPrivate + Math.floor(n / pairsPerX)), at: noon };
}

/** Heap and array buffers in use, after a collection. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
