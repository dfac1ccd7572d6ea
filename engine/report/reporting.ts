/** All reporting of calls as one part of the service: events, records, webhooks, X mode's question. */
import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import type { Config } from '../../config/config.js';
import type { Application, PoolNumber } from '../../routing/application.js';
import type { E164 } from '../../routing/numbers/number.js';
import type { Policy } from '../../routing/numbers/policy.js';
import type { Routing } from '../../routing/routing.js';
import type { Traffic } from '../../routing/rules/rules.js';
import type { ErasureRequest, StoreOutcome } from '../../routing/subject-erasure.js';
import { systemClock } from '../clock.js';
import type { FullDisk } from '../observe/full-disk.js';
import type { Logger } from '../observe/log.js';
import type { AskApplication } from './ask-application.js';
import { BlockRequest } from './block-request.js';
import { EventLog } from './event-log.js';
import { EventRetention } from './event-retention.js';
import { numberStatusBody } from './number-status.js';
import type { CallEnd, CallFacts, CallReport, KeptDialog, KeptDialogs } from './call-facts.js';
import type { MessageReport } from './message-facts.js';
import { MessageNotices } from './message-notice.js';
import { recordOfNumber } from './past-record.js';
import type { UnfiledRecords } from '../records/record-store.js';
import { OpenCalls } from './open-calls.js';
import { Outbox, type StoredDialogs } from './outbox.js';
import { eraseFromOutbox } from './outbox-erasure.js';
import { Postbox } from './postbox.js';
import { RecordingAge } from './recording-age.js';
import { RecordRetention } from './record-retention.js';
import { callsSince } from './recent-calls.js';
import { RECORDING_DOMAIN } from './recording-name.js';
import { Reporter } from './reporter.js';
import { ReportsInForce } from './report-settings.js';
import type { ReceiverAddresses } from './receiver-address.js';
import { SignedPoster, type PostResult } from './signed-post.js';
import type { SubjectPage, SubjectQuery } from './subject-rows.js';
import { Webhooks, type PushedMessages, type ReceiverBacklog } from './webhooks.js';

export interface ReportingOptions {
  readonly config: Pick<Config, 'dataDirectory' | 'recording'>;
  /** Those in force: a reload may change them. */
  readonly settings: () => Pick<Config, 'records' | 'reports'>;
  readonly routing: Pick<Routing, 'applications'> & {
    readonly pool: Pick<Routing['pool'], 'get' | 'onCame'>;
  };
  readonly policy: Pick<Policy, 'parse'>;
  readonly logger: Logger;
  readonly fullDisk: FullDisk;
  /** Where call-backs may go. */
  readonly receivers: ReceiverAddresses;
  /** Whether notices of messages have their text. */
  readonly showsMessages: () => boolean;
  /** The ending of a call that was in progress when an earlier run died. */
  readonly endOfLost: (facts: CallFacts) => CallEnd;
  /** Called when a push to an application has ended. */
  readonly onPushed: (pushed: PushedMessages) => void;
}

export interface Reporting extends CallReport, AskApplication, MessageReport {
  /**
   * Notifies the application of its number's new status (spec 10.4), at its address for that, else at that for events.
   */
  numberStatus(number: PoolNumber): void;
  /** Records of calls and numbers, for the store of records. */
  readonly unfiled: UnfiledRecords;
  /** What is stored of calls whose legs have not ended, by this run or an earlier one. Rejects if the disk fails. */
  keptDialogs(): Promise<readonly KeptDialogs[]>;
  /** Messages that are pulled, and those that were given up. */
  readonly events: Pick<EventLog, 'read' | 'undelivered'> & {
    /** Answers the readers that wait, and lets no other wait. */
    endWaiting(): void;
    /** Resolves once their push has begun; undefined for an id of no message. */
    resend(appKey: string | undefined, keys: readonly string[] | undefined): Promise<number | undefined>;
  };
  /** A signed push that is not stored, for an operator. Never rejects. */
  tryPush(
    application: Application,
    url: string,
    body: string,
    timeoutMs: number,
  ): Promise<PostResult & { readonly tookMs: number }>;
  /** Every receiver with waiting messages. */
  backlog(): Promise<readonly ReceiverBacklog[]>;
  /** Calls that were dialled since then, oldest first, from their records. */
  callsSince(since: number): Promise<readonly Traffic[]>;
  /** What the outbox's file holds about a number. Rejects if the disk fails. */
  subjectRows(query: SubjectQuery): Promise<SubjectPage>;
  /** Erases of it what is about a number and waits for no receiver. Rejects if the disk fails. */
  eraseSubject(request: ErasureRequest): Promise<StoreOutcome>;
  /** Copies the outbox, with every report made before the call, into a new file. Rejects if the disk fails. */
  copyTo(file: string): Promise<void>;
  /** How full the queue to the disk is: 1 is full, and reports are lost. */
  readonly fullness: number;
  /** Resolves when all reports are on disk; deliveries continue at the next start. */
  close(): Promise<void>;
}

export async function createReporting(options: ReportingOptions): Promise<Reporting> {
  const { config, routing, policy, logger } = options;
  const clock = systemClock;
  mkdirSync(config.dataDirectory, { recursive: true });
  const { fullDisk } = options;
  const outbox = await Outbox.open(
    join(config.dataDirectory, 'outbox.sqlite'),
    (message) => void (fullDisk.met('outbox', message) || logger.error({ part: 'outbox' }, message)),
    () => fullDisk.wrote('outbox'),
  );
  const poster = new SignedPoster(options.receivers);
  const applicationOf = routing.applications.get.bind(routing.applications);
  const recordings = new RecordingAge(config.recording.directory, (message) =>
    logger.error({ part: 'recordings' }, message),
  );
  const settings = new ReportsInForce(() => options.settings().reports);
  const applications = (): readonly Application[] => routing.applications.list();
  const webhooks = new Webhooks({
    ...{ outbox, poster, recordings, applicationOf, applications, settings, clock, logger },
    onPushed: options.onPushed,
  });
  await webhooks.start();
  const openCalls = new OpenCalls(outbox, clock);
  const postbox = new Postbox(outbox, settings);
  const areaOf = (number: string): string | undefined => routing.pool.get(number as E164)?.areaCode;
  const reporter = new Reporter({
    ...{ outbox, postbox, openCalls, settings, clock },
    areaOf,
    recordings: config.recording.directory,
    recordDomain: RECORDING_DOMAIN,
    hostName: hostname(),
  });
  for (const left of await openCalls.left(applicationOf)) {
    logger.warn({ call: left.sessionId }, 'a call that was under way when the service died is reported');
    const facts = { ...left, end: left.end ?? options.endOfLost(left) };
    // A call that had already ended was only waiting for its recording.
    if (left.end === undefined) reporter.event('disconnect', facts, facts.endedAt ?? clock.now());
    reporter.recording(await outcomeOfLost(reporter, facts));
    reporter.record(facts);
  }
  const days = (): number => options.settings().records.retentionDays;
  const retention = new RecordRetention({ outbox, days, clock, logger });
  retention.start();
  const events = new EventLog(outbox, clock);
  const eventRetention = new EventRetention({ outbox, days: () => settings.service, clock, logger });
  eventRetention.start();
  const block = new BlockRequest({
    ...{ poster, clock },
    readNumber: (text) => policy.parse(text),
    settingsOf: (application) => settings.of(application),
  });
  const notices = new MessageNotices({
    settingsOf: (application) => settings.of(application),
    ...{ poster, outbox, postbox, applicationOf, areaOf, clock, showsContent: options.showsMessages },
    readNumber: (text) => policy.parse(text),
  });
  // The application asked for it, or an operator did, so it is recorded without a notice.
  routing.pool.onCame((number, appKey, status) =>
    outbox.addPast(recordOfNumber({ number, appKey, status }, ulid(), clock.now())),
  );
  return {
    event: (type, facts, at) => reporter.event(type, facts, at),
    progress: (facts) => reporter.progress(facts),
    dialog: (sessionId, leg, dialog) => reporter.dialog(sessionId, leg, dialog),
    dialogsOver: (sessionId) => reporter.dialogsOver(sessionId),
    keptDialogs: async () => (await outbox.dialogs()).map((stored) => keptOf(stored, reporter)),
    record: (facts) => reporter.record(facts),
    examine: (application, fileName) => reporter.examine(application, fileName),
    recording: (facts) => reporter.recording(facts),
    events: {
      read: (query) => events.read(query),
      undelivered: (query) => events.undelivered(query),
      endWaiting: () => events.close(),
      resend: async (appKey, keys) => {
        const resent = await events.resend(appKey, keys);
        if (resent !== undefined && resent > 0) await webhooks.look();
        return resent;
      },
    },
    unfiled: outbox,
    numberStatus: (number) => {
      const { appKey } = number;
      outbox.addPast(recordOfNumber(number, ulid(), clock.now()));
      const application = applicationOf(appKey);
      if (application === undefined || !postbox.wants(application, 'numStatus')) return;
      const body = numberStatusBody(number);
      // Keeps them in order. The group is logged, so it cannot be the number.
      const group = `numbers of ${appKey}`;
      postbox.post(application, { kind: 'numStatus', group, body, at: clock.now() });
    },
    tryPush: async (application, url, body, timeoutMs) => {
      const since = clock.elapsed();
      const result = await poster.post(url, application, body, {
        timeoutMs,
        readsBody: true,
        now: clock.now(),
      });
      return { ...result, tookMs: clock.elapsed() - since };
    },
    backlog: () => webhooks.backlog(),
    callsSince: (since) => callsSince((...asked) => outbox.recentRecords(...asked), since),
    subjectRows: async (query) => {
      await outbox.flush();
      return outbox.file.request('subject', query);
    },
    eraseSubject: (request) => eraseFromOutbox(outbox, request),
    copyTo: async (file) => {
      await outbox.flush();
      await outbox.file.request('copyTo', { file });
    },
    get fullness() {
      return outbox.fullness;
    },
    ask: (facts, signal) => block.ask(facts, signal),
    askAboutMessage: (facts, application, signal) => notices.askAboutMessage(facts, application, signal),
    messageNotice: (facts, sendResult, at) => notices.messageNotice(facts, sendResult, at),
    close: async () => {
      openCalls.close();
      events.close();
      await Promise.all([retention.close(), eventRetention.close()]);
      await webhooks.close();
      poster.close();
      await outbox.close();
    },
  };
}

/** A recording of a call that an earlier run left: the recorder has finished its file, or has repaired it. */
async function outcomeOfLost(reporter: Reporter, facts: CallFacts): Promise<CallFacts> {
  const { application, recording, recordingOutcome } = facts;
  if (application === undefined || recording === undefined || recordingOutcome !== undefined) return facts;
  const outcome = await reporter.examine(application, recording.fileName);
  return outcome === undefined ? facts : { ...facts, recordingOutcome: outcome };
}

function keptOf({ sessionId, caller, callee }: StoredDialogs, reporter: Reporter): KeptDialogs {
  const texts = [caller, callee].filter((text) => text !== null);
  const dialogs = texts.map((text) => {
    const dialog = JSON.parse(text) as KeptDialog;
    const credentials = reporter.credentialsOf(sessionId, dialog.id);
    return credentials === undefined ? dialog : { ...dialog, credentials };
  });
  return { sessionId, dialogs };
}
