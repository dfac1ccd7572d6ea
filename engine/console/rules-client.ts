/** The lists that the rules of carriers and law read, as the console uses them. Every method rejects with a Problem. */
import type { Page } from '../api/operator/answers.js';
import type {
  ShownBlacklistEntry,
  ShownComplaint,
  ShownMayCall,
  ShownOnboarding,
  ShownRegistration,
  ShownStanding,
} from '../api/operator/rules-answers.js';
import type { Request } from './request.js';

interface Paged {
  readonly pageIndex: number;
  readonly pageSize: number;
}

export interface BlacklistSearch extends Paged {
  readonly number?: string | undefined;
  readonly kind?: string | undefined;
  readonly appKey?: string | undefined;
}

export type BlacklistWish = Omit<ShownBlacklistEntry, 'addedAt'>;

export interface RegistrationSearch extends Paged {
  readonly number?: string | undefined;
  readonly appKey?: string | undefined;
  readonly batch?: string | undefined;
  readonly state?: string | undefined;
}

/** What all numbers of an import have in common. */
export interface RegistrationTerms {
  readonly appKey?: string | undefined;
  readonly state?: string | undefined;
  readonly until?: string | undefined;
  readonly batch?: string | undefined;
}

export interface BlacklistTerms {
  readonly kind?: string | undefined;
  readonly appKey?: string | undefined;
  readonly until?: string | undefined;
}

/** A line that was not taken; from 1. */
export interface LineFault {
  readonly line: number;
  readonly message: string;
}

export interface Taken {
  readonly taken: number;
  readonly faults: readonly LineFault[];
}

export type RegistrationCounts = Readonly<Record<'registered' | 'pending' | 'rejected' | 'expired', number>>;

export interface MayCallQuestion {
  readonly caller: string;
  readonly dialled: string;
  readonly digits?: string | undefined;
  readonly at?: string | undefined;
}

export interface ComplaintWish {
  readonly appKey?: string | undefined;
  readonly x?: string | undefined;
  readonly category: string;
  readonly at?: string | undefined;
  readonly note?: string | undefined;
}

export class RulesClient {
  readonly #ask: <T>(request: Request) => Promise<T>;

  constructor(ask: <T>(request: Request) => Promise<T>) {
    this.#ask = ask;
  }

  blacklist(search: BlacklistSearch, signal?: AbortSignal): Promise<Page<ShownBlacklistEntry>> {
    return this.#ask({ method: 'POST', path: '/v1/blacklist/search', body: search, signal });
  }

  bar(entries: readonly BlacklistWish[]): Promise<{ readonly added: number }> {
    return this.#ask({ method: 'POST', path: '/v1/blacklist', body: { entries } });
  }

  importBlacklist(csv: string, terms: BlacklistTerms): Promise<Taken> {
    return this.#ask({ method: 'POST', path: '/v1/blacklist/import', query: { ...terms }, csv });
  }

  unbar({ kind, number, x, appKey }: BlacklistWish): Promise<void> {
    return this.#ask({ method: 'POST', path: '/v1/blacklist/remove', body: { kind, number, x, appKey } });
  }

  registrations(search: RegistrationSearch, signal?: AbortSignal): Promise<Page<ShownRegistration>> {
    return this.#ask({ method: 'POST', path: '/v1/registrations/search', body: search, signal });
  }

  registrationCounts(signal?: AbortSignal): Promise<RegistrationCounts> {
    return this.#ask({ method: 'GET', path: '/v1/registrations/status', signal });
  }

  register(numbers: readonly string[], terms: RegistrationTerms): Promise<Taken> {
    return this.#ask({ method: 'POST', path: '/v1/registrations', body: { ...terms, numbers } });
  }

  importRegistrations(csv: string, terms: RegistrationTerms): Promise<Taken> {
    return this.#ask({ method: 'POST', path: '/v1/registrations/import', query: { ...terms }, csv });
  }

  unregister(which: {
    readonly appKey?: string | undefined;
    readonly numbers?: readonly string[];
    readonly batch?: string;
  }): Promise<{ readonly removed: number }> {
    return this.#ask({ method: 'POST', path: '/v1/registrations/remove', body: which });
  }

  complaints(
    search: Paged & { readonly appKey?: string | undefined },
    signal?: AbortSignal,
  ): Promise<Page<ShownComplaint>> {
    return this.#ask({ method: 'GET', path: '/v1/complaints', query: { ...search }, signal });
  }

  standings(signal?: AbortSignal): Promise<Page<ShownStanding>> {
    return this.#ask({ method: 'GET', path: '/v1/complaints/standings', signal });
  }

  complain(
    wish: ComplaintWish,
  ): Promise<{ readonly complaint: ShownComplaint; readonly standing: ShownStanding }> {
    return this.#ask({ method: 'POST', path: '/v1/complaints', body: wish });
  }

  judge(id: string, valid: boolean): Promise<ShownComplaint> {
    return this.#ask({ method: 'PATCH', path: `/v1/complaints/${encodeURIComponent(id)}`, body: { valid } });
  }

  removeComplaint(id: string): Promise<void> {
    return this.#ask({ method: 'DELETE', path: `/v1/complaints/${encodeURIComponent(id)}` });
  }

  onboarding(signal?: AbortSignal): Promise<Page<ShownOnboarding>> {
    return this.#ask({ method: 'GET', path: '/v1/onboarding', signal });
  }

  fileOnboarding(
    appKey: string,
    record: Omit<ShownOnboarding, 'appKey' | 'changedAt'>,
  ): Promise<ShownOnboarding> {
    return this.#ask({ method: 'PUT', path: `/v1/onboarding/${encodeURIComponent(appKey)}`, body: record });
  }

  removeOnboarding(appKey: string): Promise<void> {
    return this.#ask({ method: 'DELETE', path: `/v1/onboarding/${encodeURIComponent(appKey)}` });
  }

  /** By POST: no phone number is in a URL. */
  mayCall(question: MayCallQuestion, signal?: AbortSignal): Promise<ShownMayCall> {
    return this.#ask({ method: 'POST', path: '/v1/may-call', body: question, signal });
  }
}
