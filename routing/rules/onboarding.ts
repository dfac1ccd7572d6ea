/** What a customer has filed before its application may be used, and what became of it. */

/** A document that the customer has handed in; the document itself stays elsewhere. */
export interface FiledDocument {
  /** What it is: `business licence`. */
  readonly name: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly bytes?: number | undefined;
}

export interface Onboarding {
  readonly appKey: string;
  readonly state: 'submitted' | 'approved' | 'rejected';
  readonly company: string;
  /** Code of the business licence or the organisation. */
  readonly licence: string;
  readonly trade: string;
  /** What the service is part of: an app, a mini program, a site, with its name. */
  readonly carrier: string;
  /** Who calls whom, and what for. */
  readonly scene: string;
  /** What is said on such a call. */
  readonly script: string;
  /** Where callees' numbers come from. */
  readonly calleeSource?: string | undefined;
  readonly usesMessages: boolean;
  readonly documents: readonly FiledDocument[];
  /** From this instant on the customer's authorisation counts no longer. */
  readonly expiresAt?: number | undefined;
  /** Why it was rejected, or what else is to be known. */
  readonly note?: string | undefined;
  readonly changedAt: number;
}
