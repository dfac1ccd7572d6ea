/** Why a journal takes no changes, in words for operators: health, log and refusals say it so. */
import type { JournalAilment } from './journal.js';

export const journalAilments: Readonly<Record<JournalAilment, string>> = {
  away: 'the journal is away',
  'lost-changes':
    'the journal has lost changes, and an operator has to decide (journal restore, or journal accept)',
  'disk-full': 'the journal takes no changes: the disk is full',
  'read-only': 'the journal is read-only: its Redis has become a replica',
  'out-of-memory': 'the journal takes no changes: its Redis is out of memory',
  'cannot-save': 'the journal takes no changes: its Redis cannot write to its disk',
  'too-few-replicas': 'the journal takes no changes: its Redis has too few replicas',
};

/** The journal is unavailable: the change was not applied, or it is unknown whether it was. The API answers 503. */
export class JournalUnavailable extends Error {
  override readonly name = 'JournalUnavailable';
}
