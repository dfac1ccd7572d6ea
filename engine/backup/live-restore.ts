/**
 * A restore that a running service is asked for. The archive is read and checked while the service goes on draining; then the
 * engine stops, and when every store is closed, and before its lock is given back, it commits. The engine that its parent
 * starts next makes the exchange before it opens anything.
 */
import { createReadStream } from 'node:fs';
import type { Manifest } from './manifest.js';
import type { StorePlaces } from './restore-plan.js';
import { stageRestore, type StagedRestore } from './restore.js';

export interface LiveRestoreOptions {
  readonly places: StorePlaces;
  /** Whether no call is up and none is taken. */
  readonly isIdle: () => boolean;
  /** Stops the engine; another one follows. */
  readonly restart: () => void;
  readonly now: () => number;
  /** Called if the commit fails; everything then is as it was. */
  readonly onFailure: (error: unknown) => void;
}

/** Why there is no restore at the moment. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused';

  constructor(
    readonly reason: 'not-drained' | 'running' | 'archive',
    message: string,
  ) {
    super(message);
  }
}

export class LiveRestore {
  readonly #options: LiveRestoreOptions;
  #state: 'none' | 'reading' | 'staged' = 'none';
  #staged: StagedRestore | undefined;

  constructor(options: LiveRestoreOptions) {
    this.#options = options;
  }

  /** Reads and checks a file of this machine. `by`: who asked. Rejects with RestoreRefused; then nothing is changed. */
  async stage(file: string, by: string): Promise<Manifest> {
    const { places, now } = this.#options;
    this.#requireIdle();
    if (this.#state !== 'none') throw new RestoreRefused('running', 'another restore is under way');
    this.#state = 'reading';
    try {
      const staged = await stageRestore(createReadStream(file), places, now(), by);
      this.#staged = staged;
      this.#requireIdle();
      this.#state = 'staged';
      return staged.manifest;
    } catch (error) {
      await this.#remove();
      if (error instanceof RestoreRefused) throw error;
      throw new RestoreRefused('archive', error instanceof Error ? error.message : String(error));
    }
  }

  /** What is staged takes effect: the engine stops, and the next one has it. */
  restart(): void {
    if (this.#state === 'staged') this.#options.restart();
  }

  /** What is staged does not take effect, at no later end of the engine either. Rejects if the disk fails. */
  async giveUp(): Promise<void> {
    if (this.#state === 'staged') await this.#remove();
  }

  /** When every store is closed. */
  async close(): Promise<void> {
    if (this.#state !== 'staged') return;
    await this.#staged?.commit().catch(this.#options.onFailure);
  }

  /** Another restore waits for it: its files would be removed with these. */
  async #remove(): Promise<void> {
    const staged = this.#staged;
    this.#staged = undefined;
    this.#state = 'reading';
    try {
      await staged?.remove();
    } finally {
      this.#state = 'none';
    }
  }

  #requireIdle(): void {
    if (!this.#options.isIdle())
      throw new RestoreRefused(
        'not-drained',
        'the service takes calls, or has some: begin a drain, wait until there are none, and ask again',
      );
  }
}
