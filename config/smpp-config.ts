/** The SMPP connections of a trunk, typed. */
import type { TrunkNumberFormat, TrunkNumbersConfig } from './trunk-numbers-config.js';

export interface SmppConfig {
  /** `192.0.2.20:2775`; every one has `binds` connections, which share the messages. */
  readonly servers: readonly string[];
  readonly binds: number;
  /** Absent: TCP without TLS. */
  readonly tls?: {
    readonly caFile?: string;
    readonly certificateFile?: string;
    readonly keyFile?: string;
    readonly serverName?: string;
    readonly verify: boolean;
  };
  readonly systemId: string;
  readonly password: string;
  readonly systemType: string;
  /** One connection for both directions, or one for each. */
  readonly bindAs: 'transceiver' | 'transmitter-receiver';
  /** Numbers whose messages the carrier gives to this connection; empty: as the carrier has it. */
  readonly addressRange: string;
  readonly serviceType: string;
  /** Messages on a connection that the carrier has not answered. */
  readonly window: number;
  /** 0 is no limit; over all connections of the trunk. */
  readonly messagesPerSecond: number;
  readonly responseSeconds: number;
  readonly enquireLinkSeconds: number;
  /** First and longest wait after a failure. */
  readonly retrySeconds: number;
  readonly maxRetrySeconds: number;
  readonly numberFormat: TrunkNumberFormat;
  readonly numbers: TrunkNumbersConfig;
  /** TON and NPI of what we send; absent: as the number's format says, and ISDN. */
  readonly addresses: {
    readonly caller: { readonly ton?: number; readonly npi?: number };
    readonly called: { readonly ton?: number; readonly npi?: number };
  };
  /** What data_coding 0 means there. */
  readonly alphabet: 'gsm' | 'ascii' | 'latin1';
  /** How a text that is too long for one message is sent. */
  readonly longText: 'udh' | 'sar' | 'payload';
  /** How long the parts of a long message wait for a missing one. */
  readonly partsSeconds: number;
  readonly validity: boolean;
  /** Whether receipts are asked for. */
  readonly receipts: boolean;
  /** How the answer to submit_sm writes an id, where the receipt writes it otherwise. */
  readonly messageIds: 'same' | 'hexadecimal' | 'decimal';
  /** Values of command_status after which a message is tried again, beside those that the protocol says. */
  readonly temporaryStatuses: readonly number[];
}
