/** What the records keep of a call, a message and a change of a number (records/record-store.ts). */
import type { NumberCause, NumberStatus } from '../../routing/application.js';
import type { PastRecord } from '../records/record-store.js';
import type { CallFacts } from './call-facts.js';
import { readUtcSeconds } from './events.js';
import type { MessageFacts } from './message-facts.js';

/** The record of a call that has ended and reached an application. */
export function recordOfCall(facts: CallFacts, appKey: string, endedAt: number): PastRecord {
  const { end, x, relationX, answeredAt, recording } = facts;
  return {
    kind: 'call',
    id: facts.sessionId,
    at: facts.arrivedAt,
    endedAt,
    appKey,
    subscriptionId: facts.subscriptionId,
    caller: facts.caller,
    x: relationX ?? x,
    dialled: relationX === undefined || relationX === x ? undefined : x,
    display: facts.display,
    callee: facts.callee,
    callerTrunk: facts.callerTrunk,
    calleeTrunk: facts.calleeTrunk,
    ending: end?.kind ?? UNKNOWN_ENDING,
    talkMs: answeredAt === undefined ? 0 : Math.max(0, endedAt - answeredAt),
    details: {
      dialledAt: facts.dialledAt,
      ringingAt: facts.ringingAt,
      answeredAt,
      releasedBy: end?.releasedBy,
      callerMos: facts.quality?.caller?.mos,
      calleeMos: facts.quality?.callee?.mos,
      stateCode: end?.stateCode,
      ulFailReason: end?.ulFailReason,
      sipStatus: end?.sipStatus,
      calleeQ850: end?.calleeQ850,
      tried: facts.tried,
      extension: facts.extension,
      recording: recording?.fileName,
    },
  };
}

export interface EndedMessage {
  readonly facts: MessageFacts;
  readonly result: string;
  readonly attempts: number;
  readonly endedAt: number;
  /** The trunk that it left by, or was tried last. */
  readonly trunk: string | undefined;
}

export function recordOfMessage({ facts, result, attempts, endedAt, trunk }: EndedMessage): PastRecord {
  const { id, appKey, receivedAt, subscriptionId, sender, x, to, display, receiver, parts } = facts;
  return {
    ...{ kind: 'message', id, at: receivedAt, endedAt, appKey, subscriptionId },
    // What is not a number has no sender (carried as JSON, a missing one is undefined).
    ...{ caller: sender, x, dialled: to === x ? undefined : to, display, callee: receiver },
    ...{ callerTrunk: facts.trunk, calleeTrunk: trunk, ending: result, talkMs: 0 },
    details: { parts, attempts },
  };
}

export interface ChangedNumber {
  readonly number: string;
  readonly appKey: string;
  readonly status: NumberStatus | 'added' | 'transferred';
  readonly cause?: NumberCause | undefined;
}

export function recordOfNumber(
  { number, appKey, status, cause }: ChangedNumber,
  id: string,
  at: number,
): PastRecord {
  return {
    ...{ kind: 'number', id, at, endedAt: at, appKey, x: number, ending: status, talkMs: 0 },
    details: { cause },
  };
}

/** A version before the store of records kept a call as the body of its push alone (spec 10.2), which has seconds. */
export function recordOfBody(body: string, endedAt: number, recording: string | null): PastRecord {
  const fields = JSON.parse(body) as Readonly<Record<string, string | number | undefined>>;
  const text = (name: string): string | undefined => {
    const value = fields[name];
    return value === undefined || value === '' ? undefined : String(value);
  };
  const time = (name: string): number | undefined => {
    const at = readUtcSeconds(text(name) ?? '');
    return Number.isNaN(at) ? undefined : at;
  };
  const count = (name: string): number | undefined =>
    typeof fields[name] === 'number' ? fields[name] : undefined;
  const answeredAt = time('fwdAnswerTime');
  const x = text('bindNum');
  const dialled = text('calleeNum');
  return {
    kind: 'call',
    id: text('sessionId') ?? '',
    at: time('callInTime') ?? endedAt,
    endedAt,
    appKey: text('appKey') ?? '',
    subscriptionId: text('subscriptionId'),
    caller: text('callerNum'),
    x: x ?? dialled,
    dialled: dialled === x ? undefined : dialled,
    display: text('fwdDisplayNum'),
    callee: text('fwdDstNum'),
    ending: UNKNOWN_ENDING,
    talkMs: answeredAt === undefined ? 0 : Math.max(0, endedAt - answeredAt),
    details: {
      dialledAt: time('fwdStartTime'),
      ringingAt: time('fwdAlertingTime'),
      answeredAt,
      ulFailReason: count('ulFailReason'),
      sipStatus: count('sipStatusCode'),
      calleeQ850: count('fwdUnaswRsn'),
      extension: text('extendNum'),
      recording: recording ?? undefined,
    },
  };
}

/** The body of a push does not say which row of the table it was. */
const UNKNOWN_ENDING = 'unknown';
