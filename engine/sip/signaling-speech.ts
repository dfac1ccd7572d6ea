/**
 * What the engine and the SIP process say to each other: the Signaling port over their channel. Types only.
 *
 * Calls, legs, messages and registrations are objects of the SIP process; INVITEs in progress are objects of the
 * engine. The process starts its listeners with the engine's first request, so that no call comes before there is an
 * engine for it.
 */
import type { DigestAlgorithm } from './digest.js';
import type { Speech } from '../channel/speech.js';
import type { WireTraffic } from '../channel/wire.js';
import type { CapturedLeg } from '../ladder/captured-call.js';
import type { GateSettings, SipLoad } from '../load.js';
import type { TlsFiles } from './tls-files.js';
import type { CertificateInUse } from '../sipd/stack/tls-terms.js';
import type {
  ListenPoint,
  RegisteredUser,
  SavedDialog,
  StackCounters,
  StackLive,
} from '../sipd/stack/stack.js';
import type {
  Health,
  Heard,
  IncomingCall,
  IncomingMessage,
  IncomingRegister,
  InviteRequest,
  LegEnd,
  LeftCall,
  LeftDialog,
  LegTerms,
  Login,
  MessageOutcome,
  MessageRequest,
  PingAnswer,
  RegisterOutcome,
  RegisterRequest,
  RejectOptions,
  Signaling,
} from './signaling.js';

/** Who is answered, where, and how many calls are let in. It changes with the configuration while the process runs. */
export interface SipSources {
  /**
   * Addresses or CIDR blocks of peers that are answered where their messages come from, regardless of their Contact.
   */
  readonly answeredAtSource: readonly string[];
  /** Addresses, CIDR blocks and names of peers whose connections carry the requests of both sides (RFC 5923). */
  readonly connectionsReused: readonly string[];
  readonly answered: AnsweredSources;
  readonly gate: GateSettings;
}

export interface SipStart extends SipSources {
  readonly server: 'embedded' | 'embedded-drachtio' | 'drachtio';
  /** Listeners of our own stack; port 0 takes a free one. */
  readonly listen: readonly ListenPoint[];
  /** Undefined without a TLS listener. */
  readonly tls?: TlsFiles | undefined;
  /** The external server of `drachtio`. */
  readonly drachtio: { readonly host: string; readonly port: number; readonly secret: string };
  /** DNS servers for names; empty: those of the system. */
  readonly dnsServers: readonly string[];
  /** Dialogs that an earlier process has left: a peer that hangs up is answered, the others are ended by their id. */
  readonly left: readonly SavedDialog[];
  /** Whether every message is sent to the engine, for the log. */
  readonly traces: boolean;
  /** Absent: nothing is captured. */
  readonly capture?: CaptureTerms | undefined;
}

/** What is kept of the SIP messages of calls, and where each goes beside. */
export interface CaptureTerms {
  /** Calls that have ended; live ones come on top. 0: none of either. */
  readonly calls: number;
  /** What all of them may take together, live ones included. */
  readonly maxBytes: number;
  readonly hep?: HepTerms | undefined;
}

/** A collector of HEP3, such as Homer's heplify-server. */
export interface HepTerms {
  readonly host: string;
  readonly port: number;
  readonly captureId: number;
  readonly password?: string | undefined;
  /** Whether it gets numbers masked. */
  readonly isMasked: boolean;
}

/** The sources that are no strangers (`SourceRules` of the stack), as plain data. */
export interface AnsweredSources {
  /** Addresses or CIDR blocks of the trunks. */
  readonly blocks: readonly string[];
  /** Names in client certificates by which trunks are known. */
  readonly certificates?: readonly string[];
  /** Names of the trunks, which are looked up. */
  readonly names: readonly string[];
  /** Whether phones may register from anywhere. */
  readonly registers: boolean;
  /** Phones that have registered with the process before this one. */
  readonly users?: readonly RegisteredUser[];
  /** What any other source is asked for, because a trunk has no fixed addresses; undefined if each has. */
  readonly challenge?: SourceChallenge;
}

/** How the SIP process challenges a source that it does not know; the engine judges the answer, by the same key. */
export interface SourceChallenge {
  readonly realm: string;
  readonly algorithms: readonly DigestAlgorithm[];
  readonly status: 401 | 407;
  /** `Nonces.key` */
  readonly nonceKey: string;
}

/** As bound. Undefined if the server is external. */
export interface SipStarted {
  readonly listenPoints: readonly string[];
  readonly bound?: readonly ListenPoint[] | undefined;
}

export interface SipCounters {
  /** Counters of our own stack; undefined if the server is external. */
  readonly stack?: Readonly<StackCounters> | undefined;
  /** Open connections of our own stack, and the certificates it shows. */
  readonly connections?: { readonly tcp: number; readonly tls: number } | undefined;
  readonly certificates?: readonly CertificateInUse[] | undefined;
  /** Counters of the channel to the engine. */
  readonly channel: Readonly<WireTraffic>;
  /** Open entries beside the stack's own tables, by table. */
  readonly held: Readonly<Record<string, number>>;
  readonly process: {
    /** User and system time since the start. */
    readonly cpuMicroseconds: number;
    readonly residentBytes: number;
    readonly heapUsedBytes: number;
  };
}

/** What is live in our own stack; undefined where the server is external, which alone knows. */
export interface SipLive {
  readonly stack?: StackLive | undefined;
}

/** A message of the network, as it came or went. */
export interface SipTraffic {
  readonly direction: 'in' | 'out';
  readonly transport: string;
  /** `192.0.2.10:5060` */
  readonly peer: string;
  readonly text: string;
}

/** An SDP whose offer must be acknowledged (`isLate`), or an answer. */
export interface Answered {
  readonly sdp: string;
  readonly isLate: boolean;
}

interface Sdp {
  readonly sdp: string;
}

/** The name says everything. */
type Nothing = object;
/** No request, or no note. */
type None = Record<never, never>;

export interface EngineToSip extends Speech {
  readonly requests: {
    start(start: SipStart): SipStarted;
    /** JSON drops functions, so `onProvisional` and `onOffer` stay behind; the object `invite` receives their calls. */
    invite(asked: {
      readonly invite: number;
      readonly request: Omit<InviteRequest, 'onProvisional' | 'onOffer'>;
    }): Answered & { readonly leg: number };
    sendMessage(message: MessageRequest): MessageOutcome;
    register(asked: RegisterRequest): RegisterOutcome;
    ping(asked: Parameters<Signaling['ping']>[0]): PingAnswer;
    /** Reads the certificates again, of these files. */
    renewTls(files: TlsFiles): { readonly certificates: readonly CertificateInUse[] };
    endLeft(dialog: { readonly id: string; readonly credentials?: Login | undefined }): Nothing;
    counters(asked: Nothing): SipCounters;
    /** At most `limit` of each kind, with the true totals. */
    live(asked: { readonly limit: number }): SipLive;
    /** What is kept of a call; no legs if nothing is, undefined where nothing can be: the server is external. */
    captured(asked: { readonly call: string }): { readonly legs?: readonly CapturedLeg[] | undefined };
    close(asked: Nothing): Nothing;
  };
  readonly notes: { drain: { readonly isDraining: boolean }; sources: SipSources };
}

export interface CallNote extends Pick<
  IncomingCall,
  'id' | 'source' | 'callerUsers' | 'dialledUser' | 'toUser' | 'authorization' | 'offer' | 'maxForwards'
> {
  readonly call: number;
  /** Undefined if the data that survives the process is not known before the answer. */
  readonly left: LeftCall | undefined;
}

export interface MessageNote extends Omit<IncomingMessage, 'accept' | 'reject'> {
  readonly message: number;
}

export interface RegisterNote extends Pick<
  IncomingRegister,
  'source' | 'user' | 'authorization' | 'contacts' | 'removesAll' | 'expiresSeconds'
> {
  readonly register: number;
}

export interface SipToEngine extends Speech {
  readonly requests: { health(asked: { readonly sip?: SipLoad | undefined }): Health };
  readonly notes: {
    call: CallNote;
    message: MessageNote;
    register: RegisterNote;
    heard: Heard;
    traffic: SipTraffic;
    /** From a SIP process with an external server. */
    connection: { readonly state: 'connected' | 'lost'; readonly detail: string };
    /** `error`: a bug that was caught, with its stack trace. `warn`: what an operator should read about a peer. */
    log: { readonly level: 'error' | 'warn' | 'info'; readonly message: string };
  };
}

/** To a call that is not answered yet. */
export interface CallToSip extends Speech {
  readonly requests: {
    answer(answer: Sdp & { readonly terms: LegTerms }): {
      readonly leg: number;
      readonly lateAnswer?: string | undefined;
    };
  };
  readonly notes: {
    ring: { readonly status: 180 | 183; readonly sdp: string | undefined };
    preferReliable: Nothing;
    reject: { readonly status: number; readonly options: RejectOptions };
  };
}

export interface CallToEngine extends Speech {
  readonly requests: { offer(offer: Sdp): Sdp };
  readonly notes: { cancelled: { readonly failure: unknown }; dialog: LeftDialog };
}

/** To an INVITE in progress: aborting the request gives it up. */
export interface InviteToSip extends Speech {
  readonly requests: None;
  readonly notes: None;
}

export interface InviteToEngine extends Speech {
  readonly requests: { offer(offer: Sdp): Sdp };
  readonly notes: { provisional: { readonly status: number; readonly sdp: string | undefined } };
}

export interface LegToSip extends Speech {
  readonly requests: {
    /** `late` names the offer for `acknowledge`, if the answer is one. */
    reoffer(offer: { readonly sdp: string | undefined; readonly late: number }): Answered;
    /** Undefined if the ACK has none. */
    acknowledge(answer: { readonly late: number; readonly sdp: string | undefined }): Nothing;
    sendDigit(digit: { readonly digit: string; readonly durationMs: number }): Nothing;
    /** `refused` is the status of the refusal of its BYE. */
    hangUp(hangUp: { readonly q850: number | undefined }): { readonly refused?: number | undefined };
  };
  readonly notes: None;
}

export interface LegToEngine extends Speech {
  readonly requests: {
    /** `exchange` is the leg's own count of the offers it asks about. */
    offer(offer: Sdp & { readonly exchange: number }): Sdp;
    offerWanted(wanted: { readonly exchange: number }): Sdp;
    /** The answer to that offer; undefined if none comes. */
    accept(answer: { readonly exchange: number; readonly sdp: string | undefined }): Nothing;
    refresh(asked: Nothing): Nothing;
    /** Answered when the digit has reached its destination. */
    digit(digit: { readonly digit: string; readonly durationMs: number }): Nothing;
  };
  readonly notes: {
    dialog: LeftDialog;
    /** The peer does not get the answer of that exchange, which may have been given already. */
    offerLost: { readonly exchange: number };
    ended: LegEnd;
  };
}

/** To a MESSAGE and a REGISTER that are not answered yet. */
export interface MessageToSip extends Speech {
  readonly requests: None;
  readonly notes: {
    accept: { readonly status: 200 | 202 };
    reject: { readonly status: number; readonly options: RejectOptions };
  };
}

export interface RegisterToSip extends Speech {
  readonly requests: None;
  readonly notes: {
    challenge: { readonly challenges: readonly string[] };
    accept: { readonly contacts: Parameters<IncomingRegister['accept']>[0] };
    reject: { readonly status: number };
  };
}
