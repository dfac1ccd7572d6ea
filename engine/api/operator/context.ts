/** What the operations of the operator API work on. */
import type {} from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import type { OperatorRole } from '../../../config/config.js';
import type { PoolNumber } from '../../../routing/application.js';
import type { E164 } from '../../../routing/numbers/number.js';
import type { Routing } from '../../../routing/routing.js';
import type { ActiveCall } from '../../call/calls.js';

export interface OperatorContext {
  /** A number as an operator writes it, by the policy. */
  readonly readNumber: (text: string) => E164 | undefined;
  readonly routing: Routing;
  readonly calls: OperatorCalls;
  readonly prompts: PromptStore;
  readonly system: () => SystemState;
  readonly receivers: () => Promise<readonly WaitingReceiver[]>;
  /** Tells the application what its number may do from now on. */
  readonly numberStatus: (number: PoolNumber) => void;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export interface OperatorCalls {
  list(): Iterable<ActiveCall>;
  find(sessionId: string): ActiveCall | undefined;
  /** Resolves when it has ended; with false if there is no such call (any more). */
  end(sessionId: string): Promise<boolean>;
}

export interface StoredPrompt {
  readonly name: string;
  readonly milliseconds: number;
  /** Came with Callveil; it can be covered by one's own of the same name, not removed. */
  readonly builtIn: boolean;
  /** It is one's own and covers one that came with Callveil, which is played when it is removed. */
  readonly covers: boolean;
}

export interface PromptStore {
  has(name: string): boolean;
  list(): readonly StoredPrompt[];
  /** Takes a WAV file under a name and puts it in force. Rejects with an Error that says what was expected of the file. */
  save(name: string, content: Buffer): Promise<void>;
  /** False if there is none of one's own by that name. */
  remove(name: string): Promise<boolean>;
}

export interface SystemState {
  readonly version: string;
  readonly startedAt: number;
  readonly draining: boolean;
  readonly calls: number;
  readonly bindings: number;
  readonly journalAvailable: boolean;
  readonly silentTrunks: readonly string[];
}

/** An address of an application that messages wait for. */
export interface WaitingReceiver {
  readonly appKey: string;
  readonly channel: string;
  readonly waiting: number;
  readonly failed: number;
  /** Milliseconds since 1970; 0 is at once. */
  readonly nextDueAt: number;
  readonly isDown: boolean;
}

/** Adds operations under `/v1`. */
export type Operations = (app: FastifyInstance, context: OperatorContext) => void;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route: this role and those above it. An operation without one is for admins. */
    role?: OperatorRole;
  }
}
