/** Structured header values (RFC 3261 section 25.1), parsed in one pass without backtracking. */

export type Params = ReadonlyMap<string, string | undefined>;

export interface SipUri {
  readonly scheme: 'sip' | 'sips' | 'tel';
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** Host without brackets for IPv6; the subscriber number for `tel:`. */
  readonly host: string;
  readonly port: number | undefined;
  readonly params: Params;
  readonly headers: string | undefined;
}

/** From, To, Contact, Route …: optional display name, URI text, header parameters. */
export interface NameAddress {
  readonly displayName: string | undefined;
  readonly uri: string;
  readonly params: Params;
}

export interface Via {
  readonly transport: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly branch: string | undefined;
  readonly params: Params;
}

export interface CSeq {
  readonly number: number;
  readonly method: string;
}
