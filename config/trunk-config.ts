/** A trunk as the rest of Callveil reads it; `carrier:` and `softphones:` say of which type a key is. */
import type { SmppConfig } from './smpp-config.js';
import type { TrunkNumberFormat, TrunkNumbersConfig } from './trunk-numbers-config.js';

export type CallerHeader = 'From' | 'P-Asserted-Identity' | 'P-Preferred-Identity' | 'Remote-Party-ID';

export interface TrunkConfig {
  readonly name: string;
  readonly type: 'carrier' | 'softphones';
  /** carrier: where its calls come from; addresses or CIDR blocks. */
  readonly from: readonly string[];
  /** carrier: names in client certificates by which it is known over TLS, wherever it connects from. */
  readonly fromCertificates: readonly string[];
  /** carrier: next hop of calls out, `sip:host:port;transport=udp`. */
  readonly to: string | undefined;
  /** carrier: how connections to `to` are made, where that is TLS. */
  readonly tls: {
    readonly caFile?: string;
    readonly certificateFile?: string;
    readonly keyFile?: string;
    readonly serverName?: string;
    readonly verify: boolean;
    readonly acceptWildcards: boolean;
  };
  /** Whether its P-Asserted-Identity names the caller. */
  readonly trustAssertedIdentity: boolean;
  /** carrier: where the caller stands, the first header that names one. */
  readonly callerFrom: readonly CallerHeader[];
  /** carrier: how the displayed number is written in calls out, and the called one where that concerns both. */
  readonly identity: {
    /** Beside From. */
    readonly headers: readonly Exclude<CallerHeader, 'From'>[];
    readonly scheme: 'sip' | 'tel';
    readonly domain?: string;
    readonly userPhone: boolean;
    readonly phoneContext?: string;
    readonly privacy: 'off' | 'none' | 'id';
  };
  /** carrier: headers of INVITEs to it; {display}, {called} and {trunk} in a value are replaced. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** How numbers are written towards it, and read from it where that is ambiguous. */
  readonly numberFormat: TrunkNumberFormat;
  readonly numbers: TrunkNumbersConfig;
  /** Whether provisionals are acknowledged (RFC 3262). */
  readonly reliableProvisionals: 'off' | 'supported' | 'required';
  /** Whether its INVITEs always have an offer. */
  readonly alwaysOffer: boolean;
  /** carrier: whether a 3xx to another of its own addresses is followed. */
  readonly followRedirects: boolean;
  /** Session interval asked of its peers (RFC 4028), 90 at least; 0: a session is timed only where the peer asks. */
  readonly sessionTimerSeconds: number;
  /** carrier: whether requests in a dialog go to the peer's Contact, or to where its messages come from. */
  readonly contact: 'signalled' | 'source';
  /** RFC 5923. */
  readonly connectionReuse: boolean;
  readonly media: {
    readonly source: 'signalled' | 'signalled-address' | 'latch';
    /** Addresses or CIDR blocks beside the one its SIP comes from. */
    readonly latchFrom: readonly string[];
    /** SRTP by SDES. */
    readonly encryption: 'refused' | 'offered' | 'required';
    /** Voices by their names, best first; empty: every one. */
    readonly codecs: readonly string[];
    /** What its packets should hold; absent: what the other side prefers. */
    readonly packetMilliseconds?: number;
    /** Of our address in offers to it; `auto`: that of its SIP, where that is an address. */
    readonly addressFamily: 'auto' | 'ipv4' | 'ipv6';
  };
  /** How long a call out waits for an answer of any kind before the next trunk is tried; 0: 32 s, as SIP does. */
  readonly firstAnswerSeconds: number;
  /** carrier: whether it is asked by OPTIONS if it is there, and which answers say so. */
  readonly health: {
    /** `silent`: only while it is not up. */
    readonly options: 'never' | 'silent' | 'always';
    readonly everySeconds: number;
    /** Statuses that count as up beside 2xx; empty: all but 408 and 500 to 599. */
    readonly upOn: readonly number[];
  };
  /** Statuses beside 408 and 500 to 599 after which the next trunk is tried. */
  readonly failoverOn: readonly number[];
  /** How long a callee may ring through it; absent: `sip.ringTimeoutSeconds`. */
  readonly ringTimeoutSeconds?: number;
  /** Which early media of a callee's side the caller hears. */
  readonly earlyMedia: 'pass' | 'afterRinging' | 'never';
  readonly maxCalls: number;
  /** New calls, in and out together; 0 is no limit. */
  readonly callsPerSecond: number;
  /** Whether its short messages are carried by SIP MESSAGE (RFC 3428). */
  readonly messages: 'sip' | 'off';
  /** Messages by SIP, in and out together; 0 is no limit. */
  readonly messagesPerSecond: number;
  readonly credentials?: { readonly username: string; readonly password: string };
  /** carrier: registers us there, with `credentials`. */
  readonly register?: {
    /** Next hop of REGISTER; undefined: `to`. */
    readonly registrar?: string;
    /** undefined: the user of `credentials` at the registrar's host. */
    readonly addressOfRecord?: string;
    /** undefined: the user of the address of record. */
    readonly contactUser?: string;
    readonly expiresSeconds: number;
    /** First and longest wait after a failure. */
    readonly retrySeconds: number;
    readonly maxRetrySeconds: number;
    /** Where its calls say which number was dialled; `auto`: in To, if the Request-URI has our Contact's user. */
    readonly dialledFrom: 'auto' | 'request-uri' | 'to';
    /** Whether calls go there while we are not registered. */
    readonly unregistered: 'last' | 'never';
    /** Whether its calls visit the proxies of the registrar's Service-Route (RFC 3608). */
    readonly serviceRoute: boolean;
  };
  /** carrier: its INVITEs and MESSAGEs must have a digest, beside an address in `from`, or alone if that is empty. */
  readonly authenticate?: {
    /** Empty: the user of `credentials`. */
    readonly users: readonly { readonly username: string; readonly password: string }[];
    readonly realm: string;
    /** The preferred one first. */
    readonly algorithms: readonly ('SHA-512-256' | 'SHA-256' | 'MD5')[];
    /** 401, or 407 as a proxy would ask. */
    readonly status: 'peer' | 'proxy';
  };
  /** carrier: its messages go over SMPP. */
  readonly smpp?: SmppConfig;
  /** softphones: realm and accounts; the username is the E.164 number. */
  readonly realm: string;
  readonly accounts: readonly { readonly number: string; readonly password: string }[];
}
