/**
 * What the engine and the SIP process say to each other when the user agent runs there: the Signaling port, event by event.
 * Types only. Calls and legs are numbers given by the SIP process; `ask` is given by whoever asks, and comes back in the
 * answer. `abort` has an effect on `invite`, `reoffer`, `offer` and `offerWanted`, which take their time; on the last
 * `offer` of a leg also when it has been answered, for the peer may not have got the answer.
 */
import type {
  Heard,
  IncomingCall,
  IncomingRegister,
  InviteRequest,
  LegEnd,
  LeftCall,
  LeftDialog,
  LegTerms,
  Login,
  RejectOptions,
  Signaling,
} from './signaling.js';
import type { SignalingErrorCode } from './signaling-error.js';

type Source = IncomingCall['source'];

/** What `callerUsers` gives with a trusted trunk and without: the engine knows which of them counts. */
export interface CallerUsers {
  readonly asserted: readonly string[];
  readonly from: readonly string[];
}

/** How the other side answers each ask. */
export interface Answers {
  readonly answer: { readonly leg: number; readonly lateAnswer?: string | undefined };
  /** `isLate`: the SDP is an offer, to be acknowledged by `acknowledge` with this ask. */
  readonly invite: { readonly leg: number; readonly sdp: string; readonly isLate: boolean };
  readonly reoffer: { readonly sdp: string; readonly isLate: boolean };
  readonly acknowledge: object;
  readonly sendDigit: object;
  /** The status its BYE was refused with. */
  readonly hangUp: { readonly refused?: number | undefined };
  readonly endLeft: object;
  readonly sendMessage: object;
  readonly close: object;
  readonly offer: { readonly sdp: string };
  readonly earlyOffer: { readonly sdp: string };
  readonly offerWanted: { readonly sdp: string };
  readonly accept: object;
  readonly refresh: object;
  /** Done when the digit is where it belongs. */
  readonly digit: object;
  readonly health: { readonly healthy: boolean; readonly retryAfterSeconds?: number };
}

export interface Failure {
  readonly code: SignalingErrorCode;
  readonly status: number;
  readonly message: string;
  readonly q850?: number | undefined;
  readonly isSilent?: boolean;
}

/** Said by either side. */
export type AnswerFrame =
  | { readonly type: 'done'; readonly ask: number; readonly answer: object }
  | { readonly type: 'failed'; readonly ask: number; readonly failure: Failure };

/** The asker no longer wants an answer; it gets one all the same. */
export interface AbortFrame {
  readonly type: 'abort';
  readonly ask: number;
}

export type EngineAsk =
  | {
      readonly type: 'answer';
      readonly ask: number;
      readonly call: number;
      readonly sdp: string;
      readonly terms?: LegTerms | undefined;
    }
  /** JSON drops functions, so `onProvisional` and `onOffer` stay behind. */
  | {
      readonly type: 'invite';
      readonly ask: number;
      readonly request: Omit<InviteRequest, 'onProvisional' | 'onOffer'>;
    }
  | { readonly type: 'reoffer'; readonly ask: number; readonly leg: number; readonly sdp: string | undefined }
  /** Of the late offer that `of` brought. */
  | {
      readonly type: 'acknowledge';
      readonly ask: number;
      readonly leg: number;
      readonly of: number;
      /** Undefined where the ACK has none. */
      readonly sdp: string | undefined;
    }
  | {
      readonly type: 'sendDigit';
      readonly ask: number;
      readonly leg: number;
      readonly digit: string;
      readonly durationMs: number;
    }
  | { readonly type: 'hangUp'; readonly ask: number; readonly leg: number; readonly q850: number | undefined }
  | {
      readonly type: 'endLeft';
      readonly ask: number;
      readonly id: string;
      readonly credentials?: Login | undefined;
    }
  | {
      readonly type: 'sendMessage';
      readonly ask: number;
      readonly message: Parameters<Signaling['message']>[0];
    }
  | { readonly type: 'close'; readonly ask: number };

export type FromEngine =
  | AbortFrame
  | EngineAsk
  | {
      readonly type: 'ring';
      readonly call: number;
      readonly status: 180 | 183;
      readonly sdp: string | undefined;
    }
  | { readonly type: 'preferReliable'; readonly call: number }
  | {
      readonly type: 'reject';
      readonly call: number;
      readonly status: number;
      readonly options: RejectOptions;
    }
  | { readonly type: 'acceptMessage'; readonly message: number }
  | {
      readonly type: 'rejectMessage';
      readonly message: number;
      readonly status: number;
      readonly options: RejectOptions;
    }
  | { readonly type: 'challengeRegister'; readonly register: number; readonly header: string }
  | {
      readonly type: 'acceptRegister';
      readonly register: number;
      readonly contacts: Parameters<IncomingRegister['accept']>[0];
    }
  | { readonly type: 'rejectRegister'; readonly register: number; readonly status: number }
  | { readonly type: 'drain' };

/** An offer before the answer: of the caller of `call`, or of the callee that `invite` (an ask) rings. */
export interface EarlyOfferFrame {
  readonly type: 'earlyOffer';
  readonly ask: number;
  readonly call?: number;
  readonly invite?: number;
  readonly sdp: string;
}

export type SipdAsk =
  | { readonly type: 'offer'; readonly ask: number; readonly leg: number; readonly sdp: string }
  | EarlyOfferFrame
  | { readonly type: 'offerWanted'; readonly ask: number; readonly leg: number }
  | { readonly type: 'refresh'; readonly ask: number; readonly leg: number }
  /** The answer to the offer that `of` asked for; undefined where none comes. */
  | {
      readonly type: 'accept';
      readonly ask: number;
      readonly leg: number;
      readonly of: number;
      readonly sdp: string | undefined;
    }
  | {
      readonly type: 'digit';
      readonly ask: number;
      readonly leg: number;
      readonly digit: string;
      readonly durationMs: number;
    }
  | { readonly type: 'health'; readonly ask: number };

export interface CallFrame extends CallerUsers {
  readonly type: 'call';
  readonly call: number;
  readonly id: string;
  readonly source: Source;
  readonly dialledUser: string;
  readonly offer: string | undefined;
  readonly maxForwards: number;
  readonly left: LeftCall | undefined;
}

export interface MessageFrame extends CallerUsers {
  readonly type: 'message';
  readonly message: number;
  readonly id: string;
  readonly source: Source;
  readonly dialledUser: string;
  readonly contentType: string;
  readonly text: string;
}

export interface RegisterFrame extends Pick<
  IncomingRegister,
  'source' | 'user' | 'authorization' | 'contacts' | 'removesAll' | 'expiresSeconds'
> {
  readonly type: 'register';
  readonly register: number;
}

export type FromSipd =
  | AbortFrame
  | SipdAsk
  | CallFrame
  | MessageFrame
  | RegisterFrame
  | { readonly type: 'cancelled'; readonly call: number; readonly failure: Failure }
  /** Of a caller that has been answered and has not acknowledged it; of a leg. */
  | { readonly type: 'callDialog'; readonly call: number; readonly dialog: LeftDialog }
  | { readonly type: 'dialog'; readonly leg: number; readonly dialog: LeftDialog }
  | {
      readonly type: 'provisional';
      readonly ask: number;
      readonly status: number;
      readonly sdp: string | undefined;
    }
  | { readonly type: 'heard'; readonly from: Heard }
  | ({ readonly type: 'ended'; readonly leg: number } & LegEnd);
