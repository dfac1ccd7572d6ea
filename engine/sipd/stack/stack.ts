/**
 * The SIP stack as a library: what a user of it (the wire server, a test) sees.
 *
 * The stack owns transports, transactions, dialogs, session timers, retransmission in both directions,
 * 100 Trying, the ACK of a non-2xx, CANCEL matching, route sets, remote targets, CSeq numbers, Via, tags and
 * Content-Length. Its user decides what to answer, what to send, and sends the ACK of a 2xx.
 *
 * Everything is callbacks on one thread: nothing here returns a promise except start and stop.
 */
import type { SipRequest, SipResponse } from './parse/message.js';

export type TransportName = 'udp' | 'tcp';

/** One listening socket. `externalHost` is what peers are told in Via and Contact where it differs. */
export interface ListenPoint {
  readonly transport: TransportName;
  readonly host: string;
  readonly port: number;
  readonly externalHost?: string;
}

/** How a message travelled. A locally made-up response has `remoteAddress` '' and `remotePort` 0. */
export interface Flow {
  readonly transport: TransportName;
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
}

/** Timer values in milliseconds (RFC 3261 17.1.1.1, table 4). Timer B, F, H, J are 64 * t1. */
export interface TimerValues {
  readonly t1: number;
  readonly t2: number;
  readonly t4: number;
  /** Timer C: silence after a provisional before the stack cancels the INVITE by itself. */
  readonly timerC: number;
}

/** What a source gets before anybody knows what it wants; `strangers.ts` says what becomes of the others. */
export interface SourceRules {
  /** Whether a trunk sends from that address. Asked for each message. */
  isTrunk(address: string): boolean;
  /** Whether phones register here, from anywhere: a few REGISTERs a second of each address are heard. */
  readonly registers: boolean;
  /** Phones that have registered with a stack before this one. */
  readonly users?: readonly RegisteredUser[];
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
  /** Remote target, and whether it is its Contact. */
  readonly target: string;
  readonly hasContact: boolean;
  readonly routes: readonly string[];
  /** How its last message came, and the port in its top Via. */
  readonly flow: Flow;
  readonly sentByPort?: number | undefined;
}

/** What another stack needs to end a dialog that this one leaves behind: data alone, for JSON. */
export interface SavedDialog {
  readonly role: 'uac' | 'uas';
  readonly callId: string;
  readonly localTag: string;
  /** From of our requests, tag included. */
  readonly localHeader: string;
  readonly localCseq: number;
  readonly peer: SavedPeer;
  /** Where it is that of a caller who has no final answer yet: its INVITE, to be refused. */
  readonly invite?: SavedInvite | undefined;
}

/** What a response to an INVITE is made of, beside what is known of its dialog. */
export interface SavedInvite {
  /** Of its transaction, by which the ACK is known. */
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
  /** Transactions at once, above which new requests get 503 (default 200 000). */
  readonly maxTransactions?: number;
  /** Dialogs at once, above which new requests get 503 (default 100 000). */
  readonly maxDialogs?: number;
  /** TCP connections at once for each listen point; the longest unused one makes way (default 4 096). */
  readonly maxConnections?: number;
  /** Who is answered at all; everybody unless given. */
  readonly sources?: SourceRules;
  /** Whether requests in a dialog with a peer of that address go where its messages come from, whatever its Contact says. */
  readonly isAnsweredAtSource?: (address: string) => boolean;
  /**
   * Whether the stack agrees on session timers and refreshes by itself (RFC 4028), as drachtio-server does (default true). Else
   * its user does, and the stack refuses no more than what is too short.
   */
  readonly sessionTimers?: boolean;
  /**
   * Dialogs that an earlier stack has left: confirmed ones, with which no more can be done than to end them, and those of callers
   * without a final answer, who are refused with 503 as the stack starts. Where this is given,
   * be it empty, a phone that answers what nobody has asked is taken for one that the earlier stack has called, and hung up on.
   */
  readonly left?: readonly SavedDialog[];
  /** Injected for tests; defaults are the platform's. */
  readonly clock?: Clock;
  /** So many random bytes as hex digits. */
  readonly random?: (bytes: number) => string;
  /** Host name to literal address, undefined where there is none. */
  readonly lookup?: (host: string, found: (address: string | undefined) => void) => void;
}

/** Time as the stack uses it; a test's clock fires timers by hand. */
export interface Clock {
  now(): number;
  setTimeout(fire: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

/**
 * What the user hands over to send: headers it wants, by any spelling; the stack adds the rest, and leaves out
 * Via, Route, Record-Route, RSeq and Content-Length. Within From, To, Contact and P-Asserted-Identity the host
 * `@localhost` (From also `sip:localhost`) stands for host and port of the transport that will be chosen. The
 * URI of a request in a dialog is of no account: the remote target takes its place. A header name or value that
 * cannot go on the wire throws TypeError.
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
  /** The INVITE this ACK (of a 2xx to the dialog-creating INVITE) or early UPDATE belongs to. */
  readonly invite: IncomingRequest | undefined;
  /** True once a final response was sent, by the user or by the stack (487 after CANCEL). */
  readonly isAnswered: boolean;
  /** For the stack's user to hang on what the request means to it; the stack never looks at it. */
  context: unknown;
  /**
   * Sends a response. The stack adds Via, From, To with tag, Call-ID, CSeq, Record-Route, Contact where the
   * RFC wants one, RSeq when the draft has `Require: 100rel`. Throws StackError (`unknown-transaction`,
   * `no-100rel`, `transport-closed`). A provisional or 2xx to an INVITE makes `dialog` available.
   */
  respond(draft: ResponseDraft): Sent<SipResponse>;
  /**
   * Of an INVITE that makes a dialog, not answered yet: what another stack needs to refuse it, and without `invite` to end the
   * dialog once it is answered. `Dialog.save` then tells what has changed since.
   */
  saveInvite(): { readonly id: string; readonly dialog: SavedDialog; readonly invite: SavedInvite };
}

/** An outgoing request with its client transaction. */
export interface OutgoingRequest {
  /** As sent first; to be read after `request()` returned, throws StackError once the final response is known. */
  readonly sent: Sent<SipRequest>;
  /** The dialog it created or belongs to; of an INVITE, from the first provisional over 100. */
  readonly dialog: Dialog | undefined;
  /**
   * Sends CANCEL, held back until a provisional has come (RFC 3261 9.1). Extra headers such as Reason are
   * allowed. Returns the CANCEL as sent or to be sent. Throws `unknown-transaction` after the final.
   */
  cancel(headers?: RequestDraft['headers']): Sent<SipRequest>;
}

export interface RequestOptions {
  /** Next hop `sip:host:port;transport=…`, instead of the Request-URI; no Route header is made of it. */
  readonly nextHop?: string;
  readonly onResponse: (response: SipResponse, flow: Flow, bytes: number) => void;
  /** Told of a 100, which is no response to the stack's user else. */
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
  /** For the stack's user to hang on whose dialog this is; the stack never looks at it. */
  context: unknown;
  /** Sends a request within the dialog, to its remote target whatever the draft's URI. Throws StackError. */
  request(draft: RequestDraft, options: RequestOptions): OutgoingRequest;
  /** ACKs the last 2xx to an INVITE of ours in this dialog, with `body` in late-offer flows. */
  ack(draft: Omit<RequestDraft, 'method' | 'uri'>): Sent<SipRequest>;
  /** What another stack needs to end it, of a confirmed one; undefined where that is what it was when last asked for. */
  save(): SavedDialog | undefined;
  /** Ends here without a word to the peer: the user's BYE has come to nothing. */
  end(): void;
  /** BYE (confirmed), CANCEL (early, ours) or nothing; used when the owner of the dialog has gone. */
  terminate(reason: string): void;
}

/** Why the stack itself ended a dialog. */
export type DialogEndCause =
  'ack-timeout' | 'ack-failed' | 'session-expired' | 'session-refresh-failed' | 'cancel-crossed-answer';

/** Authorization and Proxy-Authorization with which a request so challenged is sent again; empty where that would not help. */
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
   * The transaction of `request` ended while its user had not answered it: its dialog ended (487 was sent), a
   * reliable provisional of it got no PRACK (504 was sent), or it was given up in silence (64 s, other than INVITE 32 s). Not called after `onCancel`. `respond` throws `unknown-transaction` from now on.
   */
  onAbandoned(request: IncomingRequest): void;
  /**
   * A dialog is to be ended: true where the user sends the BYE itself, and can answer a challenge to it. Else the stack
   * sends it, and `onDialogEnded` tells of it. `reason` is the text for its Reason header.
   */
  onDialogDue?(dialog: Dialog, cause: DialogEndCause, reason: string): boolean;
  /**
   * The stack ended a dialog its user still believed alive. `bye` is the BYE it sent on its own, undefined where it could
   * not be sent.
   */
  onDialogEnded(dialog: Dialog, cause: DialogEndCause, bye: Sent<SipRequest> | undefined): void;
  /**
   * The BYE to a second branch that answered the INVITE of `dialog` is challenged: what answers challenges to it, from the first to
   * the last, if the user has credentials there.
   */
  onForkChallenged?(dialog: Dialog): AnswerChallenge | undefined;
  /** For the capture: each datagram or frame sent or received, when it was understood. */
  onTraffic?(direction: 'in' | 'out', message: SipRequest | SipResponse, flow: Flow): void;
  onError(error: Error): void;
  /** What a peer did that a person should read in the log, without its numbers: a request refused by the stack, say. */
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
  keepAlives: number;
  /** Messages that were not answered, and connections that were closed, as they came from no trunk. */
  strangersDropped: number;
  strangersDisconnected: number;
  transactions: number;
  dialogs: number;
}

export interface Stack {
  /** Binds every listen point; rejects with the address in the message when one cannot be bound. */
  start(): Promise<void>;
  /** As bound: real ports where 0 was asked for. */
  readonly listenPoints: readonly ListenPoint[];
  readonly counters: Readonly<StackCounters>;
  /**
   * Sends a request outside any dialog. Throws StackError (`invalid-uri`, `no-transport`, `to-myself`,
   * `missing-content-type`). Failures after that come as made-up responses 408 or 503 through `onResponse`,
   * never before this has returned.
   */
  request(draft: RequestDraft, options: RequestOptions): OutgoingRequest;
  findDialog(id: string): Dialog | undefined;
  /** Every dialog that has not ended, early ones included. */
  dialogs(): Iterable<Dialog>;
  /** Closes sockets; transactions and dialogs are forgotten. Idempotent. */
  stop(): Promise<void>;
}
