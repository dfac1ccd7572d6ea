/** What the SIP process has captured of a call, as the engine and the APIs get it. Types only. */

export interface CapturedLeg {
  readonly side: 'caller' | 'callee';
  readonly messages: readonly CapturedMessage[];
  /** Messages that are missing in the middle, because the leg had too many. */
  readonly left: number;
}

export interface CapturedMessage {
  /** Milliseconds since 1970, with a fraction. */
  readonly at: number;
  /** Counts all messages: by it those of both legs are in the order in which they came and went. */
  readonly order: number;
  readonly direction: 'in' | 'out';
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly local: { readonly address: string; readonly port: number };
  readonly remote: { readonly address: string; readonly port: number };
  /** Its bytes in base64. */
  readonly bytes: string;
}

/**
 * `off`: the configuration keeps none. `elsewhere`: an external server alone sees them. `away`: the SIP process is not
 * there at the moment.
 */
export type Captured = readonly CapturedLeg[] | 'off' | 'elsewhere' | 'away';
