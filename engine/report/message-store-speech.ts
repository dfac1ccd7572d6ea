/** What the engine asks the thread that owns the file of messages. Types only. */
import type { Speech } from '../channel/speech.js';
import type { KeptMessage, MessageEntry, MessagePlace } from './message-facts.js';
import type { ErasedMessages, MessageWrite, SubjectMessages, SubjectMessagesQuery } from './message-store.js';
import type { UnfiledPage } from '../records/record-store.js';

interface Messages {
  readonly messages: readonly KeptMessage[];
}

export interface MessageStoreRequests extends Speech {
  readonly requests: {
    /** First, once. Creates the file if it is missing. */
    open(file: { readonly file: string }): { readonly waiting: number };
    /** All of them in one transaction, or none; by place, the message that a `keep` repeats. */
    write(batch: { readonly writes: readonly MessageWrite[] }): {
      readonly repeats: readonly (KeptMessage | undefined)[];
    };
    receipt(asked: { readonly trunk: string; readonly carrierId: string; readonly result: string }): {
      readonly message: KeptMessage | undefined;
    };
    due(asked: { readonly now: number; readonly limit: number }): Messages;
    left(asked: { readonly limit: number }): Messages;
    recent(asked: {
      readonly appKey: string | undefined;
      readonly before: MessagePlace;
      readonly limit: number;
    }): {
      readonly entries: readonly MessageEntry[];
    };
    subject(query: SubjectMessagesQuery): SubjectMessages;
    eraseSubject(query: SubjectMessagesQuery & { readonly dryRun: boolean }): ErasedMessages;
    /** Overwrites what is left of deleted rows with these digits; says what it found. */
    removeResidue(asked: { readonly digits: string }): { readonly found: string };
    unfiled(asked: { readonly limit: number }): UnfiledPage;
    filed(asked: { readonly keys: readonly string[] }): object;
    forget(asked: { readonly before: number; readonly limit: number }): { readonly forgotten: number };
    clean(asked: object): object;
    /** Copies everything that is committed into a new file; writes go on meanwhile. */
    copyTo(asked: { readonly file: string }): object;
    close(asked: object): object;
  };
  readonly notes: Record<never, never>;
}
