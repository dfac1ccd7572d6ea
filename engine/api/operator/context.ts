/** What the operations of the operator API work on. */
import type {} from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import type { OperatorRole } from '../../../config/config.js';
import type { Application, PoolNumber, PromptLanguage } from '../../../routing/application.js';
import type { E164 } from '../../../routing/numbers/number.js';
import type { Resolution } from '../../../routing/resolution.js';
import type { Routing } from '../../../routing/routing.js';
import type { ActiveCall } from '../../call/calls.js';
import type { KeyedUndelivered, PulledPage, PullQuery } from '../../report/event-log.js';
import type { Backups } from '../../backup/backup.js';
import type { LiveRestore } from '../../backup/live-restore.js';
import type { OpenedAccounts } from '../../accounts/open-accounts.js';
import type { Audit } from '../../protect/audit.js';
import type { Erasures } from '../../protect/erasures.js';
import type { CallLadders } from '../../ladder/call-ladders.js';
import type {
  CallTotals,
  PlacedRecord,
  RecordKind,
  RecordPlace,
  RecordQuery,
  TotalsQuery,
} from '../../records/record-store.js';
import type { MessageEntry, MessagePlace } from '../../report/message-facts.js';
import type { Page, ShownBind, ShownRoutes, ShownTrunk, ShownReload } from './answers.js';
import type { ShownLive } from './call-answers.js';
import type { ShownLevels, ShownMachine } from './system-answers.js';

export interface OperatorContext {
  /** Reads a number written by an operator, by the policy. */
  readonly readNumber: (text: string) => E164 | undefined;
  readonly routing: Routing;
  readonly calls: OperatorCalls;
  readonly messages: OperatorMessages;
  readonly records: OperatorRecords;
  readonly recordings: OperatorRecordings;
  /** One of the last calls that reached no application. */
  readonly refusedCalls: (sessionId: string) => RefusedCall | undefined;
  /** What is heard from the legs of live calls now; those without audio here are left out. */
  readonly levels: (sessionIds: readonly string[]) => Promise<readonly ShownLevels[]>;
  /** A signed push that is not stored. Never rejects. */
  readonly tryPush: (
    application: Application,
    url: string,
    body: string,
    timeoutMs: number,
  ) => Promise<PushTrial>;
  readonly prompts: PromptStore;
  readonly system: () => SystemState;
  readonly machine: () => Promise<ShownMachine>;
  /** The last lines of the log that are at least as grave as a level, newest last. */
  readonly logLines: (query: LogQuery) => readonly LogLine[];
  readonly trunks: OperatorTrunks;
  /** Why call-backs may not go to the host of a URL; undefined if they may, as far as its name tells. */
  readonly receiverRefusal: (hostname: string) => string | undefined;
  /** Reads the configuration file again. Never rejects. `asked`: who, for the log. */
  readonly reload: (asked: string, dryRun: boolean) => Promise<ReloadResult>;
  readonly drain: OperatorDrain;
  readonly live: () => Promise<LiveState>;
  readonly ladders: OperatorLadders;
  readonly receivers: () => Promise<readonly WaitingReceiver[]>;
  readonly events: OperatorEvents;
  readonly audit: OperatorAudit;
  readonly accounts: Omit<OpenedAccounts, 'close'>;
  /** Everything that is held about a number, as pieces of a JSON document. */
  readonly exportSubject: (number: E164) => AsyncIterable<string>;
  readonly erasures: OperatorErasures;
  readonly backups: Pick<Backups, 'begin'>;
  readonly restores: Pick<LiveRestore, 'stage' | 'restart' | 'giveUp'>;
  /** Notifies the application of its number's new status. */
  readonly numberStatus: (number: PoolNumber) => void;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** `write` and `look` resolve when the entry is on disk, and reject if it is not. */
export type OperatorAudit = Pick<Audit, 'write' | 'look' | 'numberKey' | 'verify' | 'read' | 'head'>;

export type OperatorErasures = Pick<
  Erasures,
  'foresee' | 'erase' | 'certificate' | 'certificates' | 'isUnderWay' | 'check'
>;

export type OperatorLadders = Pick<CallLadders, 'sip' | 'rtp' | 'beginRtp'>;

export interface OperatorTrunks {
  list(): readonly (Omit<ShownTrunk, 'since' | 'smpp'> & {
    /** How long it has been in a state other than up. */
    readonly ageMs?: number | undefined;
    readonly binds?: readonly (Omit<ShownBind, 'since'> & { readonly ageMs: number })[];
  })[];
  /** What `routes` of the configuration says about a call that is connected. */
  explain(connection: Extract<Resolution, { kind: 'connect' }>): ShownRoutes;
}

/** Messages of calls; all reject if the disk fails, and resolve with undefined for an id of no message. */
export interface OperatorEvents {
  read(query: PullQuery): Promise<PulledPage | undefined>;
  undelivered(query: {
    readonly appKeys: readonly string[] | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  }): Promise<readonly KeyedUndelivered[] | undefined>;
  resend(appKey: string | undefined, ids: readonly string[] | undefined): Promise<number | undefined>;
  /** Answers the readers that wait, and lets no other wait. */
  endWaiting(): void;
}

export type ReloadResult =
  | ShownReload
  | {
      readonly outcome: 'refused';
      readonly reason: 'invalid' | 'not-changeable' | 'draining' | 'failed';
      readonly faults: readonly string[];
    };

export interface OperatorDrain {
  /** Takes no new calls until `undo`. `asked`: who, for the log. */
  begin(asked: string): void;
  /** Takes calls again; false if the service is stopping. */
  undo(asked: string): boolean;
}

export interface OperatorCalls {
  list(): Iterable<ActiveCall>;
  find(sessionId: string): ActiveCall | undefined;
  /** Resolves when the call has ended; false if there is no such call. */
  end(sessionId: string): Promise<boolean>;
}

export interface OperatorMessages {
  /** Messages that have not ended. */
  readonly waiting: number;
  /** Newest first, those before a place in the history, of one application or all. */
  recent(appKey: string | undefined, before: MessagePlace, limit: number): Promise<readonly MessageEntry[]>;
}

/** Records of the past, with complete numbers; all reject if their store is away (record-store.ts). */
export interface OperatorRecords {
  search(
    query: RecordQuery,
    behind: RecordPlace | undefined,
    limit: number,
  ): Promise<readonly PlacedRecord[]>;
  find(kind: RecordKind, id: string): Promise<PlacedRecord | undefined>;
  /** Sums of calls. */
  totals(query: TotalsQuery): Promise<readonly CallTotals[]>;
  /** All that a search finds, newest first. Throws in the middle if the store fails. */
  all(query: RecordQuery): AsyncIterable<PlacedRecord>;
}

export interface OperatorRecordings {
  /** The file of a recording of an application; undefined if it is gone. */
  held(appKey: string, fileName: string): Promise<HeldRecording | undefined>;
}

export interface HeldRecording {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970; it may be deleted from then on. */
  readonly keptUntil: number;
}

/** Numbers are masked. */
export interface RefusedCall {
  readonly trunk: string | undefined;
  readonly caller: string | undefined;
  readonly dialled: string | undefined;
  /** Row of the table of endings. */
  readonly ending: string;
}

export type PushTrial =
  | { readonly outcome: 'answered'; readonly status: number; readonly body: string; readonly tookMs: number }
  | { readonly outcome: 'failed'; readonly because: string; readonly tookMs: number };

export interface LogQuery {
  readonly level: LogLevel;
  /** Those after the one of this sequence. */
  readonly after: number;
  readonly limit: number;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LogLine {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** JSON, as it was written. */
  readonly text: string;
}

/** What every process holds, at most 1000 of each kind. Ids are whole; ages are in milliseconds. */
export interface LiveState {
  readonly sip: {
    /** An external server alone knows its transactions and dialogs; a SIP process that is away has none. */
    readonly from: ShownLive['sip']['from'];
    readonly transactions?: Page<{
      readonly method: string;
      readonly direction: 'in' | 'out';
      readonly state: string;
      readonly ageMs: number;
      readonly branch: string;
      readonly peer: string;
    }>;
    readonly dialogs?: Page<{
      readonly id: string;
      readonly role: 'uac' | 'uas';
      readonly state: string;
      readonly ageMs: number;
    }>;
  };
  readonly media: Page<{
    readonly callId: string;
    readonly worker: number | undefined;
    readonly ports: { readonly caller: number; readonly callee: number };
    readonly ageMs: number;
  }>;
  readonly calls: Page<{ readonly sessionId: string; readonly state: string; readonly ageMs: number }>;
  /** Sizes of the engine's tables of SIP objects. */
  readonly held: Readonly<Record<string, number>>;
}

export interface StoredPrompt {
  readonly name: string;
  readonly milliseconds: number;
  /** How its file is written: `A-law, 8000 Hz, 8 bit, mono`. */
  readonly format: string;
  /** Mean level; -66 is silence. */
  readonly levelDbm0: number;
  /** Level of the loudest sample, and of the root mean square, below full scale. */
  readonly peakDbfs: number;
  readonly rmsDbfs: number;
  /** In which it comes with Callveil. */
  readonly languages?: readonly PromptLanguage[] | undefined;
  /** Comes with Callveil. A prompt of the same name can cover it; it cannot be removed. */
  readonly builtIn: boolean;
  /** Covers a prompt that comes with Callveil, which is played again when this one is removed. */
  readonly covers: boolean;
}

export interface PromptStore {
  has(name: string): boolean;
  list(): readonly StoredPrompt[];
  /** A WAV file of what is played; undefined if there is no such prompt. */
  content(name: string, language: PromptLanguage | undefined): Buffer | undefined;
  /**
   * Stores a WAV file under a name and puts it in force. Rejects with an Error that says what was expected of the
   * file.
   */
  save(name: string, content: Buffer): Promise<void>;
  /** False if no prompt of that name was put in. */
  remove(name: string): Promise<boolean>;
}

export interface SystemState {
  readonly version: string;
  readonly startedAt: number;
  readonly draining: boolean;
  readonly calls: number;
  readonly bindings: number;
  readonly journalAvailable: boolean;
  readonly silentTrunks: readonly string[];
}

/** An address of an application for which messages are waiting. */
export interface WaitingReceiver {
  readonly appKey: string;
  readonly channel: string;
  readonly waiting: number;
  readonly failed: number;
  /** Milliseconds since 1970; 0 means at once. */
  readonly nextDueAt: number;
  readonly isDown: boolean;
}

/** Adds operations under `/v1`. */
export type Operations = (app: FastifyInstance, context: OperatorContext) => void;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The lowest role that may call the route. An operation without one is for admins. */
    role?: OperatorRole;
    /** The operator need not be signed in. */
    open?: boolean;
    /** Concerns the operator's own account: possible before its first deed. */
    own?: boolean;
    /** Neither body nor answer is in the log or masked: they contain what only the operator may know. */
    secret?: boolean;
  }
}
