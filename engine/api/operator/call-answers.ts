/** The answers of the operator API about calls, live and past, in the manner of answers.ts. */
import type { Page } from './answers.js';

export interface ShownCall {
  readonly sessionId: string;
  readonly state: 'arrived' | 'known' | 'dialling' | 'ringing' | 'connected' | 'ended';
  readonly appKey?: string | undefined;
  readonly subscriptionId?: string | undefined;
  readonly caller?: string | undefined;
  readonly x?: string | undefined;
  readonly callee?: string | undefined;
  readonly display?: string | undefined;
  readonly arrivedAt: string;
  readonly ringingAt?: string | undefined;
  readonly answeredAt?: string | undefined;
  readonly recorded: boolean;
}

/** The SIP messages of both legs of a call, in the order in which they came and went. */
export interface ShownLadder {
  readonly sessionId: string;
  readonly legs: readonly {
    readonly side: 'caller' | 'callee';
    readonly peer: string;
    /** Messages in the middle that were not kept, because there were too many. */
    readonly missing: number;
  }[];
  readonly messages: readonly {
    readonly at: string;
    /** Since the first one. */
    readonly offsetMs: number;
    /** Place among `legs`. */
    readonly leg: number;
    /** `in`: from the peer to Callveil. */
    readonly direction: 'in' | 'out';
    readonly transport: 'udp' | 'tcp' | 'tls';
    readonly peer: string;
    /** Method, or status and reason. */
    readonly title: string;
    readonly cseq: string;
    readonly hasSdp: boolean;
    readonly isRepeated: boolean;
    readonly text: string;
  }[];
}

/** A call, a message or a change of a number, of the past. What does not apply is missing. */
export interface ShownRecord {
  readonly kind: 'call' | 'message' | 'number';
  readonly id: string;
  readonly at: string;
  readonly endedAt: string;
  readonly appKey: string;
  readonly subscriptionId?: string | undefined;
  readonly caller?: string | undefined;
  readonly x?: string | undefined;
  readonly dialled?: string | undefined;
  readonly display?: string | undefined;
  readonly callee?: string | undefined;
  readonly callerTrunk?: string | undefined;
  readonly calleeTrunk?: string | undefined;
  readonly ending: string;
  /** The ending in words. */
  readonly reason?: string | undefined;
  readonly fault?: string | undefined;
  readonly talkSeconds: number;
  readonly dialledAt?: string | undefined;
  readonly ringingAt?: string | undefined;
  readonly answeredAt?: string | undefined;
  readonly releasedBy?: 'caller' | 'callee' | undefined;
  readonly stateCode?: number | undefined;
  readonly ulFailReason?: number | undefined;
  readonly sipStatus?: number | undefined;
  readonly calleeQ850?: number | undefined;
  /** How well each side heard the other, 1 to 4.5. */
  readonly callerMos?: number | undefined;
  readonly calleeMos?: number | undefined;
  /** The ways to the callee that were tried, in order. */
  readonly tried?:
    | readonly {
        readonly trunk: string;
        readonly outcome: 'answered' | 'refused' | 'unanswered' | 'silent' | 'called-off' | 'failed';
        readonly status?: number | undefined;
        readonly tookMs: number;
      }[]
    | undefined;
  readonly extension?: string | undefined;
  readonly recording?: string | undefined;
  readonly parts?: number | undefined;
  readonly attempts?: number | undefined;
  readonly cause?: string | undefined;
}

/**
 * What every process holds at this instant: at most 1000 of each kind, with the true totals. Ages are in milliseconds.
 */
export interface ShownLive {
  readonly sip: {
    readonly from: 'own-stack' | 'drachtio-server' | 'nowhere';
    readonly transactions: Page<ShownTransaction>;
    readonly dialogs: Page<ShownDialog>;
  };
  readonly media: { readonly sessions: Page<ShownMediaSession> };
  readonly engine: {
    readonly calls: Page<ShownLiveCall>;
    /** Sizes of the engine's tables of SIP objects: legs, INVITEs under way. */
    readonly held: Readonly<Record<string, number>>;
  };
}

export interface ShownTransaction {
  readonly method: string;
  readonly direction: 'in' | 'out';
  readonly state: string;
  readonly ageMs: number;
  readonly branch: string;
  readonly peer: string;
}

export interface ShownDialog {
  readonly id: string;
  readonly role: 'uac' | 'uas';
  readonly state: string;
  readonly ageMs: number;
}

export interface ShownMediaSession {
  readonly sessionId: string;
  readonly worker?: number | undefined;
  readonly callerPort: number;
  readonly calleePort: number;
  readonly ageMs: number;
}

export interface ShownLiveCall {
  readonly sessionId: string;
  readonly state: string;
  readonly ageMs: number;
}
