/** The parts of the service that have been started, in order. */
import type { Logger } from './observe/log.js';

/** SIP and media have limits of a few seconds; the recorder completes files. */
const CLOSE_PART_MS = 15_000;

/** The started parts, to be closed in reverse order; a part that fails to close does not keep the others open. */
export class StartedParts {
  readonly #parts: { readonly name: string; close(): Promise<void> }[] = [];
  #stopped: Promise<void> | undefined;

  constructor(readonly logger: Logger) {}

  add<T extends { close(): Promise<void> }>(name: string, part: T): T {
    this.#parts.push({ name, close: () => part.close() });
    return part;
  }

  /** Idempotent: each call resolves when every part is closed. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#closeAll());
  }

  async #closeAll(): Promise<void> {
    for (let part = this.#parts.pop(); part !== undefined; part = this.#parts.pop()) {
      const { name } = part;
      const closed = part
        .close()
        .catch((error: unknown) => this.logger.error({ part: name, err: error }, 'a part did not close'));
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          this.logger.error({ part: name }, 'a part takes too long to close and is left behind');
          resolve();
        }, CLOSE_PART_MS);
      });
      await Promise.race([closed, limit]);
      clearTimeout(timer);
    }
  }
}
