/** The rules for what is reported of calls and how: for the whole service, and for one application. */
import { choice, httpUrl, integer, number, object, optional, text, type Schema } from './schema-parts.js';

/** Kinds of messages; the names are those of `eventType` (spec 10.1, 10.2, 10.4), and of a notice's body (10.3). */
export const REPORT_KINDS = [
  'callin',
  'collectInfo',
  'callout',
  'alerting',
  'answer',
  'disconnect',
  'fee',
  'numStatus',
  'smsEvent',
  'recording',
] as const;

/** Fields that the original adds on request (spec 10.1, 10.2), and two that it does not have. */
export const REPORT_FIELDS = [
  'callRelDirection',
  'areaCode',
  'callDuration',
  'recordPushURL',
  'callerMos',
  'calleeMos',
] as const;

const shortText: Schema = { ...text, maxLength: 32 };

const retryMinutes: Schema = {
  type: 'array',
  items: integer(1, 10_080),
  expected: 'minutes, 1 to 10080 each',
};
const recordPushUrl: Schema = {
  type: 'string',
  pattern: '^https?://.+\\{name\\}',
  maxLength: 1024,
  expected: 'a URL that starts with http:// or https:// and has {name} in it',
};
/** The directions of records of AXB, whose values are not published (spec 12, 7). */
const axbDirection = {
  fromA: integer(0, 2, 1),
  fromB: integer(0, 2, 0),
};

export const reportsSchema = object({
  retryMinutes: { ...retryMinutes, default: [1, 4, 9, 106, 203, 300] },
  pushTimeoutSeconds: integer(1, 60, 5),
  askTimeoutSeconds: integer(1, 30, 3),
  pullDays: integer(1, 365, 3),
  givenUpDays: integer(1, 365, 7),
  spId: { ...shortText, default: 'callveil' },
  hostName: { ...text, maxLength: 128 },
  recordBucketName: { ...text, maxLength: 128, default: 'recordings' },
  recordPushUrl,
  serviceType: object({
    AXB: { ...shortText, default: '004' },
    AX: { ...shortText, default: '003' },
    AXE: { ...shortText, default: '004' },
    AXYB: { ...shortText, default: '004' },
    X: { ...shortText, default: '004' },
  }),
  axbDirection: object(axbDirection),
});

/** Addresses beside the main ones: for one kind of message alone, and for when the first does not take it. */
export const furtherCallbacks = {
  callin: httpUrl,
  recording: httpUrl,
  statusSecond: httpUrl,
  feeSecond: httpUrl,
  numberStatusSecond: httpUrl,
  smsNotifySecond: httpUrl,
  callinSecond: httpUrl,
  recordingSecond: httpUrl,
};

/** Without defaults: what an application leaves out is as `reports` of the service says. */
export const applicationReports = optional({
  kinds: { type: 'array', items: choice([...REPORT_KINDS]) },
  fields: { type: 'array', items: choice([...REPORT_FIELDS]) },
  pull: { type: 'boolean' },
  retryMinutes,
  pushTimeoutSeconds: integer(1, 60),
  askTimeoutSeconds: integer(1, 30),
  spId: shortText,
  serviceType: shortText,
  recordPushUrl,
});

/** Without defaults: what is left out restricts nothing. */
export const applicationCalls = optional({
  voice: { type: 'boolean' },
  maxCalls: integer(0, 1_000_000),
  direction: integer(0, 2),
  internationalIn: { type: 'boolean' },
  internationalOut: { type: 'boolean' },
  forbiddenPrefixes: {
    type: 'array',
    items: {
      type: 'string',
      pattern: '^\\+[1-9][0-9]{0,14}$',
      expected: 'the start of a number with its country code, such as +86755',
    },
  },
  testNumbers: { type: 'array', items: number },
  recordingRequired: { type: 'boolean' },
  customerCallsPerMinute: integer(0, 1_000_000),
  displayCallsPerMinute: integer(0, 1_000_000),
  minutesPerDay: integer(0, 10_000_000),
  answerRatePercent: integer(0, 100),
});

export type ReportKind = (typeof REPORT_KINDS)[number];
export type ReportField = (typeof REPORT_FIELDS)[number];
