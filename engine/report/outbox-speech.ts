/** What the outbox asks the thread that owns its file. Types only. */
import type { Speech } from '../channel/speech.js';
import type {
  EventPage,
  EventQuery,
  ResendQuery,
  UndeliveredMessage,
  UndeliveredQuery,
} from './event-store.js';
import type {
  Backlog,
  DueQuery,
  StoredCall,
  StoredDialogs,
  StoredMessage,
  StoredRecord,
  Write,
} from './outbox-store.js';
import type { ErasedPage, SubjectErasureQuery, SubjectPage, SubjectQuery } from './subject-rows.js';
import type { UnfiledRows } from './unfiled-store.js';

interface Page {
  /** Messages with greater ids, in order. */
  readonly afterId: number;
  readonly limit: number;
}

interface Messages {
  readonly messages: readonly StoredMessage[];
}

export interface OutboxRequests extends Speech {
  readonly requests: {
    /** First, once. Creates the file if it is missing. */
    open(file: { readonly file: string }): { readonly lastId: number; readonly name: string };
    /** All of them in one transaction, or none. */
    write(batch: { readonly writes: readonly Write[] }): object;
    due(page: Page & { readonly query: DueQuery }): Messages;
    onChannel(page: Page & { readonly channel: string }): Messages;
    backlog(asked: object): { readonly backlog: readonly Backlog[] };
    calls(asked: object): { readonly calls: readonly StoredCall[]; readonly aliveAt: number };
    dialogs(asked: object): { readonly dialogs: readonly StoredDialogs[] };
    recording(asked: { readonly fileName: string }): { readonly record: StoredRecord | undefined };
    session(asked: { readonly sessionId: string }): { readonly record: StoredRecord | undefined };
    recent(asked: {
      readonly appKey: string | undefined;
      readonly endedBefore: number;
      readonly limit: number;
    }): { readonly records: readonly StoredRecord[] };
    events(query: EventQuery): EventPage;
    /** What is held about a number. */
    subject(query: SubjectQuery): SubjectPage;
    eraseSubject(query: SubjectErasureQuery): ErasedPage;
    /** Overwrites what is left of deleted rows with these digits; says what it found. */
    removeResidue(asked: { readonly digits: string }): { readonly found: string };
    /** Records that the store of records does not have yet, oldest first. */
    unfiled(asked: { readonly limit: number }): UnfiledRows;
    filed(asked: { readonly keys: readonly number[] }): object;
    undelivered(query: UndeliveredQuery): { readonly messages: readonly UndeliveredMessage[] };
    resend(query: ResendQuery): { readonly resent: number };
    forgetEvents(asked: { readonly before: number; readonly limit: number }): { readonly forgotten: number };
    forgetUndelivered(asked: { readonly before: number; readonly limit: number }): {
      readonly forgotten: number;
    };
    forget(asked: { readonly endedBefore: number; readonly limit: number }): { readonly forgotten: number };
    /** Copies everything that is committed into a new file; writes go on meanwhile. */
    copyTo(asked: { readonly file: string }): object;
    close(asked: object): object;
  };
  readonly notes: Record<never, never>;
}
