/**
 * The schema of the configuration: the rules for ajv, every default, and the words of error messages. `config.ts` has
 * the same keys as types, `reference.yaml` as a manual; a test keeps the three together.
 */

import {
  addresses,
  areaCode,
  choice,
  flag,
  host,
  httpUrl,
  integer,
  number,
  object,
  path,
  port,
  secret,
  text,
  type Schema,
} from './schema-parts.js';
import { applicationCalls, applicationReports, furtherCallbacks, reportsSchema } from './reports-schema.js';
import { operatorSchema } from './operator-schema.js';
import { routeSchema } from './route-schema.js';
import { trunkSchema } from './trunk-schema.js';

export type { Schema };

/** A PostgreSQL on this machine; unused unless `records.store` says so. */
export const defaultRecordsUrl = 'postgres://callveil@127.0.0.1:5432/callveil';

const prompt: Schema = {
  type: 'string',
  // The same pattern as `PROMPT_NAME` in media, which this folder may not import; a test keeps the two together.
  pattern: '^[A-Za-z0-9_@.+-]{1,124}\\.wav$',
  expected: 'the file name of a prompt, letters, digits and _ @ . + - ending in .wav',
};

const application = object(
  {
    appKey: {
      type: 'string',
      pattern: '^[\\x21-\\x7e]{1,128}$',
      expected: '1 to 128 visible ASCII characters',
    },
    appSecret: secret,
    name: { type: 'string', maxLength: 128, default: '' },
    mode: choice(['AXB', 'AX', 'AXE', 'AXYB', 'X']),
    status: choice(['active', 'frozen', 'disabled', 'paused'], 'active'),
    features: object({ recording: flag(false), sms: flag(false) }),
    callbacks: object({
      status: httpUrl,
      fee: httpUrl,
      smsNotify: httpUrl,
      smsControl: httpUrl,
      numberStatus: httpUrl,
      ...furtherCallbacks,
    }),
    reports: applicationReports,
    calls: applicationCalls,
    tones: object({
      noBinding: prompt,
      noPermission: prompt,
      businessError: prompt,
      enterExtension: prompt,
      extensionInvalid: prompt,
      calleeBusy: prompt,
      calleeSilent: prompt,
    }),
    promptLanguage: choice(['zh', 'en']),
    standardPrompts: { type: 'boolean' },
    extensionDigits: integer(1, 4, 4),
    allowedAddresses: addresses,
    numbers: {
      type: 'array',
      items: object({ number, areaCode }, ['number', 'areaCode']),
      default: [],
    },
  },
  ['appKey', 'appSecret', 'mode'],
);

const certificateFiles = object({ certificateFile: path, keyFile: path }, ['certificateFile', 'keyFile']);

const listener = object(
  {
    transport: choice(['udp', 'tcp', 'tls']),
    host,
    port,
    externalHost: host,
    certificateFile: path,
    keyFile: path,
    caFile: path,
    clientCertificates: choice(['none', 'requested', 'required']),
    moreCertificates: { type: 'array', items: certificateFiles },
  },
  ['transport', 'host', 'port'],
);

const { default: _, ...root } = object({
  dataDirectory: { ...path, default: 'data' },
  sip: object({
    server: choice(['embedded', 'embedded-drachtio', 'drachtio'], 'embedded'),
    listen: {
      type: 'array',
      items: listener,
      minItems: 1,
      default: [
        { transport: 'udp', host: '127.0.0.1', port: 5060 },
        { transport: 'tcp', host: '127.0.0.1', port: 5060 },
      ],
    },
    tls: object({
      handshakeSeconds: integer(1, 60, 5),
      maxHandshakes: integer(1, 10_000, 200),
      maxHandshakesPerAddress: integer(1, 10_000, 32),
      minVersion: choice(['1.2', '1.3'], '1.2'),
    }),
    drachtio: object({
      host: { ...host, default: '127.0.0.1' },
      port: { ...port, default: 9022 },
      secret: { ...secret, default: 'cymru' },
    }),
    ringTimeoutSeconds: integer(5, 600, 90),
    silentTrunkSeconds: integer(0, 3600, 60),
    dnsServers: {
      type: 'array',
      items: {
        type: 'string',
        format: 'dns-server',
        expected: 'an IP address, with :port where it is not 53',
      },
      default: [],
    },
  }),
  media: object({
    host: { ...host, default: '127.0.0.1' },
    externalHost: host,
    host6: host,
    externalHost6: host,
    portMin: integer(1024, 65534, 20_000),
    portMax: integer(1025, 65535, 32_767),
    workers: integer(1, 64, 1),
    silenceTimeoutSeconds: integer(0, 3600, 60),
    latchWindowMilliseconds: integer(100, 60_000, 3000),
    portRestSeconds: integer(0, 600, 4),
  }),
  recording: object({
    directory: { ...path, default: 'recordings' },
    retentionDays: integer(1, 3650, 7),
    downloadUrlValidHours: integer(1, 720, 72),
  }),
  callbacks: object({ allowedNetworks: addresses, caFile: path }),
  reports: reportsSchema,
  records: object({
    retentionDays: integer(1, 3650, 90),
    statisticsDays: integer(1, 3650, 400),
    store: choice(['sqlite', 'postgresql'], 'sqlite'),
    postgresql: object({
      url: {
        type: 'string',
        pattern: '^postgres(ql)?://.+$',
        expected: 'a URL that starts with postgres:// or postgresql://',
        secret: true,
        default: defaultRecordsUrl,
      },
    }),
  }),
  audit: object({ retentionDays: integer(1, 3650, 730) }),
  capture: object({
    calls: integer(0, 100_000, 1000),
    megabytes: integer(1, 4096, 64),
    rtpMegabytes: integer(0, 256, 16),
  }),
  hep: object(
    {
      host,
      port: integer(1, 65535, 9060),
      captureId: integer(0, 4_294_967_295, 2001),
      password: secret,
      numbers: choice(['full', 'masked'], 'full'),
    },
    ['host'],
  ),
  messages: object({
    perSecond: integer(0, 100_000, 1000),
    maxCharacters: integer(1, 2000, 1000),
    validitySeconds: integer(60, 604_800, 86_400),
    retrySeconds: integer(1, 3600, 10),
    maxRetrySeconds: integer(1, 86_400, 1800),
    answerWithinMilliseconds: integer(0, 20_000, 1500),
    failureNotice: { type: 'string', maxLength: 160, default: 'Message not delivered. 短信未送达。' },
    reportContent: flag(false),
    retentionDays: integer(1, 3650, 30),
  }),
  policyFile: path,
  rulesFile: path,
  prompts: object({
    directory: { ...path, default: 'prompts' },
    waitingSeconds: integer(0, 60, 5),
  }),
  extension: object({
    tries: integer(1, 10, 3),
    firstDigitSeconds: integer(1, 60, 10),
    interDigitSeconds: integer(1, 30, 3),
    callBackUnanswered: flag(true),
  }),
  journal: object({
    type: choice(['sqlite', 'redis', 'memory'], 'sqlite'),
    file: { ...path, default: 'journal.sqlite' },
    redis: object({
      url: {
        type: 'string',
        pattern: '^rediss?://.+$',
        expected: 'a URL that starts with redis:// or rediss://',
        secret: true,
        default: 'redis://127.0.0.1:6379/0',
      },
      cluster: flag(false),
    }),
  }),
  api: object({
    host: { ...host, default: '127.0.0.1' },
    port: integer(0, 65535, 8080),
    tls: object({ certificateFile: path, keyFile: path }, ['certificateFile', 'keyFile']),
    publicUrl: httpUrl,
    trustedProxies: addresses,
    clockSkewSeconds: integer(1, 31_536_000, 86_400),
    rejectReplayedNonces: flag(false),
    requestsPerSecond: integer(0, 1_000_000, 0),
    maxBodyBytes: integer(1024, 1_048_576, 65_536),
    wrongDigest: object({
      code: {
        type: 'string',
        pattern: '^[0-9]{1,10}$',
        expected: 'the digits of a result code',
        default: '1020176',
      },
      text: { ...text, default: 'Authentication failed, try again later' },
    }),
  }),
  operator: operatorSchema,
  limits: object({
    maxCalls: integer(1, 1_000_000, 2000),
    callsPerSecond: integer(1, 100_000, 500),
    delayMilliseconds: integer(5, 10_000, 40),
    memoryPercent: integer(0, 100, 95),
    filesPercent: integer(0, 100, 95),
    diskPercent: integer(0, 100, 0),
    retryAfterSeconds: integer(1, 3600, 2),
    networkNice: integer(-19, 0, -5),
    changesAtOnce: integer(1, 100_000, 500),
    maxCallSeconds: integer(0, 86_400, 0),
    failedSignIns: integer(0, 1_000_000, 20),
    lastMinuteSeconds: integer(1, 3600, 60),
    drainSeconds: integer(0, 86_400, 300),
  }),
  log: object({
    level: choice(['trace', 'debug', 'info', 'warn', 'error', 'fatal'], 'info'),
    showNumbers: flag(false),
  }),
  tracing: object({ url: httpUrl, authorization: secret, samplePercent: integer(0, 100, 100) }),
  trunkFiles: { type: 'array', items: path, default: [] },
  trunks: { type: 'array', items: trunkSchema, default: [] },
  routes: { type: 'array', items: routeSchema, default: [] },
  applications: { type: 'array', items: application, default: [] },
});

/** The whole file. */
export const configSchema: Schema = root;
