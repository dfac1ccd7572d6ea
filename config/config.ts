/**
 * The configuration as the rest of Callveil reads it: typed, defaulted, checked. Keys carry their unit. `load.ts` reads
 * it from YAML, `schema.ts` has the rules for ajv, and `reference.yaml` is the manual of the keys. Paths are absolute
 * once loaded.
 */

import type { ReportField, ReportKind } from './reports-schema.js';
import type { OperatorConfig } from './operator-config.js';
import type { TrunkConfig } from './trunk-config.js';

export type * from './operator-config.js';
export type * from './smpp-config.js';
export type * from './trunk-config.js';
export type * from './trunk-numbers-config.js';

export interface Config {
  /** Folder for the journal, recordings and the outbox; created if missing. */
  readonly dataDirectory: string;
  readonly sip: SipConfig;
  readonly media: MediaConfig;
  readonly recording: RecordingConfig;
  /** Special-purpose addresses that call-backs may go to. */
  readonly callbacks: {
    readonly allowedNetworks: readonly string[];
    /** Issuers that receivers' certificates may have beside the well-known ones. */
    readonly caFile?: string;
  };
  readonly reports: ReportsConfig;
  /** Records of the past, which contain both numbers. */
  readonly records: RecordsConfig;
  /** Who looked at what. */
  readonly audit: { readonly retentionDays: number };
  /** SIP messages of calls that are kept for ladders: of that many calls that have ended, and of live ones. */
  readonly capture: {
    readonly calls: number;
    readonly megabytes: number;
    /** The RTP that is kept for one call, where it is asked for. */
    readonly rtpMegabytes: number;
  };
  /** Export of SIP messages to Homer. Absent: none. */
  readonly hep?: HepConfig;
  readonly messages: MessagesConfig;
  readonly prompts: {
    readonly directory: string;
    /** How long a waiting prompt of at least that length is heard before ringing cuts it (spec 3.1). */
    readonly waitingSeconds: number;
  };
  /** Number rules and quotas, for `loadPolicy` of routing; absent: those of China. */
  readonly policyFile?: string;
  /** Rules of carriers and law, for `loadRulesPolicy` of routing; absent: none but the blacklists. */
  readonly rulesFile?: string;
  /** AXE: how callers are asked for an extension, and whom A calls back. */
  readonly extension: {
    readonly tries: number;
    /** From the end of the prompt. */
    readonly firstDigitSeconds: number;
    readonly interDigitSeconds: number;
    readonly callBackUnanswered: boolean;
  };
  readonly journal: JournalConfig;
  readonly api: ApiConfig;
  readonly operator: OperatorConfig;
  readonly limits: {
    readonly maxCalls: number;
    /** A ceiling; what the machine can do at the moment is found from the delays. */
    readonly callsPerSecond: number;
    /** A process that stays that late is at its limit. */
    readonly delayMilliseconds: number;
    /** At that use of memory, file descriptors and disk no call is admitted; 0: that one refuses none. */
    readonly memoryPercent: number;
    readonly filesPercent: number;
    readonly diskPercent: number;
    /** The least Retry-After of a 503 because of overload. */
    readonly retryAfterSeconds: number;
    /** How far the processes that answer the network go before the others, as `nice` counts. */
    readonly networkNice: number;
    /** Changes through the APIs that may be in progress at once. */
    readonly changesAtOnce: number;
    /** Longest duration of any call, even if its binding allows more; 0 is no limit. */
    readonly maxCallSeconds: number;
    /** Wrong signatures or tokens of a source before the APIs slow it down; 0: never. */
    readonly failedSignIns: number;
    /** How long before its limit a call hears its last-minute prompt. */
    readonly lastMinuteSeconds: number;
    /** How long calls may go on after the service has received SIGTERM. */
    readonly drainSeconds: number;
  };
  readonly log: {
    readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
    readonly showNumbers: boolean;
  };
  /** Spans of calls by OTLP over HTTP; without a URL there are none. */
  readonly tracing: {
    readonly url?: string;
    /** Value of the header Authorization. */
    readonly authorization?: string;
    readonly samplePercent: number;
  };
  /** Where trunks stand in files of their own; `trunks` has those too. */
  readonly trunkFiles: readonly string[];
  readonly trunks: readonly TrunkConfig[];
  /** Which trunks carry a call; empty: every trunk carries every call, in the order of the file. */
  readonly routes: readonly RouteConfig[];
  readonly applications: readonly ApplicationConfig[];
}

/** What is reported of calls, and how; an application may say otherwise for itself. */
export interface ReportsConfig {
  /** Waits between the pushes of a message that is not taken; after the last one it is given up. */
  readonly retryMinutes: readonly number[];
  readonly pushTimeoutSeconds: number;
  /** How long X mode's question waits for its answer. */
  readonly askTimeoutSeconds: number;
  /** How long messages can be pulled, where an application asks for that. */
  readonly pullDays: number;
  /** How long messages that were given up are kept. */
  readonly givenUpDays: number;
  readonly spId: string;
  /** Absent: the machine's. */
  readonly hostName?: string;
  readonly recordBucketName: string;
  /** With {name} for the file's name; the value of `recordPushURL`. */
  readonly recordPushUrl?: string;
  readonly serviceType: Readonly<Record<ApplicationConfig['mode'], string>>;
  /** `direction` of AXB's records. */
  readonly axbDirection: { readonly fromA: number; readonly fromB: number };
}

/** A collector of HEP3 over UDP. */
export interface HepConfig {
  readonly host: string;
  readonly port: number;
  readonly captureId: number;
  readonly password?: string;
  readonly numbers: 'full' | 'masked';
}

export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

export interface SipConfig {
  /**
   * `embedded` starts sipd with the user agent in it; `embedded-drachtio` starts it behind drachtio's protocol;
   * `drachtio` connects to an external drachtio-server.
   */
  readonly server: 'embedded' | 'embedded-drachtio' | 'drachtio';
  readonly listen: readonly {
    readonly transport: 'udp' | 'tcp' | 'tls';
    readonly host: string;
    readonly port: number;
    readonly externalHost?: string;
    /** tls: always there. */
    readonly certificateFile?: string;
    readonly keyFile?: string;
    /** tls: issuers of clients' certificates; absent: the well-known ones. */
    readonly caFile?: string;
    /** tls: absent: none. */
    readonly clientCertificates?: 'none' | 'requested' | 'required';
    /** tls: for other names that clients ask for (SNI). */
    readonly moreCertificates?: readonly CertificateFiles[];
  }[];
  readonly tls: {
    readonly handshakeSeconds: number;
    /** Clients' handshakes at once. */
    readonly maxHandshakes: number;
    readonly maxHandshakesPerAddress: number;
    readonly minVersion: '1.2' | '1.3';
  };
  readonly drachtio: { readonly host: string; readonly port: number; readonly secret: string };
  readonly ringTimeoutSeconds: number;
  /** How long a trunk that did not answer at all is tried last; 0 switches this off. */
  readonly silentTrunkSeconds: number;
  /** DNS servers, `192.0.2.53` or `192.0.2.53:5353`; empty: those of the system. */
  readonly dnsServers: readonly string[];
}

/** Short messages. */
export interface MessagesConfig {
  /** Taken in a second; 0 is no limit. */
  readonly perSecond: number;
  /** The longest text that is taken. */
  readonly maxCharacters: number;
  /** How long a message is tried. */
  readonly validitySeconds: number;
  /** The wait before the second attempt; it doubles with each one. */
  readonly retrySeconds: number;
  /** It grows no longer than this. */
  readonly maxRetrySeconds: number;
  /** How long the answer to the sender's network waits for the receiver's. */
  readonly answerWithinMilliseconds: number;
  /** What the sender gets from X if its message fails later; empty: nothing. */
  readonly failureNotice: string;
  /** Whether notices have the text. */
  readonly reportContent: boolean;
  readonly retentionDays: number;
}

export interface MediaConfig {
  /** Address put into SDP and bound. */
  readonly host: string;
  readonly externalHost?: string;
  /** The same for IPv6, beside an IPv4 `host`. */
  readonly host6?: string;
  readonly externalHost6?: string;
  readonly portMin: number;
  readonly portMax: number;
  readonly workers: number;
  readonly silenceTimeoutSeconds: number;
  readonly latchWindowMilliseconds: number;
  readonly portRestSeconds: number;
}

export interface RecordingConfig {
  readonly directory: string;
  readonly retentionDays: number;
  /** How long a download address handed out by the API works (spec 8.1). */
  readonly downloadUrlValidHours: number;
}

export interface RecordsConfig {
  /** Of calls and numbers; messages have their own. */
  readonly retentionDays: number;
  /** How long sums of calls are kept. */
  readonly statisticsDays: number;
  /** sqlite: `records.sqlite` of the data folder. */
  readonly store: 'sqlite' | 'postgresql';
  readonly postgresql: { readonly url: string };
}

export interface JournalConfig {
  readonly type: 'sqlite' | 'redis' | 'memory';
  readonly file: string;
  readonly redis: { readonly url: string; readonly cluster: boolean };
}

export interface ApiConfig {
  readonly host: string;
  readonly port: number;
  /** The API speaks https when both files are given. */
  readonly tls?: { readonly certificateFile: string; readonly keyFile: string };
  /** Where customers reach the API; the start of a recording's download address. Absent: the request's own host. */
  readonly publicUrl?: string;
  /** Proxies whose X-Forwarded-For, -Proto and -Host are believed. */
  readonly trustedProxies: readonly string[];
  readonly clockSkewSeconds: number;
  readonly rejectReplayedNonces: boolean;
  /** Requests an application may make; 0 is no limit. Over it: 1010010. */
  readonly requestsPerSecond: number;
  readonly maxBodyBytes: number;
  /** Result code and text for a wrong PasswordDigest (spec section 12, 1). */
  readonly wrongDigest: { readonly code: string; readonly text: string };
}

/** A rule for which trunks carry a call. An empty condition fits every call. */
export interface RouteConfig {
  /** Keys of the applications that own the privacy number. */
  readonly applications: readonly string[];
  /** Beginnings of the privacy number, `+86755`. */
  readonly numberPrefixes: readonly string[];
  /** Area codes of the privacy number's city. */
  readonly areaCodes: readonly string[];
  readonly calleePrefixes: readonly string[];
  readonly trunks: readonly {
    readonly name: string;
    /** The lowest first; undefined: after the trunk before it. */
    readonly priority?: number;
    /** Share of the calls within its priority; 0: after the others. */
    readonly weight: number;
  }[];
}

export interface ApplicationReports {
  /** Messages it wants; absent: the original's, which are all but `recording`. */
  readonly kinds?: readonly ReportKind[];
  /** Fields that are in its messages on request. */
  readonly fields?: readonly ReportField[];
  /** Whether its messages are kept for it to pull. */
  readonly pull?: boolean;
  readonly retryMinutes?: readonly number[];
  readonly pushTimeoutSeconds?: number;
  readonly askTimeoutSeconds?: number;
  readonly spId?: string;
  readonly serviceType?: string;
  readonly recordPushUrl?: string;
}

/** Limits of an application's calls; each has an ending of its own. */
export interface ApplicationCalls {
  /** false: it has no calls. */
  readonly voice?: boolean;
  /** Concurrent calls; 0 is no limit. */
  readonly maxCalls?: number;
  /** 0 both ways, 1 only A calls, 2 only A is called, also if a binding says more. */
  readonly direction?: 0 | 1 | 2;
  readonly internationalIn?: boolean;
  readonly internationalOut?: boolean;
  /** Beginnings of callees' numbers. */
  readonly forbiddenPrefixes?: readonly string[];
  /** The only real numbers that its calls connect; empty: any. */
  readonly testNumbers?: readonly string[];
  /** Whether a call that is to be recorded and cannot be ends. */
  readonly recordingRequired?: boolean;
  /** Calls a minute of all applications with its `reports.spId`, and of each number displayed; 0 is no limit. */
  readonly customerCallsPerMinute?: number;
  readonly displayCallsPerMinute?: number;
  /** Talked in a day of UTC; 0 is no limit. */
  readonly minutesPerDay?: number;
  /** The least rate of answers among its last 20 calls; 0 is none. */
  readonly answerRatePercent?: number;
}

export interface ApplicationConfig {
  readonly appKey: string;
  readonly appSecret: string;
  readonly name: string;
  readonly mode: 'AXB' | 'AX' | 'AXE' | 'AXYB' | 'X';
  readonly status: 'active' | 'frozen' | 'disabled' | 'paused';
  readonly features: { readonly recording: boolean; readonly sms: boolean };
  readonly callbacks: {
    readonly status?: string;
    readonly fee?: string;
    readonly smsNotify?: string;
    readonly smsControl?: string;
    readonly numberStatus?: string;
    /** For `callin` alone, X mode's question among them. */
    readonly callin?: string;
    readonly recording?: string;
    /** Each is pushed to where the first address does not take the message. */
    readonly statusSecond?: string;
    readonly smsNotifySecond?: string;
    readonly feeSecond?: string;
    readonly numberStatusSecond?: string;
    readonly callinSecond?: string;
    readonly recordingSecond?: string;
  };
  /** Each key replaces that of `reports` of the service. */
  readonly reports?: ApplicationReports;
  readonly calls?: ApplicationCalls;
  readonly tones: {
    readonly noBinding?: string;
    readonly noPermission?: string;
    readonly businessError?: string;
    readonly enterExtension?: string;
    readonly extensionInvalid?: string;
    readonly calleeBusy?: string;
    readonly calleeSilent?: string;
  };
  /** Language of prompts that come with Callveil; undefined: that of the policy's country. */
  readonly promptLanguage?: 'zh' | 'en';
  /** Whether prompts that come with Callveil are played where the application or the binding names none. */
  readonly standardPrompts?: boolean;
  readonly extensionDigits: number;
  readonly allowedAddresses: readonly string[];
  readonly numbers: readonly { readonly number: string; readonly areaCode: string }[];
}
