/** What a fuzzer is. */
import type { FuzzedService } from './fuzzed-service.js';
import type { Mutator } from './mutation.js';

export interface Fuzzer {
  readonly name: string;
  /** How often it asks whether it is over in the short form, which is bounded so, and not by time. */
  readonly rounds: number;
  /** Attacks until `isOver`; resolves with how many inputs it has sent. Rejects with what it has found. */
  run(under: FuzzedService, mutator: Mutator, isOver: () => boolean): Promise<number>;
}
