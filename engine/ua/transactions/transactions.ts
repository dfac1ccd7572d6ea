/**
 * SIP transactions as the user agent (ua-*.ts) needs them: the layer below it, in the words of RFC 3261 5. Types and
 * documentation only. Two implement it: srf-transactions.ts over drachtio-srf, to any server that speaks drachtio's
 * protocol, and stack-transactions.ts straight on sipd's stack.
 *
 * Below this line are Via, Call-ID, CSeq, tags, Contact, route sets, retransmission and session timers; above it is what
 * a call is made of. Nothing here waits: what takes time is told by a callback, each at most once.
 */
import type { DialogHandler, LeftCall } from '../../sip/signaling.js';
import type { SignalingError } from '../../sip/signaling-error.js';

export type Headers = Record<string, string>;
/** One line of a header that may come several times, and is not to be joined with others of its name. */
export type HeaderLine = readonly [name: string, value: string];

export interface SipMessage {
  /** Value of a header by its name as the RFCs write it (`Call-ID`), several lines of one name joined by commas. */
  header(name: string): string | undefined;
  /** Undefined or empty when there is none. */
  readonly body: string | undefined;
}

/** What goes into a message of ours beside what the layer adds. */
export interface MessageContent {
  readonly headers?: Headers | undefined;
  readonly body?: string | undefined;
  /** Authorization and Proxy-Authorization of a request, each in a line of its own (RFC 3261 7.3.1). */
  readonly authorization?: readonly HeaderLine[] | undefined;
}

/** A request of a peer, to be answered by `respond`; an ACK is not. */
export interface IncomingRequest extends SipMessage {
  readonly method: string;
  readonly uri: string;
  readonly source: { readonly transport: string; readonly address: string; readonly port: number };
  /** The dialog it came in, or that our response has made; empty when there is none. */
  readonly dialogId: string;
  /** Of an INVITE that makes a dialog, what outlives this process; once, before any response. Missing where the layer cannot tell. */
  left?(): LeftCall;
  /** An INVITE that is over before we have answered it: `respond` comes too late from now on. */
  onCancel(listener: () => void): void;
  /** An UPDATE in the early dialog of this INVITE (RFC 3311). */
  onUpdate(listener: (update: IncomingRequest) => void): void;
  /** Sends a response; `receipt` is told when it is sent, or with an error why it will not be (`gone`, `unavailable`). */
  respond(status: number, content?: MessageContent, receipt?: (error?: SignalingError) => void): void;
}

/** A request of ours that is on its way. */
export interface OutgoingRequest {
  /** As it went on the wire; to be read when it is handed out, and no later. */
  readonly sent: Pick<SipMessage, 'header'> & { readonly uri: string };
  onResponse(listener: (response: IncomingResponse) => void): void;
  /** An UPDATE of the callee in the early dialog of this INVITE. */
  onUpdate(listener: (update: IncomingRequest) => void): void;
  /**
   * Told of every response there is, ahead of `onResponse` and with those that are not told there: a 100, a challenge that is
   * answered. `isSentAgain`: the request is, for that response, and waits from now on as it did in the beginning. Not told of
   * what nobody sent.
   */
  onSign(listener: (isSentAgain: boolean) => void): void;
  /** Sends CANCEL as soon as one may be sent (RFC 3261 9.1); harmless when it comes too late. */
  cancel(): void;
}

/** A response to a request of ours, or a failure (408, 503) in the place of one. */
export interface IncomingResponse extends SipMessage {
  readonly status: number;
  /** The layer says it, as no peer did: the request could not be sent, or nobody answered. */
  readonly isMadeUp: boolean;
  /** The dialog it belongs to, or has made. */
  readonly dialogId: string;
  /** Sends the ACK of a 2xx to an INVITE, or the PRACK of a reliable provisional. */
  acknowledge(content?: MessageContent): void;
}

export interface RequestOptions extends MessageContent {
  readonly method: string;
  readonly headers: Headers;
  /** Next hop, when it is not the Request-URI. */
  readonly nextHop?: string | undefined;
  /** Sends it in this dialog, to its remote target whatever the URI. */
  readonly dialogId?: string | undefined;
}

/** What answers the challenges to one request of the layer's own; it counts the nonces. */
export interface ForkCredentials {
  /** Takes the challenges of a 401 or 407. False where sending the request again would not help. */
  take(challenge: SipMessage, hadAuthorization: boolean): boolean;
  /** Authorization and Proxy-Authorization of the request sent again. */
  authorize(request: {
    readonly method: string;
    readonly uri: string;
    readonly body: string | undefined;
  }): readonly HeaderLine[];
}

/** The user agent, as the layer below sees it. */
export interface TransactionUser {
  /** Any request that is not told to its INVITE by `onUpdate`; CANCEL never. */
  onRequest(request: IncomingRequest): void;
  /**
   * The layer wants a dialog ended: our 2xx was not acknowledged, or crossed a CANCEL. True where the user sends BYE, with a
   * Reason of that text; else the layer does, without another word.
   */
  onDialogDue(dialogId: string, reason: string): boolean;
  /**
   * A second branch has answered the INVITE that made the dialog, and challenges the layer's BYE: new credentials of the dialog's
   * login, where it has one.
   */
  credentialsForFork(dialogId: string): ForkCredentials | undefined;
  /** The layer has sent BYE by itself, for one of these reasons or as a session timer ran out. */
  onDialogEnded(dialogId: string): void;
  /** The server is gone with all transactions and dialogs; none of their callbacks is called any more. */
  onLost(): void;
}

export interface TransactionLayer {
  /** `proto/host:port` of each listener, once started. */
  readonly listenPoints: readonly string[];
  /** Whether a peer's 100 is a sign (`onSign`): else one that takes its time cannot be told from one that is not there. */
  readonly showsTrying: boolean;
  /** Resolves when requests are taken. */
  start(user: TransactionUser): Promise<void>;
  /**
   * Sends a request: `sent` is given it before any response comes, or `refused` why it will not be sent. Exactly one of
   * them is called, unless the server is lost in between.
   */
  request(
    uri: string,
    options: RequestOptions,
    sent: (request: OutgoingRequest) => void,
    refused: (error: SignalingError) => void,
  ): void;
  /** Tells what is to be kept of a dialog that has been answered, unless nothing of it has changed since it was told last. */
  save(dialogId: string, saved: DialogHandler): void;
  /** Forgets a dialog whose BYE has failed, without another word to the peer; harmless where there is none. */
  forget(dialogId: string): void;
  /** Ends every dialog where that is ours to do, and lets go of the network. Idempotent. */
  close(): Promise<void>;
}
