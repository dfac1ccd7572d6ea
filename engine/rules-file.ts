/**
 * The file of the rules of carriers and law, in force: read at the start and with every reload. The calls of the time
 * that its frequencies look back on are counted from the records, so that a restart forgets none of them.
 */
import type { Config } from '../config/config.js';
import { loadRulesPolicy, type RulesPolicy } from '../routing/rules/rules-policy.js';
import type { RuleBook } from '../routing/rules/rule-book.js';
import type { Traffic } from '../routing/rules/rules.js';
import type { Logger } from './observe/log.js';

export interface RulesFileParts {
  readonly book: RuleBook;
  /** Calls that were put through since then, oldest first. */
  readonly callsSince: (since: number) => Promise<readonly Traffic[]>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logger: Logger;
}

/** Throws an Error that says what was expected; undefined: no rules but the blacklists. */
export function rulesOf({ rulesFile }: Pick<Config, 'rulesFile'>): RulesPolicy | undefined {
  return rulesFile === undefined ? undefined : loadRulesPolicy(rulesFile);
}

export class RulesFile {
  readonly #parts: RulesFileParts;
  /** Read, and to be put in force. */
  #next: RulesPolicy | undefined;

  private constructor(parts: RulesFileParts) {
    this.#parts = parts;
    const { book, now, logger } = parts;
    book.onComplaint = (appKey) => {
      const { state, percent, complaints } = book.standing(appKey, now());
      if (state !== 'good')
        logger.warn({ part: 'rules', appKey, state, percent, complaints }, 'complaints about an application');
    };
  }

  /** Puts the configuration's rules in force. */
  static async open(config: Config, parts: RulesFileParts): Promise<RulesFile> {
    const rules = new RulesFile(parts);
    await rules.prepare(config);
    rules.replace();
    return rules;
  }

  /** Reads the file of another configuration, and the calls that it looks back on. Rejects with an Error. */
  async prepare(config: Pick<Config, 'rulesFile'>): Promise<void> {
    const { book, callsSince, now } = this.#parts;
    const next = rulesOf(config);
    // The counts of rules that stay the same go on.
    const isSame = JSON.stringify(next?.data) === JSON.stringify(book.policyInForce?.data);
    this.#next = isSame ? book.policyInForce : next;
    if (isSame || next === undefined || next.longestMs === 0) return;
    for (const call of await callsSince(now() - next.longestMs)) next.of(call.appKey).calls?.count(call);
  }

  /** Puts in force what has been read last. */
  replace(): void {
    this.#parts.book.replacePolicy(this.#next);
  }
}
