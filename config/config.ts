/**
 * The configuration as the rest of Callveil reads it: typed, defaulted, checked. Keys carry their unit; `load.ts`
 * reads it from YAML, `schema.ts` checks it with ajv, `reference.yaml` is its manual, key by key.
 */

export interface Config {
  /** Folder for the journal, recordings and the outbox; created if missing. */
  readonly dataDirectory: string;
  readonly sip: {
    /** `embedded` starts sipd; `drachtio` connects to an external drachtio-server. */
    readonly server: 'embedded' | 'drachtio';
    readonly listen: readonly {
      readonly transport: 'udp' | 'tcp';
      readonly host: string;
      readonly port: number;
      readonly externalHost?: string;
    }[];
    readonly drachtio: { readonly host: string; readonly port: number; readonly secret: string };
    readonly ringTimeoutSeconds: number;
  };
  readonly media: {
    /** Address put into SDP and bound. */
    readonly host: string;
    readonly externalHost?: string;
    readonly portMin: number;
    readonly portMax: number;
    readonly workers: number;
    readonly silenceTimeoutSeconds: number;
    readonly latchWindowMilliseconds: number;
    readonly portRestSeconds: number;
  };
  readonly recording: { readonly directory: string; readonly retentionDays: number };
  readonly prompts: { readonly directory: string };
  readonly journal: {
    readonly type: 'sqlite' | 'redis' | 'memory';
    readonly file: string;
    readonly redis: { readonly url: string; readonly cluster: boolean };
  };
  readonly api: {
    readonly host: string;
    readonly port: number;
    readonly clockSkewSeconds: number;
    /** Result code and text for a wrong PasswordDigest (spec section 12, 1). */
    readonly wrongDigest: { readonly code: string; readonly text: string };
  };
  readonly limits: {
    readonly maxCalls: number;
    readonly callsPerSecond: number;
  };
  readonly log: {
    readonly level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
    readonly showNumbers: boolean;
  };
  readonly trunks: readonly TrunkConfig[];
  readonly applications: readonly ApplicationConfig[];
}

export interface TrunkConfig {
  readonly name: string;
  readonly type: 'carrier' | 'softphones';
  /** carrier: where its calls come from; addresses or CIDR blocks. */
  readonly from: readonly string[];
  /** carrier: next hop of calls out, `sip:host:port;transport=udp`. */
  readonly to: string | undefined;
  /** Whether its P-Asserted-Identity names the caller. */
  readonly trustAssertedIdentity: boolean;
  /** How numbers are written towards it. */
  readonly numberFormat: 'e164' | 'national' | 'digits';
  readonly media: { readonly source: 'signalled' | 'latch' };
  readonly maxCalls: number;
  readonly credentials?: { readonly username: string; readonly password: string };
  /** softphones: realm and accounts; the username is the E.164 number. */
  readonly realm: string;
  readonly accounts: readonly { readonly number: string; readonly password: string }[];
}

export interface ApplicationConfig {
  readonly appKey: string;
  readonly appSecret: string;
  readonly name: string;
  readonly mode: 'AXB' | 'AX' | 'AXE' | 'AXYB' | 'X';
  readonly status: 'active' | 'frozen' | 'disabled';
  readonly features: { readonly recording: boolean; readonly sms: boolean };
  readonly callbacks: {
    readonly status?: string;
    readonly fee?: string;
    readonly smsNotify?: string;
    readonly smsControl?: string;
    readonly numberStatus?: string;
  };
  readonly tones: {
    readonly noBinding?: string;
    readonly noPermission?: string;
    readonly businessError?: string;
    readonly enterExtension?: string;
    readonly extensionInvalid?: string;
  };
  readonly extensionDigits: number;
  readonly allowedAddresses: readonly string[];
  readonly numbers: readonly { readonly number: string; readonly areaCode: string }[];
}
