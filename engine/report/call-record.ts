/** The record of a call (spec 10.2): one entry of `feeLst`, for billing and for finding a recording again. */
import type { Mode } from '../../routing/application.js';
import type { CallFacts } from './call-facts.js';
import { utcSeconds } from './events.js';

export interface RecordOptions {
  /** The customer's account in its records. */
  readonly spId: string;
  readonly hostName: string;
  /** Where recordings are requested: `recordDomain` and `recordBucketName`. */
  readonly recordDomain: string;
  readonly recordBucketName: string;
  /** Spec 12, 7: 003 for AX and 004 for AXB are known. */
  readonly serviceType: Readonly<Partial<Record<Mode, string>>>;
  /** Spec 12, 7: `direction` of AXB's records. */
  readonly axbDirection?: { readonly fromA: number; readonly fromB: number };
}

export type CallRecord = Readonly<Record<string, string | number>>;

/** Direction of a call for which no binding was found (spec 10.2). */
const ABNORMAL = 2;

/** `requested`: fields that the application asks for beside the usual ones. */
export function callRecord(facts: CallFacts, options: RecordOptions, requested: CallRecord = {}): CallRecord {
  const { application, end, recording } = facts;
  const record: Record<string, string | number> = {
    direction: directionOf(facts, options),
    spId: options.spId,
    appKey: application?.appKey ?? '',
    icid: `${facts.sessionId}.${facts.arrivedAt}`.slice(0, 64),
    bindNum: facts.relationX ?? facts.x ?? '',
    sessionId: facts.sessionId,
    subscriptionId: facts.subscriptionId ?? '',
    callerNum: facts.caller ?? '',
    calleeNum: facts.x ?? '',
    fwdDisplayNum: facts.display ?? '',
    fwdDstNum: facts.callee ?? '',
    callInTime: utcSeconds(facts.arrivedAt),
    ...timesOf(facts),
    fwdUnaswRsn: end?.calleeQ850 ?? 0,
    ulFailReason: end?.ulFailReason ?? 0,
    sipStatusCode: end?.sipStatus ?? 0,
    callOutUnaswRsn: 0,
    recordFlag: recording === undefined ? 0 : 1,
    ttsPlayTimes: 0,
    ttsTransDuration: 0,
    mptyId: facts.subscriptionId ?? '',
    serviceType: (application && options.serviceType[application.mode]) ?? '004',
    hostName: options.hostName,
    voiceCheckType: 0,
  };
  if (recording !== undefined) {
    record['recordStartTime'] = utcSeconds(recording.startedAt);
    record['recordDomain'] = options.recordDomain;
    record['recordBucketName'] = options.recordBucketName;
    record['recordObjectName'] = recording.fileName;
  }
  if (facts.userData !== undefined) record['userData'] = facts.userData;
  if (facts.extension !== undefined) record['extendNum'] = facts.extension;
  if (application?.mode === 'X') record['notifyMode'] = 'Block';
  return Object.assign(record, requested);
}

function directionOf({ direction, application }: CallFacts, { axbDirection }: RecordOptions): number {
  if (direction === undefined) return ABNORMAL;
  if (application?.mode !== 'AXB' || axbDirection === undefined) return direction;
  return direction === 1 ? axbDirection.fromA : axbDirection.fromB;
}

/** Only events that happened have a time; `failTime` is the end of a call that was never answered. */
function timesOf(facts: CallFacts): Record<string, string> {
  const times: Record<string, string> = {};
  const add = (name: string, at: number | undefined): void => {
    if (at !== undefined) times[name] = utcSeconds(at);
  };
  add('fwdStartTime', facts.dialledAt);
  add('fwdAlertingTime', facts.ringingAt);
  add('fwdAnswerTime', facts.answeredAt);
  add('callEndTime', facts.endedAt);
  if (facts.answeredAt === undefined) add('failTime', facts.endedAt);
  return times;
}
