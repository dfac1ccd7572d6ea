/**
 * The state of a call. Everything that leaves a call (events to the application, log lines, the record) is emitted by a
 * transition, so no step can forget it or emit it twice.
 *
 *                          digits typed (collectInfo)
 *                               ┌───┐
 *   arrived ──X is known──▶ known ──┴──callee dialled──▶ dialling ──180──▶ ringing
 *               (callin)      │        (callout)        │  (alerting)        │
 *                             │                         └──────answered──────┴──▶ connected
 *                             │                                    (answer)          │
 *      any ───────────────────┴──────────────────────────────────────────────────────┴──▶ ended
 *                                                                        (disconnect, record)
 */
import type { Application } from '../../routing/application.js';
import type { E164 } from '../../routing/numbers/number.js';
import type { CallDirection } from '../../routing/resolve.js';
import type { Logger } from '../observe/log.js';
import type { CallEnd, CallFacts, CallReport, RecordingOutcome, TriedTrunk } from '../report/call-facts.js';
import type { Clock } from '../clock.js';
import { Ending, type EndingKind } from './ending.js';

export type CallStateName = 'arrived' | 'known' | 'dialling' | 'ringing' | 'connected' | 'ended';

const ALLOWED: Readonly<Record<CallStateName, readonly CallStateName[]>> = {
  arrived: ['known', 'ended'],
  known: ['dialling', 'ended'],
  dialling: ['ringing', 'connected', 'ended'],
  ringing: ['connected', 'ended'],
  connected: ['ended'],
  ended: [],
};

/** Ways to the callee that a record names; the configuration of no trunk has as many. */
const MOST_TRIED = 16;

export interface StateParts {
  readonly report: CallReport;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What routing found at once; empty if the caller or the application is asked first. */
export interface Bound {
  readonly x?: E164 | undefined;
  readonly subscriptionId?: string | undefined;
  readonly userData?: string | undefined;
  readonly extension?: string | undefined;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export class CallState {
  readonly #parts: StateParts;
  readonly #facts: Writable<CallFacts>;
  readonly #arrivedElapsed: number;
  /** Trunks by name: the caller's, and the first one by which the callee was dialled. */
  #trunk: string | undefined;
  #calleeTrunk: string | undefined;
  #name: CallStateName = 'arrived';
  #isMediaClosed = false;

  constructor(sessionId: string, parts: StateParts) {
    this.#parts = parts;
    this.#arrivedElapsed = parts.clock.elapsed();
    this.#facts = {
      sessionId,
      arrivedAt: parts.clock.now(),
      caller: undefined,
      x: undefined,
      relationX: undefined,
      application: undefined,
      subscriptionId: undefined,
      userData: undefined,
      direction: undefined,
      display: undefined,
      callee: undefined,
      extension: undefined,
      dialledAt: undefined,
      ringingAt: undefined,
      answeredAt: undefined,
      endedAt: undefined,
      recording: undefined,
      end: undefined,
    };
  }

  get name(): CallStateName {
    return this.#name;
  }

  /**
   * Milliseconds since 1970 by the clock as it was when the call arrived: intervals between instants of a call are
   * real, even if the machine's clock is set meanwhile.
   */
  get now(): number {
    return this.#facts.arrivedAt + this.#parts.clock.elapsed() - this.#arrivedElapsed;
  }

  get facts(): CallFacts {
    return this.#facts;
  }

  /** Caller and number dialled, as the trunk reads them; the application is not known yet. */
  heard(caller: E164 | undefined, dialled: E164 | undefined, trunk: string): void {
    this.#trunk = trunk;
    this.#facts.callerTrunk = trunk;
    this.#facts.caller = caller;
    this.#facts.x = dialled;
    const pii = { caller, x: dialled };
    this.#parts.logger.debug({ call: this.#facts.sessionId, pii }, 'a call has arrived');
  }

  /** X is a number of this application. In X mode the question to the application replaces this event. */
  known(application: Application, bound: Bound): void {
    const { facts, now } = this.#enter('known');
    facts.application = application;
    facts.relationX = bound.x;
    facts.extension = bound.extension;
    facts.subscriptionId = bound.subscriptionId;
    facts.userData = bound.userData;
    this.#parts.report.progress(facts);
    if (application.mode !== 'X') this.#parts.report.event('callin', facts, now);
  }

  /** AXE: the digits the caller typed. No digits mean no extension (spec 10.2: at least one digit) and no event. */
  collected(digits: string): void {
    if (this.#name !== 'known') throw new TypeError(`digits cannot be collected in state ${this.#name}`);
    this.#facts.extension = digits === '' ? undefined : digits;
    if (digits === '') return;
    this.#parts.report.event('collectInfo', this.#facts, this.now);
  }

  /** The binding that an extension, or the application's answer, led to. */
  bound(subscriptionId: string | undefined, userData: string | undefined): void {
    this.#facts.subscriptionId = subscriptionId;
    this.#facts.userData = userData;
  }

  dialling(callee: E164, display: E164, direction: CallDirection, trunk: string): void {
    const { facts, now } = this.#enter('dialling');
    facts.callee = callee;
    facts.display = display;
    facts.direction = direction;
    facts.dialledAt = now;
    this.#calleeTrunk = trunk;
    this.#parts.report.progress(facts);
    const pii = { callee, display };
    this.#parts.logger.debug({ call: facts.sessionId, trunk, pii }, 'the callee is dialled');
    this.#parts.report.event('callout', facts, now);
  }

  /** The callee is tried by this trunk, the first or a later one. */
  tries(trunk: string): void {
    this.#facts.calleeTrunk = trunk;
  }

  /** What came of that. */
  tried(way: TriedTrunk): void {
    const before = this.#facts.tried ?? [];
    if (before.length < MOST_TRIED) this.#facts.tried = [...before, way];
  }

  /** The callee's phone rings. Emitted once, however often it rings. */
  ringing(): void {
    if (this.#name !== 'dialling') return;
    const { facts, now } = this.#enter('ringing');
    facts.ringingAt = now;
    this.#parts.report.event('alerting', facts, now);
  }

  connected(): void {
    const { facts, now } = this.#enter('connected');
    facts.answeredAt = now;
    this.#parts.report.progress(facts);
    this.#parts.logger.debug({ call: facts.sessionId }, 'the callee has answered');
    this.#parts.report.event('answer', facts, now);
  }

  recording(fileName: string): void {
    this.#facts.recording = { fileName, startedAt: this.now };
    this.#parts.report.progress(this.#facts);
  }

  /** What became of the recording that the call was to have. */
  recorded(outcome: RecordingOutcome): void {
    this.#facts.recordingOutcome = outcome;
  }

  ended(ending: Ending): void {
    const { facts, now } = this.#enter('ended');
    facts.endedAt = now;
    facts.end = endOf(ending, facts);
    this.#log(ending);
    if (facts.application === undefined) return;
    this.#parts.report.event('disconnect', facts, now);
    this.#parts.report.progress(facts);
  }

  /**
   * The media of the ended call is closed, or takes too long. Without a recording nothing is missing from its record,
   * which is written once.
   */
  mediaClosed(quality: CallFacts['quality']): void {
    if (this.#isMediaClosed) return;
    this.#isMediaClosed = true;
    if (quality !== undefined) this.#facts.quality = quality;
    const { application, recording, end } = this.#facts;
    if (application === undefined || end === undefined || recording !== undefined) return;
    this.#parts.report.record(this.#facts);
  }

  /**
   * The recording of the ended call is complete, or has failed: only now may a record name it, because applications
   * fetch it at once.
   */
  recordingClosed(): void {
    const { application, recording, end, recordingOutcome } = this.#facts;
    if (application === undefined || end === undefined) return;
    if (recordingOutcome !== undefined) this.#parts.report.recording(this.#facts);
    if (recording !== undefined) this.#parts.report.record(this.#facts);
  }

  #enter(next: CallStateName): { facts: Writable<CallFacts>; now: number } {
    if (!ALLOWED[this.#name].includes(next)) {
      throw new TypeError(`a call in state ${this.#name} cannot become ${next}`);
    }
    this.#name = next;
    return { facts: this.#facts, now: this.now };
  }

  /** One line summarises the call. */
  #log(ending: Ending): void {
    const { sessionId, application, subscriptionId, caller, x, callee, arrivedAt, answeredAt, endedAt } =
      this.#facts;
    const now = endedAt ?? arrivedAt;
    const line = {
      call: sessionId,
      application: application?.appKey,
      binding: subscriptionId,
      trunk: this.#trunk,
      calleeTrunk: this.#calleeTrunk,
      ending: ending.kind,
      fault: ending.row.fault,
      calleeStatus: ending.details.calleeStatus,
      totalMs: Math.round(now - arrivedAt),
      talkMs: answeredAt === undefined ? 0 : Math.round(now - answeredAt),
      // A text of a peer or the server may quote a number.
      pii: { caller, x, callee, because: ending.details.because },
    };
    if (ending.row.fault === 'platform') this.#parts.logger.warn(line, 'the call has ended');
    else this.#parts.logger.info(line, 'the call has ended');
  }
}

/** The ending of a call that was in progress when the engine died. */
export function endOfLost(facts: CallFacts): CallEnd {
  return endOf(new Ending('engine-died'), facts);
}

function endOf(ending: Ending, facts: CallFacts): CallEnd {
  const { stateCode, ulFailReason } = ending.codes(facts.application?.mode);
  const answered = facts.answeredAt !== undefined;
  const calleeFailed = !answered && ending.details.calleeStatus !== undefined;
  return {
    kind: ending.kind,
    stateCode,
    stateDesc: ending.row.stateDesc,
    ulFailReason,
    sipStatus: answered ? 0 : (ending.details.calleeStatus ?? ending.row.sip),
    calleeQ850: calleeFailed ? (ending.details.calleeQ850 ?? ending.row.q850) : 0,
    releasedBy: RELEASED_BY[ending.kind],
  };
}

/** Who hung up (spec 10.1 `callRelDirection`): 1 the caller, 2 the callee. */
const RELEASED_BY: Readonly<Partial<Record<EndingKind, 1 | 2>>> = {
  'caller-hung-up': 1,
  'cancelled-before-transfer': 1,
  'cancelled-before-ringing': 1,
  'cancelled-while-ringing': 1,
  'callee-hung-up': 2,
  'callee-rejected': 2,
};
