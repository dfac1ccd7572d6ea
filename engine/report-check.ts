/** The output of `--check`: mistakes, doubts, what is in force where file and journal differ, what was not tried. */
import { describeExposed, exposedPaths } from '../config/exposed-paths.js';
import type { LoadedConfig } from '../config/load.js';
import { describeProblem, inOrder } from '../config/problem.js';
import { foreseeFile, JournalInUse } from '../routing/journal/sqlite-peek.js';
import { describeInForce } from './in-force.js';
import type { StartCheck } from './start-check.js';

export interface CheckReport {
  /** Whether the service would start, with the settings that its operator meant. */
  readonly isGood: boolean;
  /** For standard error: mistakes, and what other users of the machine can open. */
  readonly faults: readonly string[];
  /** For standard output. */
  readonly lines: readonly string[];
}

/** Never rejects for a fault of the configuration or the journal: it reports those. */
export async function reportCheck(loaded: LoadedConfig, check: StartCheck): Promise<CheckReport> {
  const { config, file } = loaded;
  const problems = inOrder([...check.problems, ...check.doubts]);
  const exposed = exposedPaths(config, [file, ...loaded.trunkFiles]).map(describeExposed);
  const { lines, fault } = await foreseen(loaded, check);
  const wrong = [
    ...problems.map((problem) => describeProblem(file, problem)),
    ...(fault === undefined ? [] : [fault]),
  ];
  const isGood = wrong.length === 0;
  const end = isGood ? [NOT_TRIED, 'the configuration is good'] : [];
  return { isGood, faults: [...wrong, ...exposed], lines: [...lines, ...end] };
}

const NOT_TRIED =
  'not tried: addresses to listen at, other machines (Redis, PostgreSQL, a drachtio-server, trunks), call-back addresses: callveil doctor tries them';

/** What the next start would put in force. */
async function foreseen(
  loaded: LoadedConfig,
  { policy, problems }: StartCheck,
): Promise<{ readonly lines: readonly string[]; readonly fault?: string }> {
  const { config, file, placeOf } = loaded;
  const { type, file: journal } = config.journal;
  const elsewhere = 'callveil-ctl applications show APPLICATION says what is in force, and from where';
  if (type === 'redis') return { lines: [`the journal is in Redis and was not asked: ${elsewhere}`] };
  if (type === 'memory' || policy === undefined || problems.length > 0) return { lines: [] };
  try {
    const report = await foreseeFile(journal, config.applications, policy);
    if (report === undefined) return { lines: [] };
    return { lines: describeInForce(report, loaded).map(({ place, text }) => `${place}: ${text}`) };
  } catch (error) {
    if (error instanceof JournalInUse)
      return { lines: [`the journal is in use by a service and was not read: ${elsewhere}`] };
    const found = error instanceof Error ? error.message : String(error);
    const problem = { ...placeOf('/journal/file'), expected: 'a journal', found };
    return { lines: [], fault: describeProblem(file, problem) };
  }
}
