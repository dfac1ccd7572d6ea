/**
 * SIP transactions as the user agent needs them: the layer below it, in the terms of RFC 3261 5. Types and
 * documentation only. Two files implement it: srf-transactions.ts over drachtio-srf, for any server that speaks
 * drachtio's protocol, and stack-transactions.ts directly on sipd's stack.
 *
 * Below this line are Via, Call-ID, CSeq, tags, Contact, route sets, retransmission and session timers; above it is
 * what a call consists of. Nothing here waits: results come by callbacks, each called at most once.
 */
import type { DialogHandler, IncomingCall, LeftCall } from '../../sip/signaling.js';
import type { SignalingError } from '../../sip/signaling-error.js';

export type Headers = Record<string, string>;
/** One line of a header that may occur several times and must not be joined with others of its name. */
export type HeaderLine = readonly [name: string, value: string];

export interface SipMessage {
  /** Value of a header by its name as the RFCs write it (`Call-ID`); several lines of one name are joined by commas. */
  header(name: string): string | undefined;
  /** Undefined or empty if there is none. */
  readonly body: string | undefined;
}

/** The content of our message beside what the layer adds. */
export interface MessageContent {
  readonly headers?: Headers | undefined;
  readonly body?: string | undefined;
  /**
   * Authorization and Proxy-Authorization of a request, WWW-Authenticate and Proxy-Authenticate of a response, each on
   * a line of its own (RFC 3261 7.3.1).
   */
  readonly authorization?: readonly HeaderLine[] | undefined;
}

/** A request of a peer, to be answered by `respond`, unless it is an ACK. */
export interface IncomingRequest extends SipMessage {
  readonly method: string;
  readonly uri: string;
  readonly source: IncomingCall['source'];
  /** The dialog it came in, or that our response has created; empty if there is none. */
  readonly dialogId: string;
  /**
   * For an INVITE that creates a dialog, the data that must survive this process; called once, before any response.
   * Missing if the layer does not know it.
   */
  left?(): LeftCall;
  /** An INVITE ended before we answered it: `respond` comes too late from now on. */
  onCancel(listener: () => void): void;
  /** An UPDATE in the early dialog of this INVITE (RFC 3311). */
  onUpdate(listener: (update: IncomingRequest) => void): void;
  /**
   * Sends a response; `receipt` is called when it is sent, or with the reason why it will not be (`gone`,
   * `unavailable`).
   */
  respond(status: number, content?: MessageContent, receipt?: (error?: SignalingError) => void): void;
}

/** Our request in progress. */
export interface OutgoingRequest {
  /** As it was sent; read it when it is handed out, and not later. */
  readonly sent: Pick<SipMessage, 'header'> & { readonly uri: string };
  onResponse(listener: (response: IncomingResponse) => void): void;
  /** An UPDATE of the callee in the early dialog of this INVITE. */
  onUpdate(listener: (update: IncomingRequest) => void): void;
  /**
   * Called for every response, before `onResponse`, and also for those not passed there: a 100, a challenge that is
   * answered. `isSentAgain`: the request is sent again because of that response, and waits from now on as at the
   * beginning. Not called for locally generated responses.
   */
  onSign(listener: (isSentAgain: boolean) => void): void;
  /** Sends CANCEL as soon as one may be sent (RFC 3261 9.1); does nothing if it comes too late. */
  cancel(): void;
}

/** A response to our request, or a failure (408, 503) in place of one. */
export interface IncomingResponse extends SipMessage {
  readonly status: number;
  /** The layer generated it: the request could not be sent, or there was no answer. */
  readonly isMadeUp: boolean;
  /** The dialog it belongs to, or has created. */
  readonly dialogId: string;
  /** Sends the ACK of a 2xx to an INVITE, or the PRACK of a reliable provisional. */
  acknowledge(content?: MessageContent): void;
}

export interface RequestOptions extends MessageContent {
  readonly method: string;
  readonly headers: Headers;
  /** Next hop, if it is not the Request-URI. */
  readonly nextHop?: string | undefined;
  /**
   * Route values of a request outside a dialog; a drachtio-server has no way to set them, and sends it without (spec
   * drachtio-wire-protocol.md 8).
   */
  readonly routes?: readonly string[] | undefined;
  /** Sends it in this dialog, to its remote target regardless of the URI. */
  readonly dialogId?: string | undefined;
}

/** Answers the challenges to one request of the layer itself; it counts the nonces. */
export interface ForkCredentials {
  /** Takes the challenges of a 401 or 407. False if sending the request again would not help. */
  take(challenge: SipMessage, hadAuthorization: boolean): boolean;
  /** Authorization and Proxy-Authorization of the repeated request. */
  authorize(request: {
    readonly method: string;
    readonly uri: string;
    readonly body: string | undefined;
  }): readonly HeaderLine[];
}

/** The user agent, as the layer below sees it. */
export interface TransactionUser {
  /** Any request that `onUpdate` does not deliver to its INVITE; never CANCEL. */
  onRequest(request: IncomingRequest): void;
  /**
   * The layer wants a dialog ended: our 2xx was not acknowledged, or crossed a CANCEL. True if the user sends BYE, with
   * a Reason of that text; otherwise the layer does, without another callback.
   */
  onDialogDue(dialogId: string, reason: string): boolean;
  /**
   * A second branch has answered the INVITE that created the dialog, and challenges the layer's BYE. Returns new
   * credentials with the dialog's login, if it has one.
   */
  credentialsForFork(dialogId: string): ForkCredentials | undefined;
  /** The layer has sent BYE by itself, for one of these reasons or because a session timer expired. */
  onDialogEnded(dialogId: string): void;
  /** The server is lost with all transactions and dialogs; none of their callbacks is called any more. */
  onLost(): void;
}

export interface TransactionLayer {
  /** `proto/host:port` of each listener, once started. */
  readonly listenPoints: readonly string[];
  /** Whether a peer's 100 is visible (`onSign`): otherwise a slow peer cannot be distinguished from an absent one. */
  readonly showsTrying: boolean;
  /** Resolves when requests are accepted. */
  start(user: TransactionUser): Promise<void>;
  /**
   * Sends a request: `sent` is called with it before any response comes, or `refused` with the reason why it will not
   * be sent. Exactly one of them is called, unless the server is lost in between.
   */
  request(
    uri: string,
    options: RequestOptions,
    sent: (request: OutgoingRequest) => void,
    refused: (error: SignalingError) => void,
  ): void;
  /** Passes what must be stored of an answered dialog, unless nothing has changed since the last call. */
  save(dialogId: string, saved: DialogHandler): void;
  /** Drops a dialog whose BYE has failed, without another message to the peer; does nothing if there is none. */
  forget(dialogId: string): void;
  /** Ends every dialog that is ours to end, and releases the network. Idempotent. */
  close(): Promise<void>;
}
