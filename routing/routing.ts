/**
 * Routing as the engine uses it: one object that holds the table, keeps it in step with the journal, answers calls and
 * changes bindings.
 */
import type { Application } from './application.js';
import type { Bindings } from './bindings.js';
import type { Explanation } from './explain.js';
import type { Journal } from './journal.js';
import type { Policy } from './policy.js';
import type { Pool } from './pool.js';
import type { Resolution, ResolutionEffect, ResolutionQuery } from './resolve.js';

export interface RoutingOptions {
  readonly journal: Journal;
  readonly policy: Policy;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly applications: Applications;
}

/** The applications in force; the API and the config file put them here. */
export interface Applications {
  get(appKey: string): Application | undefined;
  list(): readonly Application[];
  /** Adds or replaces. */
  put(application: Application): void;
}

export type RoutingChange =
  | { readonly kind: 'bound' | 'modified' | 'unbound' | 'expired'; readonly subscriptionId: string }
  | { readonly kind: 'number'; readonly number: string };

export interface Routing {
  readonly applications: Applications;
  readonly bindings: Bindings;
  readonly pool: Pool;
  /**
   * Who a call reaches. Answers from memory; only on a miss is the journal asked once (a binding made on another engine
   * a moment ago), and only for a stranger calling an AXYB number is something written (a Y for them) before the answer.
   * Never rejects.
   */
  resolve(query: ResolutionQuery): Promise<Resolution>;
  /** The same answer from memory alone, step by step; changes nothing. */
  explain(query: ResolutionQuery): Explanation;
  /** Commits what a call changes, at the moment the effect names. Rejects with BindingError (journal-unavailable). */
  applyEffect(effect: ResolutionEffect): Promise<void>;
  /** Called after a change is in force, whoever made it. Returns a function that stops it. */
  onChange(listener: (change: RoutingChange) => void): () => void;
  /** Stops sweeping and following. The journal is its owner's to close. */
  close(): Promise<void>;
}

/** Loads the journal into memory and follows it. Resolves when calls can be answered. */
export function createRouting(_options: RoutingOptions): Promise<Routing> {
  return Promise.reject(new Error('routing is being built'));
}
