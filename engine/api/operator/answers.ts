/**
 * The answers of the operator API as types. Its operations are checked against them, and the web console knows nothing
 * else of the engine. Times are RFC 3339, numbers E.164 (masked for viewers). The schemas beside the operations
 * describe the same to other clients. Those about calls are in call-answers.ts, those about rules in rules-answers.ts.
 *
 * Fields that a store has as well are written once more: a store may change without a change of the API, and the
 * console bundles nothing of a store.
 */

export interface Page<T> {
  readonly items: readonly T[];
  /** Total over all pages. */
  readonly total: number;
}

/** Who is signed in. */
export interface ShownOperator {
  readonly name: string;
  readonly role: 'admin' | 'operator' | 'viewer' | 'auditor' | 'subscriber';
  /** Left out: a token. */
  readonly by?: 'account' | 'openid' | undefined;
  /** An account may do nothing else before. */
  readonly firstDeed?: 'change-password' | 'set-up-second-factor' | undefined;
  /** For an account only. */
  readonly hasSecondFactor?: boolean | undefined;
}

/** How one can sign in. */
export interface ShownSignInWays {
  readonly token: boolean;
  /** Whether there are accounts. */
  readonly account: boolean;
  /** OpenID Connect: `path` is a page for a browser to go to. */
  readonly openId?: { readonly name: string; readonly path: string } | undefined;
}

export interface ShownEnrolment {
  /** Base32. */
  readonly key: string;
  /** `otpauth:`, for a QR code. */
  readonly uri: string;
}

export interface ShownAccount {
  readonly name: string;
  readonly role: ShownOperator['role'];
  /** subscriber: whose messages it may read. */
  readonly applications?: readonly string[] | undefined;
  readonly hasSecondFactor: boolean;
  readonly mustChangePassword: boolean;
  /** That have not ended. */
  readonly sessions: number;
  readonly createdAt: string;
  readonly signedInAt?: string | undefined;
}

export interface ShownSystem {
  readonly version: string;
  readonly startedAt: string;
  readonly now: string;
  readonly draining: boolean;
  readonly calls: number;
  readonly bindings: number;
  readonly journalAvailable: boolean;
  /** Names of the trunks that are tried last because they do not answer. */
  readonly silentTrunks: readonly string[];
}

export interface ShownTrunk {
  readonly name: string;
  readonly type: 'carrier' | 'softphones';
  /** Whether it has a way out (`to`). */
  readonly callsGoOut: boolean;
  readonly calls: number;
  /** 0: no limit. */
  readonly maxCalls: number;
  /** `silent`: it does not answer. `refusing`: it wants no calls at the moment. Both are tried last. */
  readonly state: 'up' | 'silent' | 'refusing';
  /** Whether we are registered with it; missing if it needs no registration. */
  readonly isRegistered?: boolean | undefined;
  /** Since when it is not up. */
  readonly since?: string | undefined;
  /** Its connections over SMPP; missing if it has none. */
  readonly smpp?: readonly ShownBind[] | undefined;
  /** What calls sent to it were refused with since the start, the most frequent first. 408: it did not answer. */
  readonly refusals: readonly { readonly status: number; readonly count: number }[];
}

/** A connection to a carrier's SMPP server. */
export interface ShownBind {
  /** Host and port. */
  readonly server: string;
  readonly role: 'transceiver' | 'transmitter' | 'receiver';
  readonly isBound: boolean;
  /** Since when it is so. */
  readonly since: string;
  /** Why it is not bound. */
  readonly because?: string | undefined;
}

/** The trunks that a call is sent to: the lowest priority first, in proportion to the weights. */
export interface ShownRoutes {
  /** The place among `routes` of the configuration; missing without rules, or if none fits. */
  readonly rule?: number | undefined;
  readonly trunks: readonly { readonly name: string; readonly priority: number; readonly weight: number }[];
}

/** What a reload has changed, or would change; lines for people. */
export interface ShownReload {
  readonly outcome: 'applied' | 'unchanged' | 'checked';
  readonly changes: readonly string[];
  readonly doubts: readonly string[];
}

/**
 * `ailments`: why changes answer 503. `lostScopes`: where the store has lost changes, about which an operator decides.
 */
export interface ShownJournal {
  readonly ailments: readonly string[];
  readonly lostScopes: readonly string[];
}

/** The scopes that an operator has decided about. */
export interface ShownRecovery {
  readonly scopes: readonly string[];
}

/** An address of an application for which messages are waiting. */
export interface ShownReceiver {
  readonly appKey: string;
  readonly channel: string;
  readonly waiting: number;
  readonly failed: number;
  readonly nextDueAt?: string;
  readonly down: boolean;
}

/** A message of a call that an application pulls. */
export interface ShownEvent {
  readonly id: string;
  readonly appKey: string;
  readonly kind: string;
  readonly at: string;
  readonly sessionId: string;
  readonly message: object;
}

/** A message that no address of its application has taken. */
export interface ShownUndelivered {
  readonly id: string;
  readonly appKey: string;
  readonly channel: string;
  readonly sessionId: string;
  readonly failures: number;
  readonly givenUpAt: string;
  readonly because: string;
  readonly message: object;
}

/** `/healthz`; it is outside `/v1` and needs no token. */
export interface ShownHealth {
  readonly healthy: boolean;
  readonly ailments: readonly string[];
}

export interface ShownApplication {
  readonly appKey: string;
  readonly name: string;
  readonly mode: 'AXB' | 'AX' | 'AXE' | 'AXYB' | 'X';
  readonly status: 'active' | 'frozen' | 'disabled' | 'paused';
  readonly callbacks: Readonly<Record<string, string>>;
  readonly features: { readonly recording: boolean; readonly sms: boolean };
  /** Where the application comes from; `fromApi`: the keys that differ from the configuration file. */
  readonly source: 'file' | 'api' | 'file and api';
  readonly fromApi?: readonly string[];
}

export interface ShownPrompt {
  readonly name: string;
  readonly milliseconds: number;
  /** How its file is written: `A-law, 8000 Hz, 8 bit, mono`. */
  readonly format: string;
  /** Mean level; -66 is silence. */
  readonly levelDbm0: number;
  /** Level of the loudest sample, and of the root mean square, below full scale. */
  readonly peakDbfs: number;
  readonly rmsDbfs: number;
  /** Came with Callveil, in these languages. */
  readonly builtIn: boolean;
  readonly languages?: readonly string[] | undefined;
  /** `applications`: as `key (tones.noBinding)`. */
  readonly usedBy: { readonly applications: readonly string[]; readonly bindings: number };
}

/** A short message, without its text. */
export interface ShownMessage {
  readonly messageId: string;
  readonly appKey: string;
  readonly subscriptionId?: string | undefined;
  /** Missing in one whose sender is unknown. */
  readonly sender?: string | undefined;
  readonly x: string;
  readonly receiver?: string | undefined;
  readonly display?: string | undefined;
  readonly trunk: string;
  readonly parts: number;
  readonly state: 'kept' | 'sending' | 'ended';
  /** What became of it; missing while it is on its way. */
  readonly result?: string | undefined;
  readonly attempts: number;
  readonly receivedAt: string;
  readonly endedAt?: string | undefined;
}

/** Newest first. */
export interface MessagePage {
  readonly items: readonly ShownMessage[];
  /** The place to go on from; missing: there are no more. */
  readonly next?: string | undefined;
  /** All messages that have not ended. */
  readonly waiting: number;
}

/** An entry of the audit by its place and hash. */
export interface ShownHead {
  readonly sequence: number;
  readonly hash: string;
}

export interface ShownAuditEntry extends ShownHead {
  readonly time: string;
  readonly who: { readonly name: string; readonly role: string };
  readonly action: string;
  /** The operation and what it named; numbers are keyed hashes. */
  readonly what: Readonly<Record<string, unknown>>;
}

/** Oldest first. */
export interface ShownAudit {
  readonly items: readonly ShownAuditEntry[];
  readonly head: ShownHead;
}

export interface ShownVerification {
  readonly intact: boolean;
  readonly entries: number;
  readonly head: ShownHead;
  readonly checkpoint?: ShownHead | undefined;
  readonly broken?:
    { readonly line: number; readonly sequence: number; readonly because: string } | undefined;
}

export interface ShownStep {
  readonly step: string;
  readonly outcome: 'yes' | 'no' | 'found' | 'missing';
}

export interface ShownResolution {
  readonly kind: 'connect' | 'collect' | 'ask' | 'refuse' | 'needs-y';
  readonly appKey?: string | undefined;
  readonly subscriptionId?: string | undefined;
  readonly x?: string | undefined;
  readonly callee?: string | undefined;
  readonly display?: string | undefined;
  readonly direction?: 0 | 1 | undefined;
  readonly extension?: string | undefined;
  readonly rules?: object | undefined;
  readonly reason?: string | undefined;
  /** The SIP status for a refused caller, and the vendor's code. */
  readonly sipStatus?: number | undefined;
  readonly stateCode?: number | undefined;
  readonly prompt?: string | undefined;
  readonly maxDigits?: number | undefined;
}

export interface ShownExplanation {
  readonly steps: readonly ShownStep[];
  readonly resolution: ShownResolution;
  /** Only for a call that is connected. */
  readonly routes?: ShownRoutes | undefined;
}

export interface ShownNumber {
  readonly number: string;
  readonly appKey: string;
  readonly areaCode: string;
  /** Cities of the area code; several may share one. */
  readonly cities: readonly string[];
  readonly status: 'normal' | 'suspended' | 'unavailable' | 'frozen';
  readonly cause?: string | undefined;
  readonly relations: number;
  readonly restsUntil?: string | undefined;
  /** Where the application got it from. */
  readonly source: 'file' | 'api';
}

/** A B of an AXYB binding with its Y. */
export interface ShownPart {
  readonly y: string;
  readonly b: string;
  readonly ybDuration: number;
  readonly preVoiceY?: string | undefined;
  readonly automatic: boolean;
  readonly createdAt: string;
  readonly expiresAt?: string | undefined;
}

/** A binding of any mode; fields that its mode does not have are omitted. */
export interface ShownBinding {
  readonly subscriptionId: string;
  readonly mode: 'AXB' | 'AX' | 'AXE' | 'AXYB';
  readonly appKey: string;
  readonly x: string;
  readonly a: string;
  readonly b?: string | undefined;
  readonly extension?: string | undefined;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly expiresAt?: string | undefined;
  readonly recordFlag: boolean;
  readonly recordHintTone?: string | undefined;
  readonly userData?: string | undefined;
  readonly callDirection?: 0 | 1 | 2 | undefined;
  readonly maxDuration?: number | undefined;
  readonly privateSms?: boolean | undefined;
  readonly lastMinVoice?: string | undefined;
  readonly preVoice?: { readonly callerHintTone?: string; readonly calleeHintTone?: string } | undefined;
  readonly duration?: number | undefined;
  readonly calleeNumDisplay?: '0' | '1' | undefined;
  readonly turnFlag?: 'on' | 'off' | undefined;
  readonly displayNumMode?: '0' | '1' | undefined;
  readonly callbackTone?: string | undefined;
  readonly callbackNum?: string | undefined;
  readonly timeUnit?: '0' | '1' | undefined;
  readonly bindExpiredTime?: number | undefined;
  readonly callbackExpiredTime?: number | undefined;
  readonly ybDuration?: number | undefined;
  readonly preVoiceX?: string | undefined;
  readonly parts?: readonly ShownPart[] | undefined;
}

/** RFC 9457: the answer to a request that was refused. */
export interface ShownProblem {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}
