/**
 * What an erasure certifies: who asked for it and when, what was deleted of each store, what stays and why. It has no
 * number, only the hash that the audit has of it. Its own hash is in the audit's chain, so that neither can be changed
 * later without the other showing it.
 */
import { createHash } from 'node:crypto';
import type { AlsoErased, StoreOutcome } from '../../routing/subject-erasure.js';
import { canonical, type Head } from './chain.js';

export interface StoreReport extends StoreOutcome {
  readonly store: string;
}

/** What its hash is made of. Times are RFC 3339. */
export interface CertificateContent {
  readonly id: string;
  /** `number:` and digits of a keyed hash (number-key.ts). */
  readonly subject: string;
  /** The engine whose stores these are. */
  readonly engine: string;
  /** The journal of several engines is erased for all of them; what else each of them holds is not. */
  readonly journal: 'own' | 'shared';
  readonly askedAt: string;
  readonly askedBy: { readonly name: string; readonly role: string };
  /** What would have been kept, and was to go too. */
  readonly also: readonly AlsoErased[];
  readonly finishedAt: string;
  /** How often it was interrupted, by a crash or a disk, and taken up again. */
  readonly interruptions: number;
  readonly stores: readonly StoreReport[];
  /** What has no number in it, and what this service cannot reach. */
  readonly remarks: readonly string[];
}

export interface Certificate extends CertificateContent {
  /** SHA-256 of the content as canonical JSON. */
  readonly sha256: string;
  /** The audit's entry that has the same hash. */
  readonly audit: Head;
}

export interface CertificateCheck {
  readonly intact: boolean;
  /** Why it is not. */
  readonly because?: string;
  /** `cut-off`: the audit's days are over; the certificate alone is as it was written. */
  readonly auditEntry: 'found' | 'cut-off' | 'missing';
}

export function hashOfContent(content: CertificateContent): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}

export function contentOf({ sha256: _, audit: __, ...content }: Certificate): CertificateContent {
  return content;
}

/** Everything that is held elsewhere, or has no number: the same for every erasure. */
export function remarksOf(logShowsNumbers: boolean): readonly string[] {
  return [
    'The audit has keyed hashes of numbers, and this certificate has one.',
    logShowsNumbers
      ? 'The log shows numbers (log.showNumbers): what has been written of it is for whoever collects it.'
      : 'The log masks numbers; no part of it is found by one.',
    'In memory for a while: counts of frequencies, SIP captured of past calls. They go with newer calls or a restart.',
    'Out of reach: backups and snapshots made before, what applications have received, carriers, other engines.',
  ];
}
