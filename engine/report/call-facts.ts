/**
 * What is known of a call, and the port through which a call is reported. The call fills in the facts as it proceeds;
 * events and records are made from them (spec 10.1, 10.2). Times are milliseconds since 1970. Numbers are complete:
 * these facts go to the application that owns X, never to the other party and never to a log.
 */
import type { Application } from '../../routing/application.js';
import type { E164 } from '../../routing/numbers/number.js';
import type { CallDirection } from '../../routing/resolve.js';

export interface CallFacts {
  /** One value for a call, in every event and in the record. */
  readonly sessionId: string;
  readonly arrivedAt: number;
  /** Undefined if withheld or malformed. */
  readonly caller: E164 | undefined;
  /** The number dialled: X, or in AXYB a Y. */
  readonly x: E164 | undefined;
  /** X of the relation, if another number was dialled: AXYB's A calling Y. */
  readonly relationX: E164 | undefined;
  readonly application: Application | undefined;
  readonly subscriptionId: string | undefined;
  readonly userData: string | undefined;
  /** Undefined until a callee is known. */
  readonly direction: CallDirection | undefined;
  readonly display: E164 | undefined;
  readonly callee: E164 | undefined;
  /** AXE: the extension that the caller typed, or A's own if A calls out. */
  readonly extension: string | undefined;
  readonly dialledAt: number | undefined;
  readonly ringingAt: number | undefined;
  /** When the callee answered. */
  readonly answeredAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly recording: { readonly fileName: string; readonly startedAt: number } | undefined;
  /** Names of the trunks: the caller's, and the last one by which the callee was tried. For operators alone. */
  readonly callerTrunk?: string;
  readonly calleeTrunk?: string;
  /** The ways to the callee that were tried, in order, at most 16. */
  readonly tried?: readonly TriedTrunk[] | undefined;
  /** What became of a recording that the call was to have. */
  readonly recordingOutcome?: RecordingOutcome;
  /** How each side heard the other; a side is missing that heard too little to tell. */
  readonly quality?: { readonly caller?: HeardQuality; readonly callee?: HeardQuality } | undefined;
  /** Set last. */
  readonly end: CallEnd | undefined;
}

/** One INVITE to the callee, and what came of it. */
export interface TriedTrunk {
  readonly trunk: string;
  /** `called-off`: the call ended meanwhile. `failed`: media, or the SIP process, stood in the way. */
  readonly outcome: 'answered' | 'refused' | 'unanswered' | 'silent' | 'called-off' | 'failed';
  /** The SIP status that refused it; undefined unless one did. */
  readonly status?: number | undefined;
  readonly tookMs: number;
}

/** Estimated from RTP and RTCP (ITU-T G.107, `media/voice-quality.ts`). */
export interface HeardQuality {
  /** Mean opinion score, 1 to 4.5. */
  readonly mos: number;
  readonly lossPercent: number;
  readonly jitterMs: number;
  readonly delayMs: number;
  readonly codec: string | undefined;
}

export interface CallEnd {
  /** Row of the table of endings; also the metric label. */
  readonly kind: string;
  readonly stateCode: number;
  readonly stateDesc: string;
  readonly ulFailReason: number;
  /** SIP status of the failure, 0 if the call was answered. */
  readonly sipStatus: number;
  /** Q.850 cause of the callee leg's failure, 0 if it did not fail. */
  readonly calleeQ850: number;
  /** 1 the caller hung up, 2 the callee; absent: neither. */
  readonly releasedBy?: 1 | 2 | undefined;
}

/** A recording as it is after its end; a failed one may have a file all the same. */
export type RecordingOutcome =
  | {
      readonly bytes: number;
      readonly milliseconds: number;
      readonly sha256: string;
      readonly failure?: string | undefined;
    }
  | {
      readonly failure: string;
      readonly bytes?: undefined;
      readonly milliseconds?: undefined;
      readonly sha256?: undefined;
    };

export type CallEventType = 'callin' | 'collectInfo' | 'callout' | 'alerting' | 'answer' | 'disconnect';

/** What another SIP process needs to end a leg that this one leaves behind. It contains a number. */
export interface KeptDialog {
  /** Name of the leg's trunk. */
  readonly trunk: string | undefined;
  readonly id: string;
  readonly state?: unknown;
  /**
   * For challenges in the dialog, those it began with: a reload may have removed the trunk, or changed its password. Kept
   * in memory and never on disk, so an engine that follows one that died takes those of the trunk's name.
   */
  readonly credentials?: { readonly username: string; readonly password: string } | undefined;
}

/** The answered legs of a call. */
export interface KeptDialogs {
  readonly sessionId: string;
  readonly dialogs: readonly KeptDialog[];
}

/** Accepts reports of calls and makes sure that they arrive. No function throws, blocks or waits. */
export interface CallReport {
  /** The progress of a call so far: what to report if nothing more is heard of it. */
  progress(facts: CallFacts): void;
  /** A leg has been answered, or its dialog has changed: how to end it, if this process cannot. */
  dialog(sessionId: string, leg: 'caller' | 'callee', dialog: KeptDialog): void;
  /** Both legs have ended. */
  dialogsOver(sessionId: string): void;
  /** `at`: when it happened. A call whose application is unknown has no events. */
  event(type: CallEventType, facts: CallFacts, at: number): void;
  /** Once for each call that reached an application. */
  record(facts: CallFacts): void;
  /**
   * What an application that wants to know learns about a recording that has ended: undefined for all others. Never
   * rejects. `recording` reports it, with the call's record.
   */
  examine(application: Application, fileName: string): Promise<RecordingOutcome | undefined>;
  /** Reports the outcome of the call's recording, if it was to have one and the application wants to know. */
  recording(facts: CallFacts): void;
}
