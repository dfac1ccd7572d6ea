/** The rules of carriers and law as the engine uses them: the questions, and the lists with what changes them. */
import type { Applications } from '../application.js';
import type { Ledger } from '../ledger.js';
import { BlacklistRequests } from './blacklist-requests.js';
import { Lists } from './lists.js';
import type { RuleBook } from './rule-book.js';

export class Compliance {
  readonly blacklist: BlacklistRequests;

  constructor(
    ledger: Ledger,
    readonly rules: RuleBook,
    applications: Applications,
  ) {
    const lists = new Lists(ledger, applications);
    this.blacklist = new BlacklistRequests(lists, rules);
  }
}
