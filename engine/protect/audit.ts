/**
 * The audit as a part of the service: who looked at, listened to, changed, exported or erased what, at every level of the log.
 * The head of its chain goes to the log at the start and daily: a file that was shortened or rewritten does not have it any
 * more. Entries past their days are cut off then.
 */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { E164 } from '../../routing/numbers/number.js';
import type { Clock } from '../clock.js';
import type { Logger } from '../observe/log.js';
import { Sweeps } from '../sweeps.js';
import { AuditLog, type AuditQuery } from './audit-log.js';
import type { AuditEntry, AuditFacts, Head, Verification } from './chain.js';
import { NumberKey } from './number-key.js';

const DAY_MS = 86_400_000;
/** A look that is repeated within this time is one entry: a console asks every few seconds, a player part by part. */
const SAME_LOOK_MS = 60_000;
const MAX_LOOKS = 10_000;

export interface AuditOptions {
  readonly directory: string;
  /** How long entries are kept, asked daily. */
  readonly days: () => number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onFailure?: (error: unknown) => void;
  readonly onWritten?: () => void;
}

export class Audit {
  readonly #log: AuditLog;
  readonly #options: AuditOptions;
  readonly #looks = new Map<string, number>();
  readonly #sweeps: Sweeps;

  private constructor(
    log: AuditLog,
    readonly numbers: NumberKey,
    options: AuditOptions,
  ) {
    this.#log = log;
    this.#options = options;
    this.#sweeps = new Sweeps(options.clock, DAY_MS, () => this.#sweep());
  }

  static async open(options: AuditOptions): Promise<Audit> {
    const { directory, clock } = options;
    const log = await AuditLog.open({
      file: join(directory, 'audit.jsonl'),
      now: () => clock.now(),
      onFailure: options.onFailure ?? (() => undefined),
      onWritten: options.onWritten ?? (() => undefined),
    });
    const audit = new Audit(log, NumberKey.open(join(directory, 'audit.key')), options);
    audit.#sweeps.start();
    return audit;
  }

  get head(): Head {
    return this.#log.head;
  }

  /** Resolves when it is on disk; rejects if it is not. */
  write(facts: Omit<AuditFacts, 'time'>): Promise<AuditEntry> {
    return this.#log.write({ time: this.#options.clock.now(), ...facts });
  }

  /** The same for a look, which within a minute counts once for the same person and thing. */
  async look(facts: Omit<AuditFacts, 'time'>): Promise<void> {
    const now = this.#options.clock.elapsed();
    const key = JSON.stringify(facts);
    const before = this.#looks.get(key);
    if (before !== undefined && now - before < SAME_LOOK_MS) return;
    await this.write(facts);
    if (this.#looks.size >= MAX_LOOKS) this.#looks.clear();
    this.#looks.set(key, now);
  }

  /** A number as entries have it. */
  numberKey(number: E164): string {
    return this.numbers.of(number);
  }

  verify(expected?: Head): Promise<Verification> {
    return this.#log.verify(expected);
  }

  read(query: AuditQuery): Promise<readonly AuditEntry[]> {
    return this.#log.read(query);
  }

  /** Copies the entries that are on disk now, and the key of their hashes, into another folder. */
  async copyTo(folder: string): Promise<void> {
    await this.#log.copyTo(join(folder, 'audit.jsonl'));
    await copyFile(join(this.#options.directory, 'audit.key'), join(folder, 'audit.key'));
  }

  async close(): Promise<void> {
    await this.#sweeps.close();
    await this.#log.close();
  }

  async #sweep(): Promise<void> {
    const { clock, days, logger } = this.#options;
    const part = 'audit';
    try {
      const entries = await this.#log.cut(clock.now() - days() * DAY_MS);
      if (entries > 0) logger.info({ part, entries, days: days() }, 'entries past their days are cut off');
    } catch (err) {
      logger.error({ part, err }, 'the audit could not be cut');
    }
    const { sequence, hash } = this.#log.head;
    logger.info(
      { part, sequence, hash },
      'the head of the audit; keep it to prove that nothing was taken away',
    );
  }
}
