/** What `--check` prints: what is wrong, what is in doubt, what is in force where file and journal differ, what was not tried. */
import { describeExposed, exposedPaths } from '../config/exposed-paths.js';
import type { LoadedConfig } from '../config/load.js';
import { describeProblem } from '../config/problem.js';
import { foreseeFile, JournalInUse } from '../routing/journal-sqlite-peek.js';
import { describeInForce } from './in-force.js';
import type { StartCheck } from './start-check.js';

/** Answers the exit code: 2 where something is wrong. What is wrong goes to standard error, the rest to standard output. */
export async function reportCheck(loaded: LoadedConfig, check: StartCheck): Promise<number> {
  const { config, file } = loaded;
  const problems = [...check.problems, ...check.doubts].sort((one, other) => one.line - other.line);
  for (const problem of problems) console.error(describeProblem(file, problem));
  for (const exposed of exposedPaths(config, file)) console.error(describeExposed(exposed));
  const { lines, fault } = await foreseen(loaded, check);
  for (const line of lines) console.log(line);
  if (fault !== undefined) console.error(fault);
  if (problems.length > 0 || fault !== undefined) return 2;
  console.log(NOT_TRIED);
  console.log('the configuration is good');
  return 0;
}

const NOT_TRIED =
  'not tried: addresses to listen at, other machines (Redis, a drachtio-server, trunks), call-back addresses';

/** What the next start would put in force. */
async function foreseen(
  loaded: LoadedConfig,
  { policy, problems }: StartCheck,
): Promise<{ readonly lines: readonly string[]; readonly fault?: string }> {
  const { config, file, lineOf } = loaded;
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
    const problem = { line: lineOf('/journal/file'), key: 'journal.file', expected: 'a journal', found };
    return { lines: [], fault: describeProblem(file, problem) };
  }
}
