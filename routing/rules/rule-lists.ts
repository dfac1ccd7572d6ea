/** The lists that the rules read, as the journal's documents have them. Applying documents is the only way to change them. */
import { keys, POOL_SCOPE, readDocument } from '../journal/documents.js';
import type { AppliedChange, StoredDocument } from '../journal/journal.js';
import type { E164 } from '../numbers/number.js';
import { Blacklist, type BlacklistEntry } from './blacklist.js';
import { Complaints } from './complaints.js';
import type { Onboarding } from './onboarding.js';
import { Registrations } from './registrations.js';

/** The documents that belong here. */
const OURS = /^(?:blacklist|registration|complaint|onboarding)\//;

export class RuleLists {
  readonly blacklist = new Blacklist();
  readonly registrations = new Registrations();
  readonly complaints = new Complaints();
  /** By application. */
  readonly onboarding = new Map<string, Onboarding>();

  put(scope: string, document: StoredDocument): void {
    const read = OURS.test(document.key) ? readDocument(document) : undefined;
    switch (read?.kind) {
      case 'blacklist':
        return this.blacklist.put(`${scope} ${document.key}`, read.value);
      case 'registration':
        return this.registrations.put(scope, read.value);
      case 'complaint':
        return this.complaints.put(read.value);
      case 'onboarding':
        this.onboarding.set(scope, read.value);
        return;
      default:
        return;
    }
  }

  apply({ scope, put, remove }: AppliedChange): void {
    for (const key of remove) if (OURS.test(key)) this.#remove(scope, key);
    for (const document of put) this.put(scope, document);
  }

  /** Makes the documents of a scope exactly these (`Follower.replace`). */
  replace(scope: string, documents: readonly StoredDocument[]): void {
    const gone = new Set([...this.documents(scope)].map(({ key }) => key));
    for (const { key } of documents) gone.delete(key);
    this.apply({ scope, put: documents, remove: [...gone] });
  }

  /** What the journal holds of a scope. */
  *documents(scope: string): Generator<StoredDocument> {
    const revision = 1;
    for (const [place, value] of this.blacklist.all())
      if (place.startsWith(`${scope} `)) yield { key: place.slice(scope.length + 1), revision, value };
    for (const value of this.registrations.of(scope))
      yield { key: keys.registration(value.number), revision, value };
    for (const value of this.complaints.of(scope)) yield { key: keys.complaint(value.id), revision, value };
    const value = this.onboarding.get(scope);
    if (value !== undefined) yield { key: keys.onboarding('record'), revision, value };
  }

  /** An entry of the blacklist by the key of its document. */
  entry(appKey: string | undefined, key: string): BlacklistEntry | undefined {
    return this.blacklist.get(`${appKey ?? POOL_SCOPE} ${key}`);
  }

  #remove(scope: string, key: string): void {
    const [kind, id = ''] = key.split('/');
    switch (kind) {
      case 'blacklist':
        return this.blacklist.remove(`${scope} ${key}`);
      case 'registration':
        return this.registrations.remove(scope, id as E164);
      case 'complaint':
        return this.complaints.remove(scope, id);
      case 'onboarding':
        this.onboarding.delete(scope);
        return;
      default:
        return;
    }
  }
}
