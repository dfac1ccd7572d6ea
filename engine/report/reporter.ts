/** Reports calls: events and records become messages in the outbox, and each record is also kept for the operator. */
import type { Clock } from '../clock.js';
import type { CallEventType, CallFacts, CallReport, KeptDialog } from './call-facts.js';
import { callRecord, type RecordOptions } from './call-record.js';
import { eventBody } from './events.js';
import type { OpenCalls } from './open-calls.js';
import type { Outbox } from './outbox.js';

export class Reporter implements CallReport {
  readonly #outbox: Pick<Outbox, 'add' | 'addRecord' | 'keepDialogs' | 'forgetDialogs'>;
  readonly #openCalls: Pick<OpenCalls, 'keep' | 'ended'>;
  readonly #clock: Clock;
  readonly #options: RecordOptions;
  /** Credentials of kept dialogs, by call and by the dialog's id. */
  readonly #logins = new Map<string, Map<string, KeptDialog['credentials']>>();

  constructor(
    outbox: Pick<Outbox, 'add' | 'addRecord' | 'keepDialogs' | 'forgetDialogs'>,
    openCalls: Pick<OpenCalls, 'keep' | 'ended'>,
    clock: Clock,
    options: RecordOptions,
  ) {
    this.#outbox = outbox;
    this.#openCalls = openCalls;
    this.#clock = clock;
    this.#options = options;
  }

  progress(facts: CallFacts): void {
    if (facts.application !== undefined) this.#openCalls.keep(facts, facts.application);
  }

  dialog(sessionId: string, leg: 'caller' | 'callee', { credentials, ...dialog }: KeptDialog): void {
    const none = { sessionId, caller: null, callee: null };
    this.#outbox.keepDialogs({ ...none, [leg]: JSON.stringify(dialog) });
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
    this.#outbox.forgetDialogs(sessionId);
  }

  event(type: CallEventType, facts: CallFacts, at: number): void {
    const { application, sessionId } = facts;
    if (application?.callbacks.status === undefined) return;
    const body = eventBody(type, facts, at);
    this.#outbox.add({ appKey: application.appKey, channel: 'status', group: sessionId, body });
  }

  record(facts: CallFacts): void {
    const { application, sessionId, recording } = facts;
    if (application === undefined) return;
    const { appKey } = application;
    const endedAt = facts.endedAt ?? this.#clock.now();
    const body = JSON.stringify(callRecord(facts, this.#options));
    this.#openCalls.ended(sessionId);
    this.#outbox.addRecord({ sessionId, appKey, endedAt, recording: recording?.fileName ?? null, body });
    if (application.callbacks.fee === undefined) return;
    this.#outbox.add({ appKey, channel: 'fee', group: sessionId, body });
  }
}
