/** All reporting of calls as one part of the service: events, records, webhooks, X mode's question. */
import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../config/config.js';
import type { PoolNumber } from '../../routing/application.js';
import type { Policy } from '../../routing/numbers/policy.js';
import type { Routing } from '../../routing/routing.js';
import { systemClock } from '../clock.js';
import type { FullDisk } from '../observe/full-disk.js';
import type { Logger } from '../observe/log.js';
import type { AskApplication } from './ask-application.js';
import { BlockRequest } from './block-request.js';
import { numberStatusBody } from './number-status.js';
import type { CallEnd, CallFacts, CallReport, KeptDialog, KeptDialogs } from './call-facts.js';
import { OpenCalls } from './open-calls.js';
import { Outbox, type StoredDialogs } from './outbox.js';
import { RecordingAge } from './recording-age.js';
import { RecordRetention } from './record-retention.js';
import { RECORDING_DOMAIN } from './recording-name.js';
import { Reporter } from './reporter.js';
import type { ReceiverAddresses } from './receiver-address.js';
import { SignedPoster } from './signed-post.js';
import { Webhooks, type ReceiverBacklog } from './webhooks.js';

export interface ReportingOptions {
  readonly config: Pick<Config, 'dataDirectory' | 'recording'>;
  /** How long records are kept, asked daily. */
  readonly recordDays: () => number;
  readonly routing: Pick<Routing, 'applications'>;
  readonly policy: Pick<Policy, 'parse'>;
  readonly logger: Logger;
  readonly fullDisk: FullDisk;
  /** Where call-backs may go. */
  readonly receivers: ReceiverAddresses;
  /** The ending of a call that was in progress when an earlier run died. */
  readonly endOfLost: (facts: CallFacts) => CallEnd;
}

export interface Reporting extends CallReport, AskApplication {
  /**
   * Notifies the application of its number's new status (spec 10.4), at its address for that, else at that for events.
   */
  numberStatus(number: PoolNumber): void;
  /** What is stored of calls whose legs have not ended, by this run or an earlier one. Rejects if the disk fails. */
  keptDialogs(): Promise<readonly KeptDialogs[]>;
  /** Every receiver with waiting messages. */
  backlog(): Promise<readonly ReceiverBacklog[]>;
  /** How full the queue to the disk is: 1 is full, and reports are lost. */
  readonly fullness: number;
  /** Called with each record, for the counters. */
  onRecord(listener: (facts: CallFacts) => void): void;
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
  const webhooks = new Webhooks({ outbox, poster, recordings, applicationOf, clock, logger });
  await webhooks.start();
  const openCalls = new OpenCalls(outbox, clock);
  const reporter = new Reporter(outbox, openCalls, clock, {
    spId: 'callveil',
    hostName: hostname(),
    recordDomain: RECORDING_DOMAIN,
    recordBucketName: 'recordings',
    serviceType: { AX: '003', AXB: '004' },
  });
  for (const left of await openCalls.left(applicationOf)) {
    logger.warn({ call: left.sessionId }, 'a call that was under way when the service died is reported');
    const facts = { ...left, end: left.end ?? options.endOfLost(left) };
    // A call that had already ended was only waiting for its recording.
    if (left.end === undefined) reporter.event('disconnect', facts, facts.endedAt ?? clock.now());
    reporter.record(facts);
  }
  const retention = new RecordRetention({ outbox, days: options.recordDays, clock, logger });
  retention.start();
  const block = new BlockRequest({ poster, clock, readNumber: (text) => policy.parse(text) });
  const listeners: ((facts: CallFacts) => void)[] = [];
  return {
    event: (type, facts, at) => reporter.event(type, facts, at),
    progress: (facts) => reporter.progress(facts),
    dialog: (sessionId, leg, dialog) => reporter.dialog(sessionId, leg, dialog),
    dialogsOver: (sessionId) => reporter.dialogsOver(sessionId),
    keptDialogs: async () => (await outbox.dialogs()).map((stored) => keptOf(stored, reporter)),
    record: (facts) => {
      reporter.record(facts);
      for (const listener of listeners) listener(facts);
    },
    numberStatus: (number) => {
      const { appKey } = number;
      const callbacks = applicationOf(appKey)?.callbacks;
      const channel = callbacks?.numberStatus === undefined ? 'status' : 'numberStatus';
      if (callbacks?.[channel] === undefined) return;
      const body = numberStatusBody(number);
      // Keeps them in order. The group is logged, so it cannot be the number.
      outbox.add({ appKey, channel, group: `numbers of ${appKey}`, body });
    },
    backlog: () => webhooks.backlog(),
    get fullness() {
      return outbox.fullness;
    },
    ask: (facts, signal) => block.ask(facts, signal),
    onRecord: (listener) => void listeners.push(listener),
    close: async () => {
      openCalls.close();
      await retention.close();
      await webhooks.close();
      poster.close();
      await outbox.close();
    },
  };
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
