/** The rules of carriers and law as the engine uses them: the questions, and the lists with what changes them. */
import type { Applications } from '../application.js';
import { keys, POOL_SCOPE } from '../journal/documents.js';
import type { Ledger } from '../ledger.js';
import { BlacklistRequests } from './blacklist-requests.js';
import { ComplaintRequests } from './complaint-requests.js';
import { Lists } from './lists.js';
import { OnboardingRequests } from './onboarding-requests.js';
import { RegistrationRequests } from './registration-requests.js';
import type { RuleBook } from './rule-book.js';

/** Expired entries that are removed in one sweep. */
const SWEEP = 1024;

export class Compliance {
  readonly blacklist: BlacklistRequests;
  readonly registrations: RegistrationRequests;
  readonly complaints: ComplaintRequests;
  readonly onboarding: OnboardingRequests;
  readonly #lists: Lists;

  constructor(
    ledger: Ledger,
    readonly rules: RuleBook,
    applications: Applications,
  ) {
    this.#lists = new Lists(ledger, applications);
    this.blacklist = new BlacklistRequests(this.#lists, rules);
    this.registrations = new RegistrationRequests(this.#lists, rules.lists.registrations);
    this.complaints = new ComplaintRequests(this.#lists, rules);
    this.onboarding = new OnboardingRequests(this.#lists, rules);
  }

  /** Removes entries of the blacklist whose term is over, which count no longer anyway; answers how many. */
  async sweep(): Promise<number> {
    const expired = this.rules.lists.blacklist.expired(this.#lists.clock(), SWEEP);
    await this.#lists.remove(
      expired.map(({ appKey, kind, number, x }) => ({
        scope: appKey ?? POOL_SCOPE,
        key: keys.blacklist(kind, number, x),
      })),
    );
    return expired.length;
  }
}
