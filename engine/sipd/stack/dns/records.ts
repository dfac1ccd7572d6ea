/** What DNS says about a name, as RFC 3263 needs it: records with their time to live, which Node's resolver drops. */
export type RecordKind = 'A' | 'AAAA' | 'SRV' | 'NAPTR';

export interface SrvRecord {
  readonly priority: number;
  readonly weight: number;
  readonly port: number;
  /** In lower case, without the dot at the end; empty: the service is not offered (RFC 2782). */
  readonly target: string;
}

export interface NaptrRecord {
  readonly order: number;
  readonly preference: number;
  /** In lower case: `s` for one that names SRV records, the only kind used here. */
  readonly flags: string;
  /** In lower case: `sip+d2u`. */
  readonly service: string;
  readonly replacement: string;
}

export interface RecordData {
  readonly A: string;
  readonly AAAA: string;
  readonly SRV: SrvRecord;
  readonly NAPTR: NaptrRecord;
}

/**
 * An answer. `records` is empty for a name without such records, which counts for `seconds` too (RFC 2308).
 */
export interface DnsAnswer<K extends RecordKind> {
  readonly records: readonly RecordData[K][];
  /** How long it may be remembered. */
  readonly seconds: number;
}

/** Asks DNS once. Undefined: no server has answered, or all of them failed. Never called back before it returns. */
export type AskDns = <K extends RecordKind>(
  name: string,
  kind: K,
  found: (answer: DnsAnswer<K> | undefined) => void,
) => void;
