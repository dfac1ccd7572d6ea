/**
 * The port to the records: what became of every call, message and change of a privacy number, to be searched for as
 * long as the retention keeps it. Types and documentation only. Two implementations, one contract
 * (test/contract/record-store.test.ts): SQLite beside the other files of the data folder, PostgreSQL where one machine
 * is not enough.
 *
 * How a record gets here exactly once: the store that owns the event (the outbox for calls and numbers, the file of
 * messages) writes it down as not yet filed, in the transaction that makes the event durable. `filing.ts` reads what
 * is not filed, oldest first, puts it here, and only then marks it as filed there. A crash in between repeats the
 * `put`, which replaces a record by its kind and id and so changes nothing. Numbers are complete: who may see them is
 * for the reader to decide. Times are milliseconds since 1970.
 */

export type RecordKind = 'call' | 'message' | 'number';

export interface PastRecord {
  readonly kind: RecordKind;
  /**
   * A call's session, a message's `smsIdentifier`; the change of a number has an id of its own. Unique in its
   * kind.
   */
  readonly id: string;
  /** When the call or message came, or the number changed. It never changes for an id. */
  readonly at: number;
  readonly endedAt: number;
  readonly appKey: string;
  readonly subscriptionId?: string | undefined;
  /** Who called or wrote; undefined if withheld, and in a number's change. */
  readonly caller?: string | undefined;
  /** The privacy number of the relation, or the one that changed. */
  readonly x?: string | undefined;
  /** The number dialled or written to, if that was another: a Y of AXYB. */
  readonly dialled?: string | undefined;
  /** What the callee or receiver saw. */
  readonly display?: string | undefined;
  /** Whom the call or message went to. */
  readonly callee?: string | undefined;
  readonly callerTrunk?: string | undefined;
  readonly calleeTrunk?: string | undefined;
  /** Row of the table of endings, result of a message, or a number's new status. */
  readonly ending: string;
  /** From the callee's answer to the end; 0 if there was no answer. */
  readonly talkMs: number;
  /** What only some kinds have, and nothing searches for. */
  readonly details: RecordDetails;
}

/** One INVITE to the callee. */
export interface TriedTrunk {
  readonly trunk: string;
  readonly outcome: 'answered' | 'refused' | 'unanswered' | 'silent' | 'called-off' | 'failed';
  /** The SIP status that refused it. */
  readonly status?: number | undefined;
  readonly tookMs: number;
}

/** All are optional, so that records of earlier versions stay readable. */
export interface RecordDetails {
  readonly dialledAt?: number | undefined;
  readonly ringingAt?: number | undefined;
  readonly answeredAt?: number | undefined;
  /** 1 the caller hung up, 2 the callee. */
  readonly releasedBy?: 1 | 2 | undefined;
  readonly stateCode?: number | undefined;
  readonly ulFailReason?: number | undefined;
  readonly sipStatus?: number | undefined;
  readonly calleeQ850?: number | undefined;
  /** How well each side of a call heard the other: mean opinion score, 1 to 4.5. */
  readonly callerMos?: number | undefined;
  readonly calleeMos?: number | undefined;
  /** The ways to the callee of a call that were tried, in order. */
  readonly tried?: readonly TriedTrunk[] | undefined;
  /** AXE: the extension. */
  readonly extension?: string | undefined;
  /** File name of the recording. */
  readonly recording?: string | undefined;
  /** City of X when the call was filed; absent: not known. */
  readonly areaCode?: string | undefined;
  /** Parts in which a message came, and how often it was tried. */
  readonly parts?: number | undefined;
  readonly attempts?: number | undefined;
  /** Why a number's status changed. */
  readonly cause?: string | undefined;
}

/** Every field narrows the search. */
export interface RecordQuery {
  readonly kinds?: readonly RecordKind[] | undefined;
  /** E.164, in whichever part of the record: real numbers and privacy numbers. */
  readonly number?: string | undefined;
  readonly appKey?: string | undefined;
  readonly subscriptionId?: string | undefined;
  /** Of either leg. */
  readonly trunk?: string | undefined;
  readonly ending?: string | undefined;
  /** `at` from this time on, and before that one. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  readonly minTalkMs?: number | undefined;
  readonly maxTalkMs?: number | undefined;
}

/** A place in the order of the records: by time, and within a millisecond by the store's own sequence. */
export interface RecordPlace {
  readonly at: number;
  readonly sequence: number;
}

export interface PlacedRecord extends PastRecord {
  readonly place: RecordPlace;
}

/** Which calls are summed up, and by what; times are rounded out to whole hours. */
export interface TotalsQuery {
  readonly from: number;
  readonly until: number;
  readonly appKey?: string | undefined;
  /**
   * At most one of these three, and then by itself, by hour or, without an application, by ending. Empty: calls without
   * one.
   */
  readonly areaCode?: string | undefined;
  readonly callerTrunk?: string | undefined;
  readonly calleeTrunk?: string | undefined;
  readonly by: TotalsBy;
}

export type TotalsBy = 'hour' | 'ending' | 'application' | 'city' | 'callerTrunk' | 'calleeTrunk';

/**
 * Sums of calls that came in a time. They are kept beside the records and outlive them: they hold no number, and
 * neither erasing nor forgetting a record changes them.
 */
export interface CallTotals {
  /** Hour: milliseconds since 1970 of its beginning; else an ending, a key, an area code, a name. */
  readonly key: string;
  readonly calls: number;
  readonly answered: number;
  readonly talkMs: number;
  /** Calls whose callee rang or answered, and how long after the dialling, added up. */
  readonly rang: number;
  readonly delayMs: number;
}

/** Every function rejects if the store is away or its disk fails; `put` has then changed nothing. */
export interface RecordStore {
  /** All of them or none, durable when it resolves. One of a kind and id that is there is replaced, in its place. */
  put(records: readonly PastRecord[]): Promise<void>;
  /**
   * Newest first, those behind a place. A reader that goes on with the place of the last one meets each record that
   * was there at its beginning exactly once, also while others come and go.
   */
  search(
    query: RecordQuery,
    behind: RecordPlace | undefined,
    limit: number,
  ): Promise<readonly PlacedRecord[]>;
  find(kind: RecordKind, id: string): Promise<PlacedRecord | undefined>;
  /** Deletes those of each kind that ended before a time; answers how many. */
  forget(endedBefore: Readonly<Record<RecordKind, number>>): Promise<number>;
  /**
   * One for each key that has calls, in no order. Rejects with TypeError a query that names two of what only one may be
   * named.
   */
  totals(query: TotalsQuery): Promise<readonly CallTotals[]>;
  /** Deletes the sums of hours before a time. */
  forgetTotals(before: number): Promise<void>;
  /** Every record in which a number (E.164) has a part, newest first. */
  rowsAbout(number: string): AsyncIterable<PastRecord>;
  /** Deletes every record in which a number has a part; answers how many. */
  erase(number: string): Promise<number>;
  /**
   * Copies everything that was put before the call, and possibly later records, into a new file. Absent where the store has
   * a backup of its own.
   */
  copyTo?(file: string): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** Where records wait until they are filed. */
export interface UnfiledRecords {
  /** The oldest ones; `filed` takes the page back. Empty: everything is filed. */
  unfiled(limit: number): Promise<UnfiledPage>;
  /** The store has them. Resolves when that is durable. */
  filed(page: UnfiledPage): Promise<void>;
  /** Called when there is something to file. */
  onUnfiled(handler: () => void): void;
}

export interface UnfiledPage {
  readonly records: readonly PastRecord[];
  /** What the owner knows them by, in the order of `records`. */
  readonly keys: readonly (number | string)[];
}
