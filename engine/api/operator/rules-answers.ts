/** The answers of the operator API about the rules of carriers and law, in the manner of answers.ts. */

/** A number, or the beginning of numbers and `*`, that is barred from something. */
export interface ShownBlacklistEntry {
  readonly kind: 'bind-a' | 'bind-b' | 'call-as-a' | 'call-as-b' | 'call' | 'message' | 'x';
  readonly number: string;
  readonly x?: string | undefined;
  /** Missing: for every application. */
  readonly appKey?: string | undefined;
  /** Missing: it has no term. */
  readonly until?: string | undefined;
  readonly addedAt: string;
  readonly note?: string | undefined;
}

export interface ShownRegistration {
  readonly number: string;
  readonly appKey?: string | undefined;
  readonly state: 'registered' | 'pending' | 'rejected';
  readonly batch?: string | undefined;
  readonly until?: string | undefined;
  readonly at: string;
  readonly isExpired: boolean;
}

export interface ShownComplaint {
  readonly id: string;
  readonly appKey: string;
  readonly category: 'harassment' | 'fraud' | 'other';
  readonly valid: boolean;
  readonly at: string;
  readonly x?: string | undefined;
  readonly note?: string | undefined;
}

/** How an application stands by the complaints of the month. */
export interface ShownStanding {
  readonly appKey: string;
  readonly state: 'good' | 'warned' | 'frozen';
  readonly month: string;
  readonly complaints: number;
  readonly numbers: number;
  readonly percent: number;
  readonly until?: string | undefined;
}

/** What a customer has filed before its application may be used. */
export interface ShownOnboarding {
  readonly appKey: string;
  readonly state: 'submitted' | 'approved' | 'rejected';
  readonly company: string;
  readonly licence: string;
  readonly trade: string;
  readonly carrier: string;
  readonly scene: string;
  readonly script: string;
  readonly calleeSource?: string | undefined;
  readonly usesMessages: boolean;
  readonly documents: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly bytes?: number | undefined;
  }[];
  readonly until?: string | undefined;
  readonly note?: string | undefined;
  readonly changedAt: string;
}

/** Whether a call would be put through now, and what every rule in force says about it. */
export interface ShownMayCall {
  readonly allowed: boolean;
  readonly refusedBy?: string | undefined;
  readonly reason?: string | undefined;
  readonly sipStatus?: number | undefined;
  readonly stateCode?: number | undefined;
  /** From when on all rules allow it. */
  readonly until?: string | undefined;
  readonly appKey?: string | undefined;
  readonly subscriptionId?: string | undefined;
  readonly x?: string | undefined;
  readonly rules: readonly {
    readonly rule: string;
    readonly statement: string;
    readonly allows: boolean;
    readonly because?: string | undefined;
    readonly until?: string | undefined;
  }[];
}
