/**
 * The SIP stack as a library: its interface for a user (the user agent, the wire server, a test).
 *
 * The stack handles transports, transactions, dialogs, session timers, retransmission in both directions, 100 Trying,
 * the ACK of a non-2xx, CANCEL matching, route sets, remote targets, CSeq numbers, Via, tags and Content-Length. Its
 * user decides what to answer and what to send, and sends the ACK of a 2xx.
 *
 * Everything is callbacks on one thread: only start and stop return a promise. The file is longer than others because a
 * user finds the whole interface in it, and nothing else.
 */
import type { AskDns } from './dns/records.js';
import type { SipRequest, SipResponse } from './parse/message.js';
import type { CertificateInUse, TlsOptions, TlsTerms } from './tls-terms.js';

export type TransportName = 'udp' | 'tcp' | 'tls';

/**
 * One listening socket. `externalHost` is the host in Via and Contact if it differs. `::` takes IPv4 too, unless a
 * listen point of IPv4 has the same transport and port.
 */
export interface ListenPoint {
  readonly transport: TransportName;
  readonly host: string;
  readonly port: number;
  readonly externalHost?: string;
}

/**
 * How a message travelled; addresses of IPv4 are written as such on every socket. A locally generated response has
 * `remoteAddress` '' and `remotePort` 0.
 */
export interface Flow {
  readonly transport: TransportName;
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** Over TLS, the names in the certificate of a client that has shown a valid one (RFC 5922). */
  readonly certificateNames?: readonly string[];
}

/** Timer values in milliseconds (RFC 3261 17.1.1.1, table 4). Timer B, F, H, J are 64 * t1. */
export interface TimerValues {
  readonly t1: number;
  readonly t2: number;
  readonly t4: number;
  /** Timer C: silence after a provisional before the stack cancels the INVITE by itself. */
  readonly timerC: number;
}

/** What a source gets before its request is read; `strangers.ts` says what happens to the others. */
export interface SourceRules {
  /** Whether a trunk sends from that address. Called for each message. */
  isTrunk(address: string): boolean;
  /** Whether a client whose certificate has those names is a trunk, wherever it connects from. Absent: none is. */
  isTrunkCertificate?(names: readonly string[]): boolean;
  /** Whether phones register here, from anywhere: a few REGISTERs a second from each address are accepted. */
  readonly registers: boolean;
  /**
   * What a source that is no trunk is answered to an INVITE, a MESSAGE or OPTIONS, a few times a second: a trunk may
   * send from anywhere, and proves itself by digest. Undefined if the request has an answer to such a challenge.
   */
  readonly challenge?: ((request: SipRequest, flow: Flow) => StatelessAnswer | undefined) | undefined;
  /** Phones that have registered with a stack before this one. */
  readonly users?: readonly RegisteredUser[];
}

export interface StatelessAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
}

/** Where a phone has registered from, and for how much longer. */
export interface RegisteredUser {
  readonly transport: string;
  readonly address: string;
  readonly port: number;
  readonly seconds: number;
}

/** The other side of a saved dialog. */
export interface SavedPeer {
  /** Its From or To, tag included. */
  readonly header: string;
  readonly tag: string;
  /** Remote target, and whether it comes from a Contact. */
  readonly target: string;
  readonly hasContact: boolean;
  readonly routes: readonly string[];
  /** How its last message came, and the port in its top Via. */
  readonly flow: Flow;
  readonly sentByPort?: number | undefined;
}

/** What another stack needs to end a dialog that this one leaves behind: plain data, for JSON. */
export interface SavedDialog {
  readonly role: 'uac' | 'uas';
  readonly callId: string;
  readonly localTag: string;
  /** From of our requests, tag included. */
  readonly localHeader: string;
  readonly localCseq: number;
  readonly peer: SavedPeer;
  /** For a caller who has no final answer yet: its INVITE, to be refused. */
  readonly invite?: SavedInvite | undefined;
}

/** What a response to an INVITE needs beside the values of its dialog. */
export interface SavedInvite {
  /** Its transaction's key, by which the ACK is matched. */
  readonly key: string;
  /** As they go into the response. */
  readonly vias: readonly string[];
  readonly cseq: number;
  /** Whether the answer goes to the port the INVITE came from (RFC 3581 4). */
  readonly asksRport: boolean;
}

export interface StackOptions {
  readonly listen: readonly ListenPoint[];
  readonly timers?: Partial<TimerValues>;
  /** Largest message taken from the network, in bytes (default 65 535). */
  readonly maxMessageBytes?: number;
  /** Concurrent transactions, above which new requests get 503 (default 200 000). */
  readonly maxTransactions?: number;
  /** Concurrent dialogs, above which new requests get 503 (default 100 000). */
  readonly maxDialogs?: number;
  /**
   * Concurrent connections of each TCP or TLS listen point; the longest unused one is closed for a new one (default 4
   * 096).
   */
  readonly maxConnections?: number;
  /** For TLS listen points, and required with them. */
  readonly tls?: TlsOptions;
  /** Who is answered at all; everyone if absent. */
  readonly sources?: SourceRules;
  /**
   * Asked once for each INVITE that would be a new call: undefined admits it; otherwise it is refused with 503 and that
   * many seconds as Retry-After, without a transaction, and so are its repetitions. All are admitted if absent.
   */
  readonly refuseCall?: () => number | undefined;
  /**
   * Whether calls are being refused at the moment: then INVITEs over UDP are judged before they are parsed. Without it
   * all are parsed.
   */
  readonly isRefusingCalls?: () => boolean;
  /**
   * Whether requests in a dialog with a peer of that address go where its messages come from, regardless of its
   * Contact.
   */
  readonly isAnsweredAtSource?: (address: string) => boolean;
  /**
   * Whether connections with that peer, an address or a name, carry requests of both sides (RFC 5923): ours name the
   * alias in their Via, and the alias in a request of the peer is believed. Over TLS a connection is used only for a
   * peer that its certificate names. Absent: with no one.
   */
  readonly reusesConnection?: (host: string) => boolean;
  /**
   * Whether the stack negotiates session timers and refreshes by itself (RFC 4028), as drachtio-server does (default
   * true). Otherwise its user does, and the stack only refuses intervals that are too short.
   */
  readonly sessionTimers?: boolean;
  /**
   * Dialogs that an earlier stack left: confirmed ones, which can only be ended, and those of callers without a final
   * answer, which are refused with 503 as the stack starts. If this option is given, even empty, a phone with an
   * unexpected 2xx is taken for one that the earlier stack has called, and is hung up on.
   */
  readonly left?: readonly SavedDialog[];
  /** Takes every message as it is on the wire, for the capture. Absent: nothing is done for it. */
  readonly tap?: Tap | undefined;
  /** Injected for tests; defaults are the platform's. */
  readonly clock?: Clock;
  /** Random bytes as hex digits. */
  readonly random?: (bytes: number) => string;
  /** Asks DNS; without it, names are looked up as the system does, and SRV and NAPTR records are not used. */
  readonly dns?: AskDns;
  /** Replaces the system's look-up: host name to literal address; undefined if there is none. */
  readonly lookup?: (host: string, found: (address: string | undefined) => void) => void;
}

/**
 * A message on the wire, repetitions and the stack's own ACKs included. The bytes do not change afterwards. `callId` is
 * known for a message that was parsed.
 */
export type Tap = (direction: 'in' | 'out', bytes: Buffer, flow: Flow, callId: string | undefined) => void;

/** Time as the stack uses it; a test's clock fires timers by hand. */
export interface Clock {
  now(): number;
  setTimeout(fire: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

/**
 * What the user wants to send: headers in any spelling. The stack adds the rest, and drops Via, Route, Record-Route,
 * RSeq and Content-Length. In From, To, Contact and P-Asserted-Identity the host `@localhost` (From also
 * `sip:localhost`) is replaced by host and port of the chosen transport. The URI of a request in a dialog is ignored in
 * favour of the remote target. A header name or value that cannot be sent throws TypeError.
 */
export interface RequestDraft {
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer | undefined;
}

export interface ResponseDraft {
  readonly status: number;
  readonly reason?: string | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Buffer | undefined;
}

/** A message as it went on the wire, and where. */
export interface Sent<M> {
  readonly message: M;
  readonly flow: Flow;
  readonly bytes: number;
}

/**
 * A request from the network, with its server transaction. For an ACK there is no transaction and
 * `respond` throws. In-dialog requests carry their dialog.
 */
export interface IncomingRequest {
  readonly message: SipRequest;
  readonly flow: Flow;
  readonly bytes: number;
  readonly dialog: Dialog | undefined;
  /** The INVITE to which this ACK (of a 2xx to the dialog-creating INVITE) or early UPDATE belongs. */
  readonly invite: IncomingRequest | undefined;
  /** True once a final response was sent, by the user or by the stack (487 after CANCEL). */
  readonly isAnswered: boolean;
  /** A property for the stack's user; the stack never reads it. */
  context: unknown;
  /**
   * Sends a response. The stack adds Via, From, To with tag, Call-ID, CSeq, Record-Route, Contact where the RFC
   * requires one, RSeq if the draft has `Require: 100rel`. Throws StackError (`unknown-transaction`, `no-100rel`,
   * `transport-closed`). A provisional or 2xx to an INVITE makes `dialog` available.
   */
  respond(draft: ResponseDraft): Sent<SipResponse>;
  /**
   * For an unanswered INVITE that creates a dialog: what another stack needs to refuse it, and without `invite` to end
   * the dialog once it is answered. `Dialog.save` then tells what has changed since.
   */
  saveInvite(): { readonly id: string; readonly dialog: SavedDialog; readonly invite: SavedInvite };
}

/** An outgoing request with its client transaction. */
export interface OutgoingRequest {
  /**
   * The request as first sent; read it after `request()` returned. Throws StackError once the final response is known.
   */
  readonly sent: Sent<SipRequest>;
  /** The dialog it created or belongs to; for an INVITE, from the first provisional over 100. */
  readonly dialog: Dialog | undefined;
  /**
   * Sends CANCEL, delayed until a provisional has come (RFC 3261 9.1). Extra headers such as Reason are allowed.
   * Returns the CANCEL. Throws `unknown-transaction` after the final response.
   */
  cancel(headers?: RequestDraft['headers']): Sent<SipRequest>;
}

export interface RequestOptions {
  /** Next hop `sip:host:port;transport=…` instead of the Request-URI; it does not become a Route header. */
  readonly nextHop?: string;
  /**
   * Values of Route for a new request, all of loose routers (RFC 3261 8.1.2). It goes to `nextHop`, else to the first of
   * them.
   */
  readonly routes?: readonly string[];
  readonly onResponse: (response: SipResponse, flow: Flow, bytes: number) => void;
  /** Called for a 100, which the stack's user does not see otherwise. */
  readonly onTrying?: (response: SipResponse, flow: Flow, bytes: number) => void;
}

/**
 * A dialog of either role (RFC 3261 12). Early from the first tagged provisional, confirmed by the 2xx.
 * `id` is `<Call-ID>;from-tag=<tag of the From of the dialog-creating request>` and never changes.
 */
export interface Dialog {
  readonly id: string;
  readonly role: 'uac' | 'uas';
  readonly state: 'early' | 'confirmed' | 'ended';
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  /** The owner of this dialog, set by the stack's user; the stack never reads it. */
  context: unknown;
  /** Sends a request within the dialog to its remote target, regardless of the draft's URI. Throws StackError. */
  request(draft: RequestDraft, options: RequestOptions): OutgoingRequest;
  /** ACKs the last 2xx to our INVITE in this dialog, with `body` in late-offer flows. */
  ack(draft: Omit<RequestDraft, 'method' | 'uri'>): Sent<SipRequest>;
  /** What another stack needs to end a confirmed dialog; undefined if that has not changed since the last call. */
  save(): SavedDialog | undefined;
  /** Ends the dialog here without a message to the peer: the user's BYE has failed. */
  end(): void;
  /** BYE (confirmed), CANCEL (early, ours) or nothing; used when the owner of the dialog has gone. */
  terminate(reason: string): void;
}

/** Why the stack itself ended a dialog. */
export type DialogEndCause =
  'ack-timeout' | 'ack-failed' | 'session-expired' | 'session-refresh-failed' | 'cancel-crossed-answer';

/** Authorization and Proxy-Authorization for a request with such a challenge; empty if that would not help. */
export type AnswerChallenge = (
  challenge: SipResponse,
  request: { readonly method: string; readonly uri: string },
) => RequestDraft['headers'];

/** The stack's user. All calls are synchronous; a throw is a bug and is logged by the stack's `onError`. */
export interface StackUser {
  /** Any request but CANCEL: new, in a dialog, and the ACK of a 2xx. */
  onRequest(request: IncomingRequest): void;
  /** A CANCEL that matched `invite`; 200 and 487 have been sent already. */
  onCancel(cancel: SipRequest, invite: IncomingRequest, flow: Flow, bytes: number): void;
  /**
   * The transaction of `request` ended before its user answered it: its dialog ended (487 was sent), one of its
   * reliable provisionals got no PRACK (504 was sent), or it was given up silently (64 s; other than INVITE 32 s). Not
   * called after `onCancel`. `respond` throws `unknown-transaction` from now on.
   */
  onAbandoned(request: IncomingRequest): void;
  /**
   * A dialog is to be ended: true if the user sends the BYE itself, and can answer a challenge to it. Otherwise the
   * stack sends it and calls `onDialogEnded`. `reason` is the text for its Reason header.
   */
  onDialogDue?(dialog: Dialog, cause: DialogEndCause, reason: string): boolean;
  /**
   * The stack ended a dialog that its user believed to be alive. `bye` is the BYE it sent, undefined if none could be
   * sent.
   */
  onDialogEnded(dialog: Dialog, cause: DialogEndCause, bye: Sent<SipRequest> | undefined): void;
  /**
   * The BYE to a second branch that answered the INVITE of `dialog` is challenged. Returns the authorization for the
   * challenges so far, if the user has credentials there.
   */
  onForkChallenged?(dialog: Dialog): AnswerChallenge | undefined;
  /** For the capture: each datagram or frame sent or received, as it is handled. */
  onTraffic?(direction: 'in' | 'out', message: SipRequest | SipResponse, flow: Flow): void;
  onError(error: Error): void;
  /**
   * An act of a peer that an operator should read in the log, without its numbers, such as a request that the stack
   * refused.
   */
  onNotice?(notice: string): void;
}

/** Counters since the start; names are the metric labels. */
export interface StackCounters {
  received: number;
  sent: number;
  retransmittedRequests: number;
  absorbedRetransmissions: number;
  malformedAnswered: number;
  malformedDropped: number;
  /** Too many waited to be parsed while calls were refused. */
  waitingDropped: number;
  keepAlives: number;
  /** Messages that were not answered, and connections that were closed, because they came from no trunk. */
  strangersDropped: number;
  strangersDisconnected: number;
  /** Those of the dropped messages that were not even parsed. */
  strangersUnread: number;
  /** New calls refused because there were too many (`refuseCall`), and the repetitions of their INVITEs. */
  callsShed: number;
  shedAgain: number;
  /** TLS handshakes of both directions that succeeded and failed, and those of clients for which there was no place. */
  tlsHandshakes: number;
  tlsHandshakesFailed: number;
  tlsHandshakesRefused: number;
  transactions: number;
  dialogs: number;
}

/** A transaction that has not ended. `in`: the peer has sent the request. */
export interface LiveTransaction {
  readonly method: string;
  readonly direction: 'in' | 'out';
  /** Of RFC 3261 17 and RFC 6026. */
  readonly state: string;
  readonly ageMs: number;
  readonly branch: string;
  /** `192.0.2.10:5060`; empty until it is known. */
  readonly peer: string;
}

export interface LiveDialog extends Pick<Dialog, 'id' | 'role' | 'state'> {
  readonly ageMs: number;
}

/** The first of what is there, and how many there are. */
export interface Listed<T> {
  readonly total: number;
  readonly items: readonly T[];
}

export interface StackLive {
  readonly transactions: Listed<LiveTransaction>;
  readonly dialogs: Listed<LiveDialog>;
}

export interface Stack {
  /** Binds every listen point; rejects with the address in the message if one cannot be bound. */
  start(): Promise<void>;
  /** As bound: with real ports in place of 0. */
  readonly listenPoints: readonly ListenPoint[];
  readonly counters: Readonly<StackCounters>;
  /** Connections of both directions that are open now. */
  readonly connections: { readonly tcp: number; readonly tls: number };
  /** Every certificate that TLS listen points and connections show. */
  readonly certificates: readonly CertificateInUse[];
  /** The names in the valid certificate of the TLS client that is connected from there. */
  certificateNamesAt(address: string, port: number): readonly string[] | undefined;
  /**
   * Certificates for the handshakes from now on; connections live on. Throws if one cannot be used, and changes
   * nothing.
   */
  renewTls(terms: TlsTerms): void;
  /**
   * Sends a request outside any dialog. Throws StackError (`invalid-uri`, `no-transport`, `to-myself`,
   * `missing-content-type`). Later failures arrive as locally generated responses 408 or 503 through `onResponse`,
   * never before this function has returned.
   */
  request(draft: RequestDraft, options: RequestOptions): OutgoingRequest;
  findDialog(id: string): Dialog | undefined;
  /** Every dialog that has not ended, early ones included. */
  dialogs(): Iterable<Dialog>;
  /**
   * What has not ended, oldest first (transactions that came before those we began), at most `limit` of each kind. Read
   * from the tables; nothing is kept for it.
   */
  live(limit: number): StackLive;
  /**
   * How long a datagram waits in the receive queue of a listener until it is read, or behind it until it is parsed, in
   * milliseconds; 0 while it is unknown. It is measured when this is called: every 50 ms or so while it matters.
   */
  measureReceiveDelay(): number;
  /** Closes sockets; transactions and dialogs are forgotten. Idempotent. */
  stop(): Promise<void>;
}
