/**
 * Reload: reads the configuration file again, checks it as the start does, and puts it in force whole or not at all. A
 * file with a mistake, or with a change that the running service cannot take over, changes nothing. Reloads wait for
 * each other.
 */
import { describeDifference, differences, type Difference } from '../config/difference.js';
import type { LoadedConfig } from '../config/load.js';
import { ConfigError, describeProblem } from '../config/problem.js';
import type { Configuration } from './configuration.js';
import { maskText, type Logger } from './observe/log.js';
import type { StartCheck } from './start-check.js';

export interface ReloadOptions {
  readonly configuration: Configuration;
  /** Throws ConfigError. */
  readonly read: (file: string) => LoadedConfig;
  readonly check: (loaded: LoadedConfig) => Promise<StartCheck>;
  /** Keys whose files are not what they were at the start, although the service cannot take them over. */
  readonly changedFiles: (check: StartCheck) => readonly string[];
  /** The part that may fail: it rejects with an Error for a person, and then has changed nothing. */
  readonly prepare: (loaded: LoadedConfig, changes: readonly Difference[]) => Promise<void>;
  /** Called before the answer with what the next engine must begin with. */
  readonly onAccepted: (texts: LoadedConfig['texts']) => void;
  readonly isDraining: () => boolean;
  readonly logger: Logger;
}

export type ReloadOutcome =
  | {
      /** `checked`: it was asked only what would happen. */
      readonly outcome: 'applied' | 'unchanged' | 'checked';
      readonly changes: readonly string[];
      /** Settings that the operator can hardly have meant. */
      readonly doubts: readonly string[];
    }
  | {
      readonly outcome: 'refused';
      readonly reason: 'invalid' | 'not-changeable' | 'draining' | 'failed';
      /** One line for each mistake, or for each key that the running service cannot change. */
      readonly faults: readonly string[];
    };

export class Reload {
  readonly #options: ReloadOptions;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: ReloadOptions) {
    this.#options = options;
  }

  /** Never rejects. `asked`: who asked, for the log. */
  run(asked: string, { dryRun = false } = {}): Promise<ReloadOutcome> {
    const turn = this.#last.then(async () => {
      const outcome = await this.#reload(dryRun).catch((error: unknown) =>
        refused('failed', [error instanceof Error ? error.message : String(error)]),
      );
      if (!dryRun) this.#log(asked, outcome);
      return outcome;
    });
    this.#last = turn;
    return turn;
  }

  async #reload(dryRun: boolean): Promise<ReloadOutcome> {
    const { configuration, read, check, prepare, onAccepted, isDraining } = this.#options;
    if (isDraining() && !dryRun) return refused('draining', ['the service is stopping']);
    const { file } = configuration.loaded;
    let loaded: LoadedConfig;
    try {
      loaded = read(file);
    } catch (error) {
      if (error instanceof ConfigError) return refused('invalid', error.message.split('\n'));
      throw error;
    }
    const checked = await check(loaded);
    const described = (problems: StartCheck['problems']): string[] =>
      problems.map((problem) => maskText(describeProblem(file, problem)));
    if (checked.problems.length > 0) return refused('invalid', described(checked.problems));
    const found = differences(configuration.current, loaded.config);
    const fixed = [
      ...found.filter(({ isChangeable }) => !isChangeable).map(lineOf),
      ...this.#options.changedFiles(checked).map((key) => `${key}: the content of its file has changed`),
    ];
    if (fixed.length > 0) return refused('not-changeable', fixed);
    const changes = found.map(lineOf);
    const doubts = described(checked.doubts);
    if (dryRun) return { outcome: 'checked', changes, doubts };
    await prepare(loaded, found);
    // From here to the answer nothing can fail.
    configuration.replace(loaded);
    onAccepted(loaded.texts);
    return { outcome: changes.length === 0 ? 'unchanged' : 'applied', changes, doubts };
  }

  #log(asked: string, outcome: ReloadOutcome): void {
    const { logger } = this.#options;
    const part = 'configuration';
    if (outcome.outcome === 'refused') {
      for (const fault of outcome.faults) logger.error({ part }, fault);
      logger.error({ part, asked, reason: outcome.reason }, 'the reload is refused; nothing has changed');
      return;
    }
    for (const doubt of outcome.doubts) logger.warn({ part }, doubt);
    for (const change of outcome.changes) logger.info({ part }, change);
    logger.info({ part, asked, changes: outcome.changes.length }, 'the configuration is reloaded');
  }
}

function refused(
  reason: 'invalid' | 'not-changeable' | 'draining' | 'failed',
  faults: string[],
): ReloadOutcome {
  return { outcome: 'refused', reason, faults: faults.map(maskText) };
}

function lineOf(difference: Difference): string {
  return maskText(describeDifference(difference));
}
