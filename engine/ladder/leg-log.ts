/**
 * What is kept of one leg: all its messages, or of one that repeats for ever or sends large bodies its beginning and
 * its end.
 */
import type { Flow } from '../sipd/stack/stack.js';
import { MessageLog, type BlockMemory, type LoggedMessage } from './message-log.js';

const MAX_MESSAGES = 150;
/** A call travels to the engine in one frame of the channel. */
const MAX_BYTES = 512 * 1024;

export class LegLog {
  readonly #memory: BlockMemory;
  /** The first one is filled and stays; of those after it the last two are kept. */
  #logs: MessageLog[] = [];
  /** Messages that are gone from the middle. */
  left = 0;

  constructor(memory: BlockMemory) {
    this.#memory = memory;
  }

  add(at: number, order: number, direction: 'in' | 'out', bytes: Buffer, flow: Flow): void {
    let log = this.#logs.at(-1);
    if (log === undefined || log.count >= MAX_MESSAGES || log.size + bytes.length > MAX_BYTES) {
      log = new MessageLog(this.#memory);
      this.#logs.push(log);
      if (this.#logs.length > 3) {
        const [gone] = this.#logs.splice(1, 1);
        this.left += gone?.count ?? 0;
        gone?.clear();
      }
    }
    log.add(at, order, direction, bytes, flow);
  }

  read(): LoggedMessage[] {
    return this.#logs.flatMap((log) => log.read());
  }

  clear(): void {
    for (const log of this.#logs) log.clear();
    this.#logs = [];
  }
}
