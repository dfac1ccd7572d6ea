/** An application: a customer's key, secret, mode, call-back addresses, features and tones (spec section 1, 2, 10). */
import type { E164 } from './numbers/number.js';

export type Mode = 'AXB' | 'AX' | 'AXE' | 'AXYB' | 'X';

/** Mandarin, English. */
export type PromptLanguage = 'zh' | 'en';

export interface Application {
  readonly appKey: string;
  readonly appSecret: string;
  readonly mode: Mode;
  readonly name: string;
  /** `paused`: its sub-enterprise may not call at the moment; bindings can still be changed. */
  readonly status: 'active' | 'frozen' | 'disabled' | 'paused';
  readonly features: { readonly recording: boolean; readonly sms: boolean };
  /** Where events and records are pushed (spec 10); any may be missing. */
  readonly callbacks: {
    readonly status?: string;
    readonly fee?: string;
    /** Where results of short messages go, and the question where one is to go (spec 10.3). */
    readonly smsNotify?: string;
    readonly smsControl?: string;
    readonly numberStatus?: string;
    readonly callin?: string;
    readonly recording?: string;
    /** Where a message goes that the first address does not take. */
    readonly statusSecond?: string;
    readonly smsNotifySecond?: string;
    readonly feeSecond?: string;
    readonly numberStatusSecond?: string;
    readonly callinSecond?: string;
    readonly recordingSecond?: string;
  };
  /** What it gets of its calls; a missing key is as the service says. */
  readonly reports?: {
    readonly kinds?: readonly string[];
    readonly fields?: readonly string[];
    readonly pull?: boolean;
    readonly retryMinutes?: readonly number[];
    readonly pushTimeoutSeconds?: number;
    readonly askTimeoutSeconds?: number;
    readonly spId?: string;
    readonly serviceType?: string;
    readonly recordPushUrl?: string;
  };
  /** What restricts its calls; a missing key restricts nothing. */
  readonly calls?: {
    readonly voice?: boolean;
    readonly maxCalls?: number;
    readonly direction?: 0 | 1 | 2;
    readonly internationalIn?: boolean;
    readonly internationalOut?: boolean;
    readonly forbiddenPrefixes?: readonly string[];
    readonly testNumbers?: readonly string[];
    readonly recordingRequired?: boolean;
    readonly customerCallsPerMinute?: number;
    readonly displayCallsPerMinute?: number;
    readonly minutesPerDay?: number;
    readonly answerRatePercent?: number;
  };
  /** Prompt file names played by the application's settings (spec 11.5). */
  readonly tones: {
    readonly noBinding?: string;
    readonly noPermission?: string;
    readonly businessError?: string;
    readonly enterExtension?: string;
    readonly extensionInvalid?: string;
    /**
     * AXE, for a caller who has been answered already: A is busy or rejects the call; A does not answer or cannot be
     * reached.
     */
    readonly calleeBusy?: string;
    readonly calleeSilent?: string;
  };
  /** Language of prompts that come with Callveil; undefined: that of the policy's country. */
  readonly promptLanguage?: PromptLanguage;
  /**
   * Whether a refused caller for whom `tones` names nothing hears the prompt that comes with Callveil, and both sides
   * of a recorded call without a notice the one that comes with Callveil.
   */
  readonly standardPrompts?: boolean;
  /** AXE: number of digits of an extension, 1 to MAX_EXTENSION_DIGITS. */
  readonly extensionDigits: number;
  /** Addresses that may call the API; empty means any. */
  readonly allowedAddresses: readonly string[];
}

/** The applications in force, by key; from the config file and the journal. */
export interface Applications {
  get(appKey: string): Application | undefined;
  list(): readonly Application[];
  /** Adds or replaces an application in memory; `Routing.saveApplication` makes it durable. */
  put(application: Application): void;
  /** Removes one from memory that the journal does not keep. */
  remove(appKey: string): void;
}

export class ApplicationRegistry implements Applications {
  readonly #byKey = new Map<string, Application>();

  constructor(applications: Iterable<Application> = []) {
    for (const application of applications) this.put(application);
  }

  get(appKey: string): Application | undefined {
    return this.#byKey.get(appKey);
  }

  list(): readonly Application[] {
    return [...this.#byKey.values()];
  }

  put(application: Application): void {
    this.#byKey.set(application.appKey, application);
  }

  remove(appKey: string): void {
    this.#byKey.delete(appKey);
  }
}

/**
 * What a privacy number may do (spec 10.4). `frozen`: existing bindings work, new ones are refused. `suspended` and
 * `unavailable`: nothing works.
 */
export type NumberStatus = 'normal' | 'suspended' | 'unavailable' | 'frozen';

/** Why a number is unavailable (spec 10.4 `cause`). */
export type NumberCause =
  | 'deleted'
  | 'arrears'
  | 'stopped'
  | 'restricted'
  | 'restriction-lifted'
  | 'forwarding-unconditional'
  | 'forwarding-no-answer'
  | 'forwarding-busy';

/** One privacy number of an application's pool, serving as X or, in AXYB, as X or Y. */
export interface PoolNumber {
  readonly number: E164;
  readonly appKey: string;
  /** City code such as `0755`. */
  readonly areaCode: string;
  readonly status: NumberStatus;
  readonly cause?: NumberCause;
}
