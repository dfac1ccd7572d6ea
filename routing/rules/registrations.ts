/** Real users who are registered with a carrier: what is known of each number, for one application or all. */
import { numberOf, type E164 } from '../numbers/number.js';

export type RegistrationState = 'registered' | 'pending' | 'rejected';

export interface Registration {
  readonly number: E164;
  /** undefined: for every application. */
  readonly appKey?: string | undefined;
  readonly state: RegistrationState;
  /** When it was last imported. */
  readonly at: number;
  /** From this instant on it counts no longer. */
  readonly expiresAt?: number | undefined;
  /** The import it came with, to ask for all of it. */
  readonly batch?: string | undefined;
}

export class Registrations {
  readonly #byScope = new Map<string, Map<number, Registration>>();

  put(scope: string, registration: Registration): void {
    let known = this.#byScope.get(scope);
    if (known === undefined) this.#byScope.set(scope, (known = new Map()));
    known.set(numberOf(registration.number), registration);
  }

  remove(scope: string, number: E164): void {
    this.#byScope.get(scope)?.delete(numberOf(number));
  }

  get(scope: string, number: E164): Registration | undefined {
    return this.#byScope.get(scope)?.get(numberOf(number));
  }

  /** Whether the number counts as registered at that time, by any of the scopes. */
  isRegistered(scopes: readonly string[], number: E164, at: number): boolean {
    return scopes.some((scope) => {
      const found = this.get(scope, number);
      return found?.state === 'registered' && (found.expiresAt ?? Infinity) > at;
    });
  }

  /** In the order in which they were first imported. */
  *of(scope: string): Generator<Registration> {
    yield* this.#byScope.get(scope)?.values() ?? [];
  }

  *all(): Generator<Registration> {
    for (const known of this.#byScope.values()) yield* known.values();
  }
}
