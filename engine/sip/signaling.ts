/**
 * Signaling port: SIP as the call narrative needs it. Types and documentation only.
 *
 * The words are legs, offers, answers and endings; no header is ever copied through here. What a leg's
 * peer sent is offered as the few facts a call may use (`CallerIdentity`, SDP, DTMF), and what goes out is
 * built by the implementation from `LegIdentity` and an allow-list, so a header that holds a number of the
 * other leg has no way across.
 *
 * Milliseconds everywhere. Every function that waits takes an EndSignal; aborting an `invite` cancels it.
 */
import type { EndSignal } from '../end-signal.js';

/**
 * Answers an offer of a peer's. `signal` aborts where the peer does not get the answer, before or after it was given: it took
 * its offer back (CANCEL), waited too long, or its leg ended. What the answer has changed is then to be undone.
 */
export type OfferHandler = (offer: string, signal: EndSignal) => Promise<string>;

/** Where a request came from, and the SIP facts of the caller that routing may look at. Not for display. */
export interface IncomingCall {
  /** Unique per call, made by us; safe in logs and towards either leg. */
  readonly id: string;
  readonly source: { readonly transport: string; readonly address: string; readonly port: number };
  /**
   * Who may be calling: the users of P-Asserted-Identity, which may have several (RFC 3325 9.1), if the trunk is trusted to
   * assert it, else of From; raw text, in order.
   */
  readonly callerUsers: (trustAsserted: boolean) => readonly string[];
  /** User part of the Request-URI with its parameters: the number dialled, and what was dialled behind it; raw text. */
  readonly dialledUser: string;
  /** The caller's offer, or undefined for a late offer. */
  readonly offer: string | undefined;
  /** Value of Max-Forwards as received (default 70). */
  readonly maxForwards: number;
  /** Aborts when the caller cancels (reason: SignalingError `gone`) or the server is lost (`unavailable`) before the answer. */
  readonly cancelled: EndSignal;
  /** Has provisionals sent reliably if the caller supports that (RFC 3262); to one that requires it they always are. */
  preferReliable(): void;
  /**
   * Handles what the caller offers before it is answered, in a PRACK or an UPDATE: resolve with our answer or reject with
   * SignalingError. Called only once the offer of its INVITE has been answered in a reliable provisional (RFC 3262 5,
   * RFC 3311 5.1); before that its offers are refused.
   */
  onOffer(handler: OfferHandler): void;
  /**
   * The caller's dialog, from when its 200 is sent; its leg, which comes with the ACK, has a handler of its own. Where the SIP
   * process dies before, it is what lets the next one refuse the caller, and told just before `cancelled` aborts.
   */
  onDialog(handler: DialogHandler): void;
  /** What of the call outlives this process; undefined where that is not known before its answer. To be asked for once. */
  left?(): LeftCall | undefined;
  /** Sends 180 or 183, with SDP when early media is on offer. Harmless after a final response. */
  ring(status: 180 | 183, sdp?: string): void;
  /**
   * Sends 200 with the given SDP, waits for ACK. Resolves with the caller's leg; with a late offer `leg.lateAnswer`
   * holds the SDP of the ACK. Rejects with SignalingError `gone` when the caller has cancelled or hung up meanwhile, `timeout`
   * when its ACK does not come. `terms` are its trunk's.
   */
  answer(sdp: string, terms?: LegTerms): Promise<Leg>;
  /** Sends a final failure, once; later calls do nothing. `q850` goes into a Reason header (RFC 3326). */
  reject(status: number, options?: RejectOptions): void;
}

export interface RejectOptions {
  readonly q850?: number;
  /** Text of a Warning header, e.g. for 488 (RFC 3261 20.43). */
  readonly warning?: { readonly code: number; readonly text: string };
  readonly retryAfterSeconds?: number;
}

/** Digest credentials of a trunk (RFC 3261 22). */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** What a trunk's configuration says of the dialogs of its calls. */
export interface LegTerms {
  /** What a challenge to any request of ours is answered with: the INVITE, and whatever follows in its dialog. */
  readonly credentials?: Login | undefined;
  /**
   * The session interval asked for (RFC 4028), at least 90. A peer that agrees on none is asked by OPTIONS within half of it
   * whether it still has the dialog; one that does not answer ends the leg. 0 or undefined: a timer only where the peer asks.
   */
  readonly sessionSeconds?: number | undefined;
}

/**
 * What another SIP process needs to end a dialog that this one leaves behind when it dies. It goes through JSON, holds numbers
 * and addresses of one side, and no credentials.
 */
export interface LeftDialog {
  readonly id: string;
  /** Of the layer's own; undefined where the server outlives whoever speaks with it, and has the dialog itself. */
  readonly state?: unknown;
}

/** What it needs of a caller that has not been answered: `invite` belongs into the state as long as nobody has tried to. */
export interface LeftCall extends LeftDialog {
  readonly state: object;
  readonly invite: object;
}

/** Called with a dialog as it is from its answer on, and again when it has changed in a way that matters to a later process. */
export type DialogHandler = (dialog: LeftDialog) => void;

/** What a leg is told about the other side: a privacy number, or nothing. Never a real number of the other leg. */
export interface LegIdentity {
  /** User part shown in From and P-Asserted-Identity, e.g. `+8617100000001`. */
  readonly display: string;
}

export interface InviteRequest extends LegTerms {
  /** Request-URI of the callee, e.g. `sip:+8613800000001@203.0.113.9:5060;transport=udp`. */
  readonly uri: string;
  /** Next hop where it differs from the URI. */
  readonly nextHop?: string | undefined;
  /** Other contacts of the same party, rung at the same time; the first to answer wins, the rest are cancelled. */
  readonly alsoRing?: readonly { readonly uri: string; readonly nextHop?: string }[] | undefined;
  readonly identity: LegIdentity;
  readonly offer: string | undefined;
  readonly maxForwards: number;
  /** Extra headers the trunk's configuration asks for; built from configuration only. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** No final response within this time: CANCEL, and the call fails with status 408. */
  readonly ringTimeoutMs: number;
  /** What is said of reliable provisionals (RFC 3262); a callee that asks for them gets them in any case. Default `off`. */
  readonly reliable?: 'off' | 'supported' | 'required' | undefined;
  /**
   * Hosts to which a 3xx may send the INVITE on: addresses, CIDR blocks, names. The callee is tried there by itself, and
   * neither the redirection nor where it led is told. Undefined: a 3xx is a refusal.
   */
  readonly redirects?: readonly string[] | undefined;
  /** What to make of silence on this way to the callee; undefined where it is of no interest. */
  readonly silence?: Silence | undefined;
  readonly onProvisional: (status: number, sdp: string | undefined) => void;
  /**
   * Answers what the callee offers before its answer, once it has answered our offer in a reliable provisional (RFC 3311
   * 5.1). Where `offer` is undefined, the offer may be the first there is: then the 2xx owes none, and `acknowledge` is left out.
   */
  readonly onOffer?: OfferHandler | undefined;
}

export interface Silence {
  /** Of the trunk, for `SignalingHandlers.onHeard`. */
  readonly trunk: string;
  /**
   * Without an answer of any kind for so long, a 100 included, the INVITE is given up (`timeout`, `isSilent`): CANCEL as soon as one may be
   * sent, ACK and BYE to a late 2xx. 0: as long as SIP waits (RFC 3261 17.1.1.2: 32 s). Of no effect where the server does not
   * show a peer's 100, as drachtio-server does not.
   */
  readonly limitMs: number;
  /** Whether the trunk has been silent lately, so that any answer of it is to be told. */
  readonly isHeld: boolean;
}

/** Sends the ACK of a 2xx that brought an offer. The first call counts; a leg that is hung up sends it by itself. */
export type Acknowledge = (answer?: string) => Promise<void>;

/** The callee answered: its leg, and its answer (or, with a late offer, its offer to be ACKed). */
export interface AnsweredInvite {
  readonly leg: Leg;
  readonly sdp: string;
  /** Only with a late offer: sends the ACK with the answer, or without where there is none to be had. */
  readonly acknowledge?: Acknowledge;
}

/** An offer of ours that the peer has asked for. */
export interface WantedOffer {
  readonly offer: string;
  readonly accept: (answer: string | undefined) => Promise<void>;
}

/** One established SIP dialog of a call. Emits through handlers set once by `Bridge`; closing twice is harmless. */
export interface Leg {
  /** Aborts when the leg ended, whoever ended it; the reason is a `LegEnd`. */
  readonly ended: EndSignal;
  /** SDP of the ACK when this leg's INVITE came without an offer. */
  readonly lateAnswer: string | undefined;
  /** Handles re-INVITE and UPDATE with SDP: given the peer's offer, resolve with our answer or reject with SignalingError. */
  onOffer(handler: OfferHandler): void;
  /**
   * Handles re-INVITE without an offer: resolve with our offer. `accept` is called once, with the answer of the ACK, or with
   * undefined where there is none: the ACK has no SDP, the re-INVITE was cancelled, the leg has ended.
   */
  onOfferWanted(handler: (signal: EndSignal) => Promise<WantedOffer>): void;
  /**
   * The session timer wants a refresh with SDP, as the peer takes no UPDATE (RFC 4028 7.4): offer the session in force by
   * `reoffer` and take the answer. Rejecting is no end: it is tried again, until the session expires.
   */
  onRefreshDue(handler: () => Promise<void>): void;
  /** What of the dialog outlives this process. */
  onDialog(handler: DialogHandler): void;
  /**
   * A digit pressed, by SIP INFO (`application/dtmf-relay` or `application/dtmf`). The INFO is answered 200 when the handler is
   * done, and refused when it rejects: 415 with `refused`, as nobody takes such digits there, else 500; 504 after 10 s.
   */
  onDigit(handler: (digit: string, durationMs: number) => void | Promise<void>): void;
  /**
   * Sends a re-INVITE with an offer (undefined asks for one); resolves with the peer's SDP and how to ACK it. Rejects
   * with SignalingError: `refused` with the peer's status, or 491 when an offer of either side is under way on this leg
   * (whoever made the offer that cannot be passed is told 491 and tries again by the rules of RFC 3261 14.1); `answerless`.
   * Aborting cancels the re-INVITE; a peer that has answered all the same is acknowledged, and the promise resolves.
   */
  reoffer(offer: string | undefined, signal?: EndSignal): Promise<{ sdp: string; acknowledge?: Acknowledge }>;
  sendDigit(digit: string, durationMs: number): Promise<void>;
  /**
   * Sends BYE with a Reason of ours; resolves when it is answered or given up, with the status of a refusal: the peer may keep the
   * call up, and charge for it.
   */
  hangUp(q850?: number): Promise<number | undefined>;
}

/** Who ended a leg: its peer (BYE), us (`hangUp`), the server below (lost ACK, session timer), or the loss of the server. */
export interface LegEnd {
  readonly by: 'peer' | 'us' | 'timer' | 'server-lost';
  readonly q850: number | undefined;
}

export interface IncomingMessage {
  readonly id: string;
  readonly source: IncomingCall['source'];
  readonly callerUsers: IncomingCall['callerUsers'];
  readonly dialledUser: string;
  readonly contentType: string;
  readonly text: string;
  accept(): void;
  reject(status: number, options?: RejectOptions): void;
}

/** A REGISTER, for the softphones trunk. */
export interface IncomingRegister {
  readonly source: IncomingCall['source'];
  /** User and realm of the To header's address of record. */
  readonly user: string;
  readonly authorization: string | undefined;
  readonly contacts: readonly { readonly uri: string; readonly expiresSeconds: number | undefined }[];
  /** True for `Contact: *`. */
  readonly removesAll: boolean;
  readonly expiresSeconds: number | undefined;
  challenge(wwwAuthenticate: string): void;
  accept(contacts: readonly { readonly uri: string; readonly expiresSeconds: number }[]): void;
  reject(status: number): void;
}

export interface Health {
  readonly healthy: boolean;
  readonly retryAfterSeconds?: number;
}

export interface SignalingHandlers {
  onCall(call: IncomingCall): void;
  onMessage(message: IncomingMessage): void;
  onRegister(register: IncomingRegister): void;
  /** Answers OPTIONS pings: 200 when healthy, else 503 with the given Retry-After. */
  health(): Health | Promise<Health>;
  /**
   * Somebody is there: a trunk that was silent (`Silence`) has answered after all, or whoever is at that address has sent
   * OPTIONS.
   */
  onHeard?(from: Heard): void;
}

export type Heard = { readonly trunk: string } | { readonly address: string };

export interface Signaling {
  /** Connects to the SIP server and starts taking calls; rejects when it refuses us. */
  start(handlers: SignalingHandlers): Promise<void>;
  /** `proto/host:port` of each listener of the server, for messages to people. */
  readonly listenPoints: readonly string[];
  /** What is open on this side, by table. All of it is zero when there is no call. */
  readonly held: Readonly<Record<string, number>>;
  invite(request: InviteRequest, signal: EndSignal): Promise<AnsweredInvite>;
  /** Sends one MESSAGE; resolves on 2xx, rejects with SignalingError. */
  message(request: {
    readonly uri: string;
    readonly nextHop?: string;
    readonly identity: LegIdentity;
    readonly contentType: string;
    readonly text: string;
  }): Promise<void>;
  /**
   * Sends BYE in a dialog that an earlier SIP process has left behind. Resolves when that is answered or given up, or the peer has
   * hung up itself; rejects `unavailable` when the server is lost meanwhile.
   */
  endLeft(dialog: Pick<LeftDialog, 'id'>, credentials?: Login): Promise<void>;
  /** Stops taking calls; established legs go on. */
  drain(): void;
  close(): Promise<void>;
}
