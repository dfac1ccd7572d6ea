/** Reports calls: events and records become messages in the outbox, and each record is also kept for the operator. */
import type { Application } from '../../routing/application.js';
import type { Clock } from '../clock.js';
import type { CallEventType, CallFacts, CallReport, KeptDialog, RecordingOutcome } from './call-facts.js';
import { callRecord, type RecordOptions } from './call-record.js';
import { eventBody } from './events.js';
import type { OpenCalls } from './open-calls.js';
import type { Outbox } from './outbox.js';
import { recordOfCall } from './past-record.js';
import type { Postbox } from './postbox.js';
import { examineRecording, recordingEventBody } from './recording-event.js';
import type { ReportsInForce } from './report-settings.js';
import { fieldsOfEvent, fieldsOfRecord, type FieldSources } from './requested-fields.js';

export interface ReporterOptions {
  readonly outbox: Pick<Outbox, 'addRecord' | 'keepDialogs' | 'forgetDialogs'>;
  readonly postbox: Pick<Postbox, 'wants' | 'post'>;
  readonly openCalls: Pick<OpenCalls, 'keep' | 'ended'>;
  readonly settings: Pick<ReportsInForce, 'of' | 'service'>;
  /** The city code of a privacy number. */
  readonly areaOf: (number: string) => string | undefined;
  /** Folder of the recordings. */
  readonly recordings: string;
  readonly recordDomain: string;
  readonly hostName: string;
  readonly clock: Clock;
}

export class Reporter implements CallReport {
  readonly #options: ReporterOptions;
  /** Credentials of kept dialogs, by call and by the dialog's id. */
  readonly #logins = new Map<string, Map<string, KeptDialog['credentials']>>();

  constructor(options: ReporterOptions) {
    this.#options = options;
  }

  progress(facts: CallFacts): void {
    if (facts.application !== undefined) this.#options.openCalls.keep(facts, facts.application);
  }

  dialog(sessionId: string, leg: 'caller' | 'callee', { credentials, ...dialog }: KeptDialog): void {
    const none = { sessionId, caller: null, callee: null };
    this.#options.outbox.keepDialogs({ ...none, [leg]: JSON.stringify(dialog) });
    if (credentials === undefined) return;
    const logins = this.#logins.get(sessionId);
    if (logins === undefined) this.#logins.set(sessionId, new Map([[dialog.id, credentials]]));
    else logins.set(dialog.id, credentials);
  }

  /** What this run knows and the disk does not. */
  credentialsOf(sessionId: string, dialogId: string): KeptDialog['credentials'] {
    return this.#logins.get(sessionId)?.get(dialogId);
  }

  dialogsOver(sessionId: string): void {
    this.#logins.delete(sessionId);
    this.#options.outbox.forgetDialogs(sessionId);
  }

  event(type: CallEventType, facts: CallFacts, at: number): void {
    const { application, sessionId: group } = facts;
    if (application === undefined || !this.#options.postbox.wants(application, type)) return;
    const sources = this.#sourcesOf(application);
    const requested = sources.fields.length === 0 ? undefined : fieldsOfEvent(type, facts, sources);
    const body = eventBody(type, facts, at, 'Notify', requested);
    this.#options.postbox.post(application, { kind: type, group, body, at });
  }

  record(facts: CallFacts): void {
    const { outbox, openCalls, postbox, clock } = this.#options;
    const { application, sessionId, recording } = facts;
    if (application === undefined) return;
    const { appKey } = application;
    const endedAt = facts.endedAt ?? clock.now();
    const sources = this.#sourcesOf(application);
    const requested = sources.fields.length === 0 ? undefined : fieldsOfRecord(facts, sources);
    const body = JSON.stringify(callRecord(facts, this.#recordOptions(application), requested));
    openCalls.ended(sessionId);
    outbox.addRecord(
      { sessionId, appKey, endedAt, recording: recording?.fileName ?? null, body },
      recordOfCall(facts, appKey, endedAt),
    );
    if (!postbox.wants(application, 'fee')) return;
    postbox.post(application, { kind: 'fee', group: sessionId, body, at: endedAt });
  }

  async examine(application: Application, fileName: string): Promise<RecordingOutcome | undefined> {
    const { postbox, recordings } = this.#options;
    return postbox.wants(application, 'recording') ? examineRecording(recordings, fileName) : undefined;
  }

  recording(facts: CallFacts): void {
    const { postbox, clock, recordDomain, settings } = this.#options;
    const { application, sessionId: group } = facts;
    if (application === undefined || !postbox.wants(application, 'recording')) return;
    const at = facts.endedAt ?? clock.now();
    const { recordBucketName } = settings.service;
    const { recordPushUrl } = settings.of(application);
    const body = recordingEventBody(facts, at, { recordDomain, recordBucketName, recordPushUrl });
    if (body !== undefined) postbox.post(application, { kind: 'recording', group, body, at });
  }

  #sourcesOf(application: Application): FieldSources {
    const { fields, recordPushUrl } = this.#options.settings.of(application);
    return { fields, recordPushUrl, areaOf: this.#options.areaOf };
  }

  #recordOptions(application: Application): RecordOptions {
    const { settings, recordDomain, hostName } = this.#options;
    const { recordBucketName, axbDirection, hostName: given } = settings.service;
    const { spId, serviceType } = settings.of(application);
    return { spId, serviceType, recordDomain, recordBucketName, axbDirection, hostName: given ?? hostName };
  }
}
